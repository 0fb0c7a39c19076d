import { AppError } from '../../lib/errors.ts'

/** What the reader is told about the text on the disk. `at` is main's time of the last save (ISO 8601). */
export type SaveState =
  | { kind: 'saved'; at: string | null }
  | { kind: 'waiting'; at: string | null }
  | { kind: 'failed'; at: string | null; error: AppError }

/** Quiet time after the last key, in milliseconds. */
export const quietMs = 300
/** Longest time a key may wait while typing goes on, in milliseconds: with the save itself it stays under the 1 s that a crash may cost. */
export const longestMs = 600
const retryMs = [1000, 2000, 5000]

export type Autosave = {
  /** Something was typed. */
  touch(): void
  /** Saves what is not saved yet, at once. Rejects with the AppError of the save. */
  flush(): Promise<void>
  stop(): void
}

type Options = {
  /** Writes the text as it is now. */
  save(): Promise<{ savedAt: string }>
  onState(state: SaveState): void
  /** Time in milliseconds; must never go backwards. */
  now?: () => number
}

/** Saves one text while it is typed: after a pause, at the latest after `longestMs`, one save at a time, again and again while it fails. */
export function createAutosave({ save, onState, now = () => performance.now() }: Options): Autosave {
  let dirtySince: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let failures = 0
  let savedAt: string | null = null
  let stopped = false

  function schedule(delay: number) {
    clearTimeout(timer)
    // A failed save is told through onState; flush() is the one that rejects.
    timer = setTimeout(() => void run().catch(() => {}), delay)
  }

  async function run(): Promise<void> {
    clearTimeout(timer)
    if (running) return running
    if (dirtySince === null) return
    dirtySince = null
    running = attempt()
    await running
    // Typed while the save ran: the pause has passed or the limit is near.
    if (dirtySince !== null && !stopped) schedule(delayFrom(dirtySince))
  }

  async function attempt(): Promise<void> {
    try {
      const answer = await save()
      savedAt = answer.savedAt
      failures = 0
      if (dirtySince === null) onState({ kind: 'saved', at: savedAt })
    } catch (cause) {
      const error = AppError.from(cause)
      dirtySince ??= now()
      failures++
      onState({ kind: 'failed', at: savedAt, error })
      if (!stopped && error.code !== 'signed') schedule(retryMs[Math.min(failures, retryMs.length) - 1]!)
      throw error
    } finally {
      running = null
    }
  }

  const delayFrom = (since: number) => Math.max(0, Math.min(quietMs, since + longestMs - now()))

  return {
    touch() {
      if (stopped) return
      dirtySince ??= now()
      if (failures > 0) return
      onState({ kind: 'waiting', at: savedAt })
      if (!running) schedule(delayFrom(dirtySince))
    },
    async flush() {
      if (running) await running.catch(() => {})
      if (dirtySince !== null) await run()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** The one state to show for several texts: a failure before waiting before saved, the latest time. */
export function worstState(states: SaveState[]): SaveState {
  const at = states.reduce<string | null>((latest, state) => (state.at !== null && (latest === null || state.at > latest) ? state.at : latest), null)
  const failed = states.find((state) => state.kind === 'failed')
  if (failed) return { ...failed, at }
  return { kind: states.some((state) => state.kind === 'waiting') ? 'waiting' : 'saved', at }
}
