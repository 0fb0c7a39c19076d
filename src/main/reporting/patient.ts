import type { PatientView } from '../../domain/patient/patient-view.ts'
import { byTime, statusTransitions } from '../../domain/patient/transitions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { asShown } from '../db/alert-store.ts'
import { findReport, personOf, sameLook, tolerate, type Context } from './context.ts'

/** `waits`: whether a report is still to be read by the slower tiers. */
export function createPatients(context: Context, waits: (reportId: string) => boolean) {
  return {
    /** The patient of a report: all reports oldest first with the tag in force, transitions, alerts newest first. Throws AppError `not-found`. */
    openPatient({ reportId }: { reportId: ReportId }): PatientView {
      const stores = context.stores()
      const stored = stores.studies.find(findReport(stores, reportId).studyId)
      const patient = stored && stores.patients.find(stored.patient)
      if (!patient) throw new AppError('database', 'The patient of this report is missing from the database.')
      const at = context.now().toISOString()
      const last = stores.audit.last(reportId)
      const isSameLook = last?.action === 'patient.viewed' && context.now().getTime() - Date.parse(last.at) < sameLook
      if (!stores.readOnly && !isSameLook) {
        tolerate(() => stores.audit.add({ at, actor: personOf(stores, ''), action: 'patient.viewed', reportId, subjectId: patient.id, detail: {} }))
      }
      const series = stores.alerts.series(patient.id).toSorted(byTime)
      return {
        patient,
        reports: series.map(({ reportId: id, date, state }) => {
          const report = findReport(stores, id)
          const study = stores.studies.find(report.studyId)
          const tag = stores.tags.view(id).current
          return {
            reportId: id, date, state, modality: study?.modality ?? '', description: study?.description ?? '',
            conclusion: report.sections.conclusion, tag,
            awaited: tag !== null && tag.source !== 'person' && (tag.label === null || tag.uncertain) && waits(id),
          }
        }),
        transitions: statusTransitions(series),
        alerts: stores.alerts.ofPatient(patient.id).map(asShown),
      }
    },
  }
}
