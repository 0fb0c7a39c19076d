import { Play, Power } from 'lucide-react'
import type { EngineState } from '../../../domain/model/engine-state.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Signal } from '../../ui/signal.tsx'
import type { SignName } from '../../ui/signs.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Tone } from '../../ui/tone.ts'

const { models, shell } = strings

const looks: Record<EngineState['state'], { word: string; tone: Tone; sign: SignName }> = {
  off: { word: shell.engineOff, tone: 'neutral', sign: 'circle-dashed' },
  starting: { word: shell.engineStarting, tone: 'neutral', sign: 'hourglass' },
  loading: { word: shell.engineLoading, tone: 'neutral', sign: 'hourglass' },
  ready: { word: shell.engineReady, tone: 'good', sign: 'check' },
  writing: { word: shell.engineWriting, tone: 'machine', sign: 'pen' },
  stopped: { word: shell.engineStopped, tone: 'danger', sign: 'warning' },
}

/** Whether the model process can be started or its memory given back now. */
export const canStart = (engine: EngineState | null, hasModel: boolean): boolean => hasModel && (engine?.state === 'off' || engine?.state === 'stopped')
export const canUnload = (engine: EngineState | null): boolean => engine?.state === 'ready'

/** Starts the model process, or unloads the model: whichever is possible. */
export async function switchEngine(engine: EngineState | null, hasModel: boolean): Promise<void> {
  try {
    if (canStart(engine, hasModel)) await client.call('engine.start')
    else if (canUnload(engine)) await client.call('engine.unload')
  } catch (error) {
    showToast({ tone: 'danger', title: models.engineFailed, description: messageOf(error) })
  }
}

/** What the model process does, on what, and how fast. */
export function EngineCard({ engine, hasModel }: { engine: EngineState | null; hasModel: boolean }) {
  if (!engine) return null
  const { word, tone, sign } = looks[engine.state]
  return (
    <section aria-label={models.engine} className="px-4 py-3">
      <div className="flex items-center gap-3">
        <h3 className="text-sm font-semibold">{models.engine}</h3>
        <Signal tone={tone} sign={sign}>
          {word}
        </Signal>
        <div className="flex-1" />
        {canUnload(engine) ? (
          <Button icon={Power} keys="Alt+E" onClick={() => void switchEngine(engine, hasModel)}>
            {models.unload}
          </Button>
        ) : (
          <Button icon={Play} keys="Alt+E" disabled={!canStart(engine, hasModel)} onClick={() => void switchEngine(engine, hasModel)}>
            {models.start}
          </Button>
        )}
      </div>
      <dl className="mt-2 grid grid-cols-3 gap-4 text-sm">
        <Figure label={models.backend} value={engine.gpu ? models.backends[engine.gpu] : strings.words.unknown} />
        <Figure label={models.threadsInUse} value={engine.threads === null ? strings.words.unknown : String(engine.threads)} />
        <Figure label={models.speed} value={engine.tokensPerSecond === null ? strings.words.unknown : shell.speed(engine.tokensPerSecond)} />
      </dl>
      {engine.message && (hasModel || engine.state !== 'off') ? <p className="mt-2 text-sm text-pretty text-ink-soft">{engine.message}</p> : null}
    </section>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="truncate">{value}</dd>
    </div>
  )
}
