import type { StoreApi } from 'zustand/vanilla'
import type { AnswerReason, OpenIssue } from '../../../domain/answer/issue-answer.ts'
import type { ReportId } from '../../../domain/report/report.ts'
import type { client } from '../../lib/client.ts'
import type { ReportState } from './report-state.ts'

export type AnswerChecksSession = {
  textChanged(): void
  /** Looks at the text at once. */
  refresh(): Promise<void>
  /** What has to be answered before signing, however long the text is. Rejects with the AppError. */
  beforeSigning(): Promise<void>
  answer(key: string, reason: AnswerReason, note: string): Promise<void>
  reopen(key: string): Promise<void>
  dispose(): void
}

type Page = {
  reportId: ReportId
  main: Pick<typeof client, 'call'>
  store: StoreApi<ReportState>
  person(): string
  flush(): Promise<void>
}

/** Quiet time after the last key before the checks are asked, in milliseconds: a sentence half typed is not judged. */
const quietMs = 600

/** The contradictions of an open report as it stands, and the answers to them. */
export function createAnswerChecksSession({ reportId, main, store, person, flush }: Page): AnswerChecksSession {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const keep = (issues: OpenIssue[] | null) => store.setState({ issues: issues ?? 'too-long' })

  async function refresh() {
    clearTimeout(timer)
    if (store.getState().view.report.state !== 'draft') return
    const question = ++asked
    // Main reads the stored text. Where it cannot be stored the save state says so, and the last answer stays.
    const issues = await flush().then(() => main.call('check.live', { reportId })).catch(() => undefined)
    if (question === asked && issues !== undefined) keep(issues)
  }

  return {
    refresh,
    textChanged() {
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), quietMs)
    },
    async beforeSigning() {
      clearTimeout(timer)
      const question = ++asked
      await flush()
      const issues = await main.call('check.beforeSigning', { reportId })
      if (question === asked) keep(issues)
    },
    async answer(key, reason, note) {
      asked++
      keep(await main.call('check.answer', { reportId, key, reason, note, author: person() }))
    },
    async reopen(key) {
      asked++
      keep(await main.call('check.reopen', { reportId, key, author: person() }))
    },
    dispose() {
      clearTimeout(timer)
      asked++
    },
  }
}
