import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { withRelativeSides } from './relative-sides.ts'
import { asAdvice } from './sure.ts'
import { mostTold, piecesOf, piecesOfFindings, sharesOf, type Piece } from '../compare/pieces.ts'
import { keptOf, ofSentence } from './kept-sentence.ts'
import type { TextRange } from '../../report/range.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'

/** How far the findings tell what stands with a side of the conclusion: on that side, on the other only, and without a side. 0 to 1 each. */
export type SideTold = { side: Unit; claim: Piece; same: number; against: number; open: number; piece: Piece | null }

const kept = new WeakMap<CheckContext, readonly SideTold[]>()
const keptClaims = new WeakMap<CheckContext, readonly Piece[]>()
/** Pieces of a conclusion times those of the findings: more than this no person writes, and such texts are left to the facts. */
const mostPairs = 12_000

/** The pieces of a conclusion, where they can be compared with those of the findings one by one. */
export function claimsOf(context: CheckContext): readonly Piece[] {
  const before = keptClaims.get(context)
  if (before) return before
  const { conclusion, findings, input } = context
  const told = piecesOfFindings(findings).pieces.length
  const claims = conclusion.length * told > mostPairs ? [] : withRelativeSides(conclusion, input.conclusion).flatMap(({ units, start }, sentence) => piecesOf(units.filter((unit) => unit.start >= start), units.filter((unit) => unit.start < start), input.conclusion, sentence))
  const few = claims.length * told > mostPairs ? [] : claims
  keptClaims.set(context, few)
  return few
}

/** The pieces of a conclusion by sentence; `key` tells all that they depend on but their sentence: a side may be told by the sentence before. */
function claimsBySentence(context: CheckContext): { reading: Reading; index: number; claims: readonly Piece[]; key: string }[] {
  const bySentence = Map.groupBy(claimsOf(context), (claim) => claim.sentence)
  return [...bySentence].map(([index, claims]) => {
    const reading = context.conclusion[index]!
    return { reading, index, claims, key: claims.flatMap(({ sides }) => sides.map((side) => `${side.key}${side.start - reading.start}`)).join(' ') }
  })
}

/** What a look says of each piece of a conclusion by itself; it may see what `ofSentence` may. `look`: its name and all else that it depends on. */
export function ofClaims(look: string, context: CheckContext, say: (claim: Piece) => readonly CheckIssue[]): CheckIssue[] {
  return claimsBySentence(context).flatMap(({ reading, index, claims, key }) => ofSentence(`${look} ${key}`, context.input.conclusion, reading, index, context.findings, () => claims.flatMap(say)))
}

/** The same for what it makes of each piece, without offsets of the conclusion. */
export function keptOfClaims<Value>(look: string, context: CheckContext, make: (claim: Piece) => Value): { claim: Piece; made: Value }[] {
  return claimsBySentence(context).flatMap(({ reading, claims, key }) => {
    const made = keptOf(`${look} ${key}`, context.input.conclusion, reading, context.findings, () => claims.map(make))
    return claims.map((claim, at) => ({ claim, made: made[at]! }))
  })
}

/** Every side of a conclusion with what the findings tell of it, word by word and not by facts. English. */
export function sidesByWords(context: CheckContext): readonly SideTold[] {
  const before = kept.get(context)
  if (before) return before
  const { findings, input } = context
  const told = keptOfClaims('sides', context, (claim) => {
    const shares = claim.sides.length ? sharesOf(claim, input.conclusion, findings) : []
    return claim.sides.map((side) => sharesBySide(side.key, shares))
  }).flatMap(({ claim, made }) => claim.sides.map((side, at): SideTold => ({ side, claim, ...made[at]! })))
  kept.set(context, told)
  return told
}

function sharesBySide(side: string, shares: ReturnType<typeof sharesOf>): { same: number; against: number; open: number; piece: Piece | null } {
  const most = (fits: (piece: Piece) => boolean) => mostTold(shares, fits)
  const names = (piece: Piece, ...keys: string[]) => piece.sides.some((one) => keys.includes(one.key))
  const open = most((piece) => !piece.sides.length).share
  if (side === 'bilateral') {
    const [left, right, both] = [most((piece) => !piece.sound && names(piece, 'left')), most((piece) => !piece.sound && names(piece, 'right')), most((piece) => !piece.sound && names(piece, 'bilateral'))]
    const against = left.share > right.share ? left : right
    return { same: Math.max(both.share, Math.min(left.share, right.share)), against: against.share, open, piece: against.piece }
  }
  const against = most((piece) => names(piece, 'left', 'right') && !names(piece, side, 'bilateral'))
  return { same: most((piece) => names(piece, side, 'bilateral')).share, against: against.share, open, piece: against.piece }
}

/** What the findings tell of the other side by so much more … */
const lead = 0.3
/** … and told so nearly, is advice where no fact says more. */
const nearly = 0.5

/**
 * How sure it is that the findings do not tell what stands with the side at this range of the conclusion on that side: `carried` when they tell
 * it there as fully as on the other, `open` when nearly so, `sure` otherwise.
 */
export function sideTold(range: { start: number; end: number }, context: CheckContext): 'carried' | 'open' | 'sure' {
  const told = sidesByWords(context).filter(({ side, claim }) => claim.own && side.start < range.end && side.end > range.start)
  if (!told.length) return 'sure'
  if (told.every(({ same, against }) => same >= against - 0.05 && same >= 0.4)) return 'carried'
  return told.every(({ side, same, against }) => same > 0 && same >= against * (side.key === 'bilateral' ? 0.3 : 0.6)) ? 'open' : 'sure'
}

const weighing = /\b(?:larger|greater|bigger|worse|wider|thicker|more|predominan\w*|dominant|mainly|mostly|chiefly|especially|maximal|only|solely|purely|confined|limited|restricted|isolated|unilateral(?:ly)?)\b[^.;,]{0,24}$/i
const weighed = /^[^.;,]{0,20}(?:\b(?:larger|greater|bigger|worse|more|predominan\w*|dominan\w*|only|alone|solely)\b|>)/i

/** Called normal outright, with nothing denied: "no flow" is no good news. */
const callsNormal = (units: readonly Unit[]): boolean => units.some((unit) => unit.kind === 'normal' && !unit.negated) && !units.some((unit) => unit.negated || (unit.kind === 'finding' && unit.weight > 0))

/** A turned side that other words of the findings carry is none, and one that they nearly carry is advice. */
export function whereSidesAreSure(issue: CheckIssue, context: CheckContext): CheckIssue[] {
  if (issue.kind !== 'side' || issue.severity !== 'error' || !issue.conclusion || !issue.findings) return [issue]
  // Which of two sides has more, or has it alone, is judged by itself: both are told of.
  const { conclusion } = context.input
  if (weighing.test(conclusion.slice(Math.max(0, issue.conclusion.start - 40), issue.conclusion.start)) || weighed.test(conclusion.slice(issue.conclusion.end, issue.conclusion.end + 30))) return [issue]
  if (standsSo(issue.conclusion, context)) return []
  const claimed = sidesByWords(context).filter(({ side }) => side.start === issue.conclusion!.start)
  const against = piecesOfFindings(context.findings).pieces.filter((piece) => context.findings.sentences[piece.sentence]!.start === issue.findings!.start && piece.sides.length > 0)
  // "Left MCA normal" says nothing against an infarct on the right.
  if (claimed.length > 0 && claimed.every(({ claim }) => !claim.sound) && against.length > 0 && against.every((piece) => piece.sound) && callsNormal(context.findings.sentences[against[0]!.sentence]!.units) && /, the findings say/.test(issue.message)) return []
  const told = sideTold(issue.conclusion, context)
  // What is called normal or denied on one side says nothing of the other: the side that it was taken from may have been meant for more.
  const sound = sidesByWords(context).some(({ side, claim }) => side.start === issue.conclusion!.start && claim.sound)
  return told === 'carried' ? [] : [told === 'open' || sound ? asAdvice(issue) : issue]
}

/** "Left external iliac": the side and the two words after it stand so in the findings. */
function standsSo({ start }: TextRange, { input, findings }: CheckContext): boolean {
  const [words] = /^(?:left|right)(?:\s+[a-z]{3,}){2}/i.exec(input.conclusion.slice(start, start + 60)) ?? []
  return words !== undefined && findings.text.toLowerCase().replace(/\s+/g, ' ').includes(words.toLowerCase().replace(/\s+/g, ' '))
}

/** Something is recommended, or said not to be needed, in the same part of the sentence. */
function isAdvised(side: Unit, units: readonly Unit[]): boolean {
  const ends = (unit: Unit) => unit.kind === 'comma' || unit.kind === 'break'
  const from = units.findLastIndex((unit) => ends(unit) && unit.start < side.start)
  const to = units.findIndex((unit) => ends(unit) && unit.start > side.start)
  return units.slice(from + 1, to < 0 ? undefined : to).some((unit) => unit.kind === 'recommend')
}

/** Sides of a conclusion where the findings tell all of it of the other side only: advice. */
export function checkSideWords(context: CheckContext): CheckIssue[] {
  const { findings } = context
  return sidesByWords(context).flatMap(({ side, claim, same, against, open, piece }): CheckIssue[] => {
    if (!piece || side.key === 'bilateral' || !claim.own || claim.sound || against < nearly || against - same < lead || open > against - 0.15) return []
    // Advice tells no finding: "biopsy of the right side not needed".
    if (isAdvised(side, context.conclusion[claim.sentence]!.units)) return []
    const told = findings.sentences[piece.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion says ${side.key}, what is most like it in the findings is on the other side.`, conclusion: { start: side.start, end: side.end }, findings: { start: told.start, end: told.end } }]
  })
}
