import type { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import type { AsyncWork, EvaluationWork } from './evaluation-work.ts'

/** What the thread is started with. */
export type WorkThreadData = { statusWeights: string; rulesAllowedFor: 'en' | 'ja' | null; inferences: unknown; contextTokens: number }
export type WorkQuestion = { id: number; name: keyof EvaluationWork; input: unknown[] }
export type WorkAnswer = { id: number } & ({ value: unknown } | { error: string })

/** A question that takes longer than this has met a text that nobody can judge, in milliseconds. */
const longest = 120_000
/** The thread is ended after this long without a question, in milliseconds: its classifier takes memory. */
const idleMs = 60_000
const names: readonly (keyof EvaluationWork)[] = ['decompose', 'assemble', 'compose', 'judge', 'flips', 'bertScore', 'summarise', 'compare']

/** The work on a thread that is started when it is needed. `spawn` starts evaluation-worker. */
export function createWorkThread(spawn: () => Worker, longestMs = longest): AsyncWork {
  let worker: Worker | null = null
  let lastId = 0
  let idle: NodeJS.Timeout | undefined
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void; watchdog: NodeJS.Timeout }>()

  const settle = (id: number) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    clearTimeout(asked?.watchdog)
    clearTimeout(idle)
    if (waiting.size === 0) idle = setTimeout(() => worker && end(worker, 'was idle'), idleMs).unref()
    return asked
  }

  function end(of: Worker, why: string): void {
    if (worker !== of) return
    worker = null
    const error = new AppError('model-crashed', `The thread that judges drafts ${why}.`)
    for (const id of waiting.keys()) settle(id)?.reject(error)
    void of.terminate()
  }

  function start(): Worker {
    const begun = spawn()
    begun.unref()
    begun.on('message', (answer: WorkAnswer) => {
      if ('error' in answer) settle(answer.id)?.reject(new AppError('internal', `The thread that judges drafts failed (${answer.error}).`))
      else settle(answer.id)?.resolve(answer.value)
    })
    begun.on('error', () => end(begun, 'failed'))
    begun.on('exit', () => end(begun, 'ended'))
    worker = begun
    return begun
  }

  const ask = (name: keyof EvaluationWork) => (...input: unknown[]) => {
    const thread = worker ?? start()
    const id = ++lastId
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject, watchdog: setTimeout(() => end(thread, `took longer than ${longestMs / 1000} seconds`), longestMs) })
      thread.postMessage({ id, name, input } satisfies WorkQuestion, [])
    })
  }
  return {
    ...Object.fromEntries(names.map((name) => [name, ask(name)])),
    async close() {
      const ending = worker
      if (!ending) return
      end(ending, 'was closed')
      await ending.terminate()
    },
  } as AsyncWork
}
