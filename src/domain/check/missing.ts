import type { CheckContext } from './context.ts'
import type { CheckIssue } from './issue.ts'

/** A section that a finished report cannot do without. */
export function checkMissing(context: CheckContext): CheckIssue[] {
  const { findings, conclusion } = context.input
  const has = (text: string) => /[\p{L}\p{N}]/u.test(text)
  const issue = (message: string): CheckIssue => ({ kind: 'missing', severity: 'warning', sentence: null, message, conclusion: null, findings: null })
  if (!has(findings) && !has(conclusion)) return [issue('The report has neither findings nor a conclusion.')]
  if (!has(conclusion)) return [issue('The report has no conclusion.')]
  if (!has(findings)) return [issue('The report has no findings that could carry the conclusion.')]
  return []
}
