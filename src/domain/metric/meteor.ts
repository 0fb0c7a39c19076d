import { porterStem } from '../text/porter-stem.ts'

/** Parameters of METEOR as NLTK sets them: recall weighs nine times precision; fragmentation costs up to a half. */
const alpha = 0.9
const beta = 3
const gamma = 0.5

/**
 * METEOR with exact and stem matches (no synonyms), as NLTK computes it without WordNet: words are matched from the end, exact
 * first, then by stem; the score falls with the number of chunks. 0 when nothing matches.
 */
export function meteor(reference: readonly string[], hypothesis: readonly string[]): number {
  const pairs = matchWords(hypothesis.map((word) => word.toLowerCase()), reference.map((word) => word.toLowerCase()))
  if (!pairs.length) return 0
  const precision = pairs.length / hypothesis.length
  const recall = pairs.length / reference.length
  const mean = (precision * recall) / (alpha * precision + (1 - alpha) * recall)
  return (1 - gamma * (countChunks(pairs) / pairs.length) ** beta) * mean
}

type Pair = readonly [hypothesis: number, reference: number]

function matchWords(hypothesis: readonly string[], reference: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  let left = hypothesis.map((word, i): readonly [number, string] => [i, word])
  let free = reference.map((word, i): readonly [number, string] => [i, word])
  for (const key of [(word: string) => word, porterStem]) {
    const rest: (readonly [number, string])[] = []
    for (const one of left.toReversed()) {
      const at = free.findLastIndex((other) => key(other[1]) === key(one[1]))
      if (at < 0) rest.unshift(one)
      else {
        pairs.push([one[0], free[at]![0]])
        free = free.toSpliced(at, 1)
      }
    }
    left = rest
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
