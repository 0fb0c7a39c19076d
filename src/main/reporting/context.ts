import type { Report, ReportId } from '../../domain/report/report.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'

/** What every use case works with. */
export type Context = {
  /** Throws AppError `locked` while the database is not open. */
  stores: () => Stores
  now: () => Date
  newId: () => string
  /** The answer for a text, from the cache where it is known. Nothing is stored. */
  classify: (input: StatusInput) => ReportDecision
  /** The same, and the answer is kept for the next time; called inside the transaction of the change that made it necessary. */
  classifyAndKeep: (input: StatusInput) => ReportDecision
}

/** Name in the audit trail for what no person did. */
export const machine = 'RadDraft'

/** Throws AppError `not-found`. */
export function findReport(stores: Stores, reportId: string): Report {
  const report = stores.reports.find(reportId)
  if (!report) throw new AppError('not-found', 'This report is not in the database.')
  return report
}

/** Throws AppError `not-found`, or `signed` for a report that is signed. */
export function findUnsigned(stores: Stores, reportId: ReportId): Report {
  const report = findReport(stores, reportId)
  if (report.state === 'signed') throw new AppError('signed', 'This report is signed; its text never changes. Write an addendum instead.')
  return report
}

/** A page that reads a report again within this many milliseconds is still the same look at it: one audit entry. */
export const sameLook = 60_000

/** The name that was given, otherwise the one from the settings. */
export function personOf(stores: Stores, given: string): string {
  const stored = stores.settings.all()['person']
  return given.trim() || (typeof stored === 'string' && stored.trim()) || 'Name not given'
}

/** Housekeeping that must not keep anybody from reading: a full disk is said when something is saved. */
export function tolerate(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'disk-full' && error.code !== 'read-only')) throw error
  }
}
