import type { StatusCache } from '../../domain/status/tiers/cascade-cache.ts'
import type { ReportDecision } from '../../domain/status/status-tag.ts'
import type { KeptDecision } from '../db/decision-json.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'

/** Known answers in the database as the classifier sees them. `keep`: new ones are stored, in the transaction of the caller. */
export function statusCache({ classifications }: Stores, keep: boolean): StatusCache {
  return {
    hash: sha256Of,
    get: (key) => asReport(classifications.find(key)),
    set: (key, decision) => void (keep && isWorthKeeping(decision) && classifications.put(key, decision)),
  }
}

/** What the rules decide alone they decide again in less time than a database row takes. */
export const isWorthKeeping = ({ tier }: KeptDecision): boolean => tier !== 'rules'

/** Answers of an older build without a language are not taken over. */
function asReport(decision: KeptDecision | null): ReportDecision | undefined {
  const language = decision?.language
  return decision && language !== undefined ? { ...decision, language, path: decision.path ?? [], cached: true } : undefined
}
