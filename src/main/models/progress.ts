import type { ModelProgress } from '../../domain/model/catalog.ts'

export type Report = (progress: ModelProgress) => void
type Phase = ModelProgress['phase']

/** At most this often does a running transfer tell where it is, milliseconds. */
const interval = 100
/** The rate is that of the last seconds, so that a stalled network shows. */
const rateWindowMs = 5000

/**
 * Turns work that reports into a stream of reports. Leaving the loop cancels the work and waits for it, so that
 * nothing writes on afterwards; its failure is thrown by the stream.
 */
export async function* streamProgress(work: (report: Report, signal: AbortSignal) => Promise<void>, signal: AbortSignal): AsyncGenerator<ModelProgress> {
  const leave = new AbortController()
  const both = AbortSignal.any([signal, leave.signal])
  const queue: ModelProgress[] = []
  let wake = () => {}
  let settled = false
  let failure: unknown
  const running = work((progress) => {
    // A reader that is slow gets the newest state of a phase, not a backlog.
    if (queue.at(-1)?.phase === progress.phase) queue.pop()
    queue.push(progress)
    wake()
  }, both)
    .catch((error: unknown) => (failure = error ?? new Error('failed')))
    .finally(() => {
      settled = true
      wake()
    })
  try {
    for (;;) {
      const next = queue.shift()
      if (next) yield next
      else if (settled) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    if (failure !== undefined) throw failure
  } finally {
    leave.abort()
    await running
  }
}

/** A meter for one phase: call it with the bytes done so far; it reports with the time left, not more often than useful. */
export function createMeter(report: Report, phase: Phase, total: number, message: string, now: () => number = performance.now.bind(performance)): (bytes: number) => void {
  const samples: { at: number; bytes: number }[] = []
  let last = Number.NEGATIVE_INFINITY
  return (bytes) => {
    const at = now()
    if (at - last < interval && bytes < total) return
    last = at
    samples.push({ at, bytes })
    while (samples.length > 2 && at - samples[0]!.at > rateWindowMs) samples.shift()
    const first = samples[0]!
    const rate = at > first.at ? (bytes - first.bytes) / (at - first.at) : 0
    const secondsLeft = rate > 0 ? Math.max(0, (total - bytes) / rate / 1000) : null
    report({ phase, received: Math.min(bytes, total), total, secondsLeft, message })
  }
}
