import type { CheckIssue } from '../../../domain/check/issue.ts'
import type { DraftContent } from '../../../domain/draft/draft.ts'
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

/** The number of the last numbered line of a conclusion, so that accepted sentences go on counting; 0 where nothing is numbered. */
export function lastNumber(conclusion: string): number {
  const numbers = [...conclusion.matchAll(/^\s*(\d{1,2})[.)]\s/gm)]
  return Number(numbers.at(-1)?.[1] ?? 0)
}

/** The words so far, cut at the sentences that are struck. */
export function strikeOut(text: string, struck: readonly { text: string; reason: string }[]): { text: string; reason: string | null }[] {
  const found = struck.flatMap((one) => {
    // The model may have broken a line or numbered it where the sentence as read has a blank.
    const words = one.text.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('\\s+')
    const at = new RegExp(words).exec(text)
    return at ? [{ start: at.index, end: at.index + at[0].length, reason: one.reason }] : []
  }).toSorted((a, b) => a.start - b.start)
  const pieces: { text: string; reason: string | null }[] = []
  let from = 0
  for (const { start, end, reason } of found) {
    if (start < from) continue
    pieces.push({ text: text.slice(from, start), reason: null }, { text: text.slice(start, end), reason })
    from = end
  }
  return [...pieces, { text: text.slice(from), reason: null }].filter((piece) => piece.text !== '')
}

/** Words of an offered sentence that the checks marked: `uncarried` by nothing in the findings, or in `contradiction` to them. Offsets into the sentence. */
export type SentenceMark = { start: number; end: number; kind: 'uncarried' | 'contradiction'; message: string }

/** What the checks marked, by sentence; overlapping marks give way to contradictions. Sentences of a draft stand one a line in its conclusion. */
export function sentenceMarks({ sentences, checks }: Pick<DraftContent, 'sentences' | 'checks'>): Map<number, SentenceMark[]> {
  const found = new Map<number, SentenceMark[]>()
  let start = 0
  for (const [index, { text }] of sentences.entries()) {
    const end = start + text.length
    const marks = checks.flatMap(({ conclusion, severity, kind, message }): SentenceMark[] => {
      const look = severity === 'error' ? 'contradiction' : kind === 'unsupported' ? 'uncarried' : null
      if (!conclusion || !look || conclusion.end <= start || conclusion.start >= end) return []
      return [{ start: Math.max(conclusion.start, start) - start, end: Math.min(conclusion.end, end) - start, kind: look, message }]
    })
    const kept: SentenceMark[] = []
    for (const mark of marks.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'contradiction' ? -1 : 1))) if (!kept.some((one) => one.start < mark.end && mark.start < one.end)) kept.push(mark)
    if (kept.length > 0) found.set(index, kept.toSorted((a, b) => a.start - b.start))
    start = end + 1
  }
  return found
}

export type SupportWord = 'strong' | 'partial' | 'weak'

/** Support as a word. Below 0.5 most of the sentence stands nowhere in the findings. */
export const supportWord = (support: number): SupportWord => (support >= 0.8 ? 'strong' : support >= 0.5 ? 'partial' : 'weak')
