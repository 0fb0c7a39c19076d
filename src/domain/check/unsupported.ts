import type { CheckContext } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { alignSentence } from '../draft/align.ts'

/** Below this share of carried words a sentence with a finding of its own is worth a look. */
export const leastSupport = 0.2

/** A conclusion sentence that tells a finding of which the findings have neither the name, nor the place, nor the size. */
export function checkUnsupported(context: CheckContext): CheckIssue[] {
  return context.conclusion.slice(0, 300).flatMap((reading, sentence): CheckIssue[] => {
    const told = reading.units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.key !== 'abnormality')
    if (!told.length || reading.units.some((unit) => unit.kind === 'recommend')) return []
    if (told.every((unit) => unit.weight <= 1)) return []
    const { support, missing } = alignSentence(reading, context.findings)
    if (support >= leastSupport && !told.every((unit) => missing.includes(unit) && support < 0.35)) return []
    const first = told[0]!
    return [{ kind: 'unsupported', severity: 'warning', sentence, message: `Nothing in the findings carries “${context.input.conclusion.slice(first.start, first.end)}”.`, conclusion: { start: reading.start, end: reading.end }, findings: null }]
  })
}
