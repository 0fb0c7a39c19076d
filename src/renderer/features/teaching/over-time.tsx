import type { ChangeKind, TeachingPage } from '../../../domain/mine-first/teaching.ts'
import { strings } from '../../lib/strings.ts'
import { MonthChart, type Measure } from './month-chart.tsx'

const words = strings.teaching
const measures = Object.keys(words.measures) as Measure[]

/** Counts by month as bars and as a table, and what was changed before signing. */
export function OverTime({ page }: { page: TeachingPage }) {
  const most = Math.max(1, ...page.months.flatMap((month) => measures.map((measure) => month[measure])))
  const kinds = (Object.entries(page.changed) as [ChangeKind, number][]).toSorted((a, b) => b[1] - a[1])
  const mostKind = Math.max(1, ...kinds.map(([, count]) => count))
  return (
    <div data-testid="teaching-time" className="flex flex-col gap-5 px-4 py-3">
      <p className="text-sm text-ink-faint">
        {words.overTimeNote} {page.waived > 0 ? `${words.waived(page.waived)}.` : ''}
      </p>
      <div className="grid grid-cols-1 gap-x-6 gap-y-4 min-[100rem]:grid-cols-2">
        {measures.map((measure) => (
          <MonthChart key={measure} measure={measure} months={page.months} most={most} />
        ))}
      </div>
      <section>
        <h3 className="text-sm font-medium">{words.changedKinds}</h3>
        {kinds.length === 0 ? (
          <p className="mt-1 text-sm text-ink-faint">{words.noneChanged}</p>
        ) : (
          <dl className="mt-1.5 grid max-w-[34rem] grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-sm">
            {kinds.map(([kind, count]) => (
              <div key={kind} className="contents">
                <dt className="text-ink-soft">{words.kinds[kind]}</dt>
                <dd aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-line">
                  <span className="block h-full rounded-full bg-caution" style={{ width: `${String((count / mostKind) * 100)}%` }} />
                </dd>
                <dd>{count.toLocaleString('en-GB')}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      <details className="text-sm">
        <summary className="w-fit cursor-default rounded-sm text-ink-soft hover:text-ink">{words.table}</summary>
        <table className="mt-1.5 w-full max-w-[40rem] text-right">
          <thead>
            <tr className="text-xs text-ink-faint">
              <th scope="col" className="py-0.5 text-left font-medium">{words.month}</th>
              <th scope="col" className="py-0.5 font-medium">{words.casesHeader}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col" className="py-0.5 pl-3 font-medium">{words.shortMeasures[measure]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.months.map((month) => (
              <tr key={month.month} className="border-t border-line">
                <td className="py-0.5 text-left font-mono text-xs">{month.month}</td>
                <td className="py-0.5">{month.cases}</td>
                {measures.map((measure) => (
                  <td key={measure} className="py-0.5">{month[measure]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
