import { z } from 'zod'
import type { Connection } from './connection.ts'

const Row = z.object({ id: z.string(), findings: z.string(), conclusion: z.string(), modality: z.string() })

export type SignedExample = z.infer<typeof Row>

/** Best hits that are looked at: a person's own reports are among them unless many others write about the same. */
const mostHits = 2000

/** Signed reports of one person that resemble findings, by BM25 over the full-text index. */
export function createStyleStore(connection: Connection) {
  const similar = connection.prepare(`
    SELECT report.id, report.findings, report.conclusion, study.modality
    FROM (SELECT rowid, rank FROM search WHERE search MATCH @query ORDER BY rank LIMIT ${mostHits}) AS hit
    CROSS JOIN report ON report.number = hit.rowid CROSS JOIN study ON study.id = report.study_id
    WHERE report.state = 'signed' AND report.signer = @signer AND report.id <> @reportId AND report.conclusion <> '' AND report.findings <> ''
    ORDER BY study.modality = @modality DESC, hit.rank LIMIT @limit`)

  return {
    /** The most similar first, those of the same modality before all others. `query`: an FTS5 query. */
    similar(request: { query: string; signer: string; modality: string; reportId: string; limit: number }): SignedExample[] {
      return z.array(Row).parse(similar.all(request))
    },
  }
}
