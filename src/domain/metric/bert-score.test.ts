import { describe, expect, it } from 'vitest'
import { bertScore } from './bert-score.ts'

const vectors = (count: number, seed: number) => Array.from({ length: count }, (_, i) => Float32Array.from({ length: 8 }, (_, j) => Math.sin(1 + seed * 1.7 + i * 2.3 + j * 0.9 * (i + 1))))

describe('BERTScore', () => {
  // Found with bert-score 0.3.13 (greedy_cos_idf, weights 0 for both marks and 1 for the rest) on the same vectors.
  it.each([
    [5, 4, 0.07061851747160802, 0.11803057742571446, 0.08836665130737505],
    [3, 9, 0.18918114419916116, 0.6221406986703697, 0.29013711454149294],
    [12, 7, 0.9600154629059529, 0.5625714750856707, 0.7094206597942405],
    [6, 6, 0.1509251939684328, 0.14638382097617425, 0.148619822905711],
  ])('is what the reference package finds for %i and %i pieces (bug: marks counted, precision and recall swapped)', (reference, hypothesis, precision, recall, f1) => {
    const found = bertScore(vectors(reference, 1), vectors(hypothesis, 2))
    expect(found.precision).toBeCloseTo(precision, 6)
    expect(found.recall).toBeCloseTo(recall, 6)
    expect(found.f1).toBeCloseTo(f1, 6)
  })
  it('is 1 for the same text and 0 for an empty one, not NaN', () => {
    expect(bertScore(vectors(7, 3), vectors(7, 3)).f1).toBeCloseTo(1, 6)
    expect(bertScore(vectors(2, 1), vectors(7, 3))).toEqual({ precision: 0, recall: 0, f1: 0 })
  })
})
