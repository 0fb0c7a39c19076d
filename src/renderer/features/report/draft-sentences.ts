import type { CheckIssue } from '../../../domain/check/issue.ts'
import type { SentenceDecision } from '../../../domain/draft/stored-draft.ts'

/**
 * Sentences that may not be accepted as they stand, because a check found that they contradict the findings or the
 * order. They can be edited or rejected. Decided by product.md, "contradictions block acceptance".
 */
export function blockedSentences(checks: readonly CheckIssue[]): Set<number> {
  return new Set(checks.flatMap(({ severity, sentence }) => (severity === 'error' && sentence !== null ? sentence : [])))
}

/** The sentences that "Accept all" takes: undecided and not blocked. */
export function acceptable(decisions: readonly SentenceDecision[], blocked: ReadonlySet<number>): number[] {
  return decisions.flatMap((decision, sentence) => (decision === 'pending' && !blocked.has(sentence) ? sentence : []))
}

/** The next sentence after `from` that waits for a decision, wrapping round; null when none does. */
export function nextPending(decisions: readonly SentenceDecision[], from: number): number | null {
  for (let step = 1; step <= decisions.length; step++) {
    const sentence = (from + step) % decisions.length
    if (decisions[sentence] === 'pending') return sentence
  }
  return null
}

export type SupportWord = 'strong' | 'partial' | 'weak'

/** Support as a word. Below 0.5 most of the sentence stands nowhere in the findings. */
export const supportWord = (support: number): SupportWord => (support >= 0.8 ? 'strong' : support >= 0.5 ? 'partial' : 'weak')
