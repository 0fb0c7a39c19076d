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

export type BootstrapOptions = { rounds?: number; seed?: number }

/**
 * Percentile bootstrap (95 %, Efron 1979) of several statistics over `count` cases: each round draws as many cases with
 * replacement, and `statistics` gets their numbers (the first time: every case once). Repeatable: the same seed gives the
 * same bounds. A statistic that is NaN for a draw leaves that draw out; without cases or values all is NaN.
 */
export function bootstrapAll(count: number, statistics: (drawn: Uint32Array) => readonly number[], { rounds = 1000, seed = 1 }: BootstrapOptions = {}): Interval[] {
  const drawn = Uint32Array.from({ length: count }, (_, i) => i)
  const values = statistics(drawn)
  if (count === 0) return values.map(() => ({ value: Number.NaN, low: Number.NaN, high: Number.NaN }))
  const random = seededRandom(seed)
  const all = values.map(() => new Float64Array(rounds))
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) drawn[i] = Math.floor(random() * count)
    for (const [k, value] of statistics(drawn).entries()) all[k]![round] = value
  }
  return values.map((value, k) => {
    const sorted = all[k]!.filter((one) => !Number.isNaN(one)).toSorted()
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
    return { value, low: at(0.025), high: at(0.975) }
  })
}

/** Percentile bootstrap (95 %) of one statistic over cases; see `bootstrapAll`. Of no cases: NaN. */
export function bootstrap<T>(cases: readonly T[], statistic: (sample: readonly T[]) => number, options: BootstrapOptions = {}): Interval {
  return bootstrapAll(cases.length, (drawn) => [statistic(Array.from(drawn, (i) => cases[i]!))], options)[0]!
}

/** Mean of numbers; NaN for none. */
export const mean = (values: readonly number[]): number => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : Number.NaN)
