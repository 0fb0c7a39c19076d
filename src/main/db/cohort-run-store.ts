import { z } from 'zod'
import type { CohortRun, CohortSnapshot } from '../../domain/cohort/cohort.ts'
import type { Connection } from './connection.ts'

const Snapshot = z.object({ version: z.string(), model: z.object({ id: z.string(), sha256: z.string() }).nullable(), acceptedError: z.number().nullable() })

const Row = z.object({
  number: z.number(),
  id: z.string(),
  name: z.string(),
  source: z.string(),
  position: z.number().nullable(),
  snapshot: z.string(),
  state: z.enum(['reading', 'running', 'paused', 'stopped', 'done', 'removed']),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  adjudicated: z.number(),
  tiers: z.string(),
  message: z.string(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})

/** A run as stored. `position`: how far its source is read, null when all of it is. */
export type StoredRun = Omit<CohortRun, 'perSecond' | 'secondsLeft' | 'state'> & {
  number: number
  state: CohortRun['state'] | 'removed'
  position: number | null
  tiers: string[]
}

const toRun = (value: unknown): StoredRun => {
  const { snapshot, tiers, created_at, finished_at, ...row } = Row.parse(value)
  return {
    ...row, snapshot: Snapshot.parse(JSON.parse(snapshot)) satisfies CohortSnapshot,
    tiers: z.array(z.string()).parse(JSON.parse(tiers)), createdAt: created_at, finishedAt: finished_at,
  }
}

export function createCohortRunStore(connection: Connection) {
  // Not the plan: it may name a hundred thousand files, and a run is read four times a second.
  const columns = 'number, id, name, source, position, snapshot, state, total, done, failed, adjudicated, tiers, message, created_at, finished_at'
  const insert = connection.prepare(`
    INSERT INTO cohort_run (id, name, source, plan, position, snapshot, state, created_at) VALUES (@id, @name, @source, @plan, 0, @snapshot, 'reading', @createdAt)`)
  const all = connection.prepare(`SELECT ${columns} FROM cohort_run WHERE state <> 'removed' ORDER BY number DESC`)
  const byId = connection.prepare(`SELECT ${columns} FROM cohort_run WHERE id = ? AND state <> 'removed'`)
  const plan = connection.prepare('SELECT plan FROM cohort_run WHERE number = ?').pluck()
  const removed = connection.prepare("SELECT number FROM cohort_run WHERE state = 'removed'").pluck()
  const setState = connection.prepare('UPDATE cohort_run SET state = @state, message = @message, finished_at = @finishedAt WHERE number = @number')
  const advance = connection.prepare('UPDATE cohort_run SET position = @position, total = total + @added, failed = failed + @failed WHERE number = @number')
  const count = connection.prepare('UPDATE cohort_run SET done = done + @done, failed = failed + @failed, adjudicated = adjudicated + @adjudicated WHERE number = @number')
  const setTiers = connection.prepare('UPDATE cohort_run SET tiers = @tiers WHERE number = @number')
  const drop = connection.prepare("DELETE FROM cohort_run WHERE number = ? AND state = 'removed'")
  return {
    insert({ plan, snapshot, ...run }: Pick<StoredRun, 'id' | 'name' | 'source' | 'snapshot' | 'createdAt'> & { plan: unknown }): void {
      insert.run({ ...run, plan: JSON.stringify(plan), snapshot: JSON.stringify(snapshot) })
    },
    /** Newest first. */
    all(): StoredRun[] {
      return all.all().map(toRun)
    },
    find(id: string): StoredRun | null {
      const row = byId.get(id)
      return row ? toRun(row) : null
    },
    /** What the run reads, as it was given to `insert`. */
    plan: (number: number): unknown => JSON.parse(z.string().parse(plan.get(number))) as unknown,
    setState(number: number, state: StoredRun['state'], message = '', finishedAt: string | null = null): void {
      setState.run({ number, state, message, finishedAt })
    },
    /** So far the source is read: `added` items, of which `failed` could not be read. `position` null: all of it. */
    advance(number: number, position: number | null, added: number, failed: number): void {
      advance.run({ number, position, added, failed })
    },
    /** Adds to the run's counts. */
    count(number: number, by: { done?: number; failed?: number; adjudicated?: number }): void {
      count.run({ number, done: by.done ?? 0, failed: by.failed ?? 0, adjudicated: by.adjudicated ?? 0 })
    },
    setTiers(number: number, tiers: readonly string[]): void {
      setTiers.run({ number, tiers: JSON.stringify(tiers) })
    },
    /** Numbers of runs that were removed and may still have items. */
    removed: (): number[] => z.array(z.number()).parse(removed.all()),
    /** The last of a removed run, once its items are gone. */
    drop(number: number): void {
      drop.run(number)
    },
  }
}
