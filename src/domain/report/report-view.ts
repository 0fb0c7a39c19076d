import type { StoredDraft } from '../draft/stored-draft.ts'
import type { TagView } from '../status/stored-tag.ts'
import type { Patient, Study } from '../study/study.ts'
import type { Report, ReportVersion, Signature } from './report.ts'

/** An earlier report of the same patient. */
export type Prior = { reportId: string; date: string; modality: string; description: string; findings: string; conclusion: string }

/** Everything the Report screen shows. */
export type ReportView = {
  report: Report
  study: Study
  patient: Patient
  priors: Prior[]
  draft: StoredDraft | null
  tag: TagView
  /** Signed addenda, oldest first. */
  addenda: { version: ReportVersion; signature: Signature }[]
  versionCount: number
}
