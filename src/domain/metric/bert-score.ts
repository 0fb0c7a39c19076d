import type { Score } from './rouge.ts'

/** A text as an encoder reads it: one vector for each piece, `begin` and `end` marks first and last. */
export type TokenVectors = readonly Float32Array[]

/**
 * BERTScore (Zhang 2020, arXiv 1904.09675) as the package bert-score computes it, without idf weights and without rescaling: each piece is
 * matched with the nearest of the other text by cosine, precision is the mean over the draft's pieces, recall over the person's. The
 * marks at both ends may be matched and do not count themselves. 0 to 1, 0 where a side has no piece.
 */
export function bertScore(reference: TokenVectors, hypothesis: TokenVectors): Score {
  if (reference.length <= 2 || hypothesis.length <= 2) return { precision: 0, recall: 0, f1: 0 }
  const [theirs, ours] = [reference.map(unit), hypothesis.map(unit)]
  const [precision, recall] = [nearest(ours, theirs), nearest(theirs, ours)]
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function nearest(of: readonly Float64Array[], among: readonly Float64Array[]): number {
  const inner = of.slice(1, -1)
  return inner.reduce((sum, vector) => sum + among.reduce((best, other) => Math.max(best, product(vector, other)), -1), 0) / inner.length
}

function unit(vector: Float32Array): Float64Array {
  const length = Math.hypot(...vector)
  return Float64Array.from(vector, (value) => (length === 0 ? 0 : value / length))
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
