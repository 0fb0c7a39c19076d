import type { FindingsText } from '../../draft/align.ts'
import { relateSites, isWide } from '../../fact/site-tree.ts'
import { keepResults } from '../../text/kept.ts'
import { wordKey } from '../../text/lexicon/spelling.ts'
import { sameMeasure } from '../../text/measures.ts'
import { readSentence, type Reading, type Unit } from '../../text/read-sentence.ts'
import { likeFinding } from './match.ts'

/** What stands between two commas of a sentence and, where several sides are named in it, with one of them. */
export type Piece = {
  sentence: number
  /** Its own units, sides left out. */
  units: readonly Unit[]
  /** Those of its heading, of the rest of its sentence, and of the sentence before it where that has to do with it. */
  heading: readonly Unit[]
  around: readonly Unit[]
  /** `own`: named in it; otherwise taken over from its heading or from what stands before it in the sentence. */
  sides: readonly Unit[]
  own: boolean
  /** It tells of something that is gone: said by a denial elsewhere. */
  over: boolean
  /** It only calls normal or denies. */
  sound: boolean
}

const themes: ReadonlySet<Unit['kind']> = new Set(['finding', 'anatomy', 'part', 'level', 'word', 'measure'])
const isTheme = (unit: Unit): boolean => themes.has(unit.kind) && unit.unit !== 'reference'

/** Cuts a sentence as read into pieces; `heading`: the units of its heading. */
export function piecesOf(units: readonly Unit[], heading: readonly Unit[], text: string, sentence: number): Piece[] {
  const parts: Unit[][] = [[]]
  for (const unit of units) {
    if (unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary') parts.push([])
    else parts.at(-1)!.push(unit)
  }
  const ofHeading = heading.filter((unit) => unit.kind === 'side')
  let taken: readonly Unit[] = ofHeading
  const all = units.filter(isTheme)
  // "Liver, spleen and pancreas normal": what is said at the end of a list of places holds for all of them.
  const sounds: boolean[] = parts.map((part) => part.some((unit) => unit.kind === 'normal' || unit.negated) && !part.some((unit) => unit.kind === 'finding' && !unit.negated))
  for (let at = parts.length - 2; at >= 0; at--) if (parts[at]!.length > 0 && parts[at]!.every((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'side')) sounds[at] = sounds[at + 1]!
  return parts.flatMap((part, at): Piece[] => {
    const sides = part.filter((unit) => unit.kind === 'side')
    const told = part.filter(isTheme)
    if (!told.length && !sides.length) return []
    const over = part.some((unit) => unit.kind === 'change' && unit.key === 'resolved')
    const sound = sounds[at]!
    const make = (own: readonly Unit[], named: readonly Unit[], isOwn: boolean): Piece => ({ sentence, units: own, heading: heading.filter(isTheme), around: all.filter((unit) => unit.kind !== 'measure' && !own.includes(unit)), sides: named, own: isOwn, over, sound })
    if (new Set(sides.map((unit) => unit.key)).size > 1) {
      taken = []
      return sides.map((side) => make(told.filter((unit) => nearestOf(unit, sides, text) === side), [side], true))
    }
    if (sides.length) taken = sides
    return [make(told, sides.length ? sides : taken, sides.length > 0)]
  })
}

/** The side that a unit stands nearest to; "and" and "with" between them count as far, a side stands rather before what it belongs to. */
function nearestOf(unit: Unit, sides: readonly Unit[], text: string): Unit {
  const distance = (side: Unit) => {
    const between = text.slice(Math.min(side.end, unit.end), Math.max(side.start, unit.start))
    return between.length + 40 * (between.match(/\b(?:and|with)\b|[()/]/g)?.length ?? 0) + (side.start > unit.start ? 6 : 0)
  }
  return sides.reduce((best, side) => (distance(side) < distance(best) ? side : best))
}

/** Findings of more sentences no person writes: they are left to the facts. */
const mostSentences = 400

type ToldPieces = {
  pieces: readonly Piece[]
  /** How much a unit tells: log of sentences over those that have its name. */
  rarity: (unit: Unit) => number
  /** How far each piece tells a unit of a claim, in their order; `over`: the claim tells of something that is gone. */
  tellings: (unit: Unit, text: string, over: boolean) => readonly number[]
}

const known = new WeakMap<FindingsText, ToldPieces>()

/** The pieces of the findings, cut once for each findings text. */
export function piecesOfFindings(findings: FindingsText): ToldPieces {
  const before = known.get(findings)
  if (before) return before
  const count = new Map<string, number>()
  const pieces = findings.sentences.length > mostSentences ? [] : findings.sentences.flatMap((sentence: Reading & { index: number; heading: { start: number; end: number } | null }) => {
    const heading = sentence.heading ? readSentence(findings.text, sentence.heading).units : []
    for (const name of new Set([...heading, ...sentence.units].filter(isTheme).map(nameOf))) count.set(name, (count.get(name) ?? 0) + 1)
    return piecesOf(sentence.units, heading, findings.text, sentence.index)
  })
  const rarity = (unit: Unit) => Math.log(1 + findings.sentences.length / (count.get(nameOf(unit)) ?? 1))
  const made = { pieces, rarity, tellings: tellingsOf(pieces, findings.text) }
  known.set(findings, made)
  return made
}

/** A unit with the words it is written in. */
type Written = { unit: Unit; words: readonly string[] }

const write = (unit: Unit, text: string): Written => ({ unit, words: (text.slice(unit.start, unit.end).toLowerCase().match(/[a-z]{4,}/g) ?? []).map(wordKey) })
/** All that `alikeUnits` depends on. */
const writtenKey = (unit: Unit, text: string): string => `${nameOf(unit)}\u0000${unit.negated}\u0000${unit.value}\u0000${unit.unit}\u0000${unit.decimals}\u0000${text.slice(unit.start, unit.end)}`

/** Units that are written alike are compared once, and what a unit of the conclusion came to is kept while the findings stay the same. */
function tellingsOf(pieces: readonly Piece[], text: string): ToldPieces['tellings'] {
  const written: Written[] = []
  const places = new Map<string, number>()
  const placeOf = (unit: Unit): number => {
    const key = writtenKey(unit, text)
    const before = places.get(key)
    if (before !== undefined) return before
    places.set(key, written.push(write(unit, text)) - 1)
    return written.length - 1
  }
  const placesOf = (units: readonly Unit[]): readonly number[] => [...new Set(units.map(placeOf))]
  const told = pieces.map((piece) => ({ over: piece.over, units: placesOf(piece.units), heading: placesOf(piece.heading), around: placesOf(piece.around) }))
  const most = (values: readonly number[], at: readonly number[]): number => {
    let best = 0
    for (const place of at) if (values[place]! > best) best = values[place]!
    return best
  }
  const keep = keepResults<readonly number[]>(mostTellings)
  return (unit, claimText, over) => keep(`${over} ${writtenKey(unit, claimText)}`, () => {
    const own = write(unit, claimText)
    const likes = written.map((one) => alikeUnits(own, one, false))
    const likesOver = unit.kind === 'finding' ? written.map((one) => alikeUnits(own, one, true)) : likes
    return told.map((piece) => {
      const here = over || piece.over ? likesOver : likes
      return Math.max(most(here, piece.units), most(likes, piece.heading), aroundTold * most(here, piece.around))
    })
  })
}

/** Units of conclusions whose tellings are kept: those of a long one and of what it was a few keys before. */
const mostTellings = 600

const nameOf = (unit: Unit): string => `${unit.kind} ${unit.group} ${unit.key}`
const likes = new Map<string, number>()

/** 0 to 1: how far two units name the same; `over`: one of them is told as gone, so that a denial tells the same. */
function alikeUnits({ unit: a, words }: Written, { unit: b, words: others }: Written, over: boolean): number {
  if (a.kind === 'measure' || b.kind === 'measure') return a.kind === b.kind && (sameMeasure(a, b) || sameMeasure(b, a)) ? 1 : 0
  if (a.kind === 'finding' && b.kind === 'finding') {
    const like = kept(`${a.key} ${b.key}`, () => likeFinding(a.key, b.key))
    return (like >= 3 ? 1 : like >= 2 ? 0.8 : like >= 1 ? 0.5 : 0) * (a.negated === b.negated || over ? 1 : 0.4)
  }
  if ((a.kind === 'level' || a.kind === 'part') && b.kind === a.kind) return a.group === b.group && (a.key === b.key || a.key.split('/').includes(b.key) || b.key.split('/').includes(a.key)) ? 1 : 0
  if (a.kind === 'anatomy' && b.kind === 'anatomy') {
    const relation = relateSites(a.group || a.key, b.group || b.key)
    return relation === 'same' ? 1 : relation === 'apart' ? 0 : isWide(a.group || a.key) || isWide(b.group || b.key) ? 0.3 : 0.7
  }
  if (a.kind === 'word' && b.kind === 'word' && a.key === b.key) return 1
  // The same word may be known in one sentence as a part of a longer name.
  return words.some((word) => others.includes(word)) ? 0.6 : 0
}

function kept(name: string, make: () => number): number {
  const before = likes.get(name)
  if (before !== undefined) return before
  const value = make()
  if (likes.size < 50_000) likes.set(name, value)
  return value
}

/** How much of a claim (0 to 1, by weight) each piece of the findings tells; what `skip` names is left out. */
export function sharesOf(claim: Piece, claimText: string, findings: FindingsText, skip: (unit: Unit) => boolean = () => false): { piece: Piece; share: number }[] {
  const { pieces, rarity, tellings } = piecesOfFindings(findings)
  const own = [...claim.units, ...claim.heading].filter((unit) => !skip(unit))
  const wanted = [...own.map((unit) => ({ unit, weight: rarity(unit) * weightOf(unit) })), ...claim.around.filter((unit) => !skip(unit)).map((unit) => ({ unit, weight: rarity(unit) * weightOf(unit) * (own.length ? aroundClaim : 1) }))]
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0)
  if (!total) return []
  const told = wanted.map(({ unit, weight }) => ({ weight, byPiece: tellings(unit, claimText, claim.over) }))
  return pieces.map((piece, at) => ({ piece, share: told.reduce((sum, { weight, byPiece }) => sum + weight * byPiece[at]!, 0) / total }))
}

const aroundClaim = 0.25
const aroundTold = 0.5
const weightOf = (unit: Unit): number => (unit.kind === 'finding' ? 1.4 : unit.kind === 'measure' ? 1.5 : unit.kind === 'word' ? 0.8 : 1)
