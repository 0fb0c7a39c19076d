import { CheckCheck, FileInput, FilePlus2, FileSearch, FlaskConical, Inbox, TriangleAlert, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { WorklistPage } from '../../../domain/worklist/worklist.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { useEngine } from '../../lib/engine.ts'
import { today } from '../../lib/format.ts'
import { markAll, useMarked } from '../../lib/marked-reports.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { callKey, useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FileDrop } from './file-drop.tsx'
import { FilterBar } from './filter-bar.tsx'
import { NewReportDialog } from './new-report-dialog.tsx'
import { RefusedDialog } from './refused-dialog.tsx'
import { useImport } from './use-import.ts'
import { markedIds } from './mark-all.ts'
import { changeFilter, dateRange, isFiltered, noFilter, useWorklist } from './worklist-filter.ts'
import { WorklistGrid } from './worklist-grid.tsx'

const { worklist, words } = strings

/** Finds a study, starts or resumes its report, imports reports. */
export function WorklistScreen() {
  const choice = useWorklist((state) => state.choice)
  const openReport = useNavigation((state) => state.openReport)
  const [visible, setVisible] = useState({ first: 0, last: 0 })
  const [creating, setCreating] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const imports = useImport()

  const filter = useMemo(
    () => ({ query: choice.query.trim(), state: choice.state, modality: choice.modality, label: choice.label, alert: choice.alert, ...dateRange(choice, today()) }),
    [choice],
  )
  const { rows, stale, error, retry } = useRows<WorklistPage>((offset, limit) => {
    const input = { ...filter, offset, limit }
    return { key: callKey('worklist.list', input), ask: () => client.call('worklist.list', input) }
  }, visible)
  const total = rows?.total ?? 0
  useRefreshAfterWriting()
  useRefreshWhile(rows?.first.looking ?? false)

  const onVisible = useMemo(() => (first: number, last: number) => setVisible({ first, last }), [])
  const toList = () => {
    grid.current?.focus()
    const row = rows?.rowAt(0)
    if (row) useWorklist.setState({ selection: { key: row.reportId, index: 0 } })
  }
  const focusSearch = () => {
    search.current?.focus()
    search.current?.select()
  }
  // The list has the focus when the screen comes: arrows work at once.
  const hasRows = total > 0
  useEffect(() => {
    if (hasRows && document.activeElement === document.body) grid.current?.focus()
  }, [hasRows])

  const markShown = async () => {
    const ids = await markedIds((offset, limit) => client.call('worklist.list', { ...filter, offset, limit }))
    markAll(ids)
  }
  const marked = useMarked((state) => state.marked.size)

  useCommands([
    { id: 'worklist.alerts', title: worklist.showAlerts, group: worklist.group, keys: 'Alt+O', run: () => changeFilter({ alert: !choice.alert }) },
    { id: 'worklist.markAll', title: worklist.markAll, group: worklist.group, keys: 'Ctrl+A', when: () => total > 0 && !document.activeElement?.matches('input, textarea'), run: () => void markShown() },
    { id: 'worklist.unmark', title: worklist.unmark, group: worklist.group, keys: 'Ctrl+Shift+A', when: () => marked > 0, run: () => markAll([]) },
    { id: 'worklist.search', title: worklist.focusSearch, group: worklist.group, keys: '/', alsoKeys: ['Ctrl+F'], run: focusSearch },
    { id: 'worklist.list', title: worklist.focusList, group: worklist.group, keys: 'Alt+L', run: () => grid.current?.focus() },
    { id: 'worklist.new', title: worklist.newReport, group: worklist.group, keys: 'Ctrl+N', run: () => setCreating(true) },
    { id: 'worklist.importFiles', title: worklist.importCommand, group: worklist.group, keys: 'Ctrl+O', when: () => imports.progress === null, run: () => picker.current?.click() },
    { id: 'worklist.samples', title: worklist.addSamples, group: worklist.group, keys: 'Alt+S', run: () => void imports.addSamples() },
    { id: 'worklist.all', title: worklist.showAll, group: worklist.group, keys: 'Alt+A', run: () => changeFilter({ state: 'all' }) },
    { id: 'worklist.inProgress', title: worklist.showInProgress, group: worklist.group, keys: 'Alt+P', run: () => changeFilter({ state: 'draft' }) },
    { id: 'worklist.signed', title: worklist.showSigned, group: worklist.group, keys: 'Alt+G', run: () => changeFilter({ state: 'signed' }) },
    { id: 'worklist.clear', title: worklist.clearFilters, group: worklist.group, keys: 'Alt+X', when: () => isFiltered(choice), run: () => changeFilter(noFilter) },
  ])

  return (
    <div data-testid="worklist" data-found={stale || rows === null ? undefined : filter.query} className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">{worklist.title}</h1>
      <header className="flex shrink-0 items-start gap-3 border-b border-line px-3 py-2">
        <FilterBar choice={choice} modalities={rows?.first.modalities ?? []} searchRef={search} onToList={toList} />
        <span role="status" className="shrink-0 text-sm leading-7 text-ink-faint">
          {imports.progress ? worklist.importing(imports.progress.done, imports.progress.total) : total === 0 ? '' : isFiltered(choice) ? worklist.countFiltered(total) : worklist.count(total)}
        </span>
        {marked > 0 ? (
          <span className="flex h-7 shrink-0 items-center gap-1 text-sm text-accent">
            <CheckCheck aria-hidden="true" className="size-3.5" />
            {worklist.marked(marked)}
            <IconButton icon={X} label={worklist.unmark} keys="Ctrl+Shift+A" size="small" onClick={() => markAll([])} />
          </span>
        ) : null}
        <div className="flex shrink-0 gap-1.5">
          <Button icon={FileInput} busy={imports.progress !== null} onClick={() => picker.current?.click()}>
            {worklist.importFiles}
          </Button>
          <Button kind="primary" icon={FilePlus2} onClick={() => setCreating(true)}>
            {worklist.newReport}
          </Button>
        </div>
      </header>

      {error && rows === null ? (
        <EmptyState icon={TriangleAlert} title={worklist.failedTitle} actions={<Button onClick={retry}>{words.tryAgain}</Button>}>
          {error.message}
        </EmptyState>
      ) : rows !== null && total === 0 ? (
        isFiltered(choice) ? (
          <EmptyState
            icon={FileSearch}
            title={worklist.nothingTitle}
            actions={
              <Button keys="Alt+X" onClick={() => changeFilter(noFilter)}>
                {worklist.clearFilters}
              </Button>
            }
          >
            {worklist.nothingText}
          </EmptyState>
        ) : (
          <EmptyState
            icon={Inbox}
            title={worklist.emptyTitle}
            actions={
              <>
                <Button kind="primary" size="large" icon={FlaskConical} onClick={() => void imports.addSamples()}>
                  {worklist.addSamples}
                </Button>
                <Button size="large" icon={FileInput} onClick={() => picker.current?.click()}>
                  {worklist.importCommand}
                </Button>
              </>
            }
          >
            {worklist.emptyText}
          </EmptyState>
        )
      ) : (
        <WorklistGrid rows={rows} stale={stale} topKey={JSON.stringify(filter)} gridRef={grid} onVisible={onVisible} />
      )}

      <input
        ref={picker}
        type="file"
        multiple
        accept=".txt,.json,.jsonl"
        aria-label={worklist.importCommand}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void imports.addFiles([...(event.target.files ?? [])])
          // The same file can be picked again after it was mended.
          event.target.value = ''
        }}
      />
      <FileDrop onFiles={(files) => void imports.addFiles(files)} />
      <RefusedDialog refused={imports.refused} onClose={imports.forgetRefused} />
      <NewReportDialog
        open={creating}
        onOpenChange={setCreating}
        onCreated={(reportId) => {
          setCreating(false)
          void openReport(reportId)
        }}
      />
    </div>
  )
}

/** A draft that ends while the worklist shows changes a flag of some row. */
function useRefreshAfterWriting(): void {
  const writing = useEngine(({ engine }) => engine?.state === 'writing')
  const refresh = useRefresh()
  const before = useRef(writing)
  useEffect(() => {
    if (before.current && !writing) void refresh('worklist.list')
    before.current = writing
  })
}

/** Tags of imported reports are looked at again in the background: the list shows them as they come. */
function useRefreshWhile(looking: boolean): void {
  const refresh = useRefresh()
  useEffect(() => {
    if (!looking) return
    const timer = setInterval(() => void refresh('worklist.list', 'alert.open', 'patient.open'), 3000)
    return () => clearInterval(timer)
  }, [looking, refresh])
}
