import { BellRing, CircleAlert, CircleDashed, CirclePause, CircleCheck, LoaderCircle, LockKeyhole, PenLine, type LucideIcon } from 'lucide-react'
import type { AppStatus } from '../../domain/app-status.ts'
import type { EngineState } from '../../domain/model/engine-state.ts'
import { RunInProgress } from '../features/cohort/run-in-progress.tsx'
import { EvaluationInProgress } from '../features/evaluation/evaluation-in-progress.tsx'
import { useEngine } from '../lib/engine.ts'
import { useCall } from '../lib/query.ts'
import { strings } from '../lib/strings.ts'
import { classes } from '../ui/classes.ts'
import { Tooltip } from '../ui/tooltip.tsx'

const { shell } = strings

const stateLook: Record<EngineState['state'], { icon: LucideIcon; word: string; className?: string; turns?: boolean }> = {
  off: { icon: CirclePause, word: shell.engineOff },
  starting: { icon: LoaderCircle, word: shell.engineStarting, turns: true },
  loading: { icon: LoaderCircle, word: shell.engineLoading, turns: true },
  ready: { icon: CircleCheck, word: shell.engineReady, className: 'text-good' },
  writing: { icon: PenLine, word: shell.engineWriting, className: 'text-machine' },
  stopped: { icon: CircleAlert, word: shell.engineStopped, className: 'text-danger' },
}

const protections = { keyring: shell.protectedByKeyring, passphrase: shell.protectedByPassphrase, file: shell.protectedByFile }

/** The line at the bottom: what the model does and how fast, how far a cohort run is, how the reports are protected, which version this is. */
export function StatusBar({ status, onModels, alerts, onAlerts }: { status: Extract<AppStatus, { state: 'ready' }>; onModels: () => void; alerts: number; onAlerts: () => void }) {
  const { engine } = useEngine()
  return (
    <footer aria-label={shell.statusBar} className="col-span-2 flex h-6.5 items-center gap-4 border-t border-line bg-sunken px-3 text-xs text-ink-soft">
      <Tooltip label={engine?.message || shell.model} keys="Alt+5" side="top">
        <button type="button" onClick={onModels} className="-mx-1.5 flex h-5 min-w-0 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover">
          <EngineWords engine={engine} />
        </button>
      </Tooltip>
      {engine?.tokensPerSecond ? <span className="shrink-0">{shell.speed(engine.tokensPerSecond)}</span> : null}
      <RunInProgress />
      <EvaluationInProgress />
      <div className="flex-1" />
      {/* Stays in the page, so that a screen reader hears the number change. */}
      <span role="status" className="shrink-0">
        {alerts > 0 ? (
          <Tooltip label={shell.goAlerts} keys="Alt+0" side="top">
            <button type="button" onClick={onAlerts} className="-mx-1.5 flex h-5 items-center gap-1.5 rounded-sm px-1.5 font-medium text-danger hover:bg-hover">
              <BellRing aria-hidden="true" className="size-3.5" />
              {shell.openAlerts(alerts)}
            </button>
          </Tooltip>
        ) : null}
      </span>
      <Tooltip label={status.database} side="top">
        <span tabIndex={0} className="flex shrink-0 items-center gap-1.5">
          <LockKeyhole aria-hidden="true" className="size-3" />
          {protections[status.protection]}
        </span>
      </Tooltip>
      <span className="shrink-0">
        {strings.words.appName} {status.versions.app}
      </span>
    </footer>
  )
}

function EngineWords({ engine }: { engine: EngineState | null }) {
  const look = engine ? stateLook[engine.state] : { icon: CircleDashed, word: shell.engineUnknown }
  // Before the first draft no model is loaded; which one will be, the list of models knows.
  const { data } = useCall('models.list')
  const name = engine?.modelName ?? data?.models.find(({ active }) => active)?.name ?? null
  const noModel = engine !== null && name === null
  const Icon = noModel ? CircleDashed : look.icon
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden="true" className={classes('size-3.5 shrink-0', !noModel && look.className, look.turns && 'animate-spin')} />
      {/* Read out when the state changes; the percentage, which changes all the time, is not. */}
      <span aria-live="polite" className="flex min-w-0 gap-1.5">
        {engine === null || noModel ? (
          <span>{noModel ? shell.noModel : look.word}</span>
        ) : (
          <>
            <span className="truncate text-ink">{name}</span>
            <span className="shrink-0">{look.word}</span>
          </>
        )}
      </span>
      {engine?.state === 'loading' && engine.progress !== null ? <span>{Math.round(engine.progress * 100)} %</span> : null}
    </span>
  )
}
