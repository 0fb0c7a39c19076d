import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { findLeftOut } from '../../draft/choosing/left-out.ts'

/** Findings at least this heavy are missed in a conclusion; lighter ones are the reader's choice. */
export const missedWeight = 3.6

/** Heavy abnormal findings that no conclusion sentence covers. */
export function checkLeftOut(context: CheckContext): CheckIssue[] {
  if (!context.conclusion.length) return []
  return findLeftOut(context.findings, context.conclusion, missedWeight, true).slice(0, 5).map((left): CheckIssue => ({
    kind: 'leftOut', severity: 'warning', sentence: null, message: `Not in the conclusion: ${short(left.text)}`, conclusion: null, findings: { start: left.start, end: left.end },
  }))
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text).replace(/\s+/g, ' ')
