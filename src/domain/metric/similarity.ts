import { bleuOf, columns, measureDraft } from './draft-sums.ts'

/** How alike two conclusions are in their words, 0 to 1: F1 of ROUGE-L, BLEU-4 of the one text (smoothed as sacrebleu does), METEOR with exact matches. */
export type Similarity = Record<(typeof similarityNames)[number], number>
export const similarityNames = ['rougeL', 'bleu', 'meteor'] as const

/** How alike another conclusion is to the correct one. */
export function similarityOf(correct: string, other: string, language?: string): Similarity {
  const { sums } = measureDraft({ id: 0, reference: correct, hypothesis: other, language })
  return { rougeL: sums[columns.rougeL]!, bleu: bleuOf(Float64Array.from(sums)), meteor: sums[columns.meteor]! }
}

/** `mean`: of errors to the correct text. `above`: share of pairs (an error, a rewording of the same report) in which the error is more alike; equal counts half. */
export type BaselineCell = { mean: number; above: number | null }

/** What similarity makes of errors and of correct rewordings of the same reports. `errors`, `rewordings`: how many there were. */
export type Baseline<Metric extends string = string> = { errors: number; rewordings: number; metrics: Record<Metric, { rewordings: number | null; all: BaselineCell; byKind: Record<string, BaselineCell> }> }

/** One report: how alike its rewordings and its errors are to its correct conclusion. */
export type BaselineReport<Metric extends string> = { rewordings: readonly Record<Metric, number>[]; errors: readonly { kind: string; similarity: Record<Metric, number> }[] }

/**
 * The baseline beside a catch rate: were similarity of any use against errors, they would be less alike than rewordings, and `above` near 0; one half
 * tells nothing. null without an error.
 */
export function baselineOf<Metric extends string>(reports: readonly BaselineReport<Metric>[], names: readonly Metric[]): Baseline<Metric> | null {
  const errors = reports.flatMap((report) => report.errors.map((error) => ({ ...error, rewordings: report.rewordings })))
  if (errors.length === 0) return null
  const rewordings = reports.flatMap((report) => report.rewordings)
  const cell = (some: typeof errors, name: Metric): BaselineCell => {
    const pairs = some.flatMap(({ similarity, rewordings: beside }) => beside.map((one) => similarity[name] - one[name]))
    return { mean: mean(some.map(({ similarity }) => similarity[name])), above: pairs.length === 0 ? null : mean(pairs.map((difference) => (difference > 0 ? 1 : difference === 0 ? 0.5 : 0))) }
  }
  const kinds = Map.groupBy(errors, ({ kind }) => kind)
  const of = (name: Metric) => ({
    rewordings: rewordings.length === 0 ? null : mean(rewordings.map((one) => one[name])),
    all: cell(errors, name),
    byKind: Object.fromEntries([...kinds].map(([kind, some]) => [kind, cell(some, name)])),
  })
  return { errors: errors.length, rewordings: rewordings.length, metrics: Object.fromEntries(names.map((name) => [name, of(name)])) as Baseline<Metric>['metrics'] }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
