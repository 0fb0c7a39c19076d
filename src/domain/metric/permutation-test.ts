import { seededRandom } from './interval.ts'

/** Up to so many pairs all exchanges are tried, beyond it a seeded sample of them. */
const mostExact = 14

/**
 * Paired permutation test (Fisher 1935, exact; sampled after Dwass 1957): two systems answered the same `count` cases, and `difference` is worked
 * out again with the answers of some cases exchanged (`exchanged[i]` 1). Returns the two-sided p of each difference: the share of
 * exchanges that differ at least as much as what was seen. Repeatable: the same seed gives the same p. NaN without cases.
 */
export function permutationTest(count: number, difference: (exchanged: Uint8Array) => readonly number[], { rounds = 2000, seed = 1 }: { rounds?: number; seed?: number } = {}): number[] {
  const exchanged = new Uint8Array(count)
  const seen = difference(exchanged).map(Math.abs)
  if (count === 0) return seen.map(() => Number.NaN)
  const reached = seen.map(() => 0)
  // Sums in another order differ in their last bits: such a difference is the same one.
  const note = () => difference(exchanged).forEach((value, k) => (reached[k]! += Number(Math.abs(value) >= seen[k]! - 1e-12 * Math.max(1, seen[k]!))))
  if (count <= mostExact) {
    const all = 2 ** count
    for (let pattern = 0; pattern < all; pattern++) {
      for (let i = 0; i < count; i++) exchanged[i] = (pattern >>> i) & 1
      note()
    }
    return reached.map((times, k) => (Number.isNaN(seen[k]!) ? Number.NaN : times / all))
  }
  const random = seededRandom(seed)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) exchanged[i] = random() < 0.5 ? 1 : 0
    note()
  }
  // What was seen is one of the exchanges, so p is never 0 (Phipson 2010).
  return reached.map((times, k) => (Number.isNaN(seen[k]!) ? Number.NaN : (times + 1) / (rounds + 1)))
}

/** The same for the mean difference of paired numbers. */
export const permutationOfMeans = (differences: readonly number[], options: { rounds?: number; seed?: number } = {}): number =>
  permutationTest(differences.length, (exchanged) => [differences.reduce((sum, value, i) => sum + (exchanged[i] ? -value : value), 0) / differences.length], options)[0]!
