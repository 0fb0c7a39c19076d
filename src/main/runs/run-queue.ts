import { createBell, createSpeed } from './progress.ts'

/** What the work on one run is given: when to stop, and how to say that something has changed. */
export type Turn = {
  signal: AbortSignal
  /** Tells readers of a change. */
  ring(): void
  /** Reports answered so far, for the speed. */
  note(answered: number): void
}

type Options = {
  /** Carries one run out, to its end or until its signal, and stores its state; what it throws ends the run and nothing else. */
  carryOut(id: string, turn: Turn): Promise<void>
  /** Called when the last waiting run has ended. */
  drained?(): Promise<unknown>
  /** Time over which the speed is measured, in milliseconds. */
  speedWindow?: number
}

export type RunQueue = ReturnType<typeof createRunQueue>

/** Long runs of one kind, by their ids: one works at a time, the others wait their turn; whoever watches a run hears of its changes. */
export function createRunQueue({ carryOut, drained, speedWindow }: Options) {
  const bells = new Map<string, ReturnType<typeof createBell>>()
  const waiting: string[] = []
  let active: { id: string; control: AbortController; speed: ReturnType<typeof createSpeed>; ended: Promise<void> } | null = null
  let working: Promise<void> = Promise.resolve()
  let closed = false

  const bellOf = (id: string) => {
    const bell = bells.get(id) ?? createBell()
    bells.set(id, bell)
    return bell
  }

  async function workOnNext(): Promise<void> {
    const id = waiting.shift()
    if (id === undefined || closed) return
    const control = new AbortController()
    const speed = createSpeed({ ...(speedWindow !== undefined && { window: speedWindow }) })
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    active = { id, control, speed, ended }
    const ring = () => bellOf(id).ring()
    try {
      await carryOut(id, { signal: control.signal, ring, note: (answered) => speed.note(answered) })
    } finally {
      active = null
      end()
      ring()
      if (waiting.length === 0) await drained?.().catch(() => {})
    }
  }

  const isBusy = () => active !== null || waiting.length > 0

  return {
    /** The run is worked on when those before it have ended. */
    enqueue(id: string): void {
      if (!waiting.includes(id)) waiting.push(id)
      // A run that could not even be begun (locked database) has no state to store: what nothing works on is shown as stopped.
      working = working.then(workOnNext).catch(() => {})
    },
    works: (id: string): boolean => active?.id === id && !active.control.signal.aborted,
    waits: (id: string): boolean => waiting.includes(id),
    /** Another run has to end before this one begins. */
    waitsBehind: (id: string): boolean => waiting.includes(id) && active?.id !== id && (active !== null || waiting[0] !== id),
    /** Reports per second; null for a run that does not work, and until there is something to measure. */
    perSecond: (id: string): number | null => (active?.id === id && !active.control.signal.aborted ? active.speed.perSecond() : null),

    /** Takes a run out: it waits no more, and stops after what it is doing. Null: it neither worked nor waited; otherwise settles when nothing works on it. */
    cancel(id: string): Promise<void> | null {
      const place = waiting.indexOf(id)
      if (place !== -1) waiting.splice(place, 1)
      if (active?.id !== id) return place === -1 ? null : Promise.resolve()
      active.control.abort()
      return active.ended
    },

    ring: (id: string): void => bellOf(id).ring(),
    changes: (id: string, signal: AbortSignal): AsyncGenerator<void> => bellOf(id).changes(signal),
    /** The run is gone: its readers are told a last time. */
    forget(id: string): void {
      bellOf(id).ring()
      bells.delete(id)
    },

    isClosed: (): boolean => closed,
    /** Settles when no run works and none waits. */
    async idle(): Promise<void> {
      while (isBusy()) await working
    },
    /** Stops what works; the runs can be taken up again later. */
    async close(): Promise<void> {
      closed = true
      waiting.length = 0
      active?.control.abort()
      await working
    },
  }
}
