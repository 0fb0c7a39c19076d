import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { ReportId } from '../../domain/report/report.ts'
import { emptySections } from '../../domain/report/sections.ts'
import { openDatabase, type OpenedDatabase } from './open.ts'
import { createStores, type Stores } from './stores.ts'
import { newFolder, removeFolders, testKey } from './test-folder.ts'

const id = ReportId.parse('11111111-1111-4111-8111-111111111111')
const other = ReportId.parse('22222222-2222-4222-8222-222222222222')
const sha256 = 'a'.repeat(64)

let opened: OpenedDatabase
let stores: Stores
beforeEach(() => {
  opened = openDatabase({ file: join(newFolder(), 'raddraft.db'), key: testKey })
  stores = createStores(opened)
  stores.patients.insert({ id: 'p', patientId: 'P-1', name: 'Example', birthDate: null, sex: null }, '')
  stores.patients.insert({ id: 'q', patientId: 'P-2', name: 'Other', birthDate: null, sex: null }, '')
  stores.studies.insert({ id: 's', patient: 'p', accessionNumber: '', studyInstanceUid: null, date: '2026-01-01', modality: 'CT', description: '' }, '')
  for (const each of [id, other]) stores.reports.insert({ id: each, studyId: 's', sections: { ...emptySections, findings: 'Mass.', conclusion: 'Mass.' }, origin: each }, '')
  stores.versions.add({ id: 'v', reportId: id, kind: 'signed', sections: emptySections, addendum: '', author: 'A', createdAt: '' })
  stores.reports.sign(id, { signer: 'A', signedAt: '2026-01-01T00:00:00Z', sha256 })
  stores.audit.add({ at: '', actor: 'A', action: 'report.signed', reportId: id, subjectId: null, detail: {} })
  stores.tags.add({ id: 't', reportId: id, label: 0, probabilities: null, uncertain: false, evidence: [], reason: '', source: 'machine', tier: 'rules', version: '1', provisional: false, author: '', createdAt: '' })
  // One alert somebody was told of, one that was withdrawn, one that is open.
  const alert = { kind: 'new', patient: 'p', prior: 1, at: '' } as const
  for (const n of [1, 2, 3]) {
    stores.alerts.raise({ ...alert, id: `alert ${n}`, report: n === 3 ? 2 : 1 })
    if (n === 1) stores.alerts.communicate(n, { recipient: 'B', toldAt: '', way: 'phone', note: '', author: 'A' }, '')
    if (n === 2) stores.alerts.withdraw(n, '')
  }
  opened.connection.exec("INSERT INTO cohort_adjudication (run, number, label, author, at) VALUES ('r', 1, 0, 'A', '')")
})
afterAll(removeFolders)

/** Everything in the tables that must not change. */
const contents = () => ['report', 'report_version', 'audit_entry', 'status_tag', 'tag_withdrawal', 'status_alert', 'alert_withdrawal', 'alert_communication', 'open_alert', 'cohort_adjudication'].map((table) => JSON.stringify(opened.connection.prepare(`SELECT * FROM ${table}`).all())).join('\n')

const attacks: [name: string, sql: string][] = [
  ...['indication', 'technique', 'comparison', 'findings', 'conclusion', 'signer', 'signed_at'].map((column): [string, string] => [`C02: changing ${column}`, `UPDATE report SET ${column} = 'x' WHERE id = '${id}'`]),
  ['C02: changing the stored hash', `UPDATE report SET signed_sha256 = '${'b'.repeat(64)}' WHERE id = '${id}'`],
  ['C02: un-signing', `UPDATE report SET state = 'draft', signer = NULL, signed_at = NULL, signed_sha256 = NULL WHERE id = '${id}'`],
  ['C02: moving to another study', `UPDATE report SET study_id = 'x' WHERE id = '${id}'`],
  ['C02: moving the study to another patient', "UPDATE study SET patient = 'q'"],
  ['C02: deleting', `DELETE FROM report WHERE id = '${id}'`],
  ['C02: deleting a draft', `DELETE FROM report WHERE id = '${other}'`],
  ['C02: INSERT OR REPLACE by id', `INSERT OR REPLACE INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES ('${id}', 's', 'draft', '', '', '', 'x', 'x', '', '')`],
  ['C02: INSERT OR REPLACE by number', "INSERT OR REPLACE INTO report (number, id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES (1, 'x', 's', 'draft', '', '', '', 'x', 'x', '', '')"],
  ['C02: UPDATE OR REPLACE of another row onto it', `UPDATE OR REPLACE report SET id = '${id}' WHERE id = '${other}'`],
  ['C02: UPSERT', `INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES ('${id}', 's', 'draft', '', '', '', 'x', 'x', '', '') ON CONFLICT (id) DO UPDATE SET findings = 'x'`],
  ['a report that is born signed', `INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, signer, signed_at, signed_sha256, created_at, updated_at) VALUES ('x', 's', 'signed', '', '', '', 'x', 'x', 'A', '', '${sha256}', '', '')`],
  ['signing without a name', `UPDATE report SET state = 'signed' WHERE id = '${other}'`],
  ['C07: changing an audit entry', "UPDATE audit_entry SET actor = 'x'"],
  ['C07: deleting an audit entry', 'DELETE FROM audit_entry'],
  ['C07: replacing an audit entry', "INSERT OR REPLACE INTO audit_entry (sequence, at, actor, action, detail) VALUES (1, '', 'x', 'x', '{}')"],
  ['changing a version', "UPDATE report_version SET findings = 'x'"],
  ['deleting a version', 'DELETE FROM report_version'],
  ['replacing a version', `INSERT OR REPLACE INTO report_version SELECT id, report_id, number, kind, 'x', '', '', '', '', '', NULL, 'A', '', sha256 FROM report_version`],
  ['a second version with the same number', `INSERT OR REPLACE INTO report_version SELECT 'w', report_id, number, kind, 'x', '', '', '', '', '', NULL, 'A', '', sha256 FROM report_version`],
  ['changing a tag', 'UPDATE status_tag SET label = 1'],
  ['deleting a tag', 'DELETE FROM status_tag'],
  ['replacing a tag', "INSERT OR REPLACE INTO status_tag SELECT number, id, report_id, 2, NULL, 0, '[]', '', 'machine', '', '', 0, '', '' FROM status_tag"],
  ['taking back the machine’s tag', "INSERT INTO tag_withdrawal VALUES (1, 'A', '')"],
  ['changing an alert', "UPDATE status_alert SET kind = 'progression'"],
  ['deleting an alert', 'DELETE FROM status_alert'],
  ['replacing an alert', "INSERT OR REPLACE INTO status_alert SELECT number, id, 'progression', patient, report, prior, '' FROM status_alert"],
  ['hiding an open alert', 'DELETE FROM open_alert'],
  ['moving an open alert to another report', 'UPDATE open_alert SET report = 2'],
  ['withdrawing a communicated alert', "INSERT INTO alert_withdrawal VALUES (1, '')"],
  ['communicating a second time', "INSERT OR REPLACE INTO alert_communication VALUES (1, 'X', '', 'phone', '', 'X', '')"],
  ['changing who was told', "UPDATE alert_communication SET recipient = 'X'"],
  ['deleting who was told', 'DELETE FROM alert_communication'],
  ['communicating a withdrawn alert', "INSERT INTO alert_communication VALUES (2, 'X', '', 'phone', '', 'X', '')"],
  ['un-withdrawing an alert', 'DELETE FROM alert_withdrawal'],
  ['changing an adjudication', 'UPDATE cohort_adjudication SET label = 2'],
  ['deleting an adjudication', 'DELETE FROM cohort_adjudication'],
  ['replacing an adjudication', "INSERT OR REPLACE INTO cohort_adjudication SELECT sequence, run, number, NULL, NULL, 2, NULL, 'X', '' FROM cohort_adjudication"],
]

/** A trigger's or a constraint's words, and not a slip in the attack itself. */
const refusal = /never|append only|not inserted|stays with|only a|constraint failed/

describe('what is signed or recorded never changes', () => {
  it.each(attacks)('refuses %s', (_name, sql) => {
    const before = contents()
    expect(() => opened.connection.exec(sql)).toThrow(refusal)
    expect(contents()).toBe(before)
  })

  it.each(attacks.filter(([name]) => name.includes('INSERT OR REPLACE') || name.includes('replacing') || name.includes('same number')))(
    'refuses %s even on a connection without recursive triggers (where replaced rows escape the delete trigger)',
    (_name, sql) => {
      opened.connection.pragma('recursive_triggers = OFF')
      const before = contents()
      expect(() => opened.connection.exec(sql)).toThrow(refusal)
      expect(contents()).toBe(before)
    },
  )

  it('the app itself gets an error with a code, not a crash', () => {
    expect(() => stores.reports.setSection(id, 'findings', 'x', '')).toThrow(expect.objectContaining({ name: 'AppError', code: 'database' }))
  })

  it('an addendum may be typed on a signed report, and a draft may be changed', () => {
    stores.reports.setAddendum(id, 'Being typed', '')
    expect(stores.reports.find(id)).toMatchObject({ addendum: 'Being typed', state: 'signed' })
    stores.reports.setSection(other, 'findings', 'Changed.', '')
    expect(stores.reports.find(other)?.sections.findings).toBe('Changed.')
  })

  it('C09: when the audit row fails, the change is not made either', () => {
    const change = () =>
      stores.transaction(() => {
        stores.reports.setSection(other, 'findings', 'Changed.', '')
        stores.audit.add({ at: '', actor: 'A', action: 'report.saved', reportId: other, subjectId: null, detail: { n: 10n as never } })
      })
    expect(change).toThrow(/BigInt/)
    expect(stores.reports.find(other)?.sections.findings).toBe('Mass.')
  })
})
