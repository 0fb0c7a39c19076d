import { afterEach, describe, expect, it } from 'vitest'
import { unanswered } from '../../domain/answer/issue-answer.ts'
import { checkText, type TextToCheck } from '../../domain/answer/checked-text.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createKit, newReport, patient, sectionsWith, study, type Kit } from './test-kit.ts'

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
const rejection = (work: Promise<unknown>) => work.then(() => 'none', (error: unknown) => (error instanceof AppError ? error.code : String(error)))
const issuesOf = async (kit: Kit, reportId: ReportId) => (await kit.reporting.openIssues({ reportId })).issues
async function contradicting(kit: Kit): Promise<{ reportId: ReportId; key: string }> {
  const reportId = newReport(kit, findings)
  kit.reporting.autosave({ reportId, section: 'conclusion', text: conclusion })
  const open = unanswered(await issuesOf(kit, reportId))
  expect(open.map(({ kind }) => kind)).toEqual(['side'])
  return { reportId, key: open[0]!.key }
}
const sign = (kit: Kit, reportId: ReportId, text = conclusion) => kit.reporting.sign({ reportId, sections: sectionsWith({ findings, conclusion: text }), signer: 'Dr A' })

describe('contradictions before signing', () => {
  it('stop the signature, whatever the page says, and nothing of it is stored', async () => {
    const kit = newKit()
    const { reportId } = await contradicting(kit)
    expect(codeOf(() => sign(kit, reportId))).toBe('unanswered')
    expect(kit.reporting.openReport({ reportId }).report.state).toBe('draft')
    expect(kit.reporting.versions({ reportId })).toEqual([])
  })

  it('fixed, they are gone', async () => {
    const kit = newKit()
    const { reportId } = await contradicting(kit)
    expect(sign(kit, reportId, 'Cyst in the left kidney, 12 mm.').report.state).toBe('signed')
  })

  it('answered, the report is signed, and the version and the audit trail have the reason', async () => {
    const kit = newKit()
    const { reportId, key } = await contradicting(kit)
    await kit.reporting.answerIssue({ reportId, key, reason: 'other', note: 'Crossed ectopia.', author: 'Dr A' })
    sign(kit, reportId)
    const version = kit.reporting.versions({ reportId }).at(-1)!
    expect(kit.reporting.signedAnswers({ reportId, versionId: version.id })).toMatchObject([{ kind: 'side', reason: 'other', note: 'Crossed ectopia.', author: 'Dr A', conclusion }])
    const entry = kit.stores().audit.all(reportId).find(({ action }) => action === 'issue.answered')
    expect(entry).toMatchObject({ actor: 'Dr A' })
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ kind: 'side', reason: 'other' })
    expect(entry?.detail).not.toContain('ectopia')
  })

  it('an answer is not kept for "other" without words, nor for what is not in the text any more', async () => {
    const kit = newKit()
    const { reportId, key } = await contradicting(kit)
    expect(await rejection(kit.reporting.answerIssue({ reportId, key, reason: 'other', note: ' ', author: 'A' }))).toBe('invalid-input')
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Cyst in the left kidney.' })
    expect(await rejection(kit.reporting.answerIssue({ reportId, key, reason: 'same', note: '', author: 'A' }))).toBe('not-found')
  })

  it('an answer is taken back and then asked for again; both stay in the audit trail', async () => {
    const kit = newKit()
    const { reportId, key } = await contradicting(kit)
    await kit.reporting.answerIssue({ reportId, key, reason: 'same', note: '', author: 'A' })
    expect(unanswered((await kit.reporting.reopenIssue({ reportId, key, author: 'A' })).issues)).toHaveLength(1)
    expect(codeOf(() => sign(kit, reportId))).toBe('unanswered')
    expect(kit.stores().audit.all(reportId).map(({ action }) => action).filter((action) => action.startsWith('issue.'))).toEqual(['issue.answered', 'issue.reopened'])
  })

  it('survive a restart, and hold while other sentences come and go', async () => {
    const kit = newKit()
    const { reportId, key } = await contradicting(kit)
    await kit.reporting.answerIssue({ reportId, key, reason: 'elsewhere', note: '', author: 'A' })
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

  it('are answered in an addendum too: against findings and signed conclusion, with the reason in its version', async () => {
    const kit = newKit()
    const reportId = newReport(kit, findings)
    sign(kit, reportId, 'Cyst in the left kidney, 12 mm.')
    const text = 'The 12 mm cyst in the right kidney needs no follow-up.'
    const signAddendum = () => kit.reporting.signAddendum({ reportId, text, signer: 'Dr B' })
    kit.reporting.autosaveAddendum({ reportId, text })
    const [issue] = unanswered(await issuesOf(kit, reportId))
    expect(issue).toMatchObject({ kind: 'side', said: { text }, beside: { text: expect.stringContaining('left kidney') } })
    expect(codeOf(signAddendum)).toBe('unanswered')
    expect(kit.reporting.openReport({ reportId }).addenda).toEqual([])
    await kit.reporting.answerIssue({ reportId, key: issue!.key, reason: 'other', note: 'Another cyst.', author: 'Dr B' })
    signAddendum()
    const version = kit.reporting.versions({ reportId }).at(-1)!
    expect(kit.reporting.signedAnswers({ reportId, versionId: version.id })).toMatchObject([{ reason: 'other', note: 'Another cyst.', conclusion: text }])
    // Nothing is checked any more once it is signed.
    expect((await kit.reporting.openIssues({ reportId })).issues).toEqual([])
  })

  it('an addendum that tells what is new is signed in silence', () => {
    const kit = newKit()
    const reportId = newReport(kit, findings)
    sign(kit, reportId, 'Cyst in the left kidney, 12 mm.')
    expect(kit.reporting.signAddendum({ reportId, text: 'Additional finding: small hiatus hernia. Told to Dr Example by telephone.', signer: 'Dr B' }).addenda).toHaveLength(1)
  })
})

describe('the checks of a text while it is written', () => {
  const long = `${findings} ${'Nothing more. '.repeat(5000)}`

  it('are made in the thread, also of a long text, and signing waits for no second look (bug: the window held up)', async () => {
    const asked: TextToCheck[] = []
    const kit = newKit({ checkAside: async (text) => (asked.push(text), checkText(text, (key) => key)) })
    const reportId = newReport(kit, long)
    kit.reporting.autosave({ reportId, section: 'conclusion', text: conclusion })
    expect(unanswered(await issuesOf(kit, reportId))).toHaveLength(1)
    expect(unanswered(await kit.reporting.issuesBeforeSigning({ reportId }))).toHaveLength(1)
    expect(codeOf(() => kit.reporting.sign({ reportId, sections: sectionsWith({ findings: long, conclusion }), signer: 'A' }))).toBe('unanswered')
    expect(asked).toHaveLength(1)
  })

  it('are made here where the thread dies over a short text; a long one says so, and signing looks itself', async () => {
    const broken = newKit({ checkAside: () => Promise.reject(new AppError('model-crashed', 'dead')) })
    const { reportId } = await contradicting(broken)
    expect(codeOf(() => sign(broken, reportId))).toBe('unanswered')
    const other = newReport(broken, long)
    broken.reporting.autosave({ reportId: other, section: 'conclusion', text: conclusion })
    expect(await rejection(broken.reporting.openIssues({ reportId: other }))).toBe('model-crashed')
    await broken.reporting.checkBeforeSigning({ reportId: other, sections: sectionsWith({ findings: long, conclusion }) })
    expect(codeOf(() => broken.reporting.sign({ reportId: other, sections: sectionsWith({ findings: long, conclusion }), signer: 'A' }))).toBe('unanswered')
  })

  it('list what is left out without a draft, and what each sentence rests on', async () => {
    const kit = newKit()
    const reportId = newReport(kit, 'Large mass in the liver, 62 mm. Cyst in the left kidney.')
    expect((await kit.reporting.openIssues({ reportId })).leftOut).toEqual([])
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Cyst in the left kidney.' })
    const live = await kit.reporting.openIssues({ reportId })
    expect(live.leftOut).toMatchObject([{ text: 'Large mass in the liver, 62 mm.', heavy: true }])
    expect(live.sentences).toEqual([{ start: 0, end: 24, evidence: [{ start: 32, end: 56 }] }])
  })

  it('know the side of the order (bug: only the command line did)', async () => {
    const kit = newKit()
    const { id: reportId } = kit.reporting.createReport({ patient, study: { ...study, accessionNumber: 'A-2', side: 'right' } }).report
    const text = 'Transverse fracture of the left radius.'
    kit.reporting.autosave({ reportId, section: 'findings', text })
    kit.reporting.autosave({ reportId, section: 'conclusion', text })
    expect(kit.reporting.openReport({ reportId }).study.side).toBe('right')
    expect(await issuesOf(kit, reportId)).toMatchObject([{ kind: 'side', mustBeAnswered: true, beside: { field: 'order', text: 'Side: right' } }])
  })

  it('do not take an instruction for the draft for a finding', async () => {
    const kit = newKit()
    const reportId = newReport(kit, 'Cyst in the left kidney. ^^mention the large right liver mass first^^')
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Cyst in the left kidney.' })
    expect(await kit.reporting.openIssues({ reportId })).toMatchObject({ issues: [], leftOut: [] })
  })
})
