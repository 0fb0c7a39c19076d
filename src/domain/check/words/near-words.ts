import type { TextRange } from '../../report/range.ts'

/** Words that say nothing of what was seen, and those that checks compare by themselves. */
const empty: ReadonlySet<string> = new Set(['no', 'not', 'without', 'the', 'of', 'in', 'at', 'with', 'and', 'or', 'is', 'are', 'for', 'to', 'on', 'left', 'right', 'bilateral', 'both', 'an', 'there', 'by', 'from', 'any', 'due', 'caused'])
const clauseEnd = /[,;:()\n]|\.(?!\d)|\bwith\b|\bin keeping\b/g

/** The clause of an English text around a range: from one comma, bracket or "with" to the next, inside `within` (widened to the range itself). A heading right before it belongs to it. */
export function clauseAround(text: string, range: TextRange, within: TextRange): string {
  const from = Math.min(within.start, range.start)
  const before = [...text.slice(from, range.start).matchAll(clauseEnd)].filter((found) => found[0] !== ':').at(-1)
  // What stands behind a heading's colon belongs to it.
  const behind = range.end + (/^\s*:/.exec(text.slice(range.end, range.end + 4))?.[0].length ?? 0)
  const after = text.slice(behind, within.end).search(new RegExp(clauseEnd.source))
  const start = before ? from + before.index + before[0].length : from
  const heading = /(?:^|[.;\n])[^.;:\n]{2,40}:\s*$/.exec(text.slice(Math.max(0, start - 44), start))
  return `${heading ? heading[0] : ''} ${text.slice(start, after < 0 ? Math.max(within.end, range.end) : behind + after)}`
}

/** Share (0 to 1) of a clause's words that stand in another text, by their beginnings ("ureter", "ureteric"); numbers as they stand. 0 for a clause without words. */
export function sharedWords(clause: string, other: string): number {
  const said = wordsOf(clause)
  const known = wordsOf(other)
  return said.length === 0 ? 0 : said.filter((word) => known.some((one) => one === word || (Math.min(one.length, word.length) >= 4 && (one.startsWith(word) || word.startsWith(one))))).length / said.length
}

/** Characters that are compared: no clause or sentence of a person is longer, and the time stays bounded on a text without full stops. */
const longest = 3000

function wordsOf(text: string): string[] {
  return (text.slice(0, longest).replaceAll('&nbsp;', ' ').normalize('NFKC').toLowerCase().match(/[a-z]{2,}|\d+(?:[.,/]\d+)*/g) ?? []).filter((word) => !empty.has(word)).map((word) => word.replace(/(?:s|es|ed|ing)$/, '').slice(0, 7))
}
