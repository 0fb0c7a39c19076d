import type { CheckContext, Claim, Statement } from '../context.ts'
import { nearest, nearestSide, placeName, sidesOfMeasure } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** A side that the findings give to the same thing only the other way round. */
export function checkSide(context: CheckContext): CheckIssue[] {
  const issues = turnedSides(context)
  return issues.length ? issues : orderedSide(context)
}

/** The same without the order's side. */
export function turnedSides(context: CheckContext): CheckIssue[] {
  const placed = sidesByPlace(context)
  return context.claims.flatMap((claim) => {
    for (const piece of bySide(claim.units)) {
      const against = nowhere(piece, context) ?? boundElsewhere(piece, claim, context, placed) ?? sizedElsewhere(piece, claim, context) ?? toldElsewhere(piece, claim, context)
      if (against) return [issueOf(claim, piece, against)]
    }
    return []
  })
}

type Piece = { side: Unit; units: Unit[]; places: Unit[] }
type Against = { sides: string[]; statement: Statement }

/** The units a side belongs to: those up to the next side; when none of them is a finding, the finding before it. */
function bySide(units: readonly Unit[]): readonly Piece[] {
  const before = keptPieces.get(units)
  if (before) return before
  const pieces = cutBySide(units)
  keptPieces.set(units, pieces)
  return pieces
}

const keptPieces = new WeakMap<readonly Unit[], readonly Piece[]>()

function cutBySide(units: readonly Unit[]): Piece[] {
  const at = units.flatMap((unit, i) => (unit.kind === 'side' ? [i] : []))
  return at.map((i, n): Piece => {
    const side = units[i]!
    const next = at[n + 1] ?? units.length
    const places = boundPlaces(units, i, next, n ? at[n - 1]! : -1)
    if (at.length === 1) return { side, units: units.filter((_, k) => k !== i), places }
    const own = units.slice(i + 1, next)
    const before = units.slice(n ? at[n - 1]! + 1 : 0, i)
    const finding = own.some((unit) => unit.kind === 'finding' || (unit.kind === 'word' && unit.negated)) ? [] : before.filter((unit) => unit.kind === 'finding' || unit.kind === 'anatomy')
    return { side, units: [...finding, ...own], places }
  })
}

/** The sizes told of this side: all of a claim with one side, otherwise those it stands nearest to. */
function sizesOf(piece: Piece, claim: Claim, context: CheckContext): Unit[] {
  const sizes = claim.units.filter((unit) => unit.kind === 'measure' && unit.unit !== 'reference')
  const single = claim.units.filter((unit) => unit.kind === 'side').length === 1
  return single ? sizes : sizes.filter((unit) => nearestSide(unit, claim.units, context.input.conclusion) === piece.side)
}

/** What stands right at the side: "left *parietal*", "right *level II node*", "*larger* on the right", "*severe* right". */
function boundPlaces(units: readonly Unit[], i: number, next: number, previous: number): Unit[] {
  const after = units.slice(i + 1, Math.min(next, i + 5)).filter((unit) => unit.kind === 'part' || unit.kind === 'level' || unit.kind === 'anatomy')
  const before = units.slice(Math.max(previous + 1, i - 1), i).filter((unit) => (unit.kind === 'change' && unit.key === 'larger') || (unit.kind === 'degree' && unit.key !== 'mild'))
  return [...after.slice(0, 3), ...before]
}

type Placed = ReadonlyMap<string, { side: string; statement: Statement }[]>
const longestPosting = 80
const keptPlaces = new WeakMap<readonly Statement[], Placed>()

/** Every place of the findings with the sides that stand at it. */
function sidesByPlace({ statements }: CheckContext): Placed {
  const before = keptPlaces.get(statements)
  if (before) return before
  const found = new Map<string, { side: string; statement: Statement }[]>()
  const put = (unit: Unit, side: string, statement: Statement) => {
    const name = placeName(unit)
    const list = found.get(name)
    if (!list) found.set(name, [{ side, statement }])
    else if (list.length < longestPosting) list.push({ side, statement })
  }
  for (const statement of statements) {
    const pieces = bySide(statement.units)
    for (const piece of pieces) for (const place of piece.places) put(place, piece.side.key, statement)
    // A single side of a statement, or of its heading, is the side of all its places.
    if (pieces.length === 1) for (const unit of statement.units) if ((unit.kind === 'part' || unit.kind === 'anatomy' || unit.kind === 'level') && !pieces[0]!.places.includes(unit)) put(unit, pieces[0]!.side.key, statement)
  }
  keptPlaces.set(statements, found)
  return found
}

/** The place at the side has, where the findings tell the same, only the other side. */
function boundElsewhere(piece: Piece, claim: Claim, context: CheckContext, placed: Placed): Against | null {
  if (piece.side.key === 'bilateral') return null
  const told = claim.units.filter((unit) => unit.kind === 'finding')
  const measures = sizesOf(piece, claim, context)
  const sizedStatements = new Set(measures.flatMap(context.withMeasure))
  const hasMeasure = ({ statement }: { statement: Statement }) => sizedStatements.has(statement)
  const agrees = ({ side }: { side: string }) => side === piece.side.key || side === 'bilateral'
  const list = piece.places.map((place) => ({ place, everywhere: placed.get(placeName(place)) ?? [] }))
  // A size that stands with this side, or a narrow place that has it, settles the matter.
  if (measures.some((unit) => context.withMeasure(unit).some((statement) => sidesOfMeasure(unit, statement, context.input.findings).some((side) => agrees({ side }))))) return null
  for (const { place, everywhere } of list) {
    const alike = everywhere.filter(({ statement }) => told.some((unit) => statement.units.some((one) => one.kind === 'finding' && one.negated === unit.negated && relatedFindings(one.key, unit.key))))
    const sized = everywhere.filter(hasMeasure)
    const counted = sized.length ? sized : alike.length ? alike : place.kind === 'part' || place.kind === 'level' || place.kind === 'anatomy' ? everywhere : []
    if (!counted.length) continue
    if (counted.some(agrees)) {
      if (place.kind === 'anatomy' && alike.length) return null
      continue
    }
    // Without a shared finding the place must be unmistakable: nothing of the findings may leave it without a side.
    if (!alike.length && !sized.length && unsided(place, context)) continue
    return { sides: [...new Set(counted.map(({ side }) => side))], statement: counted[0]!.statement }
  }
  return null
}

function unsided(place: Unit, context: CheckContext): boolean {
  return (context.byPlace.get(placeName(place)) ?? []).some((statement) => !statement.units.some((unit) => unit.kind === 'side'))
}

/** The findings know only the other side, and neither indication nor comparison knows this one. */
function nowhere(piece: Piece, context: CheckContext): Against | null {
  // Chambers of the heart have sides of their own; findings name them in many ways.
  if (piece.side.key === 'bilateral' || piece.places.some((place) => place.key === 'heart')) return null
  const agrees = (unit: Unit) => unit.kind === 'side' && (unit.key === piece.side.key || unit.key === 'bilateral')
  if (context.beside.some(agrees) || context.sides.has(piece.side.key) || context.sides.has('bilateral')) return null
  const statement = context.statements.find((one) => one.units.some((unit) => unit.kind === 'side'))
  return statement ? { sides: [piece.side.key === 'left' ? 'right' : 'left'], statement } : null
}

/** The claim's size stands with the other side only. */
function sizedElsewhere(piece: Piece, claim: Claim, context: CheckContext): Against | null {
  if (piece.side.key === 'bilateral') return null
  const sizes = sizesOf(piece, claim, context).filter((unit) => (unit.unit === 'mm' || unit.unit === 'ml') && !unit.negated)
  if (!sizes.length) return null
  const withSize = [...new Set(sizes.flatMap(context.withMeasure))]
  const fits = (statement: Statement) => sizes.some((unit) => {
    const sides = context.withMeasure(unit).includes(statement) ? sidesOfMeasure(unit, statement, context.input.findings) : []
    return !sides.length || sides.includes(piece.side.key) || sides.includes('bilateral')
  })
  if (!withSize.length || withSize.some(fits)) return null
  return { sides: [piece.side.key === 'left' ? 'right' : 'left'], statement: withSize[0]! }
}

/** The statements nearest to the claim have only the other side. */
function toldElsewhere(piece: Piece, claim: Claim, context: CheckContext): Against | null {
  const side = piece.side.key
  if (piece.places.some((place) => place.key === 'heart') && context.sides.has(side)) return null
  const sized = sizesOf(piece, claim, context)
  if (sized.some((unit) => context.withMeasure(unit).some((statement) => sidesOfMeasure(unit, statement, context.input.findings).some((one) => one === side || one === 'bilateral')))) return null
  const near = nearest(piece.units, context, { polarity: true, share: 0.72 })
  const sided = near.map(({ statement }) => ({ statement, sides: sidesFor(piece.units, statement, side === 'bilateral') })).filter((one) => one.sides.length)
  if (!sided.length || sided.some((one) => one.sides.includes(side) || one.sides.includes('bilateral'))) return null
  if (side === 'bilateral' && new Set(sided.flatMap((one) => one.sides)).size > 1) return null
  if (near.length > sided.length + 2 && sided[0]!.statement !== near[0]!.statement) return null
  return saidElsewhere(claim, piece, context, side) ? null : sided[0]!
}

function sidesFor(claim: readonly Unit[], statement: Statement, both: boolean): string[] {
  const pieces = bySide(statement.units)
  if (pieces.length <= 1 || both) return [...new Set(pieces.map((piece) => piece.side.key))]
  const fitting = pieces.filter((piece) => claim.some((unit) => piece.units.some((one) => one.kind === unit.kind && one.key === unit.key && unit.kind !== 'exist')))
  return [...new Set((fitting.length ? fitting : pieces).map((piece) => piece.side.key))]
}

/** The same finding may be told of this side by another sentence that shares fewer words. */
function saidElsewhere(claim: Claim, piece: Piece, context: CheckContext, side: string): boolean {
  const findings = piece.units.filter((unit) => unit.kind === 'finding').map((unit) => unit.key)
  if (!findings.length || claim.units.some((unit) => unit.kind === 'measure' && unit.unit !== 'reference')) return false
  return nearest(piece.units, context, { polarity: true, share: 0.45 }).some(({ statement, score }) =>
    score >= 3 && sidesFor(piece.units, statement, false).some((one) => one === side || one === 'bilateral') &&
    findings.every((key) => statement.units.some((unit) => unit.kind === 'finding' && unit.key === key && !unit.negated)))
}

function issueOf(claim: Claim, piece: Piece, against: Against): CheckIssue {
  const { side } = piece
  return {
    kind: 'side', severity: 'error', sentence: claim.sentence,
    message: side.key === 'bilateral' ? `The conclusion says both sides, the findings only ${against.sides[0]}.` : `The conclusion says ${side.key}, the findings say ${against.sides.join(' and ')}.`,
    conclusion: { start: side.start, end: side.end }, findings: { start: against.statement.sentence.start, end: against.statement.sentence.end },
  }
}

/** The whole conclusion speaks of the other side than the one ordered. */
export function orderedSide(context: CheckContext): CheckIssue[] {
  const { side } = context.input
  if (side !== 'left' && side !== 'right') return []
  const told = context.conclusion.flatMap((reading, sentence) => reading.units.filter((unit) => unit.kind === 'side').map((unit) => ({ unit, sentence })))
  if (!told.length || told.some(({ unit }) => unit.key !== (side === 'left' ? 'right' : 'left'))) return []
  const first = told[0]!
  return [{ kind: 'side', severity: 'error', sentence: first.sentence, message: `The order is for the ${side} side, the conclusion speaks only of the ${first.unit.key}.`, conclusion: { start: first.unit.start, end: first.unit.end }, findings: null }]
}
