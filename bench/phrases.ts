import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { composePhrases } from '../src/domain/draft/model/compose-phrases.ts'
import { decompose, type AskedPhrase } from '../src/domain/draft/reading/decompose.ts'
import type { DraftInput } from '../src/domain/draft/draft.ts'
import { buildPrompt } from '../src/domain/draft/model/prompt.ts'
import type { PhraseEvent, PromptPart } from '../src/domain/model/language-model.ts'
import { createGpuVerdicts } from '../src/main/llm/gpu-verdicts.ts'
import { createLanguageModel, type OwnedLanguageModel } from '../src/main/llm/language-model.ts'
import { startWatched, watchLimits, type SpawnChild } from '../src/main/llm/model-child.ts'
import { spawnNode } from '../src/main/llm/spawn-node.ts'
import { modelFolder } from '../src/main/models/model-folder.ts'
import { createModelLibrary } from '../src/main/models/model-library.ts'
import { readCatalog } from '../src/main/models/read-catalog.ts'
import { readInferences } from '../src/main/models/read-inferences.ts'
import { askPhrases, phraseRequest } from '../src/domain/draft/model/ask-phrases.ts'
import { median, type Line } from './measure.ts'
import type { Native } from './native.ts'

/** Reports drafted together, and tokens that the native library reads before it writes. */
const together = 8
const depth = 400
const written = 64
const never = new AbortController().signal

/** What a report of about 120 words says: five findings among normals. `{n}` makes each one new to every cache. */
const sentences = [
  'The liver is normal in size and contour.',
  'There is a hypodense lesion of {n} mm in segment VI without enhancement, most likely a cyst.',
  'No intrahepatic bile duct dilatation is seen.',
  'The gallbladder contains several stones of up to {n} mm, and its wall is not thickened.',
  'The spleen and the pancreas are unremarkable.',
  'The left kidney shows moderate hydronephrosis caused by a stone of {n} mm in the proximal ureter.',
  'The right kidney is normal.',
  'Both adrenal glands are normal.',
  'An enlarged lymph node of {n} mm is present beside the aorta and was not seen in the previous examination.',
  'There is no free fluid and no free air.',
  'Degenerative changes of the lumbar spine with a narrow disc space at L4/L5.',
  'The bladder is well filled and smooth.',
]

function reportOf(salt: number): DraftInput & { language: 'en' } {
  const findings = sentences.map((sentence, index) => sentence.replace('{n}', String(4 + ((salt * 7 + index * 11) % 90)))).join(' ')
  // The indication stands before every sentence, so that no prompt of one report is known from another.
  return { findings, indication: `Flank pain on the left for ${salt} days, fever`, modality: 'CT', region: 'abdomen', language: 'en' }
}

/** The engine's part of the drafting figures, without a window: each against the native library, or against itself without the device. */
export async function benchPhrases(root: string, rounds: number, lines: Line[]): Promise<void> {
  const library = createModelLibrary({ catalog: await readCatalog(join(root, 'models/catalog.json')), folder: modelFolder() })
  const identity = library.current()
  const weights = (await library.list()).find((view) => view.id === identity?.id)?.path
  if (!identity || !weights) throw new Error('No model is installed: run "npm run -s cli -- models pull".')
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-bench-'))
  const spawn = spawnNode(join(root, 'src/llm/index.ts'))
  const create = () => createLanguageModel({ models: library, spawn, verdicts: createGpuVerdicts(join(folder, 'gpu.json')), gpus: ['cpu'] })
  let salt = 1
  const fresh = () => reportOf(salt++)

  await benchReady(create, spawn, weights, rounds, lines)

  const model = create()
  try {
    await model.start()
    const threads = String((await threadsOf(model)) ?? availableParallelism())
    const native = () => JSON.parse(execFileSync(process.execPath, [join(import.meta.dirname, 'native.ts'), weights, String(depth), String(written), threads], { encoding: 'utf8' })) as Native
    const natives: Native[] = []

    const decoding: number[] = []
    const first: { cold: number; paused: number; typing: number }[] = []
    for (let round = 0; round < rounds; round++) {
      natives.push(native())
      decoding.push(await tokensPerSecond(model, salt++))
      const cold = await firstToken(model, promptOf(fresh(), identity.template))
      const [paused = 0, typing = 0] = await inTurn(['\n', sentences.at(-1)!].map((until) => async () => {
        const prompt = promptOf(fresh(), identity.template)
        await model.prefill(beginningOf(prompt, until), never)
        return firstToken(model, prompt)
      }))
      first.push({ cold, paused, typing })
    }
    const decode = decoding.map((value, index) => value / natives[index]!.decodePerSecond)
    push(lines, { name: `tokens/s of the model process at ${depth} tokens, ${identity.id}, median of ${rounds} pairs`, figure: `${median(decoding).toFixed(1)} tokens/s`, baseline: `${median(natives.map((one) => one.decodePerSecond)).toFixed(1)} tokens/s llama.cpp's own counter`, ratio: median(decode), least: 0.9 })
    const cold = `${Math.round(median(first.map((one) => one.cold)))} ms cold`
    for (const [way, name, most] of [['paused', 'first token, the findings read ahead in a pause', 0.1], ['typing', 'first token, the findings but their last sentence read ahead', 0.25]] as const) {
      push(lines, { name, figure: `${Math.round(median(first.map((one) => one[way])))} ms`, baseline: cold, ratio: median(first.map((one) => one[way] / one.cold)), most })
    }

    await benchDraft(model, root, fresh, native, rounds, lines)
    await benchTogether(model, fresh, rounds, lines)
  } finally {
    await model.dispose()
  }
}

type Made = { name: string; figure: string; baseline: string; ratio: number } & ({ least: number } | { most: number })

function push(lines: Line[], { name, figure, baseline, ratio, ...limit }: Made): void {
  const isLeast = 'least' in limit
  const bound = isLeast ? limit.least : limit.most
  lines.push({ name, figure, baseline, ratio, limit: `${isLeast ? '≥' : '≤'} ${bound}`, holds: isLeast ? ratio >= bound : ratio <= bound })
  console.error(`  ${name}: ${figure}, ${baseline}`)
}

/** From nothing to a loaded model, against the same process until it answers, and reading the file. */
async function benchReady(create: () => OwnedLanguageModel, spawn: SpawnChild, weights: string, rounds: number, lines: Line[]): Promise<void> {
  const ready: number[] = []
  const bare: number[] = []
  readFileSync(weights)
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    const child = startWatched(spawn, watchLimits)
    for await (const isAlive of child.ask({ type: 'ping' }, never)) void isAlive
    readFileSync(weights)
    bare.push(performance.now() - begun)
    child.kill()
    await child.exited
    const model = create()
    const started = performance.now()
    await model.start()
    ready.push(performance.now() - started)
    await model.dispose()
  }
  push(lines, { name: `model process started and model loaded, median of ${rounds} pairs`, figure: `${Math.round(median(ready))} ms`, baseline: `${Math.round(median(bare))} ms until the process answers, and to read the weights from the cache`, ratio: median(ready.map((value, index) => value / bare[index]!)), most: 3 })
}

/** Findings of a report → conclusion, by phrases; the floor is what the native library needs to read as many tokens as were read and written. */
async function benchDraft(model: OwnedLanguageModel, root: string, fresh: () => DraftInput, native: () => Native, rounds: number, lines: Line[]): Promise<void> {
  const table = readInferences(join(root, 'models/drafting/inferences.jsonl'))
  const whole: number[] = []
  const floors: number[] = []
  const aheads: number[] = []
  const draft = async (input: DraftInput) => {
    const begun = performance.now()
    const { answers, finished } = await askPhrases(model, decompose(input), never)
    const { conclusion } = composePhrases({ input, answers, table, words: true })
    if (!conclusion || !finished) throw new Error('No conclusion was drafted.')
    return { ms: performance.now() - begun, finished }
  }
  await draft(fresh())
  for (let round = 0; round < rounds; round++) {
    const { ms, finished } = await draft(fresh())
    whole.push(ms)
    floors.push(((finished.promptTokens + finished.tokens) / native().prefillPerSecond) * 1000)
    const typed = fresh()
    await model.warmPhrases(phraseRequest(decompose(typed).slice(0, -2)), never)
    aheads.push((await draft(typed)).ms)
  }
  const words = reportOf(1).findings.split(' ').length
  lines.push({ name: `draft by phrases of findings of ${words} words, median of ${rounds}`, figure: `${(median(whole) / 1000).toFixed(2)} s`, baseline: `2.0 s; native floor ${(median(floors) / 1000).toFixed(2)} s`, ratio: median(whole) / 2000, limit: '≤ 1', holds: median(whole) <= 2000 })
  console.error(`  ${lines.at(-1)!.name}: ${lines.at(-1)!.figure}, ${lines.at(-1)!.baseline}`)
  push(lines, { name: 'the same draft, all but the last two asked sentences answered while they were typed', figure: `${Math.round(median(aheads))} ms`, baseline: `${Math.round(median(whole))} ms cold`, ratio: median(aheads) / median(whole), most: 0.6 })
}

/** Several reports in one request, against one sentence after the other and one report after the other. */
async function benchTogether(model: OwnedLanguageModel, fresh: () => DraftInput, rounds: number, lines: Line[]): Promise<void> {
  const perSecond: Record<'together' | 'reports' | 'sentences', number[]> = { together: [], reports: [], sentences: [] }
  const ask = async (asked: readonly AskedPhrase[]) => {
    for await (const event of model.phrases(phraseRequest(asked), never)) void (event satisfies PhraseEvent)
  }
  for (let round = 0; round < rounds; round++) {
    for (const way of ['together', 'reports', 'sentences'] as const) {
      const reports = Array.from({ length: together }, () => decompose(fresh()))
      const requests = way === 'together' ? [reports.flat()] : way === 'reports' ? reports : reports.flat().map((one) => [one])
      const begun = performance.now()
      for (const asked of requests) await ask(asked)
      perSecond[way].push(together / ((performance.now() - begun) / 1000))
    }
  }
  const against = (other: number[]) => median(perSecond.together.map((value, index) => value / other[index]!))
  const figure = `${median(perSecond.together).toFixed(2)} reports/s`
  push(lines, { name: `phrases of ${together} reports in one request`, figure, baseline: `${median(perSecond.sentences).toFixed(2)} reports/s one sentence after the other`, ratio: against(perSecond.sentences), least: 1.5 })
  push(lines, { name: `phrases of ${together} reports in one request`, figure, baseline: `${median(perSecond.reports).toFixed(2)} reports/s one report after the other, its sentences beside one another`, ratio: against(perSecond.reports), least: 1 })
}

async function threadsOf(model: OwnedLanguageModel): Promise<number | null> {
  for await (const { threads } of model.watch(never)) return threads
  return null
}

/** Speed of plain writing after a prompt about as long as the native library's; a row of numbers, because a model that concludes ends a report soon. */
async function tokensPerSecond(model: OwnedLanguageModel, salt: number): Promise<number> {
  const text = `Row ${salt}: ${Array.from({ length: Math.ceil(depth / 3) }, (_, index) => salt + index).join(', ')},`
  for await (const event of model.write({ prompt: [{ text, special: false }], maxTokens: written, temperature: 0, seed: 1, stop: [] }, never)) {
    if (event.type !== 'finished') continue
    if (event.tokens < 16) throw new Error(`The model wrote only ${event.tokens} tokens; their speed says nothing.`)
    return event.tokensPerSecond
  }
  throw new Error('The model did not finish.')
}

const promptOf = (input: DraftInput, family: Parameters<typeof buildPrompt>[1]): PromptPart[] => buildPrompt(input, family).parts

/** The prompt up to this text in or after its findings: what can be read while a person still types. */
function beginningOf(prompt: readonly PromptPart[], until: string): PromptPart[] {
  const last = prompt.findLastIndex(({ text }) => text.includes('Findings:'))
  const { text, special } = prompt[last]!
  return [...prompt.slice(0, last), { text: text.slice(0, text.indexOf(until, text.indexOf('Findings:'))), special }]
}

async function inTurn<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = []
  for (const task of tasks) done.push(await task())
  return done
}

/** Milliseconds to the first token of a prompt. */
async function firstToken(model: OwnedLanguageModel, prompt: PromptPart[]): Promise<number> {
  const begun = performance.now()
  for await (const event of model.write({ prompt, maxTokens: 1, temperature: 0, seed: 1, stop: [] }, never)) if (event.type === 'token' || event.type === 'finished') return performance.now() - begun
  throw new Error('The model did not answer.')
}
