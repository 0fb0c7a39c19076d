import { z } from 'zod'
import type { Connection } from './connection.ts'
import { readDecision, type KeptDecision } from './decision-json.ts'

/** Answers that are kept; beyond it the oldest go. About 700 bytes each. */
const most = 250_000

export function createClassificationStore(connection: Connection) {
  const find = connection.prepare('SELECT decision FROM classification WHERE sha256 = ?').pluck()
  const insert = connection.prepare('INSERT OR IGNORE INTO classification (sha256, decision) VALUES (?, ?)')
  const trim = connection.prepare(`DELETE FROM classification WHERE number IN (
    SELECT number FROM classification WHERE number <= (SELECT max(number) FROM classification) - ${most} ORDER BY number LIMIT 200)`)
  return {
    /** `key`: SHA-256 of a text and of everything that judges it (cacheKey), 64 hex digits. The same key, the same answer. */
    find(key: string): KeptDecision | null {
      const json = z.string().optional().parse(find.get(Buffer.from(key, 'hex')))
      return json === undefined ? null : readDecision(json)
    },
    put(key: string, decision: KeptDecision): void {
      insert.run(Buffer.from(key, 'hex'), JSON.stringify(decision))
    },
    /** Drops some of the oldest answers beyond the limit; returns how many. */
    trim: (): number => trim.run().changes,
  }
}
