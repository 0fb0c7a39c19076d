import { porterStem } from '../text/porter-stem.ts'

export type Score = { precision: number; recall: number; f1: number }

/**
 * Tokens as Google's rouge-score makes them: lower case, everything but a-z and 0-9 is a space; with `stem`, words longer
 * than three letters are stemmed. Japanese has no tokens there: use `characterTokens`.
 */
export function rougeTokens(text: string, stem = false): string[] {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').split(' ').filter(Boolean)
  return stem ? words.map((word) => (word.length > 3 ? porterStem(word) : word)) : words
}

/** One token per character without space and punctuation; runs of Latin letters and digits stay together. For Japanese. */
export function characterTokens(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/[a-z]+|\d+(?:\.\d+)?|[\p{L}\p{N}]/gu) ?? []
}

const score = (overlap: number, hypothesis: number, reference: number): Score => {
  const precision = hypothesis ? overlap / hypothesis : 0
  const recall = reference ? overlap / reference : 0
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 }
}

/** ROUGE-N over tokens, clipped counts, as rouge-score. */
export function rougeN(reference: readonly string[], hypothesis: readonly string[], n: number): Score {
  const counts = gramCounts(reference, n)
  let overlap = 0
  for (const [gram, count] of gramCounts(hypothesis, n)) overlap += Math.min(count, counts.get(gram) ?? 0)
  return score(overlap, Math.max(0, hypothesis.length - n + 1), Math.max(0, reference.length - n + 1))
}

/** N-grams and how often each occurs. */
export function gramCounts(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = tokens.slice(i, i + n).join('\u0001')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

/** ROUGE-L (longest common subsequence over the whole text), as rouge-score's rougeL. */
export function rougeL(reference: readonly string[], hypothesis: readonly string[]): Score {
  return score(longestCommon(reference, hypothesis), hypothesis.length, reference.length)
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1)
  for (const word of a) {
    const next = new Uint32Array(b.length + 1)
    for (let j = 1; j <= b.length; j++) next[j] = word === b[j - 1] ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!)
    row = next
  }
  return row[b.length]!
}
