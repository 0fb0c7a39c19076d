import type { ReportId } from '../report/report.ts'
import type { StatusEvidence, StatusLabel } from './status-tag.ts'

/** A status tag as stored; tags are only ever added, so a correction keeps what the machine said. */
export type StoredTag = {
  id: string
  reportId: ReportId
  label: StatusLabel | null
  /** null where a person set the label. */
  probabilities: [number, number, number] | null
  uncertain: boolean
  evidence: StatusEvidence[]
  reason: string
  source: 'machine' | 'person'
  /** Stage that decided, or `person`. */
  tier: string
  version: string
  /** Computed from text that is not signed. */
  provisional: boolean
  /** Name of the person; empty for the machine. */
  author: string
  createdAt: string
}

/** `current` is the newest tag a person set, otherwise the newest of the machine. */
export type TagView = { current: StoredTag | null; history: StoredTag[] }
