import { rmSync } from 'node:fs'
import type { TrainingCounts, TrainingExportWanted } from '../../domain/training/training-export.ts'
import type { Stores } from '../db/stores.ts'
import { personOf } from '../reporting/context.ts'
import { discardTrainingSet, publishTrainingSet } from './write-training-set.ts'

/**
 * Notes an export in the audit log and gives its staged folder the name: what leaves the archive stands in the log, or does not leave.
 * Throws AppError `read-only`, `disk-full`, `database`.
 */
export function publishFromArchive(stores: Stores, folder: string, { from, to }: TrainingExportWanted, { reports, rows }: TrainingCounts, now: Date): void {
  let published = false
  try {
    stores.transaction(() => {
      stores.audit.add({
        at: now.toISOString(), actor: personOf(stores, ''), action: 'training.exported', reportId: null, subjectId: null,
        detail: { from, to, reports, conclusionRows: rows.conclusion.training + rows.conclusion.validation, statusRows: rows.status.training + rows.status.validation },
      })
      publishTrainingSet(folder)
      published = true
    })
  } catch (error) {
    discardTrainingSet(folder)
    // The log could not be put on the disk after all.
    if (published) rmSync(folder, { recursive: true, force: true })
    throw error
  }
}
