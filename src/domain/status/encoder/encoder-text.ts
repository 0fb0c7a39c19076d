import { readStatus } from '../classify-status.ts'
import { symbolsOf, topics } from '../learned/sentence-symbols.ts'
import { normaliseText } from '../normalise.ts'
import { judgedParts } from '../sections.ts'
import type { StatusInput } from '../status-tag.ts'

/**
 * The words of a report as the encoder was trained on them: the order, then the conclusion, or the findings where there is none.
 * A report given in one piece is taken apart by its headings; what quotes an earlier report is left out.
 */
export function encoderText(input: StatusInput): string {
  const { indication, judged } = 'text' in input ? partsOf(input.text) : sectionsOf(input)
  return `query: ${indication.trim() === '' ? '-' : indication.trim()} || ${condensed(judged.trim())}`
}

/**
 * Longer English texts than those it learned from (nine of ten are shorter) are read without what speaks of other organs only; characters.
 * Japanese ones are not: on public reports two more became wrong that way (models/training/status/README.md).
 */
const longestEnglish = 560

/**
 * The sentences that could bear on bone metastasis: those that name a bone, a metastasis or a lesion, and those that tell a course without
 * naming an organ, since they may go on from such a one. The whole text where that leaves nothing.
 */
function condensed(judged: string): string {
  if (judged.length <= longestEnglish) return judged
  const { language, sentences } = readStatus({ conclusion: judged })
  if (language !== 'en') return judged
  const kept = sentences.filter((sentence) => {
    const { topic, speaks } = symbolsOf(sentence)
    return topic >= topics.metastasis || (topic === topics.none && speaks)
  })
  const texts = kept.map(({ source, from, to }) => source.original.slice(source.normal.toOriginalStart(source.tokens.starts[from]!), source.normal.toOriginalEnd(source.tokens.ends[to - 1]!)))
  return texts.length > 0 ? texts.join(' ') : judged
}

function sectionsOf({ indication = '', findings = '', conclusion = '' }: Exclude<StatusInput, { text: string }>): { indication: string; judged: string } {
  return { indication, judged: conclusion.trim() === '' ? findings : conclusion }
}

function partsOf(text: string): { indication: string; judged: string } {
  const normal = normaliseText(text)
  const original = ({ start, end }: { start: number; end: number }): string => (end > start ? text.slice(normal.toOriginalStart(start), normal.toOriginalEnd(end)) : '')
  const parts = judgedParts(normal.text)
  const indication = parts.filter(({ role }) => role === 'indication').map(original)
  const judged = parts.filter(({ role }) => role !== 'indication' && role !== 'past').map(original)
  return { indication: indication.join(' '), judged: judged.join('\n') }
}
