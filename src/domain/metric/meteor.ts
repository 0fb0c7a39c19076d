import { porterStem } from '../text/porter-stem.ts'

/** Parameters of METEOR as NLTK sets them: recall weighs nine times precision; fragmentation costs up to a half. */
const alpha = 0.9
const beta = 3
const gamma = 0.5

/**
 * METEOR (Lavie 2007) of one report with exact and stem matches (no synonyms), 0 to 1, as NLTK computes it without WordNet:
 * words are matched from the end, exact first, then by stem; the score falls with the number of chunks. 0 without a match.
 */
export function meteor(reference: readonly string[], hypothesis: readonly string[]): number {
  const pairs = matchWords(hypothesis.map((word) => word.toLowerCase()), reference.map((word) => word.toLowerCase()))
  if (pairs.length === 0) return 0
  const precision = pairs.length / hypothesis.length
  const recall = pairs.length / reference.length
  const mean = (precision * recall) / (alpha * precision + (1 - alpha) * recall)
  return (1 - gamma * (countChunks(pairs) / pairs.length) ** beta) * mean
}

type Pair = readonly [hypothesis: number, reference: number]

function matchWords(hypothesis: readonly string[], reference: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  let left = hypothesis.map((_, i) => i)
  let free = reference.map((_, i) => i)
  for (const key of [(word: string) => word, porterStem]) {
    // The last free place of each word comes first, so a word costs one look and not a walk over the text.
    const places = new Map<string, number[]>()
    for (const place of free) {
      const word = key(reference[place]!)
      const known = places.get(word)
      if (known) known.push(place)
      else places.set(word, [place])
    }
    const used = new Set<number>()
    left = left.toReversed().filter((at) => {
      const place = places.get(key(hypothesis[at]!))?.pop()
      if (place === undefined) return true
      pairs.push([at, place])
      used.add(place)
      return false
    }).toReversed()
    free = free.filter((place) => !used.has(place))
  }
  return pairs.toSorted((a, b) => a[0] - b[0])
}

function countChunks(pairs: readonly Pair[]): number {
  let chunks = 1
  for (let i = 1; i < pairs.length; i++) {
    const together = pairs[i]![0] === pairs[i - 1]![0] + 1 && pairs[i]![1] === pairs[i - 1]![1] + 1
    if (!together) chunks++
  }
  return chunks
}
