import { checkConclusion } from '../check/check-conclusion.ts'
import type { CheckIssue, IssueKind } from '../check/issue.ts'
import { readFindings } from '../draft/reading/align.ts'
import { seededRandom } from '../metric/interval.ts'
import { similarityOf, type Similarity } from '../metric/similarity.ts'
import type { TextRange } from '../report/range.ts'
import { errorKinds, rewordKinds, type ErrorKind, type RewordKind } from './error-kind.ts'
import type { GateReport } from './gate-report.ts'
import { mutate, type Mutation } from './mutate.ts'
import { readReport, type ReportWords } from './report-words.ts'
import { reword } from './reword.ts'

/** One text that the checks were asked about, or a kind for which the report offers no place. `similarity`: to the untouched text; missing in runs from before. */
export type GateCase =
  | { text: 'untouched'; conclusion: string; alarms: IssueKind[] }
  | { text: 'reworded'; kind: RewordKind; conclusion: string; alarms: IssueKind[]; similarity?: Similarity }
  | { text: 'mutated'; kind: ErrorKind; conclusion: string; changed: TextRange; original: string; caught: boolean; by: IssueKind[]; similarity?: Similarity }
  | { text: 'no-place'; kind: ErrorKind | RewordKind }

/** An error put into a text, and whether the checks noticed it. */
export type MutatedCase = Extract<GateCase, { text: 'mutated' }>

/** Raised when the errors or rewordings change: figures of two versions are not compared. */
export const gateVersion = 'gate-2'
/** Errors of one kind in one conclusion. */
const mostPerKind = 2
/** Advice is no alarm: what is left out, not carried or missing contradicts nothing. */
const advice: ReadonlySet<IssueKind> = new Set(['leftOut', 'unsupported', 'missing'])

export type Check = (conclusion: string) => CheckIssue[]

/** The checks as the gate asks them about a report; its findings are read once for all texts. */
export function checkOf({ findings, indication, comparison, sex }: GateReport): Check {
  const read = readFindings(findings)
  return (conclusion) => checkConclusion({ findings, conclusion, indication, comparison, ...(sex && { sex }) }, read)
}

/** All texts of one report and what the checks say of each. The same report and seed give the same cases. */
export function gateCases(report: GateReport, seed: number, check: Check = checkOf(report)): GateCase[] {
  const random = seededRandom(seed + numberOf(report.id))
  const words = readReport(report)
  const before = check(report.conclusion)
  const cases: GateCase[] = [{ text: 'untouched', conclusion: report.conclusion, alarms: contradictions(before) }]
  for (const kind of rewordKinds) {
    const conclusion = reword(report, kind, random)
    cases.push(conclusion === null ? { text: 'no-place', kind } : { text: 'reworded', kind, conclusion, alarms: contradictions(check(conclusion)), similarity: similarityOf(report.conclusion, conclusion, report.language) })
  }
  for (const kind of errorKinds) {
    const own = mutationsOf(report, kind, { random, words, check, before })
    cases.push(...(own.length ? own : [{ text: 'no-place' as const, kind }]))
  }
  return cases
}

/** One error at a time in the conclusion of a report, and what the checks say of each. The same report and seed give the same cases. */
export function mutatedCases(report: GateReport, seed: number, check: Check = checkOf(report)): MutatedCase[] {
  const given = { random: seededRandom(seed + numberOf(report.id)), words: readReport(report), check, before: check(report.conclusion) }
  return errorKinds.flatMap((kind) => mutationsOf(report, kind, given))
}

function mutationsOf(report: GateReport, kind: ErrorKind, { random, words, check, before }: { random: () => number; words: ReportWords; check: Check; before: readonly CheckIssue[] }): MutatedCase[] {
  return mutate(report, kind, random, mostPerKind, words).map((mutation) => {
    const by = noticed(mutation, check(mutation.conclusion), before)
    return { text: 'mutated', kind, conclusion: mutation.conclusion, changed: mutation.changed, original: mutation.original, caught: by.length > 0, by, similarity: similarityOf(report.conclusion, mutation.conclusion, report.language) }
  })
}

/** Kinds of the contradictions among issues. */
export const contradictions = (issues: readonly CheckIssue[]): IssueKind[] => [...new Set(issues.filter(({ kind }) => !advice.has(kind)).map(({ kind }) => kind))]

/**
 * Kinds of the issues that notice an error: new ones on the sentence that was changed; for a dropped finding "left out" on the findings
 * that told it. An issue that was there before the error notices nothing.
 */
export function noticed({ kind, conclusion, changed, missing }: Mutation, issues: readonly CheckIssue[], before: readonly CheckIssue[]): IssueKind[] {
  const meets = (a: TextRange, b: TextRange) => a.start < Math.max(b.end, b.start + 1) && b.start < Math.max(a.end, a.start + 1)
  const isOld = (issue: CheckIssue) => before.some((one) => one.kind === issue.kind && (one.message === issue.message || (one.findings !== null && one.findings.start === issue.findings?.start && one.findings.end === issue.findings.end)))
  const fresh = issues.filter((issue) => !isOld(issue))
  if (kind === 'dropped') return kindsOf(fresh.filter((issue) => issue.kind === 'leftOut' && issue.findings && missing.some((range) => meets(range, issue.findings!))))
  const sentence = sentenceAround(conclusion, changed)
  return kindsOf(fresh.filter((issue) => issue.kind !== 'leftOut' && issue.kind !== 'missing' && issue.conclusion && meets(issue.conclusion, sentence)))
}

const kindsOf = (issues: readonly CheckIssue[]): IssueKind[] => [...new Set(issues.map(({ kind }) => kind))]

/** From the end of the sentence before to the end of the one in which a range stands. */
function sentenceAround(text: string, { start, end }: TextRange): TextRange {
  const ends = [...text.matchAll(/[。\n]|\.(?=\s|$)/g)].map(({ index }) => index)
  const visible = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0)
  return { start: ends.filter((at) => at < visible).at(-1) ?? 0, end: ends.find((at) => at >= Math.max(visible, end - 1)) ?? text.length }
}

/** A number of an id's characters, so that every report has errors of its own. FNV-1a, 32 bits. */
function numberOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
