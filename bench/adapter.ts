import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { getLlama, LlamaLogLevel, type LlamaContextSequence, type LlamaModel, type Token } from 'node-llama-cpp'
import { buildPhrasePrompt } from '../src/domain/draft/model/phrase-prompt.ts'
import type { PromptPart } from '../src/domain/draft/model/prompt.ts'
import { splitSentences } from '../src/domain/text/sentences.ts'
import { modelFolder } from '../src/main/models/model-folder.ts'
import { readCatalog } from '../src/main/models/read-catalog.ts'
import { median } from './measure.ts'

/**
 * The same adapter both ways, in one process: used beside the plain model at run time, and merged into it. Greedy text on
 * 50 phrase prompts; where it differs, how near the two tokens were; and the speed of each way as a ratio.
 * Call: node bench/adapter.ts [--count 50] [--threads 1] [--base F --adapter F --merged F]
 */
const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { count: { type: 'string', default: '50' }, threads: { type: 'string', default: '1' }, base: { type: 'string' }, adapter: { type: 'string' }, merged: { type: 'string' } } })
const longest = 60
const entry = (await readCatalog(join(root, 'models/catalog.json'))).models.find((model) => model.adapter?.merged)
const folder = join(modelFolder(), entry?.id ?? '')
const base = values.base ?? join(folder, 'base.gguf')
const merged = values.merged ?? join(folder, 'weights.gguf')
const adapter = values.adapter ?? entry?.adapter?.file ?? ''
for (const file of [base, merged, adapter]) if (!existsSync(file)) throw new Error(`${file || 'The adapter'} is missing: run "npm run -s cli -- models pull" first.`)

type Report = { findings: string; modality?: string; region?: string; indication?: string }

/** Sentences of our own fictional reports, spread over all of them. */
function prompts(count: number): PromptPart[][] {
  const reports = readFileSync(join(root, 'models/training/conclusion/dev-en.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Report)
  const all = reports.flatMap(({ findings, modality, region, indication }) => {
    const sentences = splitSentences(findings).map(({ start, end }) => findings.slice(start, end))
    return sentences.map((sentence, i) => buildPhrasePrompt({ language: 'en', sentence, ...(modality && { modality }), ...(region && { region }), ...(indication && { indication }), ...(sentences[i - 1] && { previous: sentences[i - 1]! }), ...(sentences[i + 1] && { next: sentences[i + 1]! }) }).parts)
  })
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!)
}

const tokensOf = (model: LlamaModel, parts: PromptPart[]): Token[] => parts.flatMap(({ text, special }) => model.tokenize(text, special, 'trimLeadingSpace'))

type Way = { name: string; model: LlamaModel; sequence: LlamaContextSequence; prefillMs: number; prefilled: number; decodeMs: number; decoded: number }

async function open(name: string, modelPath: string, lora?: string): Promise<Way> {
  const model = await llama.loadModel({ modelPath, gpuLayers: 0, useMmap: false })
  const context = await model.createContext({ contextSize: 1024, batchSize: 256, threads, flashAttention: true, ...(lora && { lora }) })
  return { name, model, sequence: context.getSequence(), prefillMs: 0, prefilled: 0, decodeMs: 0, decoded: 0 }
}

async function write(way: Way, prompt: Token[], counts = true): Promise<Token[]> {
  await way.sequence.clearHistory()
  let begin = performance.now()
  await way.sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(0, -1))
  if (counts) {
    way.prefillMs += performance.now() - begin
    way.prefilled += prompt.length - 1
  }
  begin = performance.now()
  const answer: Token[] = []
  for await (const token of way.sequence.evaluate(prompt.slice(-1), { temperature: 0, yieldEogToken: true })) {
    answer.push(token)
    if (way.model.isEogToken(token) || answer.length >= longest) break
  }
  if (counts) {
    way.decodeMs += performance.now() - begin
    way.decoded += answer.length
  }
  return answer
}

/** How much likelier one token is than another after the same text, as a difference of logits. */
async function lead({ sequence }: Way, text: Token[], one: Token, other: Token): Promise<number> {
  await sequence.clearHistory()
  const last = text.length - 1
  const input: Parameters<LlamaContextSequence['controlledEvaluate']>[0] = [...text]
  input[last] = [text[last]!, { generateNext: { logits: { filter: { tokens: [one, other] } } } }]
  const logits = (await sequence.controlledEvaluate(input))[last]!.next.logits!
  return logits.get(one)! - logits.get(other)!
}

const threads = Number(values.threads)
const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: threads, logLevel: LlamaLogLevel.error, progressLogs: false })
const beside = await open('beside', base, adapter)
const within = await open('merged', merged)
const list = prompts(Number(values.count)).map((parts) => tokensOf(within.model, parts))
for (const way of [beside, within]) await write(way, list[0]!, false)

let same = 0
/** Lead of the chosen token over the other way's, in both ways, where they part. */
const partings: { beside: number; merged: number }[] = []
for (const [i, prompt] of list.entries()) {
  const order = i % 2 === 0 ? [beside, within] : [within, beside]
  const answers = new Map<Way, Token[]>()
  for (const way of order) answers.set(way, await write(way, prompt))
  const [a, b] = [answers.get(beside)!, answers.get(within)!]
  const at = a.findIndex((token, index) => token !== b[index])
  if (at === -1 && a.length === b.length) {
    same++
    continue
  }
  const text = [...prompt, ...a.slice(0, at)]
  const parting = { beside: await lead(beside, text, a[at]!, b[at]!), merged: await lead(within, text, a[at]!, b[at]!) }
  partings.push(parting)
  const say = (token: Token | undefined) => (token === undefined ? 'end' : JSON.stringify(within.model.detokenize([token], true)))
  console.log(`${i + 1}: ${JSON.stringify(within.model.detokenize(a))}\n   ${JSON.stringify(within.model.detokenize(b))}\n   parts at token ${at + 1}, ${say(a[at])} or ${say(b[at])}: lead ${parting.beside.toFixed(3)} beside, ${parting.merged.toFixed(3)} merged`)
}

/** How far the same logit difference of first and second choice lies apart in the two ways, where both chose alike. */
const shifts: number[] = []
for (const prompt of list.slice(0, 20)) {
  const [first, second] = [within.model.tokenize('0', false, 'trimLeadingSpace')[0]!, within.model.tokenize('3', false, 'trimLeadingSpace')[0]!]
  shifts.push(Math.abs((await lead(beside, prompt, first, second)) - (await lead(within, prompt, first, second))))
}
const speed = (way: Way) => ({ prefill: way.prefilled / way.prefillMs, decode: way.decoded / way.decodeMs })
const [besideSpeed, withinSpeed] = [speed(beside), speed(within)]
console.log(JSON.stringify({
  prompts: list.length, same, threads,
  greatestLeadWhereTheyPart: partings.length === 0 ? null : Math.max(...partings.map(({ beside, merged }) => Math.min(Math.abs(beside), Math.abs(merged)))),
  usualShiftOfALead: median(shifts),
  besideOverMerged: { prefill: besideSpeed.prefill / withinSpeed.prefill, decode: besideSpeed.decode / withinSpeed.decode },
}, null, 1))
await llama.dispose()
