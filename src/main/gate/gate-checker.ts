import type { Worker } from 'node:worker_threads'
import type { CheckedText, TextToCheck } from '../../domain/answer/checked-text.ts'
import type { CheckInput } from '../../domain/check/check-conclusion.ts'
import type { OpenQuestion } from '../../domain/check/second-reader/second-reader.ts'
import type { DraftContent } from '../../domain/draft/draft.ts'
import type { GateCase } from '../../domain/gate/gate-case.ts'
import type { DraftResult } from '../../domain/gate/gate-draft.ts'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import type { ReaderQuestions } from '../../domain/gate/reader-measurement.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/** What the thread is asked. `text`: what the checks say of the text that a person is writing, `open`: what they leave open in it. `reader`: what a second reader is asked about a report. */
export type GateAsk =
  | { type: 'text'; text: TextToCheck }
  | { type: 'open'; input: CheckInput }
  | { type: 'cases'; report: GateReport; seed: number }
  | { type: 'reader'; report: GateReport; seed: number }
  | { type: 'judge'; report: GateReport; draft: Pick<DraftContent, 'conclusion' | 'struck' | 'sentences'>; seed: number }
export type GateReply = { value: CheckedText | OpenQuestion[] | GateCase[] | ReaderQuestions | DraftResult } | { error: string }
type Answer<A extends GateAsk> = A extends { type: 'text' } ? CheckedText : A extends { type: 'open' } ? OpenQuestion[] : A extends { type: 'reader' } ? ReaderQuestions : A extends { type: 'cases' } ? GateCase[] : DraftResult

/** The checks away from the thread that owns the window; `close` ends the thread, a later question begins another. */
export type GateChecker = { ask<A extends GateAsk>(ask: A): Promise<Answer<A>>; close(): Promise<void> }

/** A text may not hold the thread longer than this, in milliseconds. */
const longestMs = 60_000

/** Rejects with AppError `model-crashed` when the thread dies or takes too long, `internal` when the checks fail on a text. */
export function createGateChecker(spawn: () => Worker, longest = longestMs): GateChecker {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: AppError) => void; timer: NodeJS.Timeout }>()

  function end(of: Worker, why: string): void {
    if (worker !== of) return
    worker = null
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer)
      reject(new AppError('model-crashed', `The thread of the checks ${why}.`))
    }
    waiting.clear()
    void of.terminate()
  }

  function start(): Worker {
    const begun = spawn()
    begun.unref()
    begun.on('message', (message: { id: number } & GateReply) => {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      clearTimeout(asked?.timer)
      if ('error' in message) asked?.reject(new AppError('internal', `The checks failed on this text (${message.error}).`))
      else asked?.resolve(message.value as never)
    })
    begun.on('error', () => end(begun, 'failed'))
    begun.on('exit', () => end(begun, 'ended'))
    worker = begun
    return begun
  }

  return {
    ask(ask) {
      const thread = worker ?? start()
      const id = ++last
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, timer: setTimeout(() => end(thread, `took longer than ${longest / 1000} seconds`), longest) })
        thread.postMessage({ id, ask }, [])
      })
    },
    async close() {
      const ending = worker
      if (!ending) return
      end(ending, 'was closed')
      await ending.terminate()
    },
  }
}
