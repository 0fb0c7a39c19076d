import { Check, RotateCcw, Undo2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { EvaluationRun, ShadowUpgrade } from '../../../domain/evaluation/evaluation.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { useRefresh } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { showToast } from '../../ui/toast.tsx'
import { ComparisonBody } from './comparison.tsx'
import { select, useEvaluation } from './evaluation-state.ts'
import { engineOf, leftWords, progressWords, shareDone } from './evaluation-words.ts'
import { attempt } from './use-evaluations.ts'

const words = strings.evaluation
type Line = { shadow: ShadowUpgrade; current: EvaluationRun | undefined; candidate: EvaluationRun | undefined }
type Decision = NonNullable<ShadowUpgrade['decision']>['what']

const columns: GridColumn<Line>[] = [
  { id: 'candidate', header: words.candidate, width: 'minmax(6rem, 1fr)', cell: ({ candidate }) => <span className="truncate font-medium">{candidate ? engineOf(candidate) : strings.words.unknown}</span> },
  { id: 'decision', header: words.state, width: '8.75rem', cell: ({ shadow: { decision } }) => (decision ? <Signal look="plain" tone={decision.what === 'activated' ? 'good' : 'neutral'} sign="check">{words.decided[decision.what]}</Signal> : <Signal look="plain" tone="info" sign="question">{words.undecided}</Signal>) },
]

/** Candidates that ran silently beside what was active, and what was decided. */
export function ShadowList({ shadows, runs }: { shadows: readonly ShadowUpgrade[]; runs: readonly EvaluationRun[] }) {
  const grid = useRef<HTMLDivElement>(null)
  const selected = useEvaluation((state) => state.selected.shadow)
  const refresh = useRefresh()
  const { settings } = useSettings()
  const list = shadows.map((shadow): Line => ({ shadow, current: runs.find(({ id }) => id === shadow.current), candidate: runs.find(({ id }) => id === shadow.candidate) }))
  const line = list.find(({ shadow }) => shadow.id === selected?.key) ?? list[0]
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus()
  }, [])
  const { shadow, current, candidate } = line ?? {}
  const done = current?.state === 'done' && candidate?.state === 'done'
  const moving = current?.state === 'running' || candidate?.state === 'running'
  const open = shadow?.decision === null
  const decide = (what: Decision) =>
    shadow &&
    void attempt(async () => {
      const { stands } = await client.call('shadow.decide', { shadowId: shadow.id, what, author: settings.person })
      if (stands) showToast({ tone: 'good', title: words.decided[what], description: stands })
      await refresh('shadow.list', 'models.list')
    }, words.decideFailed)
  const group = words.group
  useCommands([
    { id: 'shadow.activate', title: words.activate, group, keys: 'Alt+U', when: () => open && done, run: () => decide('activated') },
    { id: 'shadow.keep', title: words.keep, group, keys: 'Alt+K', when: () => open, run: () => decide('kept') },
    { id: 'shadow.rollBack', title: words.rollBack, group, keys: 'Alt+Z', when: () => shadow?.decision?.what === 'activated', run: () => decide('rolled-back') },
  ])
  if (!line || !shadow) return null
  return (
    <SplitPane
      label={words.tabs.shadow}
      initial={0.22}
      least={0.18}
      most={0.5}
      className="flex-1"
      first={<DataGrid label={words.tabs.shadow} columns={columns} count={list.length} rowAt={(index) => list[index]} rowKey={(each) => each.shadow.id} selection={{ key: shadow.id, index: list.indexOf(line) }} onSelect={(selection) => select('shadow', selection)} onOpen={() => {}} gridRef={grid} />}
      second={
        <section aria-label={words.candidate} data-testid="shadow-details" className="flex min-h-0 flex-1 flex-col">
          <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 text-sm">
            <span className="min-w-0 flex-1 truncate">
              <span className="text-ink-faint">{words.first}</span> {words.activeNow}, {current ? engineOf(current) : strings.words.unknown}
              <span className="ml-3 text-ink-faint">{words.second}</span> {words.candidate}, {candidate ? engineOf(candidate) : strings.words.unknown}
            </span>
            {open && done && candidate?.snapshot.engine.type === 'model' && !candidate.snapshot.engine.way ? <Button kind="primary" icon={Check} keys="Alt+U" onClick={() => decide('activated')}>{words.activate}</Button> : null}
            {open ? <Button icon={Undo2} keys="Alt+K" onClick={() => decide('kept')}>{words.keep}</Button> : null}
            {shadow.decision?.what === 'activated' ? <Button icon={RotateCcw} keys="Alt+Z" onClick={() => decide('rolled-back')}>{words.rollBack}</Button> : null}
            {shadow.decision ? <span className="text-ink-soft">{words.decided[shadow.decision.what]}: {words.decidedBy(shadow.decision.author, formatMoment(shadow.decision.at))}</span> : null}
          </div>
          {done ? (
            <ComparisonBody first={shadow.current} second={shadow.candidate} />
          ) : (
            <div className="flex flex-col gap-3 px-4 py-4">
              <p className="text-sm text-ink-soft">{moving ? words.shadowRunning : words.shadowStopped}</p>
              {[current, candidate].map((run) => (run ? <Progress key={run.id} label={`${engineOf(run)} · ${progressWords(run)}`} value={shareDone(run)} estimate={leftWords(run)} /> : null))}
              {[current, candidate].map((run) => (run?.message ? <p key={run.id} className="text-sm text-caution">{run.message}</p> : null))}
            </div>
          )}
        </section>
      }
    />
  )
}
