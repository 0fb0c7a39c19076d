import type { FindingSentence, FindingsText } from '../draft/reading/align.ts'
import type { TextRange } from '../report/range.ts'
import { keepResults, readingKey } from '../text/kept.ts'
import { readSentence, type Unit } from '../text/read-sentence.ts'
import { splitSentences } from '../text/sentences.ts'
import type { Fact, FactSide } from './fact.ts'
import { readFacts } from './read-facts.ts'
import { findingPlaces } from '../text/lexicon/finding-families.ts'
import { placesAround } from './site-tree.ts'

/** A text with its facts, in order; `sentences[fact.sentence]` is where a fact stands. */
export type FactText = { text: string; sentences: readonly TextRange[]; facts: Fact[]; /** Every place that is named at all. */ places: ReadonlySet<string>; /** The units of each sentence, those of its heading first. */ units: readonly (readonly Unit[])[] }

/** Sentences kept as read, so that only the edited one is read again while typing. Newest last. */
const kept = new Map<string, readonly Fact[]>()
const mostKept = 4000

/**
 * The facts of the findings, with what headings and the sentence before say of place. `side`: of the order, for an examination of
 * one limb. Linear in their length.
 */
export function findingFacts(findings: FindingsText, side: Fact['side'] = null): FactText {
  const facts: Fact[] = []
  let before: Fact[] = []
  for (const sentence of findings.sentences) {
    const heading = sentence.heading ? findings.text.slice(sentence.heading.start, sentence.heading.end) : ''
    const own = keptFacts(findings.text, sentence, heading)
    const joined = before.length && refersBack(findings.text.slice(sentence.start, sentence.end)) ? own.map((fact) => placedAs(fact, before)) : own
    for (const fact of joined) definite(fact, facts, findings.text)
    linkEarlier(joined)
    spreadChange(joined, before, facts, findings.text.slice(sentence.start, sentence.end))
    facts.push(...joined)
    if (joined.some((fact) => fact.finding !== null || fact.sites.length)) before = joined
  }
  const examined = side ?? examinedSide(findings)
  // An examination of one knee tells nothing of the other unless it says so.
  if (examined) for (const fact of facts) fact.side ??= { ...examined, from: 'heading' }
  return { text: findings.text, sentences: findings.sentences, facts, ...named(findings.sentences.map((one) => [...one.headingUnits, ...one.units])) }
}

const limbs: readonly string[] = ['knee', 'shoulder', 'hip', 'ankle', 'foot', 'wrist', 'hand', 'elbow', 'femur', 'tibia', 'humerus', 'radius', 'fibula', 'leg', 'femoral-vessel', 'rotator-cuff', 'breast']

/** "MRI of the left shoulder.": a title or first sentence that only names a limb names the side of the examination. */
function examinedSide({ text, sentences: [first] }: FindingsText): Fact['side'] {
  const title = first && first.start > 4 ? text.slice(0, Math.min(first.start, 120)) : ''
  return (title && limbSide(readSentence(title, { start: 0, end: title.length }).units)) || (first ? limbSide(first.units) : null)
}

function limbSide(units: readonly Unit[]): Fact['side'] {
  if (units.some((unit) => unit.kind === 'finding' || unit.kind === 'normal')) return null
  const sides = units.filter((unit) => unit.kind === 'side')
  const [side] = sides
  if (!side || side.key === 'bilateral' || sides.some((unit) => unit.key !== side.key)) return null
  const limb = units.some((unit) => unit.kind === 'anatomy' && [...placesAround(unit.group || unit.key)].some((place) => limbs.includes(place)))
  return limb ? { start: side.start, end: side.end, side: side.key as FactSide, from: 'heading' } : null
}

function keptFacts(text: string, sentence: FindingSentence, heading: string): Fact[] {
  const key = `${heading}\u0000${text.slice(sentence.start, sentence.end)}`
  let relative = kept.get(key)
  if (!relative) {
    relative = readFacts(text, sentence, 0).map((fact) => moved(fact, -sentence.start, 0))
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    kept.set(key, relative)
  }
  return relative.map((fact) => moved(fact, sentence.start, sentence.index))
}

/** Facts are kept as if their sentence began the text. */
function moved(fact: Fact, by: number, sentence: number): Fact {
  const move = <T extends TextRange>(range: T): T => ({ ...range, start: range.start + by, end: range.end + by })
  return {
    ...move(fact), sentence, word: move(fact.word), sites: fact.sites.map(move), levels: fact.levels.map(move), side: fact.side && move(fact.side),
    sizes: fact.sizes.map(move), count: fact.count && move(fact.count), change: fact.change && move(fact.change), words: fact.words.map(move),
  }
}

/** The facts of a conclusion. A heading that names a finding ("Choledocholithiasis: 5 mm stone") is read with its sentence. */
export function conclusionFacts(text: string, most = 2000): FactText {
  const sentences = splitSentences(text).slice(0, most)
  let told = -1
  const read: Unit[][] = []
  const facts: Fact[] = []
  const ranges = sentences.map((sentence, index): TextRange => {
    const led = sentence.heading && sentence.heading.start !== told && sentence.heading.end <= sentence.start && sentence.start - sentence.heading.end <= 4
    const start = led ? sentence.heading!.start : sentence.start
    if (led) told = sentence.heading!.start
    const units = readSentence(text, { start, end: sentence.end }).units
    const headingUnits = !led && sentence.heading ? readSentence(text, sentence.heading).units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'side' || unit.kind === 'level') : []
    const said = [...headingUnits, ...units]
    read.push(said)
    const relative = keptTold(`${headingUnits.length ? text.slice(sentence.heading!.start, sentence.heading!.end) : ''}\u0000${readingKey(text, start, sentence.end)}`, () => readFacts(text, { start, end: sentence.end, units, japanese: false, headingUnits }, index).map((fact) => moved(fact, -start, 0)))
    sayings.set(said, relative)
    const own = relative.map((fact) => moved(fact, start, index))
    for (const [at, fact] of own.entries()) origins.set(fact, relative[at]!)
    facts.push(...own)
    return { start, end: sentence.end }
  })
  return { text, sentences: ranges, facts, ...named(read) }
}

const named = (units: readonly (readonly Unit[])[]): Pick<FactText, 'places' | 'units'> => ({
  units,
  places: new Set(units.flatMap((list) => list.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.group || unit.key] : unit.kind === 'finding' ? [...findingPlaces(unit.key)] : [])))),
})

/** Facts of conclusion sentences, kept while the rest is typed. */
const keptTold = keepResults<readonly Fact[]>(1000)
const origins = new WeakMap<Fact, Fact>()
const sayings = new WeakMap<readonly Unit[], object>()

/** The same object for a fact of a conclusion as long as its sentence stays the same, wherever it stands. */
export const sameFact = (fact: Fact): Fact => origins.get(fact) ?? fact

/** The same for the units of one of its sentences. */
export const sameSaying = (units: readonly Unit[]): object => sayings.get(units) ?? units

const back = /^(?:it|its|they|their|this|these|both (?:lesions|nodules)|the (?:lesion|mass|nodule|collection|largest|smaller|larger|latter|former|tear|fracture|aneurysm|cyst|ha?ematoma|tumou?r|thrombus|abscess|stone|calculus|dominant|remaining)|largest|associated|within it|maximal|maximum|resulting|there is (?:also )?(?:an )?(?:associated|resulting|secondary)|surrounding|marked surrounding|upstream|underlying|overlying|adjacent)\b/i

const refersBack = (sentence: string): boolean => back.test(sentence.slice(0, 60))

/** "It measures 3 cm": a fact without a place of its own is about the place of the one before. */
function placedAs(fact: Fact, before: readonly Fact[]): Fact {
  const last = before.findLast((one) => one.finding !== null && !one.negated && one.sites.length > 0) ?? before.at(-1)!
  if (fact.sites.some((one) => one.from === 'text')) return fact.side ? fact : fact
  return { ...fact, sites: [...last.sites.map((one) => ({ ...one, from: 'heading' as const })), ...fact.sites], levels: fact.levels.length ? fact.levels : last.levels, side: fact.side ?? last.side }
}

/** "… the cavity has increased": what was told before, where it was told, whatever the heading says now. */
function definite(fact: Fact, earlier: readonly Fact[], text: string): void {
  if (fact.finding === null || fact.negated || fact.sites.some((site) => site.from === 'text') || !/\bthe (?:[a-z]+ )?$/i.test(text.slice(Math.max(0, fact.word.start - 20), fact.word.start))) return
  const meant = earlier.findLast((one) => one.finding === fact.finding && !one.negated && one.sites.some((site) => site.from === 'text'))
  if (!meant) return
  fact.sites = meant.sites.map((site) => ({ ...site, from: 'heading' }))
  fact.levels = fact.levels.length && fact.levels.some((level) => level.from === 'text') ? fact.levels : meant.levels
  if (fact.side?.from !== 'text') fact.side = meant.side && { ...meant.side, from: 'heading' }
}

/** "AP diameter 47 mm, outer to outer; 44 mm a year ago": an earlier size told by itself belongs to what was measured before it. */
function linkEarlier(own: readonly Fact[]): void {
  for (const fact of own) {
    const elsewhere = fact.sites.some((site) => site.from === 'text' && !own.some((one) => one !== fact && one.start <= fact.start && one.sites.some((other) => other.start === site.start)))
    if (fact.negated || elsewhere || !fact.sizes.length || fact.sizes.some((size) => size.role !== 'before')) continue
    const { unit, start } = fact.sizes[0]!
    const last = own.filter((one) => one !== fact && one.sizes.some((size) => size.unit === unit && size.role === 'now' && size.start < start)).toSorted((a, b) => a.start - b.start).at(-1)
    if (!last) continue
    for (const one of own) if (one !== fact && one.sizes.some((size) => size.role === 'now' && size.unit === unit && last.sizes.includes(size)) && !one.sizes.some((size) => size.role === 'before' && size.unit === unit)) one.sizes = [...one.sizes, ...fact.sizes]
  }
}

/**
 * "All are new compared with …", "Unchanged.", "Six months ago it measured 20 mm.": a sentence that tells only a change or an earlier
 * size tells it of the one before; "all" of every one before.
 */
function spreadChange(own: readonly Fact[], before: readonly Fact[], earlier: readonly Fact[], text: string): void {
  const bare = own.length > 0 && own.every((fact) => fact.finding === null && !fact.sites.some((site) => site.from === 'text') && !fact.normal && !fact.levels.some((level) => before.some((one) => one.levels.some((other) => other.group === level.group && other.key !== level.key))))
  if (!bare) return
  const change = own.find((fact) => fact.change)?.change
  const told = /^(?:all|both|these)\b/i.test(text) ? earlier.slice(-24) : before
  if (change) for (const fact of told) if (fact.finding !== null && !fact.negated) fact.change ??= change
  const sizes = own.flatMap((fact) => fact.sizes)
  if (!sizes.length || !/\b(?:ago|previous|previously|prior|last|before|earlier|formerly)\b/i.test(text) || /\bnow\b/i.test(text)) return
  for (const fact of before) if (fact.sizes.some((size) => size.role === 'now')) fact.sizes = [...fact.sizes, ...sizes.map((size) => ({ ...size, role: 'before' as const }))]
}
