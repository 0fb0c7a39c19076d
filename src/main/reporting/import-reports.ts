import { setImmediate } from 'node:timers/promises'
import type { ImportFile, ImportResult } from '../../domain/report/import-report.ts'
import { ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, machine, type Context } from './context.ts'
import { addVersion } from './edit-report.ts'
import { identifyPatient, identifyStudy } from './identify.ts'
import { readImportFile, type ImportedReport } from './import-file.ts'
import { freezeReport } from './sign-report.ts'
import { tagReport } from './tag-report.ts'

/** Reports per transaction: enough to be quick, few enough that the window never waits for long. */
const batchSize = 25

export function createImporting(context: Context, samples: () => Promise<ImportFile[]>) {
  /** Throws AppError `invalid-input` for what is wrong with this one report. Returns its id, and whether it was there already. */
  function add(stores: Stores, { patient, study, sections, signer }: ImportedReport, mayBeSigned: boolean): { id: string; known: boolean } {
    const origin = sha256Of(JSON.stringify([patient.patientId, study.accessionNumber, sections]))
    const known = stores.reports.findByOrigin(origin)
    if (known !== null) return { id: known, known: true }
    const at = context.now().toISOString()
    const id = ReportId.parse(context.newId())
    const { id: studyId } = identifyStudy(context, stores, identifyPatient(context, stores, patient), study)
    stores.reports.insert({ id, studyId, sections, origin }, at)
    stores.audit.add({ at, actor: machine, action: 'report.imported', reportId: id, subjectId: null, detail: {} })
    const report = findReport(stores, id)
    const hasConclusion = sections.conclusion.trim() !== ''
    if (mayBeSigned && signer !== null && hasConclusion) freezeReport(context, stores, report, signer)
    else {
      addVersion(context, stores, report, 'Import')
      if (hasConclusion) tagReport(context, stores, report)
    }
    return { id, known: false }
  }

  async function importAll(files: readonly ImportFile[], sample: boolean): Promise<ImportResult> {
    const stores = context.stores()
    const result: ImportResult = { reportIds: [], refused: [] }
    const today = context.now().toISOString().slice(0, 10)
    for (const file of files) {
      const rows = readImportFile(file, today)
      for (let start = 0; start < rows.length; start += batchSize) {
        const batch: ImportResult = { reportIds: [], refused: [] }
        stores.transaction(() => {
          for (const row of rows.slice(start, start + batchSize)) {
            const refuse = (message: string) => batch.refused.push({ name: file.name, row: row.row, message })
            if ('message' in row) {
              refuse(row.message)
              continue
            }
            try {
              const { id, known } = stores.transaction(() => add(stores, row.report, sample))
              if (known && !sample) refuse('This report is in the database already; it was not added twice.')
              else batch.reportIds.push(id)
            } catch (error) {
              // What the database refuses stops the whole import; what is wrong with one report stops only that one.
              if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error
              refuse(error.message)
            }
          }
        })
        // Indexed here, while nobody waits, and not all at once by the next look at the worklist.
        stores.worklist.refresh()
        result.reportIds.push(...batch.reportIds)
        result.refused.push(...batch.refused)
        await setImmediate()
      }
    }
    return result
  }

  return {
    importFiles: ({ files }: { files: ImportFile[] }): Promise<ImportResult> => importAll(files, false),
    /** Adds the sample reports; those that are there already are not added again, and count as added. */
    addSamples: async (): Promise<ImportResult> => importAll(await samples(), true),
  }
}
