import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { assembleDraft } from '../../../src/domain/draft/assemble.ts'
import { composePhrases, expectedWeight, type PhraseAnswer } from '../../../src/domain/draft/model/compose-phrases.ts'
import { decompose } from '../../../src/domain/draft/reading/decompose.ts'
import type { DraftInput } from '../../../src/domain/draft/draft.ts'
import { readPhraseAnswer } from '../../../src/domain/draft/model/phrase-prompt.ts'
import { buildPrompt } from '../../../src/domain/draft/model/prompt.ts'
import { readAnswer } from '../../../src/domain/draft/model/read-answer.ts'
import { factsKept, lengthRatio, median } from '../../../src/domain/metric/facts-kept.ts'
import { bootstrapAll, mean, wilson, type Interval } from '../../../src/domain/metric/interval.ts'
import { meteor } from '../../../src/domain/metric/meteor.ts'
import { characterTokens, rougeL, rougeTokens } from '../../../src/domain/metric/rouge.ts'
import { createGpuVerdicts } from '../../../src/main/llm/gpu-verdicts.ts'
import { createLanguageModel, draftContextTokens, type OwnedLanguageModel } from '../../../src/main/llm/language-model.ts'
import { spawnNode } from '../../../src/main/llm/spawn-node.ts'
import { readGguf } from '../../../src/main/models/gguf.ts'
import { stampOf } from '../../../src/main/models/weights-file.ts'
import type { PromptFamily } from '../../../src/domain/model/catalog.ts'
import { phrasePromptFor } from '../recipe/phrase-rows.ts'
import { askPhrases } from '../../../src/domain/draft/model/ask-phrases.ts'
import { readInferences } from '../../../src/main/models/read-inferences.ts'
import { constantConclusion, nearestConclusion, nearestReports, type KnownReport } from './baselines.ts'

// Facts kept, errors, length, ROUGE-L and METEOR of ways to draft, on hand-written or composed reports: the table of systems.

type Row = DraftInput & { id: string; conclusion: string; facts: string[]; errors: string[] }
type Drafted = { row: Row; conclusion: string; modelShare: number; struck: { text: string; reason: string }[] }

const engines = ['constant', 'nearest', 'extractive', 'phrases', 'phrases-ungated', 'weights', 'report', 'report-ungated'] as const
type Engine = (typeof engines)[number]

const root = fileURLToPath(new URL('../../../', import.meta.url))
const table = readInferences(join(root, 'models/drafting/inferences.jsonl'))
const never = new AbortController().signal
const asksWhole = (engine: Engine) => engine === 'report' || engine === 'report-ungated'
const asksModel = (engine: Engine) => engine !== 'extractive' && engine !== 'nearest' && engine !== 'constant'
const plainDraft = (conclusion: string, modelShare: number) => ({ conclusion, modelShare, struck: [] })

/** Rows of hand-written reports, or of `compose --task report`, whose conclusion is called answer; facts and errors may be missing. */
function readRows(file: string): Row[] {
  const read = (line: string) => JSON.parse(line) as Row & { answer?: string }
  return readFileSync(file, 'utf8').trim().split('\n').map(read).map((row) => ({ ...row, conclusion: row.conclusion ?? row.answer ?? '', facts: row.facts ?? [], errors: row.errors ?? [] }))
}

/** Answers of the model by report, so that what is made of them can be changed without asking again. */
type Kept = Record<string, { report?: { answer: string; complete: boolean }; phrases?: [number, PhraseAnswer][] }>

type Opened = { model: OwnedLanguageModel; family: PromptFamily; dispose(): Promise<void> }

/** The weights of a file, with an adapter beside them where one is named, without an installation around it. */
async function openModel(weights: string, adapter: string | undefined): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-measure-'))
  const family = (await readGguf(resolve(weights))).template ?? 'chatml'
  const identity = { id: 'measured', name: weights, sha256: '', template: family, contextLength: 8192, drafting: 'phrases' as const, adapterSha256: null }
  const model = createLanguageModel({
    models: { current: () => identity, open: () => openFiles(resolve(weights), adapter) },
    spawn: spawnNode(join(root, 'src/llm/index.ts')), verdicts: createGpuVerdicts(join(folder, 'verdicts.json')), gpus: ['cpu'],
  })
  return { model, family, dispose: async () => { await model.dispose(); rmSync(folder, { recursive: true, force: true }) } }
}

async function openFiles(path: string, adapter: string | undefined) {
  const one = await openFile(path)
  const other = adapter === undefined ? null : await openFile(resolve(adapter))
  const close = async () => { await Promise.all([one.close(), other?.close()]) }
  return { path, stamp: one.stamp, memoryBytes: one.stamp.bytes + (other?.stamp.bytes ?? 0), adapter: other, close }
}

async function openFile(path: string) {
  const handle = await open(path, 'r')
  return { path, stamp: await stampOf(handle), close: () => handle.close() }
}

async function ask({ model, family }: Opened, row: Row, engine: Engine, examples: readonly KnownReport[]): Promise<Kept[string]> {
  if (!asksWhole(engine)) {
    const asked = decompose(row, undefined, ['en', 'ja']).map((one) => ({ ...one, prompt: phrasePromptFor(one.prompt, family) }))
    return { phrases: [...(await askPhrases(model, asked, never)).answers] }
  }
  const { parts, maxTokens, stop } = buildPrompt(row, family, { availableTokens: draftContextTokens, examples })
  let answer = ''
  let complete = false
  for await (const event of model.write({ prompt: parts, maxTokens, temperature: 0, seed: 1, stop }, never)) {
    if (event.type === 'token') answer += event.text
    if (event.type === 'finished') complete = event.reason === 'end'
  }
  return { report: { answer: answer.toWellFormed(), complete } }
}

/** What the baselines say, which know other reports and no model. */
type Baselines = { constant: string; nearest: (findings: string) => string }

function draft(row: Row, engine: Engine, kept: Kept[string] | undefined, known: Baselines | null): Omit<Drafted, 'row'> {
  if (engine === 'constant') return plainDraft(known!.constant, 0)
  if (engine === 'nearest') return plainDraft(known!.nearest(row.findings), 0)
  if (engine === 'report-ungated') return plainDraft(readAnswer(kept?.report?.answer ?? '', kept?.report?.complete ?? true).join('\n'), 1)
  if (engine === 'report') return assembleDraft({ input: row, answer: kept?.report?.answer ?? null, complete: kept?.report?.complete ?? true })
  if (engine === 'extractive') return assembleDraft({ input: row, answer: null, table })
  const answers = new Map(kept?.phrases)
  if (engine !== 'phrases-ungated') return composePhrases({ input: row, answers, table, words: engine === 'phrases' })
  const told = [...answers.values()].flatMap((answer) => {
    const phrase = readPhraseAnswer(answer.text)?.phrase
    return phrase ? [{ phrase, weight: expectedWeight(answer) }] : []
  })
  return plainDraft(told.toSorted((a, b) => b.weight - a.weight).slice(0, 6).map(({ phrase }) => phrase).join('\n'), 1)
}

const shown = ({ value, low, high }: Interval) => (Number.isNaN(value) ? '-' : `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`)

const figureNames = ['facts kept', 'reports with error', 'length ratio', 'ROUGE-L', 'METEOR', 'share of the model'] as const

/** The figures of drafts with 95 % intervals (bootstrap over reports; Wilson for the share of reports with an error), NaN where the rows tell nothing. */
function figures(drafts: readonly Pick<Drafted, 'row' | 'conclusion' | 'modelShare'>[], japanese: boolean): Record<(typeof figureNames)[number], Interval> {
  const stems = japanese ? characterTokens : (text: string) => rougeTokens(text, true)
  // METEOR stems by itself, after it has matched whole words.
  const words = japanese ? characterTokens : rougeTokens
  const each = drafts.map(({ row, conclusion, modelShare }) => ({
    ...factsKept(conclusion, row), ratio: lengthRatio(conclusion, row.conclusion), modelShare,
    rouge: rougeL(stems(row.conclusion), stems(conclusion)).f1, meteor: meteor(words(row.conclusion), words(conclusion)),
  }))
  const [facts, ratio, rouge, meteors, share] = bootstrapAll(each.length, (drawn) => {
    const sample = Array.from(drawn, (i) => each[i]!)
    const meanOf = (value: (one: (typeof each)[number]) => number) => mean(sample.map(value))
    return [sample.reduce((sum, one) => sum + one.kept, 0) / sample.reduce((sum, one) => sum + one.of, 0), median(sample.map((one) => one.ratio)), meanOf((one) => one.rouge), meanOf((one) => one.meteor), meanOf((one) => one.modelShare)]
  })
  const checked = drafts.filter(({ row }) => row.errors.length > 0).length
  return {
    'facts kept': facts!, 'reports with error': checked > 0 ? wilson(each.filter(({ errors }) => errors.length > 0).length, checked) : { value: Number.NaN, low: 0, high: 1 },
    'length ratio': ratio!, 'ROUGE-L': rouge!, METEOR: meteors!, 'share of the model': share!,
  }
}

const usage = `usage: --engine E[,E…] --file F [--known F] [--examples N] [--weights GGUF] [--adapter GGUF] [--answers F] [--out F] [--table] [--show]
  engines: ${engines.join(', ')}
  --known    reports with findings and conclusion that constant and nearest answer from: never those of --file
  --examples most similar of the known reports in the prompt of a whole report, the nearest last (0)
  --weights  the model that is asked; --answers keeps what it said, or is read instead
  --adapter  a LoRA beside it, for weights that cannot be merged
  --out      drafts as rows of "raddraft evaluate drafts" (one engine only): BLEU, comparison of two systems
  --table    one Markdown row for each engine; otherwise one line for each figure
`

if (import.meta.main) {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, file: { type: 'string' }, known: { type: 'string' }, examples: { type: 'string', default: '0' }, weights: { type: 'string' }, adapter: { type: 'string' }, answers: { type: 'string' }, out: { type: 'string' }, table: { type: 'boolean', default: false }, show: { type: 'boolean', default: false } } })
  const named = values.engine?.split(',') ?? []
  const wanted = engines.filter((name) => named.includes(name))
  const lacks = (wanted.some(asksModel) && values.weights === undefined && values.answers === undefined) || ((wanted.includes('nearest') || wanted.includes('constant')) && values.known === undefined)
  if (wanted.length === 0 || wanted.length !== named.length || values.file === undefined || lacks || (values.out !== undefined && wanted.length > 1)) {
    process.stderr.write(usage)
    process.exit(2)
  }
  const rows = readRows(values.file)
  const known: KnownReport[] = values.known === undefined ? [] : readRows(values.known)
  const own = new Set(rows.map(({ findings }) => findings))
  if (known.some(({ findings }) => own.has(findings))) throw new Error(`${values.known} holds findings of ${values.file}: what is known must not be what is asked.`)
  const baselines = known.length > 0 ? { constant: constantConclusion(known), nearest: nearestConclusion(known) } : null
  const nearest = known.length > 0 ? nearestReports(known) : () => []
  const examplesOf = (findings: string) => nearest(findings, Number(values.examples)).toReversed()
  const kept: Kept = values.answers !== undefined && existsSync(values.answers) ? (JSON.parse(readFileSync(values.answers, 'utf8')) as Kept) : {}
  const missing = wanted.filter(asksModel).flatMap((engine) => rows.filter(({ id }) => !kept[id]?.[asksWhole(engine) ? 'report' : 'phrases']).map((row) => ({ engine, row })))
  if (missing.length > 0 && values.weights !== undefined) {
    const opened = await openModel(values.weights, values.adapter)
    try {
      for (const { engine, row } of missing) {
        if (!kept[row.id]?.[asksWhole(engine) ? 'report' : 'phrases']) kept[row.id] = { ...kept[row.id], ...(await ask(opened, row, engine, examplesOf(row.findings))) }
      }
    } finally {
      await opened.dispose()
    }
    if (values.answers !== undefined) writeFileSync(values.answers, JSON.stringify(kept))
  }
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/.test(rows[0]?.conclusion ?? '')
  if (values.table) process.stdout.write(`| ${['draft', 'reports', ...figureNames].join(' | ')} |\n${'|---'.repeat(figureNames.length + 2)}|\n`)
  for (const engine of wanted) {
    const drafts = rows.map((row) => ({ row, ...draft(row, engine, kept[row.id], baselines) }))
    const told = figures(drafts, japanese)
    if (values.table) process.stdout.write(`| ${[engine, rows.length, ...figureNames.map((name) => shown(told[name]))].join(' | ')} |\n`)
    else process.stdout.write(`${engine}, ${values.file}, ${rows.length} reports\n${figureNames.map((name) => `  ${name.padEnd(19)}${shown(told[name])}\n`).join('')}`)
    if (values.out !== undefined) writeFileSync(values.out, drafts.map(({ row, conclusion }) => `${JSON.stringify({ id: row.id, conclusion })}\n`).join(''))
    if (values.show) for (const one of drafts) process.stdout.write(shownDraft(one))
  }
}

function shownDraft({ row, conclusion, struck }: Drafted): string {
  const { missing: lost, errors } = factsKept(conclusion, row)
  return `\n${row.id}${lost.length ? `  lost ${lost.join(' ')}` : ''}${errors.length ? `  ERROR ${errors.join(' ')}` : ''}\n${row.findings}\n= ${row.conclusion}\n> ${conclusion.replaceAll('\n', '\n> ')}\n${struck.map(({ text, reason }) => `x ${text}  [${reason}]\n`).join('')}`
}
