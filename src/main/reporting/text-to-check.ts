import type { DraftBeside, TextToCheck } from '../../domain/answer/checked-text.ts'
import type { CheckInput } from '../../domain/check/check-conclusion.ts'
import { inWritten, oneOffRanges } from '../../domain/draft/wishes/one-off.ts'
import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { TextRange } from '../../domain/report/range.ts'
import type { Report } from '../../domain/report/report.ts'
import type { Stores } from '../db/stores.ts'
import { askedOf } from './draft-input.ts'

/** What of a report is checked: its conclusion, or once it is signed the addendum that is being written. `draft`: the newest one, where it is shown. */
export function textToCheck(stores: Stores, report: Report, draft: StoredDraft | null = null): TextToCheck {
  const { findings: written, conclusion, indication, comparison } = report.sections
  const instructions = oneOffRanges(written)
  const { sex = null, age = null, side = null } = askedOf(stores, report).input
  const input: CheckInput = { findings: blanked(written, instructions), conclusion, indication, comparison, sex, age, side }
  return report.state === 'signed' ? { what: 'addendum', addendum: report.addendum, input } : { what: 'conclusion', input, draft: draft && draftBeside(draft, conclusion, instructions) }
}

/** An instruction for the draft is no finding; blanks in its place keep every offset. */
const blanked = (text: string, ranges: readonly TextRange[]): string => ranges.reduce((so, { start, end }) => so.slice(0, start) + ' '.repeat(end - start) + so.slice(end), text)

/** What of a draft still stands: sentences that wait, and those that are in the conclusion as they were offered. null for one that says nothing. */
function draftBeside({ content, decisions, stale, state }: StoredDraft, conclusion: string, instructions: readonly TextRange[]): DraftBeside | null {
  if (!content || state === 'running') return null
  const isPending = (index: number) => (decisions[index] ?? 'pending') === 'pending'
  const pending = content.sentences.filter((_, index) => isPending(index)).map(({ text }) => text)
  // Ranges of older findings point anywhere.
  if (stale) return { pending, told: [], leftOut: [] }
  const now = (range: TextRange) => inWritten(range, instructions)
  const standing = content.sentences.filter(({ text }, index) => isPending(index) || conclusion.includes(text))
  return { pending, told: standing.flatMap(({ evidence }) => evidence.map(now)), leftOut: content.leftOut.map(({ start, end }) => now({ start, end })) }
}
