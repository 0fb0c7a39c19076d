import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPhrasePrompt, weightLabels } from '../../domain/draft/model/phrase-prompt.ts'
import type { PhraseEvent, PhraseRequest, PromptPart } from '../../domain/model/language-model.ts'
import { modelFolder } from '../models/model-folder.ts'
import { createModelLibrary } from '../models/model-library.ts'
import { readCatalog } from '../models/read-catalog.ts'
import { createGpuVerdicts } from './gpu-verdicts.ts'
import { createLanguageModel, type OwnedLanguageModel } from './language-model.ts'
import type { SpawnChild } from './model-child.ts'
import { spawnNode } from './spawn-node.ts'

const id = 'smollm2-135m-instruct'
const hasWeights = existsSync(path.join(modelFolder(), id, 'weights.gguf'))
const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-phrases-'))
const never = new AbortController().signal

let model: OwnedLanguageModel
let pid = 0
beforeAll(async () => {
  const library = createModelLibrary({ catalog: await readCatalog(fileURLToPath(new URL('../../../models/catalog.json', import.meta.url))), folder: modelFolder() })
  const start = spawnNode(fileURLToPath(new URL('../../llm/index.ts', import.meta.url)))
  const spawn: SpawnChild = () => {
    const child = start()
    pid = child.pid()!
    return child
  }
  const models = { current: () => ({ id, name: 'SmolLM2', sha256: '', template: 'chatml' as const, contextLength: 8192, drafting: 'phrases' as const, adapterSha256: null }), open: library.open }
  model = createLanguageModel({ models, spawn, verdicts: createGpuVerdicts(path.join(folder, 'verdicts.json')), gpus: ['cpu'] })
})
afterAll(async () => {
  await model.dispose()
  rmSync(folder, { recursive: true, force: true })
})

type Phrase = Extract<PhraseEvent, { type: 'phrase' }>
type Answered = { phrases: Map<number, Phrase>; tooLong: number[]; finished: Extract<PhraseEvent, { type: 'finished' }> | null; error?: string }
async function read(request: PhraseRequest, signal: AbortSignal = never, onEvent: (event: PhraseEvent) => void = () => {}): Promise<Answered> {
  const answered: Answered = { phrases: new Map(), tooLong: [], finished: null }
  try {
    for await (const event of model.phrases(request, signal)) {
      onEvent(event)
      if (event.type === 'phrase') answered.phrases.set(event.prompt, event)
      else if (event.type === 'too-long') answered.tooLong.push(event.prompt)
      else answered.finished = event
    }
  } catch (error) {
    answered.error = (error as { code: string }).code
  }
  return answered
}

const promptOf = (sentence: string, indication = 'Abdominal pain') => buildPhrasePrompt({ language: 'en', modality: 'CT', region: 'abdomen', indication, sentence }).parts
const ask = (prompts: PromptPart[][], change: Partial<PhraseRequest> = {}): PhraseRequest => ({ prompts, answers: [...weightLabels], ends: [], maxTokens: 12, stop: ['<|im_end|>'], ...change })
const findings = ['There is a 46 mm cyst of the left ovary.', 'The liver is normal.', 'No free fluid.', 'A 7 mm nodule in the right lower lobe is unchanged, as are several smaller ones on both sides, and no new one is seen.', 'The spleen is enlarged.', '右肺上葉に7mmの結節を認める。']

describe.skipIf(!hasWeights)('phrases on SmolLM2 (skipped without its weights)', { timeout: 120_000 }, () => {
  it('says of each sentence what writing says, whoever stands beside it (bug: a neighbour’s tokens, or logits of another place)', async () => {
    const { phrases, finished } = await read(ask(findings.map((text) => promptOf(text))))
    expect([...phrases.keys()].toSorted()).toEqual([0, 1, 2, 3, 4, 5])
    let agree = 0
    for (const [prompt, { shares, text }] of phrases) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
      expect(text[0]).toBe(weightLabels[shares.indexOf(Math.max(...shares))])
      // Writing goes on from the same first token: the model would seldom begin with a digit by itself.
      const begun: PromptPart[] = [...promptOf(findings[prompt]!), { text: text[0]!, special: false }]
      let written = ''
      for await (const event of model.write({ prompt: begun, maxTokens: 11, temperature: 0, seed: 1, stop: ['<|im_end|>'] }, never)) if (event.type === 'token') written += event.text
      if (text.slice(1) === written) agree++
    }
    // Sums in another order may tip one close choice; more than one is a bug.
    expect(agree).toBeGreaterThanOrEqual(5)
    expect(finished!.tokens).toBeGreaterThan(40)
  })

  it('an answer that begins with an end stops there, others go on to a stop text or the limit (bug: a phrase for what is not told)', async () => {
    const free = await read(ask([promptOf('The pancreas is normal.')]))
    const [begin] = free.phrases.get(0)!.text
    const ended = await read(ask([promptOf('The pancreas is normal.')], { ends: [begin!] }))
    expect(ended.phrases.get(0)).toMatchObject({ text: begin, reason: 'end' })
    expect(ended.finished!.tokens).toBe(1)
    const word = free.phrases.get(0)!.text.trim().split(/\s+/).at(-1)!
    const stopped = await read(ask([promptOf('The pancreas is normal.')], { stop: [word] }))
    expect(stopped.phrases.get(0)).toMatchObject({ text: free.phrases.get(0)!.text.slice(0, free.phrases.get(0)!.text.indexOf(word, 1)), reason: 'end' })
  })

  it('writes no number, unit or side that its carrier has not (bug: a phrase of 12 mm on the right for 46 mm on the left)', async () => {
    // A row that any model goes on with, and sentences that a tuned one puts in a phrase.
    const row: PromptPart[] = [{ text: 'left 12 mm, right 13 mm, left 14 mm, right 15 mm, left 16 mm, right 17 mm, left 18 mm, right 1', special: false }]
    const sentences = ['There is a 46 mm cyst of the left ovary.', 'A 7 mm nodule in the right lower lobe is new.']
    const asked = ask([row, ...sentences.map((text) => promptOf(text))], { maxTokens: 30 })
    const said = async (carriers?: string[]) => [...(await read({ ...asked, ...(carriers && { carriers }) })).phrases.values()].map(({ text }) => text.slice(1)).join(' ')
    expect(await said()).toMatch(/\d.*(left|right)|(left|right).*\d/s)
    expect(await said(['Nothing is seen.', 'Nothing.', 'Nothing.'])).not.toMatch(/\d|\b(left|right)\b/i)
    const held = await said(['A 46 cm cyst on the left.', 'A 46 cm cyst on the left.', 'A 46 cm cyst on the left.'])
    expect(held).not.toMatch(/\bright\b|46 mm/i)
    expect(held.match(/\d+/g)?.filter((number) => number !== '46') ?? []).toEqual([])
    let written = ''
    for await (const event of model.write({ prompt: row, carrier: 'A 46 mm cyst.', maxTokens: 30, temperature: 0, seed: 1, stop: [] }, never)) if (event.type === 'token') written += event.text
    // What ends the number of the prompt is only known to be one after the first token.
    expect(written.slice(1).replace(/^\s*\d{1,2}[.)]/gm, '').match(/\d+/g)?.filter((number) => number !== '46') ?? []).toEqual([])
  })

  it('passes on what does not fit, and answers the others (bug: one long sentence fails or silently shortens a draft)', async () => {
    const long: PromptPart[] = [{ text: 'word '.repeat(3000), special: false }]
    const longer: PromptPart[] = [{ text: 'one two '.repeat(90_000), special: false }]
    const { phrases, tooLong } = await read(ask([long, promptOf('The uterus is enlarged.'), longer]))
    expect(tooLong.toSorted()).toEqual([0, 2])
    expect([...phrases.keys()]).toEqual([1])
    // One that needs a larger context than the last request.
    expect((await read(ask([promptOf('The ovary is enlarged.')], { ends: [...weightLabels], maxTokens: 900 }))).phrases.size).toBe(1)
  })

  it('a report’s common beginning is read once in each sequence (bug: every sentence pays for the indication again)', async () => {
    const indication = 'Known colon cancer after resection and chemotherapy, now pain in the right upper abdomen and loss of weight'
    const texts = Array.from({ length: 16 }, (_, index) => `Finding ${index} of the bowel is seen.`)
    const alone = await read(ask([promptOf('Finding 99 of the bowel is seen.', indication)], { ends: [...weightLabels] }))
    const { finished } = await read(ask(texts.map((text) => promptOf(text, indication)), { ends: [...weightLabels] }))
    expect(finished!.promptTokens).toBeLessThan(alone.finished!.promptTokens * 16 * 0.8)
  })

  it('refuses answers that are no single token and an empty prompt, and works afterwards', async () => {
    expect((await read(ask([promptOf('Ascites.')], { answers: ['progressive disease', '1'] }))).error).toBe('invalid-input')
    expect((await read(ask([promptOf('Ascites.')], { answers: [] }))).error).toBe('invalid-input')
    expect((await read(ask([[{ text: '', special: false }]]))).error).toBe('invalid-input')
    expect((await read(ask([promptOf('Ascites.')]))).phrases.size).toBe(1)
  })

  it('a cancel is heard at once and the next draft need not wait for the rest (bug: a hundred sentences go on in the dark)', async () => {
    const stop = new AbortController()
    let at = 0
    const many = Array.from({ length: 200 }, (_, index) => promptOf(`Cyst number ${index} of the kidney, without change since the last examination.`))
    const cancelled = await read(ask(many), stop.signal, () => {
      if (at > 0) return
      at = performance.now()
      stop.abort()
    })
    expect(cancelled.error).toBe('cancelled')
    expect(performance.now() - at).toBeLessThan(100)
    // The one that fits between: no more than a step of the others is in its way.
    await read(ask([promptOf('Short.')], { ends: [...weightLabels] }))
    expect(performance.now() - at).toBeLessThan(3000)
  })

  it('phrases go before scoring, which goes on afterwards (bug: a cohort run keeps a radiologist waiting)', async () => {
    const special = (text: string): PromptPart => ({ text, special: true })
    const texts = Array.from({ length: 30 }, (_, index): PromptPart[] => [{ text: `Report ${index}. ${'Sclerotic metastases are unchanged. '.repeat(8)}`, special: false }])
    let scored = 0
    let beside = 0
    let isPhrasing = false
    let phrasing: Promise<Answered> | undefined
    for await (const event of model.score({ prefix: [special('<|im_start|>')], texts, answers: ['0', '1'] }, never)) {
      if (event.type !== 'scored') continue
      scored++
      if (isPhrasing) beside++
      phrasing ??= read(ask(findings.map((text) => promptOf(`${text} Also.`))), never, () => (isPhrasing = true)).finally(() => (isPhrasing = false))
    }
    expect((await phrasing)!.phrases.size).toBe(findings.length)
    expect(scored).toBe(texts.length)
    // Four sequences may have a text in flight when the phrases begin.
    expect(beside).toBeLessThanOrEqual(4)
  })

  it('a prompt read ahead is written from at once (bug: the first word waits for the whole report)', async () => {
    const prompt: PromptPart[] = [{ text: `${'The lungs are clear. There is a nodule of 7 mm in the right upper lobe, unchanged. '.repeat(25)}Conclusion:`, special: false }]
    const total = async (parts: PromptPart[]) => {
      for await (const event of model.write({ prompt: parts, maxTokens: 1, temperature: 0, seed: 1, stop: [] }, never)) if (event.type === 'finished') return event
      throw new Error('not finished')
    }
    const cold = await total([{ text: 'One. ', special: false }, ...prompt])
    await model.prefill([{ text: 'Two. ', special: false }, ...prompt], never)
    const warm = await total([{ text: 'Two. ', special: false }, ...prompt])
    expect(warm.promptTokens).toBe(cold.promptTokens)
    expect(warm.firstTokenMs).toBeLessThan(cold.firstTokenMs / 4)
  })

  it.skipIf(process.platform !== 'linux')('gives memory back (bug: every request leaves a context behind)', async () => {
    const memory = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
    const round = async (index: number) => {
      // So many tokens of answer need the larger context, although none is written.
      for (const maxTokens of [600, 80]) expect((await read(ask([promptOf(`Round ${index}.`)], { ends: [...weightLabels], maxTokens }))).phrases.size).toBe(1)
    }
    await round(0)
    await round(1)
    const before = memory()
    for (let index = 2; index < 6; index++) await round(index)
    await sleep(100)
    // Two contexts of 47 and 94 MB change places in each round: four rounds would leave 560 MB.
    expect(memory() - before).toBeLessThan(150e6)
  })
})
