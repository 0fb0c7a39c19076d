import { describe, expect, it } from 'vitest'
import { permutationOfMeans, permutationTest } from './permutation-test.ts'

describe('permutation test', () => {
  // Darwin's maize in eighths of an inch, Fisher, The Design of Experiments (1935), section 21: 863 of 32,768 on one side.
  const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]

  it('comes near the published exact value where it samples', () => {
    expect(permutationOfMeans(maize, { rounds: 40_000 })).toBeCloseTo((2 * 863) / 32_768, 2)
  })

  it('is exact for few pairs (bug: the seen difference is counted twice or not at all)', () => {
    // Worked by hand: of the 8 signs of 1, 2, 3 only +++ and --- reach 6.
    expect(permutationOfMeans([1, 2, 3])).toBe(2 / 8)
    // Of the signs of 5, -1: 4 is reached by ++ (6), +- (4), -+ (-4), -- (-6).
    expect(permutationOfMeans([5, -1])).toBe(1)
    expect(permutationOfMeans([0, 0, 0])).toBe(1)
  })

  it('exchanges whole cases, so that a ratio of sums is tested as what it is', () => {
    const [a, b] = [[[9, 10], [1, 2], [3, 4]], [[1, 10], [1, 2], [2, 4]]] as const
    const ratio = (rows: readonly (readonly [number, number])[]) => rows.reduce((sum, [kept]) => sum + kept, 0) / rows.reduce((sum, [, of]) => sum + of, 0)
    const p = permutationTest(3, (exchanged) => [ratio(a.map((row, i) => (exchanged[i] ? b[i]! : row))) - ratio(b.map((row, i) => (exchanged[i] ? a[i]! : row)))])
    // Differences 8, 0, 1 of 16: 9 is reached by the exchanges that keep or turn both the first and the last: 4 of 8.
    expect(p).toEqual([0.5])
  })

  it('the same seed gives the same p, which is never 0', () => {
    const far = Array.from({ length: 40 }, (_, i) => 1 + i / 100)
    expect(permutationOfMeans(far)).toBe(1 / 2001)
    expect(permutationOfMeans(maize, { rounds: 500, seed: 3 })).toBe(permutationOfMeans(maize, { rounds: 500, seed: 3 }))
    expect(permutationOfMeans([])).toBeNaN()
  })
})
