import { Play, ShieldQuestion, Square, TriangleAlert } from 'lucide-react'
import type { GateOverview } from '../../../domain/gate/gate-overview.ts'
import type { GateRecord, GateSet } from '../../../domain/gate/gate-record.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Select } from '../../ui/select.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import './model-gate.css'
import { GateRecordDetails } from './model-gate-record.tsx'
import { SecondReader } from './second-reader.tsx'
import { engineName, openRun, printGate, resumeGate, standingLook, startGate, stopGate, useGate } from './model-gate-state.ts'

const { gate: text, models, words, secondReader } = strings

const columns: GridColumn<GateRecord>[] = [
  {
    id: 'result',
    header: text.result,
    width: '8rem',
    cell: ({ passed }) => {
      const { word, tone, sign } = standingLook(passed ? 'passed' : 'under')
      return (
        <Signal look="plain" tone={tone} sign={sign}>
          {word}
        </Signal>
      )
    },
  },
  { id: 'engine', header: text.engine, width: 'minmax(8rem, 1fr)', cell: (record) => <span className="truncate font-medium" title={engineName(record)}>{engineName(record)}</span> },
  { id: 'set', header: text.set, width: 'minmax(8rem, 1fr)', cell: ({ source }) => <span className="truncate text-ink-soft" title={source}>{source}</span> },
  { id: 'when', header: text.when, width: '8rem', cell: ({ finishedAt }) => <span className="font-mono text-xs text-ink-soft">{formatMoment(finishedAt)}</span> },
]

/** Whether rules and models notice errors: what is in use, runs, and the records of all runs that ended. */
export function ModelGate() {
  const { overview, failure, selection } = useGate()
  const records = overview?.records ?? []
  const current = records.find(({ id }) => id === selection?.key) ?? records[0]
  const run = overview && openRun(overview)
  const start = useStart()
  useCommands([
    { id: 'gate.run', title: text.run, group: models.group, keys: 'Alt+N', when: () => overview !== null && run?.state !== 'running', run: () => void start() },
    { id: 'gate.stop', title: text.stop, group: models.group, keys: 'Alt+C', when: () => run?.state === 'running', run: () => run && void stopGate(run) },
    { id: 'gate.goOn', title: text.goOn, group: models.group, when: () => run?.state === 'stopped', run: () => run && void resumeGate(run) },
    { id: 'gate.print', title: text.print, group: models.group, keys: 'Alt+D', when: () => current !== undefined, run: () => current && void printGate(current) },
  ])
  if (failure && !overview) {
    return (
      <EmptyState icon={TriangleAlert} title={text.failed}>
        {failure}
      </EmptyState>
    )
  }
  if (!overview) return <p className="px-4 py-3 text-sm text-ink-faint">{text.loading}</p>
  return (
    <div data-testid="model-gate" className="flex min-h-0 flex-1 flex-col">
      <Head overview={overview} onStart={() => void start()} />
      {records.length === 0 ? (
        <EmptyState icon={ShieldQuestion} title={run?.state === 'running' ? text.firstTitle : text.emptyTitle}>
          {run?.state === 'running' ? text.firstText : text.emptyText}
        </EmptyState>
      ) : (
        <SplitPane
          label={text.record}
          initial={0.46}
          least={0.3}
          most={0.65}
          first={
            <DataGrid
              label={text.records}
              columns={columns}
              count={records.length}
              rowAt={(index) => records[index]}
              rowKey={({ id }) => id}
              selection={current ? { key: current.id, index: records.indexOf(current) } : null}
              onSelect={(next) => useGate.setState({ selection: next })}
              onOpen={(record) => void printGate(record)}
            />
          }
          second={<div className="min-h-0 flex-1 overflow-y-auto">{current ? <GateRecordDetails key={current.id} record={current} /> : null}</div>}
        />
      )}
    </div>
  )
}

/** The engine that is chosen for the next run: the active model until somebody chooses. */
function useStart(): () => Promise<void> {
  const { overview, modelId, set, measureReader } = useGate()
  const { data } = useCall('secondReader.read')
  return () => startGate(modelId === undefined ? (overview?.active.engine.model?.id ?? null) : modelId, set, measureReader ? (data?.reader?.id ?? null) : null)
}

const setOptions = (Object.keys(text.sets) as GateSet[]).map((value) => ({ value, label: text.sets[value] }))
const rulesValue = ''

/** What this is, how the model in use stands, and a new run or the one at work. */
function Head({ overview, onStart }: { overview: GateOverview; onStart: () => void }) {
  const { modelId, set, measureReader } = useGate()
  const reader = useCall('secondReader.read').data?.reader ?? null
  const { data } = useCall('models.list')
  const installed = (data?.models ?? []).filter((model) => model.installed && model.checksum !== 'mismatch')
  const { engine, standing } = overview.active
  const { word, tone, sign } = standingLook(standing.state)
  const run = openRun(overview)
  const chosen = modelId === undefined ? (engine.model?.id ?? null) : modelId
  return (
    <div className="flex shrink-0 flex-col gap-2.5 border-b border-line px-4 py-3">
      <p className="max-w-[62rem] text-sm text-pretty text-ink-soft">{text.help}</p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="text-sm text-ink-faint">{text.inUse}</span>
        <span className="text-sm font-medium">{engine.model?.name ?? text.rules}</span>
        <span data-testid="gate-standing" data-state={standing.state} className="flex min-w-0">
          <Signal tone={tone} sign={sign}>
            {word}
          </Signal>
        </span>
        <span className="min-w-0 text-sm text-pretty text-ink-soft">{standing.sentence}</span>
        {overview.active.heldBack !== null ? <p data-testid="gate-held-back" className="basis-full text-sm text-pretty text-caution">{standing.state === 'none' ? overview.active.heldBack : text.outOfUse(engine.model?.name ?? text.rules)} {models.heldBackHelp}</p> : engine.model === null && standing.state === 'under' ? <p className="basis-full text-sm text-pretty text-caution">{text.rulesUnder}</p> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Select label={text.engine} value={chosen ?? rulesValue} options={[{ value: rulesValue, label: text.rules }, ...installed.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(value) => useGate.setState({ modelId: value === rulesValue ? null : value })} className="max-w-72" />
        <Select label={text.set} value={set} options={setOptions} onChange={(value) => useGate.setState({ set: value })} />
        {reader ? <Checkbox checked={measureReader} onChange={(next) => useGate.setState({ measureReader: next })} label={secondReader.measure} /> : null}
        <Button kind="primary" icon={Play} keys="Alt+N" disabled={run?.state === 'running'} onClick={onStart}>
          {text.run}
        </Button>
        <span className="text-sm text-ink-faint">{overview.limitsByPolicy ? text.limitsPolicy : text.limitsOurs}</span>
      </div>
      {run ? (
        <div data-testid="gate-run" data-state={run.state} className="flex items-end gap-3">
          <Progress
            className="min-w-0 flex-1"
            label={`${run.state === 'running' ? text.running(run.done, run.total) : text.stopped(run.done, run.total)}, ${run.engine.model?.name ?? text.rules}, ${run.reader ? `${secondReader.title.toLowerCase()} ${run.reader.name}, ` : ''}${run.source}${run.message ? `. ${run.message}` : ''}`}
            value={run.total > 0 ? run.done / run.total : null}
            estimate={run.secondsLeft === null ? undefined : words.timeLeft(run.secondsLeft)}
          />
          {run.state === 'running' ? (
            <Button icon={Square} size="small" keys="Alt+C" onClick={() => void stopGate(run)}>
              {text.stop}
            </Button>
          ) : (
            <Button icon={Play} size="small" onClick={() => void resumeGate(run)}>
              {text.goOn}
            </Button>
          )}
        </div>
      ) : null}
      <SecondReader installed={installed} />
    </div>
  )
}
