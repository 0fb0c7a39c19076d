import { carriedBy, importance, type FindingSentence, type FindingsText } from '../../draft/reading/align.ts'
import { weighFinding } from '../../draft/choosing/importance.ts'
import { isDetail } from '../../draft/choosing/left-out.ts'
import type { Fact } from '../../fact/fact.ts'
import { sameFact, sameSaying } from '../../fact/fact-text.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import type { Unit } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'
import { themesOf } from '../words/nearest-sentences.ts'
import { describes, isCategory, isVague, likeFinding, likeSites, matchFacts, saidSites } from './match.ts'

/** Findings at least this heavy are missed in a conclusion (0 to 6, see `importance.ts`); lighter ones are the reader's choice. */
const missedWeight = 3.4
/** … of the few heaviest of a report, which may all be light, these too. */
const heaviestKept = 3
const lightWeight = 2.4
/** What somebody measured or called new is more than its name weighs. */
const sizedWeight = 2
/** More than this many are not a list any more. */
const mostListed = 4
/** Sentences of a conclusion that are looked through for a place: no person's is as long. */
const mostSaid = 100
/** Facts of a conclusion that may tell a finding. */
const mostTold = 300

/** Heavy findings that no fact of the conclusion tells, heaviest first. */
export function compareLeftOut(context: CompareContext, findings: FindingsText): CheckIssue[] {
  if (!context.conclusion.facts.length) return []
  const told = context.conclusion.facts.filter((fact) => !fact.negated && !fact.normal).slice(0, mostTold)
  const bySentence = new Map<number, Fact[]>()
  for (const fact of context.findings.facts) {
    const list = bySentence.get(fact.sentence)
    if (list) list.push(fact)
    else bySentence.set(fact.sentence, [fact])
  }
  const heavy = heavySentences(findings)
  const changed = new Set(findings.sentences.filter((sentence) => changedUnheard(sentence, bySentence, context)))
  const missed = heavy.filter((sentence) => changed.has(sentence) || unnamed(sentence, bySentence, told, context) || placeUnheard(sentence, findings, context) || unheard(sentence, findings, context) || (!isTold(sentence, bySentence, told, findings, context) && !repeated(sentence, context)))
  return [...missed, ...[...changed].filter((sentence) => !heavy.includes(sentence))].slice(0, mostListed).map(({ start, end }): CheckIssue => ({
    kind: 'leftOut', severity: 'warning', sentence: null, message: `Not in the conclusion: ${short(findings.text.slice(start, end))}`, conclusion: null, findings: { start, end },
  }))
}

/** Answers for one thing of the conclusion and one of the findings, kept while both stay the same: a key changes one sentence of either at most. */
function keptPairs<Said extends object, Told extends object>(same: (said: Said) => object, ask: (said: Said, told: Told, context: CompareContext) => boolean): (said: Said, told: Told, context: CompareContext) => boolean {
  const kept = new WeakMap<Told, WeakMap<object, boolean>>()
  return (said, told, context) => {
    let answers = kept.get(told)
    if (!answers) kept.set(told, (answers = new WeakMap()))
    const own = same(said)
    let answer = answers.get(own)
    if (answer === undefined) answers.set(own, (answer = ask(said, told, context)))
    return answer
  }
}

const keptHeavy = new WeakMap<FindingsText, readonly FindingSentence[]>()

/** Sentences that a conclusion should tell, heaviest first. */
function heavySentences(findings: FindingsText): readonly FindingSentence[] {
  const before = keptHeavy.get(findings)
  if (before) return before
  const heavy = findings.sentences.map((sentence) => ({ sentence, weight: keyWeight(sentence, findings.text) }))
    .toSorted((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
    .filter(({ sentence, weight }, rank) => weight >= missedWeight || (rank < heaviestKept && weight >= lightWeight) || (weight >= sizedWeight && isSized(sentence)))
    .map(({ sentence }) => sentence)
  keptHeavy.set(findings, heavy)
  return heavy
}

/** The weight of a sentence; what the writer calls suspicious, or gives advice for, is a key finding whatever it is called. */
function keyWeight(sentence: FindingSentence, text: string): number {
  const weight = weighFinding(sentence)
  const kinds = (kind: string) => sentence.units.some((unit) => unit.kind === kind && !unit.negated)
  const asked = sentence.units.some((unit) => unit.kind === 'recommend' || (unit.kind === 'certainty' && /^(?:suspicious|suspected|concerning|worrisome|equivocal)/i.test(text.slice(unit.start, unit.end))))
  return asked && (kinds('measure') || kinds('count')) && (kinds('finding') || kinds('anatomy')) ? Math.max(weight, missedWeight) : weight
}

const isSized = (sentence: FindingSentence): boolean => sentence.units.some((unit) => unit.kind === 'finding' && !unit.negated) && sentence.units.some((unit) => (unit.kind === 'measure' && sizeUnits.has(unit.unit) && !unit.negated) || (unit.kind === 'change' && unit.key === 'new' && !unit.negated) || (unit.kind === 'word' && unit.key.startsWith('suv')))
const sizeUnits: ReadonlySet<string> = new Set(['mm', 'ml', 'suv'])

/** Share of the names of a measured finding that one sentence of the conclusion must have to be taken for it. */
const leastHeard = 0.2

/** A measured finding of which the conclusion tells neither a size nor the words: what was taken for it has the same kind and place only. */
function unheard(sentence: FindingSentence, findings: FindingsText, context: CompareContext): boolean {
  if (!sentence.units.some((unit) => unit.kind === 'measure' && sizeUnits.has(unit.unit) && !unit.negated) || !isSized(sentence) || isDetail(sentence, findings)) return false
  return !context.conclusion.units.some((units) => hears(units, sentence, context))
}

const hears = keptPairs(sameSaying, (units: readonly Unit[], sentence: FindingSentence, { findings, conclusion }) => {
  const sizes = sentence.units.filter((unit) => unit.kind === 'measure' && sizeUnits.has(unit.unit) && !unit.negated)
  if (units.some((unit) => unit.kind === 'measure' && sizes.some((size) => size.unit === unit.unit && Math.abs(size.value - unit.value) <= 0.06 * size.value))) return true
  const own = themesOf([...sentence.headingUnits, ...sentence.units], findings.text)
  const said = saidIn(units, conclusion.text)
  return own.filter((theme) => said.has(theme)).length >= leastHeard * own.length
})

/** A measure that grew or is new, of something that has no known name and of which the conclusion has neither the words, the place nor the size. */
function changedUnheard(sentence: FindingSentence, bySentence: ReadonlyMap<number, Fact[]>, { conclusion }: CompareContext): boolean {
  const changed = (bySentence.get(sentence.index) ?? []).filter((fact) => fact.finding === null && !fact.normal && !fact.negated && !fact.earlier && grew(fact))
  if (!changed.length || sentence.units.some((unit) => unit.kind === 'normal' || unit.kind === 'benign')) return false
  const named = [...sentence.headingUnits, ...sentence.units].filter((unit) => unit.kind === 'anatomy' || unit.kind === 'level' || unit.kind === 'word')
  const sizes = sentence.units.filter((unit) => unit.kind === 'measure')
  return named.length > 0 && !conclusion.units.slice(0, mostSaid).some((units) => units.some((unit) => named.some((one) => samePlace(one, unit)) || (unit.kind === 'measure' && sizes.some((size) => size.unit === unit.unit && Math.abs(size.value - unit.value) <= 0.06 * size.value))))
}

function grew({ sizes, change }: Fact): boolean {
  if (change?.change === 'larger' || change?.change === 'new') return sizes.length > 0
  const [now, before] = [sizes.find((size) => size.role === 'now' && sizeUnits.has(size.unit)), sizes.find((size) => size.role === 'before')]
  return now !== undefined && before !== undefined && now.unit === before.unit && Math.abs(now.value - before.value) >= 0.2 * before.value
}

/** A part of a sentence, from one stop or semicolon to the next, and from a comma where a place of its own begins. */
function partsOf(units: readonly Unit[]): Unit[][] {
  const parts: Unit[][] = [[]]
  for (const [at, unit] of units.entries()) {
    const ends = unit.kind === 'break' || (unit.kind === 'comma' && units.slice(at + 1, at + 4).some((next) => next.kind === 'side' || next.kind === 'anatomy'))
    if (ends) parts.push([])
    else parts.at(-1)!.push(unit)
  }
  return parts
}

/** Something heavy, measured or new at a place of its own that the conclusion names nowhere: what was taken for it is another of its kind. */
function placeUnheard(sentence: FindingSentence, findings: FindingsText, context: CompareContext): boolean {
  let placed = keptPlaced.get(sentence)
  if (!placed) keptPlaced.set(sentence, (placed = isDetail(sentence, findings) ? [] : placedParts(sentence)))
  return placed.some((part) => !context.conclusion.units.slice(0, mostSaid).some((units) => namesPlace(units, part, context)))
}

/** Such a part, with what it names. */
type Placed = Record<'sizes' | 'places' | 'named', readonly Unit[]>
/** By a sentence of the findings as read. */
const keptPlaced = new WeakMap<FindingSentence, readonly Placed[]>()

function placedParts(sentence: FindingSentence): Placed[] {
  return partsOf(sentence.units).flatMap((part): Placed[] => {
    const heaviest = Math.max(0, ...part.filter((unit) => unit.kind === 'finding' && !unit.negated && !unit.qualified).map((unit) => unit.weight))
    const sizes = part.filter((unit) => unit.kind === 'measure' && sizeUnits.has(unit.unit) && !unit.negated)
    const marked = sizes.length > 0 || part.some((unit) => (unit.kind === 'change' && unit.key === 'new' && !unit.negated) || (unit.kind === 'word' && unit.key.startsWith('suv')))
    if (heaviest < 3 || (heaviest < 4 && !marked) || part.some((unit) => unit.kind === 'benign' || (unit.kind === 'time' && unit.key !== 'acute') || (unit.kind === 'change' && unit.key === 'resolved'))) return []
    const places = part.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'level' || unit.kind === 'part' || unit.kind === 'word')
    const named = part.filter((unit) => unit.kind === 'finding' && !unit.negated)
    return places.some((unit) => unit.kind === 'level' || (unit.kind === 'anatomy' && !isWide(unit.group || unit.key))) ? [{ sizes, places, named }] : []
  })
}

const namesPlace = keptPairs(sameSaying, (units: readonly Unit[], { sizes, places, named }: Placed) => {
  const placed = units.some((unit) => unit.kind === 'anatomy' && !isWide(unit.group || unit.key))
  return units.some((unit) => sizes.some((size) => unit.kind === 'measure' && unit.unit === size.unit && Math.abs(size.value - unit.value) <= 0.06 * size.value) || places.some((place) => samePlace(place, unit))
    // Told without a place of its own, or by a name of its own: it may be this.
    || (unit.kind === 'finding' && !unit.negated && named.some((one) => one.key === unit.key ? !placed || !describes.has(unit.key) : !describes.has(one.key) && likeFinding(one.key, unit.key) >= 1.4 && !placed)))
})

function samePlace(a: Unit, b: Unit): boolean {
  if (a.kind === 'word') return b.kind === 'word' && a.key === b.key
  if (a.kind !== 'anatomy') return (b.kind === 'level' || b.kind === 'part') && a.group === b.group && (a.key === b.key || a.key.split('/').includes(b.key) || b.key.split('/').includes(a.key))
  if (b.kind !== 'anatomy') return b.kind === 'finding' && [...findingPlaces(b.key)].some((place) => relateSites(place, a.group || a.key) !== 'apart')
  return relateSites(a.group || a.key, b.group || b.key) !== 'apart'
}

const keptSaid = new WeakMap<readonly Unit[], ReadonlySet<string>>()

/** The names in a sentence of the conclusion, which is asked again for every measured finding. */
function saidIn(units: readonly Unit[], text: string): ReadonlySet<string> {
  const before = keptSaid.get(units)
  if (before) return before
  const said = new Set(themesOf(units, text))
  keptSaid.set(units, said)
  return said
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text).replace(/\s+/g, ' ')

function isTold(sentence: FindingSentence, bySentence: ReadonlyMap<number, Fact[]>, told: readonly Fact[], findings: FindingsText, context: CompareContext): boolean {
  const facts = (bySentence.get(sentence.index) ?? []).filter((fact) => (fact.finding !== null && !fact.negated && !fact.earlier && fact.change?.change !== 'resolved') || (fact.finding === null && !fact.normal && fact.sizes.length > 0))
  if (!facts.length) return true
  const heaviest = Math.max(...facts.map((fact) => fact.weight))
  const main = facts.filter((fact) => fact.weight >= Math.min(heaviest, 3))
  if (main.some((fact) => told.some((one) => tells(one, fact, context)))) return true
  // "It measures 3 cm and enhances": told with the sentence it belongs to.
  if (!isDetail(sentence, findings)) return false
  const before = findings.sentences[sentence.index - 1]
  return before !== undefined && isTold(before, bySentence, told, findings, context)
}

/** A heavy name that the conclusion tells nowhere, nor by another name at its place: "pneumothorax and rib fractures" are not told by the fractures. */
function unnamed(sentence: FindingSentence, bySentence: ReadonlyMap<number, Fact[]>, told: readonly Fact[], context: CompareContext): boolean {
  const heavy = (bySentence.get(sentence.index) ?? []).filter((fact) => fact.finding !== null && !fact.negated && fact.weight >= 4 && !describes.has(fact.finding) && fact.time !== 'old' && fact.certainty === 'certain' && fact.change?.change !== 'resolved' && !fact.earlier)
  return heavy.some((fact) => !told.some((one) => one.finding !== null && names(one, fact, context)))
}

const names = keptPairs(sameFact, (one: Fact, fact: Fact) => likeFinding(one.finding, fact.finding) >= 2.2 || (likeFinding(one.finding, fact.finding) >= 1.4 && likeSites(saidSites(one.sites), saidSites(fact.sites)) >= 0))

/** Shares of what a sentence of the conclusion says that a finding must carry to be told by it: a name and its level, a size and its place. */
const leastRepeated = 4.6

/** Does one sentence of the conclusion say this in nearly the same words, whatever the facts were read to be? */
function repeated(sentence: FindingSentence, context: CompareContext): boolean {
  return context.conclusion.units.slice(0, 60).some((units) => repeats(units, sentence, context))
}

const repeats = keptPairs(sameSaying, (units: readonly Unit[], sentence: FindingSentence) => {
  const shared = units.filter((unit) => importance(unit) > 0 && !unit.negated && carriedBy(sentence, unit))
  const names = shared.some((unit) => unit.kind === 'measure' || (unit.kind === 'finding' && unit.weight >= 2))
  if (!names || opposed(units, sentence)) return false
  return shared.reduce((sum, unit) => sum + importance(unit), 0) >= leastRepeated
})

/** One of them names only the other side, or other levels of a group. */
function opposed(units: readonly Unit[], sentence: FindingSentence): boolean {
  const there = [...sentence.units, ...sentence.headingUnits]
  for (const kind of ['side', 'level', 'part'] as const) {
    const own = units.filter((unit) => unit.kind === kind)
    for (const group of new Set(own.map((unit) => unit.group))) {
      const others = there.filter((unit) => unit.kind === kind && unit.group === group)
      if (others.length && !own.some((unit) => unit.group === group && others.some((other) => other.key === unit.key || unit.key === 'bilateral' || other.key === 'bilateral'))) return true
    }
  }
  return false
}

/** Does a fact of the conclusion tell this one? Names may differ; neither place, level, side nor size may. */
const tells = keptPairs(sameFact, (one: Fact, fact: Fact): boolean => {
  const match = matchFacts(one, fact)
  if (match.side < 0 || match.level < 0 || match.site < 0) return false
  if (match.size >= 2.5) return true
  if (otherSize(one, fact)) return false
  const placed = match.site >= 1 || (match.site === 0 && (!fact.sites.length || !one.sites.some((site) => site.from === 'text')) && !levelLost(one, fact))
  if (match.finding >= 2.2) return placed
  // What is only described may be told under another name of its kind; what has a heavy name of its own may not.
  if (fact.finding !== null && fact.weight >= 4) return false
  if (match.finding >= 1.4) return one.weight >= fact.weight && !describes.has(one.finding!) && match.site >= 1.4
  return match.site >= 1.4 && one.finding !== null && one.weight >= 3 && (fact.finding === null || isVague(fact.finding) || isVague(one.finding))
})

/** Both are measured in mm, and no size of the one comes near any of the other: two things. */
function otherSize(one: Fact, fact: Fact): boolean {
  const sizes = ({ sizes }: Fact) => sizes.filter((size) => size.unit === 'mm').map((size) => size.value)
  const [own, told] = [sizes(one), sizes(fact)]
  return own.length > 0 && told.length > 0 && !own.some((a) => told.some((b) => Math.abs(a - b) <= 0.2 * Math.max(a, b)))
}

/** Told at a level or side of its own, and the conclusion's fact at none: only one that speaks of several tells it. */
function levelLost(one: Fact, fact: Fact): boolean {
  const placed = fact.levels.some((level) => !isCategory(level.group))
  return placed && one.sites.some((site) => site.from === 'text') && !one.levels.some((level) => fact.levels.some((own) => own.group === level.group))
}
