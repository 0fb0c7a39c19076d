import { z } from 'zod'
import { PromptFamily } from '../model/catalog.ts'
import { IsoDate } from '../study/study.ts'

/** Which tags become rows of the status task: those a person set, or also the machine's on signed text. */
export const TagsWanted = z.enum(['person', 'signed'])
export type TagsWanted = z.infer<typeof TagsWanted>

/** What becomes training rows, and how. */
export const TrainingExportWanted = z.object({
  /** Days of the studies, both included. */
  from: IsoDate,
  to: IsoDate,
  /** The prompt format of the base model. */
  family: PromptFamily,
  tags: TagsWanted,
  /** Classes that are much more frequent than others are thinned out, in the training rows only. */
  balanced: z.boolean(),
  /** Share of validation reports. */
  validationShare: z.number().gt(0).lt(1),
})
export type TrainingExportWanted = z.infer<typeof TrainingExportWanted>

/** Numbers of an export; nothing of a report. */
export type TrainingCounts = {
  /** Signed reports that were read. */
  reports: number
  rows: Record<'conclusion' | 'status', { training: number; validation: number }>
  /** First month of the validation reports, YYYY-MM. */
  validationFrom: string | null
  leftOut: Record<string, number | undefined>
  /** What was taken out of the texts, by kind. */
  removed: Record<string, number>
  limits: string
}

export type TrainingExportStep =
  /** Reports so far; `total` 0 while it is not known. */
  | { phase: 'reading' | 'cleaning' | 'writing'; done: number; total: number; secondsLeft: number | null }
  /** `corrected`: reports that an addendum corrected, left out before all others. */
  | { phase: 'done'; folder: string; files: string[]; corrected: number; counts: TrainingCounts }
