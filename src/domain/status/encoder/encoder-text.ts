import { condensed } from '../tiers/condense.ts'
import { normaliseText } from '../normalise.ts'
import { judgedParts, judgedSection } from '../sections.ts'
import type { StatusInput } from '../status-tag.ts'

/**
 * The words of a report as the encoder was trained on them: the order, then the conclusion, or the findings where there is none.
 * A report given in one piece is taken apart by its headings; what quotes an earlier report is left out.
 */
export function encoderText(input: StatusInput): string {
  const { indication, judged } = 'text' in input ? partsOf(input.text) : sectionsOf(input)
  return `query: ${indication.trim() === '' ? '-' : indication.trim()} || ${condensed(judged.trim())}`
}

function sectionsOf(input: Exclude<StatusInput, { text: string }>): { indication: string; judged: string } {
  return { indication: input.indication ?? '', judged: input[judgedSection(input)] ?? '' }
}

function partsOf(text: string): { indication: string; judged: string } {
  const normal = normaliseText(text)
  const original = ({ start, end }: { start: number; end: number }): string => (end > start ? text.slice(normal.toOriginalStart(start), normal.toOriginalEnd(end)) : '')
  const parts = judgedParts(normal.text)
  const indication = parts.filter(({ role }) => role === 'indication').map(original)
  const judged = parts.filter(({ role }) => role !== 'indication' && role !== 'past').map(original)
  return { indication: indication.join(' '), judged: judged.join('\n') }
}
