import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { assembleDraft } from '../../../src/domain/draft/assemble.ts'
import { composePhrases, expectedWeight, type PhraseAnswer } from '../../../src/domain/draft/compose-phrases.ts'
import { decompose } from '../../../src/domain/draft/decompose.ts'
import type { DraftInput } from '../../../src/domain/draft/draft.ts'
import { readPhraseAnswer } from '../../../src/domain/draft/phrase-prompt.ts'
import { buildPrompt } from '../../../src/domain/draft/prompt.ts'
import { factsKept, lengthRatio, median } from '../../../src/domain/metric/facts-kept.ts'
import { bootstrapAll, mean, wilson, type Interval } from '../../../src/domain/metric/interval.ts'
import { characterTokens, rougeL, rougeTokens } from '../../../src/domain/metric/rouge.ts'
import { createGpuVerdicts } from '../../../src/main/llm/gpu-verdicts.ts'
import { createLanguageModel, draftContextTokens, type OwnedLanguageModel } from '../../../src/main/llm/language-model.ts'
import { spawnNode } from '../../../src/main/llm/spawn-node.ts'
import { stampOf } from '../../../src/main/models/weights-file.ts'
import { askPhrases } from '../../../src/domain/draft/ask-phrases.ts'
import { readInferences } from '../../../src/main/models/read-inferences.ts'

// Facts kept, errors, length and ROUGE-L of one way to draft, on hand-written reports.

type Row = DraftInput & { id: string; conclusion: string; facts: string[]; errors: string[] }
type Drafted = { row: Row; conclusion: string; modelShare: number; struck: { text: string; reason: string }[] }

const engines = ['extractive', 'phrases', 'phrases-ungated', 'weights', 'report'] as const
type Engine = (typeof engines)[number]

const root = fileURLToPath(new URL('../../../', import.meta.url))
const table = readInferences(join(root, 'models/drafting/inferences.jsonl'))
const never = new AbortController().signal

/** Answers of the model by report, so that what is made of them can be changed without asking again. */
type Kept = Record<string, { report?: { answer: string; complete: boolean }; phrases?: [number, PhraseAnswer][] }>

/** The weights of a file, without an installation around it. */
async function openModel(weights: string): Promise<{ model: OwnedLanguageModel; dispose(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-measure-'))
  const identity = { id: 'measured', name: weights, sha256: '', template: 'chatml' as const, contextLength: 8192, drafting: 'phrases' as const, adapterSha256: null }
  const model = createLanguageModel({
    models: { current: () => identity, open: () => openFile(resolve(weights)) },
    spawn: spawnNode(join(root, 'src/llm/index.ts')), verdicts: createGpuVerdicts(join(folder, 'verdicts.json')), gpus: ['cpu'],
  })
  return { model, dispose: async () => { await model.dispose(); rmSync(folder, { recursive: true, force: true }) } }
}

async function openFile(path: string) {
  const handle = await open(path, 'r')
  const stamp = await stampOf(handle)
  return { path, stamp, memoryBytes: stamp.bytes, adapter: null, close: () => handle.close() }
}

async function ask(model: OwnedLanguageModel, row: Row, engine: Engine): Promise<Kept[string]> {
  if (engine !== 'report') return { phrases: [...(await askPhrases(model, decompose(row, undefined, ['en', 'ja']), never)).answers] }
  const { parts, maxTokens, stop } = buildPrompt(row, 'chatml', { availableTokens: draftContextTokens })
  let answer = ''
  let complete = false
  for await (const event of model.write({ prompt: parts, maxTokens, temperature: 0, seed: 1, stop }, never)) {
    if (event.type === 'token') answer += event.text
    if (event.type === 'finished') complete = event.reason === 'end'
  }
  return { report: { answer: answer.toWellFormed(), complete } }
}

function draft(row: Row, engine: Engine, kept: Kept[string] | undefined): Omit<Drafted, 'row'> {
  if (engine === 'report') return assembleDraft({ input: row, answer: kept?.report?.answer ?? null, complete: kept?.report?.complete ?? true })
  if (engine === 'extractive') return assembleDraft({ input: row, answer: null })
  const answers = new Map(kept?.phrases)
  if (engine !== 'phrases-ungated') return composePhrases({ input: row, answers, table, words: engine === 'phrases' })
  const told = [...answers.values()].flatMap((answer) => {
    const phrase = readPhraseAnswer(answer.text)?.phrase
    return phrase ? [{ phrase, weight: expectedWeight(answer) }] : []
  })
  return { conclusion: told.toSorted((a, b) => b.weight - a.weight).slice(0, 6).map(({ phrase }) => phrase).join('\n'), modelShare: 1, struck: [] }
}

const shown = ({ value, low, high }: Interval) => `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`

/** The figures of drafts as lines: value and 95 % interval (bootstrap over reports; Wilson for the share of reports with an error). */
export function figures(drafts: readonly Drafted[], japanese: boolean): string[] {
  const tokens = japanese ? characterTokens : (text: string) => rougeTokens(text, true)
  const each = drafts.map(({ row, conclusion, modelShare }) => ({ ...factsKept(conclusion, row), ratio: lengthRatio(conclusion, row.conclusion), rouge: rougeL(tokens(row.conclusion), tokens(conclusion)).f1, modelShare }))
  const [facts, ratio, rouge, share] = bootstrapAll(each.length, (drawn) => {
    const sample = Array.from(drawn, (i) => each[i]!)
    return [sample.reduce((sum, one) => sum + one.kept, 0) / sample.reduce((sum, one) => sum + one.of, 0), median(sample.map((one) => one.ratio)), mean(sample.map((one) => one.rouge)), mean(sample.map((one) => one.modelShare))]
  })
  return [
    `facts kept         ${shown(facts!)}`, `reports with error ${shown(wilson(each.filter(({ errors }) => errors.length > 0).length, each.length))}`,
    `length ratio       ${shown(ratio!)}`, `ROUGE-L            ${shown(rouge!)}`, `share of the model ${shown(share!)}`,
  ]
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, file: { type: 'string' }, weights: { type: 'string' }, answers: { type: 'string' }, show: { type: 'boolean', default: false } } })
  const engine = engines.find((name) => name === values.engine)
  if (!engine || values.file === undefined || (engine !== 'extractive' && values.weights === undefined && values.answers === undefined)) {
    process.stderr.write(`usage: --engine ${engines.join('|')} --file F [--weights GGUF] [--answers F: kept there, or read from it] [--show]\n`)
    process.exit(2)
  }
  const rows = readFileSync(values.file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row)
  const kept: Kept = values.answers !== undefined && existsSync(values.answers) ? (JSON.parse(readFileSync(values.answers, 'utf8')) as Kept) : {}
  const missing = engine === 'extractive' ? [] : rows.filter(({ id }) => !(engine === 'report' ? kept[id]?.report : kept[id]?.phrases))
  if (missing.length > 0 && values.weights !== undefined) {
    const { model, dispose } = await openModel(values.weights)
    try {
      for (const row of missing) kept[row.id] = { ...kept[row.id], ...(await ask(model, row, engine)) }
    } finally {
      await dispose()
    }
    if (values.answers !== undefined) writeFileSync(values.answers, JSON.stringify(kept))
  }
  const drafts = rows.map((row) => ({ row, ...draft(row, engine, kept[row.id]) }))
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/.test(rows[0]?.conclusion ?? '')
  process.stdout.write(`${engine}, ${values.file}, ${rows.length} reports\n${figures(drafts, japanese).map((line) => `  ${line}\n`).join('')}`)
  if (values.show) {
    for (const { row, conclusion, struck } of drafts) {
      const { missing: lost, errors } = factsKept(conclusion, row)
      process.stdout.write(`\n${row.id}${lost.length ? `  lost ${lost.join(' ')}` : ''}${errors.length ? `  ERROR ${errors.join(' ')}` : ''}\n${row.findings}\n= ${row.conclusion}\n> ${conclusion.replaceAll('\n', '\n> ')}\n${struck.map(({ text, reason }) => `x ${text}  [${reason}]\n`).join('')}`)
    }
  }
}
