import { z } from 'zod'
import { ReportId } from '../../domain/report/report.ts'
import { sectionNames } from '../../domain/report/sections.ts'
import { StatusLabel } from '../../domain/status/status-tag.ts'
import type { StoredTag, TagView } from '../../domain/status/stored-tag.ts'
import type { Connection } from './connection.ts'

const Evidence = z.array(z.object({ field: z.enum([...sectionNames, 'text']), start: z.number(), end: z.number(), text: z.string() }))
const Probabilities = z.tuple([z.number(), z.number(), z.number()]).nullable()

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
})

const toTag = (value: unknown): StoredTag => {
  const row = Row.parse(value)
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
  const all = connection.prepare('SELECT * FROM status_tag WHERE report_id = ? ORDER BY number')
  return {
    add(tag: StoredTag): void {
      insert.run({
        ...tag,
        probabilities: tag.probabilities && JSON.stringify(tag.probabilities),
        evidence: JSON.stringify(tag.evidence),
        uncertain: Number(tag.uncertain),
        provisional: Number(tag.provisional),
      })
    },
    /** `current` by the rule of TagView; `history` oldest first. */
    view(reportId: ReportId): TagView {
      const history = all.all(reportId).map(toTag)
      return { current: history.findLast((tag) => tag.source === 'person') ?? history.at(-1) ?? null, history }
    },
  }
}
