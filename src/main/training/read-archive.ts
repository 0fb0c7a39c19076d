import { setImmediate as turn } from 'node:timers/promises'
import type { TagsWanted } from '../../domain/training/training-export.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import type { TrainingReport } from './training-set.ts'

type Archive = {
  reports: TrainingReport[]
  /** Reports that were corrected by an addendum: their conclusion is not the last word. */
  corrected: number
}

type ReadArchive = { from: string; to: string; tags: TagsWanted; signal?: AbortSignal; onProgress?: (done: number, total: number) => void }

/** Reports that are read at once: whoever types meanwhile waits a few milliseconds. */
const pageSize = 200

/**
 * Signed reports of the archive between two days (YYYY-MM-DD, both included), the oldest first, with everything known about whom they
 * are about. Throws AppError `cancelled`.
 */
export async function readArchive({ training }: Pick<Stores, 'training'>, { from, to, tags, signal, onProgress = () => {} }: ReadArchive): Promise<Archive> {
  const people = training.people()
  const total = training.count(from, to)
  const reports: TrainingReport[] = []
  let corrected = 0
  let last = -1
  for (let page = training.signed(from, to, last, pageSize); page.length > 0; page = training.signed(from, to, last, pageSize)) {
    for (const row of page) {
      last = row.number
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
    onProgress(reports.length + corrected, total)
    await turn()
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped: nothing was written.')
  }
  return { reports: reports.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), corrected }
}
