import type { Language } from '../report/report.ts'
import type { TextRange } from '../report/range.ts'

export type Mention = TextRange & { denied: boolean }

const deniedBefore = /\b(?:no|without|denies|denied|not|never|negative for|free of|absence of|no history of|non)\b[^.;\n]*$/i
const notKnown = /(?:family history(?: of)?|family hx(?: of)?)[^.;,\n]*$/i
const deniedAfter = /^[^。、；\n]{0,12}?(?:なし|無し|ない|無い|認めず|認めません|否定|（[-−]）|\([-−]\)|陰性)/u
const family = /家族(?:歴|に)[^。、\n]*$/u

/**
 * Where any of `words` is named in `text`; English at word boundaries, case left aside. A word after "no", "without" … or before
 * なし, 認めず … in its clause is denied; what a family had is not told of the patient.
 */
export function mentionsOf(text: string, words: readonly string[], language: Language): Mention[] {
  const found: Mention[] = []
  for (const word of words) {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+')
    const at = language === 'en' || /^[\x20-\x7e]+$/.test(word) ? new RegExp(`(?<![a-z\\d])${escaped}(?![a-z\\d])`, 'giu') : new RegExp(escaped, 'giu')
    for (const { index, 0: hit } of text.matchAll(at)) {
      const before = text.slice(Math.max(0, index - 120), index)
      const after = text.slice(index + hit.length, index + hit.length + 60)
      if (notKnown.test(before) || family.test(before)) continue
      const clause = before.split(/[.;\n。；]|\bbut\b|\bhowever\b/i).at(-1) ?? ''
      found.push({ start: index, end: index + hit.length, denied: deniedBefore.test(clause) || deniedAfter.test(after) })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}
