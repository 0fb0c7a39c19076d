import type { GateEngine, GateSet } from './gate-record.ts'
import type { ReaderModel } from './reader-measurement.ts'

/** A run as the Models screen shows it. */
export type GateRun = {
  id: string
  /** `stopped`: by a person, by a failure or because the app ended; it can go on. */
  state: 'running' | 'stopped' | 'done'
  engine: GateEngine
  /** The second reader that is measured too; null: none. */
  reader: ReaderModel | null
  set: GateSet
  source: string
  seed: number
  total: number
  done: number
  /** null while no rate is known. */
  secondsLeft: number | null
  /** One sentence about why it stopped; empty otherwise. */
  message: string
  createdAt: string
}
