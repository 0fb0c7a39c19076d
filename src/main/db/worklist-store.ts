import { z } from 'zod'
import { withoutOneOffs } from '../../domain/draft/wishes/one-off.ts'
import { ReportId, ReportState } from '../../domain/report/report.ts'
import { StatusLabel } from '../../domain/status/status-tag.ts'
import { Sex } from '../../domain/study/study.ts'
import type { WorklistFilter, WorklistFlag, WorklistPage, WorklistRow } from '../../domain/worklist/worklist.ts'
import type { Connection } from './connection.ts'
import { searchQuery, segment } from './segment.ts'

const Row = z.object({
  reportId: ReportId,
  patientId: z.string(),
  patientName: z.string(),
  birthDate: z.string().nullable(),
  sex: Sex.nullable(),
  accessionNumber: z.string(),
  date: z.string(),
  modality: z.string(),
  description: z.string(),
  state: ReportState,
  label: StatusLabel.nullable(),
  source: z.string().nullable(),
  provisional: z.number().nullable(),
  uncertain: z.number().nullable(),
  updatedAt: z.string(),
  hasAddendum: z.number(),
  draftState: z.string().nullable(),
  undecided: z.number().nullable(),
  alert: z.enum(['new', 'progression']).nullable(),
  stale: z.number().nullable(),
  sealed: z.number(),
})

const PendingRow = z.object({ number: z.number(), text: z.string() })

const toRow = (value: unknown): WorklistRow => {
  const { source, uncertain, provisional, hasAddendum, draftState, undecided, alert, stale, sealed, ...row } = Row.parse(value)
  const flags: WorklistFlag[] = []
  if (row.state === 'draft' && (undecided ?? 0) > 0) flags.push(sealed === 1 ? 'sealed' : 'pending')
  if (stale === 1) flags.push('stale')
  if (hasAddendum === 1) flags.push('addendum')
  if (row.state === 'draft' && draftState === 'incomplete') flags.push('incomplete')
  if (uncertain === 1) flags.push('uncertain')
  if (alert !== null) flags.push(`alert-${alert}`)
  return { ...row, labelByPerson: source === 'person', withheld: source !== null && row.label === null, awaited: false, provisional: provisional === 1, flags }
}

/** Whether anything of the patient's earlier reports was signed that `basis` does not know; only reports touched since `moment` are looked into. The plus keeps SQLite from the index of states, which holds half of all reports. */
const signedSince = (moment: string) => `EXISTS (
          SELECT 1 FROM study AS before CROSS JOIN report AS prior ON prior.study_id = before.id CROSS JOIN report_version AS version ON version.report_id = prior.id
          WHERE before.patient = study.patient AND before.date <= study.date AND prior.id <> report.id AND prior.updated_at >= ${moment} AND +prior.state = 'signed'
            AND version.kind <> 'saved' AND version.id NOT IN (SELECT value FROM json_each(basis.priors)))`

/**
 * 1 where what the newest draft or the tag of a report in progress rests on has changed, or where an addendum was signed after the tag.
 * It is asked for the rows of a page only.
 */
const staleColumn = `iif(report.state = 'draft',
  EXISTS (
    SELECT 1 FROM draft_basis AS basis WHERE basis.number = (SELECT max(number) FROM draft_basis WHERE draft = draft.id) AND draft.sentence_count > 0
      AND (without_one_offs(basis.findings) <> without_one_offs(report.findings)
        OR ${signedSince('basis.at')})
  ) OR EXISTS (
    SELECT 1 FROM tag_basis AS basis WHERE basis.report = report.id AND tag.number IS NOT NULL
      AND (basis.findings <> report.findings OR basis.conclusion <> report.conclusion OR basis.indication <> report.indication
        OR ${signedSince('tag.created_at')})
  ),
  tag.number IS NOT NULL AND (SELECT count(*) FROM report_version WHERE report_id = report.id AND kind = 'addendum')
    > coalesce((SELECT addenda FROM tag_basis WHERE tag_basis.report = report.id), 0))`

/** Up to this many hits are looked up and sorted; with more, reading the newest studies until a page is full is quicker. */
const fewHits = 1000

/**
 * The conditions of a filter and their parameters; `number` is the expression that stands for the report's row number in look-ups.
 * `inRange`: the caller reads the archive in ranges after @after up to @to, and no look-up needs to go beyond. `joinsStudy`: some speak of the study.
 */
export function worklistConditions(filter: Omit<WorklistFilter, 'offset' | 'limit'>, number: string, inRange = false): { where: string[]; parameters: Record<string, string | number>; joinsStudy: boolean } {
  const where: string[] = []
  const parameters: Record<string, string | number> = {}
  const add = (condition: string, name: string, value: string | number) => {
    where.push(condition)
    parameters[name] = value
  }
  const within = (column: string) => (inRange ? ` AND ${column} > @after AND ${column} <= @to` : '')
  const query = searchQuery(filter.query)
  if (query !== null) add(`${number} IN (SELECT rowid FROM search WHERE search MATCH @query${within('rowid')})`, 'query', query)
  // Like the number: without the plus SQLite reads all reports of that state anew for every study.
  if (filter.state !== 'all') add(`${number.startsWith('+') ? '+' : ''}report.state = @state`, 'state', filter.state)
  // Asked report by report: with nearly every report labelled a list of those would be the whole archive.
  if (filter.label === 'unlabelled') where.push(`NOT EXISTS (SELECT 1 FROM tag_in_force AS tagged WHERE tagged.report = ${number} AND tagged.label IS NOT NULL)`)
  else if (filter.label !== null) add(`${number} IN (SELECT report FROM tag_in_force WHERE label = @label${within('report')})`, 'label', filter.label)
  if (filter.alert) where.push(`${number} IN (SELECT report FROM open_alert)`)
  const ofReport = where.length
  if (filter.modality !== null) add('study.modality = @modality', 'modality', filter.modality)
  if (filter.from !== null) add('study.date >= @earliest', 'earliest', filter.from)
  if (filter.to !== null) add('study.date <= @latest', 'latest', filter.to)
  return { where, parameters, joinsStudy: where.length > ofReport }
}

/**
 * The two statements behind one page of the worklist, and their parameters; exported for the test of the query plan.
 * `hits`: how many reports match, once that is known; the count comes first and expects many.
 */
export function worklistSql(filter: WorklistFilter, hits = Infinity): { rows: string; total: string; parameters: Record<string, string | number> } {
  const isShort = (searchQuery(filter.query) !== null || filter.label !== null || filter.alert) && hits <= fewHits
  // A plus keeps SQLite from looking every hit up in the table of texts: with many hits it reads a small index and tests each entry.
  const { where: conditions, parameters, joinsStudy } = worklistConditions(filter, isShort ? 'report.number' : '+report.number')
  const filters = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  // CROSS JOIN keeps this order: the newest studies are read first, from indexes alone, and reading stops after a page.
  const joined = isShort ? 'report JOIN study' : 'study CROSS JOIN report'
  return {
    parameters,
    total: `SELECT count(*) FROM report ${joinsStudy ? 'JOIN study ON study.id = report.study_id' : ''} ${filters}`,
    rows: `
      SELECT report.id AS reportId, patient.patient_id AS patientId, patient.name AS patientName, patient.birth_date AS birthDate, patient.sex,
        study.accession_number AS accessionNumber, study.date, study.modality, study.description, report.state, tag.label, tag.source, tag.provisional,
        tag.uncertain, report.updated_at AS updatedAt, report.addendum <> '' AS hasAddendum, draft.state AS draftState, draft.sentence_count - (
          SELECT count(*) FROM draft_decision AS made WHERE made.draft_id = draft.id AND made.decision <> 'pending' AND NOT EXISTS (
            SELECT 1 FROM draft_decision AS later WHERE later.draft_id = made.draft_id AND later.sentence = made.sentence AND later.sequence > made.sequence)
        ) AS undecided, alert.kind AS alert, ${staleColumn} AS stale,
        EXISTS (SELECT 1 FROM seal_draw WHERE seal_draw.report = report.id AND sealed = 1 AND NOT EXISTS (SELECT 1 FROM seal_opening WHERE seal_opening.report = report.id)) AS sealed
      FROM (
        SELECT report.number FROM ${joined} ON study.id = report.study_id ${filters}
        ORDER BY study.date DESC, report.number DESC LIMIT @limit OFFSET @offset
      ) AS page
      CROSS JOIN report ON report.number = page.number CROSS JOIN study ON study.id = report.study_id CROSS JOIN patient ON patient.id = study.patient
      LEFT JOIN tag_in_force ON tag_in_force.report = report.number LEFT JOIN status_tag AS tag ON tag.number = tag_in_force.tag
      LEFT JOIN open_alert ON open_alert.report = report.number LEFT JOIN status_alert AS alert ON alert.number = open_alert.alert
      LEFT JOIN draft ON draft.number = (SELECT max(number) FROM draft WHERE report_id = report.id)
      ORDER BY study.date DESC, report.number DESC`,
  }
}

/** SQLite learns to read findings without the instructions in them. Every connection that reads the worklist needs it. */
export function teachConnection(connection: Connection): void {
  connection.function('without_one_offs', { deterministic: true }, (text) => withoutOneOffs(String(text)))
}

export function createWorklistStore(connection: Connection) {
  teachConnection(connection)
  const pending = connection.prepare(`
    SELECT report.number, concat_ws(char(10), patient.patient_id, patient.name, study.accession_number, study.modality, study.description,
      report.indication, report.technique, report.comparison, report.findings, report.conclusion, report.addendum,
      (SELECT group_concat(addendum, char(10)) FROM report_version WHERE report_id = report.id AND kind = 'addendum')) AS text
    FROM search_pending JOIN report ON report.number = search_pending.report_number
    JOIN study ON study.id = report.study_id JOIN patient ON patient.id = study.patient ORDER BY report.number LIMIT 200`)
  const unindex = connection.prepare('DELETE FROM search WHERE rowid = ?')
  const index = connection.prepare('INSERT INTO search (rowid, body) VALUES (?, ?)')
  const done = connection.prepare('DELETE FROM search_pending WHERE report_number = ?')
  const modalities = connection.prepare('SELECT DISTINCT modality FROM study ORDER BY modality').pluck()

  const indexSome = connection.transaction(() => {
    const rows = pending.all().map((row) => PendingRow.parse(row))
    for (const { number, text } of rows) {
      unindex.run(number)
      index.run(number, segment(text))
      done.run(number)
    }
    return rows.length
  })

  return {
    /** Brings the search index up to date with what has changed since. */
    refresh(): void {
      while (indexSome.immediate() > 0);
    },
    list(filter: WorklistFilter): Omit<WorklistPage, 'looking'> {
      const { total: count, parameters } = worklistSql(filter)
      const total = z.number().parse(connection.prepare(count).pluck().get(parameters))
      const { rows } = worklistSql(filter, total)
      return {
        total,
        rows: connection.prepare(rows).all({ ...parameters, limit: filter.limit, offset: filter.offset }).map(toRow),
        modalities: z.array(z.string()).parse(modalities.all()),
      }
    },
  }
}
