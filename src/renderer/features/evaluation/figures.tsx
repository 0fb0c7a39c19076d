import type { EvaluationFigures, EvaluationSummary } from '../../../domain/evaluation/evaluation.ts'
import type { Interval } from '../../../domain/metric/interval.ts'
import { formatCount } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { bounds, figure, type FigureKind } from './evaluation-words.ts'
import { IntervalBar } from './interval-bar.tsx'

const words = strings.evaluation

type Line = { name: keyof typeof words.names; kind: FigureKind; of: (figures: EvaluationFigures) => (Interval & { count?: number; of?: number }) | null; to?: number }
const sections: { title: string; lines: Line[] }[] = [
  {
    title: words.safety,
    lines: [
      { name: 'contradicted', kind: 'percent', of: ({ contradicted }) => contradicted },
      { name: 'factsKept', kind: 'percent', of: ({ factsKept }) => factsKept },
      { name: 'errorsMade', kind: 'percent', of: ({ errorsMade }) => errorsMade },
      { name: 'tagKept', kind: 'percent', of: ({ tagKept }) => tagKept },
      { name: 'flipsCaught', kind: 'percent', of: ({ flipsCaught }) => flipsCaught },
    ],
  },
  {
    title: words.nearness,
    lines: [
      { name: 'rouge1', kind: 'number', of: ({ rouge1 }) => rouge1.f1 },
      { name: 'rouge2', kind: 'number', of: ({ rouge2 }) => rouge2.f1 },
      { name: 'rougeL', kind: 'number', of: ({ rougeL }) => rougeL.f1 },
      { name: 'bleu', kind: 'number', of: ({ bleu }) => bleu },
      { name: 'meteor', kind: 'number', of: ({ meteor }) => meteor },
      { name: 'bertScore', kind: 'number', of: ({ bertScore }) => bertScore },
    ],
  },
  {
    title: words.manner,
    lines: [
      { name: 'lengthRatio', kind: 'number', of: ({ lengthRatio }) => lengthRatio, to: 2 },
      { name: 'copyRate', kind: 'percent', of: ({ copyRate }) => copyRate },
      { name: 'modelShare', kind: 'percent', of: ({ modelShare }) => modelShare },
      { name: 'struck', kind: 'number', of: ({ struck }) => struck, to: 3 },
      { name: 'ms', kind: 'milliseconds', of: ({ ms }) => ms, to: Number.NaN },
    ],
  },
]

/** What a run measured, all reports together and by modality and language. */
export function Figures({ runId }: { runId: string }) {
  const { data: summary, error } = useCall('evaluation.summary', { runId })
  if (error && !summary) {
    return (
      <Banner tone="danger" title={words.figuresFailed}>
        {error.message}
      </Banner>
    )
  }
  if (!summary) return <div role="status" className="h-40" />
  if (summary.all.n === 0) return <p className="px-3 py-6 text-center text-sm text-ink-faint">{words.figuresEmpty}</p>
  return (
    <div data-testid="evaluation-figures" className="flex flex-col gap-4 px-3 py-3">
      <p className="text-sm text-pretty text-ink-soft">
        {words.figuresOn(summary.all.n)} {words.likenessNote}
      </p>
      {sections.map(({ title, lines }) => (
        <section key={title}>
          <h3 className="mb-1 text-sm font-semibold">{title}</h3>
          <div className="grid grid-cols-[minmax(8.5rem,1fr)_4rem_8.5rem_minmax(4rem,1.2fr)] items-center gap-x-2 gap-y-0.5 text-sm">
            {lines.map((line) => (
              <FigureLine key={line.name} line={line} figures={summary.all} />
            ))}
          </div>
        </section>
      ))}
      <Groups summary={summary} />
    </div>
  )
}

function FigureLine({ line: { name, kind, of, to = 1 }, figures }: { line: Line; figures: EvaluationFigures }) {
  const value = of(figures)
  if (!value) return null
  const counted = value.count !== undefined && value.of !== undefined ? words.counted(value.count, value.of) : null
  const said = bounds(value, kind)
  return (
    <>
      <span className="truncate" title={words.names[name]}>
        {words.names[name]}
      </span>
      <span className="text-right font-mono text-xs" title={counted ?? undefined}>
        {figure(value.value, kind)}
      </span>
      <span className="truncate font-mono text-xs text-ink-faint">{said}</span>
      {Number.isNaN(to) ? <span /> : <IntervalBar label={`${words.names[name]} ${figure(value.value, kind)} (${said})`} intervals={[{ ...value, tone: 'accent' }]} to={to} />}
    </>
  )
}

function Groups({ summary }: { summary: EvaluationSummary }) {
  const groups = [...Object.entries(summary.byLanguage), ...Object.entries(summary.byModality)]
  if (groups.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.byGroup}</h3>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-xs text-ink-faint">
            <th className="text-left font-medium" />
            <th scope="col" className="pb-1 text-right font-medium">n</th>
            <th scope="col" className="pb-1 text-right font-medium">{words.names.rougeL}</th>
            <th scope="col" className="pb-1 text-right font-medium">{words.names.factsKept}</th>
            <th scope="col" className="pb-1 text-right font-medium">{words.contradictions}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([name, { n, rougeL, factsKept, contradicted }]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-0.5 text-left font-medium">{name}</th>
              <td className="text-right font-mono text-xs">{formatCount(n)}</td>
              <td className="text-right font-mono text-xs" title={bounds(rougeL.f1, 'number')}>{figure(rougeL.f1.value, 'number')}</td>
              <td className="text-right font-mono text-xs" title={factsKept ? bounds(factsKept, 'percent') : undefined}>{factsKept ? figure(factsKept.value, 'percent') : strings.words.unknown}</td>
              <td className="text-right font-mono text-xs" title={bounds(contradicted, 'percent')}>{words.counted(contradicted.count, contradicted.of)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
