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
  /** The chosen model, or the rules alone where none is. `heldBack`: why it does not draft, one sentence; null where it does, and without a model. */
  active: { engine: GateEngine; standing: GateStanding; heldBack: string | null }
  runs: GateRun[]
  /** Newest first. */
  records: GateRecord[]
}
