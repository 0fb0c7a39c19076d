import type { CheckContext } from './context.ts'
import type { CheckIssue } from './issue.ts'

const stated = /(?<![\d.])(\d{1,3})\s?(?:-|\s)?(?:years?[- ]old|y\/o\b|yo\b|歳)/gi

/** Another age in the conclusion than the order's or the indication's. One year of difference is a birthday. */
export function checkAge(context: CheckContext): CheckIssue[] {
  const known = context.input.age ?? ageIn(context.input.indication ?? '')
  if (known === null || known === undefined) return []
  for (const found of context.input.conclusion.slice(0, 50_000).matchAll(stated)) {
    const age = Number(found[1])
    if (age > 120 || Math.abs(age - known) <= 1) continue
    const start = found.index
    const sentence = context.conclusion.findIndex((reading) => reading.start <= start && start < reading.end)
    return [{ kind: 'age', severity: 'error', sentence: sentence < 0 ? null : sentence, message: `The conclusion says ${age} years, the order ${known}.`, conclusion: { start, end: start + found[0].length }, findings: null }]
  }
  return []
}

function ageIn(indication: string): number | null {
  stated.lastIndex = 0
  const found = stated.exec(indication.slice(0, 300))
  stated.lastIndex = 0
  return found ? Number(found[1]) : null
}
