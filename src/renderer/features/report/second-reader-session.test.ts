import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ReaderIssue, SecondReading } from '../../../domain/answer/second-reading.ts'
import { ReportId } from '../../../domain/report/report.ts'
import type { ReportState } from './report-state.ts'
import { createSecondReaderSession, noReading } from './second-reader-session.ts'

const reportId = ReportId.parse('11111111-1111-4111-8111-111111111111')
const issue = (text: string): ReaderIssue => ({
  kind: 'unsupported', severity: 'warning', sentence: 0, message: 'm', conclusion: { start: 0, end: text.length }, findings: null, key: text, mustBeAnswered: false, beside: null,
  said: { text, marks: [] }, by: { id: 'm', name: 'M', sha256: 'a', adapterSha256: null, version: 'v' },
})
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A page whose main answers when the test says so. */
function page() {
  const open: { answer: (reading: SecondReading) => void; signal: AbortSignal }[] = []
  const store = createStore(() => ({ reading: noReading }) as ReportState)
  let conclusion = ''
  const main = {
    async *streamUntil(signal: AbortSignal) {
      yield await new Promise<SecondReading>((answer) => open.push({ answer, signal }))
    },
  } as never
  const session = createSecondReaderSession({ reportId, main, store, conclusion: () => conclusion })
  return { open, session, write: (text: string) => ((conclusion = text), session.textChanged()), shown: () => store.getState().reading }
}

describe('advice beside a text', () => {
  it('of an older text is never shown, however late it comes (bug: advice on words that are gone)', async () => {
    const { open, session, write, shown } = page()
    session.read()
    await settle()
    write('New words.')
    expect(open[0]!.signal.aborted).toBe(true)
    open[0]!.answer({ state: 'read', issues: [issue('Old words.')], draft: null })
    await settle()
    expect(shown()).toEqual(noReading)
  })

  it('stays with its sentence while others are typed, and goes with it', async () => {
    const { open, session, write, shown } = page()
    session.read()
    await settle()
    open[0]!.answer({ state: 'read', issues: [issue('A stone.'), issue('A cyst.')], draft: null })
    await settle()
    write('No mass. A cyst.')
    expect(shown()).toMatchObject({ issues: [{ key: 'A cyst.', conclusion: { start: 9, end: 16 } }] })
    write('No mass. A cys')
    expect(shown()).toMatchObject({ issues: [] })
    session.stop()
    expect(shown()).toEqual(noReading)
  })
})
