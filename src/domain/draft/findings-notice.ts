import { placesOf } from '../text/lexicon/lexicon.ts'
import type { Unit } from '../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import { courseAgainstSizes } from './course-against-sizes.ts'
import { otherLanguage } from './other-language.ts'

/**
 * What a reader must know of the findings themselves before trusting a draft of them: another language than English or Japanese,
 * two sentences that contradict each other, or a course that its own sizes contradict. One sentence, or null.
 */
export function findingsNotice(findings: FindingsText): string | null {
  const language = otherLanguage(findings.text)
  if (language) return `The findings read as ${language}. Drafts know English and Japanese only: nothing is drafted, every sentence is listed as left out.`
  const quote = ({ start, end }: FindingSentence) => `“${findings.text.slice(start, Math.min(end, start + 90)).replace(/\s+/g, ' ')}”`
  const course = courseAgainstSizes(findings)
  if (course) return `The findings contradict themselves: ${quote(course.sentence)}, but ${course.wrong}. Correct them, then draft again.`
  const pair = contradiction(findings)
  if (!pair) return null
  return `The findings contradict themselves: ${quote(pair[0])} and ${quote(pair[1])}. Correct them, then draft again.`
}

const placed: ReadonlySet<Unit['kind']> = new Set(['side', 'level', 'part'])
/** Findings looked at; a text with more is no report of a person. */
const mostSentences = 400
/** A sentence of more units is a list or no sentence. */
const mostUnits = 60

/** A sentence that affirms a finding and one that denies the same at the same place; null when there are none. */
function contradiction({ sentences }: FindingsText): [FindingSentence, FindingSentence] | null {
  const some = sentences.slice(0, mostSentences).filter(({ units }) => units.length < mostUnits)
  for (const denying of some) {
    for (const denied of denying.units) {
      if (denied.kind !== 'finding' || !denied.negated || denied.partial || denied.qualified || denied.weight < 2) continue
      const affirming = some.find((one) => one !== denying && one.heading?.start === denying.heading?.start && one.units.some((unit) => isAffirmed(unit) && unit.key === denied.key && unit.weight >= 2) && onlyThis(one, denied.key) && samePlace(one, denying, denied.key))
      if (affirming) return affirming.start < denying.start ? [affirming, denying] : [denying, affirming]
    }
  }
  return null
}

/** A sentence of one finding: of two, the words about place may belong to the other. */
const onlyThis = (sentence: FindingSentence, key: string): boolean => sentence.units.every((unit) => unit.kind !== 'finding' || unit.key === key) && !sentence.units.some((unit) => unit.kind === 'change' || (unit.kind === 'time' && unit.key === 'old') || unit.kind === 'certainty')

/** Every side, level, part and organ that the denial names is that of the finding; a denial without any means all. */
function samePlace(affirming: FindingSentence, denying: FindingSentence, key: string): boolean {
  const organs = (sentence: FindingSentence) => new Set(sentence.units.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.key] : [])))
  const [here, there] = [organs(affirming), organs(denying)]
  const common = placesOf(key)
  if ([...there].some((place) => !here.has(place) && !common.includes(place)) || [...here].some((place) => !there.has(place) && !common.includes(place))) return false
  return denying.units.every((unit) => !placed.has(unit.kind) || affirming.units.some((one) => one.kind === unit.kind && one.key === unit.key))
}
