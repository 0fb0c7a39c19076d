/** A stretch of a text in UTF-16 code units, end exclusive. */
export type Range = { start: number; end: number }

export type TextPart = { text: string; marked: boolean; /** Where it begins in the whole text. */ at: number }

/** Cuts a text at its ranges; ranges that overlap or touch become one, those outside of the text are cut to it. */
export function markRanges(text: string, ranges: readonly Range[]): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  const push = (end: number, marked: boolean) => {
    if (end <= at) return
    const before = parts.at(-1)
    if (before?.marked === marked) before.text += text.slice(at, end)
    else parts.push({ text: text.slice(at, end), marked, at })
    at = end
  }
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    push(Math.min(start, text.length), false)
    push(Math.min(end, text.length), true)
  }
  push(text.length, false)
  return parts
}

/**
 * The part of a text around its first range, at most about `longest` characters, with … where it was cut.
 * Short texts and texts without a range begin at their beginning. Ranges come back as offsets into the excerpt.
 */
export function excerptAround(text: string, ranges: readonly Range[], longest: number): { text: string; ranges: Range[] } {
  if (text.length <= longest) return { text, ranges: [...ranges] }
  const first = ranges.toSorted((a, b) => a.start - b.start)[0]
  const wanted = first && first.end > longest ? Math.max(0, first.start - Math.floor(longest / 3)) : 0
  const from = wholeCharacter(text, wanted)
  const to = wholeCharacter(text, Math.min(text.length, from + longest))
  const lead = from > 0 ? '…' : ''
  const shift = lead.length - from
  return {
    text: `${lead}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    ranges: ranges.filter(({ start, end }) => end > from && start < to).map(({ start, end }) => ({ start: Math.max(start, from) + shift, end: Math.min(end, to) + shift })),
  }
}

/** Steps back where `at` would split a surrogate pair. */
const wholeCharacter = (text: string, at: number) => (at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at)
