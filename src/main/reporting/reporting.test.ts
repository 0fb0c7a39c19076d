import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { openDatabase } from '../db/open.ts'
import { createStores } from '../db/stores.ts'
import { newFolder, removeFolders } from '../db/test-folder.ts'
import { createKit, newReport, patient, sectionsWith, study, testKey, written, type Kit } from './test-kit.ts'

let kit: Kit
beforeEach(() => {
  kit = createKit()
})
afterEach(() => kit.dispose())
afterAll(removeFolders)

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
    expect(amended.tag).toEqual(signed.tag)
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

describe('status tags', () => {
  const conclusion = 'Bone metastases in progress.'

  it('a person’s label stays in force, the machine’s history stays, and signing makes both final', () => {
    const { reporting } = kit
    const reportId = newReport(kit)
    const sections = sectionsWith({ findings: 'A mass.', conclusion })
    expect(reporting.saveReport({ reportId, sections, author: 'A' }).tag.current).toMatchObject({ label: 1, source: 'machine', provisional: true })
    expect(reporting.correctTag({ reportId, label: 2, author: 'Dr. B' }).current).toMatchObject({ label: 2, source: 'person', author: 'Dr. B', provisional: true })
    reporting.saveReport({ reportId, sections: { ...sections, conclusion: 'None.' }, author: 'A' })
    const { current, history } = reporting.sign({ reportId, sections, signer: 'Dr. C' }).tag
    expect(current).toMatchObject({ label: 2, source: 'person', author: 'Dr. B', provisional: false })
    expect(history.map(({ label, source, provisional }) => [label, source, provisional])).toEqual([
      [1, 'machine', true], [2, 'person', true], [0, 'machine', true], [1, 'machine', false], [2, 'person', false],
    ])
    expect(reporting.listWorklist(filter({ label: 2 })).rows[0]).toMatchObject({ label: 2, labelByPerson: true, provisional: false })
    expect(JSON.parse(kit.stores().audit.all(reportId).find(({ action }) => action === 'tag.corrected')?.detail ?? '')).toEqual({ from: 1, to: 2 })
  })

  it('a preview stores nothing, and setting twice stores once', () => {
    const { reporting } = kit
    const reportId = newReport(kit)
    reporting.autosave({ reportId, section: 'conclusion', text: conclusion })
    expect(reporting.previewTag({ reportId }).label).toBe(1)
    expect(reporting.openReport({ reportId }).tag.history).toEqual([])
    reporting.setTag({ reportId })
    expect(reporting.setTag({ reportId }).history).toHaveLength(1)
  })

  it('rules that throw never keep a report from being signed', () => {
    const broken = createKit({ classify: () => { throw new RangeError('CANARY text') } })
    const reportId = newReport(broken)
    const signed = broken.reporting.sign({ reportId, sections: sectionsWith({ findings: 'A.', conclusion: 'B.' }), signer: 'A' })
    expect(signed.report.state).toBe('signed')
    expect(broken.stores().audit.all(reportId).map(({ action, detail }) => `${action} ${detail}`)).toContain('tag.failed {"error":"RangeError"}')
    broken.dispose()
  })
})

describe('a signed text', () => {
  function signedReport() {
    const reportId = newReport(kit)
    const sections = sectionsWith({ findings: 'A mass.', conclusion: 'Mass.' })
    kit.reporting.saveReport({ reportId, sections, author: 'A' })
    kit.reporting.sign({ reportId, sections, signer: 'A' })
    kit.reporting.signAddendum({ reportId, text: 'More.', signer: 'A' })
    return reportId
  }

  /** Does to the file what only somebody outside RadDraft could do. */
  function tamper(sql: string) {
    const opened = kit.detach()
    for (const name of opened.connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('report', 'report_version')").pluck().all()) {
      const create = opened.connection.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name)
      opened.connection.exec(`DROP TRIGGER ${String(name)}`)
      restore.push(String(create))
    }
    opened.connection.exec(sql)
    for (const create of restore.splice(0)) opened.connection.exec(create)
    opened.close()
    kit.reopen()
  }
  const restore: string[] = []

  it.each([
    ['the report’s text', "UPDATE report SET conclusion = 'No mass.'"],
    ['the version’s text', "UPDATE report_version SET conclusion = 'No mass.' WHERE kind = 'signed'"],
    ['both texts', "UPDATE report SET conclusion = 'No mass.'; UPDATE report_version SET conclusion = 'No mass.' WHERE kind = 'signed'"],
    ['the signer', "UPDATE report SET signer = 'B'; UPDATE report_version SET author = 'B' WHERE kind = 'signed'"],
    ['the time', "UPDATE report SET signed_at = '2020'; UPDATE report_version SET created_at = '2020' WHERE kind = 'signed'"],
    ['the addendum', "UPDATE report_version SET addendum = 'Less.' WHERE kind = 'addendum'"],
    ['what the addendum continues', "UPDATE report_version SET predecessor = NULL WHERE kind = 'addendum'"],
    ['a line feed', "UPDATE report SET conclusion = 'Mass.' || char(10)"],
  ])('C02: a change of %s outside RadDraft is noticed when the report is opened, and recorded', (_what, sql) => {
    const reportId = signedReport()
    expect(kit.reporting.openReport({ reportId }).report.state).toBe('signed')
    tamper(sql)
    expect(() => kit.reporting.openReport({ reportId })).toThrow(expect.objectContaining({ code: 'database', message: expect.stringContaining('no longer fits its signature') }))
    expect(actions(reportId).at(-1)).toBe('report.integrity-failed')
  })

  it('is seen beside later reports of the patient, an unsigned one is not', () => {
    const earlier = signedReport()
    const later = kit.reporting.createReport({ patient, study: { ...study, accessionNumber: 'A-2', date: '2026-11-01' } })
    expect(later.priors).toEqual([{ reportId: earlier, date: '2026-10-01', modality: 'CT', description: 'CT chest', findings: 'A mass.', conclusion: 'Mass.' }])
    expect(kit.reporting.openReport({ reportId: earlier }).priors).toEqual([])
  })
})

describe('around the reports', () => {
  it('C10: a look at a report is one audit entry, a later look another', () => {
    let clock = Date.parse('2026-11-22T09:00:00Z')
    const timed = createKit({ now: () => new Date(clock) })
    const reportId = newReport(timed)
    const looks = () => timed.stores().audit.all(reportId).filter(({ action }) => action === 'report.viewed').length
    for (let n = 0; n < 5; n++) timed.reporting.openReport({ reportId })
    expect(looks()).toBe(1)
    clock += 61_000
    timed.reporting.openReport({ reportId })
    expect(looks()).toBe(2)
    timed.dispose()
  })

  it('settings fall back to their defaults, and what is written stays', () => {
    const { reporting } = kit
    expect(reporting.readSettings()).toEqual({ theme: 'dark', person: '', textSize: 'normal', acceptedTagError: 0.01, mineFirst: null })
    expect(reporting.writeSettings({ person: 'Dr. A', theme: undefined })).toEqual({ theme: 'dark', person: 'Dr. A', textSize: 'normal', acceptedTagError: 0.01, mineFirst: null })
    kit.stores().settings.write('theme', 'a theme of a newer version')
    kit.reopen()
    expect(reporting.readSettings()).toEqual({ theme: 'dark', person: 'Dr. A', textSize: 'normal', acceptedTagError: 0.01, mineFirst: null })
  })

  it('an accepted error that the policy sets is in force, shown as locked, and cannot be written', () => {
    const locked = createKit({ policy: { acceptedTagError: null } })
    locked.stores().settings.write('acceptedTagError', 0.05)
    expect(locked.reporting.readSettings().acceptedTagError).toBeNull()
    expect(locked.reporting.readReliability().lockedByPolicy).toBe(true)
    expect(codeOf(() => locked.reporting.writeSettings({ acceptedTagError: 0.1 }))).toBe('forbidden')
    expect(locked.reporting.writeSettings({ textSize: 'large', acceptedTagError: null })).toMatchObject({ textSize: 'large', acceptedTagError: null })
    locked.dispose()
    expect(kit.reporting.writeSettings({ acceptedTagError: 0.05 }).acceptedTagError).toBe(0.05)
    expect(kit.reporting.readReliability().lockedByPolicy).toBe(false)
  })

  it('names the person from the settings where no name is given', () => {
    kit.reporting.writeSettings({ person: 'Dr. Settings' })
    const reportId = newReport(kit)
    kit.reporting.saveReport({ reportId, sections: sectionsWith({ findings: 'A.' }), author: ' ' })
    expect(kit.reporting.versions({ reportId })[0]?.author).toBe('Dr. Settings')
  })

  it('C09, no patient text: the audit trail of a whole day holds none of the words that were written', async () => {
    const { reporting } = kit
    const canary = 'CANARYMUELLER'
    const { id: reportId } = reporting.createReport({ patient: { ...patient, name: canary }, study: { ...study, description: canary } }).report
    for (const section of ['findings', 'conclusion'] as const) reporting.autosave({ reportId, section, text: `${canary} in the ${section}.` })
    const [done] = (await written(reporting.writeDraft({ reportId }, new AbortController().signal))).slice(-1)
    if (done?.type !== 'done') throw new Error('no draft')
    reporting.decide({ draftId: done.draft.id, decisions: done.draft.decisions.map((_, sentence) => ({ sentence, decision: 'accepted' as const })), author: 'A' })
    reporting.correctTag({ reportId, label: 1, author: 'A' })
    const sections = sectionsWith({ findings: canary, conclusion: canary })
    reporting.saveReport({ reportId, sections, author: 'A' })
    reporting.sign({ reportId, sections, signer: 'A' })
    reporting.autosaveAddendum({ reportId, text: canary })
    reporting.signAddendum({ reportId, text: canary, signer: 'A' })
    await reporting.importFiles({ files: [{ name: `${canary}.txt`, text: canary }] })
    const rows = [...kit.stores().audit.all(reportId), ...kit.stores().audit.all(null)]
    expect(rows.length).toBeGreaterThan(8)
    expect(JSON.stringify(rows)).not.toContain('CANARY')
  })

  it('in read mode everything can be read and searched, and every save says so', () => {
    const reportId = newReport(kit)
    kit.reopen({ readOnly: true })
    const { reporting } = kit
    expect(reporting.openReport({ reportId }).report.sections.findings).toContain('mass')
    expect(reporting.listWorklist(filter({ query: 'mass' })).total).toBe(1)
    expect(reporting.versions({ reportId })).toEqual([])
    const sections = sectionsWith({ findings: 'A.', conclusion: 'B.' })
    for (const save of [
      () => reporting.autosave({ reportId, section: 'findings', text: 'x' }),
      () => reporting.saveReport({ reportId, sections, author: 'A' }),
      () => reporting.sign({ reportId, sections, signer: 'A' }),
      () => reporting.setTag({ reportId }),
      () => reporting.writeSettings({ person: 'A' }),
    ]) expect(codeOf(save)).toBe('read-only')
  })

  it('D14: a disk that fills up while somebody types refuses with its code, loses nothing, and takes the text once there is room', () => {
    const opened = openDatabase({ file: join(newFolder(), 'raddraft.db'), key: testKey })
    const stores = createStores(opened)
    const full = createKit({ stores: () => stores })
    const { reporting } = full
    const reportId = newReport(full, 'Typed before.')
    const pages = (count: number | bigint) => opened.connection.pragma(`max_page_count = ${count}`)
    pages(opened.connection.pragma('page_count', { simple: true }) as number)
    const text = 'Typed while the disk was full. '.repeat(20_000)
    const sections = sectionsWith({ findings: text, conclusion: 'None.' })
    for (const save of [
      () => reporting.autosave({ reportId, section: 'findings', text }),
      () => reporting.saveReport({ reportId, sections, author: 'A' }),
      () => reporting.sign({ reportId, sections, signer: 'A' }),
    ]) expect(codeOf(save)).toBe('disk-full')
    expect(reporting.openReport({ reportId }).report).toMatchObject({ state: 'draft', sections: { findings: 'Typed before.', conclusion: '' } })
    expect(reporting.versions({ reportId })).toEqual([])
    pages(1_000_000)
    reporting.autosave({ reportId, section: 'findings', text })
    expect(reporting.openReport({ reportId }).report.sections.findings === text).toBe(true)
    stores.close()
    full.dispose()
  })

  it('a report that is not there is told by name', () => {
    const reportId = '00000000-0000-4000-8000-000000000000' as never
    for (const ask of [() => kit.reporting.openReport({ reportId }), () => kit.reporting.versions({ reportId }), () => kit.reporting.setTag({ reportId })]) expect(codeOf(ask)).toBe('not-found')
  })

  it('keeps 1 MB in a section, NUL and bidi controls, exactly as typed', () => {
    const reportId = newReport(kit)
    const text = `${'\u0000\u202E所見\n'.repeat(150_000)}end`.slice(0, 1_048_576)
    kit.reporting.autosave({ reportId, section: 'findings', text })
    kit.reopen()
    expect(kit.reporting.openReport({ reportId }).report.sections.findings === text).toBe(true)
  })
})
