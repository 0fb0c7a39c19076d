/** Reports per second of the last moments, which sinks while nothing comes; null until there is something to measure. `window` and `now` in milliseconds. */
export function createSpeed({ window = 5000, now = () => performance.now() }: { window?: number; now?: () => number } = {}) {
  let samples: { at: number; done: number }[] = []
  return {
    note(done: number): void {
      const at = now()
      const last = samples.at(-1)
      if (last && at - last.at < 100) last.done = done
      else samples.push({ at, done })
      samples = samples.filter((sample, index) => at - sample.at <= window || index >= samples.length - 2)
    },
    perSecond(): number | null {
      const [first] = samples
      const last = samples.at(-1)
      if (!first || !last || last.at - first.at < 200 || last.done === first.done) return null
      return ((last.done - first.done) / (now() - first.at)) * 1000
    },
  }
}

/** Tells readers that something has changed, each at most four times a second, and never a backlog. */
export function createBell(gapMs = 250) {
  let version = 0
  const wakers = new Set<() => void>()
  return {
    ring(): void {
      version++
      for (const wake of wakers) wake()
    },
    /** Yields at once, then after changes, until the reader leaves. */
    async *changes(signal: AbortSignal): AsyncGenerator<void> {
      let wake = () => {}
      const waker = () => wake()
      wakers.add(waker)
      signal.addEventListener('abort', waker)
      try {
        let seen = -1
        while (!signal.aborted) {
          if (seen === version) {
            await new Promise<void>((resolve) => (wake = resolve))
            continue
          }
          seen = version
          yield
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, gapMs)
            wake = () => {
              if (!signal.aborted) return
              clearTimeout(timer)
              resolve()
            }
          })
        }
      } finally {
        wakers.delete(waker)
        signal.removeEventListener('abort', waker)
      }
    },
  }
}
