import { z } from 'zod'
import type { Aspect } from './aspects.ts'
import type { PairedMean } from './results.ts'
import type { Share } from '../metric/tag-agreement.ts'

export const DeskTestId = z.string().min(1).max(64)
export const ReaderName = z.string().trim().min(1).max(120)

const Score = z.number().int().min(1).max(5)
const Scores = z.object({ completeness: Score, correctness: Score, conciseness: Score, fluency: Score, harm: Score })
export type Scores = z.infer<typeof Scores>

/** What a reader says of the two texts of a case, by their place on the screen. */
export const BlindRating = z.object({
  /** Which the reader would sign. */
  sign: z.enum(['first', 'second', 'tie']),
  /** Which the reader takes for the machine's. */
  machine: z.enum(['first', 'second', 'unsure']),
  scores: z.object({ first: Scores, second: Scores }),
})
export type BlindRating = z.infer<typeof BlindRating>

export type DeskTestReader = { name: string; rated: number; finishedAt: string | null }

export type DeskTest = {
  id: string
  name: string
  /** Engine and set the drafts come from, in words. */
  drafts: string
  cases: number
  /** Orders are made from it and from the reader's name, so it tells the sources: null while the test is open. */
  seed: number | null
  readers: DeskTestReader[]
  /** `closed`: all readers have finished, or somebody ended it; sources and results show from then on. */
  state: 'open' | 'closed'
  createdAt: string
  closedAt: string | null
  /** Who made it, and alone may end it early; from the audit trail. */
  owner: string
  /** Who ended it before all readers had finished, and why; null otherwise. */
  ended: { by: string; reason: string } | null
}

/** One case as a reader sees it: no word of whose text is whose, nor of which report it is. */
export type BlindCase = {
  /** From 1, in the reader's own order. */
  position: number
  total: number
  rated: number[]
  modality: string
  indication: string
  comparison: string
  findings: string
  /** One sentence a line, without list marks, so that the form does not tell the source. */
  texts: { first: string; second: string }
  rating: BlindRating | null
}

export type ReaderResult = { name: string; cases: number; prefersDraft: Share; detected: Share }

/** What came of a closed desk test; only readers who finished count. */
export type DeskTestResults = {
  test: DeskTest
  readers: ReaderResult[]
  /** Judgements: cases times readers. */
  judgements: number
  preference: { draft: Share; written: Share; tie: Share }
  /** Right guesses of all that name a text, and how many did not. */
  detected: Share
  unsure: Share
  means: Record<Aspect, PairedMean>
  /** Mean of the qualities. */
  overall: PairedMean
  agreement: {
    /** Of the preference: Cohen's kappa for two readers, Fleiss' for more; null for one. */
    preference: { kind: 'cohen' | 'fleiss'; value: number } | null
    /** Krippendorff's alpha, ordinal, of the scores of both texts; null for one reader. */
    scores: Record<Aspect, number> | null
  }
}

/** A rating with its source, as it is exported once the test is closed. */
export type OpenRating = {
  reader: string
  case: number
  position: number
  draftFirst: boolean
  prefers: 'draft' | 'written' | 'tie'
  guess: 'right' | 'wrong' | 'unsure'
  draft: Scores
  written: Scores
  at: string
}
