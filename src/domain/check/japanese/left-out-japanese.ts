import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { headingTokens, keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import { tokensJapanese } from '../../fact/japanese/tokens-japanese.ts'
import { wordsOf } from './course-words-japanese.ts'
import type { CheckIssue } from '../issue.ts'
import { changesOf } from './change-japanese.ts'
import { factFit, fits, placesOf, siteFit } from './match-japanese.ts'
import { unheardIn } from './unheard-japanese.ts'

/** Findings at least this heavy are missed in a conclusion. */
const missedWeight = 2.5
const mostListed = 6
/** What somebody measured or called new is more than its name weighs; from this size (mm) on whatever it is. */
const sizedWeight = 1.8
const largeSize = 20
/** Sentences beyond this are not looked through for it: the time stays bounded. */
const mostSentences = 120
const isSized = (fact: JapaneseFact): boolean => fact.sizes.some((size) => size.unit === 'mm' && !size.before)
const isLarge = (fact: JapaneseFact): boolean => weightOf(fact) > 0 && fact.sizes.some((size) => size.unit === 'mm' && !size.before && size.value >= largeSize)

/** Abnormal findings that no fact of the conclusion covers, heaviest first. */
export function leftOutJapanese(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  if (!conclusion.facts.length) return []
  const told = new Set(conclusion.sentences.flatMap((_, index) => [...headingTokens(conclusion, index), ...sentenceTokens(conclusion, index).tokens].flatMap(wordsOf)))
  const isUnheard = unheardIn(conclusion, findings)
  const missed: { weight: number; fact: JapaneseFact }[] = []
  for (const facts of bySentence(findings).values()) {
    const slight = isSlight(findings, facts[0]!.sentence)
    if (slight && toldInWords(findings, facts[0]!.sentence, told)) continue
    const open = facts.filter((fact) => weightOf(fact) - (slight && changesOf(fact).every((change) => change === 'same') ? 0.8 : 0) >= missedWeight && !covered(fact, conclusion.facts) && !(fact.site.borrowed > 0 && !changesOf(fact).includes('new') && isDetailOf(fact, findings, conclusion)))
    const heaviest = open.toSorted((a, b) => weightOf(b) - weightOf(a))[0]
    if (heaviest) missed.push({ weight: weightOf(heaviest), fact: heaviest })
    else if (!slight && facts[0]!.sentence < mostSentences && isUnheard(facts)) {
      const first = facts.filter((fact) => weightOf(fact) >= sizedWeight || isLarge(fact)).toSorted((a, b) => weightOf(b) - weightOf(a))[0]
      if (first && !facts.some((fact) => weightOf(fact) > 0 && isMeant(fact, conclusion, findings))) missed.push({ weight: weightOf(first), fact: first })
    }
  }
  return missed.toSorted((a, b) => b.weight - a.weight || a.fact.start - b.fact.start).slice(0, mostListed).map(({ fact }): CheckIssue => {
    const { start, end } = findings.sentences[fact.sentence]!
    const text = findings.text.slice(start, end)
    return { kind: 'leftOut', severity: 'warning', sentence: null, message: `Not in the conclusion: ${text.length > 120 ? `${text.slice(0, 117)}…` : text}`.replace(/\s+/g, ' '), conclusion: null, findings: { start, end } }
  })
}

const bySentence = keptForText(({ facts }) => Map.groupBy(facts, (fact) => fact.sentence))

/** "軽度", "反応性", "変性": said of what matters little. */
const isSlight = ({ text, sentences }: JapaneseText, index: number): boolean => /軽度|軽い|わずか|ごく|反応性|変性|陳旧|生理的|年齢相応|術後/u.test(text.slice(sentences[index]!.start, sentences[index]!.end))

const unitsOf = keptForText((): string[][][] => [])

/** More than half of the names of a sentence, a finding or an unknown word among them, stand in the conclusion. */
function toldInWords(findings: JapaneseText, index: number, told: ReadonlySet<string>): boolean {
  const kept = unitsOf(findings)
  const units = (kept[index] ??= tokensJapanese(findings.text, findings.sentences[index]!).tokens.map(wordsOf).filter((unit) => unit.length > 0 && !unit[0]!.startsWith('n:')))
  const shared = units.filter((unit) => unit.some((word) => told.has(word)))
  return shared.length * 2 > units.length && shared.some((unit) => /^[fw]:/.test(unit[0]!))
}

/** 0 for what is denied, normal, gone or not a finding; new and larger weigh more, old, unchanged and harmless less. */
export function weightOf(fact: JapaneseFact): number {
  if (fact.polarity !== 'told' || fact.normal || fact.limited) return 0
  const changes = changesOf(fact)
  if (changes.includes('resolved')) return 1
  let weight = fact.finding?.weight ?? (fact.sizes.some((size) => size.unit === 'mm' || size.label.startsWith('suv')) && (changes.includes('larger') || changes.includes('new')) ? 3 : 0)
  if (!weight) return 0
  if (changes.includes('new') || changes.includes('larger')) weight += 0.8
  if (changes.includes('same')) weight -= 0.4
  if (fact.traits.some((trait) => trait.axis === 't' && trait.value === '旧')) weight -= 0.5
  if (fact.certainty === 'possible' && (fact.finding?.weight ?? 0) >= 5) weight += 0.3
  return weight
}

function covered(fact: JapaneseFact, claims: readonly JapaneseFact[]): boolean {
  return claims.some((claim) => {
    if (claim.polarity === 'denied' || (claim.normal && !claim.finding)) return false
    const fit = siteFit(fact.site, claim.site)
    if (!fits(fit)) return false
    const name = Math.max(claim.finding ? factFit(claim, fact) : 0, fact.finding && claim.finding ? factFit(fact, claim) : 0)
    if (fit.vague && fit.level !== 'same' && name < 3) return false
    if (name >= 2.5) return true
    const sized = fact.sizes.some((size) => size.unit === 'mm' && claim.sizes.some((one) => one.unit === 'mm' && one.value === size.value))
    // A diagnosis covers what it may be concluded from only where it is told of that place and side.
    const near = fit.place === 'same' && (fit.level === 'same' || fit.side === 'same' || !fact.site.side) && (weightOf(fact) < 4.5 || placesOf(fact.site).some((place) => placesOf(claim.site).includes(place)))
    return (name >= 1 && (near || sized)) || (!claim.finding && fit.place === 'same' && claim.change !== null) || (sized && fit.place === 'same')
  })
}

/** A claim that covers this fact fits no other statement of the findings better: it is meant, in other words. */
function isMeant(fact: JapaneseFact, conclusion: JapaneseText, findings: JapaneseText): boolean {
  // Something new at a level the conclusion leaves out, while it names others of its kind.
  if (changesOf(fact).includes('new') && fact.site.levels.some((level) => conclusion.levels.some((one) => one.group === level.group)) && !fact.site.levels.some((level) => conclusion.levels.some((one) => one.group === level.group && one.key === level.key))) return false
  return conclusion.facts.slice(0, mostSentences).some((claim) => {
    if (!covered(fact, [claim])) return false
    const own = closeness(claim, fact)
    // A claim that fits two measured things alike tells the first of them.
    const before = (other: JapaneseFact) => fact.finding !== null && other.finding !== null && isSized(fact) && isSized(other) && other.sentence < fact.sentence && other.finding.name !== fact.finding.name && closeness(claim, other) >= own
    return !findings.facts.some((other) => other.sentence < mostSentences && other.sentence !== fact.sentence && other.polarity === 'told' && !other.normal && (closeness(claim, other) > own + 0.4 || before(other)))
  })
}

function closeness(claim: JapaneseFact, fact: JapaneseFact): number {
  const fit = siteFit(fact.site, claim.site)
  if (!fits(fit)) return 0
  const near = { same: 1, open: 0, loose: -0.5, other: -1 } as const
  return (claim.finding ? factFit(claim, fact) : 0) + (fit.vague ? 0 : near[fit.place]) + near[fit.side] + near[fit.level] + near[fit.part]
}

/** Says more about a finding before it in its sentence or paragraph that the conclusion tells. */
function isDetailOf(fact: JapaneseFact, findings: JapaneseText, conclusion: JapaneseText): boolean {
  const earlier = findings.facts.filter((one) => one !== fact && one.sentence <= fact.sentence && one.sentence >= fact.sentence - 2 && one.start < fact.start && one.polarity === 'told' && one.finding !== null && fits(siteFit(one.site, fact.site)))
  const owner = earlier.at(-1)
  return owner !== undefined && covered(owner, conclusion.facts)
}
