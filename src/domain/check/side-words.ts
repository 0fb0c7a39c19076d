import type { CheckContext } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { asAdvice } from './sure.ts'
import { piecesOf, sharesOf, type Piece } from './compare/pieces.ts'
import type { Unit } from '../text/read-sentence.ts'

/** How far the findings tell what stands with a side of the conclusion: on that side, on the other only, and without a side. 0 to 1 each. */
export type SideTold = { side: Unit; claim: Piece; same: number; against: number; open: number; piece: Piece | null }

const kept = new WeakMap<CheckContext, readonly SideTold[]>()
/** More than this no person writes; the time stays bounded. */
const mostPieces = 120

/** Every side of a conclusion with what the findings tell of it, word by word and not by facts. English. */
export function sidesByWords(context: CheckContext): readonly SideTold[] {
  const before = kept.get(context)
  if (before) return before
  const { conclusion, findings, input } = context
  const claims = conclusion.slice(0, mostPieces).flatMap(({ units, start }, sentence) => piecesOf(units.filter((unit) => unit.start >= start), units.filter((unit) => unit.start < start), input.conclusion, sentence)).slice(0, mostPieces)
  const told = claims.flatMap((claim) => {
    const shares = claim.sides.length ? sharesOf(claim, input.conclusion, findings) : []
    return claim.sides.map((side): SideTold => ({ side, claim, ...sharesBySide(side.key, shares) }))
  })
  kept.set(context, told)
  return told
}

function sharesBySide(side: string, shares: ReturnType<typeof sharesOf>): { same: number; against: number; open: number; piece: Piece | null } {
  const most = (fits: (piece: Piece) => boolean) => shares.reduce<{ share: number; piece: Piece | null }>((best, one) => (one.share > best.share && fits(one.piece) ? one : best), { share: 0, piece: null })
  const names = (piece: Piece, ...keys: string[]) => piece.sides.some((one) => keys.includes(one.key))
  const open = most((piece) => !piece.sides.length).share
  if (side === 'bilateral') {
    const [left, right, both] = [most((piece) => names(piece, 'left', 'bilateral')), most((piece) => names(piece, 'right', 'bilateral')), most((piece) => names(piece, 'bilateral'))]
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
  return told.every(({ side, same, against }) => same >= against * (side.key === 'bilateral' ? 0.3 : 0.6)) ? 'open' : 'sure'
}

/** A turned side that other words of the findings carry is none, and one that they nearly carry is advice. */
export function whereSidesAreSure(issue: CheckIssue, context: CheckContext): CheckIssue[] {
  if (issue.kind !== 'side' || issue.severity !== 'error' || !issue.conclusion || !issue.findings) return [issue]
  const told = sideTold(issue.conclusion, context)
  return told === 'carried' ? [] : [told === 'open' ? asAdvice(issue) : issue]
}

/** Sides of a conclusion where the findings tell all of it of the other side only: advice. */
export function checkSideWords(context: CheckContext): CheckIssue[] {
  const { input, findings } = context
  return sidesByWords(context).flatMap(({ side, claim, same, against, open, piece }): CheckIssue[] => {
    if (!piece || side.key === 'bilateral' || !claim.own || against < nearly || against - same < lead || open > against - 0.15) return []
    const told = findings.sentences[piece.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion says ${side.key}, what is most like it in the findings is on the other side.`, conclusion: { start: side.start, end: side.end }, findings: { start: told.start, end: told.end } }]
  })
}
