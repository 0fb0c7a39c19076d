import type { StoredDraft } from '../draft/stored-draft.ts'
import type { MineFirst } from '../mine-first/seal.ts'
import type { ReportBasis } from '../stale/basis.ts'
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
  /** Whether the drafts are sealed, or how the seal was opened; null where there never was one. */
  mineFirst: MineFirst | null
  /** What draft and tag rest on. */
  basis: ReportBasis
  tag: TagView
  /** Signed addenda, oldest first. */
  addenda: { version: ReportVersion; signature: Signature }[]
  versionCount: number
}
