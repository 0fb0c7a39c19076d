import type { StatusLanguageModel } from '../../domain/status/tiers/cascade.ts'
import type { EncoderOpinion } from '../../domain/status/encoder/encoder-head.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import type { TextItem } from '../db/cohort-item-store.ts'
import type { KeptDecision } from '../db/decision-json.ts'

/** What came of one text: an answer before the abstain band, or one sentence about why there is none. */
export type TagAnswer = { decision: KeptDecision } | { problem: string }

/** Judges texts and reads files, away from the thread that owns the window and the database. */
export type Tagger = {
  /**
   * One answer for each input, in order; `languageModel` is asked where the other tiers are not sure. Rejects with AppError `model-crashed`
   * when the thread dies or takes too long; the next call begins with a fresh one.
   */
  classify(inputs: readonly StatusInput[], languageModel: StatusLanguageModel | null): Promise<TagAnswer[]>
  /** Every row of the files after the first `skip`, some at a time. */
  read(paths: readonly string[], skip: number): AsyncIterable<TextItem[]>
  /** Ends the thread; a later call begins another. */
  close(): Promise<void>
}

/** What is asked of the thread, and what it answers. */
export type Ask =
  | { type: 'classify'; inputs: readonly StatusInput[]; languageModel: string | null }
  | { type: 'open'; paths: readonly string[]; skip: number }
  /** The next rows of what was opened; none at the end. */
  | { type: 'read' }
export type Answer<A extends Ask> = A extends { type: 'classify' } ? TagAnswer[] : A extends { type: 'read' } ? TextItem[] : null

/** What the thread is started with: where the weights lie, rules for languages that have none (the admin's policy), and whether its owner can ask the encoder. */
export type TagWorkerData = { weights: string; rulesAllowedFor: 'en' | 'ja' | null; withEncoder?: boolean }

/** From the owner to the thread. `model` answers what the thread asked of the language model, `pieces` what it asked of the encoder. */
export type ToThread = { id: number; ask: Ask } | { pieces: number; opinions: (EncoderOpinion | null)[] } | { pieces: number; error: string } | { model: number; probabilities: [number, number, number] } | { model: number; error: string } | { close: true }
/** From the thread to its owner. `model` is a question to the language model, `pieces` one to the sentence encoder: texts cut into numbers. */
export type FromThread = { id: number; value: unknown } | { id: number; error: string } | { pieces: number; texts: number[][] } | { model: number; question: Parameters<StatusLanguageModel['ask']>[0] }
