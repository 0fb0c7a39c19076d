import type { CarriedSentence, CheckedText, LeftOutFinding } from './checked-text.ts'
import { withAnswers, type IssueAnswer, type OpenIssue } from './issue-answer.ts'

/** What the Report screen shows of a text while it is written: as much as a person can read, and how much more there is. */
export type LiveChecks = {
  of: 'conclusion' | 'addendum'
  /** Those that stop signing first. */
  issues: OpenIssue[]
  more: number
  leftOut: LeftOutFinding[]
  moreLeftOut: number
  sentences: CarriedSentence[]
}

/** Nobody reads longer lists while writing; the rest comes up as these are settled. */
export const mostShown = 40

const stops = ({ mustBeAnswered, answer }: OpenIssue): boolean => mustBeAnswered && answer === null

/** Cuts what was found to what a person can read. */
export function liveChecks(of: LiveChecks['of'], { issues, leftOut, sentences }: CheckedText, answers: ReadonlyMap<string, IssueAnswer>): LiveChecks {
  const open = withAnswers(issues, answers).toSorted((a, b) => Number(stops(b)) - Number(stops(a)))
  return {
    of, sentences,
    issues: open.slice(0, mostShown), more: Math.max(0, open.length - mostShown),
    leftOut: leftOut.slice(0, mostShown), moreLeftOut: Math.max(0, leftOut.length - mostShown),
  }
}
