import type { ReportId, ReportState } from '../report/report.ts'
import type { StatusAlert, StatusAlertKind } from '../status/alert.ts'
import type { StatusLabel } from '../status/status-tag.ts'
import type { StoredTag } from '../status/stored-tag.ts'
import type { Patient } from '../study/study.ts'

/** One report on the time line of its patient. */
export type PatientReport = {
  reportId: ReportId
  date: string
  modality: string
  description: string
  state: ReportState
  conclusion: string
  /** The tag in force, or null. */
  tag: StoredTag | null
  /** The tag is a first guess: a slower tier is still to read the report. */
  awaited: boolean
}

/** From one tagged report to the next; abstentions are stepped over. */
export type StatusTransition = { from: ReportId; to: ReportId; fromLabel: StatusLabel; toLabel: StatusLabel; alert: StatusAlertKind | null }

/** Everything the Patient screen shows; reports oldest first. */
export type PatientView = { patient: Patient; reports: PatientReport[]; transitions: StatusTransition[]; alerts: StatusAlert[] }
