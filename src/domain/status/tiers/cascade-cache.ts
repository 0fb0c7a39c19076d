import { judgedSection } from '../sections.ts'
import type { ReportDecision, StatusInput } from '../status-tag.ts'

/**
 * Where answers of earlier runs lie. `hash` makes a short name of a long text (SHA-256 in the app); two texts must not share one.
 * What is stored has never been withheld by the abstain band, so a change of the band asks nothing again.
 */
export type StatusCache = {
  hash: (text: string) => string
  get: (key: string) => ReportDecision | undefined
  set: (key: string, decision: ReportDecision) => void
}

/**
 * Key of an answer: the judged fields letter by letter and the versions of all tiers. The text is not normalised first,
 * because the ranges of the evidence count its letters.
 */
export function cacheKey(input: StatusInput, version: string, rulesAllowedFor: string | null, { hash }: Pick<StatusCache, 'hash'>): string {
  const fields = 'text' in input
    ? ['text', input.text]
    : ['indication', input.indication ?? '', judgedSection(input), input[judgedSection(input)] ?? '']
  return hash(JSON.stringify([version, rulesAllowedFor, ...fields]))
}
