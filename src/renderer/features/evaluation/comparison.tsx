import { ArrowLeft, GitCompareArrows } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ComparedPair, EvaluationComparison, EvaluationRun } from '../../../domain/evaluation/evaluation.ts'
import type { PairedFigure } from '../../../domain/metric/draft-comparison.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatCount } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { GridSelection } from '../../ui/grid-keys.ts'
import { SplitPane } from '../../ui/split-pane.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { open } from './evaluation-state.ts'
import { figure, nameOf, signed, type FigureKind } from './evaluation-words.ts'
import { ItemTexts, useItem } from './item-texts.tsx'

const words = strings.evaluation

const pair = ([one, other]: readonly [number, number], digits = 0) => (
  <span className={classes('font-mono text-xs', other > one && digits === 0 ? 'font-semibold text-danger' : 'text-ink-soft')}>
    {one.toFixed(digits)} → {other.toFixed(digits)}
  </span>
)
const columns: GridColumn<ComparedPair>[] = [
  { id: 'title', header: words.report, width: 'minmax(6rem, 1.4fr)', cell: ({ title }) => <span className="truncate" title={title}>{title}</span> },
  { id: 'contradictions', header: words.contradictionsShort, width: '4.25rem', align: 'end', cell: ({ contradictions }) => pair(contradictions) },
  { id: 'facts', header: words.lostFacts, width: '5.75rem', align: 'end', cell: ({ factsMissing }) => pair(factsMissing) },
  { id: 'likeness', header: words.likeness, width: '6.25rem', align: 'end', cell: ({ rougeL, same }) => (same ? <span className="text-xs text-ink-faint">{words.same}</span> : pair(rougeL, 2)) },
  { id: 'tags', header: words.tagsOf, width: 'minmax(3.5rem, 1fr)', cell: ({ labels: [one, other] }) => (one === other ? null : <span className="truncate text-xs text-caution" title={`${labelWord(one).word} → ${labelWord(other).word}`}>{labelWord(one).word} → {labelWord(other).word}</span>) },
]

type ComparisonProps = { runs: readonly EvaluationRun[]; first: string; second: string }

/** Two runs over the same reports: what differs and how surely, and the worst cases with their texts side by side. */
export function Comparison({ runs, first, second }: ComparisonProps) {
  const [one, other] = [runs.find(({ id }) => id === first), runs.find(({ id }) => id === second)]
  return (
    <div data-testid="comparison" className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
        <IconButton icon={ArrowLeft} label={words.back} keys="Alt+ArrowLeft" onClick={() => open(null)} />
        <h1 className="text-sm font-semibold">{words.compareTitle}</h1>
        <span className="min-w-0 truncate text-sm text-ink-soft">
          <span className="text-ink-faint">{words.first}</span> {one ? nameOf(one) : strings.words.unknown} <span className="ml-3 text-ink-faint">{words.second}</span> {other ? nameOf(other) : strings.words.unknown}
        </span>
      </header>
      <ComparisonBody first={first} second={second} />
    </div>
  )
}

/** The comparison itself; a shadow upgrade shows it too. */
export function ComparisonBody({ first, second }: { first: string; second: string }) {
  const { data, error } = useCall('evaluation.compare', { first, second })
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const [tab, setTab] = useState<'figures' | 'text'>('figures')
  const grid = useRef<HTMLDivElement>(null)
  const chosen = data?.pairs.find(({ numbers }) => String(numbers[0]) === selection?.key) ?? data?.pairs[0] ?? null
  const index = chosen && data ? data.pairs.indexOf(chosen) : -1
  const choose = (next: number) => {
    const row = data?.pairs[next]
    if (!row) return
    setSelection({ key: String(row.numbers[0]), index: next })
    setTab('text')
  }
  const group = words.group
  useCommands([
    { id: 'comparison.next', title: words.next, group, keys: 'N', run: () => choose(index + 1) },
    { id: 'comparison.previous', title: words.previous, group, keys: 'P', run: () => choose(index - 1) },
    { id: 'comparison.text', title: words.text, group, keys: 'R', run: () => setTab('text') },
    { id: 'comparison.figures', title: words.figures, group, keys: 'F', run: () => setTab('figures') },
  ])
  if (error) return <Banner tone="danger" title={words.compareFailed}>{error.message}</Banner>
  if (!data) return <div role="status" className="h-40" />
  if (data.cases === 0) return <EmptyState icon={GitCompareArrows} title={words.compareTitle}>{words.compareEmpty}</EmptyState>
  return (
    <SplitPane
      label={words.split}
      initial={0.45}
      least={0.3}
      most={0.7}
      className="flex-1"
      first={
        <>
          <p className="shrink-0 border-b border-line px-3 py-1.5 text-xs text-ink-faint">{words.worstPairs}</p>
          <DataGrid
            label={words.results}
            columns={columns}
            count={data.pairs.length}
            rowAt={(at) => data.pairs[at]}
            rowKey={({ numbers }) => String(numbers[0])}
            selection={chosen ? { key: String(chosen.numbers[0]), index } : null}
            onSelect={(next) => {
              setSelection(next)
              setTab('text')
            }}
            onOpen={() => setTab('text')}
            gridRef={grid}
          />
        </>
      }
      second={
        <Tabs
          className="flex-1"
          label={words.results}
          value={tab}
          onChange={setTab}
          items={[
            { value: 'figures', label: words.figures, content: <ComparedFigures comparison={data} /> },
            { value: 'text', label: words.text, content: chosen ? <PairTexts first={first} second={second} numbers={chosen.numbers} /> : null },
          ]}
        />
      }
    />
  )
}

function PairTexts({ first, second, numbers }: { first: string; second: string; numbers: [number, number] }) {
  const { data: one, error } = useItem(first, numbers[0])
  const { data: other } = useItem(second, numbers[1])
  if (error) return <Banner tone="danger" title={words.itemFailed}>{error.message}</Banner>
  if (!one || !other) return <div role="status" className="h-40" />
  return <ItemTexts item={one} drafts={[{ title: words.first, answer: one.sealed === null ? one.answer : null }, { title: words.second, answer: other.sealed === null ? other.answer : null }]} />
}

type Line = { name: keyof typeof words.names; kind: FigureKind; of: (comparison: EvaluationComparison) => PairedFigure | null; lessIsBetter?: boolean; neutral?: boolean }
const lines: Line[] = [
  { name: 'contradicted', kind: 'percent', of: ({ contradicted }) => contradicted, lessIsBetter: true },
  { name: 'factsKept', kind: 'percent', of: ({ figures }) => figures.factsKept },
  { name: 'errorsMade', kind: 'percent', of: ({ figures }) => figures.errorsMade, lessIsBetter: true },
  { name: 'rouge1', kind: 'number', of: ({ figures }) => figures.rouge1 },
  { name: 'rouge2', kind: 'number', of: ({ figures }) => figures.rouge2 },
  { name: 'rougeL', kind: 'number', of: ({ figures }) => figures.rougeL },
  { name: 'bleu', kind: 'number', of: ({ figures }) => figures.bleu },
  { name: 'meteor', kind: 'number', of: ({ figures }) => figures.meteor },
  { name: 'bertScore', kind: 'number', of: ({ bertScore }) => bertScore },
  { name: 'lengthRatio', kind: 'number', of: ({ figures }) => figures.lengthRatio, neutral: true },
  { name: 'copyRate', kind: 'percent', of: ({ figures }) => figures.copyRate, neutral: true },
  { name: 'meanMs', kind: 'milliseconds', of: ({ ms }) => ms, lessIsBetter: true },
]

function ComparedFigures({ comparison }: { comparison: EvaluationComparison }) {
  const { cases, unpaired, changedConclusions, changedTags, flips } = comparison
  return (
    <div data-testid="compared-figures" className="flex flex-col gap-4 px-3 py-3">
      <p className="text-sm text-pretty text-ink-soft">
        {words.compareOn(cases, unpaired[0] + unpaired[1])} {words.changed(changedConclusions, changedTags, cases)}
      </p>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-xs text-ink-faint">
            <th className="text-left font-medium" />
            {[words.first, words.second, words.difference, '', words.p].map((title, index) => (
              <th key={index} scope="col" className="pb-1 text-right font-medium">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, kind, of, lessIsBetter, neutral }) => {
            const value = of(comparison)
            if (!value) return null
            const clear = value.p < 0.05 && value.difference.value !== 0
            const better = value.difference.value > 0 !== (lessIsBetter === true)
            return (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="truncate py-0.5 text-left font-normal">{words.names[name]}</th>
                <td className="text-right font-mono text-xs">{figure(value.first, kind)}</td>
                <td className="text-right font-mono text-xs">{figure(value.second, kind)}</td>
                <td className={classes('text-right font-mono text-xs', clear && !neutral && (better ? 'text-good' : 'text-danger'))}>{signed(value.difference.value, kind)}</td>
                <td className="pl-2 text-right font-mono text-xs text-ink-faint">{kind === 'milliseconds' ? '' : words.interval(signed(value.difference.low, kind), signed(value.difference.high, kind))}</td>
                <td className={classes('pl-3 text-right font-mono text-xs', clear ? 'font-semibold text-ink' : 'text-ink-faint')}>{words.pValue(value.p)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="text-xs text-pretty text-ink-faint">{words.pNote}</p>
      <section>
        <h3 className="mb-1 text-sm font-semibold">{words.flips}</h3>
        {flips.length === 0 ? (
          <p className="text-sm text-ink-soft">{words.noFlips}</p>
        ) : (
          <table className="text-sm">
            <thead>
              <tr className="text-xs text-ink-faint">
                <th className="pr-6 text-left font-medium" />
                <th scope="col" className="pr-4 text-right font-medium">{words.first}</th>
                <th scope="col" className="text-right font-medium">{words.second}</th>
              </tr>
            </thead>
            <tbody>
              {flips.map(({ kind, first, second }) => (
                <tr key={kind}>
                  <th scope="row" className="pr-6 text-left font-normal">{words.flipKinds[kind]}</th>
                  <td className="pr-4 text-right font-mono text-xs">{formatCount(first)}</td>
                  <td className={classes('text-right font-mono text-xs', second > first && 'font-semibold text-danger')}>{formatCount(second)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  )
}
