import type { FindingsText } from '../draft/align.ts'
import { keepResults, readingKey } from '../text/kept.ts'
import type { Reading } from '../text/read-sentence.ts'
import type { CheckIssue } from './issue.ts'

const kept = new WeakMap<FindingsText, ReturnType<typeof keepResults<readonly CheckIssue[]>>>()
/** Looks times sentences of a conclusion, and of what it was a few keys before. */
const most = 1200

/**
 * What a look says of one sentence of a conclusion `text`, kept as if the sentence began the text while it and the findings stay the same. `look`
 * names the look and all else that it depends on; it may see the sentence, as many letters around it as reading looks at, and the findings.
 */
export function ofSentence(look: string, text: string, { start, end, units }: Reading, index: number, findings: FindingsText, say: () => readonly CheckIssue[]): readonly CheckIssue[] {
  // What its heading says is part of what is read: such a sentence is looked at each time.
  if (units.some((unit) => unit.start < start)) return say()
  let keep = kept.get(findings)
  if (!keep) kept.set(findings, (keep = keepResults(most)))
  const moved = (issues: readonly CheckIssue[], by: number): readonly CheckIssue[] => issues.map((issue) => ({ ...issue, sentence: index, conclusion: issue.conclusion && { start: issue.conclusion.start + by, end: issue.conclusion.end + by } }))
  return moved(keep(`${look}\u0000${readingKey(text, start, end)}`, () => moved(say(), -start)), start)
}
