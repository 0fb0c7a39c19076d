/** Seeded random numbers: the same seed gives the same set on every machine. */
export type Random = {
  /** At least 0, below 1. */
  next(): number
  /** A whole number of at least 0 and below `below`. */
  int(below: number): number
  pick<T>(from: readonly T[]): T
  /** True for `share` of the calls. */
  chance(share: number): boolean
  /** Between `least` and `most` different members in random order (all of them when there are fewer). */
  some<T>(from: readonly T[], least: number, most: number): T[]
}

/** Mulberry32 (public domain, Tommy Ettinger): 32 bits of state, whole-number arithmetic only, hence the same everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('nothing to pick from')
      return from[int(from.length)]!
    },
    chance: (share) => next() < share,
    some: (from, least, most) => {
      const rest = [...from]
      const count = Math.min(rest.length, least + int(most - least + 1))
      return Array.from({ length: count }, () => rest.splice(int(rest.length), 1)[0]!)
    },
  }
}
