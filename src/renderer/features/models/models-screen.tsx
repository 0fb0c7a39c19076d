import { FileUp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { create } from 'zustand'
import type { ModelView } from '../../../domain/model/catalog.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { useEngine } from '../../lib/engine.ts'
import { messageOf } from '../../lib/errors.ts'
import { formatBytes } from '../../lib/format.ts'
import { useCall, useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { GridSelection } from '../../ui/grid-keys.ts'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { showToast } from '../../ui/toast.tsx'
import { canStart, canUnload, EngineCard, switchEngine } from './engine-card.tsx'
import { JobProgress, ModelDetails } from './model-details.tsx'
import { importKey, shareOf, startJob, useModelJobs, type ModelJob } from './model-jobs.ts'
import { actionsFor, fitLook, sortModels, stateLook } from './model-state.ts'
import { useGate, useGateFeed } from './model-gate-state.ts'
import { GateRefused, offersGate } from './model-gate-refused.tsx'
import { ModelGate } from './model-gate.tsx'
import { TagSettings } from './tag-settings.tsx'
import { runSelfTest, SelfTest } from './self-test.tsx'
import { TrainingExport } from './training-export.tsx'

const { models: text, words } = strings

/** Outlives the screen: coming back from a report finds the same model. */
const useSelection = create<{ selection: GridSelection | null; part: 'models' | 'gate' | 'tags' | 'training' }>(() => ({ selection: null, part: 'models' }))

type Row = { model: ModelView; job: ModelJob | undefined; heldBack: string | null }

const columns: GridColumn<Row>[] = [
  { id: 'state', header: text.state, width: '8.5rem', cell: (row) => <StateCell row={row} /> },
  {
    id: 'name',
    header: text.name,
    width: 'minmax(10rem, 1fr)',
    cell: ({ model }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium" title={model.name}>
          {model.name}
        </span>
        <span className="shrink-0 font-mono text-xs text-ink-faint">{model.quantization}</span>
      </span>
    ),
  },
  { id: 'size', header: text.size, width: '5rem', align: 'end', cell: ({ model }) => <span className="text-ink-soft">{formatBytes(model.bytes)}</span> },
  {
    id: 'fit',
    header: text.fit,
    width: '7.5rem',
    cell: ({ model }) => {
      const { word, tone, sign } = fitLook(model.fit)
      return (
        <Signal look="plain" tone={tone} sign={sign}>
          {word}
        </Signal>
      )
    },
  },
]

function StateCell({ row: { model, job, heldBack } }: { row: Row }) {
  const { word, tone, sign } = stateLook(model, heldBack)
  if (!job) {
    return (
      <Signal look="plain" tone={tone} sign={sign}>
        {word}
      </Signal>
    )
  }
  const share = shareOf(job.progress)
  return (
    <Signal look="plain" tone="info" sign="hourglass">
      {text.jobs[job.kind]}
      {share === null ? '' : ` ${String(Math.floor(share * 100))} %`}
    </Signal>
  )
}

/** Which models are here, whether they fit, and all that is done with them. */
export function ModelsScreen() {
  const { data, error, refetch } = useCall('models.list')
  const { engine } = useEngine()
  const { jobs } = useModelJobs()
  const refresh = useRefresh()
  const { selection, part } = useSelection()
  const [removing, setRemoving] = useState<ModelView | null>(null)

  const list = sortModels(data?.models ?? [])
  const current = list.find(({ id }) => id === selection?.key) ?? list[0]
  const currentJob = current ? jobs[current.id] : undefined
  const can = current ? actionsFor(current, currentJob !== undefined) : null
  const importJob = jobs[importKey]
  useGateFeed()
  const { overview } = useGate()
  // What main tells of the checks as they go on; the list says it before that.
  const heldBack = overview ? overview.active.heldBack : (data?.heldBack ?? null)
  const hasModel = heldBack === null && list.some(({ active }) => active)

  const attempt = async (work: () => Promise<unknown>, done: string, failed: string, asks: (problem: unknown) => boolean = () => false) => {
    try {
      await work()
      showToast({ tone: 'good', title: done })
    } catch (problem) {
      if (!asks(problem)) showToast({ tone: 'danger', title: failed, description: messageOf(problem) })
    }
    await refresh('models.list')
  }
  const activate = (model: ModelView) => void attempt(() => client.call('models.activate', { modelId: model.id }), text.activated(model.name), text.activateFailed, (problem) => offersGate(model, problem))
  const deactivate = () => void attempt(() => client.call('models.deactivate'), text.deactivated, text.activateFailed)
  const remove = (model: ModelView) => void attempt(() => client.call('models.remove', { modelId: model.id }), text.removed(model.name), text.removeFailed)
  const importFile = () => void startJob('import', importKey)

  const group = text.group
  useCommands([
    { id: 'models.tags', title: text.showTags, group, keys: 'Alt+T', run: () => useSelection.setState({ part: part === 'tags' ? 'models' : 'tags' }) },
    { id: 'models.gate', title: strings.gate.show, group, keys: 'Alt+G', run: () => useSelection.setState({ part: part === 'gate' ? 'models' : 'gate' }) },
    { id: 'models.training', title: strings.training.show, group, keys: 'Alt+W', run: () => useSelection.setState({ part: part === 'training' ? 'models' : 'training' }) },
    { id: 'models.importFile', title: text.importFile, group, keys: 'Ctrl+O', when: () => !importJob, run: importFile },
    { id: 'models.pull', title: text.pull, group, keys: 'Alt+P', when: () => can?.pull === true || can?.addAdapter === true, run: () => current && void startJob('pull', current.id) },
    { id: 'models.importAdapter', title: text.importAdapter, group, keys: 'Alt+A', when: () => can?.importAdapter === true, run: () => current && void startJob('importAdapter', current.id) },
    { id: 'models.removeAdapter', title: text.removeAdapter, group, when: () => can?.removeAdapter === true, run: () => current && void startJob('removeAdapter', current.id) },
    { id: 'models.activate', title: text.activate, group, keys: 'Alt+U', when: () => can?.activate === true, run: () => current && activate(current) },
    { id: 'models.deactivate', title: text.deactivate, group, keys: 'Alt+O', when: () => part === 'models' && can?.deactivate === true, run: deactivate },
    { id: 'models.verify', title: text.verify, group, keys: 'Alt+V', when: () => can?.verify === true, run: () => current && void startJob('verify', current.id) },
    { id: 'models.remove', title: text.remove, group, keys: 'Alt+R', when: () => can?.remove === true, run: () => current && setRemoving(current) },
    { id: 'models.stop', title: text.stop, group, keys: 'Alt+C', when: () => (currentJob ?? importJob) !== undefined, run: () => (currentJob ?? importJob)?.stop() },
    { id: 'models.selfTest', title: text.selfTest, group, keys: 'Alt+F', when: () => hasModel, run: () => void runSelfTest() },
    {
      id: 'models.engine',
      title: canUnload(engine) ? text.unload : text.start,
      group,
      keys: 'Alt+E',
      when: () => canStart(engine, hasModel) || canUnload(engine),
      run: () => void switchEngine(engine, hasModel),
    },
  ])

  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="text-sm font-semibold">{text.title}</h1>
        <div role="group" aria-label={text.title} className="flex gap-1">
          <Button size="small" kind="quiet" aria-pressed={part === 'models'} onClick={() => useSelection.setState({ part: 'models' })}>
            {text.languageModels}
          </Button>
          <Button size="small" kind="quiet" keys="Alt+G" aria-pressed={part === 'gate'} onClick={() => useSelection.setState({ part: 'gate' })}>
            {strings.gate.part}
          </Button>
          <Button size="small" kind="quiet" keys="Alt+T" aria-pressed={part === 'tags'} onClick={() => useSelection.setState({ part: 'tags' })}>
            {text.tags}
          </Button>
          <Button size="small" kind="quiet" keys="Alt+W" aria-pressed={part === 'training'} onClick={() => useSelection.setState({ part: 'training' })}>
            {strings.training.part}
          </Button>
        </div>
        {data ? (
          <p className="flex min-w-0 flex-1 items-baseline gap-1.5 text-sm text-ink-faint">
            <span className="shrink-0">{text.folder}</span>
            <span className="min-w-0 truncate font-mono text-xs text-ink-soft select-text" title={data.folder}>
              {data.folder}
            </span>
            <span className="shrink-0">· {text.freeDisk(formatBytes(data.freeDiskBytes))}</span>
          </p>
        ) : (
          <div className="flex-1" />
        )}
        <Button icon={FileUp} busy={importJob !== undefined} onClick={importFile}>
          {text.importFile}
        </Button>
      </header>
      {importJob?.progress ? (
        <div className="shrink-0 border-b border-line px-4 pb-3">
          <JobProgress job={importJob} />
        </div>
      ) : null}
      {part === 'tags' ? (
        <TagSettings />
      ) : part === 'gate' ? (
        <ModelGate />
      ) : part === 'training' ? (
        <TrainingExport />
      ) : error ? (
        <EmptyState icon={TriangleAlert} title={text.failedTitle} actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}>
          {error.message}
        </EmptyState>
      ) : (
        <SplitPane
          label={text.details}
          initial={0.58}
          least={0.4}
          most={0.7}
          first={
            <DataGrid
              label={text.list}
              columns={columns}
              count={list.length}
              rowAt={(index) => {
                const model = list[index]
                return model && { model, job: jobs[model.id], heldBack }
              }}
              rowKey={({ model }) => model.id}
              selection={current ? { key: current.id, index: list.indexOf(current) } : null}
              onSelect={(next) => useSelection.setState({ selection: next })}
              onOpen={({ model }) => actionsFor(model, jobs[model.id] !== undefined).activate && activate(model)}
            />
          }
          second={
            <div className="min-h-0 flex-1 overflow-y-auto">
              {current ? <ModelDetails model={current} job={currentJob} heldBack={heldBack} onActivate={() => activate(current)} onDeactivate={deactivate} onRemove={() => setRemoving(current)} /> : null}
              <div className="border-t border-line">
                <EngineCard engine={engine} hasModel={hasModel} />
              </div>
              <SelfTest hasModel={hasModel} />
            </div>
          }
        />
      )}
      <GateRefused onRun={() => useSelection.setState({ part: 'gate' })} />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={text.removeTitle(removing?.name ?? '')}
        confirm={text.remove}
        cancel={words.cancel}
        danger
        onConfirm={() => {
          if (removing) remove(removing)
          setRemoving(null)
        }}
      >
        {text.removeText(formatBytes(removing?.bytes ?? 0))} {removing?.origin === 'imported' ? text.removeImported : ''}
      </ConfirmDialog>
    </div>
  )
}
