import type { GateEngine, GateSet } from './gate-record.ts'

/** A run as the Models screen shows it. */
export type GateRun = {
  id: string
  /** `stopped`: by a person, by a failure or because the app ended; it can go on. */
  state: 'running' | 'stopped' | 'done'
  engine: GateEngine
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
