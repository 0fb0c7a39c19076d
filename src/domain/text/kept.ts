/** Remembers what was worked out last, by a key that says all it depends on; the oldest goes first. */
export function keepResults<Value>(most: number): (key: string, make: () => Value) => Value {
  const kept = new Map<string, Value>()
  return (key, make) => {
    const before = kept.get(key)
    if (before !== undefined) return before
    const value = make()
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    kept.set(key, value)
    return value
  }
}

/** How far around a sentence reading may look, in UTF-16 units: as far as the farthest look-around of the readers, and some more. */
const around = { before: 64, after: 96 }

/** All that reading `text[start, end)` depends on. */
export const readingKey = (text: string, start: number, end: number): string => `${text.slice(Math.max(0, start - around.before), start)}\u0000${text.slice(start, end)}\u0000${text.slice(end, end + around.after)}`
