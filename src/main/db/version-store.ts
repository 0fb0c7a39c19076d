import { z } from 'zod'
import { ReportId, type ReportVersion } from '../../domain/report/report.ts'
import type { Connection } from './connection.ts'
import { sha256Of } from './sha256.ts'

const Row = z.object({
  id: z.string(),
  report_id: ReportId,
  number: z.number(),
  kind: z.enum(['saved', 'signed', 'addendum']),
  indication: z.string(),
  technique: z.string(),
  comparison: z.string(),
  findings: z.string(),
  conclusion: z.string(),
  addendum: z.string(),
  predecessor: z.string().nullable(),
  author: z.string(),
  created_at: z.string(),
  sha256: z.string(),
})

const toVersion = (value: unknown): ReportVersion => {
  const { id, report_id, number, kind, addendum, predecessor, author, created_at, sha256, ...sections } = Row.parse(value)
  return { id, reportId: report_id, number, kind, sections, addendum, predecessor, author, createdAt: created_at, sha256 }
}

/**
 * SHA-256 of a version in a canonical form: a JSON array of all it says, in this order. It names the report, the person and the moment,
 * so a signature moved to another report, person or time does not fit; and the predecessor's hash, so the chain cannot be re-hung.
 */
export function versionSha256(version: Omit<ReportVersion, 'sha256'>, predecessorSha256: string | null): string {
  const { indication, technique, comparison, findings, conclusion } = version.sections
  return sha256Of(
    JSON.stringify([
      'raddraft-version-1', version.reportId, version.number, version.kind, indication, technique, comparison, findings, conclusion,
      version.addendum, version.author, version.createdAt, predecessorSha256,
    ]),
  )
}

export function createVersionStore(connection: Connection) {
  const insert = connection.prepare(`
    INSERT INTO report_version (id, report_id, number, kind, indication, technique, comparison, findings, conclusion, addendum, predecessor, author, created_at, sha256)
    VALUES (@id, @reportId, @number, @kind, @indication, @technique, @comparison, @findings, @conclusion, @addendum, @predecessor, @author, @createdAt, @sha256)`)
  const all = connection.prepare('SELECT * FROM report_version WHERE report_id = ? ORDER BY number')
  const last = connection.prepare('SELECT * FROM report_version WHERE report_id = ? ORDER BY number DESC LIMIT 1')
  const count = connection.prepare('SELECT count(*) FROM report_version WHERE report_id = ?').pluck()
  return {
    /** Adds the next version of a report, linked to the one before; gives it back with its number and hash. */
    add(version: Pick<ReportVersion, 'id' | 'reportId' | 'kind' | 'sections' | 'addendum' | 'author' | 'createdAt'>): ReportVersion {
      const previous = this.last(version.reportId)
      const linked = { ...version, number: (previous?.number ?? 0) + 1, predecessor: previous?.id ?? null }
      const complete = { ...linked, sha256: versionSha256(linked, previous?.sha256 ?? null) }
      const { sections, ...rest } = complete
      insert.run({ ...rest, ...sections })
      return complete
    },
    last(reportId: ReportId): ReportVersion | null {
      const row = last.get(reportId)
      return row ? toVersion(row) : null
    },
    /** Oldest first. */
    all(reportId: ReportId): ReportVersion[] {
      return all.all(reportId).map(toVersion)
    },
    count(reportId: ReportId): number {
      return z.number().parse(count.get(reportId))
    },
  }
}
