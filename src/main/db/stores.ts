import { z } from 'zod'
import { createAlertStore } from './alert-store.ts'
import { createAnswerStore } from './answer-store.ts'
import { createAuditStore } from './audit-store.ts'
import { createBasisStore } from './basis-store.ts'
import { toAppError } from './database-error.ts'
import { createClassificationStore } from './classification-store.ts'
import { createCohortItemStore } from './cohort-item-store.ts'
import { createCohortPageStore } from './cohort-page-store.ts'
import { createCohortRunStore } from './cohort-run-store.ts'
import { createDeskTestStore } from './desk-test-store.ts'
import { createDraftStore } from './draft-store.ts'
import { createEvaluationStore } from './evaluation-store.ts'
import { createGateStore } from './gate-store.ts'
import { createMineFirstStore } from './mine-first-store.ts'
import type { OpenedDatabase } from './open.ts'
import { createPatientStore } from './patient-store.ts'
import { createReaderAdviceStore } from './reader-advice-store.ts'
import { createReportStore } from './report-store.ts'
import { createSettingStore } from './setting-store.ts'
import { createStyleStore } from './style-store.ts'
import { createStudyStore } from './study-store.ts'
import { createTagStore } from './tag-store.ts'
import { createTrainingStore } from './training-store.ts'
import { createVersionStore } from './version-store.ts'
import { createWorklistStore } from './worklist-store.ts'

/** Pages of the log from which on a run carries it over: with a transaction of a run on top it stays below SQLite's own limit (wal_autocheckpoint). */
const carriedPages = 96
const LogState = z.tuple([z.object({ log: z.number(), checkpointed: z.number() })])

/** Every table's store over one open database. All of them throw AppError `disk-full`, `read-only`, `busy` or `database`. */
export type Stores = ReturnType<typeof createStores>

export function createStores(opened: OpenedDatabase) {
  const { connection, file, readOnly } = opened
  const named = <T extends Record<string, (...input: never[]) => unknown>>(store: T) => translate(store, file)
  const { transaction, lightTransaction, carryOver } = named({
    transaction: (work: () => unknown) => connection.transaction(work).immediate(),
    lightTransaction(work: () => unknown) {
      connection.pragma('synchronous = NORMAL')
      try {
        return connection.transaction(work).immediate()
      } finally {
        connection.pragma('synchronous = FULL')
      }
    },
    carryOver() {
      const [{ log, checkpointed }] = LogState.parse(connection.pragma('wal_checkpoint(NOOP)'))
      if (log - checkpointed >= carriedPages) connection.pragma('wal_checkpoint(PASSIVE)')
    },
  })
  const worklist = named(createWorklistStore(connection))
  if (readOnly) {
    // What is shown is a copy: its schema and index may still be brought up to date, after that it takes no write.
    worklist.refresh()
    connection.pragma('query_only = ON')
  }
  return {
    file,
    readOnly,
    /** Runs `work` as one transaction: all of it is in the file afterwards, or nothing. */
    transaction: <T>(work: () => T): T => transaction(work) as T,
    /**
     * The same for what a machine can do again: a killed process loses nothing, a power cut may take the last of these transactions as a
     * whole. A person's transaction afterwards puts them all on the disk. It spares main's thread the wait for the disk.
     */
    lightTransaction: <T>(work: () => T): T => lightTransaction(work) as T,
    /** Carries the log over into the file once it has grown, and waits for the disk; a run does so in a turn of its own, so that no commit has to. */
    carryOver(): void {
      carryOver()
    },
    patients: named(createPatientStore(connection)),
    studies: named(createStudyStore(connection)),
    reports: named(createReportStore(connection)),
    versions: named(createVersionStore(connection)),
    drafts: named(createDraftStore(connection)),
    styles: named(createStyleStore(connection)),
    tags: named(createTagStore(connection)),
    training: named(createTrainingStore(connection)),
    mineFirst: named(createMineFirstStore(connection)),
    basis: named(createBasisStore(connection)),
    answers: named(createAnswerStore(connection)),
    readerAdvice: named(createReaderAdviceStore(connection)),
    alerts: named(createAlertStore(connection)),
    classifications: named(createClassificationStore(connection)),
    runs: named(createCohortRunStore(connection)),
    items: named(createCohortItemStore(connection)),
    cohortPages: named(createCohortPageStore(connection)),
    deskTests: named(createDeskTestStore(connection)),
    gate: named(createGateStore(connection)),
    evaluations: named(createEvaluationStore(connection)),
    audit: named(createAuditStore(connection)),
    settings: named(createSettingStore(connection)),
    worklist,
    close: () => opened.close(),
  }
}

/** The same functions, with SQLite's failures as the errors that screens know. */
function translate<T extends Record<string, (...input: never[]) => unknown>>(store: T, file: string): T {
  const translated = Object.entries(store).map(([name, run]) => [
    name,
    (...input: never[]) => {
      try {
        return run.apply(store, input)
      } catch (error) {
        throw toAppError(error, file)
      }
    },
  ])
  return Object.fromEntries(translated) as T
}
