import type { Score } from './rouge.ts'

/**
 * How near two conclusions come sentence by sentence: each sentence (as the vector of an encoder) is matched with the nearest of the other
 * text, precision is the mean over the draft's sentences, recall over the person's. The greedy matching of BERTScore (Zhang 2020) on whole
 * sentences instead of tokens: not BERTScore, and not comparable with published values of it. 0 where a side has no sentence.
 */
export function sentenceSimilarity(reference: readonly Float32Array[], hypothesis: readonly Float32Array[]): Score {
  if (reference.length === 0 || hypothesis.length === 0) return { precision: 0, recall: 0, f1: 0 }
  const nearest = (of: readonly Float32Array[], among: readonly Float32Array[]) => of.reduce((sum, vector) => sum + Math.max(...among.map((other) => cosine(vector, other))), 0) / of.length
  const [precision, recall] = [nearest(hypothesis, reference), nearest(reference, hypothesis)]
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Cosine of the angle between two vectors of the same length; 0 where one is nothing. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, first, second] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!
    first += a[i]! * a[i]!
    second += b[i]! * b[i]!
  }
  return first === 0 || second === 0 ? 0 : product / Math.sqrt(first * second)
}
