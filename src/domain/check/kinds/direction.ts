import type { CheckContext, Statement } from '../context.ts'
import { nearest } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { changeOf } from '../../draft/reading/align.ts'
import { isDetail } from '../../draft/choosing/left-out.ts'
import type { TextRange } from '../../report/range.ts'
import type { Unit } from '../../text/read-sentence.ts'

const words: Record<string, string> = { larger: 'larger or worse', smaller: 'smaller or better', same: 'unchanged', new: 'new', resolved: 'resolved' }
const agreeing: Record<string, readonly string[]> = { larger: ['larger', 'new'], new: ['new', 'larger'], smaller: ['smaller', 'resolved'], resolved: ['resolved', 'smaller'], same: ['same'] }

/** A change told the other way round than in the findings. */
export function checkDirection(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  for (const claim of context.claims) {
    const changes = claim.units.filter((unit) => unit.kind === 'change')
    const told = changes.filter((unit) => !unit.negated)
    const fresh = told.find((unit) => newDenied(unit, claim.units, context))
    const change = fresh ?? told[0]
    if (!change || (!fresh && changes.length > 1)) continue
    const against = fresh ? newDenied(fresh, claim.units, context) : turned(change, claim.units, context)
    if (!against) continue
    issues.push({
      kind: 'direction', severity: 'error', sentence: claim.sentence, message: `The conclusion says ${words[change.key]}, the findings say ${against.said}.`,
      conclusion: { start: change.start, end: change.end }, findings: against.range,
    })
  }
  return issues
}

type Against = { said: string; range: TextRange | null }

function newDenied(change: Unit, units: readonly Unit[], context: CheckContext): Against | null {
  if (change.key !== 'new') return null
  if (context.newDenied) return { said: 'that nothing is new', range: context.newDenied }
  const named = units.some((unit) => (unit.kind === 'finding' && unit.key !== 'abnormality' && unit.key !== 'lesion') || unit.kind === 'anatomy' || unit.kind === 'measure')
  return named || context.anythingNew ? null : { said: 'nothing of the kind', range: null }
}

function turned(change: Unit, units: readonly Unit[], context: CheckContext): Against | null {
  const near = nearest(units, context, { polarity: false, share: 0.72, where: (statement) => samePlace(units, statement.units) })
  if (!near.length || near[0]!.score < 2.5) return null
  const tell = (list: typeof near) => list.flatMap(({ statement }) => changesOf(statement, context).map((said) => ({ said, sentence: statement.sentence })))
  const findings = units.filter((unit) => unit.kind === 'finding')
  const wider = () => nearest(units, context, { polarity: true, share: 0.35, where: (statement) => findings.some((unit) => statement.units.some((one) => one.kind === 'finding' && one.key === unit.key)) })
  const close = tell(near)
  const told = close.length ? close : tell(wider())
  if (!told.length || told.some(({ said }) => agreeing[change.key]?.includes(said))) return null
  // "larger on the right": which of two is larger, not what became of it.
  if (near.some(({ statement }) => statement.units.some((unit) => unit.kind === 'side' && unit.key === 'bilateral')) && !told.some(({ said }) => said !== 'larger')) {
    if (change.key !== 'smaller') return null
  }
  const { start, end } = told[0]!.sentence
  return { said: words[told[0]!.said] ?? told[0]!.said, range: { start, end } }
}

/** Neither level nor side of the two exclude each other. */
function samePlace(claim: readonly Unit[], statement: readonly Unit[]): boolean {
  return (['level', 'side'] as const).every((kind) => {
    const here = claim.filter((unit) => unit.kind === kind)
    const there = statement.filter((unit) => unit.kind === kind)
    return !here.length || !there.length || here.some((unit) => there.some((one) => one.key === unit.key || one.key === 'bilateral' || unit.key === 'bilateral' || one.key.split('/').includes(unit.key)))
  })
}

/** Changes told in the statement, by words or by two sizes; where it has none, in a next sentence about it ("It has grown"). */
function changesOf(statement: Statement, context: CheckContext): string[] {
  const own = statement.units.filter((unit) => unit.kind === 'change').map(changeOf)
  if (own.length) return own
  const sized = changeBySize(statement, context.input.findings)
  if (sized) return [sized]
  const next = context.findings.sentences[statement.sentence.index + 1]
  const bare = next?.units.every((unit) => unit.kind === 'change' || unit.kind === 'break' || unit.kind === 'technique')
  return next && (bare || isDetail(next, context.findings)) ? next.units.filter((unit) => unit.kind === 'change').map(changeOf) : []
}

const earlierAfter = /\b(?:previously|prior|formerly|was|before|ago|earlier|last)\b|前回|以前/i
const fromTo = /\bfrom\b[^.;]{0,40}\bto\b|から/i

/** "47 mm (45 mm one year ago)", "from 18 to 27 mm", "前回15 mmから24 mm": which of the two is today's. */
function changeBySize(statement: Statement, text: string): string | null {
  const sizes = statement.units.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated)
  if (sizes.length !== 2) return null
  const [first, second] = sizes as [Unit, Unit]
  if (first.value === second.value) return null
  const around = text.slice(Math.max(statement.range.start, first.start - 12), Math.min(text.length, second.end + 20))
  if (fromTo.test(around)) return second.value > first.value ? 'larger' : 'smaller'
  const between = text.slice(first.end, Math.min(text.length, second.end + 16))
  return earlierAfter.test(between) ? (first.value > second.value ? 'larger' : 'smaller') : null
}
