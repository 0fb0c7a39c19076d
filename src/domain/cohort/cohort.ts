import { z } from 'zod'
import { ReportId } from '../report/report.ts'
import { StatusLabel, type StatusEvidence, type StatusStep } from '../status/status-tag.ts'
import { WorklistFilter } from '../worklist/worklist.ts'

export const RunId = z.string().min(1).max(64)

/** Which reports a run tags. Files are picked in main: their content never passes through the page. */
export const CohortSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('archive'), filter: WorklistFilter.omit({ offset: true, limit: true }) }),
  z.object({ type: z.literal('selection'), reportIds: z.array(ReportId).min(1).max(10_000) }),
  /** CSV, JSON Lines or text files, or a folder of text files. */
  z.object({ type: z.literal('files'), pick: z.enum(['files', 'folder']) }),
])
export type CohortSource = z.infer<typeof CohortSource>

/** Frozen when a run starts: everything its answers depend on. */
export type CohortSnapshot = {
  /** Versions of rules, learned weights and prompt, as in `StatusDecision.version`. */
  version: string
  /** The language model that decides what the other tiers leave open; null: not used. */
  model: { id: string; sha256: string } | null
  /** Accepted error of the abstain band, 0 to 1; null: never abstains. */
  acceptedError: number | null
}

export type CohortRun = {
  id: string
  name: string
  source: string
  snapshot: CohortSnapshot
  /** `stopped`: the app ended in the middle; it goes on when somebody resumes it. */
  state: 'reading' | 'running' | 'paused' | 'stopped' | 'done'
  /** Reports in the run, answered, and failed (each keeps its reason and can be tried again). */
  total: number
  done: number
  failed: number
  adjudicated: number
  /** Reports per second of the last moments, and seconds left; null while nothing runs. */
  perSecond: number | null
  secondsLeft: number | null
  createdAt: string
  finishedAt: string | null
  /** One plain sentence when something needs a person. */
  message: string
}

/** `abstained`: the classifier gave no label. */
export const CohortFilter = z.object({
  query: z.string().max(200).default(''),
  label: z.union([StatusLabel, z.literal('abstained')]).nullable().default(null),
  tier: z.string().max(40).nullable().default(null),
  uncertain: z.boolean().nullable().default(null),
  state: z.enum(['all', 'failed', 'adjudicated', 'open', 'disagree']).default('all'),
  /** A cell of the confusion matrix. */
  cell: z.object({ adjudicated: StatusLabel, machine: z.union([StatusLabel, z.literal('abstained')]) }).nullable().default(null),
  /** A random sample of this many reports, the same for the same run: what is adjudicated in it stands for the whole run. */
  sample: z.number().int().min(1).max(100_000).nullable().default(null),
})
export type CohortFilter = z.infer<typeof CohortFilter>

/** One report of a run. `number` counts from 1 in the order of the source. */
export type CohortRow = {
  number: number
  /** The report in the database, or null for one from a file. */
  reportId: ReportId | null
  /** Patient number and date for a report of the archive, id or file name otherwise. */
  title: string
  date: string
  state: 'waiting' | 'done' | 'failed'
  label: StatusLabel | null
  probabilities: [number, number, number] | null
  uncertain: boolean
  tier: string
  evidence: StatusEvidence[]
  /** The words that decided, or why it failed. */
  excerpt: string
  adjudicated: { label: StatusLabel; author: string; at: string } | null
}

export type CohortPage = { total: number; rows: CohortRow[]; tiers: string[] }

/** One report with its text, for reading and adjudicating. */
export type CohortItem = CohortRow & { texts: { field: StatusEvidence['field']; text: string }[]; reason: string; path: StatusStep[] }

/** A share with its Wilson interval of 95 %; `n` is what it was counted on. */
export type CountedShare = { value: number; low: number; high: number; n: number }

/** Rows are what people said, columns what the machine said, the last column is abstained. */
export type CohortSummary = {
  /** Reports by the machine's label: none, progressive, stable, abstained. */
  counts: [number, number, number, number]
  matrix: number[][]
  accuracy: CountedShare | null
  sensitivity: (CountedShare | null)[]
  /** Of the labels as adjudicated in this run, whatever its mixture. */
  predictive: (CountedShare | null)[]
  /** At the given frequency of the three classes; null where nothing was adjudicated. Intervals of 95 %, the frequencies taken as known. */
  predictiveAt: { frequency: [number, number, number]; source: 'given' | 'adjudicated sample' | 'tags of the archive'; values: ({ value: number; low: number; high: number } | null)[] } | null
  calibrationError: number | null
  /** Ten bins of the probability of the chosen label, adjudicated reports only. */
  reliability: { from: number; to: number; count: number; meanProbability: number; accuracy: number }[]
}
