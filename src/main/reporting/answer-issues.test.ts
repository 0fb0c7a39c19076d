import { afterEach, describe, expect, it } from 'vitest'
import { unanswered } from '../../domain/answer/issue-answer.ts'
import type { CheckInput } from '../../domain/check/check-conclusion.ts'
import type { CheckIssue } from '../../domain/check/issue.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createKit, newReport, sectionsWith, type Kit } from './test-kit.ts'

const kits: Kit[] = []
const newKit = (options: Parameters<typeof createKit>[0] = {}) => {
  const kit = createKit(options)
  kits.push(kit)
  return kit
}
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
})

const findings = 'Cyst in the left kidney, 12 mm. No pleural effusion.'
const conclusion = 'Cyst in the right kidney, 12 mm.'
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
  return 'none'
}
function contradicting(kit: Kit): { reportId: ReportId; key: string } {
  const reportId = newReport(kit, findings)
  kit.reporting.autosave({ reportId, section: 'conclusion', text: conclusion })
  const open = unanswered(kit.reporting.openIssues({ reportId }) ?? [])
  expect(open.map(({ kind }) => kind)).toEqual(['side'])
  return { reportId, key: open[0]!.key }
}
const sign = (kit: Kit, reportId: ReportId, text = conclusion) => kit.reporting.sign({ reportId, sections: sectionsWith({ findings, conclusion: text }), signer: 'Dr A' })

describe('contradictions before signing', () => {
  it('stop the signature, whatever the page says, and nothing of it is stored', () => {
    const kit = newKit()
    const { reportId } = contradicting(kit)
    expect(codeOf(() => sign(kit, reportId))).toBe('unanswered')
    expect(kit.reporting.openReport({ reportId }).report.state).toBe('draft')
    expect(kit.reporting.versions({ reportId })).toEqual([])
  })

  it('fixed, they are gone', () => {
    const kit = newKit()
    const { reportId } = contradicting(kit)
    expect(sign(kit, reportId, 'Cyst in the left kidney, 12 mm.').report.state).toBe('signed')
  })

  it('answered, the report is signed, and the version and the audit trail have the reason', () => {
    const kit = newKit()
    const { reportId, key } = contradicting(kit)
    kit.reporting.answerIssue({ reportId, key, reason: 'other', note: 'Crossed ectopia.', author: 'Dr A' })
    sign(kit, reportId)
    const version = kit.reporting.versions({ reportId }).at(-1)!
    expect(kit.reporting.signedAnswers({ reportId, versionId: version.id })).toMatchObject([{ kind: 'side', reason: 'other', note: 'Crossed ectopia.', author: 'Dr A', conclusion }])
    const entry = kit.stores().audit.all(reportId).find(({ action }) => action === 'issue.answered')
    expect(entry).toMatchObject({ actor: 'Dr A' })
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ kind: 'side', reason: 'other' })
    expect(entry?.detail).not.toContain('ectopia')
  })

  it('an answer is not kept for "other" without words, nor for what is not in the text any more', () => {
    const kit = newKit()
    const { reportId, key } = contradicting(kit)
    expect(codeOf(() => kit.reporting.answerIssue({ reportId, key, reason: 'other', note: ' ', author: 'A' }))).toBe('invalid-input')
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Cyst in the left kidney.' })
    expect(codeOf(() => kit.reporting.answerIssue({ reportId, key, reason: 'same', note: '', author: 'A' }))).toBe('not-found')
  })

  it('an answer is taken back and then asked for again; both stay in the audit trail', () => {
    const kit = newKit()
    const { reportId, key } = contradicting(kit)
    kit.reporting.answerIssue({ reportId, key, reason: 'same', note: '', author: 'A' })
    expect(unanswered(kit.reporting.reopenIssue({ reportId, key, author: 'A' }))).toHaveLength(1)
    expect(codeOf(() => sign(kit, reportId))).toBe('unanswered')
    expect(kit.stores().audit.all(reportId).map(({ action }) => action).filter((action) => action.startsWith('issue.'))).toEqual(['issue.answered', 'issue.reopened'])
  })

  it('survive a restart, and hold while other sentences come and go', () => {
    const kit = newKit()
    const { reportId, key } = contradicting(kit)
    kit.reporting.answerIssue({ reportId, key, reason: 'elsewhere', note: '', author: 'A' })
    kit.reopen()
    expect(sign(kit, reportId, `No effusion. ${conclusion}`).report.state).toBe('signed')
  })

  it('advice never blocks: a finding that is left out, and nothing in the findings, are signed', () => {
    const kit = newKit()
    const reportId = newReport(kit, 'Large mass in the liver. Cyst in the left kidney.')
    expect(kit.reporting.sign({ reportId, sections: sectionsWith({ findings: 'Large mass in the liver. Cyst in the left kidney.', conclusion: 'Cyst in the left kidney.' }), signer: 'A' }).report.state).toBe('signed')
    const bare = newReport(kit, 'x')
    expect(kit.reporting.sign({ reportId: bare, sections: sectionsWith({ conclusion: 'Normal.' }), signer: 'A' }).report.state).toBe('signed')
  })

  it('a very long text is checked in the thread before signing, and here where the thread dies (bug: no answer, or the window held up)', async () => {
    const asked: CheckInput[] = []
    const said: CheckIssue[] = [{ kind: 'side', severity: 'error', sentence: 0, message: 'From the thread.', conclusion: { start: 0, end: 4 }, findings: null }]
    const kit = newKit({ checkAside: async (input) => (asked.push(input), said) })
    const reportId = newReport(kit, `${findings} ${'Nothing more. '.repeat(5000)}`)
    kit.reporting.autosave({ reportId, section: 'conclusion', text: conclusion })
    expect((await kit.reporting.issuesBeforeSigning({ reportId })).map(({ message }) => message)).toEqual(['From the thread.'])
    expect((await kit.reporting.issuesBeforeSigning({ reportId })).map(({ message }) => message)).toEqual(['From the thread.'])
    expect(asked).toHaveLength(1)
    const broken = newKit({ checkAside: () => Promise.reject(new Error('dead')) })
    const other = newReport(broken, `${findings} ${'Nothing at all. '.repeat(5000)}`)
    broken.reporting.autosave({ reportId: other, section: 'conclusion', text: conclusion })
    expect(unanswered(await broken.reporting.issuesBeforeSigning({ reportId: other }))).toHaveLength(1)
  })

  it('a very long text is not checked while somebody types, but before signing', async () => {
    const kit = newKit()
    const reportId = newReport(kit, `${findings} ${'Nothing else. '.repeat(5000)}`)
    kit.reporting.autosave({ reportId, section: 'conclusion', text: conclusion })
    expect(kit.reporting.openIssues({ reportId })).toBeNull()
    expect(unanswered(await kit.reporting.issuesBeforeSigning({ reportId }))).toHaveLength(1)
  })
})
