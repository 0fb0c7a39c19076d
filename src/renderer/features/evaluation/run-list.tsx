import { ClipboardList, Pause, Play, RotateCcw, Table2, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { EvaluationRun } from '../../../domain/evaluation/evaluation.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Select } from '../../ui/select.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { open, select, useEvaluation } from './evaluation-state.ts'
import { actionsOf, engineOf, leftWords, nameOf, progressWords, runLook, shareDone } from './evaluation-words.ts'
import { Fact, Facts } from './facts.tsx'
import { pause, removeRun, resume } from './use-evaluations.ts'

const words = strings.evaluation

const columns: GridColumn<EvaluationRun>[] = [
  { id: 'state', header: words.state, width: '7.5rem', cell: (run) => <State run={run} /> },
  { id: 'name', header: words.name, width: 'minmax(9rem, 1.4fr)', cell: (run) => <span className="truncate font-medium" title={nameOf(run)}>{nameOf(run)}</span> },
  { id: 'engine', header: words.engine, width: 'minmax(7rem, 1fr)', cell: (run) => <span className="truncate text-sm text-ink-soft" title={engineOf(run)}>{engineOf(run)}</span> },
  { id: 'progress', header: words.progress, width: 'minmax(9rem, 1fr)', cell: (run) => <ProgressCell run={run} /> },
  { id: 'created', header: words.createdAt, width: '8rem', cell: (run) => <span className="font-mono text-xs text-ink-soft">{formatMoment(run.createdAt)}</span> },
]

function State({ run }: { run: EvaluationRun }) {
  const { word, tone, sign } = runLook(run)
  return (
    <Signal look="plain" tone={tone} sign={sign}>
      {word}
    </Signal>
  )
}

function ProgressCell({ run }: { run: EvaluationRun }) {
  const said = [progressWords(run), leftWords(run)].filter(Boolean).join(' · ')
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="truncate text-xs text-ink-soft" title={said}>
        {said}
      </span>
      <span aria-hidden="true" className="h-0.5 overflow-hidden rounded-full bg-line-strong">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${String(shareDone(run) * 100)}%` }} />
      </span>
    </span>
  )
}

/** All runs, and the selected one beside them. */
export function RunList({ runs, onTest }: { runs: readonly EvaluationRun[]; onTest: (runId: string) => void }) {
  const grid = useRef<HTMLDivElement>(null)
  const selected = useEvaluation((state) => state.selected.runs)
  const [removing, setRemoving] = useState<EvaluationRun | null>(null)
  const current = runs.find(({ id }) => id === selected?.key) ?? runs[0] ?? null
  const can = current ? actionsOf(current) : null
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus()
  }, [])
  const show = ({ id }: EvaluationRun) => open({ what: 'run', runId: id })
  const group = words.group
  useCommands([
    { id: 'evaluation.open', title: words.open, group, hint: 'Enter', when: () => current !== null, run: () => current && show(current) },
    { id: 'evaluation.pause', title: words.pause, group, keys: 'Alt+P', when: () => can?.pause === true, run: () => current && pause(current) },
    { id: 'evaluation.resume', title: words.resume, group, keys: 'Alt+P', when: () => can?.resume === true, run: () => current && resume(current) },
    { id: 'evaluation.retry', title: words.retry, group, keys: 'Alt+R', when: () => can?.retry === true, run: () => current && resume(current) },
    { id: 'evaluation.test', title: words.makeTest, group, keys: 'Alt+T', when: () => (current?.done ?? 0) > 0, run: () => current && onTest(current.id) },
    { id: 'evaluation.remove', title: words.remove, group, keys: 'Delete', when: () => current !== null && !document.activeElement?.matches('input, textarea'), run: () => setRemoving(current) },
  ])
  return (
    <>
      <SplitPane
        label={words.tabs.runs}
        initial={0.62}
        least={0.45}
        most={0.75}
        className="flex-1"
        first={
          <DataGrid
            label={words.tabs.runs}
            columns={columns}
            count={runs.length}
            rowAt={(index) => runs[index]}
            rowKey={({ id }) => id}
            selection={current ? { key: current.id, index: runs.indexOf(current) } : null}
            onSelect={(selection) => select('runs', selection)}
            onOpen={show}
            gridRef={grid}
          />
        }
        second={current ? <Details run={current} runs={runs} /> : null}
      />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(isOpen) => !isOpen && setRemoving(null)}
        title={words.removeTitle(removing ? nameOf(removing) : '')}
        confirm={words.remove}
        cancel={strings.words.cancel}
        danger
        onConfirm={() => {
          if (removing) removeRun(removing)
          setRemoving(null)
        }}
      >
        {words.removeText(removing?.done ?? 0)}
      </ConfirmDialog>
    </>
  )
}

function Details({ run, runs }: { run: EvaluationRun; runs: readonly EvaluationRun[] }) {
  const look = runLook(run)
  const can = actionsOf(run)
  const others = runs.filter(({ id, done }) => id !== run.id && done > 0)
  const { snapshot } = run
  return (
    <section aria-label={nameOf(run)} data-testid="evaluation-details" data-state={run.state} className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
      <div className="flex items-start gap-3">
        <h2 className="min-w-0 flex-1 text-lg font-semibold break-words">{nameOf(run)}</h2>
        <Signal tone={look.tone} sign={look.sign} className="mt-0.5 shrink-0">
          {look.word}
        </Signal>
      </div>
      <Progress className="mt-3" label={progressWords(run)} value={shareDone(run)} estimate={leftWords(run)} />
      {run.message ? (
        <Banner tone="caution" className="mt-3 rounded-md">
          {run.message}
        </Banner>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-1.5">
        <Button kind="primary" icon={Table2} keys="Enter" onClick={() => runCommand('evaluation.open')}>
          {words.open}
        </Button>
        {can.pause ? (
          <Button icon={Pause} keys="Alt+P" onClick={() => pause(run)}>
            {words.pause}
          </Button>
        ) : null}
        {can.resume ? (
          <Button icon={Play} keys="Alt+P" onClick={() => resume(run)}>
            {words.resume}
          </Button>
        ) : null}
        {can.retry ? (
          <Button icon={RotateCcw} keys="Alt+R" onClick={() => resume(run)}>
            {words.retry}
          </Button>
        ) : null}
        {run.done > 0 ? (
          <Button icon={ClipboardList} keys="Alt+T" onClick={() => runCommand('evaluation.test')}>
            {words.makeTest}
          </Button>
        ) : null}
        <Button kind="danger" icon={Trash2} keys="Delete" onClick={() => runCommand('evaluation.remove')}>
          {words.remove}
        </Button>
      </div>
      {run.done > 0 ? (
        <div className="mt-4 flex items-center gap-2 text-sm">
          <span className="shrink-0 text-ink-soft">{words.compareWith}</span>
          {others.length === 0 ? (
            <span className="text-ink-faint">{words.compareNone}</span>
          ) : (
            <Select
              label={words.compareWith}
              value=""
              options={[{ value: '', label: strings.words.unknown }, ...others.map((other) => ({ value: other.id, label: nameOf(other) }))]}
              onChange={(second) => second !== '' && open({ what: 'comparison', first: run.id, second })}
              className="flex-1"
            />
          )}
        </div>
      ) : null}
      <Facts className="mt-4">
        <Fact label={words.source}>{run.source}</Fact>
        <Fact label={words.createdAt}>{formatMoment(run.createdAt)}</Fact>
        {run.finishedAt ? <Fact label={words.finishedAt}>{formatMoment(run.finishedAt)}</Fact> : null}
      </Facts>
      <h3 className="mt-4 mb-1.5 text-sm font-semibold text-ink-soft">{words.snapshot}</h3>
      <Facts>
        <Fact label={words.engine}>{engineOf(run)}</Fact>
        <Fact label={words.version}>{snapshot.version}</Fact>
        {snapshot.modelSha256 ? <Fact label={words.model} mono>{snapshot.modelSha256}</Fact> : null}
        {snapshot.adapterSha256 ? <Fact label={words.adapter} mono>{snapshot.adapterSha256}</Fact> : null}
        <Fact label={words.tagVersion} mono>{snapshot.tagVersion}</Fact>
      </Facts>
    </section>
  )
}
