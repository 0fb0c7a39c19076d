/**
 * A piece of evidence: a range (UTF-16 code units, end exclusive) of a field, or the words quoted from it, or both.
 * Hand-made references often only quote.
 */
export type EvidenceQuote = { field?: string | undefined; start?: number | undefined; end?: number | undefined; text?: string | undefined }

type Range = { field: string | undefined; start: number; end: number }

/** Where a piece stands: as given, or every place of its field that reads the same. Empty when it can't be found. */
function rangesOf({ field, start, end, text }: EvidenceQuote, fields: Readonly<Record<string, string | undefined>>): Range[] {
  if (start !== undefined && end !== undefined) return [{ field, start, end }]
  const whole = field === undefined ? undefined : fields[field]
  if (!text || whole === undefined) return []
  const ranges: Range[] = []
  for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) ranges.push({ field, start: at, end: at + text.length })
  return ranges
}

/**
 * Whether any piece of the answer shares at least one character with any annotated piece: by range in the same field, and
 * where one side only quotes and its field is not at hand, by one quote containing the other.
 */
export function evidenceOverlaps(reference: readonly EvidenceQuote[], answer: readonly EvidenceQuote[], fields: Readonly<Record<string, string | undefined>> = {}): boolean {
  return reference.some((wanted) => {
    const wantedRanges = rangesOf(wanted, fields)
    return answer.some((given) => {
      const givenRanges = rangesOf(given, fields)
      if (wantedRanges.length > 0 && givenRanges.length > 0) {
        return wantedRanges.some((a) => givenRanges.some((b) => (a.field === undefined || b.field === undefined || a.field === b.field) && a.start < b.end && b.start < a.end))
      }
      return Boolean(wanted.text && given.text) && (wanted.text!.includes(given.text!) || given.text!.includes(wanted.text!))
    })
  })
}
