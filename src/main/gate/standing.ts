import { judgeFigures, type Judged } from '../../domain/gate/gate-figures.ts'
import { isDraftLimit, type GateLimits } from '../../domain/gate/gate-limits.ts'
import type { GateStanding } from '../../domain/gate/gate-overview.ts'
import { judgedSentence, sameEngine, sameRules, type GateEngine, type GateRecord } from '../../domain/gate/gate-record.ts'

/** The newest record of each set; `records` are newest first. */
const newestOfEachSet = (records: readonly GateRecord[]): GateRecord[] => records.filter((record, at) => records.findIndex(({ set }) => set === record.set) === at)

/**
 * How an engine stands by the newest record of each set, held against the limits that are in force now: one set under a limit is
 * enough, so that nobody can run a failed engine over easier reports until it passes. What the rules catch is the same whichever model was
 * in the run: there the newest run of these rules counts, with any model or none.
 */
export function standingOf(engine: GateEngine, records: readonly GateRecord[], limits: GateLimits): GateStanding {
  const own = newestOfEachSet(records.filter((record) => sameEngine(record.engine, engine)))
  const ofRules = newestOfEachSet(records.filter((record) => sameRules(record.engine, engine)))
  const worst = (some: readonly GateRecord[], counts: (judged: Judged) => boolean) =>
    some.flatMap((record) => judgeFigures(record.figures, limits).flatMap((judged) => (judged.state === 'under' && counts(judged) ? [{ record, judged }] : [])))[0]
  const under = worst(ofRules, ({ name }) => !isDraftLimit(name)) ?? worst(own, ({ name }) => isDraftLimit(name))
  if (under) return { state: 'under', recordId: under.record.id, sentence: `In the run of ${under.record.finishedAt.slice(0, 10)}, ${judgedSentence(under.judged)}` }
  const [latest] = own
  if (!latest) return { state: 'none', recordId: null, sentence: 'These rules and this model have not been through the checks on this computer.' }
  return { state: 'passed', recordId: latest.id, sentence: `The run of ${latest.finishedAt.slice(0, 10)} over ${latest.reports} reports missed no limit by more than chance.` }
}
