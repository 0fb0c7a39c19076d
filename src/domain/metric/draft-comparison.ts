import { addUp, bleuOf, columns, medianRatio, tableOf, type DraftTable, type MeasuredDraft } from './draft-sums.ts'
import { bootstrapAll, type Interval } from './interval.ts'
import { permutationTest } from './permutation-test.ts'

/** The figures that are compared. */
export const comparedFigures = ['rouge1', 'rouge2', 'rougeL', 'bleu', 'meteor', 'factsKept', 'errorsMade', 'lengthRatio', 'copyRate'] as const
export type ComparedFigure = (typeof comparedFigures)[number]

/** One figure of two systems on the same reports; `difference` is second minus first with its 95 % interval, `p` two-sided. */
export type PairedFigure = { first: number; second: number; difference: Interval; p: number }

/** Figures of two systems over the same `n` reports; null where neither side can have the figure. */
export type DraftComparison = { n: number } & Record<ComparedFigure, PairedFigure | null>

/**
 * Compares two systems report by report: `first[i]` and `second[i]` are drafts of the same report. Bounds of the differences come from
 * seeded draws of reports (bootstrap), p from exchanging the two drafts of a report (paired permutation): the same rows give the same figures.
 */
export function compareDrafts(first: readonly MeasuredDraft[], second: readonly MeasuredDraft[]): DraftComparison {
  if (first.length !== second.length) throw new RangeError('Two systems are compared on the same reports.')
  const n = first.length
  // All drafts in one table: report i of the first system, then report i of the second at n + i.
  const both = tableOf([...first, ...second])
  const wrong = Float64Array.from([...first, ...second], ({ errors }) => Number(errors.length > 0))
  const checked = Float64Array.from([...first, ...second], (one) => Number(one.checked))
  const values = (drawn: Uint32Array) => valuesOf(both, wrong, checked, drawn)
  const of = Uint32Array.from({ length: n }, (_, i) => i)
  const difference = (a: Uint32Array, b: Uint32Array) => {
    const [left, right] = [values(a), values(b)]
    return right.map((value, k) => value - left[k]!)
  }
  const beyond = new Uint32Array(n)
  const intervals = bootstrapAll(n, (drawn) => {
    for (let i = 0; i < n; i++) beyond[i] = drawn[i]! + n
    return difference(drawn, beyond)
  })
  const [here, there] = [new Uint32Array(n), new Uint32Array(n)]
  const p = permutationTest(n, (exchanged) => {
    for (let i = 0; i < n; i++) {
      here[i] = exchanged[i] ? n + i : i
      there[i] = exchanged[i] ? i : n + i
    }
    return difference(here, there)
  })
  const [left, right] = [values(of), values(of.map((i) => i + n))]
  const figures = comparedFigures.map((name, k) => [name, Number.isNaN(left[k]!) || Number.isNaN(right[k]!) ? null : { first: left[k]!, second: right[k]!, difference: intervals[k]!, p: p[k]! }] as const)
  return { n, ...(Object.fromEntries(figures) as Record<ComparedFigure, PairedFigure | null>) }
}

/** In the order of `comparedFigures`; NaN for what the drawn reports do not tell. */
function valuesOf(table: DraftTable, wrong: Float64Array, checked: Float64Array, drawn: Uint32Array): number[] {
  const sums = addUp(table, drawn)
  let [errors, of] = [0, 0]
  for (const report of drawn) {
    errors += wrong[report]!
    of += checked[report]!
  }
  const n = drawn.length
  const mean = (column: number) => sums[column]! / n
  return [mean(columns.rouge1), mean(columns.rouge2), mean(columns.rougeL), bleuOf(sums), mean(columns.meteor), sums[columns.kept]! / sums[columns.facts]!, errors / of, medianRatio(table, drawn), sums[columns.copied]! / sums[columns.copyable]!]
}
