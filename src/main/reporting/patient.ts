import type { PatientView } from '../../domain/patient/patient-view.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { Communication, StatusAlert } from '../../domain/status/alert.ts'
import type { StatusReliability } from '../../domain/status/reliability.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { findReport, type Context } from './context.ts'
import type { SettingsPolicy } from './settings.ts'

/** The Patient screen and the alerts. This first version shows one report and raises no alert. */
export function createPatients(context: Context, policy: SettingsPolicy | null) {
  return {
    openPatient({ reportId }: { reportId: ReportId }): PatientView {
      const stores = context.stores()
      const report = findReport(stores, reportId)
      const study = stores.studies.find(report.studyId)
      const patient = study && stores.patients.find(study.patient)
      if (!study || !patient) throw new AppError('database', 'The study of this report is missing from the database.')
      const { date, modality, description } = study
      const tag = stores.tags.view(reportId).current
      return { patient, reports: [{ reportId, date, modality, description, state: report.state, conclusion: report.sections.conclusion, tag }], transitions: [], alerts: [] }
    },
    openAlerts: (): StatusAlert[] => [],
    communicateAlert(_: { alertId: string; communication: Communication }): StatusAlert {
      throw new AppError('not-found', 'There is no such alert.')
    },
    readReliability: (): { reports: StatusReliability[]; lockedByPolicy: boolean } => ({ reports: [], lockedByPolicy: policy?.acceptedTagError !== undefined }),
  }
}
