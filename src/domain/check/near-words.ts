import type { TextRange } from '../report/range.ts'

/** Words that say nothing of what was seen, and those that checks compare by themselves. */
const empty: ReadonlySet<string> = new Set(['no', 'not', 'without', 'the', 'of', 'in', 'at', 'with', 'and', 'or', 'is', 'are', 'for', 'to', 'on', 'left', 'right', 'bilateral', 'both', 'an', 'there', 'by', 'from', 'any'])
const clauseEnd = /[,;:.()\n]|\bwith\b|\bin keeping\b/g

/** The clause of an English text around a range: from one comma, bracket or "with" to the next, inside `within`. */
export function clauseAround(text: string, range: TextRange, within: TextRange): string {
  const before = [...text.slice(within.start, range.start).matchAll(clauseEnd)].at(-1)
  const after = text.slice(range.end, within.end).search(new RegExp(clauseEnd.source))
  return text.slice(before ? within.start + before.index + before[0].length : within.start, after < 0 ? within.end : range.end + after)
}

/** Share (0 to 1) of a clause's words that stand in another text, by their beginnings; numbers as they stand. 0 for a clause without words. */
export function sharedWords(clause: string, other: string): number {
  const said = wordsOf(clause)
  const known = new Set(wordsOf(other))
  return said.length === 0 ? 0 : said.filter((word) => known.has(word)).length / said.length
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]{2,}|\d+(?:[.,/]\d+)*/g) ?? []).filter((word) => !empty.has(word)).map((word) => word.replace(/(?:s|es|ed|ing)$/, '').slice(0, 7))
}
