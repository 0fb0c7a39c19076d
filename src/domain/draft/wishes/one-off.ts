import type { TextRange } from '../../report/range.ts'

/** An instruction for one draft, written between ^^ and ^^ in the findings. Offsets into the findings as written. */
export type OneOff = TextRange & { text: string }

/** Longer ones are findings between two slips of the key, not an instruction. */
const longest = 200
const marked = new RegExp(`(?:\\^\\^|＾＾)([^\\n^＾]{1,${longest}}?)(?:\\^\\^|＾＾)`, 'gu')

/**
 * Reads the instructions out of findings. `findings`: the text without them, which everything but the editor works with.
 * `unclosed`: a ^^ that is never closed; it stays where it is, as text.
 */
export function readOneOffs(written: string): { findings: string; oneOffs: OneOff[]; unclosed: boolean } {
  if (!/\^\^|＾＾/.test(written)) return { findings: written, oneOffs: [], unclosed: false }
  const oneOffs = [...written.matchAll(marked)].map((found): OneOff => ({ start: found.index, end: found.index + found[0].length, text: found[1]!.trim() }))
  return { findings: cutOut(written, oneOffRanges(written)), oneOffs, unclosed: /\^\^|＾＾/.test(cutOut(written, oneOffRanges(written))) }
}

/** What goes with the instructions: each with one of the blanks around it, a line of its own as a whole. */
export function oneOffRanges(written: string): TextRange[] {
  return [...written.matchAll(marked)].map((found) => {
    let start = found.index
    let end = start + found[0].length
    const before = written[start - 1]
    const after = written[end]
    if ((before === undefined || before === '\n') && after === '\n') end++
    else if ((before === undefined || /\s/.test(before)) && after !== undefined && /[ \t\u3000]/.test(after)) end++
    else if (before !== undefined && /[ \t\u3000]/.test(before) && (after === undefined || /\s/.test(after))) start--
    return { start, end }
  })
}

/** The text without the instructions. */
export const withoutOneOffs = (written: string): string => (/\^\^|＾＾/.test(written) ? cutOut(written, oneOffRanges(written)) : written)

function cutOut(text: string, ranges: readonly TextRange[]): string {
  return ranges.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
}

/** A stretch of the text without instructions as a stretch of the text with them; `cut`: what `oneOffRanges` says of it. */
export function inWritten(range: TextRange, cut: readonly TextRange[]): TextRange {
  let { start, end } = range
  for (const one of cut) {
    const length = one.end - one.start
    if (one.start <= start) start += length
    if (one.start < end) end += length
  }
  return { start, end }
}
