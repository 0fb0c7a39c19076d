import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { keptForText } from '../../fact/japanese/kept-for-text-japanese.ts'
import { widerSites } from '../../fact/japanese/sites-japanese.ts'
import { japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import { keepResults } from '../../text/kept.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { CheckIssue, IssueKind } from '../issue.ts'
import { certaintyAgainst } from './certainty-japanese.ts'
import { changeAgainst } from './change-japanese.ts'
import { levelNowhere, regions } from './nowhere-japanese.ts'
import { strayNumbers } from './numbers-japanese.ts'
import { isSureJapanese, twoKinds } from './sure-japanese.ts'
import { factFit, factSiteFit, fits, placesOf, samePlace, sayingOf, siteFit, type SiteFit } from './match-japanese.ts'

/** A fact of the findings beside a claim: how far its name carries the claim's, and how their places stand to each other. */
export type Pair = { fact: JapaneseFact; name: number; fit: SiteFit }
export type Against = { kind: IssueKind; range: TextRange; fact: JapaneseFact | null; message: string }

/** What a Japanese conclusion says against its findings, fact by fact. `beside`: facts of indication and comparison. */
export function compareJapanese(conclusion: JapaneseText, findings: JapaneseText, beside: JapaneseText | null): CheckIssue[] {
  const issues: CheckIssue[] = []
  const context: Context = { conclusion, findings, beside: beside?.facts ?? [], numbers: [...findings.numbers, ...(beside?.numbers ?? [])], claims: conclusion.facts }
  const keep = keptPairs(findings)
  const pairsFor = (claim: JapaneseFact) => keep([claim.finding, ...claim.also].map((one) => one?.name).join() + '\u0000' + sayingOf(claim.site), () => pairsOf(claim, findings))
  for (const claim of conclusion.facts) {
    const pairs = pairsFor(claim)
    // A cause need not be told as such, but its side and level must be those of the findings.
    const found = claim.cause && claim.polarity === 'told' ? judgePlace(claim, pairs, context) : judge(claim, pairs, context)
    // A place borrowed from the clause before may be any of those listed there: one that is told there is enough.
    if (found.length && claim.site.borrowed > 0 && conclusion.facts.some((one) => one !== claim && one.word.start === claim.word.start && one.finding === claim.finding && !judge(one, pairsFor(one), context).length)) continue
    for (const against of found) {
      const { start, end } = against.range
      if (issues.some((one) => one.conclusion && one.conclusion.start < end && start < one.conclusion.end)) continue
      const place = against.fact ? findings.sentences[against.fact.sentence]! : null
      const sure = against.kind !== 'unsupported' && isSureJapanese(against.kind, claim, against.fact, context)
      if (!sure && against.kind === 'organ' && standsTogether(against.range, claim, context)) continue
      issues.push({ kind: sure ? against.kind : 'unsupported', severity: sure ? 'error' : 'warning', sentence: claim.sentence, message: against.message, conclusion: against.range, findings: place && { start: place.start, end: place.end } })
    }
  }
  return [...issues, ...strayNumbers(context, issues)]
}

/** By a claim's names and site, which is all that pairs depend on: after a key most claims are the same at other offsets. */
const keptPairs = keptForText(() => keepResults<readonly Pair[]>(500))

/** What shares no name with the claim speaks neither for nor against it, unless it calls the place normal. */
const pairsOf = (claim: JapaneseFact, findings: JapaneseText): Pair[] => findings.facts.flatMap((fact): Pair[] => {
  const name = factFit(claim, fact)
  return name > 0 || isNormalFor(fact) || fact.categories.length ? [{ fact, name, fit: factSiteFit(claim, fact, name) }] : []
})

export type Context = { conclusion: JapaneseText; findings: JapaneseText; beside: readonly JapaneseFact[]; numbers: JapaneseText['numbers']; claims: readonly JapaneseFact[] }

function judgePlace(claim: JapaneseFact, pairs: readonly Pair[], context: Context): Against[] {
  const words = (range: TextRange) => context.conclusion.text.slice(range.start, range.end)
  const wrong = onlyOtherSide(claim, context) ?? levelNowhere(claim, context, words) ?? (claim.finding ? statement(claim, pairs, context, words) : null)
  return wrong && (wrong.kind === 'side' || wrong.kind === 'organ') ? [wrong] : []
}

function judge(claim: JapaneseFact, pairs: readonly Pair[], context: Context): Against[] {
  const words = (range: TextRange) => context.conclusion.text.slice(range.start, range.end)
  const wrongSide = onlyOtherSide(claim, context) ?? (claim.polarity === 'told' ? levelNowhere(claim, context, words) : null)
  if (wrongSide) return [wrongSide]
  if (claim.polarity === 'open') return openList(claim, pairs, context, words)
  if (claim.polarity === 'denied') {
    const against = denial(claim, pairs, words)
    return against ? [against] : []
  }
  if (claim.normal || claim.limited) {
    const against = normality(claim, pairs, words)
    return [...(against ? [against] : []), ...categories(claim, pairs, words)]
  }
  if (!claim.finding && claim.sizes.length && !claim.noun) {
    const against = anchor(claim, pairs, words)
    if (against) return [against]
  }
  if (claim.advice) {
    // Advice is no finding, but what it speaks of must be where the findings have it.
    const against = claim.finding && claim.finding.kind !== 'diagnosis' ? statement(claim, pairs, context, words) : null
    return against && against.kind !== 'unsupported' ? [against] : []
  }
  const found: Against[] = []
  const main = claim.finding ? statement(claim, pairs, context, words) : claim.noun ? nounTold(claim, context, words) : null
  if (main) found.push(main)
  else {
    const change = changeAgainst(claim, pairs)
    if (change) found.push({ kind: 'direction', range: claim.change?.range ?? claim.word, fact: change.fact, message: change.message })
    found.push(...counts(claim, pairs, context, words), ...categories(claim, pairs, words), ...certaintyAgainst(claim, pairs, context, words), ...traits(claim, pairs, words))
  }
  return found
}

/** One sentence of the findings, its heading included, has the words in question and the finding's own: it carries them. */
function standsTogether(range: TextRange, claim: JapaneseFact, { conclusion, findings }: Context): boolean {
  const [place, name] = [range, claim.word].map(({ start, end }) => conclusion.text.slice(start, end))
  return place !== name && findings.sentences.some(({ start, end, heading }) => {
    const text = (heading ? findings.text.slice(heading.start, heading.end) : '') + findings.text.slice(start, end)
    return text.includes(place!) && text.includes(name!)
  })
}

const told = ({ fact }: Pair): boolean => fact.polarity !== 'denied' && !fact.normal && (!fact.limited || fact.finding !== null)

/** "上行結腸憩室、炎症所見なし": told or denied? Where no denial in the findings carries it, it must be told, and told rightly. */
function openList(claim: JapaneseFact, pairs: readonly Pair[], context: Context, words: (range: TextRange) => string): Against[] {
  if (!claim.finding || pairs.some(({ fact, name, fit }) => (fact.polarity !== 'told' ? name >= 1.2 : isNormalFor(fact)) && fits(fit))) return []
  const against = statement(claim, pairs, context, words)
  return against && against.fact && against.kind !== 'unsupported' ? [against] : []
}

/** The findings know one side only, and the claim is on the other. */
function onlyOtherSide(claim: JapaneseFact, context: Context): Against | null {
  const { side, sideRange, sideBorrowed } = claim.site
  if (!sideRange || sideBorrowed || side === 'bilateral') return null
  const sides = new Set([...context.findings.sides, ...context.beside.flatMap((fact) => fact.site.side ?? [])])
  if (sides.size !== 1 || sides.has(side!) || sides.has('bilateral')) return null
  const fact = context.findings.facts.find((one) => one.site.side !== null) ?? null
  return { kind: 'side', range: sideRange, fact, message: `The conclusion says ${side}, the findings say ${[...sides][0]}.` }
}

/** A finding that is told: do the findings tell it, there, on that side? */
function statement(claim: JapaneseFact, pairs: readonly Pair[], context: Context, words: (range: TextRange) => string): Against | null {
  const anchored = anchor(claim, pairs, words)
  if (anchored) return anchored
  const carried = pairs.filter((pair) => told(pair) && fits(pair.fit) && (pair.name >= 1 || (pair.name > 0 && samePlace(pair.fit) && sharesSize(pair.fact, claim))) && (pair.fact.finding !== null || !hardPlaces(claim).length || placeRank(claim, pair.fact) === 2) && (pair.name >= 2.5 || (pair.fit.place === 'same' && !pair.fit.vague) || pair.fit.level === 'same' || (!placesOf(pair.fact.site).length && pair.fact.site.borrowed < 2 && (pair.fit.side === 'same' || pair.fit.part === 'same')) || (!hardPlaces(claim).length && claim.finding!.kind !== 'plain' && (pair.fit.place !== 'loose' || claim.site.borrowed === 2))))
  const strong = carried.filter((pair) => pair.name >= 2.5)
  const denied = pairs.filter(({ fact, name, fit }) => fits(fit) && ((fact.polarity === 'denied' && fact.finding && !fact.partial && name >= 2.5 && wholly(fact, claim) && !twoKinds(words(claim.word), context.findings.text.slice(fact.word.start, fact.word.end))) || (isNormalFor(fact) && fit.place === 'same' && within(claim, fact) && sameTissue(claim, fact) && normalDenies(fact, claim)))
    && !(claim.site.side && fact.site.side && claim.site.side !== fact.site.side && claim.site.side !== 'bilateral' && fact.site.side !== 'bilateral'))
  // A narrower denial leaves the wider open, and a denial in a wider or narrower place this one.
  const sure = ({ fact, name }: Pair) => (name === 3 || isNormalFor(fact)) && (!hardPlaces(claim).length || !placesOf(fact.site).length || placeRank(claim, fact) === 2)
  const exactly = denied.filter(sure).filter(({ fact, fit }) => samePlace(fit) || !hardPlaces(claim).length || (!placesOf(fact.site).length && fact.site.borrowed === 0))
  if (exactly.length && !strong.some((pair) => (samePlace(pair.fit) || pair.fit.vague || !hardPlaces(claim).length || pair.fact.site.borrowed === 2) && exactly.every((one) => nearness(one, claim) <= nearness(pair, claim))) && !carried.some((pair) => samePlace(pair.fit) && within(pair.fact, claim) && exactly.every((one) => one.name < 3 || isNormalFor(one.fact)))) {
    return { kind: 'negation', range: withPredicate(claim, context), fact: exactly[0]!.fact, message: `The conclusion states “${words(claim.word)}”, the findings deny it.` }
  }
  const closest = Math.max(0, ...carried.map((pair) => score(pair, claim)))
  const better = (wrong: (fit: SiteFit) => boolean) => pairs.filter((pair) => told(pair) && pair.name >= 1 && wrong(pair.fit) && score(pair, claim) > closest + 1).toSorted((a, b) => score(b, claim) - score(a, claim))[0]
  const moved = carried.length ? better((fit) => fit.side !== 'other' && (fit.place === 'same' || fit.level === 'same' || !hardPlaces(claim).length) && (fit.level === 'other' || fit.part === 'other')) : undefined
  if (moved) return { kind: 'organ', range: levelRange(claim, moved.fit, moved.fact), fact: moved.fact, message: `The conclusion says “${words(levelRange(claim, moved.fit, moved.fact))}”, the findings put this elsewhere.` }
  const wrongSide = (fit: SiteFit) => fit.side === 'other' && (fit.place === 'same' || (fit.place === 'open' && !placesOf(claim.site).length)) && fit.level !== 'other' && fit.part !== 'other'
  // The very finding is told of the other side only, and what carries it here might be anything.
  const named = claim.finding!.weight < 4 && carried.every((pair) => pair.name < 2.5 && !sharesSize(pair.fact, claim)) ? pairs.find((pair) => told(pair) && pair.name === 3 && wrongSide(pair.fit)) : undefined
  // What is measured so on this very side is meant, by whatever name.
  const measured = context.findings.facts.some((fact) => fact.polarity === 'told' && fact.site.side === claim.site.side && sharesSize(fact, claim) && samePlace(siteFit(claim.site, fact.site)))
  const turned = carried.length && !measured && claim.site.sideRange && !claim.site.sideBorrowed ? better(wrongSide) ?? named : undefined
  if (turned) return { kind: 'side', range: claim.site.sideRange!, fact: turned.fact, message: `The conclusion says ${claim.site.side}, the findings say ${turned.fact.site.side}.` }
  const here = carried.filter((pair) => samePlace(pair.fit))
  if (here.length && here.every(({ fact }) => fact.change?.change === 'resolved') && !claim.change && claim.site.borrowed < 2 && !saidGone(claim, context)) return { kind: 'direction', range: phrase(claim), fact: here[0]!.fact, message: `The conclusion states “${words(claim.word)}”, the findings say it is gone.` }
  if (carried.length) return null
  const refused = pairs.find(({ fact, name, fit }) => fact.polarity === 'denied' && !fact.partial && name >= 1.2 && fits(fit) && fit.place === 'same' && !fit.vague && hardPlaces(claim).length > 0 && within(claim, fact) && !twoKinds(words(claim.word), context.findings.text.slice(fact.word.start, fact.word.end)))
  if (refused) return { kind: 'negation', range: phrase(claim), fact: refused.fact, message: `The conclusion states “${words(claim.word)}”, the findings deny it.` }
  if (measured || claim.finding!.families === 'P' || toldOfAnother.has(claim.finding!.name)) return null
  // "観察不良" says it as well.
  if (claim.finding!.name === '描出不良' && context.findings.facts.some((fact) => fact.limited && fits(siteFit(claim.site, fact.site)))) return null
  // Everything but one thing is told: that one thing is wrong.
  const nearly = (wrong: (fit: SiteFit) => boolean, least: number) => pairs.filter((pair) => told(pair) && pair.name >= least && wrong(pair.fit)).toSorted((a, b) => b.name - a.name)[0]
  const side = nearly((fit) => fit.side === 'other' && fit.place !== 'other' && fit.level !== 'other' && fit.part !== 'other', 1)
  if (side && !measured && claim.site.sideRange) return { kind: 'side', range: side.name < 2.5 && claim.site.sideRange.start < claim.word.start ? { start: claim.site.sideRange.start, end: claim.word.end } : claim.site.sideRange, fact: side.fact, message: `The conclusion says ${claim.site.side}, the findings say ${side.fact.site.side}.` }
  const level = nearly((fit) => (fit.level === 'other' || fit.part === 'other') && fit.place !== 'other' && fit.side !== 'other', 1)
  if (level) return { kind: 'organ', range: levelRange(claim, level.fit, level.fact), fact: level.fact, message: `The conclusion says “${words(levelRange(claim, level.fit, level.fact))}”, the findings put this elsewhere.` }
  const elsewhere = nearly((fit) => fit.place === 'other', 2.5) ?? (namedPlace(claim) && pairs.some(({ fact, fit }) => (isNormalFor(fact) || fact.polarity === 'denied') && fit.place === 'same' && within(claim, fact)) ? nearly((fit) => fit.place === 'other' && fit.side !== 'other', 1.4) : undefined)
  if (elsewhere) {
    const range = placeRange(claim)
    return { kind: 'organ', range, fact: elsewhere.fact, message: `The conclusion says “${words(range)}”, the findings put this elsewhere.` }
  }
  if (context.beside.some((fact) => { const [name, fit] = [factFit(claim, fact), siteFit(claim.site, fact.site)]; return fact.polarity !== 'denied' && fits(fit) && (name >= 2.5 || (name >= 1 && samePlace(fit))) })) return null
  // A diagnosis put as a possibility is the reader's own thought; only what is told as seen must stand in the findings.
  if (claim.finding!.kind === 'diagnosis' && !claim.finding!.families.includes('T') && !namedPlace(claim) && claim.certainty !== 'plain' && claim.certainty !== 'certain') return null
  return { kind: 'unsupported', range: phrase(claim), fact: null, message: `Nothing in the findings carries “${words(claim.word)}”.` }
}

/** "転移は集積消失": the claim itself tells that what is seen of it is gone. */
const saidGone = (claim: JapaneseFact, { claims, conclusion }: Context): boolean => claims.some((one) => one.sentence === claim.sentence && one.change?.change === 'resolved' && one.word.start >= claim.word.end && !/[、,。]/u.test(conclusion.text.slice(claim.word.end, one.word.start)))

/** Told of something else, or of the picture: they need no partner of their own. */
const toldOfAnother = new Set(['異常', '進展', '残存'])

const sharesSize = (fact: JapaneseFact, claim: JapaneseFact): boolean => claim.sizes.some((size) => !size.before && fact.sizes.some((one) => sameMeasure(size, one)))

/** How much a pair speaks of the same thing at the same spot. */
function score({ fact, name, fit }: Pair, claim: JapaneseFact): number {
  return name + (fit.place === 'same' && !fit.vague ? 2 : 0) + (fit.level === 'same' ? 2 : 0) + (fit.part === 'same' ? 1 : 0) + (fit.side === 'same' ? 1 : 0) + (sharesSize(fact, claim) ? 3 : 0)
}

/** What is denied is all the claim could be: the same name or a wider one; a narrower denial leaves the wider open. */
function wholly(fact: JapaneseFact, claim: JapaneseFact): boolean {
  const { widerFindings } = japaneseVocabulary()
  const names = [claim.finding!, ...claim.also].map((one) => one.name)
  return names.includes(fact.finding!.name) || names.some((name) => widerFindings(name).has(fact.finding!.name))
}

export const isNormalFor = (fact: JapaneseFact): boolean => (fact.normal && !fact.finding) || (fact.polarity === 'denied' && fact.finding?.name === '異常')

/** The claim's own size stands in the findings: there the side and place must be the same. */
function anchor(claim: JapaneseFact, pairs: readonly Pair[], words: (range: TextRange) => string): Against | null {
  const sizes = claim.sizes.filter((size) => !size.before && size.unit === 'mm')
  if (!sizes.length) return null
  const having = pairs.filter((pair) => told(pair) && (pair.name >= 1 || !claim.finding || (pair.name > 0 && !pair.fact.finding)) && pair.fact.sizes.some((one) => sizes.some((size) => sameMeasure(size, one))))
  if (!having.length || having.some((pair) => fits(pair.fit))) return null
  const best = having.toSorted((a, b) => b.name - a.name)[0]!
  // A look of that size somewhere else does not speak against the same finding told here.
  if (best.name < 2.5 && best.fit.side !== 'other' && pairs.some((pair) => told(pair) && pair.name >= 2.5 && fits(pair.fit))) return null
  if (best.fit.side === 'other' && claim.site.sideRange) return { kind: 'side', range: claim.site.sideRange, fact: best.fact, message: `The conclusion says ${claim.site.side}, the findings say ${best.fact.site.side}.` }
  const range = best.fit.place === 'other' ? placeRange(claim) : levelRange(claim, best.fit, best.fact)
  return { kind: 'organ', range, fact: best.fact, message: `The conclusion says “${words(range)}”, the findings put this elsewhere.` }
}

/** The noun phrase of a claim: from its side or place to its finding. */
function phrase(claim: JapaneseFact): TextRange {
  const starts = [claim.site.sideBorrowed ? null : claim.site.sideRange, ...claim.site.places.map((one) => one.range), ...claim.site.levels.map((one) => one.range), ...claim.site.parts.map((one) => one.range)].flatMap((range) => (range && range.start >= 0 && range.start < claim.word.start && claim.word.start - range.start < 24 ? [range.start] : []))
  return claim.site.borrowed ? claim.word : { start: Math.min(claim.word.start, ...starts), end: claim.word.end }
}

/** … and what says that it is there ("…の徴候がみられる"). */
function withPredicate(claim: JapaneseFact, { conclusion }: Context): TextRange {
  const { start, end } = phrase(claim)
  return { start, end: end + (/^の(?:徴候|所見|像|存在)(?:が|を|も)?(?:みられ|認め|見られ|あり|伴|存在し?)[ぁ-ん]{0,4}/u.exec(conclusion.text.slice(end, end + 16))?.[0].length ?? 0) }
}

function placeRange(claim: JapaneseFact): TextRange {
  const named = claim.site.places.filter((one) => one.range.start >= 0)
  const narrow = named.find((one) => !named.some((other) => other !== one && other.place !== one.place && widerSites(other.place).has(one.place))) ?? named.at(-1)
  return narrow?.range ?? claim.site.levels[0]?.range ?? claim.word
}

/** The level, or the part of the axis on which the two differ. */
function levelRange(claim: JapaneseFact, fit: SiteFit, fact: JapaneseFact): TextRange {
  const level = claim.site.levels.find((one) => fact.site.levels.some((other) => other.group === one.group))
  const part = claim.site.parts.find((one) => { const there = fact.site.parts.filter((other) => other.axis === one.axis); return there.length > 0 && !there.some((other) => other.value === one.value) })
  return (fit.level === 'other' ? level?.range : part?.range) ?? placeRange(claim)
}

/** "Xなし" over findings that tell X there. */
function denial(claim: JapaneseFact, pairs: readonly Pair[], words: (range: TextRange) => string): Against | null {
  if (!claim.finding) return null
  if (claim.change?.change === 'new' || claim.partial) {
    const fresh = pairs.find((pair) => told(pair) && claim.partial && claim.change?.change === 'new' && pair.fact.change?.change === 'new' && pair.name >= 2.5 && pair.fact.finding?.families.includes('T') && fits(pair.fit))
    return fresh ? { kind: 'direction', range: claim.change!.range, fact: fresh.fact, message: 'The conclusion says nothing is new, the findings say new.' } : null
  }
  const { widerFindings } = japaneseVocabulary()
  const whole = claim.finding.name === '異常'
  const against = pairs.find((pair) => {
    const { fact, fit } = pair
    if (!told(pair) || fact.polarity !== 'told' || !fact.finding || fact.change?.change === 'resolved' || !fits(fit)) return false
    if (claim.site.side && fact.site.side && claim.site.side !== fact.site.side && fact.site.side !== 'bilateral') return false
    if (claim.traits.some((one) => one.axis === 't' && (fact.finding!.name !== claim.finding!.name || fact.traits.some((other) => other.axis === 't' && other.value !== one.value)))) return false
    if (whole) return (fact.finding.weight >= 3 || (fact.finding.weight >= 2 && ownTissue(claim, fact))) && fact.certainty !== 'possible' && fit.place === 'same' && inside(fact, claim)
    // "右腎結石なし" over a stone in the right kidney: told there by its wider name.
    const wider = fit.place === 'same' && !fit.vague && fit.side !== 'open' === (claim.site.side !== null) && fact.finding.weight >= 2 && widerFindings(claim.finding!.name).has(fact.finding.name) && fact.finding.name !== claim.finding!.name && (fact.finding.kind !== 'look' || ownTissue(claim, fact)) && fact.certainty !== 'possible'
    if (wider && claim.site.borrowed < 2) return true
    const narrower = fact.finding.name === claim.finding!.name || widerFindings(fact.finding.name).has(claim.finding!.name)
    if (!narrower || (claim.finding!.kind === 'look' && fact.finding.name !== claim.finding!.name)) return false
    // A place borrowed from the sentence before is only a guess.
    if (claim.site.borrowed === 2 && claim.site.side && claim.site.side !== fact.site.side) return false
    return placesOf(claim.site).length ? fit.place === 'same' && inside(fact, claim) : claim.site.borrowed === 0
  })
  const shown = against ?? described(claim, pairs)
  if (!shown) return null
  // A denial on the other side leaves open what is told on this.
  const apart = (side: JapaneseFact['site']['side']) => side !== null && side !== 'bilateral' && !claim.site.side && shown.fact.site.side !== null && shown.fact.site.side !== side
  // "血流は保たれる" is said of the flow, not of everything there.
  const agreed = pairs.some(({ fact, name, fit }) => (fact.polarity === 'denied' || (isNormalFor(fact) && !fact.noun)) && !apart(fact.site.side) && (name >= 2.5 || isNormalFor(fact)) && fits(fit) && (samePlace(fit) || !placesOf(fact.site).length) && (placesOf(claim.site).length > 0 || !placesOf(fact.site).length || placesOf(shown.fact.site).some((place) => placesOf(fact.site).includes(place)) || claim.finding!.places.length > 0 && claim.site.side === fact.site.side))
  return agreed ? null : { kind: 'negation', range: claim.word, fact: shown.fact, message: `The conclusion denies “${words(claim.word)}”, the findings describe it.` }
}

/** Places that stand with the claim, not those of the sentence before. */
const hardPlaces = (claim: JapaneseFact): string[] => (claim.site.borrowed === 2 ? [] : placesOf(claim.site))
/** Score with the very place and a name as narrow as the claim's counted in. */
const nearness = (pair: Pair, claim: JapaneseFact): number => score(pair, claim) + placeRank(claim, pair.fact) / 4 + (pair.name < 3 && pair.fact.finding && asNarrow(pair.fact, claim) ? 0.5 : 0)
/** 2: the very place of the claim, 1: a wider or narrower one, 0: none in common. */
const placeRank = (claim: JapaneseFact, fact: JapaneseFact): number => (placesOf(claim.site).some((place) => placesOf(fact.site).includes(place)) ? 2 : placesOf(claim.site).some((place) => placesOf(fact.site).some((other) => widerSites(place).has(other) || widerSites(other).has(place))) ? 1 : 0)
/** The found name is the claim's or a narrower one. */
const asNarrow = (fact: JapaneseFact, claim: JapaneseFact): boolean => [fact.finding!, ...fact.also].some((one) => japaneseVocabulary().widerFindings(one.name).has(claim.finding!.name)) || claim.also.length > 0
/** "肺門リンパ節は正常大" calls nodes normal, not the hilum. */
const sameTissue = (claim: JapaneseFact, fact: JapaneseFact): boolean => !fact.site.places.some((one) => one.place === 'リンパ節') || claim.site.places.some((one) => one.place === 'リンパ節') || Boolean(claim.finding?.families.includes('L'))
/** A place is written in the claim itself. */
const namedPlace = (claim: JapaneseFact): boolean => claim.site.borrowed === 0 && claim.site.places.some((one) => one.range.start >= 0 && (one.range.end <= claim.word.start || one.range.start >= claim.word.end))
/** The first lies in the place of the second. */
const within = (a: JapaneseFact, b: JapaneseFact): boolean => placesOf(a.site).some((place) => placesOf(b.site).some((other) => widerSites(place).has(other)))

/** A disease other than a tumour denied at the very place where two or more of its signs are described. */
function described(claim: JapaneseFact, pairs: readonly Pair[]): Pair | undefined {
  if (claim.finding!.kind !== 'diagnosis' || !claim.finding!.places.length || claim.site.borrowed !== 0 || claim.finding!.families.includes('T') || !placesOf(claim.site).length) return undefined
  const signs = pairs.filter(({ fact, name, fit }) => told({ fact, name, fit }) && fact.polarity === 'told' && fact.finding !== null && fact.finding.weight >= 2 && name >= 1.2 && fits(fit) && placeRank(claim, fact) === 2 && fit.side !== 'open' === (claim.site.side !== null))
  return new Set(signs.map(({ fact }) => fact.finding!.name)).size > 1 ? signs[0] : undefined
}

/** Both speak of nodes. */
const ownTissue = (claim: JapaneseFact, fact: JapaneseFact): boolean => [claim, fact].every((one) => one.site.places.some((place) => place.place === 'リンパ節'))

/** Under the heading of a whole region ("胸部CT：") a finding is where it always is. */
const atHome = (fact: JapaneseFact): readonly string[] => (fact.finding && fact.site.borrowed > 0 && placesOf(fact.site).every((place) => regions.has(place) || place === '胸部') ? fact.finding.places : [])
/** The finding lies inside the place that is denied, not around it. */
const inside = (fact: JapaneseFact, claim: JapaneseFact): boolean => placesOf(claim.site).some((place) => [...placesOf(fact.site), ...fact.site.around, ...atHome(fact)].some((own) => widerSites(own).has(place)))

/** "開存" speaks against a clot, "保たれる" against a tear; "正常" against everything. */
export function normalDenies(fact: JapaneseFact, claim: JapaneseFact): boolean {
  const word = fact.normalWord
  if (claim.finding?.name === '進展') return false
  const families = claim.finding?.families ?? ''
  const narrower = (name: string) => [claim.finding!, ...claim.also].some((one) => japaneseVocabulary().widerFindings(one.name).has(name))
  if (/開存|順行/u.test(word)) return narrower('狭窄') || narrower('血栓')
  // A sprained ligament is whole.
  if (/保た|温存|保持|連続/u.test(word)) return claim.finding?.name !== '損傷' && /[FDA]/.test(families) || narrower('狭窄') || narrower('骨破壊') || narrower('萎縮')
  if (/良好|生理的/u.test(word)) return narrower('炎症') || /I/.test(families) || narrower('狭窄') || narrower('集積') || narrower('虚血')
  return true
}

function normality(claim: JapaneseFact, pairs: readonly Pair[], words: (range: TextRange) => string): Against | null {
  if (!claim.normal || claim.finding || !placesOf(claim.site).length) return null
  const against = pairs.find(({ fact, fit }) => fact.polarity === 'told' && !fact.normal && fact.finding !== null && fact.finding.weight >= 4 && fact.change?.change !== 'resolved' && fits(fit) && fit.place === 'same' && inside(fact, claim) && normalDenies(claim, fact))
  const agreed = pairs.some(({ fact, fit }) => (isNormalFor(fact) || fact.polarity === 'denied') && fits(fit) && fit.place === 'same')
  return against && !agreed ? { kind: 'negation', range: placeRange(claim), fact: against.fact, message: `The conclusion calls “${words(placeRange(claim))}” normal, the findings describe something there.` } : null
}

/** A noun that no list knows, told here and denied there. */
function nounTold(claim: JapaneseFact, context: Context, words: (range: TextRange) => string): Against | null {
  const same = context.findings.facts.filter((fact) => fact.noun === claim.noun && fits(siteFit(claim.site, fact.site)))
  return same.length && same.every((fact) => fact.polarity === 'denied') ? { kind: 'negation', range: claim.word, fact: same[0]!, message: `The conclusion states “${words(claim.word)}”, the findings deny it.` } : null
}

function counts(claim: JapaneseFact, pairs: readonly Pair[], context: Context, words: (range: TextRange) => string): Against[] {
  if (!claim.counts.length || !claim.finding) return []
  const carried = pairs.filter((pair) => told(pair) && pair.name >= 1 && fits(pair.fit))
  const known = carried.flatMap(({ fact }) => fact.counts.map((one) => one.value))
  const sum = known.reduce((total, value) => total + value, 0)
  const places = new Set(carried.map(({ fact }) => JSON.stringify([fact.sentence, fact.word.start, fact.site.side, fact.site.levels.map((one) => one.key), placesOf(fact.site)]))).size
  const siblings = context.claims.filter((one) => one.sentence === claim.sentence && one.word.end === claim.word.end).length
  const nearby = carried.filter((pair) => samePlace(pair.fit) && !pair.fit.vague).flatMap(({ fact }) => fact.counts.map((one) => one.value))
  return claim.counts.flatMap((count): Against[] => {
    if (count.value === siblings || (count.value === 1 && !nearby.length)) return []
    if (known.includes(count.value) || count.value === sum) return []
    if (!known.length && (count.value <= Math.max(places, 1) || !carried.length || context.numbers.some((one) => one.value === count.value && one.count))) return []
    return [{ kind: 'number', range: { start: count.start, end: count.end }, fact: carried[0]?.fact ?? null, message: `“${words(count)}” does not match the findings.` }]
  })
}

const generic = new Set(['grade', 'stage', 'category'])

function categories(claim: JapaneseFact, pairs: readonly Pair[], words: (range: TextRange) => string): Against[] {
  return claim.categories.flatMap((category): Against[] => {
    const [group, value] = category.key.split(' ') as [string, string]
    const comparable = (key: string) => {
      const [other] = key.split(' ') as [string, string]
      return other === group || generic.has(other) || generic.has(group)
    }
    const holding = pairs.filter(({ fact }) => fact.categories.some((one) => comparable(one.key)))
    const near = holding.filter(({ fit, name }) => fits(fit) && (name > 0 || !claim.finding))
    // The category of what lies on the other side says nothing of this.
    const list = near.length ? near : holding.filter(({ fit }) => fit.side !== 'other')
    if (!list.length || list.some(({ fact }) => fact.categories.some((one) => comparable(one.key) && one.key.split(' ')[1] === value))) return []
    return [{ kind: 'number', range: category.range, fact: list[0]!.fact, message: `“${words(category.range)}” does not match the findings.` }]
  })
}


/** Fresh or old, complete or partial: told otherwise in the findings. */
function traits(claim: JapaneseFact, pairs: readonly Pair[], words: (range: TextRange) => string): Against[] {
  for (const trait of claim.traits) {
    if (trait.axis === 'to') continue
    const carried = pairs.filter((pair) => told(pair) && pair.name >= 1 && fits(pair.fit) && pair.fact.traits.some((one) => one.axis === trait.axis))
    const silent = pairs.some((pair) => told(pair) && pair.name >= 2.5 && fits(pair.fit) && !pair.fact.traits.some((one) => one.axis === trait.axis))
    if (!carried.length || silent || carried.some(({ fact }) => fact.traits.some((one) => one.axis === trait.axis && one.value === trait.value))) continue
    return [{ kind: 'organ', range: trait.range, fact: carried[0]!.fact, message: `The conclusion says “${words(trait.range)}”, the findings say otherwise.` }]
  }
  return []
}
