/** An estimate with the bounds of its interval. */
export type Interval = { value: number; low: number; high: number }

/** Normal deviate of a two-sided 95 % interval. */
const z95 = 1.959963984540054

/** Wilson's interval for a share (95 %): right also near 0 and 1 and for small numbers. Of none: 0 to 1. */
export function wilson(successes: number, of: number, z = z95): Interval {
  if (of <= 0) return { value: Number.NaN, low: 0, high: 1 }
  const share = successes / of
  const denominator = 1 + (z * z) / of
  const centre = (share + (z * z) / (2 * of)) / denominator
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / denominator
  // The bounds of none and of all are 0 and 1 exactly; rounding would leave 0.9999999999999999.
  return { value: share, low: successes === 0 ? 0 : centre - half, high: successes === of ? 1 : centre + half }
}

/** Repeatable random numbers, 0 ≤ x < 1, from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Percentile bootstrap (95 %) of a statistic over cases: the same seed gives the same bounds. Of no cases: NaN. */
export function bootstrap<T>(cases: readonly T[], statistic: (sample: readonly T[]) => number, options: { rounds?: number; seed?: number } = {}): Interval {
  const value = cases.length ? statistic(cases) : Number.NaN
  if (!cases.length) return { value, low: Number.NaN, high: Number.NaN }
  const random = seededRandom(options.seed ?? 1)
  const rounds = options.rounds ?? 1000
  const values = Array.from({ length: rounds }, () => statistic(cases.map(() => cases[Math.floor(random() * cases.length)]!))).toSorted((a, b) => a - b)
  const at = (share: number) => values[Math.min(rounds - 1, Math.max(0, Math.round(share * (rounds - 1))))]!
  return { value, low: at(0.025), high: at(0.975) }
}

/** Mean of numbers; NaN for none. */
export const mean = (values: readonly number[]): number => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : Number.NaN)
