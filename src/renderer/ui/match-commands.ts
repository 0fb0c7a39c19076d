export type PaletteCommand = { id: string; title: string; group: string; keys?: string | undefined; enabled: boolean }

/**
 * The commands that hold every word of `query` in title or group, best first: title starts with it, a word starts with it, anywhere.
 * An empty query keeps all in their order.
 */
export function matchCommands(query: string, commands: readonly PaletteCommand[]): PaletteCommand[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...commands]
  return commands
    .map((command) => ({ command, rank: rankOf(words, command) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ command }) => command)
}

function rankOf(words: readonly string[], { title, group }: PaletteCommand): number {
  const text = title.toLowerCase()
  const all = `${text} ${group.toLowerCase()}`
  let rank = 0
  for (const word of words) {
    if (text.startsWith(word)) rank += 8
    else if (text.includes(` ${word}`)) rank += 4
    else if (text.includes(word)) rank += 2
    else if (all.includes(word)) rank += 1
    else return 0
  }
  return rank
}
