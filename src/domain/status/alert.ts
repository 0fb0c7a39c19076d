import { z } from 'zod'
import type { ReportId } from '../report/report.ts'

/** What a pair of neighbouring reports of one patient raises: 0→1 is new disease, 2→1 is progression (docs: status tag, the rules). */
export type StatusAlertKind = 'new' | 'progression'

/** Who was told of an alert, when and how; an alert stays open until this is written down. */
export const Communication = z.object({
  /** The person who was told, for example the referring physician. */
  recipient: z.string().trim().min(1).max(200),
  /** When, ISO 8601 with time. */
  toldAt: z.iso.datetime({ offset: true }),
  way: z.enum(['phone', 'in-person', 'message', 'letter', 'other']),
  note: z.string().trim().max(2000),
  /** Who told them. */
  author: z.string().trim().min(1).max(120),
})
export type Communication = z.infer<typeof Communication>

export const AlertId = z.string().min(1).max(64)

export type StatusAlert = {
  id: string
  kind: StatusAlertKind
  patientId: string
  patientName: string
  /** The report that carries label 1, and the one before it. */
  reportId: ReportId
  priorReportId: ReportId
  date: string
  priorDate: string
  description: string
  raisedAt: string
  /** `withdrawn`: a corrected tag took its ground away; it is kept. */
  state: 'open' | 'communicated' | 'withdrawn'
  communication: (Communication & { recordedAt: string }) | null
}
