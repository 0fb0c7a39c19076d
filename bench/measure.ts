/** Median of a non-empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value below which this share of a non-empty list lies. */
export function shareBelow(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!
}

/** One line of the result: a figure, what it is compared with, their ratio and the limit the ratio has to keep. */
export type Line = { name: string; figure: string; baseline: string; ratio: number; limit: string; holds: boolean }

/** Prints the lines as a table and as one JSON line. */
export function print(lines: readonly Line[]): void {
  const rows = [['what', 'figure', 'baseline of the same run', 'ratio', 'limit', ''], ...lines.map((line) => [line.name, line.figure, line.baseline, line.ratio.toFixed(2), line.limit, line.holds ? 'ok' : 'MISSED'])]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd())
  console.log(`BENCH ${JSON.stringify(lines)}`)
}
