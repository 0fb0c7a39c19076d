import { z } from 'zod'
import { StatusLabel } from '../../domain/status/status-tag.ts'
import type { Connection } from './connection.ts'

const Row = z.object({
  number: z.number(),
  patient: z.string(),
  patientId: z.string(),
  name: z.string(),
  birthDate: z.string().nullable(),
  accessionNumber: z.string(),
  studyInstanceUid: z.string().nullable(),
  date: z.string(),
  modality: z.string(),
  description: z.string(),
  signer: z.string(),
  indication: z.string(),
  comparison: z.string(),
  findings: z.string(),
  conclusion: z.string(),
  hasAddendum: z.number(),
  label: StatusLabel.nullable(),
  labelBy: z.enum(['machine', 'person']).nullable(),
})
type SignedRow = z.infer<typeof Row>

/** Signed reports with what is known about their patients, for making training rows. */
export function createTrainingStore(connection: Connection) {
  const signed = connection.prepare(`
    SELECT report.number, study.patient, patient.patient_id AS patientId, patient.name, patient.birth_date AS birthDate, study.accession_number AS accessionNumber,
      study.study_instance_uid AS studyInstanceUid, study.date, study.modality, study.description, report.signer, report.indication, report.comparison,
      report.findings, report.conclusion, report.addendum <> '' AS hasAddendum, status_tag.label,
      CASE WHEN status_tag.provisional = 0 OR status_tag.source = 'person' THEN status_tag.source END AS labelBy
    FROM report JOIN study ON study.id = report.study_id JOIN patient ON patient.id = study.patient
      LEFT JOIN tag_in_force ON tag_in_force.report = report.number LEFT JOIN status_tag ON status_tag.number = tag_in_force.tag
    WHERE report.state = 'signed' AND report.number > @after AND study.date BETWEEN @from AND @to ORDER BY report.number LIMIT @most`)
  const count = connection.prepare(`SELECT count(*) FROM report JOIN study ON study.id = report.study_id WHERE report.state = 'signed' AND study.date BETWEEN @from AND @to`).pluck()
  const names = connection.prepare(`SELECT DISTINCT signer FROM report WHERE signer IS NOT NULL UNION SELECT DISTINCT author FROM status_tag WHERE source = 'person'`).pluck()
  return {
    /** Signed reports of studies from one day to another (YYYY-MM-DD, both included) after a report's number, at most so many, by number. */
    signed: (from: string, to: string, after: number, most: number): SignedRow[] => signed.all({ from, to, after, most }).map((row) => Row.parse(row)),
    /** How many there are. */
    count: (from: string, to: string): number => z.number().parse(count.get({ from, to })),
    /** Everyone who ever signed a report or set a tag. */
    people: (): string[] => z.array(z.string()).parse(names.all()),
  }
}
