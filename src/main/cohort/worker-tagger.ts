import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { StatusLanguageModel } from '../../domain/status/tiers/cascade.ts'
import type { EncoderOpinion } from '../../domain/status/encoder/encoder-head.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Answer, Ask, FromThread, Tagger, ToThread } from './tagger.ts'

/** A question that takes longer than this has met a text that nobody can judge, in milliseconds. Time with the language model is not counted. */
const longest = 60_000

/** Megabytes. Reports are read and forgotten at once: a small nursery kept a run of 8,000 reports 47 MB smaller; its speed was not compared. */
export const taggerLimits = { maxYoungGenerationSizeMb: 4 } as const

/** How long a thread may take to end by itself, milliseconds. */
const longestGoodbye = 500

type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void; languageModel: StatusLanguageModel | null; watch: () => void; rest: () => void }

/** Reads texts that are cut into numbers; `null` for one that is too long. */
export type ReadPieces = (texts: readonly number[][]) => Promise<(EncoderOpinion | null)[]>

/** A Tagger over a thread that is started when it is needed. `spawn` starts tag-worker, `readPieces` is the sentence encoder; `longestMs` is for tests. */
export function createWorkerTagger(spawn: () => Worker, longestMs = longest, readPieces?: ReadPieces): Tagger {
  let worker: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()
  let elsewhere = 0

  const settle = (id: number): Waiting | undefined => {
    const asked = waiting.get(id)
    waiting.delete(id)
    asked?.rest()
    return asked
  }

  function leave(of: Worker, why: string): boolean {
    if (worker !== of) return false
    worker = null
    elsewhere = 0
    const error = new AppError('model-crashed', `The classifier’s thread ${why}.`)
    for (const id of waiting.keys()) settle(id)?.reject(error)
    return true
  }

  function end(of: Worker, why: string): void {
    if (leave(of, why)) void of.terminate()
  }

  /** Asks another process for the thread; meanwhile nobody can say that the thread is too slow. */
  async function askElsewhere(of: Worker, ask: () => Promise<ToThread>): Promise<void> {
    elsewhere++
    for (const each of waiting.values()) each.rest()
    const answer = await ask()
    if (worker !== of) return
    elsewhere--
    if (elsewhere === 0) for (const each of waiting.values()) each.watch()
    of.postMessage(answer, [])
  }

  async function askEncoder(pieces: number, texts: number[][]): Promise<ToThread> {
    try {
      if (!readPieces) throw new AppError('model-missing', 'There is no sentence encoder.')
      return { pieces, opinions: await readPieces(texts) }
    } catch {
      return { pieces, error: 'EncoderError' }
    }
  }

  async function askModel(model: number, question: Parameters<StatusLanguageModel['ask']>[0]): Promise<ToThread> {
    const asker = [...waiting.values()].find(({ languageModel }) => languageModel !== null)
    try {
      if (!asker?.languageModel) throw new AppError('model-missing', 'Nobody waits for the language model.')
      return { model, ...(await asker.languageModel.ask(question)) }
    } catch (error) {
      const stopped = error instanceof Error && (error.name === 'AbortError' || (error instanceof AppError && error.code === 'cancelled'))
      return { model, error: stopped ? 'AbortError' : 'ModelError' }
    }
  }

  function start(): Worker {
    const begun = spawn()
    begun.unref()
    begun.on('message', (message: FromThread) => {
      if ('model' in message) void askElsewhere(begun, () => askModel(message.model, message.question))
      else if ('pieces' in message) void askElsewhere(begun, () => askEncoder(message.pieces, message.texts))
      else if ('error' in message) settle(message.id)?.reject(new AppError('internal', `The classifier’s thread failed (${message.error}).`))
      else settle(message.id)?.resolve(message.value as never)
    })
    begun.on('error', () => end(begun, 'failed'))
    begun.on('exit', () => end(begun, 'ended'))
    worker = begun
    return begun
  }

  function ask<A extends Ask>(question: A, languageModel: StatusLanguageModel | null = null): Promise<Answer<A>> {
    const thread = worker ?? start()
    const id = ++lastId
    return new Promise<Answer<A>>((resolve, reject) => {
      let watchdog: NodeJS.Timeout | undefined
      const rest = () => clearTimeout(watchdog)
      const watch = () => {
        rest()
        watchdog = setTimeout(() => end(thread, `took longer than ${longestMs / 1000} seconds`), longestMs)
      }
      waiting.set(id, { resolve, reject, languageModel, watch, rest })
      watch()
      thread.postMessage({ id, ask: question } satisfies ToThread, [])
    })
  }

  return {
    classify: (inputs, languageModel) => ask({ type: 'classify', inputs, languageModel: languageModel?.version ?? null }, languageModel),
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
      if (!ending || !leave(ending, 'was closed')) return
      // A thread that ends by itself takes nothing down with it; one that is at work is stopped.
      ending.postMessage({ close: true } satisfies ToThread, [])
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      await Promise.race([ended, sleep(longestGoodbye)])
      await ending.terminate()
    },
  }
}
