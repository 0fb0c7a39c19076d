import type { TextRange } from '../../report/range.ts'
import { placesOf } from '../../text/lexicon/lexicon.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

const sided = /^(?:the )?((?:left|right) [a-z]+(?: (?:lobe|gland|kidney|ovary|breast|testis|knee|hip))?)(?= (?:measures|is|appears|demonstrates|shows|contains|has|\d))/i

/** "The left kidney measures 11 cm. A 3 mm calculus in the mid pole.": the side that only the sentence before says. */
export function sidedSubject(sentence: FindingSentence, findings: FindingsText): { name: string; range: TextRange } | null {
  if (sentence.japanese || sentence.units.some((unit) => unit.kind === 'side') || sentence.headingUnits.some((unit) => unit.kind === 'side')) return null
  const own = sentence.units.filter((unit) => unit.kind === 'anatomy').map((unit) => unit.key)
  for (let back = 1; back <= 3; back++) {
    const before = findings.sentences[sentence.index - back]
    if (!before || before.heading?.start !== sentence.heading?.start || /\n/.test(findings.text.slice(before.end, sentence.start))) return null
    const sides = before.units.filter((unit) => unit.kind === 'side')
    const named = sided.exec(findings.text.slice(before.start, before.start + 80))?.[1]
    if (named && sides.length === 1) {
      const organ = before.units.find((unit) => unit.kind === 'anatomy')?.key
      // Another organ is not on that side; a sentence that names none, or the same one, is.
      const implied = sentence.units.filter((unit) => unit.kind === 'finding').map((unit) => placesOf(unit.key)).filter((places) => places.length > 0)
      const nowhere = back === 1 && !own.length && sentence.units.some(isAffirmed) && !sentence.units.some((unit) => unit.kind === 'level') && before.units.some((unit) => unit.kind === 'measure')
      const told = nowhere || sentence.units.some((unit) => unit.kind === 'part') || own.includes(organ ?? '') || implied.length > 0 || sentence.headingUnits.some((unit) => unit.kind === 'anatomy' && unit.key === organ)
      const same = organ !== undefined && told && !/lobe$/i.test(named) && own.every((key) => key === organ || key === 'ureter' || key === 'bladder') && implied.every((places) => places.includes(organ))
      return same ? { name: named.charAt(0).toUpperCase() + named.slice(1).toLowerCase(), range: { start: before.start, end: before.end } } : null
    }
    if (sides.length) return null
  }
  return null
}
