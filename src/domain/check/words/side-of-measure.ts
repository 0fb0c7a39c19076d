import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import { likeFinding } from '../compare/match.ts'
import { piecesOfFindings, type Piece } from '../compare/pieces.ts'
import { ofClaims } from './side-words.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** Sizes, shares and grades that belong to one thing; "2 mm" and "grade 1" stand in many places. */
const tells = (unit: Unit): boolean => (unit.kind === 'measure' && unit.unit !== '' && unit.unit !== 'hu' && unit.unit !== 'reference' && unit.value >= 3) || (unit.kind === 'level' && unit.group.startsWith('category') && /[3-6]|iii|iv|[bc]$/.test(unit.key))
const same = (a: Unit, b: Unit): boolean => (a.kind === 'measure' ? b.kind === 'measure' && (sameMeasure(a, b) || sameMeasure(b, a)) : b.kind === a.kind && b.group === a.group && b.key === a.key)
const earlier = /\b(?:prev\w*|prior|was|were|from|formerly|before|ago|19\d\d|20\d\d)\b[^.;]{0,12}$/i

/** Its sides are those it goes from and to. */
const shift = /\bshift|\bmidline/i

/** A size or grade told with a side of which the findings tell it on the other side only. As advice on the side. English. */
export function checkSidesOfMeasures(context: CheckContext): CheckIssue[] {
  const { findings, input: { conclusion: text } } = context
  const { pieces } = piecesOfFindings(findings)
  return ofClaims('sides of measures', context, (claim): CheckIssue[] => {
    const [side, ...more] = claim.sides
    if (!side || more.length || !claim.own || side.key === 'bilateral' || claim.sound || claim.over) return []
    for (const unit of claim.units) {
      if (!tells(unit) || shift.test(text.slice(Math.max(0, unit.start - 40), unit.end + 40)) || earlier.test(text.slice(Math.max(0, unit.start - 30), unit.start))) continue
      const told = pieces.filter((piece) => piece.units.some((other) => same(unit, other)))
      const against = told[0]
      if (!against || !told.every((piece) => onOtherSide(piece, side.key) && speaksOf(piece, claim))) continue
      const { start, end } = findings.sentences[against.sentence]!
      return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion says ${side.key}, the findings tell “${text.slice(unit.start, unit.end)}” of the other side.`, conclusion: { start: side.start, end: side.end }, findings: { start, end } }]
    }
    return []
  })
}

/** A finding or a narrow place in common. */
function speaksOf(piece: Piece, claim: Piece): boolean {
  const told = [...piece.units, ...piece.heading, ...piece.around]
  return claim.units.some((unit) => told.some((other) => (unit.kind === 'finding' && other.kind === 'finding' ? likeFinding(unit.key, other.key) >= 2.2 : unit.kind === 'anatomy' && other.kind === 'anatomy' && !isWide(unit.group || unit.key) && relateSites(unit.group || unit.key, other.group || other.key) === 'same')))
}

const onOtherSide = ({ sides }: Piece, side: string): boolean => sides.length > 0 && sides.every((one) => one.key !== side && one.key !== 'bilateral')
