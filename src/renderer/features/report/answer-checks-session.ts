import type { StoreApi } from 'zustand/vanilla'
import type { AnswerReason } from '../../../domain/answer/issue-answer.ts'
import type { LiveChecks } from '../../../domain/answer/live-checks.ts'
import type { ReportId } from '../../../domain/report/report.ts'
import type { client } from '../../lib/client.ts'
import { AppError } from '../../lib/errors.ts'
import { noChecks, type ReportState } from './report-state.ts'
import type { SecondReaderSession } from './second-reader-session.ts'

export type AnswerChecksSession = {
  /** The text, or what is decided of the draft beside it, is another. */
  textChanged(): void
  /** Looks at the text at once. */
  refresh(): Promise<void>
  /** What has to be answered before signing, however long the text is. Rejects with the AppError. */
  beforeSigning(): Promise<void>
  answer(key: string, reason: AnswerReason, note: string): Promise<void>
  reopen(key: string): Promise<void>
  /** The report was signed: nothing is said of its text any more. */
  signed(): void
  dispose(): void
}

type Page = {
  reportId: ReportId
  main: Pick<typeof client, 'call'>
  store: StoreApi<ReportState>
  person(): string
  flush(): Promise<void>
  /** Shows in the texts what was found; they are as they were when it was asked. */
  mark(live: LiveChecks): void
  /** Reads after the rules. */
  reader: SecondReaderSession
}

/** Quiet time after the last key before the checks are asked, in milliseconds: a sentence half typed is not judged. */
const quietMs = 600
/** An answer that takes longer than this, in milliseconds, is waited for in words. */
const slowMs = 2000

/** What the checks say of an open report as it stands, and the answers to contradictions. */
export function createAnswerChecksSession({ reportId, main, store, person, flush, mark, reader }: Page): AnswerChecksSession {
  let timer: ReturnType<typeof setTimeout> | undefined
  let slow: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let changes = 0

  function take(live: LiveChecks, changesBefore: number) {
    // Typed since: the places of this answer are old, and the next one is on its way.
    if (changes !== changesBefore) return
    store.setState({ live, checking: 'quiet' })
    mark(live)
    if (live.of === 'conclusion') reader.read()
  }

  async function refresh() {
    clearTimeout(timer)
    const { view, addendumOpen } = store.getState()
    if (view.report.state === 'signed' && !addendumOpen) return
    const question = ++asked
    const before = changes
    clearTimeout(slow)
    slow = setTimeout(() => store.setState({ checking: 'reading' }), slowMs)
    try {
      // Main reads the stored text. Where it cannot be stored the save state says so, and the last answer stays.
      const isStored = await flush().then(() => true, () => false)
      if (isStored && question === asked) {
        const live = await main.call('check.live', { reportId })
        if (question === asked) take(live, before)
      }
    } catch (error) {
      if (question === asked && AppError.from(error).code !== 'cancelled') store.setState({ checking: 'failed' })
    }
    if (question !== asked) return
    clearTimeout(slow)
    if (store.getState().checking === 'reading') store.setState({ checking: 'quiet' })
  }

  async function settle(work: () => Promise<LiveChecks>) {
    asked++
    clearTimeout(slow)
    const before = changes
    take(await work(), before)
    if (store.getState().toAnswer.length > 0) store.setState({ toAnswer: await main.call('check.beforeSigning', { reportId }) })
  }

  return {
    refresh,
    textChanged() {
      changes++
      clearTimeout(timer)
      reader.textChanged()
      timer = setTimeout(() => void refresh(), quietMs)
    },
    async beforeSigning() {
      await flush()
      store.setState({ toAnswer: await main.call('check.beforeSigning', { reportId }) })
    },
    answer: (key, reason, note) => settle(() => main.call('check.answer', { reportId, key, reason, note, author: person() })),
    reopen: (key) => settle(() => main.call('check.reopen', { reportId, key, author: person() })),
    signed() {
      clearTimeout(timer)
      clearTimeout(slow)
      asked++
      store.setState({ live: noChecks, toAnswer: [], checking: 'quiet' })
      mark(noChecks)
      reader.stop()
    },
    dispose() {
      clearTimeout(timer)
      clearTimeout(slow)
      asked++
      reader.stop()
    },
  }
}
