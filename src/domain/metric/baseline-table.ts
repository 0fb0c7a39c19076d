import type { Baseline, BaselineCell } from './similarity.ts'

/** A baseline as lines of text: catch rate, and for each metric the mean similarity with how often an error looks nearer than a rewording. `caught`: hits and cases by kind. */
export function baselineTable(baseline: Baseline, caught: Record<string, { hits: number; of: number }>): string {
  const names = Object.keys(baseline.metrics)
  const share = (hits: number, of: number) => (of === 0 ? '-' : `${((100 * hits) / of).toFixed(1)} %`)
  const shown = (cell: BaselineCell | undefined) => (cell ? `${cell.mean.toFixed(3)}${cell.above === null ? '' : ` (${(100 * cell.above).toFixed(1)} %)`}` : '-')
  const line = (first: string, second: string, rest: readonly string[]) => `${first.padEnd(14)}${second.padStart(9)}${rest.map((one) => one.padStart(18)).join('')}`
  const kinds = Object.keys(caught).filter((kind) => caught[kind]!.of > 0)
  const total = kinds.reduce((sum, kind) => ({ hits: sum.hits + caught[kind]!.hits, of: sum.of + caught[kind]!.of }), { hits: 0, of: 0 })
  return [
    `Similarity of the same ${baseline.errors} errors to the correct text (in brackets: pairs in which the error looks nearer than a correct rewording)`,
    line('', 'caught', names),
    ...kinds.map((kind) => line(kind, share(caught[kind]!.hits, caught[kind]!.of), names.map((name) => shown(baseline.metrics[name]!.byKind[kind])))),
    line('all errors', share(total.hits, total.of), names.map((name) => shown(baseline.metrics[name]!.all))),
    line('rewordings', '', names.map((name) => baseline.metrics[name]!.rewordings?.toFixed(3) ?? '-')),
  ].join('\n')
}
