import type { FindingsText } from '../draft/align.ts'
import { keepResults, readingKey } from '../text/kept.ts'
import type { Reading } from '../text/read-sentence.ts'
import type { CheckIssue } from './issue.ts'

const kept = new WeakMap<FindingsText, ReturnType<typeof keepResults<object>>>()
/** Looks times sentences of a conclusion, and of what it was a few keys before. */
const most = 2000

/**
 * What a look makes of one sentence of a conclusion `text`, kept while the sentence and the findings stay the same. `look` names the look and all
 * else that it depends on; it may see the sentence, as many letters around it as reading looks at, and the findings. No offsets of the conclusion.
 */
export function keptOf<Value extends object>(look: string, text: string, { start, end, units }: Reading, findings: FindingsText, make: () => Value): Value {
  // What its heading says is part of what is read: such a sentence is looked at each time.
  if (units.some((unit) => unit.start < start)) return make()
  let keep = kept.get(findings)
  if (!keep) kept.set(findings, (keep = keepResults(most)))
  return keep(`${look}\u0000${readingKey(text, start, end)}`, make) as Value
}

/** The same for issues: kept as if the sentence began the text. */
export function ofSentence(look: string, text: string, reading: Reading, index: number, findings: FindingsText, say: () => readonly CheckIssue[]): readonly CheckIssue[] {
  const moved = (issues: readonly CheckIssue[], by: number): readonly CheckIssue[] => issues.map((issue) => ({ ...issue, sentence: index, conclusion: issue.conclusion && { start: issue.conclusion.start + by, end: issue.conclusion.end + by } }))
  return moved(keptOf(look, text, reading, findings, () => moved(say(), -reading.start)), reading.start)
}
