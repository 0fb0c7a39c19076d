import { z } from 'zod'
import type { Prior } from '../../domain/report/report-view.ts'
import { ReportId, ReportState, type Report, type Signature } from '../../domain/report/report.ts'
import { sectionNames, type SectionName, type Sections } from '../../domain/report/sections.ts'
import type { Connection } from './connection.ts'

const Row = z.object({
  id: ReportId,
  study_id: z.string(),
  state: ReportState,
  indication: z.string(),
  technique: z.string(),
  comparison: z.string(),
  findings: z.string(),
  conclusion: z.string(),
  addendum: z.string(),
  signer: z.string().nullable(),
  signed_at: z.string().nullable(),
  signed_sha256: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

const PriorRow = z.object({ reportId: z.string(), date: z.string(), modality: z.string(), description: z.string(), findings: z.string(), conclusion: z.string() })

const toReport = (value: unknown): Report => {
  const row = Row.parse(value)
  const { indication, technique, comparison, findings, conclusion } = row
  return {
    id: row.id,
    studyId: row.study_id,
    state: row.state,
    sections: { indication, technique, comparison, findings, conclusion },
    addendum: row.addendum,
    signature: row.signer !== null && row.signed_at !== null && row.signed_sha256 !== null ? { signer: row.signer, signedAt: row.signed_at, sha256: row.signed_sha256 } : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Most earlier reports that are shown beside one. */
const maxPriors = 30

export function createReportStore(connection: Connection) {
  const insert = connection.prepare(`
    INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, origin_sha256, created_at, updated_at)
    VALUES (@id, @studyId, 'draft', @indication, @technique, @comparison, @findings, @conclusion, @origin, @at, @at)`)
  const byId = connection.prepare('SELECT * FROM report WHERE id = ?')
  const byOrigin = connection.prepare('SELECT id FROM report WHERE origin_sha256 = ?').pluck()
  const setSections = connection.prepare(`
    UPDATE report SET indication = @indication, technique = @technique, comparison = @comparison, findings = @findings, conclusion = @conclusion, updated_at = @at
    WHERE id = @id`)
  const setSection = Object.fromEntries(
    sectionNames.map((name) => [name, connection.prepare(`UPDATE report SET ${name} = @text, updated_at = @at WHERE id = @id`)]),
  ) as Record<SectionName, ReturnType<Connection['prepare']>>
  const setAddendum = connection.prepare('UPDATE report SET addendum = @text, updated_at = @at WHERE id = @id')
  const freeze = connection.prepare(`
    UPDATE report SET state = 'signed', signer = @signer, signed_at = @signedAt, signed_sha256 = @sha256, updated_at = @signedAt
    WHERE id = @id AND state = 'draft'`)
  const priors = connection.prepare(`
    SELECT report.id AS reportId, study.date, study.modality, study.description, report.findings, report.conclusion
    FROM study JOIN report ON report.study_id = study.id
    WHERE study.patient = (SELECT patient FROM study WHERE id = @studyId) AND study.date <= @date AND report.state = 'signed' AND report.id <> @id
    ORDER BY study.date DESC, report.number DESC LIMIT ${maxPriors}`)
  return {
    insert(report: { id: ReportId; studyId: string; sections: Sections; origin: string | null }, at: string): void {
      insert.run({ id: report.id, studyId: report.studyId, ...report.sections, origin: report.origin, at })
    },
    find(id: string): Report | null {
      const row = byId.get(id)
      return row ? toReport(row) : null
    },
    /** The report that came from an import with this hash. */
    findByOrigin(origin: string): string | null {
      return z.string().optional().parse(byOrigin.get(origin)) ?? null
    },
    setSection(id: ReportId, section: SectionName, text: string, at: string): void {
      setSection[section].run({ id, text, at })
    },
    setSections(id: ReportId, sections: Sections, at: string): void {
      setSections.run({ id, ...sections, at })
    },
    setAddendum(id: ReportId, text: string, at: string): void {
      setAddendum.run({ id, text, at })
    },
    /** Freezes the text; from here on triggers refuse every change of it. */
    sign(id: ReportId, signature: Signature): void {
      if (freeze.run({ id, ...signature }).changes !== 1) throw new Error('Only a report that is still a draft can be signed.')
    },
    /** Signed reports of the same patient up to `date`, newest first. */
    priors(report: Report, date: string): Prior[] {
      return priors.all({ id: report.id, studyId: report.studyId, date }).map((row) => PriorRow.parse(row))
    },
  }
}
