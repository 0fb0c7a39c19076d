import { z } from 'zod'
import { seededRandom } from '../metric/interval.ts'
import type { DraftId } from '../draft/stored-draft.ts'
import type { Comparison } from './comparison.ts'

/** Why a seal was opened before a conclusion was written. */
export const WaiverReason = z.enum(['urgent', 'unsure', 'not-mine', 'other'])
export type WaiverReason = z.infer<typeof WaiverReason>

/** Whether the drafts of one report are sealed: drawn once, with what it was drawn from, so that anybody can draw it again. */
export type SealDraw = { seed: number; /** Share of cases to seal, 0 to 1. */ share: number; /** The number drawn, 0 ≤ x < 1. */ drawn: number; sealed: boolean }

/** Seals `share` of all seeds. The same seed and share give the same draw. */
export function drawSeal(seed: number, share: number): SealDraw {
  const drawn = seededRandom(seed)()
  return { seed, share, drawn, sealed: drawn < share }
}

/** How the drafts of a report stand where somebody writes first. */
export type MineFirst =
  /** Main withholds every word of the drafts. */
  | { state: 'sealed' }
  /** The person had written this when the draft was shown; `comparison` belongs to the draft `draftId`. */
  | { state: 'compared'; draftId: DraftId; own: string; comparison: Comparison; author: string; openedAt: string }
  | { state: 'waived'; reason: WaiverReason; note: string; author: string; openedAt: string }
