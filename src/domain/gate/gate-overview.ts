import type { GateEngine, GateRecord } from './gate-record.ts'
import type { GateLimits } from './gate-limits.ts'
import type { GateRun } from './gate-run.ts'

/** How an engine stands: `none`: no run with these rules yet; `under`: a run fell under a limit that is in force now. */
export type GateStanding = { state: 'passed' | 'under' | 'none'; recordId: string | null; sentence: string }

/** All that the Checks part of the Models screen shows. */
export type GateOverview = {
  limits: GateLimits
  /** Whether the policy of this computer sets any of them. */
  limitsByPolicy: boolean
  /** The active model; null: drafts are taken from the findings. */
  active: { engine: GateEngine; standing: GateStanding }
  runs: GateRun[]
  /** Newest first. */
  records: GateRecord[]
}
