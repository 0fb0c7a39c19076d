import { z } from 'zod'
import type { SectionName } from '../report/sections.ts'
import type { ReportLanguage } from './language.ts'

/** Bone metastasis status: 0 none, 1 progressive, 2 stable or decreased (docs/architecture.md, product words). */
export const StatusLabel = z.union([z.literal(0), z.literal(1), z.literal(2)])
export type StatusLabel = z.infer<typeof StatusLabel>

/** The text that decides a label. `field` is the section it stands in, or `text` for a report given in one piece. */
export type StatusEvidence = { field: SectionName | 'text'; start: number; end: number; text: string }

/** Stages that can decide, in the order they are asked. */
export type StatusTier = 'rules' | 'learned' | 'language-model'

export type StatusDecision = {
  /** null when the classifier abstains. */
  label: StatusLabel | null
  probabilities: [none: number, progressive: number, stable: number]
  /** Share of answers like this one that were right when it was measured; what is withheld goes by it. Absent: the odds are all that is known. */
  sure?: number | undefined
  uncertain: boolean
  evidence: StatusEvidence[]
  /** One plain sentence: why this label. */
  reason: string
  /** Which stage decided. */
  tier: StatusTier
  /** Versions of all stages that took part, for example `status-rules-1`, joined by ` + `. */
  version: string
}

/** One stage that was asked: what it said, whether the answer is its own, and in plain words why it was passed on or not. */
export type StatusStep = { tier: StatusTier; label: StatusLabel | null; probability: number; decided: boolean; said: string; why: string }

/** Answer of the whole cascade. `cached`: taken from an earlier run; `tier` and `path` are those of that run. `awaited`: a slower tier is still asked. */
export type ReportDecision = StatusDecision & { language: ReportLanguage; path: StatusStep[]; cached: boolean; awaited?: true }

/** What a classifier is given. Judged on indication + conclusion; findings only where there is no conclusion. */
export type StatusInput = { indication?: string; findings?: string; conclusion?: string } | { text: string }
