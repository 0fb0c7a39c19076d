import type { ReportId } from '../../domain/report/report.ts'
import type { StatusCache } from '../../domain/status/tiers/cascade-cache.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'

export type Judge = (input: StatusInput, cache: StatusCache) => Promise<ReportDecision>

/** A person waits this long for the slower tiers, in milliseconds; then the quick ones answer. */
const longestWait = 2000
/** Answers that are remembered until a tag is stored: the texts of the last minutes of typing. */
const mostRemembered = 200

/**
 * Answers of all tiers, asked for ahead of the transaction that needs them at once. They stay in memory, because most texts that are
 * previewed while somebody types are never stored. `judgeLast` asks the language model too, after `judge` has answered.
 */
export function createForesight(judge: Judge | undefined, judgeLast?: Judge, waitMs = longestWait) {
  const remembered = new Map<string, ReportDecision>()
  const asked = new Map<ReportId, { text: string; done: Promise<void> }>()

  function remember(key: string, decision: ReportDecision): void {
    remembered.delete(key)
    remembered.set(key, decision)
    const [oldest] = remembered.keys()
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
  }

  /** One question to the language model per report at a time: what is typed while a large one reads replaces what waits. */
  function askAll(reportId: ReportId, input: StatusInput, cache: StatusCache): Promise<void> {
    const text = JSON.stringify(input)
    const before = asked.get(reportId)
    if (before?.text === text) return before.done
    const one = { text, done: Promise.resolve() }
    const ask = async (): Promise<void> => {
      await judge?.(input, cache).catch(() => {})
      if (judgeLast) await before?.done
      if (asked.get(reportId) !== one) return
      await judgeLast?.(input, cache).catch(() => {})
      if (asked.get(reportId) === one) asked.delete(reportId)
    }
    asked.set(reportId, one)
    one.done = ask()
    return one.done
  }

  return {
    /** Settles when the answer is known, or after the longest wait. Never rejects. */
    async foresee(reportId: ReportId, input: StatusInput, stored: StatusCache): Promise<void> {
      if (!judge) return
      const cache: StatusCache = { hash: stored.hash, get: (key) => remembered.get(key) ?? stored.get(key), set: remember }
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)))
      // An answer that comes later is still remembered for the next time.
      await Promise.race([askAll(reportId, input, cache), tooLong])
      clearTimeout(timer)
    },

    /** Settles when every tier has answered about this report; null when nobody is still asked. */
    awaited: (reportId: ReportId): Promise<void> | null => asked.get(reportId)?.done ?? null,

    /** A cache that knows what was foreseen too; with `keep` such an answer is stored where it is used. */
    before(stored: StatusCache, keep: boolean): StatusCache {
      return {
        hash: stored.hash,
        get(key) {
          const known = stored.get(key)
          if (known !== undefined) return known
          const foreseen = remembered.get(key)
          if (foreseen !== undefined && keep) stored.set(key, foreseen)
          return foreseen
        },
        set: stored.set,
      }
    },
  }
}
