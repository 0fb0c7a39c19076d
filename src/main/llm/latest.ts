import type { Signal } from '../../domain/signal.ts'

/** A value that changes, and any number of readers that each get the newest state, never a backlog. */
type Latest<T> = { get(): T; set(value: T): void; watch(signal: Signal): AsyncGenerator<T>; close(): void }

export function createLatest<T>(initial: T): Latest<T> {
  let value = initial
  let version = 0
  const closing = new AbortController()
  const wakers = new Set<() => void>()
  const wakeAll = () => {
    for (const wake of wakers) wake()
  }
  return {
    get: () => value,
    set(next) {
      value = next
      version++
      wakeAll()
    },
    async *watch(signal) {
      let wake = () => {}
      const waker = () => wake()
      wakers.add(waker)
      signal.addEventListener('abort', waker)
      try {
        let seen = -1
        while (!signal.aborted && !closing.signal.aborted) {
          if (seen === version) await new Promise<void>((resolve) => (wake = resolve))
          else {
            seen = version
            yield value
          }
        }
      } finally {
        wakers.delete(waker)
      }
    },
    close() {
      closing.abort()
      wakeAll()
    },
  }
}
