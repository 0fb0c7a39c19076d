import { errorKinds } from '../../../domain/gate/error-kind.ts'
import type { CheckFigures } from '../../../domain/gate/gate-figures.ts'
import type { Baseline, BaselineCell, Similarity } from '../../../domain/metric/similarity.ts'
import { strings } from '../../lib/strings.ts'
import { sharePercent } from './model-gate-state.ts'

const { gate: text } = strings
const metrics = Object.keys(text.metrics) as (keyof Similarity)[]
const cell = 'py-0.5 pl-3 text-right whitespace-nowrap tabular-nums'

/** The catch rate, and beside it what similarity metrics make of the same errors. */
export function BaselineTable({ baseline, caught }: { baseline: Baseline<keyof Similarity>; caught: CheckFigures['caught'] }) {
  const total = errorKinds.reduce((sum, kind) => ({ hits: sum.hits + caught[kind].hits, of: sum.of + caught[kind].of }), { hits: 0, of: 0 })
  const rows = [
    ...errorKinds.filter((kind) => caught[kind].of > 0).map((kind) => ({ name: text.figures[kind], count: caught[kind], cellOf: (metric: keyof Similarity) => baseline.metrics[metric].byKind[kind] })),
    { name: text.baselineAll, count: total, cellOf: (metric: keyof Similarity) => baseline.metrics[metric].all },
  ]
  return (
    <div data-testid="gate-baseline">
      <table className="w-full text-sm">
        <thead>
          <tr>
            <th scope="col" className="py-0.5 text-left text-xs font-medium text-ink-faint">{text.baseline}</th>
            {[text.caught, ...metrics.map((metric) => text.metrics[metric])].map((name) => (
              <th key={name} scope="col" className={`${cell} text-xs font-medium text-ink-faint`}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, count: { hits, of }, cellOf }) => (
            <tr key={name} className={`border-t border-line ${name === text.baselineAll ? 'font-medium' : ''}`}>
              <th scope="row" className="py-0.5 text-left font-normal">{name}</th>
              <td className={`${cell} font-medium`}>{sharePercent(of === 0 ? null : hits / of)}</td>
              {metrics.map((metric) => <Likeness key={metric} of={cellOf(metric)} />)}
            </tr>
          ))}
          <tr className="border-t border-line text-ink-soft">
            <th scope="row" className="py-0.5 text-left font-normal">{text.baselineRewordings}</th>
            <td className={cell}>{text.none}</td>
            {metrics.map((metric) => <td key={metric} className={cell}>{baseline.metrics[metric].rewordings?.toFixed(3) ?? text.none}</td>)}
          </tr>
        </tbody>
      </table>
      <p className="mt-1 text-sm text-pretty text-ink-soft">{text.baselineNote}</p>
    </div>
  )
}

function Likeness({ of }: { of: BaselineCell | undefined }) {
  return (
    <td className={cell}>
      {of ? of.mean.toFixed(3) : text.none}
      {of && of.above !== null ? <span className="ml-1.5 text-xs text-ink-faint">{text.nearer(sharePercent(of.above))}</span> : null}
    </td>
  )
}
