import { on } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { TrainingExportStep, TrainingExportWanted } from '../../domain/training/training-export.ts'
import { AppError, type ErrorCode } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { publishFromArchive } from './publish-from-archive.ts'
import { readArchive } from './read-archive.ts'
import type { DataCard, TrainingReport } from './training-set.ts'
import { discardTrainingSet } from './write-training-set.ts'

/** What the thread is asked once. `folder`: the rows are staged beside it. */
export type TrainingAsk = { reports: TrainingReport[]; wanted: TrainingExportWanted; folder: string }
export type TrainingReply = { type: 'cleaning'; done: number } | { type: 'writing' } | { type: 'staged'; files: string[]; card: DataCard } | { type: 'failed'; code: ErrorCode; message: string }

type TrainingExportOptions = {
  /** Throws AppError `locked` while the database is not open. */
  stores: () => Stores
  /** Lets a person pick the folder in which the export gets a folder of its own; null when they changed their mind. */
  pickFolder: () => Promise<string | null>
  /** Starts training-worker. */
  spawn: () => Worker
  now?: () => Date
}

export type TrainingExport = ReturnType<typeof createTrainingExport>

const stopped = () => new AppError('cancelled', 'Stopped: nothing was written.')

/** A folder that is not there yet, named after the day. */
function newFolder(parent: string, day: string): string {
  for (let number = 1; ; number++) {
    const folder = join(parent, `raddraft-training-${day}${number > 1 ? `-${number}` : ''}`)
    if (!existsSync(folder)) return folder
  }
}

/** De-identified training rows from the signed reports of the open archive: what `raddraft export-training` does, from the window. */
export function createTrainingExport({ stores: storesOf, pickFolder, spawn, now = () => new Date() }: TrainingExportOptions) {
  let busy = false

  /**
   * Reports are read in pages here and made into rows on a thread of their own. Ends without a step when no folder was picked.
   * Throws AppError `busy`, `read-only`, `invalid-input`, `not-found` (no report is left), `disk-full`, `cancelled`, `internal`.
   */
  async function* run(wanted: TrainingExportWanted, signal: AbortSignal): AsyncGenerator<TrainingExportStep> {
    const stores = storesOf()
    if (stores.readOnly) throw new AppError('read-only', 'This export is noted in the audit log, and the database cannot be written.')
    if (wanted.from > wanted.to) throw new AppError('invalid-input', 'The first day lies after the last one.')
    if (busy) throw new AppError('busy', 'An export is in progress. Wait for it, or stop it first.')
    busy = true
    let folder: string | null = null
    let worker: Worker | null = null
    try {
      const parent = await pickFolder()
      if (parent === null) return
      folder = newFolder(parent, now().toISOString().slice(0, 10))
      yield { phase: 'reading', done: 0, total: 0, secondsLeft: null }
      const { reports, corrected } = await readArchive(stores, { ...wanted, signal })
      const total = reports.length
      yield { phase: 'cleaning', done: 0, total, secondsLeft: null }

      const thread = (worker = spawn())
      thread.unref()
      const replies = on(thread, 'message', { signal, close: ['exit'] })
      thread.postMessage({ reports, wanted, folder } satisfies TrainingAsk, [])
      const begun = performance.now()
      for await (const [reply] of replies as AsyncIterable<[TrainingReply]>) {
        if (reply.type === 'failed') throw new AppError(reply.code, reply.message)
        if (reply.type === 'cleaning') yield { phase: 'cleaning', done: reply.done, total, secondsLeft: reply.done > 0 ? ((performance.now() - begun) / reply.done / 1000) * (total - reply.done) : null }
        else if (reply.type === 'writing') yield { phase: 'writing', done: total, total, secondsLeft: null }
        else {
          if (signal.aborted) throw stopped()
          publishFromArchive(stores, folder, wanted, reply.card, now())
          const { reports: read, rows, validationFrom, leftOut, removed, limits } = reply.card
          const exported = folder
          folder = null
          yield { phase: 'done', folder: exported, files: reply.files, corrected, counts: { reports: read, rows, validationFrom, leftOut, removed, limits } }
          return
        }
      }
      throw new AppError('internal', 'The thread that makes the rows ended. Nothing was written.')
    } catch (error) {
      if (signal.aborted) throw stopped()
      throw error instanceof AppError ? error : new AppError('internal', 'The thread that makes the rows failed. Nothing was written.')
    } finally {
      await worker?.terminate()
      if (folder !== null) discardTrainingSet(folder)
      busy = false
    }
  }

  return { run }
}
