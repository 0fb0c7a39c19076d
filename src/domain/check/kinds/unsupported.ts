import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { alignSentence } from '../../draft/reading/align.ts'

const carrying = new Set(['finding', 'anatomy', 'part', 'level', 'measure', 'side', 'word'])

/**
 * A conclusion sentence that tells a finding of which the findings have neither the name, nor the place, side or size. A name
 * alone that the findings lack is no reason: naming what was described is what conclusions are for.
 */
export function checkUnsupported(context: CheckContext): CheckIssue[] {
  return context.conclusion.slice(0, 300).flatMap((reading, sentence): CheckIssue[] => {
    const told = reading.units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.key !== 'abnormality')
    if (!told.length || reading.units.some((unit) => unit.kind === 'recommend')) return []
    if (told.every((unit) => unit.weight <= 1)) return []
    if (reading.units.some((unit) => unit.kind === 'certainty')) return []
    const { missing } = alignSentence(reading, context.findings)
    const carried = reading.units.some((unit) => carrying.has(unit.kind) && !missing.includes(unit) && (unit.kind !== 'side' || context.sides.has(unit.key)))
    if (carried || reading.units.filter((unit) => carrying.has(unit.kind) || unit.kind === 'finding').length < 2) return []
    const first = told[0]!
    return [{ kind: 'unsupported', severity: 'warning', sentence, message: `Nothing in the findings carries “${context.input.conclusion.slice(first.start, first.end)}”.`, conclusion: { start: reading.start, end: reading.end }, findings: null }]
  })
}
