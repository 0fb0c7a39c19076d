import { placesOf } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { escape, fold, type Inference } from './inference.ts'

/** Words that say nothing by themselves beside the signs of a diagnosis. */
export const filler = /^(?:an?|the|of|in|into|with|w|and|or|is|are|was|were|has|have|its|their|this|these|it|there|to|on|by|at|from|which|that|as|mild|moderate|marked|severe|extensive|slight|minimal|mildly|moderately|markedly|slightly|diffuse|diffusely|faint|subtle|clear|associated|corresponding|matching|accompanying|resulting|surrounding|adjacent|also|present|seen|noted|visible|demonstrated|shows?|showing|demonstrates?|contain(?:s|ed|ing)?|appears?|appearing|shaped|like|type|some)$/

/** The words of a row that its name says: the signs, and what `also` lists. A need that names places says where, which no name does. */
export function signStems(row: Inference): readonly string[] {
  const before = known.get(row)
  if (before) return before
  const places = (stem: string) => unitsOf(stem).filter((unit) => ['anatomy', 'part', 'level', 'side'].includes(unit.kind)).length
  const namesPlaces = (group: readonly string[]) => group.every((stem) => places(stem) > 0) || group.some((stem) => places(stem) > 0 && places(stem) === unitsOf(stem).length)
  const signs = row.needs.filter((group) => !namesPlaces(group))
  const stems = [...signs.flat(), ...(row.also ?? [])].map(fold).toSorted((a, b) => b.length - a.length)
  known.set(row, stems)
  return stems
}

/** The places that the name of a row implies: those its further words name ("gallbladder" of cholelithiasis), and those of its title. */
export function impliedPlaces(row: Inference): string[] {
  const title = unitsOf(row.title ?? '').flatMap((unit) => (unit.kind === 'anatomy' ? [unit.key] : unit.kind === 'finding' ? placesOf(unit.key) : []))
  return [...title, ...(row.also ?? []).flatMap((stem) => unitsOf(stem).flatMap((unit) => (unit.kind === 'anatomy' ? [unit.key] : [])))]
}

const unitsOf = (text: string): Unit[] => readSentence(text, { start: 0, end: text.length }).units
const known = new WeakMap<Inference, readonly string[]>()

/** What a name never says: how something has changed, and which of two or of many it is. */
const told = new Set<Unit['kind']>(['change', 'side', 'level'])

/** Is everything that these words say a sign? Numbers, sides, changes, other places and denials are none. */
export function isOnlySigns(text: string, stems: readonly string[]): boolean {
  // The 2 of T2 is no number.
  if (/\d/.test(text.replace(/\bT[12]\b/g, ''))) return false
  let rest = fold(text)
  const whole = rest
  for (const stem of stems) rest = rest.replace(new RegExp(`(?<![a-z])${escape(stem)}[a-z]*`, 'g'), ' ')
  if (rest === whole || unitsOf(text).some((unit) => told.has(unit.kind) && !unit.negated)) return false
  return (rest.replace(/\bt[12]\b/g, '').match(/[a-z]+/g) ?? []).every((word) => filler.test(word))
}
