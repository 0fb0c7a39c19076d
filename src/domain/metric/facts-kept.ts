/** A report written by hand with what its conclusion must and must not say, as regular expressions (case ignored). */
export type FactPatterns = { facts: readonly string[]; errors: readonly string[] }

/** Which facts a conclusion keeps and which errors it makes. */
export function factsKept(conclusion: string, patterns: FactPatterns): { kept: number; of: number; missing: string[]; errors: string[] } {
  const text = conclusion.normalize('NFKC')
  const found = (pattern: string) => new RegExp(pattern, 'iu').test(text)
  const missing = patterns.facts.filter((pattern) => !found(pattern))
  return { kept: patterns.facts.length - missing.length, of: patterns.facts.length, missing, errors: patterns.errors.filter(found) }
}

/** Length of a conclusion against a person's: words in English, characters in Japanese. */
export function lengthRatio(conclusion: string, reference: string): number {
  const length = (text: string) => (/[\u3040-\u30ff\u4e00-\u9fff]/.test(reference) ? text.replace(/\s+/g, '').length : text.split(/\s+/).filter(Boolean).length)
  return length(reference) ? length(conclusion) / length(reference) : 0
}

/** The middle value; of an even number the mean of the two middle ones. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length ? (sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2) : Number.NaN
}
