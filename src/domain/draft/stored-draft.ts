import { z } from 'zod'
import type { ReportId } from '../report/report.ts'
import type { DraftContent } from './draft.ts'

export const DraftId = z.uuid().brand<'DraftId'>()
export type DraftId = z.infer<typeof DraftId>

/** What a person decided about one offered sentence. `edited` counts as accepted, in the person's wording. */
export const SentenceDecision = z.enum(['pending', 'accepted', 'rejected', 'edited'])
export type SentenceDecision = z.infer<typeof SentenceDecision>

/**
 * `running`: being written. `complete`: evidence and checks are in. `incomplete`: the model process died; the words so far are kept.
 * `cancelled`: a person stopped it; the words so far are kept, nothing is offered.
 */
export type DraftState = 'running' | 'complete' | 'incomplete' | 'cancelled'

export type StoredDraft = {
  id: DraftId
  reportId: ReportId
  state: DraftState
  /** What the model wrote, word for word; empty for an extractive draft. */
  text: string
  /** null while running and when cancelled. */
  content: DraftContent | null
  /** One decision per sentence of `content.sentences`. */
  decisions: SentenceDecision[]
  engine: 'model' | 'extractive'
  modelId: string | null
  modelName: string | null
  modelSha256: string | null
  promptVersion: string
  seed: number
  /** Why there is no model text, or why it is incomplete: one sentence for the reader. */
  problem: string | null
  firstTokenMs: number | null
  totalMs: number | null
  tokens: number | null
  /** SHA-256 of the findings it was drafted from. */
  findingsSha256: string
  /** The findings changed after this draft. */
  stale: boolean
  createdAt: string
}

/** What the page is told while a draft is written. */
export type DraftEvent =
  | { type: 'started'; draft: StoredDraft }
  | { type: 'phase'; phase: 'loading' | 'reading' | 'writing'; message: string }
  | { type: 'token'; text: string }
  | { type: 'done'; draft: StoredDraft }
