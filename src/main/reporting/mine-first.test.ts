import { afterEach, describe, expect, it } from 'vitest'
import { alignSentence, readConclusion, readFindings } from '../../domain/draft/reading/align.ts'
import type { DraftEvent } from '../../domain/draft/stored-draft.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createKit, draftTools, finished, modelOf, newReport, patient, sectionsWith, study, written, type Kit } from './test-kit.ts'

/** The kit's drafts, with the evidence that their sentences really have. */
const aligned: typeof draftTools = {
  ...draftTools,
  assembleDraft(request) {
    const content = draftTools.assembleDraft(request)
    const found = readFindings(request.input.findings)
    return { ...content, sentences: content.sentences.map((sentence) => ({ ...sentence, evidence: readConclusion(sentence.text).flatMap((reading) => alignSentence(reading, found).evidence) })) }
  },
}

const kits: Kit[] = []
const kitWith = (...options: Parameters<typeof createKit>) => {
  const kit = createKit({ draftTools: aligned, ...options[0] })
  kits.push(kit)
  return kit
}
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
})

const stay = new AbortController().signal
/** Words that only the draft has: wherever they turn up, the draft has left main. */
const secret = 'Quillonite'
const findings = 'There is a mass in the right lung, 31 mm. Cyst in the left kidney, 12 mm. No effusion.'
const saying = (text: string, gate?: Promise<void>) =>
  modelOf(async function* () {
    yield { type: 'token', text }
    await gate
    yield finished
  })
const answer = `Mass in the right lung. Cyst in the left kidney. ${secret} in the spleen.`
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
  return 'none'
}
const sealing = (share: number | null = 1) => kitWith({ model: saying(answer), policy: { mineFirst: share } })
const draft = (kit: Kit, reportId: ReportId) => written(kit.reporting.writeDraft({ reportId }, stay))
const conclude = (kit: Kit, reportId: ReportId, text: string) => kit.reporting.autosave({ reportId, section: 'conclusion', text })
const actionsOf = (kit: Kit, reportId: ReportId) => kit.stores().audit.all(reportId).map(({ action }) => action)

describe('a sealed draft', () => {
  it('leaves main by no way: not as words while it is written, not as a whole, not with a view, a save or the worklist', async () => {
    const kit = sealing()
    const reportId = newReport(kit, findings)
    const told: unknown[] = await draft(kit, reportId)
    conclude(kit, reportId, 'Mass.')
    const sections = sectionsWith({ findings, conclusion: 'Mass.' })
    told.push(kit.reporting.openReport({ reportId }), kit.reporting.saveReport({ reportId, sections, author: 'A' }), kit.reporting.listWorklist(WorklistFilter.parse({})), kit.reporting.versions({ reportId }))
    expect(JSON.stringify(told)).not.toContain(secret)
    expect(kit.stores().drafts.latest(reportId)?.text).toContain(secret)
    expect(kit.reporting.openReport({ reportId })).toMatchObject({ mineFirst: { state: 'sealed' }, draft: { sealed: true, content: null, text: '', decisions: [] } })
    expect(kit.reporting.listWorklist(WorklistFilter.parse({})).rows[0]?.flags).toContain('sealed')
  })

  it('the checks of the own conclusion do not tell what it leaves out before the draft is shown', async () => {
    const kit = sealing()
    const reportId = newReport(kit, 'Large mass in the liver. Cyst in the left kidney, 12 mm.')
    await draft(kit, reportId)
    conclude(kit, reportId, 'Cyst in the left kidney, 12 mm.')
    const leftOut = async () => (await kit.reporting.openIssues({ reportId })).leftOut.map(({ text }) => text)
    expect(await leftOut()).toEqual([])
    kit.reporting.compareWithDraft({ reportId, author: 'A' })
    // A sentence of the draft that waits may still tell it.
    const { id, decisions } = kit.stores().drafts.latest(reportId)!
    kit.reporting.decide({ draftId: id, decisions: decisions.map((_, sentence) => ({ sentence, decision: 'rejected' as const })), author: 'A' })
    expect(await leftOut()).toEqual(['Large mass in the liver.'])
  })

  it('takes no decision, and the report is not signed while it is sealed', async () => {
    const kit = sealing()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    const { id: draftId } = kit.stores().drafts.latest(reportId)!
    expect(codeOf(() => kit.reporting.decide({ draftId, decisions: [{ sentence: 0, decision: 'accepted' }], author: 'A' }))).toBe('forbidden')
    expect(codeOf(() => kit.reporting.sign({ reportId, sections: sectionsWith({ findings, conclusion: 'Mass in the right lung.' }), signer: 'A' }))).toBe('machine-text-pending')
  })

  it('is drawn once: another setting, a restart or drafting again never draws again', async () => {
    const kit = kitWith({ model: saying(answer) })
    kit.reporting.writeSettings({ mineFirst: 1 })
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    kit.reporting.writeSettings({ mineFirst: null })
    kit.reopen()
    await draft(kit, reportId)
    expect(kit.reporting.openReport({ reportId }).mineFirst).toEqual({ state: 'sealed' })
    expect(actionsOf(kit, reportId).filter((action) => action === 'seal.drawn')).toHaveLength(1)
  })

  it('a draft that was seen before the mode was chosen is not sealed afterwards', async () => {
    const kit = kitWith({ model: saying(answer) })
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    kit.reporting.writeSettings({ mineFirst: 1 })
    await draft(kit, reportId)
    expect(kit.reporting.openReport({ reportId }).mineFirst).toBeNull()
  })

  it('a share seals its part of the cases, and 0 none', async () => {
    const kit = sealing(0)
    const reportId = newReport(kit, findings)
    expect(JSON.stringify(await draft(kit, reportId))).toContain(secret)
    expect(kit.reporting.openReport({ reportId }).mineFirst).toBeNull()
  })

  it('is each person’s own choice at a shared workstation; who gives no name, or has not chosen, has the installation’s', () => {
    const kit = kitWith({ model: saying(answer) })
    const shareAs = (person: string) => kit.reporting.writeSettings({ person }).mineFirst
    kit.reporting.writeSettings({ mineFirst: 0.5 })
    expect(kit.reporting.writeSettings({ person: 'Dr A', mineFirst: 1 }).mineFirst).toBe(1)
    expect(kit.reporting.readMineFirst()).toEqual({ share: 1, lockedByPolicy: false, person: 'Dr A' })
    expect(shareAs('Dr B')).toBe(0.5)
    expect(kit.reporting.writeSettings({ mineFirst: null }).mineFirst).toBeNull()
    expect([shareAs('ｄｒ a '), shareAs('Dr B'), shareAs('')]).toEqual([1, null, 0.5])
  })

  it('the policy’s word is not changed by a setting', () => {
    const kit = sealing(1)
    expect(kit.reporting.readMineFirst()).toEqual({ share: 1, lockedByPolicy: true, person: null })
    expect(codeOf(() => kit.reporting.writeSettings({ mineFirst: null }))).toBe('forbidden')
    expect(codeOf(() => kit.reporting.writeSettings({ person: 'Dr B', mineFirst: null }))).toBe('forbidden')
  })
})

describe('opening a seal', () => {
  it('needs a conclusion: nothing, a heading or one word opens none', async () => {
    const kit = sealing()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    for (const text of ['', 'Conclusion:', 'Mass']) {
      conclude(kit, reportId, text)
      expect(codeOf(() => kit.reporting.compareWithDraft({ reportId, author: 'A' }))).toBe('invalid-input')
    }
    expect(kit.reporting.openReport({ reportId }).mineFirst).toEqual({ state: 'sealed' })
  })

  it('keeps what was written, decides what both say and leaves the differences open', async () => {
    const kit = sealing()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    conclude(kit, reportId, 'Mass in the right lung. Cyst in the right kidney.')
    const view = kit.reporting.compareWithDraft({ reportId, author: 'Dr A' })
    expect(view.mineFirst).toMatchObject({ state: 'compared', own: 'Mass in the right lung. Cyst in the right kidney.', author: 'Dr A' })
    expect(view.mineFirst?.state === 'compared' && view.mineFirst.comparison.draft.map(({ standing }) => standing)).toEqual(['agreed', 'differs', 'missing'])
    expect(view.draft?.decisions).toEqual(['edited', 'pending', 'pending'])
    expect(view.draft?.content?.sentences[2]?.text).toContain(secret)
    expect(actionsOf(kit, reportId)).toContain('seal.opened')
    expect(JSON.stringify(kit.stores().audit.all(reportId))).not.toContain('kidney')
    expect(codeOf(() => kit.reporting.compareWithDraft({ reportId, author: 'Dr A' }))).toBe('invalid-input')
  })

  it('a waiver has a reason, and the audit trail has it', async () => {
    const kit = sealing()
    const reportId = newReport(kit, findings)
    expect(codeOf(() => kit.reporting.waiveSeal({ reportId, reason: 'urgent', note: '', author: 'A' }))).toBe('invalid-input')
    await draft(kit, reportId)
    expect(codeOf(() => kit.reporting.waiveSeal({ reportId, reason: 'other', note: ' ', author: 'A' }))).toBe('invalid-input')
    const view = kit.reporting.waiveSeal({ reportId, reason: 'other', note: 'Tumour board in five minutes.', author: 'Dr A' })
    expect(view).toMatchObject({ mineFirst: { state: 'waived', reason: 'other', note: 'Tumour board in five minutes.', author: 'Dr A' }, draft: { content: expect.anything() } })
    const entry = kit.stores().audit.all(reportId).find(({ action }) => action === 'seal.waived')
    expect(entry).toMatchObject({ actor: 'Dr A' })
    expect(JSON.parse(entry?.detail ?? '')).toEqual({ reason: 'other', hasNote: true })
  })

  it('while the draft is written: what was withheld follows in its order, and no word twice', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const kit = kitWith({ model: saying(answer, gate), policy: { mineFirst: 1 } })
    const reportId = newReport(kit, findings)
    const events: DraftEvent[] = []
    for await (const event of kit.reporting.writeDraft({ reportId }, stay)) {
      events.push(event)
      if (event.type === 'phase' && event.phase === 'writing') {
        // The words were written, and withheld, before the waiver.
        setTimeout(() => {
          kit.reporting.waiveSeal({ reportId, reason: 'urgent', note: '', author: 'A' })
          release()
        }, 80)
      }
    }
    expect(events.map((event) => (event.type === 'token' ? event.text : '')).join('')).toBe(answer)
    expect(events.at(-1)).toMatchObject({ type: 'done', draft: { state: 'complete' } })
    expect(events.at(-1)).not.toHaveProperty('draft.sealed')
  })

  it('comparing waits for the end of the draft', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const kit = kitWith({ model: saying(answer, gate), policy: { mineFirst: 1 } })
    const reportId = newReport(kit, findings)
    const all = draft(kit, reportId)
    await new Promise((resolve) => setTimeout(resolve, 60))
    conclude(kit, reportId, 'Mass in the right lung.')
    expect(codeOf(() => kit.reporting.compareWithDraft({ reportId, author: 'A' }))).toBe('busy')
    release()
    await all
    expect(codeOf(() => kit.reporting.compareWithDraft({ reportId, author: 'A' }))).toBe('none')
  })
})

describe('the teaching view', () => {
  it('puts own, draft and signed side by side and counts what became of each, after a restart too', async () => {
    const kit = sealing()
    const reportId = newReport(kit, findings)
    await draft(kit, reportId)
    conclude(kit, reportId, 'Mass in the left lung. No ascites.')
    const { draft: shown } = kit.reporting.compareWithDraft({ reportId, author: 'Dr Resident' })
    kit.reporting.decide({ draftId: shown!.id, decisions: [{ sentence: 0, decision: 'rejected' }, { sentence: 1, decision: 'accepted' }, { sentence: 2, decision: 'rejected' }], author: 'Dr Resident' })
    const all = { person: null, from: null, to: null }
    expect(kit.reporting.listTeaching(all).rows[0]).toMatchObject({ state: 'draft', counts: { changed: {} } })
    kit.reporting.sign({ reportId, sections: sectionsWith({ findings, conclusion: 'Mass in the right lung. Cyst in the left kidney.' }), signer: 'Dr Senior' })
    kit.reopen()
    const page = kit.reporting.listTeaching(all)
    expect(page).toMatchObject({ people: ['Dr Resident'], total: 1, waived: 0, rows: [{ reportId, author: 'Dr Resident', state: 'signed', counts: { agreed: 0, missedByOwn: 1, missedByDraft: 1, declined: 2, changed: { side: 1, added: 1, removed: 1 } } }] })
    expect(page.months).toHaveLength(1)
    expect(kit.reporting.openCase({ reportId })).toMatchObject({ own: 'Mass in the left lung. No ascites.', signed: 'Mass in the right lung. Cyst in the left kidney.', signer: 'Dr Senior', draft: [{ decision: 'rejected' }, { decision: 'accepted' }, { decision: 'rejected' }] })
  })

  it('filters by person and day, and tells how many were waived', async () => {
    let now = new Date('2026-10-31T23:30:00Z')
    const kit = kitWith({ model: saying(answer), policy: { mineFirst: 1 }, now: () => now })
    for (const [author, at] of [['Dr B', '2026-10-31T23:30:00Z'], ['Dr A', '2026-11-02T08:00:00Z']] as const) {
      now = new Date(at)
      const reportId = newReport(kit, findings)
      await draft(kit, reportId)
      conclude(kit, reportId, 'Mass in the right lung.')
      kit.reporting.compareWithDraft({ reportId, author })
    }
    const waived = newReport(kit, findings)
    await draft(kit, waived)
    kit.reporting.waiveSeal({ reportId: waived, reason: 'urgent', note: '', author: 'Dr A' })
    const list = (filter: { person?: string; from?: string; to?: string }) => kit.reporting.listTeaching({ person: null, from: null, to: null, ...filter })
    expect(list({ to: '2026-10-31' }).rows.map(({ author }) => author)).toEqual(['Dr B'])
    expect(list({ from: '2026-11-01', person: 'Dr A' })).toMatchObject({ total: 1, waived: 1, people: ['Dr A', 'Dr B'] })
    expect(list({}).months.map(({ month }) => month)).toEqual(['2026-10', '2026-11'])
    expect(codeOf(() => kit.reporting.openCase({ reportId: waived }))).toBe('not-found')
  })

  it('a patient seen twice is two cases', async () => {
    const kit = sealing()
    for (const accessionNumber of ['A-1', 'A-2']) {
      const { id: reportId } = kit.reporting.createReport({ patient, study: { ...study, accessionNumber } }).report
      kit.reporting.autosave({ reportId, section: 'findings', text: findings })
      await draft(kit, reportId)
      conclude(kit, reportId, 'Mass in the right lung.')
      kit.reporting.compareWithDraft({ reportId, author: 'A' })
    }
    expect(kit.reporting.listTeaching({ person: null, from: null, to: null }).total).toBe(2)
  })
})
