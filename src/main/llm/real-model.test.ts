import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GenerateEvent, GenerateRequest, PromptPart } from '../../domain/model/language-model.ts'
import { modelFolder } from '../models/model-folder.ts'
import { createModelLibrary, type ModelLibrary } from '../models/model-library.ts'
import { readCatalog } from '../models/read-catalog.ts'
import { stampOf } from '../models/weights-file.ts'
import { createGpuVerdicts } from './gpu-verdicts.ts'
import { createLanguageModel, type OwnedLanguageModel } from './language-model.ts'
import { startWatched, watchLimits, type SpawnChild } from './model-child.ts'
import { spawnNode } from './spawn-node.ts'

const id = 'smollm2-135m-instruct'
const weights = path.join(modelFolder(), id, 'weights.gguf')
const hasWeights = existsSync(weights)
const corpusTool = path.resolve('../shared/tools/faults/gguf_corpus.py')
const hasCorpus = existsSync(corpusTool) && spawnSync('python3', ['--version']).status === 0
const entry = fileURLToPath(new URL('../../llm/index.ts', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-real-'))
const never = new AbortController().signal

const special = (text: string): PromptPart => ({ text, special: true })
const plain = (text: string): PromptPart => ({ text, special: false })
const chat = (text: string): PromptPart[] => [special('<|im_start|>user\n'), plain(text), special('<|im_end|>\n<|im_start|>assistant\n')]
const request = (prompt: PromptPart[], change: Partial<GenerateRequest> = {}): GenerateRequest => ({ prompt, maxTokens: 24, temperature: 0, seed: 1, stop: [], ...change })

/** A row that any model goes on with, tuned to short conclusions or not. */
const counting: PromptPart[] = [plain('one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve,')]

let library: ModelLibrary
let model: OwnedLanguageModel
let pid = 0
beforeAll(async () => {
  library = createModelLibrary({ catalog: await readCatalog(fileURLToPath(new URL('../../../models/catalog.json', import.meta.url))), folder: modelFolder() })
  const start = spawnNode(entry)
  const spawn: SpawnChild = () => {
    const child = start()
    pid = child.pid()!
    return child
  }
  const models = { current: () => ({ id, name: 'SmolLM2', sha256: '', template: 'chatml' as const, contextLength: 8192, drafting: 'report' as const, adapterSha256: null }), open: library.open }
  model = createLanguageModel({ models, spawn, verdicts: createGpuVerdicts(path.join(folder, 'verdicts.json')), gpus: ['cpu'] })
})
afterAll(async () => {
  await model.dispose()
  rmSync(folder, { recursive: true, force: true })
})

type Answer = { text: string; readings: number[]; finished: Extract<GenerateEvent, { type: 'finished' }> | null; error?: string }
async function read(wanted: GenerateRequest, signal: AbortSignal = never, onEvent: (event: GenerateEvent) => void = () => {}): Promise<Answer> {
  const answer: Answer = { text: '', readings: [], finished: null }
  try {
    for await (const event of model.write(wanted, signal)) {
      if (event.type === 'token') answer.text += event.text
      else if (event.type === 'reading') answer.readings.push(event.done)
      else answer.finished = event
      onEvent(event)
    }
  } catch (error) {
    answer.error = (error as { code: string }).code
  }
  return answer
}

const findings = 'Findings: The lungs are clear. There is a nodule of 7 mm in the right upper lobe, unchanged. No pleural effusion. '

describe.skipIf(!hasWeights)('SmolLM2 in the model process (skipped without its weights)', { timeout: 120_000 }, () => {
  it('writes, and greedy writing says the same twice (bug: state of the last request leaks into the next)', async () => {
    const first = await read(request(counting))
    expect(first.error).toBeUndefined()
    expect(first.text.length).toBeGreaterThan(20)
    expect(first.finished).toMatchObject({ reason: 'limit', tokens: 24 })
    await read(request(chat('Something else entirely: the spleen.')))
    expect((await read(request(counting))).text).toBe(first.text)
  })

  it('reads what two prompts have in common only once (bug: every draft pays for the instructions again)', async () => {
    const long = findings.repeat(20)
    const first = await read(request([plain(`${long} One`)], { maxTokens: 1 }))
    const second = await read(request([plain(`${long} Two`)], { maxTokens: 1 }))
    expect(first.readings.length).toBeGreaterThan(2)
    expect(second.readings.length).toBeLessThanOrEqual(1)
    expect(second.finished!.firstTokenMs).toBeLessThan(first.finished!.firstTokenMs / 3)
  })

  it('L07: template marks in a report are plain text (bug: a report that ends its own prompt and gives orders)', async () => {
    const asTemplate = await read(request([special('<|im_end|>')], { maxTokens: 1 }))
    const asText = await read(request([plain('<|im_end|>')], { maxTokens: 1 }))
    expect(asTemplate.finished!.promptTokens).toBe(1)
    expect(asText.finished!.promptTokens).toBeGreaterThan(4)
  })

  it('ends at a stop text, which is not part of the answer (bug: half a stop text at the end of a conclusion)', async () => {
    const free = await read(request(counting, { maxTokens: 40 }))
    const word = free.text.trim().split(/\s+/)[3]!
    const stopped = await read(request(counting, { maxTokens: 40, stop: [word] }))
    expect(stopped.finished).toMatchObject({ reason: 'end' })
    expect(free.text.startsWith(stopped.text)).toBe(true)
    expect(stopped.text).toBe(free.text.slice(0, free.text.indexOf(word)))
  })

  it('stops a loop instead of filling the page (bug: the same sentence fifty times)', async () => {
    const answer = await read(request([plain('No effusion. No effusion. No effusion. No effusion. No effusion. No effusion. No effusion.')], { maxTokens: 1000 }))
    expect(answer.finished!.tokens).toBeLessThan(300)
  })

  it('gives whole characters, also of scripts that need several tokens for one (bug: replacement marks in Japanese)', async () => {
    const answer = await read(request([plain('右肺上葉に結節を認める。右肺上葉に結節を認める。右肺上葉に')], { maxTokens: 16 }))
    expect(answer.text).not.toContain('\uFFFD')
    expect(answer.text.isWellFormed()).toBe(true)
  })

  it('survives NUL, lone surrogates, bidi controls and emptiness (bug: one odd character ends the model)', async () => {
    for (const text of ['\0\0', '\ud800x', '\u202Eabc\u202C', ' ']) expect((await read(request([plain(text)], { maxTokens: 2 }))).finished).not.toBeNull()
    expect((await read(request([plain('')]))).error).toBe('invalid-input')
  })

  it('refuses 10 MB and what does not fit its context with a sentence, at once (bug: the model process hangs on a pasted archive)', async () => {
    const began = performance.now()
    expect((await read(request([plain('x'.repeat(10_000_000))]))).error).toBe('too-large')
    expect((await read(request([plain(findings.repeat(200))]))).error).toBe('too-large')
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it('a cancel during a prompt of 3,000 tokens is heard within 150 ms, and what was read is kept (bug: cancel waits for the whole prompt)', async () => {
    const abort = new AbortController()
    let at = 0
    let total = 0
    const answer = await read(request([plain(findings.repeat(105))]), abort.signal, (event) => {
      if (event.type === 'reading' && event.done > 500 && at === 0) {
        total = event.total
        at = performance.now()
        abort.abort()
      }
    })
    const after = performance.now() - at
    expect(answer.error).toBe('cancelled')
    expect(total).toBeGreaterThan(2900)
    expect(after).toBeLessThan(150)
    const again = await read(request([plain(findings.repeat(20))], { maxTokens: 1 }))
    expect(again.readings.length).toBeLessThanOrEqual(1)
  })

  it('kill -9 in mid-sentence: the words so far stay, the next request works (bug: the click after a crash does nothing)', async () => {
    let tokens = 0
    const answer = await read(request(counting, { maxTokens: 400 }), never, (event) => {
      if (event.type === 'token' && ++tokens === 5) process.kill(pid, 'SIGKILL')
    })
    expect(answer).toMatchObject({ error: 'model-crashed', finished: null })
    expect(answer.text.length).toBeGreaterThan(5)
    expect((await read(request(chat('Hello.'), { maxTokens: 4 }))).finished).not.toBeNull()
  })

  it('self-test passes on this computer', async () => {
    const steps: [string, boolean][] = []
    for await (const { step, ok } of model.selfTest(never)) steps.push([step, ok])
    expect(steps).toEqual([['load', true], ['prefill', true], ['write', true], ['done', true]])
  })

  it.skipIf(process.platform !== 'linux')('needs about the memory the Models screen names (bug: "fits" on a computer that then swaps)', async () => {
    await read(request([plain(findings.repeat(40))], { maxTokens: 2 }))
    const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
    const needed = (await library.list()).find((view) => view.id === id)!.fit.neededBytes
    expect(peak / needed).toBeGreaterThan(0.7)
    expect(peak / needed).toBeLessThan(1.2)
  })
})

describe.skipIf(!hasWeights)('what the model process refuses to load (skipped without weights)', { timeout: 120_000 }, () => {
  const limits = { ...watchLimits, pingMs: 250, hangMs: 4000, stallMs: 4000 }
  const start = () => startWatched(spawnNode(entry), limits)

  async function loadFile(file: string, change: Partial<{ inode: string }> = {}, child = start(), keep = false) {
    const handle = await open(file, 'r')
    const stamp = { ...(await stampOf(handle)), ...change }
    await handle.close()
    try {
      for await (const event of child.ask({ type: 'load', load: { purpose: 'write', path: file, stamp, adapter: null, gpu: 'cpu', contextSize: 512, maxThreads: 1 } }, never)) if (event.type === 'loaded') return 'loaded'
      return 'nothing'
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      if (!keep) child.kill()
    }
  }

  it('L01: a file that is not the one that was checked (bug: swapped between check and load)', async () => {
    expect(await loadFile(weights, { inode: '1' })).toBe('checksum')
  })

  it.skipIf(!hasCorpus)('L02 L04: hostile files that get past nobody: even handed over unchecked, each ends in one typed error or a dead child inside its limit, never a dead owner', async () => {
    const corpus = path.join(folder, 'corpus')
    execFileSync('python3', [corpusTool, corpus])
    // The seven that kill or hang the library are stopped by the header check (gguf.test.ts) and never come this far.
    const deadly = /^(07|08|10|11|12|15|22)_/
    const files = readdirSync(corpus).filter((name) => !deadly.test(name))
    expect(files).toHaveLength(19)
    let child = start()
    for (const name of files) {
      if (!child.isAlive()) child = start()
      expect(await loadFile(path.join(corpus, name), {}, child, true)).toMatch(/^(model-invalid|model-crashed)$/)
    }
    child.kill()
  })

  it('L02: a file that aborts the native code kills only the child (bug: the app dies with it)', async () => {
    const bad = path.join(folder, 'bad.gguf')
    writeFileSync(bad, readFileSync(weights).subarray(0, 1_000_000))
    expect(await loadFile(bad)).toMatch(/^(model-invalid|model-crashed)$/)
  })
})
