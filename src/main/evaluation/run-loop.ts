import { setImmediate } from 'node:timers/promises'
import { inputOfCase } from '../../domain/evaluation/judge-draft.ts'
import { AppError, type ErrorCode } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import type { DraftEngine } from './draft-engines.ts'
import type { AsyncWork } from './evaluation-work.ts'

/** Failures of the engine as a whole: trying the next report would fail the same way. */
const endsRun: readonly ErrorCode[] = ['model-missing', 'model-invalid', 'model-stopped', 'checksum', 'out-of-memory', 'disk-full', 'read-only', 'database', 'locked']

type Parts = {
  stores: Stores
  engine: DraftEngine
  work: Pick<AsyncWork, 'judge' | 'flips' | 'bertScore'>
  /** Whether likeness by an encoder is worked out too. */
  withBertScore: boolean
  /** Called after every transaction that changed the run. */
  told: () => void
}

/**
 * Drafts what waits in a run, one report after the other, until all is done or `signal` says to stop. A draft and the counts are one
 * transaction, so an end at any moment loses nothing and drafts nothing twice. Rejects with AppError when the engine cannot go on.
 */
export async function draftAll({ stores, engine, work, withBertScore, told }: Parts, run: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    await setImmediate()
    if (signal.aborted) return
    const number = stores.evaluations.next(run)
    if (number === null) return
    const one = stores.evaluations.case(run, number)
    let problem = one ? '' : 'The text of this report is missing.'
    let settled = false
    if (one) {
      try {
        const behind = (most: number) => stores.evaluations.upcoming(run, number, most).flatMap((other) => stores.evaluations.case(run, other) ?? []).map(inputOfCase)
        const { content, ms } = await engine.draft(inputOfCase(one), signal, behind)
        const judged = await work.judge(one, content, ms)
        if (signal.aborted) return
        const flips = await work.flips(one, judged.conclusion)
        const answer = { ...judged, flips, ...(withBertScore && !signal.aborted && { bertScore: await work.bertScore(one.written, judged.conclusion) }) }
        if (signal.aborted) return
        stores.lightTransaction(() => {
          if (stores.evaluations.settle(run, number, answer)) stores.evaluations.count(run, { done: 1 })
        })
        settled = true
      } catch (error) {
        const failure = AppError.from(error)
        if (signal.aborted || failure.code === 'cancelled') return
        if (endsRun.includes(failure.code)) throw failure
        problem = failure.code === 'internal' ? 'Something in RadDraft failed on this report.' : failure.message
      }
    }
    if (!settled) {
      stores.lightTransaction(() => {
        if (stores.evaluations.fail(run, number, problem)) stores.evaluations.count(run, { failed: 1 })
      })
    }
    told()
  }
}
