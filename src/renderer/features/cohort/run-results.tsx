import { ArrowLeft, Download, FileSearch, RotateCcw, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CohortPage, CohortRow, CohortRun } from '../../../domain/cohort/cohort.ts'
import { client } from '../../lib/client.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { callKey, useCallFor } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { useRows } from '../../lib/use-rows.ts'
import { labelWord, personWords } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { DataGrid } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { findSelection, type GridSelection } from '../../ui/grid-keys.ts'
import { PersonDialog } from '../../ui/person-dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { changeFilter, changeView, clearFilter, isFiltered, noFilter, useCohort, viewOf } from './cohort-state.ts'
import { ExportDialog } from './export-dialog.tsx'
import { selectionOf } from './find-open.ts'
import { Figures } from './figures.tsx'
import { ItemPane } from './item-pane.tsx'
import { resultColumns } from './result-columns.tsx'
import { ResultFilterBar } from './result-filter-bar.tsx'
import { actionsOf } from './run-actions.ts'
import { RunButtons } from './run-details.tsx'
import { isMoving } from './use-runs.ts'
import { leftWords, nameOf, progressWords, runLook, shareDone } from './run-words.ts'
import { useAdjudication } from './use-adjudication.ts'

const words = strings.cohort
const keyOf = ({ number }: CohortRow) => String(number)
const inField = () => document.activeElement?.matches('input, textarea, select') ?? false
/** A digit typed into an open list of choices is no label. */
const choosing = () => document.querySelector('[aria-haspopup][aria-expanded=true]') !== null

/** The results of one run: the table with its filters, and beside it the report to read and adjudicate, or the figures. */
export function RunResults({ run }: { run: CohortRun }) {
  const runId = run.id
  const { filter: asked, selection, tab } = useCohort((state) => viewOf(state, runId))
  const filter = useMemo(() => ({ ...asked, query: asked.query.trim() }), [asked])
  const [visible, setVisible] = useState({ first: 0, last: 0 })
  const [exporting, setExporting] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const openReport = useNavigation((state) => state.openReport)
  const { rows, stale, error, retry } = useRows<CohortPage>((offset, limit) => {
    const input = { runId, filter, offset, limit }
    return { key: callKey('cohort.rows', input), ask: () => client.call('cohort.rows', input) }
  }, visible)
  const total = rows?.total ?? 0
  const rowAt = (index: number) => rows?.rowAt(index)
  const onVisible = useMemo(() => (first: number, last: number) => setVisible({ first, last }), [])
  const select = useMemo(() => (next: GridSelection) => changeView(runId, { selection: next }), [runId])

  const { item, error: itemError } = useItem(run, selection)
  const adjudication = useAdjudication({ runId, filter, selection, item, rowAt, total })
  const here = findSelection(selection, total, (index) => {
    const row = rowAt(index)
    return row && keyOf(row)
  })
  // Rows that a filter took away leave their place behind: the way goes on from there.
  const at = here ?? Math.min(selection?.index ?? -1, total - 1)
  const step = (by: 1 | -1) => {
    const next = here === null && by === 1 ? Math.max(0, at) : at + by
    const row = rowAt(next)
    if (row) select(selectionOf(row, next))
  }
  const open = (row: CohortRow | null) => {
    if (row?.reportId) void openReport(row.reportId, item?.number === row.number ? (item.evidence[0] ?? null) : (row.evidence[0] ?? null))
  }
  const toTable = () => {
    grid.current?.focus()
    const row = rowAt(0)
    if (row && here === null) select(selectionOf(row, 0))
  }
  const toRuns = () => useCohort.setState({ openRun: null, selectedRun: { key: runId, index: 0 } })

  // The table has the focus when it comes, and a report is there to read.
  const first = stale ? undefined : rowAt(0)
  const firstKey = first ? keyOf(first) : null
  const nothingSelected = selection === null
  useEffect(() => {
    if (firstKey === null) return
    if (document.activeElement === document.body) grid.current?.focus()
    if (nothingSelected) select({ key: firstKey, index: 0 })
  }, [firstKey, nothingSelected, select])

  const group = words.group
  const free = () => !inField() && !choosing()
  useCommands([
    ...([0, 1, 2] as const).map((label) => ({ id: `cohort.label.${String(label)}`, title: words.setTo(labelWord(label).word), group, keys: String(label), when: () => tab === 'text' && item !== null && item.state !== 'waiting' && !choosing(), run: () => adjudication.decide(label) })),
    { id: 'cohort.takeBack', title: words.takeBackLast, group, keys: 'Backspace', when: () => tab === 'text' && free() && adjudication.canTakeBack, run: adjudication.takeBack },
    { id: 'cohort.next', title: words.next, group, keys: 'N', run: () => step(1) },
    { id: 'cohort.previous', title: words.previous, group, keys: 'P', alsoKeys: ['Shift+N'], run: () => step(-1) },
    { id: 'cohort.openReport', title: words.openReport, group, hint: 'Enter', when: () => item?.reportId != null, run: () => open(item) },
    { id: 'cohort.search', title: words.focusSearch, group, keys: '/', alsoKeys: ['Ctrl+F'], run: () => search.current?.select() },
    { id: 'cohort.table', title: words.showTable, group, keys: 'Alt+L', run: () => grid.current?.focus() },
    { id: 'cohort.text', title: words.text, group, keys: 'R', run: () => changeView(runId, { tab: 'text' }) },
    { id: 'cohort.figures', title: words.figures, group, keys: 'F', run: () => changeView(runId, { tab: 'figures' }) },
    { id: 'cohort.export', title: words.export, group, keys: 'Ctrl+E', when: () => run.total > 0, run: () => setExporting(true) },
    { id: 'cohort.clear', title: words.clearFilters, group, keys: 'Alt+X', when: () => isFiltered(filter), run: () => clearFilter(runId) },
    { id: 'cohort.runs', title: words.backToRuns, group, keys: 'Alt+ArrowLeft', run: toRuns },
  ])

  return (
    <div data-testid="cohort-results" data-state={run.state} className="flex h-full min-h-0 flex-col">
      <RunHeader run={run} onBack={toRuns} onExport={() => setExporting(true)} />
      <div className="flex shrink-0 items-start gap-3 border-b border-line px-3 py-2">
        <ResultFilterBar filter={asked} tiers={rows?.first.tiers ?? []} searchRef={search} onChange={(change) => changeFilter(runId, change)} onClear={() => clearFilter(runId)} onToTable={toTable} />
        <span role="status" className="shrink-0 text-sm leading-7 text-ink-faint">
          {words.count(total)}
        </span>
      </div>
      {error && rows === null ? (
        <EmptyState icon={TriangleAlert} title={words.rowsFailed} actions={<Button onClick={retry}>{strings.words.tryAgain}</Button>}>
          {error.message}
        </EmptyState>
      ) : (
        <SplitPane
          label={words.split}
          initial={0.6}
          least={0.35}
          most={0.75}
          className="flex-1"
          first={
            rows !== null && total === 0 && !isMoving(run) ? (
              <EmptyState
                icon={FileSearch}
                title={words.nothingTitle}
                actions={
                  isFiltered(filter) ? (
                    <Button keys="Alt+X" onClick={() => clearFilter(runId)}>
                      {words.clearFilters}
                    </Button>
                  ) : null
                }
              >
                {words.nothingText}
              </EmptyState>
            ) : (
              <DataGrid
                label={words.results}
                columns={resultColumns}
                count={total}
                rowAt={rowAt}
                rowKey={keyOf}
                selection={selection}
                onSelect={select}
                onOpen={open}
                onVisible={onVisible}
                topKey={JSON.stringify(filter)}
                gridRef={grid}
                stale={stale}
              />
            )
          }
          second={
            <Tabs
              className="flex-1"
              label={words.results}
              value={tab}
              onChange={(next) => changeView(runId, { tab: next })}
              items={[
                {
                  value: 'text',
                  label: words.text,
                  content: item ? (
                    <div className="flex h-full flex-col">
                      <ItemPane item={item} onLabel={adjudication.decide} onTakeBack={adjudication.canTakeBack ? adjudication.takeBack : null} onOpen={item.reportId ? () => open(item) : null} />
                    </div>
                  ) : itemError ? (
                    <Banner tone="danger" title={words.itemFailed}>
                      {itemError.message}
                    </Banner>
                  ) : (
                    <p className="px-3 py-6 text-center text-sm text-ink-faint">{words.choose}</p>
                  ),
                },
                {
                  value: 'figures',
                  label: words.figures,
                  content: (
                    <Figures
                      run={run}
                      cell={filter.cell}
                      onCell={(cell) => {
                        changeFilter(runId, { ...noFilter, sample: filter.sample, cell })
                        grid.current?.focus()
                      }}
                    />
                  ),
                },
              ]}
            />
          }
        />
      )}
      <ExportDialog run={run} filter={filter} total={total} open={exporting} onOpenChange={setExporting} />
      <PersonDialog
        open={adjudication.asking !== null}
        title={words.askName}
        note={words.askNameNote}
        confirm={words.askNameConfirm}
        words={personWords}
        onCancel={() => adjudication.answerName(null)}
        onPerson={adjudication.answerName}
      />
    </div>
  )
}

/** The selected report with its text; never another one than the selected. */
function useItem(run: CohortRun, selection: GridSelection | null) {
  const number = selection === null ? null : Number(selection.key)
  const { data, error, refetch } = useCallFor('cohort.item', number === null ? null : { runId: run.id, number })
  const item = number !== null && data?.number === number ? data : null
  // A report that was waiting is asked for again as the run moves on.
  const answered = run.done + run.failed
  const waiting = item?.state === 'waiting' || (item?.state === 'failed' && isMoving(run))
  const refreshKey = waiting ? answered : null
  useEffect(() => {
    if (refreshKey !== null) void refetch()
  }, [refreshKey, refetch])
  return { item, error }
}

function RunHeader({ run, onBack, onExport }: { run: CohortRun; onBack: () => void; onExport: () => void }) {
  const look = runLook(run)
  return (
    <header className="flex min-h-11 shrink-0 items-center gap-3 border-b border-line px-3 py-1.5">
      <IconButton icon={ArrowLeft} label={words.backToRuns} keys="Alt+ArrowLeft" onClick={onBack} />
      <h1 className="min-w-0 shrink truncate text-sm font-semibold">{nameOf(run)}</h1>
      <Signal tone={look.tone} sign={look.sign} className="shrink-0">
        {look.word}
      </Signal>
      {run.state === 'done' ? (
        <span className="flex-1 truncate text-sm text-ink-faint">{progressWords(run)}</span>
      ) : (
        <Progress className="min-w-0 flex-1" label={progressWords(run)} value={shareDone(run)} estimate={leftWords(run)} />
      )}
      <div className="flex shrink-0 gap-1.5">
        <RunButtons run={run} />
        {actionsOf(run).retry ? (
          <Button icon={RotateCcw} keys="Alt+R" onClick={() => runCommand('cohort.retry')}>
            {words.retry}
          </Button>
        ) : null}
        <Button icon={Download} keys="Ctrl+E" disabled={run.total === 0} onClick={onExport}>
          {words.export}
        </Button>
      </div>
    </header>
  )
}
