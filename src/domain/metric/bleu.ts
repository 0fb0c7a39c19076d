import { gramCounts } from './rouge.ts'

const orders = 4

/** What BLEU adds up over reports: n-grams that match and n-grams written (1 to 4), and both lengths in tokens. */
export type BleuCounts = { matched: number[]; total: number[]; hypothesisLength: number; referenceLength: number }

/** Tokens as sacrebleu's default tokenizer `13a` makes them: case kept, punctuation apart, decimals whole. */
export function bleuTokens(text: string): string[] {
  const plain = text.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  return ` ${plain} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/)
    .filter(Boolean)
}

/** Counts of one report with one reference, both as tokens. */
export function bleuCounts(reference: readonly string[], hypothesis: readonly string[]): BleuCounts {
  const matched = Array.from({ length: orders }, (_, i) => {
    const known = gramCounts(reference, i + 1)
    let count = 0
    for (const [gram, times] of gramCounts(hypothesis, i + 1)) count += Math.min(times, known.get(gram) ?? 0)
    return count
  })
  const total = Array.from({ length: orders }, (_, i) => Math.max(0, hypothesis.length - i))
  return { matched, total, hypothesisLength: hypothesis.length, referenceLength: reference.length }
}

/**
 * Corpus BLEU-4, 0 to 1, of the added-up counts of reports: brevity penalty (Papineni 2002), and as sacrebleu an order
 * without a match counts half, a quarter and so on of one n-gram (`exp` smoothing). 0 without any match or four-gram.
 */
export function bleu(counts: Iterable<BleuCounts>): number {
  const sum: BleuCounts = { matched: [0, 0, 0, 0], total: [0, 0, 0, 0], hypothesisLength: 0, referenceLength: 0 }
  for (const one of counts) {
    sum.hypothesisLength += one.hypothesisLength
    sum.referenceLength += one.referenceLength
    for (let i = 0; i < orders; i++) {
      sum.matched[i]! += one.matched[i]!
      sum.total[i]! += one.total[i]!
    }
  }
  if (sum.matched[0] === 0 || sum.total[orders - 1] === 0) return 0
  let smoothing = 1
  let logs = 0
  for (const [i, matched] of sum.matched.entries()) {
    if (matched === 0) smoothing *= 2
    logs += Math.log((matched || 1 / smoothing) / sum.total[i]!)
  }
  const penalty = Math.min(1, Math.exp(1 - sum.referenceLength / sum.hypothesisLength))
  return penalty * Math.exp(logs / orders)
}
