import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

/** "as described above", "see above", "the aforementioned", 前述: what it names was told before in the same report. */
const pointsBack = /\b(?:(?:as|see|already) (?:(?:previously |already )?(?:described|mentioned|noted|stated|detailed|discussed|reported|outlined) )?(?:above|earlier|before)|as (?:already )?(?:described|mentioned|noted|stated|detailed|discussed|outlined)(?= *[.,;)]|$)|(?:described|mentioned|noted|detailed|discussed|reported) (?:above|earlier|before)|above[- ]?(?:mentioned|described|noted|detailed)|aforementioned|aforedescribed|vide supra)\b|上記|前述|既述|上述/i

/**
 * Does the sentence only repeat by reference what an earlier one tells? One that measures, that tells a course, or that names a
 * finding of weight which no earlier sentence affirms, says something of its own.
 */
export function repeatsAbove(sentence: FindingSentence, findings: FindingsText): boolean {
  if (!pointsBack.test(findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 400)))) return false
  if (sentence.units.some((unit) => (unit.kind === 'measure' && unit.unit === 'mm') || (unit.kind === 'change' && !unit.negated))) return false
  const named = sentence.units.filter(isAffirmed)
  const earlier = findings.sentences.slice(Math.max(0, sentence.index - 60), sentence.index).flatMap((one) => one.units.filter(isAffirmed))
  return named.length > 0 && named.every((unit) => earlier.some((one) => relatedFindings(one.key, unit.key)))
}
