import type { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Answer, Ask, Tagger } from './tagger.ts'

/** A question that takes longer than this has met a text that nobody can judge, in milliseconds. */
const longest = 60_000

type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void }

/** A Tagger over a thread that is started when it is needed. `spawn` starts tag-worker; `longestMs` is for tests. */
export function createWorkerTagger(spawn: () => Worker, longestMs = longest): Tagger {
  let worker: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  function end(of: Worker, why: string): void {
    if (worker !== of) return
    worker = null
    const error = new AppError('model-crashed', `The classifier’s thread ${why}.`)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    void of.terminate()
  }

  function start(): Worker {
    const begun = spawn()
    begun.unref()
    begun.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) asked?.resolve(value as never)
      else asked?.reject(new AppError('internal', `The classifier’s thread failed (${error}).`))
    })
    begun.on('error', () => end(begun, 'failed'))
    begun.on('exit', () => end(begun, 'ended'))
    worker = begun
    return begun
  }

  function ask<A extends Ask>(question: A): Promise<Answer<A>> {
    const thread = worker ?? start()
    const id = ++lastId
    return new Promise<Answer<A>>((resolve, reject) => {
      const watchdog = setTimeout(() => end(thread, `took longer than ${longestMs / 1000} seconds`), longestMs)
      const settled = <T>(pass: (value: T) => void) => (value: T) => {
        clearTimeout(watchdog)
        pass(value)
      }
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject) })
      thread.postMessage({ id, ask: question }, [])
    })
  }

  return {
    classify: (inputs, acceptedError) => ask({ type: 'classify', inputs, acceptedError }),
    async *read(paths, skip) {
      await ask({ type: 'open', paths, skip })
      for (;;) {
        const rows = await ask({ type: 'read' })
        if (rows.length === 0) return
        yield rows
      }
    },
    async close() {
      const ending = worker
      if (!ending) return
      end(ending, 'was closed')
      await ending.terminate()
    },
  }
}
