import type { Page } from '@playwright/test'
import type { DraftEvent, StoredDraft } from '../src/domain/draft/stored-draft.ts'
import type { ReportView } from '../src/domain/report/report-view.ts'
import type { Reply } from '../src/shared/ipc/errors.ts'

export type DraftRun = {
  draft: StoredDraft
  /** Tokens of the prompt, as the draft says while it reads. */
  readingTokens: number | null
  /** Milliseconds from the request to the first token, in the page. */
  firstTokenMs: number
  /** Tokens per second between the first and the last token event, in the page. */
  tokensPerSecond: number
  /** Milliseconds from the request to the finished draft, in the page. */
  totalMs: number
  /** Longest time between two animation frames while the draft was written, milliseconds. */
  longestFrameMs: number
}

/** Makes a report with these findings and returns its id. */
export async function createReport(page: Page, findings: string): Promise<string> {
  const reply = (await page.evaluate(
    async (findings) => {
      const made = (await window.bridge.call('report.create', {
        patient: { patientId: crypto.randomUUID().slice(0, 8), name: 'Bench, Fictional', birthDate: null, sex: null },
        study: { accessionNumber: crypto.randomUUID().slice(0, 12), studyInstanceUid: null, date: '2026-01-05', modality: 'CT', description: 'CT abdomen' },
      })) as Reply<ReportView>
      if (!made.ok) return made
      const saved = await window.bridge.call('report.autosave', { reportId: made.value.report.id, section: 'findings', text: findings })
      return saved.ok ? made : saved
    },
    findings,
  )) as Reply<ReportView>
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value.report.id
}

/**
 * Drafts through the same port as the Report screen and measures in the page. Counting animation frames makes the window
 * paint all the time, in software here, so it is asked for apart from the speed.
 */
export async function draftInPage(page: Page, reportId: string, { countFrames = false } = {}): Promise<DraftRun> {
  return page.evaluate(async ([reportId, countFrames]) => {
    let longestFrameMs = 0
    let running = countFrames
    let last = performance.now()
    const frame = (now: number) => {
      longestFrameMs = Math.max(longestFrameMs, now - last)
      last = now
      if (running) requestAnimationFrame(frame)
    }
    if (countFrames) {
      requestAnimationFrame((now) => {
        last = now
        requestAnimationFrame(frame)
      })
    }

    const { port1, port2 } = new MessageChannel()
    const asked = performance.now()
    const arrivals: number[] = []
    let readingTokens: number | null = null
    const draft = await new Promise<StoredDraft>((resolve, reject) => {
      port1.addEventListener('message', ({ data }) => {
        if (data.type === 'error') return reject(new Error(data.error.message))
        const event = data.value as DraftEvent | undefined
        if (event?.type === 'token') arrivals.push(performance.now())
        if (event?.type === 'phase') readingTokens = Number(/of ([\d,]+) tokens/.exec(event.message)?.[1]?.replaceAll(',', '') ?? readingTokens)
        if (event?.type === 'done') resolve(event.draft)
      })
      port1.start()
      window.postMessage({ kind: 'stream', name: 'draft.write', input: { reportId } }, '*', [port2])
    })
    const totalMs = performance.now() - asked
    running = false
    const first = arrivals[0] ?? Number.NaN
    const end = arrivals.at(-1) ?? Number.NaN
    return { draft, readingTokens, firstTokenMs: first - asked, tokensPerSecond: ((draft.tokens ?? 0) - 1) / ((end - first) / 1000), totalMs, longestFrameMs }
  }, [reportId, countFrames] as const)
}

/** Milliseconds from `draft.cancel`, sent 0.7 s after the model began to read, to the end of the draft in the page. */
export async function cancelWhileReading(page: Page, reportId: string): Promise<{ cancelMs: number; state: string; sawToken: boolean }> {
  return page.evaluate(async (reportId) => {
    const { port1, port2 } = new MessageChannel()
    let sawToken = false
    let cancelledAt = 0
    const draft = await new Promise<StoredDraft>((resolve, reject) => {
      port1.addEventListener('message', ({ data }) => {
        if (data.type === 'error') return reject(new Error(data.error.message))
        const event = data.value as DraftEvent | undefined
        if (event?.type === 'token') sawToken = true
        if (event?.type === 'phase' && event.phase === 'reading' && cancelledAt === 0) {
          cancelledAt = -1
          setTimeout(() => {
            cancelledAt = performance.now()
            void window.bridge.call('draft.cancel', { reportId })
          }, 700)
        }
        if (event?.type === 'done') resolve(event.draft)
      })
      port1.start()
      window.postMessage({ kind: 'stream', name: 'draft.write', input: { reportId } }, '*', [port2])
    })
    return { cancelMs: performance.now() - cancelledAt, state: draft.state, sawToken }
  }, reportId)
}
