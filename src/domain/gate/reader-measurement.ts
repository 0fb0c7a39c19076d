import { judgeSecondReader, type SecondReaderFigures } from '../check/second-reader/judge-second-reader.ts'
import { openQuestions, secondReaderIssue, secondReaderVersion, type OpenQuestion } from '../check/second-reader/second-reader.ts'
import { seededRandom } from '../metric/interval.ts'
import type { ModelIdentity } from '../model/language-model.ts'
import type { TextRange } from '../report/range.ts'
import type { Language } from '../report/report.ts'
import { errorKinds, rewordKinds } from './error-kind.ts'
import { checkOf, contradictions } from './gate-case.ts'
import type { GateSet } from './gate-record.ts'
import type { GateReport } from './gate-report.ts'
import { mutate } from './mutate.ts'
import { readReport } from './report-words.ts'
import { reword } from './reword.ts'

/** What answers the questions: a model with its adapter, and the version of the questions. */
export type ReaderModel = { id: string; name: string; sha256: string; adapterSha256: string | null; version: string }

/** What a measurement holds for: the model, the questions, and the rules that leave sentences open. */
export type ReaderState = ReaderModel & { rulesVersion: string }

/** The questions of one report. `alarmed`: the rules alone find a contradiction in one of its correct texts. */
export type ReaderQuestions = { right: OpenQuestion[]; wrong: OpenQuestion[]; alarmed: boolean }

/** What became of them: so many were answered, and so many of those named. `alarmed`: of a correct text, by rules or reader. */
export type ReaderResult = { right: Count; wrong: Count; alarmed: boolean }
type Count = { hits: number; of: number }

/** How the reader stands in one language, with the newest measurement of each set that counts. */
export type ReaderStanding = {
  language: Language
  state: 'passed' | 'refused' | 'too-few' | 'none'
  /** What was found, or that nothing was. */
  sentence: string
  measured: { recordId: string; at: string; set: GateSet; source: string; reports: number }[]
}

/** Errors of one kind in one conclusion: all that there is room for, since rules leave few of them open. */
const everyPlace = 40

export const readerModelOf = ({ id, name, sha256, adapterSha256 }: ModelIdentity): ReaderModel => ({ id, name, sha256, adapterSha256, version: secondReaderVersion })

/** Whether a measurement of one says anything of the other. */
export const sameReader = (a: ReaderState, b: ReaderState): boolean => a.sha256 === b.sha256 && a.adapterSha256 === b.adapterSha256 && a.version === b.version && a.rulesVersion === b.rulesVersion

/**
 * What a reader is asked about a report: the sentences that the rules leave open in the untouched and the reworded conclusion, and those
 * that hold an error in each with one. The same question is asked once. The same report and seed give the same questions.
 */
export function readerQuestions(report: GateReport, seed: number): ReaderQuestions {
  const check = checkOf(report)
  const random = seededRandom(seed)
  const words = readReport(report)
  const { findings, indication, comparison, sex } = report
  const right = new Map<string, OpenQuestion>()
  const wrong = new Map<string, OpenQuestion>()
  let alarmed = false
  const ask = (conclusion: string, into: Map<string, OpenQuestion>, changed: TextRange | null): void => {
    const issues = check(conclusion)
    if (!changed && contradictions(issues).length > 0) alarmed = true
    for (const question of openQuestions({ findings, conclusion, indication, comparison, ...(sex && { sex }) }, issues)) {
      const { start, end } = question.conclusion
      if (!changed || (start < Math.max(changed.end, changed.start + 1) && changed.start < end)) into.set(`${question.told}\n${question.evidence}`, question)
    }
  }
  for (const conclusion of [report.conclusion, ...rewordKinds.map((kind) => reword(report, kind, random))]) if (conclusion !== null) ask(conclusion, right, null)
  // What is missing stands in no sentence.
  for (const kind of errorKinds) if (kind !== 'dropped') for (const { conclusion, changed } of mutate(report, kind, random, everyPlace, words)) ask(conclusion, wrong, changed)
  return { right: [...right.values()], wrong: [...wrong].flatMap(([key, question]) => (right.has(key) ? [] : [question])), alarmed }
}

/** Counts the answers as they come: `share` of "otherwise", null where the model cannot read the question whole, which counts for nothing. */
export function noteAnswer(result: ReaderResult, { right, wrong }: ReaderQuestions, at: number, share: number | null): void {
  if (share === null) return
  const isRight = at < right.length
  const count = isRight ? result.right : result.wrong
  count.of++
  if (!secondReaderIssue(isRight ? right[at]! : wrong[at - right.length]!, share)) return
  count.hits++
  if (isRight) result.alarmed = true
}

export const noAnswers = ({ alarmed }: ReaderQuestions): ReaderResult => ({ right: { hits: 0, of: 0 }, wrong: { hits: 0, of: 0 }, alarmed })

/** Counts over reports, language by language. */
export function readerFigures(results: readonly { language: Language; reader?: ReaderResult }[]): Partial<Record<Language, SecondReaderFigures>> {
  const figures: Partial<Record<Language, SecondReaderFigures>> = {}
  for (const { language, reader } of results) {
    if (reader) figures[language] = sum(figures[language] ?? noFigures(), { right: reader.right, wrong: reader.wrong, reports: { hits: Number(reader.alarmed), of: 1 } })
  }
  return figures
}

const noFigures = (): SecondReaderFigures => ({ wrong: { hits: 0, of: 0 }, right: { hits: 0, of: 0 }, reports: { hits: 0, of: 0 } })
const add = (a: Count, b: Count): Count => ({ hits: a.hits + b.hits, of: a.of + b.of })
const sum = (a: SecondReaderFigures, b: SecondReaderFigures): SecondReaderFigures => ({ wrong: add(a.wrong, b.wrong), right: add(a.right, b.right), reports: add(a.reports, b.reports) })

/** What of a record of the gate tells of its reader. */
export type ReaderMeasurement = { id: string; finishedAt: string; engine: { rulesVersion: string }; set: GateSet; source: string; reader?: ReaderModel; figures: { reader?: Partial<Record<Language, SecondReaderFigures>> } }

/**
 * How a reader stands by the newest measurement of each set; `records` are newest first. Sets are counted together, since rules leave few
 * sentences open in one; but a set in which the reader guesses or alarms too often is not healed by an easier one.
 */
export function readerStanding(state: ReaderState, language: Language, records: readonly ReaderMeasurement[]): ReaderStanding {
  const own = records.filter(({ reader, engine, figures }) => reader && figures.reader?.[language] && sameReader({ ...reader, rulesVersion: engine.rulesVersion }, state))
  const newest = own.filter((record, at) => own.findIndex(({ set }) => set === record.set) === at)
  const measured = newest.map(({ id, finishedAt, set, source, figures }) => ({ recordId: id, at: finishedAt, set, source, reports: figures.reader![language]!.reports.of }))
  if (newest.length === 0) return { language, state: 'none', sentence: 'Not measured with this model, these questions and these rules.', measured }
  const each = newest.map(({ figures }) => figures.reader![language]!)
  const bad = each.map(judgeSecondReader).find(({ mayBeOn, enough }) => enough && !mayBeOn)
  const { mayBeOn, enough, sentence } = bad ?? judgeSecondReader(each.reduce(sum))
  return { language, state: mayBeOn ? 'passed' : enough ? 'refused' : 'too-few', sentence, measured }
}
