import { nearestSentences } from '../../check/words/nearest-sentences.ts'
import { findingFamilies } from '../../text/lexicon/finding-families.ts'
import { placesOf } from '../../text/lexicon/lexicon.ts'
import type { TextRange } from '../../report/range.ts'
import { readSentence, type Reading, type Unit } from '../../text/read-sentence.ts'
import { alignSentence, type FindingSentence, type FindingsText } from '../reading/align.ts'
import { weighFinding } from '../choosing/importance.ts'

/** Ranges beyond these are no pointer any more. */
const mostFurther = 2

/**
 * What a reader would point at in the findings for one written sentence of a conclusion `text`: what carries its words, then what shows what it
 * names or denies in other words ("patent" for "no thrombus"), and where it only sums up or advises, what it sums up or what asks for the
 * advice: the heaviest findings. Empty where it tells a finding that nothing shows. In the order of the text.
 */
export function restsOn(sentence: Reading, text: string, findings: FindingsText): TextRange[] {
  const { sentences, missing } = alignSentence(sentence, findings, true)
  const advice = sentence.units.some((unit) => unit.kind === 'recommend')
  const over = sentence.units.some((unit) => unit.kind === 'change' && unit.key === 'resolved')
  const named = sentence.units.some((unit) => unit.kind === 'finding' || unit.kind === 'normal' || (!advice && (unit.kind === 'anatomy' || unit.kind === 'level' || unit.kind === 'measure')))
  // A summary or an advice shares "weeks" or "MRI" with the technique: that carries nothing.
  const chosen = new Set(named ? sentences : sentences.filter((one) => one.units.some((unit) => telling.has(unit.kind) && !(unit.kind === 'measure' && unit.unit === 'reference'))))
  const open = missing.filter((unit) => unit.kind === 'finding' || (unit.kind === 'normal' && !unit.negated)).map((unit) => (over && unit.kind === 'finding' ? { ...unit, negated: true } : unit))
  for (const one of kin(open, sentence, findings, chosen)) chosen.add(one)
  for (const one of [...sameYear(sentence, findings), ...headed(missing, findings)]) chosen.add(one)
  byWords(sentence, text, findings, chosen)
  const told = !advice && !over && sentence.units.some((unit) => unit.kind === 'finding' && !unit.negated)
  if (!chosen.size && !told) for (const one of heaviest(sentence, findings)) chosen.add(one)
  return [...chosen].toSorted((a, b) => a.start - b.start).map(({ start, end }) => ({ start, end }))
}

/** Share of a sentence's words (by rarity) that the findings sentence must have that is pointed at whatever else is. */
const surelyMeant = 0.4
/** What has less than this part of the nearest one's share is not meant beside it. */
const besideIt = 0.2

/** English: the sentence that shares most of the words is pointed at, also for words that no list knows; what shares hardly any is not. */
function byWords(sentence: Reading, text: string, findings: FindingsText, chosen: Set<FindingSentence>): void {
  if (sentence.japanese) return
  const near = nearestSentences(sentence.units, text, findings, 0.05).filter(({ sentence: index }) => !otherSide(sentence, findings.sentences[index]!))
  const [first] = near
  if (!first || first.share < surelyMeant) return
  const shares = new Map(near.map(({ sentence: index, share }) => [findings.sentences[index]!, share]))
  for (const one of chosen) if ((shares.get(one) ?? 0) < besideIt * first.share) chosen.delete(one)
  chosen.add(findings.sentences[first.sentence]!)
}

const telling: ReadonlySet<Unit['kind']> = new Set<Unit['kind']>(['finding', 'normal', 'measure'])

const unitsOf = (one: FindingSentence): Unit[] => [...one.headingUnits, ...one.units]
const sidesOf = (units: readonly Unit[]): Set<string> => new Set(units.filter((unit) => unit.kind === 'side').map((unit) => unit.key))

/** Another side only. */
function otherSide(sentence: Reading, one: FindingSentence): boolean {
  const wanted = sidesOf(sentence.units)
  const there = sidesOf(unitsOf(one))
  return wanted.size > 0 && there.size > 0 && !wanted.has('bilateral') && !there.has('bilateral') && ![...wanted].some((side) => there.has(side))
}

/** Sentences that show, deny or call normal what is named under another name of its family at the same place. */
function kin(open: readonly Unit[], sentence: Reading, findings: FindingsText, chosen: ReadonlySet<FindingSentence>): FindingSentence[] {
  if (!open.length) return []
  const named = sentence.units.filter((unit) => unit.kind === 'anatomy').flatMap((unit) => [unit.key, unit.group])
  // "Splenomegaly" names its place itself.
  const places = new Set((named.length ? named : open.flatMap((unit) => (unit.kind === 'finding' ? placesOf(unit.key) : []))).filter(Boolean))
  const scored = findings.sentences.slice(0, 2000).flatMap((one) => {
    if (chosen.has(one) || otherSide(sentence, one)) return []
    const units = unitsOf(one)
    const shared = units.filter((unit) => unit.kind === 'anatomy' && (places.has(unit.key) || places.has(unit.group))).length
    if (places.size && !shared) return []
    // At the same place, what is seen may be what the conclusion gives a name.
    const seen = !chosen.size && places.size && one.units.some((unit) => unit.kind === 'finding' && !unit.negated) && open.some((unit) => unit.kind === 'finding' && !unit.negated) ? 0.5 : 0
    const like = Math.max(seen, ...open.map((unit) => alike(unit, one.units)))
    return like ? [{ one, score: like + Math.min(2, shared) + (sidesOf(sentence.units).size && sidesOf(units).size ? 1 : 0) }] : []
  })
  return scored.toSorted((a, b) => b.score - a.score || a.one.start - b.one.start).slice(0, mostFurther).map(({ one }) => one)
}

/** How near a findings sentence comes to a finding it does not name: 2 of its family and polarity, 1 a normal word for a denial. */
function alike(wanted: Unit, units: readonly Unit[]): number {
  const normal = units.some((unit) => unit.kind === 'normal' && !unit.negated)
  const denies = units.some((unit) => unit.kind === 'finding' && unit.negated)
  if (wanted.kind === 'normal') return normal ? 2 : denies ? 1.5 : 0
  const families = findingFamilies(wanted.key)
  const same = units.some((unit) => unit.kind === 'finding' && unit.negated === wanted.negated && [...findingFamilies(unit.key)].some((family) => family !== '*' && families.has(family)))
  if (same) return 2
  return wanted.negated ? (normal ? 1 : denies && (families.has('*') || !families.size) ? 0.8 : 0) : 0
}

/** "Increased since 2021": what speaks of the same year. */
function sameYear(sentence: Reading, findings: FindingsText): FindingSentence[] {
  const years = sentence.units.filter((unit) => unit.unit === 'reference' && unit.value > 1950 && unit.value < 2100)
  return years.length ? findings.sentences.filter((one) => years.some((year) => findings.text.slice(one.heading?.start ?? one.start, one.end).includes(`${year.value}`))).slice(0, mostFurther) : []
}

/** "Sphincter free" of "Sphincter complex: not involved": a heading that no list of places knows. */
function headed(missing: readonly Unit[], findings: FindingsText): FindingSentence[] {
  const wanted = new Set(missing.filter((unit) => unit.kind === 'word' || unit.kind === 'finding').map((unit) => unit.key))
  if (!wanted.size) return []
  const known = new Map<number, boolean>()
  return findings.sentences.slice(0, 2000).filter(({ heading }) => {
    if (!heading || heading.end - heading.start > 80) return false
    const before = known.get(heading.start)
    const named = before ?? readSentence(findings.text, heading).units.some((unit) => wanted.has(unit.key))
    if (before === undefined) known.set(heading.start, named)
    return named
  }).slice(0, mostFurther)
}

/** What a summary, a category or an advice rests on: where it speaks of change, what has changed; otherwise the heaviest findings. */
function heaviest(sentence: Reading, findings: FindingsText): FindingSentence[] {
  const denied = sentence.units.some((unit) => unit.negated && (unit.kind === 'finding' || unit.kind === 'word' || unit.kind === 'change'))
  const changed = sentence.units.some((unit) => unit.kind === 'change')
  const weighed = findings.sentences.slice(0, 2000).map((one) => ({ one, weight: denied ? deniedWeight(one) : weighFinding(one) + (changed && changes(one) ? 3 : 0) }))
  return weighed.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight || a.one.start - b.one.start).slice(0, mostFurther).map(({ one }) => one)
}

const deniedWeight = (one: FindingSentence): number => Math.max(0, ...one.units.filter((unit) => unit.kind === 'finding' && unit.negated).map((unit) => unit.weight))

/** A change in words, or a size beside another in brackets or after "previously". */
const changes = (one: FindingSentence): boolean => one.units.some((unit) => unit.kind === 'change' && unit.key !== 'same') || one.units.filter((unit) => unit.kind === 'measure').length > 1
