import { judgeFigures } from '../../domain/gate/gate-figures.ts'
import type { GateLimits } from '../../domain/gate/gate-limits.ts'
import type { GateStanding } from '../../domain/gate/gate-overview.ts'
import { judgedSentence, sameEngine, type GateEngine, type GateRecord } from '../../domain/gate/gate-record.ts'

/**
 * How an engine stands by the newest record of each set, held against the limits that are in force now: one set under a limit is
 * enough, so that nobody can run a failed engine over easier reports until it passes.
 */
export function standingOf(engine: GateEngine, records: readonly GateRecord[], limits: GateLimits): GateStanding {
  const own = records.filter((record) => sameEngine(record.engine, engine))
  const newest = own.filter((record, at) => own.findIndex(({ set }) => set === record.set) === at)
  for (const record of newest) {
    const [worst] = judgeFigures(record.figures, limits).filter(({ state }) => state === 'under')
    if (worst) return { state: 'under', recordId: record.id, sentence: `In the run of ${record.finishedAt.slice(0, 10)}, ${judgedSentence(worst)}` }
  }
  const [latest] = newest
  if (!latest) return { state: 'none', recordId: null, sentence: 'These rules and this model have not been through the checks on this computer.' }
  return { state: 'passed', recordId: latest.id, sentence: `The run of ${latest.finishedAt.slice(0, 10)} over ${latest.reports} reports missed no limit by more than chance.` }
}
