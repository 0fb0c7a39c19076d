import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import type { Connection } from './connection.ts'
import { readDecision, type KeptDecision } from './decision-json.ts'

/** Everything an answer depends on besides the text. */
export type ClassifierIdentity = { version: string; model: string | null; acceptedError: number | null }

/** Answers that are kept; beyond it the oldest go. About 700 bytes each. */
const most = 250_000

/** SHA-256 of a text and of what judges it: the same hash, the same answer. */
export function contentHash(input: StatusInput, { version, model, acceptedError }: ClassifierIdentity): Uint8Array {
  const text = 'text' in input ? ['text', input.text] : ['sections', input.indication ?? '', input.findings ?? '', input.conclusion ?? '']
  return createHash('sha256').update(JSON.stringify(['status', version, model, acceptedError, ...text])).digest()
}

export function createClassificationStore(connection: Connection) {
  const find = connection.prepare('SELECT decision FROM classification WHERE sha256 = ?').pluck()
  const insert = connection.prepare('INSERT OR IGNORE INTO classification (sha256, decision) VALUES (?, ?)')
  const remove = connection.prepare('DELETE FROM classification WHERE sha256 = ?')
  const trim = connection.prepare(`DELETE FROM classification WHERE number IN (
    SELECT number FROM classification WHERE number <= (SELECT max(number) FROM classification) - ${most} ORDER BY number LIMIT 200)`)
  return {
    find(hash: Uint8Array): KeptDecision | null {
      const json = z.string().optional().parse(find.get(hash))
      return json === undefined ? null : readDecision(json)
    },
    put(hash: Uint8Array, decision: KeptDecision): void {
      insert.run(hash, JSON.stringify(decision))
    },
    remove(hash: Uint8Array): void {
      remove.run(hash)
    },
    /** Drops some of the oldest answers beyond the limit; returns how many. */
    trim: (): number => trim.run().changes,
  }
}
