import { z } from 'zod'
import type { IssueKind } from '../check/issue.ts'
import type { TextRange } from '../report/range.ts'
import type { ErrorKind, RewordKind } from './error-kind.ts'
import type { GateFigures, GateResult, Judged } from './gate-figures.ts'
import { isErrorKind, type GateLimits, type LimitName } from './gate-limits.ts'
import type { ReaderModel } from './reader-measurement.ts'

export const GateRunId = z.uuid()

/** What is tried: the checks alone with drafts from the findings (`model` null), or with a model's. */
export type GateEngine = {
  model: { id: string; name: string; sha256: string; adapterSha256: string | null } | null
  promptVersion: string
  /** Of the sources of the checks; changes with every change to them. */
  rulesVersion: string
  gateVersion: string
}

/** Where the reports come from. `archive`: the newest signed ones. */
export const GateSet = z.enum(['samples', 'archive', 'files'])
export type GateSet = z.infer<typeof GateSet>

/** A run that has ended, as it is stored for good. */
export type GateRecord = {
  id: string
  runId: string
  author: string
  startedAt: string
  finishedAt: string
  engine: GateEngine
  /** The second reader, where it was measured too. */
  reader?: ReaderModel
  seed: number
  set: GateSet
  /** The set in words, and a SHA-256 of its texts. */
  source: string
  setSha256: string
  reports: number
  figures: GateFigures
  limits: GateLimits
  judged: Judged[]
  passed: boolean
}

/** A text on which the checks were wrong: an error they missed, or a correct text with an alarm. `changed`: the error's words. */
export type GateMiss = { reportId: string; /** The error was put into a draft, not into the signed conclusion. */ inDraft?: boolean; kind: ErrorKind | 'untouched' | RewordKind; conclusion: string; changed: TextRange | null; original: string; alarms: IssueKind[] }

/** One engine is another's equal when everything a figure depends on is the same. */
export const sameEngine = (a: GateEngine, b: GateEngine): boolean =>
  a.model?.sha256 === b.model?.sha256 && a.model?.adapterSha256 === b.model?.adapterSha256 && a.promptVersion === b.promptVersion && a.rulesVersion === b.rulesVersion && a.gateVersion === b.gateVersion

/** The same checks put the same errors in: what they catch does not depend on the model. */
export const sameRules = (a: GateEngine, b: GateEngine): boolean => a.rulesVersion === b.rulesVersion && a.gateVersion === b.gateVersion

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const figureNames: Record<LimitName, string> = {
  negation: 'lost or added negations caught', side: 'swapped sides caught', number: 'wrong numbers caught', direction: 'turned courses caught', organ: 'wrong levels and organs caught', sex: 'organs of the other sex caught',
  invented: 'invented findings caught', dropped: 'dropped findings noticed', falseAlarms: 'false alarms on correct texts', contradictedDrafts: 'drafts with a contradiction', failedDrafts: 'drafts that failed',
}

/** One plain sentence about a limit that a run fell under. */
export function judgedSentence({ name, limit, count, interval }: Judged): string {
  return `${count.hits} of ${count.of} ${figureNames[name]} (${percent(interval.value)}, 95 % interval ${percent(interval.low)} to ${percent(interval.high)}); the limit is ${isErrorKind(name) ? 'at least' : 'at most'} ${percent(limit)}.`
}

/** Where the checks were wrong in a run, in its order: alarms on correct texts first, because such a report may hold a signed error. */
export function missesOf(results: readonly GateResult[]): GateMiss[] {
  const misses = results.flatMap(({ reportId, cases, draft }) =>
    [...(cases ?? []), ...(draft?.injected ?? [])].flatMap((one): GateMiss[] => {
      if (one.text === 'no-place') return []
      const { conclusion } = one
      if (one.text === 'mutated') return one.caught ? [] : [{ reportId, ...(cases?.includes(one) ? {} : { inDraft: true }), kind: one.kind, conclusion, changed: one.changed, original: one.original, alarms: [] }]
      return one.alarms.length === 0 ? [] : [{ reportId, kind: one.text === 'untouched' ? one.text : one.kind, conclusion, changed: null, original: '', alarms: one.alarms }]
    }),
  )
  return misses.toSorted((a, b) => Number(a.changed !== null) - Number(b.changed !== null))
}
