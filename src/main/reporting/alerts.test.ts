import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Communication } from '../../domain/status/alert.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { StatusLabel } from '../../domain/status/status-tag.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { classify, createKit, patient, sectionsWith, study, type Kit } from './test-kit.ts'

/** "stable" is 2, "progress" is 1, "unsure" abstains, all else 0. */
const label = (conclusion: string): StatusLabel | null => (conclusion.includes('unsure') ? null : conclusion.includes('stable') ? 2 : conclusion.includes('progress') ? 1 : 0)
const words = { 0: 'No metastasis.', 1: 'In progress.', 2: 'All stable.', null: 'I am unsure.' }

let kit: Kit
let clock = 0
beforeEach(() => {
  clock = Date.parse('2026-11-01T08:00:00Z')
  kit = createKit({
    now: () => new Date((clock += 1000)),
    classify: (input) => ({ ...classify(input), label: label('text' in input ? input.text : (input.conclusion ?? '')) }),
  })
})
afterEach(() => kit.dispose())

function sign(date: string, status: StatusLabel | null, of = patient): ReportId {
  const { id } = kit.reporting.createReport({ patient: of, study: { ...study, date, accessionNumber: `${of.patientId} ${date} ${clock}` } }).report
  kit.reporting.sign({ reportId: id, sections: sectionsWith({ findings: 'Seen.', conclusion: words[`${status}`] }), signer: 'Dr. Sign' })
  return id
}

const told: Communication = { recipient: 'Dr. Referrer', toldAt: '2026-11-01T09:00:00Z', way: 'phone', note: 'Rang back.', author: 'Dr. Sign' }
const open = () => kit.reporting.openAlerts().map(({ kind, priorDate, date }) => `${priorDate} ${date} ${kind}`)
const states = (reportId: ReportId) => kit.reporting.openPatient({ reportId }).alerts.map(({ kind, priorDate, date, state }) => `${priorDate} ${date} ${kind} ${state}`)
const correct = (reportId: ReportId, to: StatusLabel) => kit.reporting.correctTag({ reportId, label: to, author: 'Dr. Right' })

describe('alerts follow the tags in force', () => {
  it('signing raises them, another patient’s reports do not count, and a draft raises none (a wrong neighbour would show)', () => {
    sign('2026-01-01', 0)
    sign('2026-01-15', 2, { ...patient, patientId: 'P-2', name: 'Other, Bea' })
    expect(open()).toEqual([])
    sign('2026-02-01', 1)
    expect(open()).toEqual(['2026-01-01 2026-02-01 new'])
    const draft = kit.reporting.createReport({ patient: { ...patient, patientId: 'P-2', name: 'Other, Bea' }, study: { ...study, date: '2026-03-01' } }).report
    kit.reporting.saveReport({ reportId: draft.id, sections: sectionsWith({ conclusion: words[1] }), author: 'A' })
    expect(open()).toHaveLength(1)
    kit.reporting.sign({ reportId: draft.id, sections: sectionsWith({ conclusion: words[1] }), signer: 'A' })
    expect(open()).toEqual(['2026-01-15 2026-03-01 progression', '2026-01-01 2026-02-01 new'])
  })

  it('a correction withdraws an open alert, keeps it, and another one raises it again', () => {
    const first = sign('2026-01-01', 0)
    const second = sign('2026-02-01', 1)
    correct(second, 2)
    expect(open()).toEqual([])
    expect(states(first)).toEqual(['2026-01-01 2026-02-01 new withdrawn'])
    correct(second, 1)
    expect(states(first)).toEqual(['2026-01-01 2026-02-01 new open', '2026-01-01 2026-02-01 new withdrawn'])
    correct(first, 2)
    expect(states(first)[0]).toBe('2026-01-01 2026-02-01 progression open')
    expect(kit.stores().audit.all(second).map(({ action }) => action).filter((action) => action.startsWith('alert'))).toEqual([
      'alert.raised', 'alert.withdrawn', 'alert.raised', 'alert.withdrawn', 'alert.raised',
    ])
  })

  it('an older report that is signed late changes the neighbours', () => {
    const first = sign('2026-01-01', 0)
    sign('2026-03-01', 1)
    sign('2026-02-01', 2)
    expect(open()).toEqual(['2026-02-01 2026-03-01 progression'])
    sign('2026-02-15', null)
    expect(open()).toEqual(['2026-02-01 2026-03-01 progression'])
    sign('2026-02-20', 1)
    expect(open()).toEqual(['2026-02-01 2026-02-20 progression'])
    expect(kit.reporting.openPatient({ reportId: first }).transitions.map(({ fromLabel, toLabel, alert }) => [fromLabel, toLabel, alert])).toEqual([[0, 2, null], [2, 1, 'progression'], [1, 1, null]])
  })

  it('what somebody was told of stays told, through corrections and late reports, and is written down once', () => {
    sign('2026-01-01', 0)
    const second = sign('2026-02-01', 1)
    const [alert] = kit.reporting.openAlerts()
    if (!alert) throw new Error('no alert')
    expect(kit.reporting.communicateAlert({ alertId: alert.id, communication: told })).toMatchObject({ state: 'communicated', communication: { recipient: 'Dr. Referrer', way: 'phone' } })
    expect(open()).toEqual([])
    expect(() => kit.reporting.communicateAlert({ alertId: alert.id, communication: told })).toThrow(/already recorded/)
    correct(second, 0)
    correct(second, 1)
    sign('2026-01-15', 0)
    expect(open()).toEqual([])
    expect(states(second)).toEqual(['2026-01-01 2026-02-01 new communicated'])
    const entry = kit.stores().audit.all(second).find(({ action }) => action === 'alert.communicated')
    expect(entry).toMatchObject({ actor: 'Dr. Sign' })
    expect(entry?.detail).toBe('{"kind":"new","way":"phone"}')
  })

  it('refuses to communicate what was withdrawn or never was', () => {
    sign('2026-01-01', 0)
    const second = sign('2026-02-01', 1)
    const [alert] = kit.reporting.openAlerts()
    correct(second, 0)
    expect(() => kit.reporting.communicateAlert({ alertId: alert?.id ?? '', communication: told })).toThrow(/withdrawn/)
    expect(() => kit.reporting.communicateAlert({ alertId: 'none', communication: told })).toThrow(/not in the database/)
  })

  it('the worklist shows and filters them', () => {
    sign('2026-01-01', 0)
    const second = sign('2026-02-01', 1)
    const list = (alert: boolean) => kit.reporting.listWorklist(WorklistFilter.parse({ alert }))
    expect(list(false).rows.map(({ flags }) => flags)).toEqual([['alert-new'], []])
    expect(list(true)).toMatchObject({ total: 1, rows: [{ reportId: second, flags: ['alert-new'] }] })
    correct(second, 2)
    expect(list(true).total).toBe(0)
  })

  it('the patient’s reports are oldest first, each with its tag in force; looking is audited once a minute', () => {
    sign('2026-02-01', 1)
    const first = sign('2026-01-01', 0)
    const view = kit.reporting.openPatient({ reportId: first })
    kit.reporting.openPatient({ reportId: first })
    expect(view.patient.patientId).toBe('P-1')
    expect(view.reports.map(({ date, state, conclusion, tag }) => [date, state, conclusion, tag?.label])).toEqual([['2026-01-01', 'signed', words[0], 0], ['2026-02-01', 'signed', words[1], 1]])
    expect(kit.stores().audit.all(first).filter(({ action }) => action === 'patient.viewed')).toHaveLength(1)
  })
})
