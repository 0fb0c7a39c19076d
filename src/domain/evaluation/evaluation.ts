import { z } from 'zod'
import type { IssueKind } from '../check/issue.ts'
import type { StruckSentence } from '../draft/draft.ts'
import type { DraftFigures } from '../metric/draft-agreement.ts'
import type { DraftComparison, PairedFigure } from '../metric/draft-comparison.ts'
import type { MeasuredDraft } from '../metric/draft-sums.ts'
import type { Interval } from '../metric/interval.ts'
import type { Score } from '../metric/rouge.ts'
import type { Share } from '../metric/tag-agreement.ts'
import type { ReportId } from '../report/report.ts'
import type { StatusLabel } from '../status/status-tag.ts'
import { WorklistFilter } from '../worklist/worklist.ts'

export const EvaluationId = z.string().min(1).max(64)

/** More reports than this are not evaluated in one run. */
export const mostCases = 5000

/** Signed reports by filter, the newest or a seeded random sample of them; or a JSON Lines file of `findings` and `conclusion`, picked in main. */
export const EvaluationSource = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('archive'),
    filter: WorklistFilter.omit({ offset: true, limit: true, state: true }),
    most: z.number().int().min(1).max(mostCases),
    order: z.enum(['newest', 'random']),
  }),
  z.object({ type: z.literal('file') }),
])
export type EvaluationSource = z.infer<typeof EvaluationSource>

/** What drafts: sentences chosen from the findings, or an installed model. `way`: with another prompt than the one it is used with, to try that beside it. */
export const EngineChoice = z.discriminatedUnion('type', [z.object({ type: z.literal('extractive') }), z.object({ type: z.literal('model'), modelId: z.string().min(1).max(200), way: z.enum(['phrases', 'report']).optional() })])
export type EngineChoice = z.infer<typeof EngineChoice>

/** Frozen when a run starts: everything its drafts and figures depend on. */
export type EvaluationSnapshot = {
  engine: EngineChoice
  modelName: string | null
  modelSha256: string | null
  adapterSha256: string | null
  /** How the engine drafts, with the versions of prompt, gate, inferences and app. */
  version: string
  /** Version of the tag classifier. */
  tagVersion: string
  /** The encoder of BERTScore; null where it is not worked out. */
  bertScore: string | null
}

export type EvaluationRun = {
  id: string
  name: string
  source: string
  snapshot: EvaluationSnapshot
  /** `stopped`: the app ended in the middle, or the engine could not go on. */
  state: 'running' | 'paused' | 'stopped' | 'done'
  total: number
  done: number
  failed: number
  perSecond: number | null
  secondsLeft: number | null
  createdAt: string
  finishedAt: string | null
  message: string
}

/** One report of a run: what is drafted from, and what a person wrote. */
export type EvaluationCase = {
  title: string
  findings: string
  written: string
  indication: string
  comparison: string
  modality: string
  region: string
  language: 'en' | 'ja' | null
  sex: 'F' | 'M' | 'O' | null
  age: number | null
  /** Patterns a conclusion must match, and must not match. */
  facts: string[]
  errors: string[]
}

/** What came of one report. `ms`: milliseconds until the draft was finished. */
export type EvaluationAnswer = {
  conclusion: string
  struck: StruckSentence[]
  /** Checks of the draft against the findings that are contradictions. */
  contradictions: { kind: IssueKind; message: string }[]
  /** Abnormal findings that the draft leaves out. */
  leftOut: number
  /** Share of the text that a model wrote and the gate passed, 0 to 1. */
  modelShare: number
  ms: number
  /** Status tag of what was written and of what was drafted; null: withheld. */
  labels: { written: StatusLabel | null; drafted: StatusLabel | null }
  measured: MeasuredDraft
  /** Errors put into the draft one at a time, as the gate does, and those the checks noticed; none into a draft with a contradiction. Missing in runs from before. */
  flips?: { caught: number; of: number }
  /** Likeness to what was written; missing where it was not asked for. */
  bertScore?: Score
}

export type EvaluationRow = {
  number: number
  title: string
  modality: string
  reportId: ReportId | null
  state: 'waiting' | 'done' | 'failed'
  /** Why it failed. */
  problem: string
  rougeL: number | null
  lengthRatio: number | null
  factsMissing: number
  errorsMade: number
  contradictions: number
  struck: number
  ms: number | null
}
export type EvaluationPage = { total: number; rows: EvaluationRow[] }

/** `sealed`: the name of an open desk test that the report is part of; nobody may see then which text the machine wrote. */
export type EvaluationItem = EvaluationRow & ({ sealed: string } | { sealed: null; texts: EvaluationCase; answer: EvaluationAnswer | null })

export type EvaluationFigures = DraftFigures & {
  /** Reports whose draft contradicts the findings, by the checks. */
  contradicted: Share
  /** Struck sentences per report. */
  struck: Interval
  /** Reports whose draft gets the same status tag as what was written. */
  tagKept: Share
  modelShare: Interval
  /** Of the errors that were put into drafts, those that the checks caught; null without any. */
  flipsCaught: Share | null
  /** F1, of the drafts for which it was worked out; null without any. */
  bertScore: Interval | null
  /** Median milliseconds of a draft. */
  ms: Interval
}
export type EvaluationSummary = { all: EvaluationFigures; byModality: Record<string, EvaluationFigures>; byLanguage: Record<string, EvaluationFigures> }

/** One report in two runs; pairs of values are first run, second run. */
export type ComparedPair = {
  numbers: [number, number]
  title: string
  rougeL: [number, number]
  factsMissing: [number, number]
  contradictions: [number, number]
  labels: [StatusLabel | null, StatusLabel | null]
  /** The same words. */
  same: boolean
}

/** Two runs over the same reports; worst for the second run first. */
export type EvaluationComparison = {
  /** Reports that are in both runs and answered in both, and those that have no partner. */
  cases: number
  unpaired: [number, number]
  figures: DraftComparison
  contradicted: PairedFigure
  /** Where both runs worked it out, over those reports. */
  bertScore: PairedFigure | null
  /** Mean milliseconds of a draft. */
  ms: PairedFigure
  changedTags: number
  changedConclusions: number
  /** Contradictions that only the first, and only the second run has, by kind. */
  flips: { kind: IssueKind; first: number; second: number }[]
  pairs: ComparedPair[]
}

/** A candidate that ran silently over signed reports beside what is active. */
export type ShadowUpgrade = {
  id: string
  current: string
  candidate: string
  /** The model that was active when it began; null: none. */
  before: string | null
  createdAt: string
  decision: { what: 'activated' | 'kept' | 'rolled-back'; author: string; at: string } | null
}
