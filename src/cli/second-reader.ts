import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkConclusion, type CheckInput } from '../domain/check/check-conclusion.ts'
import type { CheckIssue } from '../domain/check/issue.ts'
import { openQuestions, secondReaderIssue, type OpenQuestion } from '../domain/check/second-reader/second-reader.ts'
import type { GateSet } from '../domain/gate/gate-record.ts'
import type { GateReport } from '../domain/gate/gate-report.ts'
import { noAnswers, noteAnswer, readerFigures, readerModelOf, readerQuestions, readerStanding, type ReaderResult, type ReaderStanding } from '../domain/gate/reader-measurement.ts'
import type { ModelIdentity } from '../domain/model/language-model.ts'
import type { Language } from '../domain/report/report.ts'
import { detectLanguage } from '../domain/text/language.ts'
import { rulesVersion } from '../main/gate/rules-version.ts'
import { createGpuVerdicts } from '../main/llm/gpu-verdicts.ts'
import { createLanguageModel } from '../main/llm/language-model.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { createModelLibrary } from '../main/models/model-library.ts'
import { readCatalog } from '../main/models/read-catalog.ts'
import { addMeasurement, readMeasurements } from '../main/models/reader-measurements.ts'
import { createReaderModels, type ReaderAnswer } from '../main/reporting/second-reader-models.ts'
import { AppError } from '../shared/ipc/errors.ts'

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

type CliReader = {
  identity: ModelIdentity
  ask(questions: readonly OpenQuestion[], signal: AbortSignal): AsyncIterable<ReaderAnswer>
  dispose(): Promise<void>
}

/** An installed model as second reader; `id` undefined: the one that drafts. Throws AppError `model-missing`. */
export async function openReader(id: string | undefined): Promise<CliReader> {
  const library = createModelLibrary({ catalog: await readCatalog(inProject('models/catalog.json')), folder: modelFolder() })
  const identity = id === undefined ? library.current() : library.find(id)
  if (!identity) throw new AppError('model-missing', id === undefined ? 'No language model is in use that could be second reader. Run "raddraft models pull".' : `There is no installed model named ${id} that could be second reader.`)
  const model = createLanguageModel({ models: { current: () => identity, open: library.open }, spawn: spawnNode(inProject('src/llm/index.ts')), verdicts: createGpuVerdicts(join(tmpdir(), 'raddraft-gpu.json')) })
  const readers = createReaderModels({ active: model, letDraftsGoFirst: async () => {}, start: () => model })
  return { identity, ask: (questions, signal) => readers.ask(identity, questions, signal), dispose: () => model.dispose() }
}

/** What became of the questions about one report. */
export async function measureReport(reader: CliReader, report: GateReport, seed: number, signal: AbortSignal): Promise<ReaderResult> {
  const asked = readerQuestions(report, seed)
  const result = noAnswers(asked)
  for await (const { question, share } of reader.ask([...asked.right, ...asked.wrong], signal)) noteAnswer(result, asked, question, share)
  return result
}

/** Keeps a measurement beside the models and says how the reader stands by all of them, in the languages that were measured. */
export function keepMeasurement(identity: ModelIdentity, results: readonly { language: Language; reader?: ReaderResult }[], set: GateSet, source: string): ReaderStanding[] {
  const figures = { reader: readerFigures(results) }
  addMeasurement(modelFolder(), { id: randomUUID(), finishedAt: new Date().toISOString(), engine: { rulesVersion: rulesVersion() }, set, source, reader: readerModelOf(identity), figures })
  return standingsOf(identity).filter(({ language }) => figures.reader[language])
}

function standingsOf(identity: ModelIdentity): ReaderStanding[] {
  const measurements = readMeasurements(modelFolder())
  return (['en', 'ja'] as const).map((language) => readerStanding({ ...readerModelOf(identity), rulesVersion: rulesVersion() }, language, measurements))
}

/**
 * The languages in which a reader may be asked. Throws AppError `invalid-input` where it was not measured with these rules, and
 * `model-missing` where it has not passed: then no model may be second reader.
 */
export function requirePassed({ id, name, ...identity }: ModelIdentity): ReadonlySet<Language> {
  const standings = standingsOf({ id, name, ...identity })
  const passed = standings.filter(({ state }) => state === 'passed')
  if (passed.length > 0) return new Set(passed.map(({ language }) => language))
  const measured = standings.filter(({ state }) => state !== 'none')
  if (measured.length === 0) throw new AppError('invalid-input', `${name} was not measured as second reader with these rules. Run "raddraft gate --second-reader --model ${id} --out FILE" first.`)
  throw new AppError('model-missing', `${name} may not be second reader. ${measured.map(({ language, sentence }) => `${language}: ${sentence}`).join(' ')}`)
}

/** What the rules and then the reader say of a conclusion. Advice of the reader names it (`by`). */
export async function checkWithReader(input: CheckInput, reader: CliReader, languages: ReadonlySet<Language>, signal: AbortSignal): Promise<(CheckIssue & { by?: { model: string; version: string } })[]> {
  const issues = checkConclusion(input)
  if (!languages.has(detectLanguage(`${input.findings}\n${input.conclusion}`))) return issues
  const questions = openQuestions(input, issues)
  const { id, version } = readerModelOf(reader.identity)
  const advice: CheckIssue[] = []
  for await (const { question, share } of reader.ask(questions, signal)) {
    const issue = secondReaderIssue(questions[question]!, share ?? 0)
    if (issue) advice.push(issue)
  }
  return [...issues, ...advice.toSorted((a, b) => (a.sentence ?? 0) - (b.sentence ?? 0)).map((issue) => ({ ...issue, by: { model: id, version } }))]
}
