import { afterEach, describe, expect, it } from 'vitest'
import type { ReportId } from '../../domain/report/report.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { createKit, newReport, patient, sectionsWith, study, written, type Kit } from './test-kit.ts'

const kits: Kit[] = []
const newKit = () => {
  const kit = createKit()
  kits.push(kit)
  return kit
}
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
})

const stay = new AbortController().signal
const findings = 'There is a mass in the lung. No effusion.'
const draft = (kit: Kit, reportId: ReportId) => written(kit.reporting.writeDraft({ reportId }, stay))
const view = (kit: Kit, reportId: ReportId) => kit.reporting.openReport({ reportId })
const flagsOf = (kit: Kit, reportId: ReportId) => kit.reporting.listWorklist(WorklistFilter.parse({})).rows.find((row) => row.reportId === reportId)?.flags ?? []
/** A signed report of the same patient, of another day. */
function sign(kit: Kit, date: string, conclusion: string): ReportId {
  const { id } = kit.reporting.createReport({ patient, study: { ...study, accessionNumber: date, date } }).report
  kit.reporting.sign({ reportId: id, sections: sectionsWith({ findings: conclusion, conclusion }), signer: 'Dr B' })
  return id
}

describe('what a draft rests on', () => {
  it('stays with it: changed findings make it stale on the worklist, and changing them back does not', async () => {
    const kit = newKit()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    expect(flagsOf(kit, reportId)).not.toContain('stale')
    kit.reporting.autosave({ reportId, section: 'findings', text: `${findings} Cyst.` })
    expect(flagsOf(kit, reportId)).toContain('stale')
    expect(view(kit, reportId).basis.draft).toMatchObject({ findings, news: [], confirmed: null })
    kit.reporting.autosave({ reportId, section: 'findings', text: findings })
    expect(flagsOf(kit, reportId)).not.toContain('stale')
  })

  it('an instruction to the draft is no finding: taking it away makes nothing stale', async () => {
    const kit = newKit()
    const reportId = newReport(kit, `${findings} ^^as a list^^`)
    await draft(kit, reportId)
    kit.reporting.autosave({ reportId, section: 'findings', text: findings })
    expect(flagsOf(kit, reportId)).not.toContain('stale')
  })

  it('a prior that is signed later, and an addendum to a prior, are news with their text; a later study is not', async () => {
    const kit = newKit()
    const before = sign(kit, '2026-08-01', 'Old mass.')
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    sign(kit, '2026-12-24', 'After it.')
    expect(flagsOf(kit, reportId)).not.toContain('stale')
    sign(kit, '2026-09-01', 'Mass of 12 mm.')
    kit.reporting.signAddendum({ reportId: before, text: 'It was a cyst.', signer: 'Dr B' })
    expect(view(kit, reportId).basis.draft?.news).toMatchObject([{ kind: 'prior', text: 'Mass of 12 mm.\n\nMass of 12 mm.', date: '2026-09-01' }, { kind: 'addendum', text: 'It was a cyst.', reportId: before }])
    expect(flagsOf(kit, reportId)).toContain('stale')
  })

  it('"still right" holds until something moves again, is in the audit trail, and only once for the same state', async () => {
    const kit = newKit()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    const draftId = view(kit, reportId).draft!.id
    kit.reporting.autosave({ reportId, section: 'findings', text: `${findings} Cyst.` })
    const confirmed = kit.reporting.confirmDraft({ draftId, author: 'Dr A' })
    expect(confirmed.basis.draft).toMatchObject({ findings: `${findings} Cyst.`, confirmed: { author: 'Dr A' } })
    kit.reporting.confirmDraft({ draftId, author: 'Dr A' })
    expect(kit.stores().audit.all(reportId).filter(({ action }) => action === 'draft.confirmed')).toHaveLength(1)
    expect(flagsOf(kit, reportId)).not.toContain('stale')
    kit.reopen()
    kit.reporting.autosave({ reportId, section: 'findings', text: `${findings} Cyst. Ascites.` })
    expect(flagsOf(kit, reportId)).toContain('stale')
  })

  it('a sentence that is accepted on moved findings says so in the audit trail, and the acceptance is not lost', async () => {
    const kit = newKit()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    kit.reporting.autosave({ reportId, section: 'findings', text: `${findings} Cyst.` })
    const { decisions } = kit.reporting.decide({ draftId: view(kit, reportId).draft!.id, decisions: [{ sentence: 0, decision: 'accepted' }], author: 'A' })
    expect(decisions[0]).toBe('accepted')
    expect(kit.stores().audit.all(reportId).filter(({ action }) => action === 'draft.decided').map(({ detail }) => JSON.parse(detail) as unknown)).toMatchObject([{ stale: true }])
  })
})

describe('what a tag rests on', () => {
  it('a tag of a report in progress is stale as soon as its texts move, and no more once it is set again', () => {
    const kit = newKit()
    const reportId = newReport(kit, findings)
    kit.reporting.saveReport({ reportId, sections: sectionsWith({ findings, conclusion: 'Mass.' }), author: 'A' })
    expect(flagsOf(kit, reportId)).not.toContain('stale')
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Mass, progress.' })
    expect(flagsOf(kit, reportId)).toContain('stale')
    expect(view(kit, reportId).basis.tag).toMatchObject({ conclusion: 'Mass.' })
    kit.reporting.setTag({ reportId })
    expect(flagsOf(kit, reportId)).not.toContain('stale')
  })

  it('an addendum after signing marks the tag; judging again reads the addendum, and then the mark goes', () => {
    const kit = newKit()
    const reportId = sign(kit, '2026-10-01', 'Stable.')
    expect(view(kit, reportId).basis.tag).toMatchObject({ news: [] })
    kit.reporting.signAddendum({ reportId, text: 'On second look there is progress.', signer: 'Dr B' })
    expect(flagsOf(kit, reportId)).toContain('stale')
    expect(view(kit, reportId)).toMatchObject({ tag: { current: { label: 0 } }, basis: { tag: { news: [{ kind: 'addendum', text: 'On second look there is progress.' }] } } })
    expect(kit.reporting.setTag({ reportId }).current?.label).toBe(1)
    expect(flagsOf(kit, reportId)).not.toContain('stale')
    kit.reopen()
    expect(view(kit, reportId).basis.tag?.news).toEqual([])
  })

  it('reports signed in another order than their dates mark no signed tag: an archive import would mark thousands', () => {
    const kit = newKit()
    const later = sign(kit, '2026-10-01', 'Stable.')
    sign(kit, '2026-03-01', 'Older.')
    expect(flagsOf(kit, later)).not.toContain('stale')
  })
})
