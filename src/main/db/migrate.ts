import type { Connection } from './connection.ts'
import { DatabaseError, codeOf, problemOf } from './database-error.ts'
import { base } from './migrations/0001-base.ts'
import { reports } from './migrations/0002-reports.ts'
import { drafts } from './migrations/0003-drafts.ts'
import { statusTags } from './migrations/0004-status-tags.ts'
import { search } from './migrations/0005-search.ts'
import { alerts } from './migrations/0006-alerts.ts'
import { cohorts } from './migrations/0007-cohorts.ts'
import { draftMaking } from './migrations/0008-draft-making.ts'
import { gate } from './migrations/0009-gate.ts'
import { mineFirst } from './migrations/0010-mine-first.ts'
import { deskTests } from './migrations/0011-desk-tests.ts'
import { evaluations } from './migrations/0012-evaluations.ts'
import { orderedSide } from './migrations/0013-ordered-side.ts'
import { secondReader } from './migrations/0014-second-reader.ts'
import type { Migration } from './migrations/migration.ts'

export const migrations: readonly Migration[] = [base, reports, drafts, statusTags, search, alerts, cohorts, draftMaking, gate, mineFirst, deskTests, evaluations, orderedSide, secondReader]
export const latestVersion = newestOf(migrations)

/** Triggers that a database of `version` must have; one that is missing means that somebody weakened the file. */
export function requiredTriggers(version: number): string[] {
  return migrations.filter((step) => step.version <= version).flatMap((step) => step.triggers)
}

/**
 * Runs the steps that are missing, each with its version number in one transaction.
 * Throws DatabaseError `from-the-future` for a newer database, `disk-full`, or `unknown` when a step fails; the database then keeps its version.
 */
export function migrate(connection: Connection, steps: readonly Migration[] = migrations): void {
  const version = Number(connection.pragma('user_version', { simple: true }))
  if (version > newestOf(steps)) throw new DatabaseError('from-the-future', `The database has version ${version}; this RadDraft knows versions up to ${newestOf(steps)}.`)
  for (const step of steps) {
    if (step.version <= version) continue
    try {
      connection.transaction(() => {
        connection.exec(step.sql)
        if (connection.prepare('PRAGMA foreign_key_check').get()) throw new Error(`Migration ${step.version} leaves a broken link.`)
        connection.pragma(`user_version = ${step.version}`)
      }).immediate()
    } catch (error) {
      const problem = problemOf(error, connection.name)
      const sentence = `The database could not be brought to version ${step.version} (${codeOf(error) || 'a step failed'}); it was left at version ${step.version - 1}.`
      throw new DatabaseError(problem === 'disk-full' ? problem : 'unknown', sentence, { cause: error })
    }
  }
}

function newestOf(steps: readonly Migration[]): number {
  return steps.at(-1)?.version ?? 0
}
