import { setImmediate } from 'node:timers/promises'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { StatusCache } from '../../domain/status/tiers/cascade-cache.ts'
import type { ReportDecision } from '../../domain/status/status-tag.ts'
import type { Stores } from '../db/stores.ts'
import { tolerate, type Context } from './context.ts'
import type { Judge } from './foresee.ts'
import { statusCache } from './status-cache.ts'
import { tagReport } from './tag-report.ts'

/** Reports looked at together: enough for a full batch of the encoder, few enough to stop soon. */
const atOnce = 16

/** A report that came without a conclusion has no first guess to look at again, and nobody but its author sets its tag once there is one. */
const isTagged = (stores: Stores, { id }: Report): boolean => stores.tags.view(id).current !== null

/**
 * Imported reports are tagged at once by the tiers that answer at once. Here the slower tiers look at them too, while nobody waits, and a tag
 * that comes out otherwise is stored as any other. The queue is in memory: a report that it loses is asked about when it is signed, at the latest.
 */
export function createSecondLook(context: Context, judge: Judge | undefined) {
  /** Insertion order is the queue; a report leaves when its tag is stored. */
  const waiting = new Set<string>()
  let working: Promise<void> | null = null
  const closing = new AbortController()

  async function work(): Promise<void> {
    while (waiting.size > 0 && !closing.signal.aborted) {
      const some = [...waiting].slice(0, atOnce)
      let stores: Stores
      try {
        stores = context.stores()
      } catch {
        // Locked meanwhile: nothing can be stored.
        waiting.clear()
        return
      }
      const answers = new Map<string, ReportDecision>()
      const cache: StatusCache = { ...statusCache(stores, false), set: (key, decision) => void answers.set(key, decision) }
      await Promise.all(some.map(async (id) => {
        const report = stores.reports.find(id)
        if (!report || !isTagged(stores, report)) return
        const { indication, findings, conclusion } = report.sections
        await judge!({ indication, findings, conclusion }, cache).catch(() => {})
      }))
      await setImmediate()
      if (closing.signal.aborted) return
      tolerate(() => stores.transaction(() => {
        const keeping = statusCache(stores, true)
        for (const [key, decision] of answers) keeping.set(key, decision)
        for (const id of some) {
          // As it is now: somebody may have changed or signed it meanwhile.
          const report = stores.reports.find(id)
          if (report && isTagged(stores, report)) tagReport(context, stores, report)
        }
      }))
      for (const id of some) waiting.delete(id)
    }
  }

  return {
    add(ids: readonly string[]): void {
      if (!judge || closing.signal.aborted) return
      for (const id of ids) waiting.add(id)
      working ??= work().catch(() => waiting.clear()).finally(() => (working = null))
    },
    /** Tags a report once more when `answered` settles: what a slow tier says after signing becomes a tag of its own, and the one before stays in the history. */
    async after(answered: Promise<void>, reportId: ReportId): Promise<void> {
      await answered
      if (closing.signal.aborted) return
      try {
        const stores = context.stores()
        const report = stores.reports.find(reportId)
        if (report) stores.transaction(() => tagReport(context, stores, report))
      } catch {
        // Locked, full or read-only meanwhile: the tag of the quick tiers stands.
      }
    },
    /** Whether reports still wait for their second look. */
    looking: () => working !== null,
    /** Whether this report does: what it has is the first guess of the quick tiers, not a verdict. */
    waits: (id: string) => waiting.has(id),
    /** Settles when the last batch is stored; the rest is left. */
    async close(): Promise<void> {
      closing.abort()
      await working
    },
  }
}
