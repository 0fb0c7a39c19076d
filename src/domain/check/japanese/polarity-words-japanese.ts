import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { isKindOfTissue, widerSites } from '../../fact/japanese/sites-japanese.ts'
import { japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import { isNormalFor, normalDenies } from './compare-japanese.ts'
import type { CheckIssue } from '../issue.ts'
import { alike, factFit, fits, placesOf, sameLevel, siteFit } from './match-japanese.ts'
import { twoKinds } from './sure-japanese.ts'

/** Facts of either text beyond this are not compared: the time stays bounded. */
const mostFacts = 400

const isTold = (fact: JapaneseFact): boolean => fact.polarity === 'told' && !fact.normal && !fact.limited
const measures = (a: JapaneseFact, b: JapaneseFact): boolean => a.sizes.some((size) => !size.before && b.sizes.some((one) => one.unit === size.unit && one.value === size.value))

/**
 * What the conclusion tells although its very name is only denied in the findings, or the very place is only called whole, open or normal.
 * Looks that might mean it elsewhere carry nothing then. Advice only.
 */
export function toldAgainstDenial(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const found = findings.facts.slice(0, mostFacts)
  return conclusion.facts.slice(0, mostFacts).flatMap((claim): CheckIssue[] => {
    if (!isTold(claim) || !claim.finding || claim.advice || claim.cause || claim.finding.families === 'P' || claim.finding.name === '異常' || claim.change?.change === 'resolved') return []
    const refused = deniedByName(claim, found, conclusion.text, findings.text) ?? calledWhole(claim, found, conclusion.text)
    if (!refused) return []
    const { start, end } = findings.sentences[refused.sentence]!
    const words = conclusion.text.slice(claim.word.start, claim.word.end)
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion states “${words}”, the findings deny it.`, conclusion: phraseOf(claim), findings: { start, end } }]
  })
}

/** How grave a finding is said to be where it cannot be passed over as "not significant". */
const grave = /高度|著明|重度|中等度|高い|完全/u

/**
 * What the conclusion denies although the findings tell it of that very place: "有意な狭窄なし" over a severe stenosis, "内膜肥厚なし" over
 * "内膜は肥厚". Advice only.
 */
export function deniedAgainstTold(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const found = findings.facts.slice(0, mostFacts)
  const clauseOf = (fact: JapaneseFact): string => {
    const { start, end } = findings.sentences[fact.sentence]!
    const [before, after] = [findings.text.slice(Math.max(start, fact.word.start - 6), fact.word.start), findings.text.slice(fact.word.end, Math.min(end, fact.word.end + 8))]
    return before.slice(before.search(/[^、。]*$/u)) + after.split(/[、。]/u)[0]!
  }
  return conclusion.facts.slice(0, mostFacts).flatMap((claim): CheckIssue[] => {
    if (claim.polarity !== 'denied' || !claim.finding || claim.change || claim.site.borrowed === 2 || !precise(claim).length || claim.finding.name === '異常') return []
    const words = conclusion.text.slice(claim.word.start, claim.word.end)
    const told = found.find((fact) => isTold(fact) && fact.finding && fact.certainty !== 'possible' && fact.change?.change !== 'resolved' && !otherSide(claim, fact) && precise(fact).some((place) => precise(claim).includes(place))
      && (claim.partial ? fact.finding.name === claim.finding!.name && grave.test(clauseOf(fact)) : fact.finding.kind === 'look' && claim.finding!.name !== fact.finding.name && widerFindings(claim.finding!.name).has(fact.finding.name) && words.endsWith(findings.text.slice(fact.word.start, fact.word.end))))
    if (!told || found.some((fact) => fact.polarity === 'denied' && fact.finding?.name === claim.finding!.name && near(claim, fact) && !otherSide(claim, fact))) return []
    const { start, end } = findings.sentences[told.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion denies “${words}”, the findings describe it.`, conclusion: phraseOf(claim), findings: { start, end } }]
  })
}

/** From the place that is written with it to the finding. */
function phraseOf(claim: JapaneseFact): TextRange {
  const starts = claim.site.borrowed ? [] : [...claim.site.places.map((one) => one.range.start), claim.site.sideBorrowed ? -1 : (claim.site.sideRange?.start ?? -1)].filter((start) => start >= 0 && start < claim.word.start && claim.word.start - start < 24)
  return { start: Math.min(claim.word.start, ...starts), end: claim.word.end }
}

const widerFindings = (name: string): ReadonlySet<string> => japaneseVocabulary().widerFindings(name)
const precise = (fact: JapaneseFact): string[] => placesOf(fact.site).filter((place) => !isKindOfTissue(place))
/** Their places may be one, or one of them names none. */
function near(a: JapaneseFact, b: JapaneseFact): boolean {
  const [ours, theirs] = [precise(a), precise(b)]
  return a.site.borrowed === 2 || b.site.borrowed === 2 || !ours.length || !theirs.length || ours.some((one) => theirs.some((other) => alike(one, other)))
}
const otherSide = (a: JapaneseFact, b: JapaneseFact): boolean => a.site.side !== null && b.site.side !== null && a.site.side !== b.site.side && a.site.side !== 'bilateral' && b.site.side !== 'bilateral' && !a.site.sideBorrowed && !b.site.sideBorrowed

/** What is said of the first holds for all of the second: its place, side, level and part are no narrower. */
function covers(fact: JapaneseFact, claim: JapaneseFact, openSide = false): boolean {
  const [ours, theirs] = [precise(claim), precise(fact).filter((place) => !claim.finding!.places.includes(place))]
  if (claim.site.borrowed < 2 && theirs.length && !(ours.length && theirs.every((place) => ours.some((one) => widerSites(one).has(place))))) return false
  const { side } = fact.site
  return (side === null || side === 'bilateral' || side === claim.site.side || openSide)
    && fact.site.levels.every((one) => claim.site.levels.some((other) => other.group === one.group && sameLevel(one.key, other.key)))
    && fact.site.parts.every((one) => claim.site.parts.some((other) => other.axis === one.axis && other.value === one.value))
}

function deniedByName(claim: JapaneseFact, found: readonly JapaneseFact[], text: string, foundText: string): JapaneseFact | undefined {
  const { name, kind } = claim.finding!
  // What spreads may have spread elsewhere, and a look may be meant of something that names no place.
  if (widerFindings(name).has('浸潤') || (kind === 'look' && (claim.site.borrowed > 0 || !precise(claim).length))) return undefined
  const denied = found.find((fact) => fact.polarity === 'denied' && !fact.partial && fact.finding?.name === name && covers(fact, claim) && !twoKinds(text.slice(claim.word.start, claim.word.end), foundText.slice(fact.word.start, fact.word.end)))
  if (!denied) return undefined
  const least = kind === 'diagnosis' ? 1.2 : 2.5
  const carried = found.some((fact) => fact.polarity !== 'denied' && !fact.normal && ((fact.finding && factFit(claim, fact) >= least && near(claim, fact) && !otherSide(claim, fact)) || measures(claim, fact)))
  return carried ? undefined : denied
}

function calledWhole(claim: JapaneseFact, found: readonly JapaneseFact[], text: string): JapaneseFact | undefined {
  const own = precise(claim)
  // A sprained ligament is whole.
  if (claim.site.borrowed === 2 || !own.length || claim.finding!.name === '損傷') return undefined
  const here = (fact: JapaneseFact) => precise(fact).some((place) => own.includes(place)) && !otherSide(claim, fact)
  // Where nothing at all is told there, it does not matter of which side the claim is.
  const quiet = claim.site.side === null && !found.some((fact) => isTold(fact) && fact.finding && precise(fact).some((place) => own.includes(place)))
  // "腎下極に及ぶ": as far as that, which says nothing of the kidney.
  const reaches = /^[及到達波]/u.test(text.slice(claim.word.start))
  const whole = found.find((fact) => isNormalFor(fact) && (!reaches || /開存|良好|順行/u.test(fact.normalWord)) && fact.site.borrowed < 2 && here(fact) && covers(fact, claim, quiet) && fits(siteFit(claim.site, fact.site)) && normalDenies(fact, claim))
  if (!whole) return undefined
  const least = /正常|異常|n\.?p/u.test(whole.normalWord) || whole.polarity === 'denied' ? 1 : 2.5
  const carried = found.some((fact) => isTold(fact) && ((here(fact) && factFit(claim, fact) >= least) || measures(claim, fact)))
  return carried ? undefined : whole
}
