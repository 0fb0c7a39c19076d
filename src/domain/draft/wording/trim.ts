/** Words that lead to something: at the end of a part they were left there by a deletion. */
const leads = 'with|without|and|or|but|of|in|at|on|to|from|by|for|than|which|that|the|an|as|into|between|involving|measuring|containing|showing|suggesting|is|are|was|were|has|have|no|not|due|via'

/** What no sentence of a person holds and a deletion leaves behind. */
const broken: readonly RegExp[] = [
  /[,;:]\s*[,;:.]/, /\s[,;:)\]]/, /[([]\s*[,;:.)\]]/, /^[\s,;:.)\]]/, /[,;:([]\s*$/,
  new RegExp(`\\b(?:${leads})\\s*(?=[,;:)\\]]|\\.?$)`, 'i'),
  /^(?:and|or|but|of|than|which|by|is|are|was|were|has|have)\b/i,
  /\b(?:with|of|the|an|than|no|at) (?:of|and|but|is|are|was|were|than|with)\b|\b(?:and|or|but) (?:and|or|but|than)\b/i,
  /\b(?:c|ca|approx|approximately|about|up to|around|nearly|over|under|less than|more than|at least)\.?\s*(?=[,;)\]]|\.?$)/i,
]

const isBalanced = (text: string): boolean => {
  let depth = 0
  for (const c of text) {
    if (c === '(') depth++
    else if (c === ')' && --depth < 0) return false
  }
  return depth === 0
}

/** Does the text read like a whole line: no doubled or dangling mark, no open bracket, no joining word without its second part? */
export const isWhole = (text: string): boolean => isBalanced(text) && !broken.some((pattern) => pattern.test(text.trim()))

/**
 * The text after all deletions that leave a whole line and `keeps` what it must; each that does not is not made. A text that was
 * odd before ("1) mass") may stay so, and is held against `keeps` alone.
 */
export function trim(text: string, deletions: readonly ((text: string) => string)[], keeps: (before: string, after: string) => boolean = () => true): string {
  const guarded = isWhole(text)
  return deletions.reduce((before, shorten) => {
    const after = shorten(before)
    return after !== before && ((guarded && !isWhole(after)) || !keeps(before, after)) ? before : after
  }, text)
}
