import { z } from 'zod'
import type { DatedReport, ExpectedAlert } from '../../domain/patient/transitions.ts'
import { ReportId, ReportState } from '../../domain/report/report.ts'
import { Communication, type StatusAlert } from '../../domain/status/alert.ts'
import { StatusLabel } from '../../domain/status/status-tag.ts'
import type { Connection } from './connection.ts'

const SeriesRow = z.object({ number: z.number(), reportId: ReportId, date: z.string(), state: ReportState, signedAt: z.string().nullable(), label: StatusLabel.nullable() })

const AlertRow = z.object({
  number: z.number(),
  report: z.number(),
  prior: z.number(),
  id: z.string(),
  kind: z.enum(['new', 'progression']),
  patientId: z.string(),
  patientName: z.string(),
  reportId: ReportId,
  priorReportId: ReportId,
  date: z.string(),
  priorDate: z.string(),
  description: z.string(),
  raisedAt: z.string(),
  withdrawn: z.number(),
  recipient: z.string().nullable(),
  toldAt: z.string().nullable(),
  way: Communication.shape.way.nullable(),
  note: z.string().nullable(),
  author: z.string().nullable(),
  recordedAt: z.string().nullable(),
})

/** An alert with the row numbers that tell it from others. */
type StoredAlert = StatusAlert & ExpectedAlert & { number: number }

const toAlert = (value: unknown): StoredAlert => {
  const { withdrawn, recipient, toldAt, way, note, author, recordedAt, ...alert } = AlertRow.parse(value)
  const told = recipient !== null && toldAt !== null && way !== null && note !== null && author !== null && recordedAt !== null
  return {
    ...alert,
    state: told ? 'communicated' : withdrawn === 1 ? 'withdrawn' : 'open',
    communication: told ? { recipient, toldAt, way, note, author, recordedAt } : null,
  }
}

/** What the screens show of an alert. */
export const asShown = ({ number: _number, report: _report, prior: _prior, ...alert }: StoredAlert): StatusAlert => alert

export function createAlertStore(connection: Connection) {
  const select = (from: string) => `
    SELECT alert.number, alert.report, alert.prior, alert.id, alert.kind, patient.patient_id AS patientId, patient.name AS patientName, report.id AS reportId, prior.id AS priorReportId,
      study.date, prior_study.date AS priorDate, study.description, alert.raised_at AS raisedAt, withdrawal.alert IS NOT NULL AS withdrawn,
      told.recipient, told.told_at AS toldAt, told.way, told.note, told.author, told.recorded_at AS recordedAt
    FROM ${from} JOIN report ON report.number = alert.report JOIN report AS prior ON prior.number = alert.prior
    JOIN study ON study.id = report.study_id JOIN study AS prior_study ON prior_study.id = prior.study_id JOIN patient ON patient.id = alert.patient
    LEFT JOIN alert_withdrawal AS withdrawal ON withdrawal.alert = alert.number LEFT JOIN alert_communication AS told ON told.alert = alert.number`
  const series = connection.prepare(`
    SELECT report.number, report.id AS reportId, study.date, report.state, report.signed_at AS signedAt, tag_in_force.label
    FROM study JOIN report ON report.study_id = study.id LEFT JOIN tag_in_force ON tag_in_force.report = report.number WHERE study.patient = ?`)
  const ofPatient = connection.prepare(`${select('status_alert AS alert')} WHERE alert.patient = ? ORDER BY alert.number DESC`)
  const open = connection.prepare(`${select('open_alert CROSS JOIN status_alert AS alert ON alert.number = open_alert.alert')} ORDER BY alert.number DESC`)
  const byId = connection.prepare(`${select('status_alert AS alert')} WHERE alert.id = ?`)
  const insert = connection.prepare('INSERT INTO status_alert (id, kind, patient, report, prior, raised_at) VALUES (@id, @kind, @patient, @report, @prior, @at)')
  const withdraw = connection.prepare('INSERT INTO alert_withdrawal (alert, at) VALUES (?, ?)')
  const communicate = connection.prepare(`
    INSERT INTO alert_communication (alert, recipient, told_at, way, note, author, recorded_at) VALUES (@alert, @recipient, @toldAt, @way, @note, @author, @at)`)
  return {
    /** Every report of a patient with the label in force, in no order. */
    series(patient: string): DatedReport[] {
      return series.all(patient).map((row) => SeriesRow.parse(row))
    },
    /** All alerts of a patient, withdrawn and communicated ones too, newest first. */
    ofPatient(patient: string): StoredAlert[] {
      return ofPatient.all(patient).map(toAlert)
    },
    /** Open alerts of all patients, newest first. */
    open(): StoredAlert[] {
      return open.all().map(toAlert)
    },
    find(id: string): StoredAlert | null {
      const row = byId.get(id)
      return row ? toAlert(row) : null
    },
    raise(alert: ExpectedAlert & { id: string; patient: string; at: string }): void {
      insert.run(alert)
    },
    withdraw(alert: number, at: string): void {
      withdraw.run(alert, at)
    },
    /** Writes down who was told; triggers refuse a second time. */
    communicate(alert: number, communication: Communication, at: string): void {
      communicate.run({ alert, ...communication, at })
    },
  }
}
