import type { ModelIdentity } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { gpuNames as names, type Gpu, type LoadEvent, type LoadRequest, type WeightsStamp } from '../../shared/ipc/model-process.ts'
import type { GpuVerdicts } from './gpu-verdicts.ts'
import { startWatched, type SpawnChild, type WatchedChild, type WatchLimits } from './model-child.ts'

/** Checked weights, kept open until the model process has opened them too. */
export type OpenWeights = { path: string; stamp: WeightsStamp; adapter?: { path: string; stamp: WeightsStamp } | null; close(): Promise<void> }

export type LoadedProcess = { child: WatchedChild; identity: ModelIdentity; gpu: Gpu; threads: number; contextSize: number; message: string }

type LoadSettings = {
  spawn: SpawnChild
  limits: WatchLimits
  verdicts: GpuVerdicts
  gpus: readonly Gpu[]
  purpose: LoadRequest['purpose']
  contextSize: number
  maxThreads: number | null
}

/** A GPU whose process dies this often after it was ready is not used again with this driver. */
const lateDeaths = 2
const deathsOf = new WeakMap<GpuVerdicts, Map<Gpu, number>>()

/**
 * Loads a model: backend after backend, each in a fresh process, because one that dies must not take the next with it.
 * What was found out is remembered per driver version. Deaths on a GPU are not the model's crashes; one on the CPU is.
 * @param report share that is loaded, 0 to 1
 * @throws AppError `model-crashed`, `model-invalid`, `checksum`, `out-of-memory`, `cancelled`
 */
export async function loadProcess(settings: LoadSettings, identity: ModelIdentity, weights: OpenWeights, signal: AbortSignal, report: (progress: number | null, message: string) => void): Promise<LoadedProcess> {
  const skipped: string[] = []
  for (const gpu of settings.gpus) {
    const known = gpu === 'cpu' ? null : settings.verdicts.read(gpu)
    if (known && known.result !== 'works') {
      skipped.push(known.message)
      continue
    }
    report(null, `Starting the language model on ${names[gpu]}.`)
    const child = startWatched(settings.spawn, settings.limits)
    try {
      const load: LoadRequest = { purpose: settings.purpose, path: weights.path, stamp: weights.stamp, adapter: weights.adapter ? { path: weights.adapter.path, stamp: weights.adapter.stamp } : null, gpu, contextSize: settings.contextSize, maxThreads: settings.maxThreads }
      const result = await loadOn(child, load, signal, (progress) => report(progress, `Loading ${identity.name} on ${names[gpu]}.`))
      if (result.type === 'refused') {
        settings.verdicts.note(gpu, 'refused', result.message)
        skipped.push(result.message)
        await child.stop()
        continue
      }
      if (gpu !== 'cpu') settings.verdicts.note(gpu, 'works', describeDevices(gpu, result.devices))
      const where = gpu === 'cpu' ? `the CPU with ${result.threads === 1 ? '1 thread' : `up to ${result.threads} threads`}` : describeDevices(gpu, result.devices)
      const message = [`Ready on ${where}.`, ...skipped].join(' ')
      return { child, identity, gpu, threads: result.threads, contextSize: result.contextSize, message }
    } catch (error) {
      child.kill()
      await child.exited
      const failure = AppError.from(error)
      // Memory, a wrong file and a cancel have nothing to do with the backend; neither has a failure without a fallback.
      if (gpu === 'cpu' || ['cancelled', 'checksum', 'model-missing', 'model-invalid'].includes(failure.code)) throw failure
      const message = `${names[gpu]} failed on this computer and is not used until its driver changes.`
      settings.verdicts.note(gpu, 'died', message)
      skipped.push(message)
    }
  }
  throw new AppError('model-crashed', 'The language model could not be started on any device of this computer.')
}

/** Writes down that a process died after it was ready; the second time on the same GPU it is given up. */
export function noteLateDeath(verdicts: GpuVerdicts, gpu: Gpu): void {
  if (gpu === 'cpu') return
  const deaths = deathsOf.get(verdicts) ?? new Map<Gpu, number>()
  deathsOf.set(verdicts, deaths)
  const count = (deaths.get(gpu) ?? 0) + 1
  deaths.set(gpu, count)
  if (count >= lateDeaths) verdicts.note(gpu, 'died', `${names[gpu]} failed ${count} times while writing and is not used until its driver changes.`)
}

async function loadOn(child: WatchedChild, load: LoadRequest, signal: AbortSignal, report: (progress: number) => void): Promise<Exclude<LoadEvent, { type: 'progress' }>> {
  for await (const event of child.ask({ type: 'load', load }, signal)) {
    if (event.type !== 'progress') return event
    report(event.progress)
  }
  throw new AppError('internal', 'The model process finished loading without a result.')
}

function describeDevices(gpu: Gpu, devices: readonly string[]): string {
  return devices.length > 0 ? `${names[gpu]} (${devices.join(', ')})` : names[gpu]
}
