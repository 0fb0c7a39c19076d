import type { FindingsText } from '../../draft/align.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { certaintyByWords } from './certainty.ts'
import { fragmentsOf } from './fragments.ts'
import { turnedStates } from './states.ts'
import { turnedWords } from './turned.ts'

/** Sentences of a conclusion that are looked at: no person's is as long, and the time must stay bounded. */
const mostSentences = 100

/**
 * A second look at what a conclusion denies, affirms and swears to, by the words it shares with the findings instead of by known
 * findings. Only where `found` (the checks before) has marked nothing of those words. English.
 */
export function lookByWords(text: string, conclusion: readonly Reading[], findings: FindingsText, found: readonly CheckIssue[]): CheckIssue[] {
  const read = conclusion.slice(0, mostSentences)
  const issues: CheckIssue[] = []
  const fragments = read.flatMap((sentence, index) => fragmentsOf(text, sentence, index, null))
  for (const issue of [...turnedWords(text, fragments, findings), ...turnedStates(text, read, fragments, findings), ...certaintyByWords(text, read, findings)]) if (![...found, ...issues].some((other) => other.kind !== 'leftOut' && overlap(other, issue))) issues.push(issue)
  return issues
}

const overlap = ({ conclusion: a }: CheckIssue, { conclusion: b }: CheckIssue): boolean => a !== null && b !== null && a.start < b.end && b.start < a.end
