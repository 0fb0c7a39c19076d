import { createTrainingStore } from '../db/training-store.ts'
import type { OpenedDatabase } from '../db/open.ts'
import type { TrainingReport } from './training-set.ts'

/** Which tags become rows of the status task: those a person set, or also the machine's on signed text. */
export type TagsWanted = 'person' | 'signed'

export type Archive = {
  reports: TrainingReport[]
  /** Reports that were corrected by an addendum: their conclusion is not the last word. */
  corrected: number
}

/** Signed reports of an opened archive between two days (YYYY-MM-DD, both included), with everything known about whom they are about. */
export function readArchive({ connection }: OpenedDatabase, from: string, to: string, tags: TagsWanted): Archive {
  const store = createTrainingStore(connection)
  const people = store.people()
  const reports: TrainingReport[] = []
  let corrected = 0
  for (const row of store.signed(from, to)) {
    if (row.hasAddendum) {
      corrected++
      continue
    }
    const { patient, date, indication, comparison, findings, conclusion, modality, description, label, labelBy } = row
    reports.push({
      patient, date, indication, comparison, findings, conclusion, modality, description,
      label: labelBy === 'person' || (labelBy === 'machine' && tags === 'signed') ? label : null,
      known: {
        names: [row.name, ...people],
        identifiers: [row.patientId, row.accessionNumber, row.studyInstanceUid ?? ''].filter(Boolean),
        dates: [row.birthDate ?? '', date].filter(Boolean),
      },
    })
  }
  return { reports, corrected }
}
