import { z } from 'zod'
import type { GateFigures, Judged } from './gate-figures.ts'
import { isErrorKind, type GateLimits, type LimitName } from './gate-limits.ts'

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
  author: string
  startedAt: string
  finishedAt: string
  engine: GateEngine
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

/** One engine is another's equal when everything a figure depends on is the same. */
export const sameEngine = (a: GateEngine, b: GateEngine): boolean =>
  a.model?.sha256 === b.model?.sha256 && a.model?.adapterSha256 === b.model?.adapterSha256 && a.promptVersion === b.promptVersion && a.rulesVersion === b.rulesVersion && a.gateVersion === b.gateVersion

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const figureNames: Record<LimitName, string> = {
  negation: 'lost or added negations caught', side: 'swapped sides caught', number: 'wrong numbers caught', direction: 'turned courses caught', organ: 'wrong levels and organs caught', sex: 'organs of the other sex caught',
  invented: 'invented findings caught', dropped: 'dropped findings noticed', falseAlarms: 'false alarms on correct texts', contradictedDrafts: 'drafts with a contradiction', failedDrafts: 'drafts that failed',
}

/** One plain sentence about a limit that a run fell under. */
export function judgedSentence({ name, limit, count, interval }: Judged): string {
  return `${count.hits} of ${count.of} ${figureNames[name]} (${percent(interval.value)}, 95 % interval ${percent(interval.low)} to ${percent(interval.high)}); the limit is ${isErrorKind(name) ? 'at least' : 'at most'} ${percent(limit)}.`
}
