import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { sitesRelated, widerSites } from '../../fact/japanese/sites-japanese.ts'
import { japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { IssueKind } from '../issue.ts'
import { factFit, placesOf, sameLevel } from './match-japanese.ts'

/** Is the partner of a contradiction the same thing at the same place, and nothing else in the findings could carry the claim? */
export function isSureJapanese(kind: IssueKind, claim: JapaneseFact, fact: JapaneseFact | null, texts: { findings: JapaneseText; conclusion: JapaneseText }): boolean {
  const { findings } = texts
  if (kind === 'number') return true
  if (!fact || claim.site.borrowed === 2 || (fact.site.borrowed === 2 && !(kind === 'negation' && fact.polarity === 'denied')) || claim.cause || claim.locator || fact.locator) return false
  if (kind === 'side') return surelyOtherSide(claim, fact, findings)
  if (kind === 'organ') return surelyElsewhere(claim, fact, findings)
  if (kind === 'direction') return surelyTurned(claim, fact, findings)
  if (claim.normal) return surelyNormal(claim, fact)
  const [ours, theirs] = [texts.conclusion.text.slice(claim.word.start, claim.word.end), texts.findings.text.slice(fact.word.start, fact.word.end)]
  if (twoKinds(ours, theirs)) return false
  return claim.polarity === 'denied' ? surelyThere(claim, fact, findings) : surelyDenied(claim, fact, findings)
}

const told = (fact: JapaneseFact): boolean => fact.polarity !== 'denied' && !fact.normal && !fact.limited
const sized = (a: JapaneseFact, b: JapaneseFact): boolean => a.sizes.some((size) => !size.before && size.unit === 'mm' && b.sizes.some((one) => one.unit === size.unit && one.value === size.value))
const names = (fact: JapaneseFact): string[] => (fact.finding ? [fact.finding, ...fact.also].map((one) => one.name) : [])
/** The first is the second or a kind of it. */
const isKind = (a: JapaneseFact, b: JapaneseFact): boolean => names(a).some((name) => names(b).some((other) => japaneseVocabulary().widerFindings(name).has(other)))
const inPlace = (a: JapaneseFact, b: JapaneseFact): boolean => placesOf(a.site).some((place) => placesOf(b.site).some((other) => widerSites(place).has(other)))
const related = (a: JapaneseFact, b: JapaneseFact): boolean => placesOf(a.site).some((place) => placesOf(b.site).some((other) => sitesRelated(place, other)))
const placeless = (fact: JapaneseFact): boolean => !placesOf(fact.site).length && !fact.site.levels.length
/** Speaks of a part of what the other speaks of: one side, level or part of it. */
const onlyPartOf = (fact: JapaneseFact, claim: JapaneseFact): boolean =>
  (fact.site.side !== null && !fact.site.sideBorrowed && fact.site.side !== 'bilateral' && fact.site.side !== claim.site.side)
  || fact.site.levels.some((one) => !claim.site.levels.some((other) => other.group === one.group && sameLevel(other.key, one.key)))
  || fact.site.parts.some((one) => !claim.site.parts.some((other) => other.axis === one.axis && other.value === one.value))

/** What is told there may be what the claim means: the same name, or a look of it at the very place. */
function mayBe(claim: JapaneseFact, one: JapaneseFact): boolean {
  const name = factFit(claim, one)
  if (name >= 2.5) return placeless(one) || placeless(claim) || related(claim, one)
  return name >= 1.2 && (placeless(claim) ? !claim.finding!.places.length : inPlace(claim, one) && inPlace(one, claim))
}

/** The claim is told, the fact denies it or calls the place normal. */
function surelyDenied(claim: JapaneseFact, fact: JapaneseFact, findings: JapaneseText): boolean {
  if (fact.partial || claim.certainty === 'possible') return false
  const loose = fact.site.borrowed === 2
  if (!loose && onlyPartOf(fact, claim)) return false
  const named = fact.polarity === 'denied' && fact.finding !== null && fact.finding.name !== '異常' && isKind(claim, fact)
  const samePlaces = inPlace(claim, fact) && inPlace(fact, claim) && !loose
  // A place called normal, or a look denied there, speaks against a diagnosis only in that very place where nothing else is told.
  if (!named && (!samePlaces || claim.site.side !== fact.site.side || findings.facts.some((one) => told(one) && one.finding && related(claim, one) && (!one.site.side || !claim.site.side || one.site.side === claim.site.side)))) return false
  if (loose ? factFit(claim, fact) < 3 : !placeless(fact) && !inPlace(claim, fact)) return false
  return !findings.facts.some((one) => one !== fact && told(one) && one.finding && mayBe(claim, one) && (!claim.site.side || !one.site.side || one.site.side === 'bilateral' || one.site.side === claim.site.side))
}

/** "病的骨折" and "脆弱性骨折" are two kinds of one thing. */
export function twoKinds(a: string, b: string): boolean {
  let same = 0
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same++
  return same > 1 && [a, b].every((word) => /[性的型]$/u.test(word.slice(0, -same)))
}

/** "脾は正常" over a heavy finding in the very organ. */
function surelyNormal(claim: JapaneseFact, fact: JapaneseFact): boolean {
  return /正常|異常/u.test(claim.normalWord) && (fact.finding?.weight ?? 0) >= 4 && inPlace(fact, claim) && inPlace(claim, fact) && !onlyPartOf(fact, claim) && !onlyPartOf(claim, fact)
}

/** The claim is denied, the fact tells it. */
function surelyThere(claim: JapaneseFact, fact: JapaneseFact, findings: JapaneseText): boolean {
  if (claim.partial || !claim.finding || fact.certainty === 'possible' || !isKind(fact, claim) || claim.finding.kind === 'look') return false
  if (claim.traits.length && !claim.traits.every((one) => fact.traits.some((other) => other.axis === one.axis && other.value === one.value))) return false
  if (onlyPartOf(claim, fact) || (placeless(claim) ? findings.facts.some((one) => one.polarity === 'denied' && factFit(claim, one) >= 1.2) : !inPlace(fact, claim))) return false
  return !findings.facts.some((one) => one.polarity === 'denied' && factFit(claim, one) >= 2.5 && (placeless(one) || related(claim, one)) && (!claim.site.side || one.site.side === claim.site.side))
}

function surelyOtherSide(claim: JapaneseFact, fact: JapaneseFact, findings: JapaneseText): boolean {
  const { side, sideRange, sideBorrowed, borrowed } = claim.site
  if (!sideRange || sideBorrowed || borrowed > 1 || !fact.site.side || fact.site.sideBorrowed || claim.change?.change === 'resolved') return false
  const sure = factFit(claim, fact) >= 2.5 || sized(claim, fact)
  if (factFit(claim, fact) < 1 || !(related(claim, fact) || (placeless(claim) && placeless(fact)))) return false
  if (!sure && findings.facts.some((one) => told(one) && one.site.side !== fact.site.side && related(claim, one))) return false
  return !findings.facts.some((one) => told(one) && (one.site.side === side || one.site.side === 'bilateral') && mayBe(claim, one) && !(sized(claim, fact) && !sized(claim, one)))
}

function surelyElsewhere(claim: JapaneseFact, fact: JapaneseFact, findings: JapaneseText): boolean {
  if (claim.site.borrowed > 0 || fact.site.borrowed > 0 || (factFit(claim, fact) < 2.5 && !sized(claim, fact))) return false
  const level = claim.site.levels.find((one) => fact.site.levels.some((other) => other.group === one.group))
  if (level && !fact.site.levels.some((other) => other.group === level.group && sameLevel(level.key, other.key))) return sized(claim, fact) || !findings.levels.some((one) => one.group === level.group && sameLevel(one.key, level.key))
  const places = placesOf(claim.site)
  return places.length > 0 && sized(claim, fact) && !places.some((place) => [...findings.places].some((one) => sitesRelated(one, place)))
}

function surelyTurned(claim: JapaneseFact, fact: JapaneseFact, findings: JapaneseText): boolean {
  if ((!claim.finding && placeless(claim)) || (factFit(claim, fact) < 2.5 && !sized(claim, fact) && !(!claim.finding && !claim.noun && related(claim, fact)))) return false
  if (!related(claim, fact) && !(placeless(claim) && placeless(fact)) && !sized(claim, fact)) return false
  if (onlyPartOf(fact, claim) && !sized(claim, fact)) return false
  // Where several of the kind changed, one of them is not the one that is meant.
  const changed = findings.facts.filter((one) => told(one) && factFit(claim, one) >= 1.2 && one.change && (placeless(one) || placeless(claim) || related(claim, one)))
  return changed.every((one) => one.change!.change === fact.change?.change)
}
