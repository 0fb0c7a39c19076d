import type { CheckContext, Claim, Statement } from './context.ts'
import { nearest } from './context.ts'
import type { CheckIssue } from './issue.ts'
import type { Unit } from '../text/read-sentence.ts'

/** A side that the findings give to the same thing only the other way round. */
export function checkSide(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  for (const claim of context.claims) {
    for (const piece of bySide(claim.units)) {
      const side = piece.side.key
      const near = nearest(piece.units, context, { polarity: true, share: 0.72 })
      const sided = near.map(({ statement }) => ({ statement, sides: sidesFor(piece.units, statement, side === 'bilateral') })).filter((one) => one.sides.length)
      if (!sided.length || sided.some((one) => one.sides.includes(side) || one.sides.includes('bilateral'))) continue
      if (side === 'bilateral' && new Set(sided.flatMap((one) => one.sides)).size > 1) continue
      if (near.length > sided.length && side !== 'bilateral' && near[0] && !sided.some((one) => one.statement === near[0]!.statement) && near.length - sided.length > 2) continue
      // The same thing may be told of this side by another sentence with fewer shared words.
      if (saidElsewhere(claim, piece, context, side)) continue
      issues.push({
        kind: 'side', severity: 'error', sentence: claim.sentence,
        message: side === 'bilateral' ? `The conclusion says both sides, the findings only ${sided[0]!.sides[0]}.` : `The conclusion says ${side}, the findings say ${sided[0]!.sides.join(' and ')}.`,
        conclusion: { start: piece.side.start, end: piece.side.end }, findings: { start: sided[0]!.statement.sentence.start, end: sided[0]!.statement.sentence.end },
      })
    }
  }
  return issues.concat(orderedSide(context))
}

type Piece = { side: Unit; units: Unit[] }

/** The units a side belongs to: those up to the next side; when none of them is a finding, the finding before it. */
function bySide(units: readonly Unit[]): Piece[] {
  const at = units.flatMap((unit, i) => (unit.kind === 'side' ? [i] : []))
  return at.map((i, n): Piece => {
    if (at.length === 1) return { side: units[i]!, units: units.filter((_, k) => k !== i) }
    const own = units.slice(i + 1, at[n + 1] ?? units.length)
    const before = units.slice(n ? at[n - 1]! + 1 : 0, i)
    const finding = own.some((unit) => unit.kind === 'finding') ? [] : before.filter((unit) => unit.kind === 'finding' || unit.kind === 'anatomy')
    return { side: units[i]!, units: [...finding, ...own] }
  })
}

function sidesFor(claim: readonly Unit[], statement: Statement, both = false): string[] {
  const pieces = bySide(statement.units)
  if (both) return [...new Set(pieces.map((piece) => piece.side.key))]
  if (pieces.length <= 1) return pieces.map((piece) => piece.side.key)
  const fitting = pieces.filter((piece) => claim.some((unit) => piece.units.some((one) => one.kind === unit.kind && one.key === unit.key && unit.kind !== 'exist')))
  return [...new Set((fitting.length ? fitting : pieces).map((piece) => piece.side.key))]
}

function saidElsewhere(claim: Claim, piece: Piece, context: CheckContext, side: string): boolean {
  const findings = piece.units.filter((unit) => unit.kind === 'finding').map((unit) => unit.key)
  const sizes = claim.units.some((unit) => unit.kind === 'measure' && unit.unit !== 'reference')
  if (!findings.length || sizes) return false
  return nearest(piece.units, context, { polarity: true, share: 0.45 }).some(({ statement, score }) =>
    score >= 3 && sidesFor(piece.units, statement).some((one) => one === side || one === 'bilateral') &&
    findings.every((key) => statement.units.some((unit) => unit.kind === 'finding' && unit.key === key && !unit.negated)))
}

/** The whole conclusion speaks of the other side than the one ordered. */
function orderedSide(context: CheckContext): CheckIssue[] {
  const { side } = context.input
  if (side !== 'left' && side !== 'right') return []
  const told = context.conclusion.flatMap((reading, sentence) => reading.units.filter((unit) => unit.kind === 'side').map((unit) => ({ unit, sentence })))
  if (!told.length || told.some(({ unit }) => unit.key !== (side === 'left' ? 'right' : 'left'))) return []
  const first = told[0]!
  return [{ kind: 'side', severity: 'error', sentence: first.sentence, message: `The order is for the ${side} side, the conclusion speaks only of the ${first.unit.key}.`, conclusion: { start: first.unit.start, end: first.unit.end }, findings: null }]
}
