import { useRef, useEffect } from 'react'
import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatCount, formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { useCohort } from './cohort-state.ts'
import { RunDetails } from './run-details.tsx'
import { leftWords, nameOf, progressWords, runLook, shareDone } from './run-words.ts'

const words = strings.cohort

const columns: GridColumn<CohortRun>[] = [
  { id: 'state', header: words.state, width: '8.5rem', cell: (run) => <State run={run} /> },
  { id: 'name', header: words.name, width: 'minmax(9rem, 1fr)', cell: (run) => <span className="truncate font-medium" title={nameOf(run)}>{nameOf(run)}</span> },
  { id: 'progress', header: words.progress, width: 'minmax(11rem, 1.2fr)', cell: (run) => <ProgressCell run={run} /> },
  { id: 'adjudicated', header: words.adjudicatedColumn, width: '5.5rem', align: 'end', cell: (run) => <span className="text-ink-soft">{formatCount(run.adjudicated)}</span> },
  { id: 'created', header: words.created, width: '8rem', cell: (run) => <span className="font-mono text-xs text-ink-soft">{formatMoment(run.createdAt)}</span> },
]

function State({ run }: { run: CohortRun }) {
  const { word, tone, sign } = runLook(run)
  return (
    <Signal look="plain" tone={tone} sign={sign}>
      {word}
    </Signal>
  )
}

function ProgressCell({ run }: { run: CohortRun }) {
  const share = shareDone(run)
  const left = leftWords(run)
  const said = [progressWords(run), left].filter(Boolean).join(' · ')
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="truncate text-xs text-ink-soft" title={said}>
        {said}
      </span>
      <span aria-hidden="true" className="h-0.5 overflow-hidden rounded-full bg-line-strong">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${String((share ?? 0) * 100)}%` }} />
      </span>
    </span>
  )
}

/** All runs, and the selected one beside them. `current` is the run its commands act on. */
export function RunList({ runs, current }: { runs: readonly CohortRun[]; current: CohortRun | null }) {
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus()
  }, [])
  const open = ({ id }: CohortRun) => useCohort.setState({ openRun: id })
  useCommands([{ id: 'cohort.open', title: words.open, group: words.group, hint: 'Enter', when: () => current !== null, run: () => current && open(current) }])
  return (
    <SplitPane
      label={words.runs}
      initial={0.62}
      least={0.45}
      most={0.75}
      className="flex-1"
      first={
        <DataGrid
          label={words.runs}
          columns={columns}
          count={runs.length}
          rowAt={(index) => runs[index]}
          rowKey={({ id }) => id}
          selection={current ? { key: current.id, index: runs.indexOf(current) } : null}
          onSelect={(selectedRun) => useCohort.setState({ selectedRun })}
          onOpen={open}
          gridRef={grid}
        />
      }
      second={current ? <RunDetails run={current} /> : null}
    />
  )
}
