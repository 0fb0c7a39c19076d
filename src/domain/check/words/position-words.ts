import type { FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { piecesOfFindings, sharesOf, type Piece } from '../compare/pieces.ts'
import { ofClaims } from './side-words.ts'

/** Words of one axis exclude each other when they are said of one thing. English, and names of parts that are positions ("waist", "RUL"). */
type Axis = readonly (readonly [value: string, words: RegExp])[]

const vessels = ['m1', 'm2', 'm3', 'm4', 'a1', 'a2', 'a3', 'p1', 'p2', 'p3', 'v1', 'v2', 'v3', 'v4']
const axes: readonly Axis[] = [
  [['upper', /\b(?:upper|(?:antero-?|postero-?)?superior(?:ly)?|superolateral|superomedial|cranial(?:ly)?|apex|apical|apices|high|[rl]ul)\b/i], ['middle', /\b(?:mid|middle|mid-?gland|interpolar|rml)\b/i], ['lingula', /\blingula/i], ['lower', /\b(?:lower|(?:antero-?|postero-?)?inferior(?:ly)?|inferolateral|inferomedial|caudal(?:ly)?|bases?|basal|low|[rl]ll|bibasal|bibasilar|basilar)\b/i]],
  [['proximal', /\bproximal(?:ly)?\b/i], ['middle', /\b(?:mid-?shaft|waist|diaphys\w+|shaft|mid-?substance|mid|middle)\b/i], ['distal', /\bdistal(?:ly)?\b/i]],
  [['anterior', /\b(?:anterior(?:ly)?|antero\w+|ventral(?:ly)?)\b/i], ['posterior', /\b(?:posterior(?:ly)?|postero\w+|dorsal(?:ly)?)\b/i]],
  [['medial', /\b(?:antero|postero|supero|infero)?medial(?:ly)?\b/i], ['lateral', /\b(?:antero|postero|supero|infero)?lateral(?:ly)?\b/i]],
  [['head', /\b(?:head|uncinate)\b/i], ['body', /\bbody\b/i], ['tail', /\btail\b/i]],
  [['roof', /\broof\b/i], ['floor', /\bfloor\b/i]],
  [['genu', /\bgenu\b/i], ['splenium', /\bsplenium\b/i]],
  vessels.map((name) => [name, new RegExp(`\\b${name}\\b`, 'i')] as const),
  [['neck', /\b(?:subcapital|intracapsular|transcervical|femoral neck|neck of (?:the )?femur)\b/i], ['trochanter', /\b(?:inter|per)trochanteric\b/i], ['below', /\bsubtrochanteric\b/i]],
  [['septal', /\b(?:antero|infero)?sept(?:al|um)\b/i], ['lateral', /\b(?:antero|infero)?lateral\b/i]],
  [['frontal', /\bfronto?(?:al)?/i], ['temporal', /tempor(?:al|o)/i], ['parietal', /pariet(?:al|o)/i], ['occipital', /occipital/i]],
]
/** "Anterior cruciate" is a name, "distal to" says on which side of something, "slipped upper femoral epiphysis" is a disease. */
const names = /^ (?:to\b|cruciate|communicating|cerebral|tibial|sagittal|mesenteric|vena|talofib|circulation|fossa|mediastin|collateral|menisc|ventricle|femoral epiph|limit|grade|risk|densit|attenuat|signal|limbs?\b|legs?\b|extremit|abdomen|back\b)/i
/** What lies in the lingula lies in the upper lobe. */
const same = (value: string, other: string): boolean => value === other || (value === 'upper' && other === 'lingula') || (value === 'lingula' && other === 'upper')

/** The findings tell the claim elsewhere on the axis at least so fully, and by so much more than there. */
const least = 0.3
const lead = 0.3
/** What stands only in the rest of the sentence may be of something else in it. */
const besideTold = 0.9
const besideOther = 0.7

/** Letters of a sentence that are looked through: time must stay bounded on a text without full stops. */
const longest = 1000

type Said = { own: string; heading: string; sentence: string }
const kept = new WeakMap<FindingsText, WeakMap<Piece, Said>>()

/** The words between the commas around a range, inside a sentence. */
function clauseOf(text: string, from: number, to: number, within: TextRange): TextRange {
  let start = from
  while (start > within.start && !/[,;:.()\n]/.test(text[start - 1]!)) start--
  let end = to
  while (end < within.end && !/[,;:()\n]/.test(text[end]!)) end++
  return { start, end }
}

function saidOf(piece: Piece, findings: FindingsText): Said {
  const known = kept.get(findings) ?? new WeakMap<Piece, Said>()
  kept.set(findings, known)
  const before = known.get(piece)
  if (before) return before
  const sentence = findings.sentences[piece.sentence]!
  const units = piece.units.length ? piece.units : piece.sides
  const { text } = findings
  const range = units.length ? clauseOf(text, units[0]!.start, Math.max(...units.map((unit) => unit.end)), sentence) : { start: 0, end: 0 }
  const made = { own: text.slice(range.start, range.end), heading: sentence.heading ? text.slice(sentence.heading.start, sentence.heading.end) : '', sentence: text.slice(sentence.start, Math.min(sentence.end, sentence.start + longest)) }
  known.set(piece, made)
  return made
}

const valuesIn = (text: string, axis: Axis): string[] => axis.filter(([, words]) => words.test(text)).map(([value]) => value)

/**
 * Upper for lower, proximal for distal, waist for pole: positions of a conclusion where the findings tell all that stands with it at another
 * position of the same axis. Advice on the word. English.
 */
export function checkPositionWords(context: CheckContext): CheckIssue[] {
  const { input: { conclusion: text }, findings } = context
  if (!piecesOfFindings(findings).pieces.length) return []
  return ofClaims('positions', context, (claim): CheckIssue[] => {
    if (claim.sound || !claim.units.length) return []
    const clause = clauseOf(text, claim.units[0]!.start, Math.max(...claim.units.map((unit) => unit.end)), context.conclusion[claim.sentence]!)
    const said = text.slice(clause.start, clause.end)
    for (const axis of axes) {
      for (const [value, words] of axis) {
        const found = words.exec(said)
        if (!found || names.test(said.slice(found.index + found[0].length))) continue
        const range = { start: clause.start + found.index, end: clause.start + found.index + found[0].length }
        const piece = elsewhere(claim, range, axis, value, context)
        if (!piece) continue
        const { start, end } = findings.sentences[piece.sentence]!
        return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `What is most like this in the findings is not “${found[0]}”.`, conclusion: range, findings: { start, end } }]
      }
    }
    return []
  })
}

/** The piece of the findings that tells the claim at another position, where none tells it nearly as fully at this one or at none. */
function elsewhere(claim: Piece, range: TextRange, axis: Axis, value: string, { input, findings }: CheckContext): Piece | null {
  let here = 0
  let open = 0
  let there = 0
  let against: Piece | null = null
  const shares = sharesOf(claim, input.conclusion, findings, (unit) => unit.start < range.end && range.start < unit.end && unit.kind !== 'anatomy' && unit.kind !== 'finding')
  for (const { piece, share } of shares) {
    if (piece.sound || share === 0) continue
    const said = saidOf(piece, findings)
    const own = [...valuesIn(said.own, axis), ...valuesIn(said.heading, axis)]
    const beside = valuesIn(said.sentence, axis).some((one) => same(one, value))
    if (own.some((one) => same(one, value))) here = Math.max(here, share)
    else if (own.length) {
      if (share > there) [there, against] = [share, piece]
      if (beside) here = Math.max(here, share * besideOther)
    } else if (beside) here = Math.max(here, share * besideTold)
    else open = Math.max(open, share)
  }
  return there >= least && there - here >= lead && open <= there ? against : null
}
