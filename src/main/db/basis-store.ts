import { z } from 'zod'
import type { DraftId } from '../../domain/draft/stored-draft.ts'
import type { DraftBasis, News, TagBasis } from '../../domain/stale/basis.ts'
import type { Report } from '../../domain/report/report.ts'
import type { Connection } from './connection.ts'

const DraftRow = z.object({ findings: z.string(), priors: z.string(), author: z.string().nullable(), at: z.string() })
const TagRow = z.object({ indication: z.string(), findings: z.string(), conclusion: z.string(), priors: z.string(), addenda: z.number() })
const NewsRow = z.object({
  kind: z.enum(['signed', 'addendum']), reportId: z.string(), date: z.string(), modality: z.string(), description: z.string(),
  findings: z.string(), conclusion: z.string(), addendum: z.string(), signedAt: z.string(),
})

const toNews = (value: unknown): News => {
  const { kind, findings, conclusion, addendum, ...row } = NewsRow.parse(value)
  return { ...row, kind: kind === 'signed' ? 'prior' : 'addendum', text: kind === 'signed' ? [findings, conclusion].filter((text) => text.trim() !== '').join('\n\n') : addendum }
}

/** What drafts and tags rest on, and what was signed since. */
export function createBasisStore(connection: Connection) {
  const draftBasis = connection.prepare('SELECT findings, priors, author, at FROM draft_basis WHERE draft = ? ORDER BY number DESC LIMIT 1')
  const confirm = connection.prepare(`
    INSERT INTO draft_basis (draft, findings, priors, author, at)
    SELECT draft.id, report.findings, (SELECT json_group_array(version) FROM prior_version WHERE report = report.id), @author, @at
    FROM draft JOIN report ON report.id = draft.report_id WHERE draft.id = @id`)
  const tagBasis = connection.prepare('SELECT indication, findings, conclusion, priors, addenda FROM tag_basis WHERE report = ?')
  const setTag = connection.prepare(`
    INSERT INTO tag_basis (report, indication, findings, conclusion, priors, addenda)
    SELECT id, iif(state = 'signed', '', indication), iif(state = 'signed', '', findings), iif(state = 'signed', '', conclusion),
      iif(state = 'signed', '[]', (SELECT json_group_array(version) FROM prior_version WHERE report = report.id)),
      (SELECT count(*) FROM report_version WHERE report_id = report.id AND kind = 'addendum')
    FROM report WHERE id = ?
    ON CONFLICT (report) DO UPDATE SET indication = excluded.indication, findings = excluded.findings, conclusion = excluded.conclusion,
      priors = excluded.priors, addenda = excluded.addenda`)
  const newsColumns = 'version.kind, version.report_id AS reportId, study.date, study.modality, study.description, version.findings, version.conclusion, version.addendum, version.created_at AS signedAt'
  const newPriors = connection.prepare(`
    SELECT ${newsColumns} FROM prior_version AS known JOIN report_version AS version ON version.id = known.version
      JOIN report AS prior ON prior.id = known.prior JOIN study ON study.id = prior.study_id
    WHERE known.report = @reportId AND known.version NOT IN (SELECT value FROM json_each(@priors)) ORDER BY version.created_at, version.number LIMIT 30`)
  const newAddenda = connection.prepare(`
    SELECT ${newsColumns} FROM report_version AS version JOIN report ON report.id = version.report_id JOIN study ON study.id = report.study_id
    WHERE version.report_id = @reportId AND version.kind = 'addendum' ORDER BY version.number LIMIT -1 OFFSET @addenda`)

  return {
    /** What the draft was written from or last confirmed against; null for one of an older RadDraft. */
    ofDraft(report: Report, draftId: DraftId): DraftBasis | null {
      const row = DraftRow.optional().parse(draftBasis.get(draftId))
      if (!row) return null
      const news = newPriors.all({ reportId: report.id, priors: row.priors }).map(toNews)
      return { draftId, findings: row.findings, news, confirmed: row.author === null ? null : { author: row.author, at: row.at } }
    },
    /** Somebody says that a draft still holds for the findings and priors as they are now. */
    confirmDraft(id: DraftId, author: string, at: string): void {
      confirm.run({ id, author, at })
    },
    /** The tag of this report was judged on its texts as they are now. */
    setTag(reportId: string): void {
      setTag.run(reportId)
    },
    /** What the tag was judged on; null where nobody judged it here (imported) and nothing was added since. */
    ofTag(report: Report): TagBasis | null {
      const row = TagRow.optional().parse(tagBasis.get(report.id))
      if (report.state === 'signed') {
        // A signed text never changes, and what was signed of other reports since does not change what it says.
        const news = newAddenda.all({ reportId: report.id, addenda: row?.addenda ?? 0 }).map(toNews)
        const { indication, findings, conclusion } = report.sections
        return row || news.length > 0 ? { indication, findings, conclusion, news } : null
      }
      if (!row) return null
      const { priors, addenda: _, ...texts } = row
      return { ...texts, news: newPriors.all({ reportId: report.id, priors }).map(toNews) }
    },
  }
}
