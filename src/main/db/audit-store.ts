import { z } from 'zod'
import type { Connection } from './connection.ts'

/** What the audit trail knows. A row is written in the transaction of the change it records. */
type AuditAction =
  | 'report.created'
  | 'report.imported'
  | 'report.viewed'
  | 'report.edited'
  | 'report.saved'
  | 'report.signed'
  | 'report.integrity-failed'
  | 'addendum.edited'
  | 'addendum.signed'
  | 'draft.started'
  | 'draft.ended'
  | 'draft.decided'
  | 'draft.confirmed'
  | 'seal.drawn'
  | 'seal.opened'
  | 'seal.waived'
  | 'issue.answered'
  | 'issue.reopened'
  | 'check.failed'
  | 'tag.set'
  | 'tag.corrected'
  | 'tag.withdrawn'
  | 'tag.failed'
  | 'patient.viewed'
  | 'alert.raised'
  | 'alert.withdrawn'
  | 'alert.communicated'
  | 'cohort.started'
  | 'cohort.ended'
  | 'cohort.paused'
  | 'cohort.resumed'
  | 'cohort.retried'
  | 'cohort.removed'
  | 'cohort.adjudicated'
  | 'cohort.exported'
  | 'training.exported'
  | 'gate.started'
  | 'gate.ended'
  | 'model.outOfUse'
  | 'evaluation.started'
  | 'evaluation.ended'
  | 'evaluation.paused'
  | 'evaluation.resumed'
  | 'evaluation.removed'
  | 'desk-test.created'
  | 'desk-test.finished'
  | 'desk-test.closed'
  | 'desk-test.exported'
  | 'shadow.started'
  | 'shadow.decided'
  | 'setting.changed'

/** `detail` holds numbers, codes and hashes only, never a patient's words. */
type AuditEntry = {
  at: string
  /** Name of the person, or `RadDraft`. */
  actor: string
  action: AuditAction
  reportId: string | null
  /** Version, draft, tag, alert, patient or run that it is about. */
  subjectId: string | null
  detail: Record<string, string | number | boolean | null>
}

const Row = z.object({ sequence: z.number(), at: z.string(), actor: z.string(), action: z.string(), reportId: z.string().nullable(), subjectId: z.string().nullable(), detail: z.string() })
const LastRow = z.object({ action: z.string(), at: z.string() })
type AuditRow = z.infer<typeof Row>

export function createAuditStore(connection: Connection) {
  const insert = connection.prepare('INSERT INTO audit_entry (at, actor, action, report_id, subject_id, detail) VALUES (@at, @actor, @action, @reportId, @subjectId, @detail)')
  const last = connection.prepare('SELECT action, at FROM audit_entry WHERE report_id = ? ORDER BY sequence DESC LIMIT 1')
  const all = connection.prepare('SELECT sequence, at, actor, action, report_id AS reportId, subject_id AS subjectId, detail FROM audit_entry WHERE report_id IS @reportId ORDER BY sequence')
  const ofSubject = connection.prepare('SELECT sequence, at, actor, action, report_id AS reportId, subject_id AS subjectId, detail FROM audit_entry WHERE report_id IS NULL AND subject_id = ? ORDER BY sequence')
  return {
    add(entry: AuditEntry): void {
      insert.run({ ...entry, detail: JSON.stringify(entry.detail) })
    },
    /** What happened last to a report; null when nothing has. */
    last(reportId: string): { action: string; at: string } | null {
      return LastRow.optional().parse(last.get(reportId)) ?? null
    },
    /** What was done to a run, test or model that belongs to no report; oldest first. */
    ofSubject: (subjectId: string): AuditRow[] => ofSubject.all(subjectId).map((row) => Row.parse(row)),
    /** Oldest first; `null` for what belongs to no report. */
    all(reportId: string | null): AuditRow[] {
      return all.all({ reportId }).map((row) => Row.parse(row))
    },
  }
}
