import type { StatusInput } from '../../domain/status/status-tag.ts'
import type { TextItem } from '../db/cohort-item-store.ts'
import type { KeptDecision } from '../db/decision-json.ts'

/** What came of one text: an answer, or one sentence about why there is none. */
export type TagAnswer = { decision: KeptDecision } | { problem: string }

/** Judges texts and reads files, away from the thread that owns the window and the database. */
export type Tagger = {
  /** One answer for each input, in order. Rejects when the thread dies or takes too long; the next call begins with a fresh one. */
  classify(inputs: readonly StatusInput[], acceptedError: number | null): Promise<TagAnswer[]>
  /** Every row of the files after the first `skip`, some at a time. */
  read(paths: readonly string[], skip: number): AsyncIterable<TextItem[]>
  /** Ends the thread; a later call begins another. */
  close(): Promise<void>
}

/** What is asked of the thread, and what it answers. */
export type Ask =
  | { type: 'classify'; inputs: readonly StatusInput[]; acceptedError: number | null }
  | { type: 'open'; paths: readonly string[]; skip: number }
  /** The next rows of what was opened; none at the end. */
  | { type: 'read' }
export type Answer<A extends Ask> = A extends { type: 'classify' } ? TagAnswer[] : A extends { type: 'read' } ? TextItem[] : null
