import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createKit, newReport, patient, sectionsWith, study, written, type Kit } from './test-kit.ts'

let kit: Kit
beforeEach(() => {
  kit = createKit()
})
afterEach(() => kit.dispose())

/** The code of the AppError that `work` throws. */
function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return 'nothing thrown'
}

const filter = (given: Partial<WorklistFilter> = {}) => WorklistFilter.parse(given)
const actions = (reportId: string) => kit.stores().audit.all(reportId).map((entry) => entry.action)

describe('a report from creation to addendum', () => {
  it('keeps what is typed, saves versions only when the text changed, signs once, and takes addenda (a lost or doubled version would show)', () => {
    const { reporting } = kit
    const reportId = newReport(kit)
    const sections = sectionsWith({ findings: 'There is a mass in the lung. No effusion.', conclusion: 'Lung mass, progress of bone metastases.' })
    reporting.saveReport({ reportId, sections, author: 'Dr. Sample' })
    reporting.saveReport({ reportId, sections, author: 'Dr. Sample' })
    expect(reporting.versions({ reportId }).map(({ kind }) => kind)).toEqual(['saved'])
    const signed = reporting.sign({ reportId, sections, signer: 'Dr. Sample' })
    expect(signed.report.state).toBe('signed')
    expect(signed.report.signature?.signer).toBe('Dr. Sample')
    expect(signed.tag.current).toMatchObject({ label: 1, provisional: false, source: 'machine' })
    expect(codeOf(() => reporting.autosave({ reportId, section: 'findings', text: 'x' }))).toBe('signed')
    expect(codeOf(() => reporting.saveReport({ reportId, sections, author: '' }))).toBe('signed')
    expect(codeOf(() => reporting.sign({ reportId, sections, signer: 'B' }))).toBe('signed')
    reporting.autosaveAddendum({ reportId, text: 'Being typed' })
    expect(reporting.openReport({ reportId }).report.addendum).toBe('Being typed')
    const amended = reporting.signAddendum({ reportId, text: 'Compared with the outside study.', signer: 'Dr. Other' })
    expect(amended.report).toMatchObject({ addendum: '', sections })
    expect(amended.addenda).toHaveLength(1)
    const [, signedVersion, addendum] = reporting.versions({ reportId })
    expect(addendum).toMatchObject({ kind: 'addendum', predecessor: signedVersion?.id, addendum: 'Compared with the outside study.', sections })
    kit.reopen()
    expect(reporting.openReport({ reportId }).addenda[0]?.signature.signer).toBe('Dr. Other')
    expect(actions(reportId)).toEqual([
      'report.created', 'report.edited', 'tag.set', 'report.saved', 'report.saved', 'tag.set', 'report.signed', 'addendum.edited', 'report.viewed', 'addendum.signed', 'report.viewed',
    ])
  })

  it('is found again in the worklist by its words while they are typed', () => {
    const reportId = newReport(kit)
    expect(kit.reporting.listWorklist(filter({ query: 'mas lun' })).rows.map((row) => row.reportId)).toEqual([reportId])
    expect(kit.reporting.listWorklist(filter({ query: 'fracture' })).total).toBe(0)
  })

  it('refuses an empty conclusion and half characters by section and position', () => {
    const { reporting } = kit
    const reportId = newReport(kit)
    expect(codeOf(() => reporting.sign({ reportId, sections: sectionsWith({ findings: 'A b' }), signer: 'X' }))).toBe('invalid-input')
    expect(() => reporting.autosave({ reportId, section: 'conclusion', text: 'ab\ud800c' })).toThrow(/conclusion.*position 3/)
  })

  it('refuses a second person under the same patient ID', () => {
    newReport(kit)
    expect(() => kit.reporting.createReport({ patient: { ...patient, name: 'Other, Bob' }, study })).toThrow(/another name/)
  })
})

describe('drafting', () => {
  it('writes, waits for decisions before signing, and keeps them', async () => {
    const { reporting } = kit
    const reportId = newReport(kit)
    const events = await written(reporting.writeDraft({ reportId }, new AbortController().signal))
    expect(events.map(({ type }) => type)).toEqual(['started', 'phase', 'phase', 'phase', 'token', 'done'])
    const done = events.at(-1)
    if (done?.type !== 'done') throw new Error('no end')
    expect(done.draft).toMatchObject({ state: 'complete', engine: 'model', text: 'Lung mass. No effusion.', decisions: ['pending', 'pending'], stale: false, problem: null })
    const sections = sectionsWith({ findings: 'There is a mass in the lung. No effusion.', conclusion: 'Lung mass.' })
    expect(codeOf(() => reporting.sign({ reportId, sections, signer: 'X' }))).toBe('machine-text-pending')
    expect(reporting.listWorklist(filter()).rows[0]?.flags).toEqual(['pending'])
    reporting.decide({ draftId: done.draft.id, decisions: [{ sentence: 0, decision: 'accepted' }, { sentence: 1, decision: 'rejected' }], author: 'X' })
    expect(reporting.sign({ reportId, sections, signer: 'X' }).draft?.decisions).toEqual(['accepted', 'rejected'])
  })
})
