/** What a conclusion must and must not say, as regular expressions (case ignored, Unicode mode). */
export type FactPatterns = { facts: readonly string[]; errors: readonly string[] }

/**
 * Which facts a conclusion keeps and which errors it makes, as the patterns that say so. Full-width letters and digits also
 * match as half-width. Throws SyntaxError for a pattern that is no regular expression (see `patternProblem`).
 */
export function factsKept(conclusion: string, patterns: FactPatterns): { kept: number; of: number; missing: string[]; errors: string[] } {
  const folded = conclusion.normalize('NFKC')
  const found = (pattern: string) => {
    const expression = compile(pattern)
    return expression.test(folded) || expression.test(conclusion)
  }
  const missing = patterns.facts.filter((pattern) => !found(pattern))
  return { kept: patterns.facts.length - missing.length, of: patterns.facts.length, missing, errors: patterns.errors.filter(found) }
}

const compile = (pattern: string) => new RegExp(pattern, 'iu')

/** Why a pattern is no regular expression, or null when it is one. */
export function patternProblem(pattern: string): string | null {
  try {
    compile(pattern)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Length of a conclusion against a person's: words in English, characters in Japanese. 0 where the person wrote nothing. */
export function lengthRatio(conclusion: string, reference: string): number {
  const length = (text: string) => (/[\u3040-\u30ff\u4e00-\u9fff]/.test(reference) ? text.replace(/\s+/g, '').length : text.split(/\s+/).filter(Boolean).length)
  return length(reference) ? length(conclusion) / length(reference) : 0
}

/** The middle value; of an even number the mean of the two middle ones. NaN for none. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).toSorted()
  const middle = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
