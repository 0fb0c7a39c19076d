import { gramCounts } from './rouge.ts'

/**
 * Corpus BLEU up to four-grams with brevity penalty (Papineni 2002); no smoothing: 0 when an order has no match at all.
 * One reference for each hypothesis, both as tokens.
 */
export function corpusBleu(references: readonly (readonly string[])[], hypotheses: readonly (readonly string[])[], most = 4): number {
  const matched = Array.from({ length: most }, () => 0)
  const total = Array.from({ length: most }, () => 0)
  let referenceLength = 0
  let hypothesisLength = 0
  for (const [i, hypothesis] of hypotheses.entries()) {
    const reference = references[i] ?? []
    referenceLength += reference.length
    hypothesisLength += hypothesis.length
    for (let n = 1; n <= most; n++) {
      const known = gramCounts(reference, n)
      for (const [gram, count] of gramCounts(hypothesis, n)) matched[n - 1]! += Math.min(count, known.get(gram) ?? 0)
      // NLTK counts at least one n-gram for a hypothesis shorter than n; so do we, to agree with it.
      total[n - 1]! += Math.max(1, hypothesis.length - n + 1)
    }
  }
  if (!hypothesisLength || matched.some((count) => count === 0)) return 0
  const mean = matched.reduce((sum, count, i) => sum + Math.log(count / total[i]!), 0) / most
  const penalty = hypothesisLength > referenceLength ? 1 : Math.exp(1 - referenceLength / hypothesisLength)
  return penalty * Math.exp(mean)
}
