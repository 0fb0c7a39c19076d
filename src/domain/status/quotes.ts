import type { Tokens } from './tokens.ts'

const attribution = /^(?:report|reported|reports|reading|reader|read|states|stated|said|says|speaks|spoke|described|describes|called|calls|concerned|mentioned|mentions|wrote|written|quote|quoted|outside|external|reference|text|previous|prior|earlier|original|referral|letter|ct|mri|pet|scintigraphy)$/

/** Longest quotation that is looked for, in tokens. */
const longest = 120

/** Tokens inside quotations of another report ("The outside report speaks of "bone metastases""), null when there are none. A quoted word without a source is no quotation. */
export function quotedReports(tokens: Tokens, from: number, to: number): ReadonlySet<number> | null {
  const { words } = tokens
  let quoted: Set<number> | null = null
  let open = -1
  for (let k = from; k < to; k++) {
    if (words[k] !== '"') continue
    if (open < 0 || k - open > longest) {
      open = k
      continue
    }
    let named = k - open > 14
    for (let g = Math.max(from, open - 12); g < Math.min(to, k + 8); g++) if ((g < open || g > k) && attribution.test(words[g]!)) named = true
    if (named && k - open > 2) {
      quoted ??= new Set()
      for (let g = open + 1; g < k; g++) quoted.add(g)
    }
    open = -1
  }
  return quoted
}
