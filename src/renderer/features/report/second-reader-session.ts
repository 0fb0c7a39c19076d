import type { StoreApi } from 'zustand/vanilla'
import type { ReaderIssue, SecondReading } from '../../../domain/answer/second-reading.ts'
import type { ReportId } from '../../../domain/report/report.ts'
import type { client } from '../../lib/client.ts'
import type { ReportState } from './report-state.ts'

export type SecondReaderSession = {
  /** The text is another: what is being read of the old one ends. */
  textChanged(): void
  /** The text was stored and the rules have spoken: main reads it once it has rested. */
  read(): void
  /** Nothing is said any more. */
  stop(): void
}

type Page = { reportId: ReportId; main: Pick<typeof client, 'streamUntil'>; store: StoreApi<ReportState>; conclusion(): string }

/** Advice on sentences that still stand there, at the places where they stand now. */
export const stillThere = (issues: readonly ReaderIssue[], conclusion: string): ReaderIssue[] =>
  issues.flatMap((issue) => {
    const start = issue.said ? conclusion.indexOf(issue.said.text) : -1
    return issue.said && start >= 0 ? { ...issue, conclusion: { start, end: start + issue.said.text.length } } : []
  })

/** What the second reader says of an open report. A reading that fails in the page itself is none. */
export function createSecondReaderSession({ reportId, main, store, conclusion }: Page): SecondReaderSession {
  let reading = new AbortController()

  function end(): AbortSignal {
    reading.abort()
    reading = new AbortController()
    return reading.signal
  }

  async function follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const next of main.streamUntil(signal, 'check.secondReader', { reportId })) if (!signal.aborted) store.setState({ reading: next })
    } catch {
      if (!signal.aborted) store.setState({ reading: noReading })
    }
  }

  return {
    textChanged() {
      end()
      const { reading: shown } = store.getState()
      if (shown.state === 'read' && shown.issues.length > 0) store.setState({ reading: { ...shown, issues: stillThere(shown.issues, conclusion()) } })
    },
    read: () => void follow(end()),
    stop() {
      end()
      store.setState({ reading: noReading })
    },
  }
}

export const noReading: SecondReading = { state: 'off' }
