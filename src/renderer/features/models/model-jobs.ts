import { create } from 'zustand'
import type { ModelProgress } from '../../../domain/model/catalog.ts'
import { client } from '../../lib/client.ts'
import { AppError } from '../../lib/errors.ts'
import { callKey, queryClient } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'

export type JobKind = 'pull' | 'verify' | 'import' | 'importAdapter' | 'removeAdapter'

/** Work on a model file. `key` is the model's id, or `import` for a file whose id is not known yet. */
export type ModelJob = { kind: JobKind; progress: ModelProgress | null; stop: () => void }

/** What runs now, by key. It lives outside the screen: a pull of gigabytes goes on while reports are written. */
export const useModelJobs = create<{ jobs: Record<string, ModelJob> }>(() => ({ jobs: {} }))

export const importKey = 'import'

const { models } = strings

function put(key: string, job: ModelJob | null): void {
  useModelJobs.setState(({ jobs }) => {
    const { [key]: _gone, ...others } = jobs
    return { jobs: job ? { ...others, [key]: job } : others }
  })
}

function open(kind: JobKind, key: string, signal: AbortSignal): AsyncGenerator<ModelProgress> {
  switch (kind) {
    case 'pull':
      return client.streamUntil(signal, 'models.pull', { modelId: key })
    case 'verify':
      return client.streamUntil(signal, 'models.verify', { modelId: key })
    case 'import':
      return client.streamUntil(signal, 'models.import')
    case 'importAdapter':
      return client.streamUntil(signal, 'models.importAdapter', { modelId: key })
    case 'removeAdapter':
      return client.streamUntil(signal, 'models.removeAdapter', { modelId: key })
    default:
      return kind satisfies never
  }
}

/** Starts a job unless one runs for the same key; tells how it ended. Never throws. */
export async function startJob(kind: JobKind, key: string): Promise<void> {
  if (useModelJobs.getState().jobs[key]) return
  const controller = new AbortController()
  const stop = () => controller.abort()
  put(key, { kind, progress: null, stop })
  let last: ModelProgress | null = null
  try {
    for await (const progress of open(kind, key, controller.signal)) {
      last = progress
      put(key, { kind, progress, stop })
    }
    // A file dialog that is closed without a choice ends the import without a word.
    if (last) showToast({ tone: 'good', title: models.done[kind], description: last.message || undefined })
  } catch (error) {
    const { code, message } = AppError.from(error)
    if (code === 'cancelled') showToast({ title: models.cancelled, ...(kind === 'pull' ? { description: models.continues } : {}) })
    else showToast({ tone: 'danger', title: models.failed[kind], description: message })
  }
  put(key, null)
  await queryClient.invalidateQueries({ queryKey: callKey('models.list') })
}

/** Done so far, 0 to 1; null while the amount is not known. */
export function shareOf(progress: ModelProgress | null): number | null {
  return progress && progress.total > 0 ? Math.min(1, progress.received / progress.total) : null
}
