import type { StatusCache } from '../../domain/status/cascade-cache.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'

/** A person waits this long for the slower tiers, in milliseconds; then the quick ones answer. */
const longestWait = 2000
/** Answers that are remembered until a tag is stored: the texts of the last minutes of typing. */
const mostRemembered = 200

/**
 * Answers of all tiers, asked for ahead of the transaction that needs them at once. They stay in memory, because most texts that are
 * previewed while somebody types are never stored.
 */
export function createForesight(judge: ((input: StatusInput, cache: StatusCache) => Promise<ReportDecision>) | undefined, waitMs = longestWait) {
  const remembered = new Map<string, ReportDecision>()

  function remember(key: string, decision: ReportDecision): void {
    remembered.delete(key)
    remembered.set(key, decision)
    const [oldest] = remembered.keys()
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
  }

  return {
    /** Settles when the answer is known, or after the longest wait. Never rejects. */
    async foresee(input: StatusInput, stored: StatusCache): Promise<void> {
      if (!judge) return
      const cache: StatusCache = { hash: stored.hash, get: (key) => remembered.get(key) ?? stored.get(key), set: remember }
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)))
      // An answer that comes later is still remembered for the next time.
      await Promise.race([judge(input, cache).then(() => {}, () => {}), tooLong])
      clearTimeout(timer)
    },

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
