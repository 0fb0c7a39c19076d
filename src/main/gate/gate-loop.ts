import { setTimeout as sleep } from 'node:timers/promises'
import { failedDraft, type DraftResult } from '../../domain/gate/gate-draft.ts'
import type { GateResult } from '../../domain/gate/gate-figures.ts'
import type { OpenQuestion } from '../../domain/check/second-reader/second-reader.ts'
import { noAnswers, noteAnswer, type ReaderResult } from '../../domain/gate/reader-measurement.ts'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import { AppError, type ErrorCode } from '../../shared/ipc/errors.ts'
import type { StoredGateRun } from '../db/gate-store.ts'
import type { Stores } from '../db/stores.ts'
import type { DraftEngine } from '../evaluation/draft-engines.ts'
import type { ReaderAnswer } from '../reporting/second-reader-models.ts'
import type { GateChecker } from './gate-checker.ts'
import { saysSomething } from './read-gate-reports.ts'

type GateLoop = {
  stores: Stores
  checker: GateChecker
  /** Drafts as the app does: the model under test, or the findings' own sentences where there is none. */
  engine: Pick<DraftEngine, 'draft'>
  /** The second reader that is measured too; null: none. `release` frees it. */
  reader: { ask(questions: readonly OpenQuestion[], signal: AbortSignal): AsyncIterable<ReaderAnswer>; release(): Promise<void> } | null
  /** Settles when no draft is being written for a person. */
  letDraftsGoFirst: () => Promise<void>
  /** Whether somebody's draft is being written now. */
  draftsRunning: () => boolean
  /** Called after every result. */
  told: () => void
}

/** What ends a run: it can go on when the reason is gone. Any other failure is the result of one report. */
const endsRun: ReadonlySet<ErrorCode> = new Set(['model-missing', 'model-stopped', 'checksum', 'out-of-memory', 'disk-full', 'read-only', 'database', 'locked', 'cancelled'])
/** Rest after each report in milliseconds: a run never takes the whole of a core from somebody who types. */
const restMs = 20
/** How soon a draft for a person stops one of a run, in milliseconds. */
const yieldMs = 150

/** Works through what a run has to do, until all is done or `signal` says to stop. Each result is stored as it comes. Rejects with AppError when it cannot go on. */
export async function carryOutGate(loop: GateLoop, run: StoredGateRun, signal: AbortSignal): Promise<void> {
  const { stores } = loop
  for (let item = stores.gate.next(run.number); item && !signal.aborted; item = stores.gate.next(run.number)) {
    await loop.letDraftsGoFirst()
    if (signal.aborted) return
    const { number, part, report } = item
    const readable = report !== null && saysSomething(report.findings) && saysSomething(report.conclusion)
    const result = readable ? await resultOf(loop, run, part, report, signal) : { reportId: report?.id ?? '', language: report?.language ?? ('en' as const), cases: null, draft: null, problem: report ? 'Its findings or its conclusion hold no letter or digit.' : 'This report is not signed any more.' }
    if (signal.aborted || !result) return
    stores.lightTransaction(() => stores.gate.settle(run.number, number, result))
    loop.told()
    await sleep(restMs)
  }
}

async function resultOf(loop: GateLoop, run: StoredGateRun, part: 'checks' | 'draft', report: GateReport, signal: AbortSignal): Promise<GateResult | null> {
  const { language, id: reportId } = report
  try {
    if (part === 'checks') {
      const cases = await loop.checker.ask({ type: 'cases', report, seed: run.seed })
      if (!loop.reader) return { reportId, language, cases, draft: null }
      const read = await readerOf(loop, loop.reader, report, run.seed, signal)
      return read && { reportId, language, cases, draft: null, ...read }
    }
    // Two models in memory are one too many: the reader has been asked everything by now.
    await loop.reader?.release()
    const draft = await draftOf(loop, report, run.seed, signal)
    return draft && { reportId, language, cases: null, draft }
  } catch (error) {
    const failure = AppError.from(error)
    if (endsRun.has(failure.code)) throw failure
    // A text on which the checks fail must not stop the run; it is counted and said.
    return { reportId, language, cases: null, draft: null, problem: failure.message }
  }
}

/** null: stopped. */
async function readerOf({ checker }: GateLoop, reader: NonNullable<GateLoop['reader']>, report: GateReport, seed: number, signal: AbortSignal): Promise<{ reader: ReaderResult } | { problem: string } | null> {
  const asked = await checker.ask({ type: 'reader', report, seed })
  const result = noAnswers(asked)
  try {
    for await (const { question, share } of reader.ask([...asked.right, ...asked.wrong], signal)) noteAnswer(result, asked, question, share)
    return { reader: result }
  } catch (error) {
    if (signal.aborted) return null
    const failure = AppError.from(error)
    if (endsRun.has(failure.code)) throw failure
    return { problem: failure.message }
  }
}

/** null: stopped. */
async function draftOf(loop: GateLoop, report: GateReport, seed: number, signal: AbortSignal): Promise<DraftResult | null> {
  const { engine, checker } = loop
  const { findings, indication, comparison, language, sex } = report
  for (;;) {
    // A draft for a person goes before: this one is given up and begun again.
    const own = new AbortController()
    const watch = setInterval(() => loop.draftsRunning() && own.abort(), yieldMs)
    try {
      const { content } = await engine.draft({ findings, indication, comparison, language, sex }, AbortSignal.any([signal, own.signal]))
      const { conclusion, struck, sentences } = content
      return await checker.ask({ type: 'judge', report, draft: { conclusion, struck, sentences }, seed })
    } catch (error) {
      if (signal.aborted) return null
      const failure = AppError.from(error)
      if (!own.signal.aborted) {
        if (endsRun.has(failure.code)) throw failure
        return failedDraft(failure.message)
      }
    } finally {
      clearInterval(watch)
    }
    await loop.letDraftsGoFirst()
  }
}
