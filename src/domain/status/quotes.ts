import type { Tokens } from './tokens.ts'

const attribution = /^(?:report|reported|reports|reading|reader|read|states|stated|said|says|speaks|spoke|described|describes|called|calls|concerned|mentioned|mentions|wrote|written|quote|quoted|outside|external|reference|text|previous|prior|earlier|original|referral|letter|ct|mri|pet|scintigraphy)$/

/** Longest quotation that is looked for, in tokens. */
const longest = 120

const attributionJa = /報告|記載|前回|前医|紹介|以前|とある|とされ|指摘|引用|レポート|読影|当初|前々回|初回/

/** Japanese: 「…」 beside a word of reporting, and brackets that open with one: (前回読影:…). */
function quotedJapanese(words: readonly string[], from: number, to: number, quoted: Set<number> | null): Set<number> | null {
  let found = quoted
  let open = -1
  for (let k = from; k < to; k++) {
    const word = words[k]!
    if (word === '「' || word === '『') open = k
    else if (word === '(' && /^(?:前回|前医|以前|前々)/.test(words.slice(k + 1, k + 4).join('')) && words.slice(k + 1, k + 10).includes(':')) open = k
    else if (open >= 0 && (word === '」' || word === '』' || (word === ')' && words[open] === '('))) {
      const bracket = words[open] === '('
      if (k - open <= longest && (bracket === (word === ')'))) {
        const around = words.slice(Math.max(from, open - 14), open).join('') + '|' + words.slice(k + 1, k + 9).join('')
        if (bracket || attributionJa.test(around)) {
          found ??= new Set()
          for (let g = open + 1; g < k; g++) found.add(g)
        }
        open = -1
      }
    } else if (open >= 0 && k - open > longest) open = -1
  }
  return found
}

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
  return quotedJapanese(words, from, to, quoted)
}
