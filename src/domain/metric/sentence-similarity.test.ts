import { describe, expect, it } from 'vitest'
import { sentenceSimilarity } from './sentence-similarity.ts'

const vector = (...values: number[]) => Float32Array.from(values)
const [east, north, between] = [vector(1, 0), vector(0, 2), vector(3, 3)]

describe('sentence similarity', () => {
  it('matches each sentence with the nearest of the other text, whatever the order and the length of the vectors', () => {
    expect(sentenceSimilarity([east, north], [north, east])).toEqual({ precision: 1, recall: 1, f1: 1 })
    // By hand: the draft's one sentence is cos 45° from both of the person's.
    const half = Math.SQRT1_2
    expect(sentenceSimilarity([east, north], [between]).precision).toBeCloseTo(half, 6)
    const { precision, recall, f1 } = sentenceSimilarity([east, north], [east])
    expect([precision, recall]).toEqual([1, 0.5])
    expect(f1).toBeCloseTo(2 / 3, 12)
  })

  it('an empty draft has nothing in common', () => {
    expect(sentenceSimilarity([east], [])).toEqual({ precision: 0, recall: 0, f1: 0 })
    expect(sentenceSimilarity([vector(0, 0)], [east]).f1).toBe(0)
  })
})
