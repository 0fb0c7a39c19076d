import { Check, Copy, Download, Layers, PowerOff, ShieldCheck, Square, Trash2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ModelView } from '../../../domain/model/catalog.ts'
import { formatBytes, formatCount } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Signal } from '../../ui/signal.tsx'
import { showToast } from '../../ui/toast.tsx'
import { CardTable } from './card-table.tsx'
import { shareOf, startJob, type ModelJob } from './model-jobs.ts'
import { actionsFor, checksumLook, fitLook, stateLook } from './model-state.ts'

const { models, words } = strings

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** `en` as "English"; what is no language code stays as it is. */
function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

/** `heldBack`: why the chosen model does not draft. */
type ModelDetailsProps = { model: ModelView; job: ModelJob | undefined; heldBack: string | null; onActivate: () => void; onDeactivate: () => void; onRemove: () => void }

/** All that is known of one model, and what can be done with it. */
export function ModelDetails({ model, job, heldBack, onActivate, onDeactivate, onRemove }: ModelDetailsProps) {
  const can = actionsFor(model, job !== undefined)
  const state = stateLook(model, heldBack)
  const checksum = checksumLook(model.checksum)
  const fit = fitLook(model.fit)
  return (
    <section aria-label={model.name} className="px-4 py-3">
      <div className="flex items-start gap-3">
        <h2 className="min-w-0 flex-1 text-lg font-semibold break-words">{model.name}</h2>
        <Signal tone={state.tone} sign={state.sign} className="mt-0.5 shrink-0">
          {state.word}
        </Signal>
      </div>

      {model.active && heldBack !== null ? <p className="mt-1.5 text-sm text-pretty text-caution">{heldBack} {models.heldBackHelp}</p> : null}
      {model.waits ? <p className="mt-1.5 text-sm text-pretty text-caution">{models.waitsHelp}</p> : null}
      {job ? (
        <JobProgress job={job} />
      ) : (
        <div className="mt-3 flex flex-wrap gap-1.5">
          {can.pull ? (
            <Button kind="primary" icon={Download} keys="Alt+P" onClick={() => void startJob('pull', model.id)}>
              {models.pull}
            </Button>
          ) : null}
          {can.addAdapter ? (
            <Button kind="primary" icon={Layers} keys="Alt+P" onClick={() => void startJob('pull', model.id)}>
              {models.addOurAdapter}
            </Button>
          ) : null}
          {can.activate ? (
            <Button kind="primary" icon={Check} keys="Alt+U" onClick={onActivate}>
              {models.activate}
            </Button>
          ) : null}
          {can.deactivate ? (
            <Button icon={PowerOff} keys="Alt+O" onClick={onDeactivate}>
              {models.deactivate}
            </Button>
          ) : null}
          {can.verify ? (
            <Button icon={ShieldCheck} keys="Alt+V" onClick={() => void startJob('verify', model.id)}>
              {models.verify}
            </Button>
          ) : null}
          {can.importAdapter ? (
            <Button icon={Layers} keys="Alt+A" onClick={() => void startJob('importAdapter', model.id)}>
              {models.importAdapter}
            </Button>
          ) : null}
          {can.removeAdapter ? (
            <Button icon={Undo2} onClick={() => void startJob('removeAdapter', model.id)}>
              {models.removeAdapter}
            </Button>
          ) : null}
          {can.remove ? (
            <Button kind="danger" icon={Trash2} keys="Alt+R" onClick={onRemove}>
              {models.remove}
            </Button>
          ) : null}
        </div>
      )}

      <dl className="mt-4 grid grid-cols-[6.5rem_minmax(0,1fr)] gap-y-2 text-sm">
        <Fact label={models.fit}>
          <Signal look="plain" tone={fit.tone} sign={fit.sign}>
            {fit.word}
          </Signal>
          <span className="block text-ink-soft">{model.fit.explanation}</span>
        </Fact>
        {model.cardFits.length > 0 ? (
          <Fact label={models.cards}>
            <CardTable fits={model.cardFits} />
          </Fact>
        ) : null}
        <Fact label={models.adapter}>
          <AdapterFact model={model} />
        </Fact>
        <Fact label={models.licence}>
          {model.licence.name || models.licenceUnknown}
          {model.licence.notice ? <span className="block text-pretty text-ink-soft select-text">{model.licence.notice}</span> : null}
          {model.licence.url ? <Copyable text={model.licence.url} label={words.copy} /> : null}
        </Fact>
        <Fact label={models.checksum}>
          {model.installed ? (
            <>
              <Signal look="plain" tone={checksum.tone} sign={checksum.sign}>
                {checksum.word}
              </Signal>
              <span className="block text-ink-soft">{models.checksumHelp[model.checksum]}</span>
            </>
          ) : null}
          {model.sha256 ? <Copyable text={model.sha256} label={models.copySha} mono /> : <span className="text-ink-soft">{models.sha256Pending}</span>}
        </Fact>
        <Fact label={models.tested}>{model.tested}</Fact>
        <Fact label={models.languages}>{model.languages.length > 0 ? model.languages.map(languageName).join(', ') : models.languageUnknown}</Fact>
        <Fact label={models.family}>
          {model.family}, {model.quantization}
        </Fact>
        <Fact label={models.context}>{models.tokens(model.contextLength)}</Fact>
        <Fact label={models.fileSize}>
          {formatBytes(model.bytes)} <span className="text-ink-faint">({formatCount(model.bytes)} bytes)</span>
          {model.adapter?.installed && model.adapter.way === 'merged' && model.adapter.plainKept ? <span className="block text-ink-soft">{models.withPlain(formatBytes(model.diskBytes))}</span> : null}
          {!model.installed && model.fetchBytes > 0 ? <span className="block text-ink-soft">{models.toInstall(formatBytes(model.fetchBytes), formatBytes(model.diskBytes))}</span> : null}
          {model.path ? <Copyable text={model.path} label={models.copyPath} mono /> : null}
        </Fact>
      </dl>
    </section>
  )
}

/** Which adapter the model drafts with, and where it is. */
function AdapterFact({ model: { adapter, installed } }: { model: ModelView }) {
  if (!adapter) return <span className="text-ink-soft">{models.adapterNone}</span>
  return (
    <>
      <span className="break-words">{adapter.name}</span>
      {adapter.origin === 'site' ? <span className="text-ink-faint"> · {models.adapterOfSite}</span> : null}
      <span className="block text-ink-soft">{adapter.installed ? (adapter.way === 'merged' && !adapter.plainKept ? models.adapterAlone : models.adapterWays[adapter.way]) : installed ? models.adapterMissing : models.adapterComes}</span>
      <Copyable text={adapter.sha256} label={models.copySha} mono />
    </>
  )
}

/** How far a job is, how long it still takes, and the way to stop it. */
export function JobProgress({ job }: { job: ModelJob }) {
  const { progress } = job
  const phase = progress ? models.phases[progress.phase] : models.jobs[job.kind]
  const amount = progress && progress.total > 0 ? ` ${formatBytes(progress.received)} of ${formatBytes(progress.total)}` : ''
  return (
    <div className="mt-3 flex items-end gap-3">
      <Progress
        className="min-w-0 flex-1"
        label={`${phase}${amount}`}
        value={shareOf(progress)}
        estimate={progress?.secondsLeft == null ? undefined : words.timeLeft(progress.secondsLeft)}
      />
      <Button icon={Square} size="small" onClick={job.stop}>
        {models.stop}
      </Button>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 text-pretty">{children}</dd>
    </>
  )
}

function Copyable({ text, label, mono = false }: { text: string; label: string; mono?: boolean }) {
  const copy = () => void navigator.clipboard.writeText(text).then(() => showToast({ title: words.copied }))
  return (
    <span className="flex items-center gap-1">
      <span className={mono ? 'min-w-0 truncate font-mono text-xs leading-5 text-ink-soft select-text' : 'min-w-0 truncate text-ink-soft select-text'} title={text}>
        {text}
      </span>
      <IconButton icon={Copy} label={label} size="small" className="-my-1" onClick={copy} />
    </span>
  )
}
