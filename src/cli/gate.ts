import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gateCases, gateVersion } from '../domain/gate/gate-case.ts'
import { failedDraft, judgeDraft, type DraftResult } from '../domain/gate/gate-draft.ts'
import { gateFigures, judgeFigures, type GateResult } from '../domain/gate/gate-figures.ts'
import { defaultLimits, GateLimits } from '../domain/gate/gate-limits.ts'
import { judgedSentence } from '../domain/gate/gate-record.ts'
import type { GateReport } from '../domain/gate/gate-report.ts'
import { readerModelOf } from '../domain/gate/reader-measurement.ts'
import { shuffled } from '../domain/gate/mutate.ts'
import { baselineTable } from '../domain/metric/baseline-table.ts'
import { seededRandom } from '../domain/metric/interval.ts'
import { createDraftEngines, type DraftEngine } from '../main/evaluation/draft-engines.ts'
import { choiceOf, engineOf } from '../main/gate/engine-of.ts'
import { GateRow, gateReportOf, readGateReports } from '../main/gate/read-gate-reports.ts'
import { rulesVersion } from '../main/gate/rules-version.ts'
import { createGpuVerdicts } from '../main/llm/gpu-verdicts.ts'
import { createLanguageModel, draftContextTokens } from '../main/llm/language-model.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { createModelLibrary } from '../main/models/model-library.ts'
import { readCatalog } from '../main/models/read-catalog.ts'
import { readInferences } from '../main/models/read-inferences.ts'
import { createDraftTools } from '../main/reporting/draft-tools.ts'
import { writeWhole } from '../main/runs/write-whole.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, exitCode, ManyRows } from './rows.ts'
import { keepMeasurement, measureReport, openReader } from './second-reader.ts'

const options = { in: { type: 'string' }, out: { type: 'string' }, model: { type: 'string' }, seed: { type: 'string' }, drafts: { type: 'string' }, limits: { type: 'string' }, summary: { type: 'string' }, 'second-reader': { type: 'boolean' } } as const
const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const wrong = (message: string) => new AppError('invalid-input', message)

/** A whole number of a call. Throws AppError `invalid-input`. */
function numberOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text)) throw wrong(`--${name} takes a whole number.`)
  return Number(text)
}

/** Ours with what a file sets. Throws AppError `invalid-input`. */
function readLimits(path: string | undefined): GateLimits {
  if (path === undefined) return defaultLimits
  try {
    const { data, error } = GateLimits.partial().safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (error) throw wrong(`${path}: ${error.issues[0]?.path.join('.') ?? 'the whole'} is no limit between 0 and 1.`)
    return { ...defaultLimits, ...Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid-input', `${path} cannot be read as JSON.`, { cause: error })
  }
}

/** The engine that drafts beside the checks; `id` undefined or `extractive`: sentences chosen from the findings. */
async function openEngine(id: string | undefined): Promise<DraftEngine> {
  const library = createModelLibrary({ catalog: await readCatalog(inProject('models/catalog.json')), folder: modelFolder() })
  const startModel = (identity: ReturnType<typeof library.find>) =>
    createLanguageModel({ models: { current: () => identity, open: library.open }, spawn: spawnNode(inProject('src/llm/index.ts')), verdicts: createGpuVerdicts(join(tmpdir(), 'raddraft-gpu.json')) })
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string }
  const open = createDraftEngines({
    tools: createDraftTools(readInferences(inProject('models/drafting/inferences.jsonl')), draftContextTokens), active: startModel(null),
    letDraftsGoFirst: async () => {}, find: library.find, startModel, appVersion: version,
  })
  return open(choiceOf(id === undefined || id === 'extractive' ? null : id))
}

async function draftOf(engine: DraftEngine, report: GateReport, seed: number, signal: AbortSignal): Promise<DraftResult> {
  const { findings, indication, comparison, language, sex } = report
  const input = { findings, indication, comparison, language, sex }
  try {
    return judgeDraft(report, (await engine.draft(input, signal)).content, seed)
  } catch (error) {
    const failure = AppError.from(error)
    if (['model-missing', 'model-stopped', 'checksum', 'out-of-memory', 'cancelled'].includes(failure.code)) throw failure
    return failedDraft(failure.message)
  }
}

/** Drafts in the run before a model is put to use; see src/main/gate/gate.ts. */
const fewDrafts = 4

/**
 * The checks over the shipped reports and a few drafts with an installed model, with our limits. Takes about a minute. Throws AppError
 * `forbidden` with the first limit that is not held, `model-missing`, or what the model throws.
 */
export async function requirePassing(modelId: string, signal: AbortSignal): Promise<void> {
  const engine = await openEngine(modelId)
  try {
    const reports = await readGateReports(inProject('resources/gate/reports.jsonl'))
    const results: GateResult[] = reports.map((report) => ({ reportId: report.id, language: report.language, cases: gateCases(report, 1), draft: null }))
    for (const report of shuffled(reports, seededRandom(1)).slice(0, fewDrafts)) results.push({ reportId: report.id, language: report.language, cases: null, draft: await draftOf(engine, report, 1, signal) })
    const [under] = judgeFigures(gateFigures(results), defaultLimits).filter(({ state }) => state === 'under')
    if (under) throw new AppError('forbidden', `${modelId} was not put to use: ${judgedSentence(under)} See every text with "raddraft gate --out FILE --model ${modelId}".`)
  } finally {
    await engine.close()
  }
}

/**
 * `raddraft gate`: one row for every text the checks were asked about and every draft, and one JSON object of figures (standard output, or
 * --summary). `--second-reader` also measures the model as second reader and keeps that beside the models. Returns the exit code; 1 also when a limit is not held. Throws AppError `invalid-input`, `not-found`, `model-missing`.
 */
export async function gate(args: string[], signal: AbortSignal): Promise<number> {
  let values
  try {
    values = parseArgs({ args, options }).values
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
  if (values.out === undefined) throw wrong('gate needs --out.')
  if (values.out === '-' && values.summary === undefined) throw wrong('With --out - the figures need a file of their own: --summary FILE.')
  // Known before minutes of work, not after.
  if (values.summary !== undefined && !existsSync(dirname(values.summary))) throw wrong(`The folder of ${values.summary} does not exist. Make it, or name another.`)
  const seed = numberOf('seed', values.seed, 1)
  const limits = readLimits(values.limits)
  const engine = await openEngine(values.model)
  const secondReader = values['second-reader'] ? await openReader(values.model === 'extractive' ? undefined : values.model) : null
  const isModel = engine.snapshot.engine.type === 'model'
  // A model takes seconds for a draft: the first twenty reports, unless more are asked for.
  let draftsLeft = numberOf('drafts', values.drafts, isModel ? 20 : 1_000_000)
  const results: GateResult[] = []
  const startedAt = new Date().toISOString()
  try {
    const code = await answerRows({ input: values.in ?? inProject('resources/gate/reports.jsonl'), output: values.out, schema: GateRow }, async (row) => {
      const report = gateReportOf(row)
      const cases = gateCases(report, seed)
      const draft = draftsLeft-- > 0 ? await draftOf(engine, report, seed, signal) : null
      const reader = secondReader && (await measureReport(secondReader, report, seed, signal))
      results.push({ reportId: report.id, language: report.language, cases, draft, ...(reader && { reader }) })
      return new ManyRows([...cases.map((one) => ({ id: row.id, ...one })), ...(reader ? [{ id: row.id, text: 'second-reader', ...reader }] : []), ...(draft ? [{ id: row.id, text: 'draft', ...draft }] : [])])
    })
    const figures = gateFigures(results)
    const judged = judgeFigures(figures, limits)
    const under = judged.filter(({ state }) => state === 'under')
    const standings = secondReader && results.length > 0 ? keepMeasurement(secondReader.identity, results, values.in === undefined ? 'samples' : 'files', values.in === undefined ? 'Shipped reports' : basename(values.in)) : []
    const reader = secondReader && { ...readerModelOf(secondReader.identity), standings: standings.map(({ language, state, sentence }) => ({ language, state, sentence })) }
    const summary = { engine: engineOf(engine, rulesVersion()), gateVersion, seed, startedAt, finishedAt: new Date().toISOString(), reports: results.length, figures, limits, judged, passed: under.length === 0, ...(reader && { reader }) }
    const json = `${JSON.stringify(summary)}\n`
    if (values.summary === undefined) process.stdout.write(json)
    else await writeWhole(values.summary, (put) => put(json))
    if (figures.baseline) process.stderr.write(`${baselineTable(figures.baseline, figures.all.caught)}\n`)
    for (const { language, state, sentence } of standings) process.stderr.write(`Second reader, ${language}: ${state === 'passed' ? 'may be asked' : 'may not be asked'}. ${sentence}\n`)
    for (const one of judged) if (one.state !== 'held') process.stderr.write(one.state === 'under' ? `Under the limit: ${judgedSentence(one)}\n` : `Too few cases to judge ${one.name}: ${one.count.of}.\n`)
    return under.length > 0 ? exitCode.someRowsFailed : code
  } finally {
    await Promise.all([engine.close(), secondReader?.dispose()])
  }
}
