import { z } from 'zod'
import { errorKinds, type ErrorKind } from './error-kind.ts'

const Share = z.number().min(0).max(1)

/** What a run must reach before its model and rules may be used. Shares of 1. */
export const GateLimits = z.strictObject({
  negation: Share, side: Share, number: Share, direction: Share, organ: Share, sex: Share, invented: Share, dropped: Share,
  /** Most correct texts with a contradiction, untouched and reworded together. */
  falseAlarms: Share,
  /** Most drafts with a contradiction among what is offered, and most that could not be written. */
  contradictedDrafts: Share,
  failedDrafts: Share,
})
export type GateLimits = z.infer<typeof GateLimits>
export type LimitName = keyof GateLimits

/** Ours, for a site that sets none (docs/decisions/0007-flip-proof-gate.md): what broken rules or a broken model fall under, not what is wished for. */
export const defaultLimits: GateLimits = {
  negation: 0.8, side: 0.9, number: 0.9, direction: 0.8, organ: 0.7, sex: 0.9, invented: 0.8, dropped: 0.5, falseAlarms: 0.1, contradictedDrafts: 0.05, failedDrafts: 0.2,
}

/** A limit on what an engine writes; the others are on what the rules notice. */
export const isDraftLimit = (name: LimitName): boolean => name === 'contradictedDrafts' || name === 'failedDrafts'

export const isErrorKind = (name: LimitName): name is ErrorKind => (errorKinds as readonly string[]).includes(name)
