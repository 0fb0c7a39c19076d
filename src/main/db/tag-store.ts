import { z } from 'zod'
import { ReportId } from '../../domain/report/report.ts'
import { StatusLabel } from '../../domain/status/status-tag.ts'
import type { StoredTag, TagView } from '../../domain/status/stored-tag.ts'
import type { Connection } from './connection.ts'
import { Evidence, Probabilities } from './decision-json.ts'

const Row = z.object({
  id: z.string(),
  report_id: ReportId,
  label: StatusLabel.nullable(),
  probabilities: z.string().nullable(),
  uncertain: z.number(),
  evidence: z.string(),
  reason: z.string(),
  source: z.enum(['machine', 'person']),
  tier: z.string(),
  version: z.string(),
  provisional: z.number(),
  author: z.string(),
  created_at: z.string(),
  in_force: z.number(),
})

const toTag = (row: z.infer<typeof Row>): StoredTag => {
  return {
    id: row.id, reportId: row.report_id, label: row.label,
    probabilities: row.probabilities === null ? null : Probabilities.parse(JSON.parse(row.probabilities)),
    uncertain: row.uncertain === 1, evidence: Evidence.parse(JSON.parse(row.evidence)), reason: row.reason, source: row.source,
    tier: row.tier, version: row.version, provisional: row.provisional === 1, author: row.author, createdAt: row.created_at,
  }
}

export function createTagStore(connection: Connection) {
  const insert = connection.prepare(`
    INSERT INTO status_tag (id, report_id, label, probabilities, uncertain, evidence, reason, source, tier, version, provisional, author, created_at)
    VALUES (@id, @reportId, @label, @probabilities, @uncertain, @evidence, @reason, @source, @tier, @version, @provisional, @author, @createdAt)`)
  const all = connection.prepare(`
    SELECT status_tag.*, tag_in_force.tag IS NOT NULL AS in_force FROM status_tag LEFT JOIN tag_in_force ON tag_in_force.tag = status_tag.number
    WHERE report_id = ? ORDER BY status_tag.number`)
  // Signing repeats a person's tag for the signed text; the repetition goes with it.
  const withdraw = connection.prepare(`
    INSERT INTO tag_withdrawal (tag, author, at) SELECT same.number, @author, @at
    FROM status_tag AS made JOIN status_tag AS same ON same.report_id = made.report_id AND same.number >= made.number
      AND same.source = 'person' AND same.label = made.label AND same.author = made.author AND same.reason = made.reason
    WHERE made.number = @tag AND NOT EXISTS (SELECT 1 FROM tag_withdrawal WHERE tag = same.number)`)
  return {
    /** Returns the number of the tag's row. */
    add(tag: StoredTag): number {
      const { lastInsertRowid } = insert.run({
        ...tag,
        probabilities: tag.probabilities && JSON.stringify(tag.probabilities),
        evidence: JSON.stringify(tag.evidence),
        uncertain: Number(tag.uncertain),
        provisional: Number(tag.provisional),
      })
      return Number(lastInsertRowid)
    },
    /** A person's tag no longer holds; it stays in the history, and the tag before it is in force again. Returns how many rows that were. */
    withdraw(tag: number, author: string, at: string): number {
      return withdraw.run({ tag, author, at }).changes
    },
    /** `current` by the rule of TagView, tags that were taken back apart; `history` oldest first. */
    view(reportId: ReportId): TagView {
      const rows = all.all(reportId).map((row) => Row.parse(row))
      const inForce = rows.find((row) => row.in_force === 1)
      return { current: inForce ? toTag(inForce) : null, history: rows.map(toTag) }
    },
  }
}
