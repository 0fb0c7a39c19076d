const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Ordinary words that lie one letter from a key word. */
const ordinary = new Set(['deceased', 'repressed', 'auspicious', 'smelled', 'dissolved', 'approved', 'vertebral', 'vertebrate', 'skeletally', 'increase', 'stables', 'unlikely', 'likely', 'regresses', 'recurrence'])

/** Words from which single swapped, missing, doubled or wrong letters lead to a key word; short words only allow a swap. */
function variants(word: string): string[] {
  const found: string[] = []
  for (let i = 0; i + 1 < word.length; i++) found.push(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2))
  if (word.length < 7) return found
  for (let i = 0; i < word.length; i++) {
    found.push(word.slice(0, i) + word.slice(i + 1), word.slice(0, i) + word.charAt(i) + word.slice(i))
    for (const letter of letters) found.push(word.slice(0, i) + letter + word.slice(i + 1))
  }
  return found
}

/** Misspelt form → key word. `known` words are never taken for a misspelling. */
export function misspellings(keys: readonly string[], known: (word: string) => boolean): Map<string, string> {
  const map = new Map<string, string>()
  for (const key of keys) for (const variant of variants(key)) if (variant !== key && !known(variant) && !ordinary.has(variant)) map.set(variant, key)
  return map
}
