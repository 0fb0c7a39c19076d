import { ArrowLeft, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EvaluationPage, EvaluationRow, EvaluationRun } from '../../../domain/evaluation/evaluation.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatCount } from '../../lib/format.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { callKey } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { findSelection, type GridSelection } from '../../ui/grid-keys.ts'
import { Progress } from '../../ui/progress.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { open } from './evaluation-state.ts'
import { actionsOf, engineOf, figure, leftWords, nameOf, progressWords, runLook, shareDone } from './evaluation-words.ts'
import { Figures } from './figures.tsx'
import { ItemTexts, useItem } from './item-texts.tsx'
import { pause, resume } from './use-evaluations.ts'

const words = strings.evaluation
const keyOf = ({ number }: EvaluationRow) => String(number)

const columns: GridColumn<EvaluationRow>[] = [
  { id: 'number', header: words.number, width: '3.25rem', align: 'end', cell: ({ number }) => <span className="font-mono text-xs text-ink-faint">{formatCount(number)}</span> },
  { id: 'title', header: words.report, width: 'minmax(7rem, 1.6fr)', cell: ({ title, problem }) => <span className="truncate" title={problem || title}>{title}</span> },
  { id: 'contradictions', header: words.contradictionsShort, width: '4.75rem', align: 'end', cell: (row) => <Count row={row} value={row.contradictions} bad /> },
  { id: 'facts', header: words.lostFacts, width: '5.75rem', align: 'end', cell: (row) => <Count row={row} value={row.factsMissing + row.errorsMade} bad /> },
  { id: 'struck', header: words.struck, width: '4rem', align: 'end', cell: (row) => <Count row={row} value={row.struck} /> },
  { id: 'likeness', header: words.likeness, width: '4.75rem', align: 'end', cell: ({ rougeL }) => <Digits value={rougeL === null ? '' : figure(rougeL, 'number')} /> },
  { id: 'length', header: words.length, width: '4rem', align: 'end', cell: ({ lengthRatio }) => <Digits value={lengthRatio === null ? '' : `${lengthRatio.toFixed(2)}×`} /> },
  { id: 'time', header: words.time, width: '4.25rem', align: 'end', cell: ({ ms }) => <Digits value={ms === null ? '' : words.seconds(ms)} /> },
]

const Digits = ({ value }: { value: string }) => <span className="font-mono text-xs text-ink-soft">{value}</span>

function Count({ row, value, bad = false }: { row: EvaluationRow; value: number; bad?: boolean }) {
  if (row.state === 'waiting') return <span className="text-xs text-ink-faint">{words.waiting}</span>
  if (row.state === 'failed') return <span className="text-xs text-caution">{words.rowFailed}</span>
  return <span className={classes('font-mono text-xs', value === 0 ? 'text-ink-faint' : bad ? 'font-semibold text-danger' : 'text-ink')}>{value}</span>
}

/** The results of one run: the table of its reports, and beside it both texts or the figures. */
export function RunResults({ run }: { run: EvaluationRun }) {
  const runId = run.id
  const [order, setOrder] = useState<'worst' | 'source'>('worst')
  const [tab, setTab] = useState<'text' | 'figures'>('figures')
  const [chosen, setSelection] = useState<GridSelection | null>(null)
  const [visible, setVisible] = useState({ first: 0, last: 0 })
  const onVisible = useMemo(() => (first: number, last: number) => setVisible({ first, last }), [])
  const grid = useRef<HTMLDivElement>(null)
  const openReport = useNavigation((state) => state.openReport)
  const { rows, stale, error, retry } = useRows<EvaluationPage>((offset, limit) => {
    const input = { runId, order, offset, limit }
    return { key: callKey('evaluation.rows', input), ask: () => client.call('evaluation.rows', input) }
  }, visible)
  const total = rows?.total ?? 0
  const rowAt = (index: number) => rows?.rowAt(index)
  // Until somebody chooses, the first row is read: the worst of the run.
  const first = stale ? undefined : rowAt(0)
  const selection = chosen ?? (first ? { key: keyOf(first), index: 0 } : null)
  const here = findSelection(selection, total, (index) => {
    const row = rowAt(index)
    return row && keyOf(row)
  })
  const { data: item, error: itemError } = useItem(runId, selection === null ? null : Number(selection.key))
  const choose = (index: number) => {
    const row = rowAt(index)
    if (!row) return
    setSelection({ key: keyOf(row), index })
    setTab('text')
  }
  const isThere = first !== undefined
  useEffect(() => {
    if (isThere && document.activeElement === document.body) grid.current?.focus()
  }, [isThere])

  const group = words.group
  const can = actionsOf(run)
  useCommands([
    { id: 'evaluation.next', title: words.next, group, keys: 'N', run: () => choose((here ?? -1) + 1) },
    { id: 'evaluation.previous', title: words.previous, group, keys: 'P', alsoKeys: ['Shift+N'], run: () => choose((here ?? 1) - 1) },
    { id: 'evaluation.text', title: words.text, group, keys: 'R', run: () => setTab('text') },
    { id: 'evaluation.figures', title: words.figures, group, keys: 'F', run: () => setTab('figures') },
    { id: 'evaluation.order', title: order === 'worst' ? words.sourceOrder : words.worstFirst, group, keys: 'O', run: () => setOrder(order === 'worst' ? 'source' : 'worst') },
    { id: 'evaluation.pause', title: words.pause, group, keys: 'Alt+P', when: () => can.pause, run: () => pause(run) },
    { id: 'evaluation.resume', title: words.resume, group, keys: 'Alt+P', when: () => can.resume, run: () => resume(run) },
    { id: 'evaluation.openReport', title: words.openReport, group, hint: 'Enter', when: () => item?.reportId != null, run: () => item?.reportId && void openReport(item.reportId) },
  ])
  const look = runLook(run)
  return (
    <div data-testid="evaluation-results" data-state={run.state} className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
        <IconButton icon={ArrowLeft} label={words.back} keys="Alt+ArrowLeft" onClick={() => open(null)} />
        <h1 className="min-w-0 truncate text-sm font-semibold" title={nameOf(run)}>{nameOf(run)}</h1>
        <Signal tone={look.tone} sign={look.sign}>{look.word}</Signal>
        <span className="truncate text-sm text-ink-faint">{engineOf(run)}</span>
        <div className="min-w-0 flex-1">{run.state === 'done' ? null : <Progress label={progressWords(run)} value={shareDone(run)} estimate={leftWords(run)} />}</div>
        <div role="group" aria-label={words.orderOfRows} className="flex shrink-0 gap-1">
          <Button kind="quiet" aria-pressed={order === 'worst'} onClick={() => setOrder('worst')}>{words.worstFirst}</Button>
          <Button kind="quiet" aria-pressed={order === 'source'} keys="O" onClick={() => setOrder('source')}>{words.sourceOrder}</Button>
        </div>
      </header>
      {run.message ? <Banner tone="caution">{run.message}</Banner> : null}
      {error && rows === null ? (
        <EmptyState icon={TriangleAlert} title={words.failedTitle} actions={<Button onClick={retry}>{strings.words.tryAgain}</Button>}>
          {error.message}
        </EmptyState>
      ) : (
        <SplitPane
          label={words.split}
          initial={0.52}
          least={0.3}
          most={0.7}
          className="flex-1"
          first={
            <DataGrid
              label={words.results}
              columns={columns}
              count={total}
              rowAt={rowAt}
              rowKey={keyOf}
              selection={selection}
              onSelect={(next) => {
                setSelection(next)
                setTab('text')
              }}
              onOpen={(row) => row.reportId && void openReport(row.reportId)}
              onVisible={onVisible}
              topKey={order}
              gridRef={grid}
              stale={stale}
            />
          }
          second={
            <Tabs
              className="flex-1"
              label={words.results}
              value={tab}
              onChange={setTab}
              items={[
                { value: 'figures', label: words.figures, content: <Figures runId={runId} /> },
                {
                  value: 'text',
                  label: words.text,
                  content: itemError ? (
                    <Banner tone="danger" title={words.itemFailed}>{itemError.message}</Banner>
                  ) : item ? (
                    <ItemTexts item={item} drafts={item.sealed === null ? [{ title: words.drafted, answer: item.answer }] : []} />
                  ) : (
                    <p className="px-3 py-6 text-center text-sm text-ink-faint">{words.choose}</p>
                  ),
                },
              ]}
            />
          }
        />
      )}
    </div>
  )
}
