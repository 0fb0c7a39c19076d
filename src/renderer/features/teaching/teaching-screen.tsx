import { FilterX, GraduationCap, SearchX, Settings2, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { TeachingRow } from '../../../domain/mine-first/teaching.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { formatName } from '../../lib/format.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { readDate } from '../../ui/read-date.ts'
import { Select } from '../../ui/select.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { CaseView } from './case-view.tsx'
import { OverTime } from './over-time.tsx'
import { changeFilter, filterOf, isFiltered, noFilter, useTeaching } from './teaching-state.ts'

const words = strings.teaching

const count = (value: number) => <span className={value === 0 ? 'text-ink-faint' : ''}>{value}</span>
const sum = (row: TeachingRow) => Object.values(row.counts.changed).reduce((total, each) => total + each, 0)

const columns: GridColumn<TeachingRow>[] = [
  { id: 'date', header: strings.words.date, width: '5.75rem', cell: ({ comparedAt }) => <span className="font-mono text-xs text-ink-soft">{comparedAt.slice(0, 10)}</span> },
  {
    id: 'case',
    header: strings.words.patient,
    width: 'minmax(6.5rem, 1fr)',
    cell: ({ patientName, modality, description }) => (
      <span className="flex min-w-0 items-baseline gap-2" title={`${modality} ${description}`}>
        <span className="truncate">{formatName(patientName) || strings.words.noName}</span>
        <span className="truncate text-sm text-ink-faint">{modality}</span>
      </span>
    ),
  },
  { id: 'person', header: words.person, width: 'minmax(5rem, 0.6fr)', cell: ({ author }) => <span className="truncate text-sm text-ink-soft">{author}</span> },
  { id: 'agreed', header: words.shortMeasures.agreed, width: '2.75rem', align: 'end', cell: ({ counts }) => count(counts.agreed) },
  { id: 'added', header: words.shortMeasures.missedByOwn, width: '3.25rem', align: 'end', cell: ({ counts }) => count(counts.missedByOwn) },
  { id: 'ownOnly', header: words.shortMeasures.missedByDraft, width: '4.25rem', align: 'end', cell: ({ counts }) => count(counts.missedByDraft) },
  { id: 'changed', header: words.shortMeasures.changed, width: '4.25rem', align: 'end', cell: (row) => (row.state === 'signed' ? count(sum(row)) : <span className="text-ink-faint">{strings.words.unknown}</span>) },
]

/** What residents wrote first, beside the draft and what was signed: cases to read, and counts over time. */
export function TeachingScreen() {
  const filter = useTeaching((state) => state.filter)
  const selection = useTeaching((state) => state.selection)
  const tab = useTeaching((state) => state.tab)
  const { data: page, error, refetch } = useCall('teaching.list', filterOf(filter))
  // A report may have been compared or signed since this was shown last.
  useEffect(() => void refetch(), [refetch])
  const grid = useRef<HTMLDivElement>(null)
  const openReport = useNavigation((state) => state.openReport)
  const rows = page?.rows ?? []
  const selected = rows.find(({ reportId }) => reportId === selection?.key) ?? null
  const filtered = isFiltered(filter)
  const hasRows = rows.length > 0
  useEffect(() => {
    if (hasRows && document.activeElement === document.body) grid.current?.focus()
  }, [hasRows])

  const open = (row: TeachingRow | null) => row && void openReport(row.reportId)
  const group = words.group
  useCommands([
    { id: 'teaching.open', title: words.openReport, group, keys: 'O', when: () => selected !== null, run: () => open(selected) },
    { id: 'teaching.time', title: words.overTime, group, keys: 'T', run: () => useTeaching.setState({ tab: tab === 'time' && selected ? 'case' : 'time' }) },
    { id: 'teaching.list', title: words.focusList, group, keys: 'Alt+L', run: () => grid.current?.focus() },
    { id: 'teaching.clear', title: words.clear, group, keys: 'Alt+X', when: () => filtered, run: () => changeFilter(noFilter) },
  ])

  if (error && !page) {
    return (
      <EmptyState icon={TriangleAlert} title={words.failedTitle} actions={<Button onClick={() => void refetch()}>{strings.words.tryAgain}</Button>}>
        {error.message}
      </EmptyState>
    )
  }
  if (!page) return <Loading label={words.loading} />
  if (page.total === 0 && !filtered && page.people.length === 0) {
    return (
      <EmptyState
        icon={GraduationCap}
        title={words.emptyTitle}
        actions={
          <Button kind="primary" size="large" icon={Settings2} onClick={() => runCommand('shell.settings')}>
            {words.turnOn}
          </Button>
        }
      >
        {words.emptyText}
        {page.waived > 0 ? <span className="mt-2 block">{words.waived(page.waived)}.</span> : null}
      </EmptyState>
    )
  }

  const people = [{ value: '', label: words.everybody }, ...page.people.map((person) => ({ value: person, label: person }))]
  const wrong = (typed: string) => (typed !== '' && readDate(typed) === null) || undefined
  return (
    <div data-testid="teaching" className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-2">
        <h1 className="text-sm font-semibold">{words.title}</h1>
        <Select label={words.person} value={filter.person} options={people} active={filter.person !== ''} onChange={(person) => changeFilter({ person })} className="max-w-56" />
        <span className="flex items-center gap-1.5">
          <DateInput aria-label={words.from} aria-invalid={wrong(filter.from)} value={filter.from} onValue={(from) => changeFilter({ from })} className="w-26" />
          <span className="text-ink-faint">–</span>
          <DateInput aria-label={words.to} aria-invalid={wrong(filter.to)} value={filter.to} onValue={(to) => changeFilter({ to })} className="w-26" />
        </span>
        {filtered ? <IconButton icon={FilterX} label={words.clear} keys="Alt+X" onClick={() => changeFilter(noFilter)} /> : null}
        <span role="status" className="ml-auto text-sm text-ink-faint">
          {words.cases(page.total)}
          {page.rows.length < page.total ? ` · ${words.shown(page.rows.length, page.total)}` : ''}
        </span>
      </header>
      {page.total === 0 ? (
        <EmptyState icon={SearchX} title={words.nothingTitle} actions={<Button keys="Alt+X" onClick={() => changeFilter(noFilter)}>{words.clear}</Button>}>
          {words.nothingText} {page.waived > 0 ? `${words.waived(page.waived)}.` : ''}
        </EmptyState>
      ) : (
        <SplitPane
          label={words.list}
          initial={0.46}
          least={0.3}
          most={0.7}
          className="min-h-0 flex-1"
          first={
            <DataGrid
              label={words.list}
              columns={columns}
              count={rows.length}
              rowAt={(index) => rows[index]}
              rowKey={({ reportId }) => reportId}
              selection={selection}
              onSelect={(next) => useTeaching.setState({ selection: next, tab: 'case' })}
              onOpen={open}
              gridRef={grid}
              className="min-h-0 flex-1"
            />
          }
          second={
            <Tabs
              className="flex-1"
              label={words.title}
              value={selected ? tab : 'time'}
              onChange={(next) => useTeaching.setState({ tab: next })}
              items={[
                ...(selected ? [{ value: 'case' as const, label: words.sideBySide, content: <CaseView key={selected.reportId} reportId={selected.reportId} onOpen={() => open(selected)} /> }] : []),
                { value: 'time' as const, label: words.overTime, content: <OverTime page={page} /> },
              ]}
            />
          }
        />
      )}
    </div>
  )
}
