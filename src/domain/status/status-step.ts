import type { StatusLabel, StatusTier } from './status-tag.ts'

/** What one tier said of a report, and in one plain sentence why it decided or passed it on: the `path` of a decision. */
export type StatusStep = { tier: StatusTier; label: StatusLabel | null; probability: number; decided: boolean; why: string }
