import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

const organ = '(?:(?:the|both|right|left|r|l|anteverted|retroverted|bulky|normal[- ]sized)\\s+)*(?:kidneys?|uterus|ovary|ovaries|testis|testes|testicles?|lobe|prostate|gland|isthmus|liver|bladder|(?:pre|post)-?void(?: residual)?(?: volume)?)'
const amount = '\\d[\\d.]*(?:\\s?(?:x|×|by)\\s?\\d[\\d.]*)*\\s?(?:mm|cm|ml|cc)'
const sized = new RegExp(`^${organ}\\b[^.;]{0,24}?\\b${amount}(?:\\b|$)`, 'i')
const first = new RegExp(`^(?:right|left|R|L)\\s+${amount}`)
/** Words beside a size that say the organ is as it should be, or only how it lies. */
const plain = /\b(?:well distended|smooth(?: wall)?|homogeneous|normal|unremarkable)\b/i

/** The size of a kidney, uterus, ovary, testis, thyroid lobe or bladder that nothing calls abnormal: no finding, whatever a model makes of it. */
export function isOrganSize(sentence: FindingSentence, findings: FindingsText): boolean {
  if (/^bladder (?:is )?well distended\b/i.test(findings.text.slice(sentence.start, sentence.start + 40)) && !sentence.units.some((unit) => isAffirmed(unit) && unit.weight >= 3)) return true
  if (sentence.japanese || sentence.units.some((unit) => (isAffirmed(unit) && !/^PSA/i.test(findings.text.slice(unit.start, unit.end)) && !/\bPSA $/i.test(findings.text.slice(unit.start - 4, unit.start))) || (unit.kind === 'change' && !unit.negated && unit.key !== 'same'))) return false
  const text = findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 300))
  const underOrgan = sentence.headingUnits.some((unit) => unit.kind === 'anatomy') && new RegExp(`^${amount}\\W*$`, 'i').test(text)
  return underOrgan || first.test(text) || sized.test(text) || (/^bladder\b/i.test(text) && plain.test(text))
}
