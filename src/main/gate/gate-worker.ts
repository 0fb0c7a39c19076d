/** The thread that puts errors into texts and asks the checks about them. It has no database and writes nothing. */
import { parentPort } from 'node:worker_threads'
import { checkText } from '../../domain/answer/checked-text.ts'
import { checkConclusion } from '../../domain/check/check-conclusion.ts'
import { openQuestions } from '../../domain/check/second-reader/second-reader.ts'
import { gateCases } from '../../domain/gate/gate-case.ts'
import { judgeDraft } from '../../domain/gate/gate-draft.ts'
import { readerQuestions } from '../../domain/gate/reader-measurement.ts'
import { sha256Of } from '../db/sha256.ts'
import type { GateAsk, GateReply } from './gate-checker.ts'

parentPort?.on('message', ({ id, ask }: { id: number; ask: GateAsk }) => {
  parentPort?.postMessage({ id, ...answer(ask) } satisfies { id: number } & GateReply, [])
})

function answer(ask: GateAsk): GateReply {
  try {
    if (ask.type === 'text') return { value: checkText(ask.text, sha256Of) }
    if (ask.type === 'open') return { value: openQuestions(ask.input, checkConclusion(ask.input)) }
    if (ask.type === 'reader') return { value: readerQuestions(ask.report, ask.seed) }
    if (ask.type === 'cases') return { value: gateCases(ask.report, ask.seed) }
    return { value: judgeDraft(ask.report, ask.draft, ask.seed) }
  } catch (error) {
    // The message may quote the report; its kind is enough to look for the fault.
    return { error: error instanceof Error ? error.name : 'unknown reason' }
  }
}
