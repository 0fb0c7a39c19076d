import type { FindingsText } from '../../draft/reading/align.ts'
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
  /** The pieces that tell a unit of a claim, with how far; `over`: the claim tells of something that is gone. */
  tellings: (unit: Unit, text: string, over: boolean) => readonly Telling[]
}

/** `piece`: its number; `like`: above 0 to 1. */
type Telling = { piece: number; like: number }

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
/** All that `likesOf` depends on. */
const writtenKey = (unit: Unit, text: string): string => `${nameOf(unit)}\u0000${unit.negated}\u0000${unit.value}\u0000${unit.unit}\u0000${unit.decimals}\u0000${text.slice(unit.start, unit.end)}`

/** The pieces that have a unit among their own, in their heading, or around them. */
type Standing = { units: Set<number>; heading: Set<number>; around: Set<number> }

/** Units that are written alike are compared once, and what a unit of the conclusion came to is kept while the findings stay the same. */
function tellingsOf(pieces: readonly Piece[], text: string): ToldPieces['tellings'] {
  const written: Written[] = []
  const standing: Standing[] = []
  const places = new Map<string, number>()
  const put = (units: readonly Unit[], piece: number, where: keyof Standing) => {
    for (const unit of units) {
      const key = writtenKey(unit, text)
      let place = places.get(key)
      if (place === undefined) {
        place = written.push(write(unit, text)) - 1
        standing.push({ units: new Set(), heading: new Set(), around: new Set() })
        places.set(key, place)
      }
      standing[place]![where].add(piece)
    }
  }
  for (const [at, piece] of pieces.entries()) {
    put(piece.units, at, 'units')
    put(piece.heading, at, 'heading')
    put(piece.around, at, 'around')
  }
  const likesOf = likesAmong(written)
  const keep = keepResults<readonly Telling[]>(mostTellings)
  return (unit, claimText, over) => keep(`${over} ${writtenKey(unit, claimText)}`, () => {
    const told = new Map<number, number>()
    const tell = (piece: number, like: number) => {
      if (like > (told.get(piece) ?? 0)) told.set(piece, like)
    }
    for (const { place, like, likeOver } of likesOf(write(unit, claimText))) {
      const { units, heading, around } = standing[place]!
      for (const piece of units) tell(piece, over || pieces[piece]!.over ? likeOver : like)
      for (const piece of heading) tell(piece, like)
      for (const piece of around) tell(piece, aroundTold * (over || pieces[piece]!.over ? likeOver : like))
    }
    return [...told].map(([piece, like]): Telling => ({ piece, like }))
  })
}

/** Units of conclusions whose tellings are kept: those of a long one and of what it was a few keys before. */
const mostTellings = 600

const nameOf = (unit: Unit): string => `${unit.kind} ${unit.group} ${unit.key}`

/** How far a unit of the findings, by its number, names the same, above 0 to 1; `likeOver`: when one of them is told as gone, so that a denial tells the same. */
type Like = { place: number; like: number; likeOver: number }

/** Looks a unit up among those of the findings: by kind, and by the words it is written in. */
function likesAmong(written: readonly Written[]): (own: Written) => readonly Like[] {
  const byKind = new Map<Unit['kind'], number[]>()
  const byWord = new Map<string, number[]>()
  const put = <Key>(index: Map<Key, number[]>, key: Key, place: number) => {
    const list = index.get(key)
    if (list) list.push(place)
    else index.set(key, [place])
  }
  for (const [place, { unit, words }] of written.entries()) {
    put(byKind, unit.kind, place)
    // A number is the same only as a number.
    if (unit.kind !== 'measure') for (const word of words) put(byWord, word, place)
  }
  return ({ unit, words }) => {
    const likes = new Map<number, Like>()
    const set = (place: number, like: number, likeOver = like) => (likeOver > 0 ? likes.set(place, { place, like, likeOver }) : likes.delete(place))
    // The same word may be known in one sentence as a part of a longer name.
    if (unit.kind !== 'measure') for (const word of words) for (const place of byWord.get(word) ?? []) set(place, 0.6)
    for (const place of byKind.get(unit.kind) ?? []) {
      const other = written[place]!.unit
      if (unit.kind === 'word') {
        if (unit.key === other.key) set(place, 1)
      } else if (unit.kind === 'finding') {
        const like = likeFinding(unit.key, other.key)
        const named = like >= 3 ? 1 : like >= 2 ? 0.8 : like >= 1 ? 0.5 : 0
        set(place, named * (unit.negated === other.negated ? 1 : 0.4), named)
      } else set(place, unit.kind === 'measure' ? (sameMeasure(unit, other) || sameMeasure(other, unit) ? 1 : 0) : unit.kind === 'anatomy' ? likePlace(unit.group || unit.key, other.group || other.key) : sameLevel(unit, other) ? 1 : 0)
    }
    return [...likes.values()]
  }
}

function likePlace(a: string, b: string): number {
  const relation = relateSites(a, b)
  return relation === 'same' ? 1 : relation === 'apart' ? 0 : isWide(a) || isWide(b) ? 0.3 : 0.7
}

/** Levels or parts of one group where one holds the other. */
export const sameLevel = (a: Unit, b: Unit): boolean => a.group === b.group && (a.key === b.key || a.key.split('/').includes(b.key) || b.key.split('/').includes(a.key))

/** The pieces of the findings that tell something of a claim, with how much of it (above 0 to 1, by weight); what `skip` names is left out. */
export function sharesOf(claim: Piece, claimText: string, findings: FindingsText, skip: (unit: Unit) => boolean = () => false): { piece: Piece; share: number }[] {
  const { pieces, rarity, tellings } = piecesOfFindings(findings)
  const shares = new Float64Array(pieces.length)
  let total = 0
  let named = false
  const add = (unit: Unit, part: number) => {
    if (skip(unit)) return
    named ||= part === 1
    const weight = rarity(unit) * weightOf(unit) * (named ? part : 1)
    total += weight
    for (const { piece, like } of tellings(unit, claimText, claim.over)) shares[piece]! += weight * like
  }
  for (const unit of claim.units) add(unit, 1)
  for (const unit of claim.heading) add(unit, 1)
  for (const unit of claim.around) add(unit, aroundClaim)
  return pieces.flatMap((piece, at) => (shares[at]! > 0 ? [{ piece, share: shares[at]! / total }] : []))
}

/** The piece that tells most of a claim, of those that fit. */
export function mostTold(shares: ReturnType<typeof sharesOf>, fits: (piece: Piece) => boolean): { share: number; piece: Piece | null } {
  let best: { share: number; piece: Piece | null } = { share: 0, piece: null }
  for (const one of shares) if (one.share > best.share && fits(one.piece)) best = one
  return best
}

const aroundClaim = 0.25
const aroundTold = 0.5
const weightOf = (unit: Unit): number => (unit.kind === 'finding' ? 1.4 : unit.kind === 'measure' ? 1.5 : unit.kind === 'word' ? 0.8 : 1)
