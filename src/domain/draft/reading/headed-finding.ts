import { readSentence } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

/** A list mark at the start of a line. */
const mark = /\n[^\S\n]*(?:[-*+•‣◦–—・]|\(?\d{1,2}[.)])[^\S\n]*$/

/**
 * The finding that only the head of a list names, as its weight: "Lung nodules:" over "- RUL, 5 mm". 0 for what names a finding of
 * its own, is normal or denied, or stands on the line of its heading.
 */
export function headedFinding(sentence: FindingSentence, findings: FindingsText): number {
  const { heading, start, units } = sentence
  if (!heading || !mark.test(findings.text.slice(Math.max(heading.end, start - 12), start)) || units.some((unit) => unit.kind === 'finding')) return 0
  if (classifyFinding(sentence, sentence.headingUnits) === 'normal' || !units.some((unit) => (unit.kind === 'measure' && unit.unit === 'mm') || unit.kind === 'side' || unit.kind === 'level' || unit.kind === 'part')) return 0
  const head = readSentence(findings.text, heading).units
  return head.some((unit) => unit.kind === 'before' || unit.kind === 'after' || unit.kind === 'normal') ? 0 : Math.max(0, ...head.filter(isAffirmed).map((unit) => unit.weight))
}
