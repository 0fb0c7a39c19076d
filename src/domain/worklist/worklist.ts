import { z } from 'zod'
import { IsoDate, type Sex } from '../study/study.ts'
import { StatusLabel } from '../status/status-tag.ts'
import type { ReportId, ReportState } from '../report/report.ts'

export const WorklistFilter = z.object({
  /** Words to find in any text of the report, the patient's name or number; empty finds all. */
  query: z.string().max(200).default(''),
  state: z.enum(['all', 'draft', 'signed']).default('all'),
  modality: z.string().max(16).nullable().default(null),
  /** `unlabelled`: no tag, or one without a label. */
  label: z.union([StatusLabel, z.literal('unlabelled')]).nullable().default(null),
  /** Only reports with an open alert. */
  alert: z.boolean().default(false),
  from: IsoDate.nullable().default(null),
  to: IsoDate.nullable().default(null),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(200),
})
export type WorklistFilter = z.infer<typeof WorklistFilter>

/** `pending`: machine sentences wait for a decision. `addendum`: an addendum is begun and not signed. `incomplete`: the last draft was cut off. `stale`: what a draft or tag rests on has changed. `sealed`: the draft waits until the person has written. `alert-…`: an open alert. */
export type WorklistFlag = 'pending' | 'addendum' | 'incomplete' | 'stale' | 'sealed' | 'uncertain' | 'alert-new' | 'alert-progression'

export type WorklistRow = {
  reportId: ReportId
  patientId: string
  patientName: string
  birthDate: string | null
  sex: Sex | null
  accessionNumber: string
  date: string
  modality: string
  description: string
  state: ReportState
  label: StatusLabel | null
  /** Whether `label` was set by a person. */
  labelByPerson: boolean
  /** Read, but no tier was sure enough to give a label. */
  withheld: boolean
  /** Still to be read by a slower tier: what is missing here may come. */
  awaited: boolean
  provisional: boolean
  flags: WorklistFlag[]
  updatedAt: string
}

/** `looking`: imported reports still wait for the slower tiers; their tags may change. */
export type WorklistPage = { total: number; rows: WorklistRow[]; modalities: string[]; looking: boolean }

/** A row while its report waits for the slower tiers: doubt of the quick ones is no verdict yet. What they are sure of stands. */
export function awaited(row: WorklistRow): WorklistRow {
  const doubtful = !row.labelByPerson && (row.withheld || row.flags.includes('uncertain'))
  return doubtful ? { ...row, awaited: true, flags: row.flags.filter((flag) => flag !== 'uncertain') } : row
}
