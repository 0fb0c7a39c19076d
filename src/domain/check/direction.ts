import type { CheckContext } from './context.ts'
import { nearest } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { changeOf } from '../draft/align.ts'
import type { Unit } from '../text/read-sentence.ts'

const words: Record<string, string> = { larger: 'larger or worse', smaller: 'smaller or better', same: 'unchanged', new: 'new', resolved: 'resolved' }
const agreeing: Record<string, readonly string[]> = { larger: ['larger', 'new'], new: ['new', 'larger'], smaller: ['smaller', 'resolved'], resolved: ['resolved', 'smaller'], same: ['same'] }

/** A change told the other way round than in the findings. */
export function checkDirection(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  for (const claim of context.claims) {
    const change = claim.units.find((unit) => unit.kind === 'change' && !unit.negated)
    if (!change || claim.units.filter((unit) => unit.kind === 'change').length > 1) continue
    const near = nearest(claim.units, context, { polarity: false, share: 0.72 })
    if (!near.length || near[0]!.score < 2.5) continue
    const told = near.flatMap(({ statement }) => changesOf(statement.sentence.units, context, statement.sentence.index).map((unit) => ({ unit, sentence: statement.sentence })))
    if (!told.length || told.some(({ unit }) => agreeing[change.key]?.includes(changeOf(unit)))) continue
    const against = told[0]!
    issues.push({
      kind: 'direction', severity: 'error', sentence: claim.sentence,
      message: `The conclusion says ${words[change.key]}, the findings say ${words[changeOf(against.unit)]}.`,
      conclusion: { start: change.start, end: change.end }, findings: { start: against.sentence.start, end: against.sentence.end },
    })
  }
  return issues
}

/** Changes told in the sentence; where it has none, in the next one ("It has grown"). */
function changesOf(units: readonly Unit[], context: CheckContext, index: number): Unit[] {
  const own = units.filter((unit) => unit.kind === 'change')
  return own.length ? own : (context.findings.sentences[index + 1]?.units.filter((unit) => unit.kind === 'change') ?? [])
}
