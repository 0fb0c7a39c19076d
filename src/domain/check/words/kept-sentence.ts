import type { FindingsText } from '../../draft/reading/align.ts'
import { keepResults, readingKey } from '../../text/kept.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'

/** What looks have made of one sentence, by the look. */
type Made = Map<string, unknown>
/** Kept by what a sentence says, and for one check by the sentence as read, so that its key is worked out once for all looks. */
type Kept = { bySaid: ReturnType<typeof keepResults<Made>>; byReading: WeakMap<Reading, Made> }
const kept = new WeakMap<FindingsText, Kept>()
/** Sentences of a conclusion, and what they were a few keys before. */
const most = 300

function madeOf(text: string, reading: Reading, findings: FindingsText): Made {
  let keep = kept.get(findings)
  if (!keep) kept.set(findings, (keep = { bySaid: keepResults(most), byReading: new WeakMap() }))
  let made = keep.byReading.get(reading)
  if (!made) keep.byReading.set(reading, (made = keep.bySaid(readingKey(text, reading.start, reading.end), () => new Map())))
  return made
}

/**
 * What a look makes of one sentence of a conclusion `text`, kept while the sentence and the findings stay the same. `look` names the look and all
 * else that it depends on; it may see the sentence, as many letters around it as reading looks at, and the findings. No offsets of the conclusion.
 */
export function keptOf<Value extends object>(look: string, text: string, reading: Reading, findings: FindingsText, make: () => Value): Value {
  // What its heading says is part of what is read: such a sentence is looked at each time.
  if (reading.units.some((unit) => unit.start < reading.start)) return make()
  const made = madeOf(text, reading, findings)
  const before = made.get(look)
  if (before !== undefined) return before as Value
  const value = make()
  made.set(look, value)
  return value
}

/** The same for issues: kept as if the sentence began the text. */
export function ofSentence(look: string, text: string, reading: Reading, index: number, findings: FindingsText, say: () => readonly CheckIssue[]): readonly CheckIssue[] {
  return movedTo(reading, index, keptOf(look, text, reading, findings, () => say().map((issue) => moved(issue, index, -reading.start))))
}

/** The same for a look that says one thing or nothing of each of its claims, where only so many claims of a conclusion are looked at. */
export function ofFirstClaims(look: string, text: string, conclusion: readonly Reading[], findings: FindingsText, mostClaims: number, say: (reading: Reading, index: number) => readonly (CheckIssue | null)[]): CheckIssue[] {
  const issues: CheckIssue[] = []
  let left = mostClaims
  for (const [index, reading] of conclusion.entries()) {
    if (left <= 0) break
    const said = keptOf(look, text, reading, findings, () => say(reading, index).slice(0, mostClaims).map((one) => one && moved(one, index, -reading.start)))
    issues.push(...movedTo(reading, index, said.slice(0, left).filter((one) => one !== null)))
    left -= said.length
  }
  return issues
}

const movedTo = ({ start }: Reading, index: number, issues: readonly CheckIssue[]): readonly CheckIssue[] => issues.map((issue) => moved(issue, index, start))

/** An issue of a sentence that begins `by` letters later. */
export const moved = (issue: CheckIssue, sentence: number, by: number): CheckIssue => ({ ...issue, sentence, conclusion: issue.conclusion && { start: issue.conclusion.start + by, end: issue.conclusion.end + by } })
