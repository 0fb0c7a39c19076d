import { z } from 'zod'
import type { SampleMatrix } from '../../domain/cohort/matrix.ts'
import type { CohortFilter, CohortItem, CohortRow } from '../../domain/cohort/cohort.ts'
import { ReportId } from '../../domain/report/report.ts'
import { StatusLabel, type StatusDecision, type StatusInput } from '../../domain/status/status-tag.ts'
import { keyOf, numberOf, readInput } from './cohort-item-store.ts'
import type { Connection } from './connection.ts'
import { readDecision } from './decision-json.ts'
import { searchQuery } from './segment.ts'

const Row = z.object({
  key: z.number(),
  reportId: ReportId.nullable(),
  title: z.string(),
  date: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  excerpt: z.string().nullable(),
  decision: z.string().nullable(),
  adjudicated: StatusLabel.nullable(),
  author: z.string().nullable(),
  at: z.string().nullable(),
})

/** Everything a row says, with the answer as it is stored. */
export type ReadRow = { row: CohortRow; decision: ReturnType<typeof readDecision> | null }

function toRow(value: unknown): ReadRow {
  const { key, decision: json, excerpt, adjudicated, author, at, ...rest } = Row.parse(value)
  const decision = json === null ? null : readDecision(json)
  return {
    decision,
    row: {
      ...rest, number: numberOf(key), label: decision?.label ?? null, probabilities: decision?.probabilities ?? null, uncertain: decision?.uncertain ?? false,
      tier: decision?.tier ?? '', evidence: decision?.evidence ?? [], excerpt: excerpt ?? '',
      adjudicated: adjudicated === null ? null : { label: adjudicated, author: author ?? '', at: at ?? '' },
    },
  }
}

type Run = { number: number; id: string }
const Count = z.number()
const MatrixRow = z.object({ adjudicated: StatusLabel, label: StatusLabel.nullable(), n: z.number() })
const Sure = z.object({ adjudicated: StatusLabel, label: StatusLabel.nullable(), probabilities: z.string() })
const Drawn = z.object({ state: z.string(), adjudicated: StatusLabel.nullable() })

/** Conditions of a filter over `item`, with their parameters. */
function conditionsOf(run: Run, filter: CohortFilter): { where: string; parameters: Record<string, string | number> } {
  const where = ['item.key > @first', 'item.key < @end']
  const parameters: Record<string, string | number> = { first: keyOf(run.number, 0), end: keyOf(run.number + 1, 0) }
  const add = (condition: string, given: Record<string, string | number> = {}) => {
    where.push(condition)
    Object.assign(parameters, given)
  }
  const machine = (label: StatusLabel | 'abstained', name: string) =>
    label === 'abstained' ? add("item.state = 'done' AND item.label IS NULL") : add(`item.state = 'done' AND item.label = @${name}`, { [name]: label })
  if (filter.label !== null) machine(filter.label, 'label')
  if (filter.cell) {
    add('item.adjudicated = @said', { said: filter.cell.adjudicated })
    machine(filter.cell.machine, 'answered')
  }
  if (filter.tier !== null) add('item.tier = @tier', { tier: filter.tier })
  if (filter.uncertain !== null) add("item.state = 'done' AND item.uncertain = @uncertain", { uncertain: Number(filter.uncertain) })
  if (filter.state === 'failed') add("item.state = 'failed'")
  if (filter.state === 'adjudicated') add('item.adjudicated IS NOT NULL')
  if (filter.state === 'open') add("item.state = 'done' AND item.adjudicated IS NULL")
  if (filter.state === 'disagree') add('item.adjudicated IS NOT NULL AND item.adjudicated IS NOT item.label')
  if (filter.sample !== null) {
    add('item.rank <= coalesce((SELECT rank FROM cohort_item WHERE run = @run ORDER BY rank LIMIT 1 OFFSET @beforeLast), 9007199254740991)', { run: run.number, beforeLast: filter.sample - 1 })
  }
  const typed = filter.query.trim()
  if (typed !== '') {
    const query = searchQuery(typed)
    const inArchive = query === null ? '' : ' OR item.report IN (SELECT rowid FROM search WHERE search MATCH @query)'
    add(`(item.title LIKE @like ESCAPE '\\'${inArchive})`, { like: `%${typed.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, ...(query !== null && { query }) })
  }
  return { where: where.join(' AND '), parameters }
}

/** The columns of a row, for the items whose keys `page` holds. */
const columns = (page: string) => `
  SELECT item.key, report.id AS reportId, coalesce(item.title, patient.patient_id, '') AS title, coalesce(item.date, study.date, '') AS date, item.state, item.adjudicated,
    result.excerpt, result.decision, said.author, said.at
  FROM (${page}) AS page CROSS JOIN cohort_item AS item ON item.key = page.key LEFT JOIN cohort_result AS result ON result.key = item.key
  LEFT JOIN report ON report.number = item.report LEFT JOIN study ON study.id = report.study_id LEFT JOIN patient ON patient.id = study.patient
  LEFT JOIN cohort_adjudication AS said ON item.adjudicated IS NOT NULL AND said.sequence = (
    SELECT max(sequence) FROM cohort_adjudication WHERE run = @runId AND number = item.key % 4294967296)
  ORDER BY item.key`

/** The statements behind a page of results; exported for the test of the query plan. */
export function cohortSql(run: Run, filter: CohortFilter): { rows: string; after: string; total: string; parameters: Record<string, string | number> } {
  const { where, parameters } = conditionsOf(run, filter)
  return {
    parameters,
    total: `SELECT count(*) FROM cohort_item AS item WHERE ${where}`,
    rows: columns(`SELECT item.key FROM cohort_item AS item WHERE ${where} ORDER BY item.key LIMIT @limit OFFSET @offset`),
    after: columns(`SELECT item.key FROM cohort_item AS item WHERE ${where} AND item.key > @after ORDER BY item.key LIMIT @limit`),
  }
}

/** The items of runs as people read them, and what people said of them. */
export function createCohortPageStore(connection: Connection) {
  const one = connection.prepare(columns('SELECT @key AS key'))
  const text = connection.prepare(`
    SELECT text.input, report.indication, report.findings, report.conclusion FROM cohort_item AS item
    LEFT JOIN cohort_text AS text ON text.key = item.key LEFT JOIN report ON report.number = item.report WHERE item.key = ?`)
  const setAdjudicated = connection.prepare('UPDATE cohort_item SET adjudicated = @label WHERE key = @key')
  const say = connection.prepare(`
    INSERT INTO cohort_adjudication (run, number, report_id, machine, label, tag, author, at) VALUES (@run, @number, @reportId, @machine, @label, @tag, @author, @at)`)
  const tags = connection.prepare('SELECT tag FROM cohort_adjudication WHERE run = ? AND number = ? AND tag IS NOT NULL').pluck()
  const counts = connection.prepare("SELECT label, count(*) AS n FROM cohort_item WHERE run = ? AND state = 'done' GROUP BY label")
  const matrix = connection.prepare(`
    SELECT adjudicated, label, count(*) AS n FROM cohort_item INDEXED BY cohort_item_adjudicated
    WHERE adjudicated IS NOT NULL AND key > @first AND key < @end AND state = 'done' GROUP BY adjudicated, label`)
  const sure = connection.prepare(`
    SELECT item.adjudicated, item.label, json_extract(result.decision, '$.probabilities') AS probabilities
    FROM cohort_item AS item INDEXED BY cohort_item_adjudicated JOIN cohort_result AS result ON result.key = item.key
    WHERE item.adjudicated IS NOT NULL AND item.key > @first AND item.key < @end AND item.state = 'done'`)
  const drawn = connection.prepare('SELECT state, adjudicated FROM cohort_item WHERE run = ? ORDER BY rank')
  const inForce = connection.prepare(`
    SELECT tag_in_force.label, count(*) AS n FROM tag_in_force WHERE tag_in_force.label IS NOT NULL GROUP BY tag_in_force.label`)
  const range = ({ number }: Run) => ({ first: keyOf(number, 0), end: keyOf(number + 1, 0) })
  const LabelCount = z.object({ label: StatusLabel.nullable(), n: z.number() })

  return {
    page(run: Run, filter: CohortFilter, offset: number, limit: number): { total: number; rows: CohortRow[] } {
      const { rows, total, parameters } = cohortSql(run, filter)
      return {
        total: Count.parse(connection.prepare(total).pluck().get(parameters)),
        rows: connection.prepare(rows).all({ ...parameters, runId: run.id, offset, limit }).map((row) => toRow(row).row),
      }
    },
    /** Rows of the filter after number `after`, for reading all of them in turn. */
    after(run: Run, filter: CohortFilter, after: number, limit: number): ReadRow[] {
      const { after: sql, parameters } = cohortSql(run, filter)
      return connection.prepare(sql).all({ ...parameters, runId: run.id, after: keyOf(run.number, after), limit }).map(toRow)
    },
    /** The text an item was, or would be, judged on; for a failed row of a file there is none. */
    input(run: Run, number: number): StatusInput | null {
      const row = z.object({ input: z.string().nullable(), indication: z.string().nullable(), findings: z.string().nullable(), conclusion: z.string().nullable() }).optional().parse(text.get(keyOf(run.number, number)))
      if (!row) return null
      if (row.input !== null) return readInput(row.input)
      const { indication, findings, conclusion } = row
      return indication === null || findings === null || conclusion === null ? null : { indication, findings, conclusion }
    },
    /** One item with its text, or null. */
    item(run: Run, number: number): CohortItem | null {
      const found = one.get({ key: keyOf(run.number, number), runId: run.id })
      if (!found) return null
      const { row, decision } = toRow(found)
      const input = this.input(run, number)
      const fields = input === null ? [] : 'text' in input ? [['text', input.text] as const] : (['indication', 'findings', 'conclusion'] as const).map((field) => [field, input[field] ?? ''] as const)
      return { ...row, texts: fields.filter(([, words]) => words !== '').map(([field, words]) => ({ field, text: words })), reason: decision?.reason ?? row.excerpt, path: decision?.path ?? [] }
    },
    /** Writes down what a person said of an item; null takes it back. */
    adjudicate(run: Run, said: { number: number; reportId: ReportId | null; machine: StatusLabel | null; label: StatusLabel | null; tag: number | null; author: string; at: string }): void {
      say.run({ ...said, run: run.id })
      setAdjudicated.run({ key: keyOf(run.number, said.number), label: said.label })
    },
    /** Row numbers of the tags that adjudications of this item made. */
    tagsOf: (run: Run, number: number): number[] => z.array(z.number()).parse(tags.all(run.id, number)),
    /** Answered items by the machine's label: none, progressive, stable, abstained. */
    counts(run: Run): [number, number, number, number] {
      const found: [number, number, number, number] = [0, 0, 0, 0]
      for (const row of counts.all(run.number)) {
        const { label, n } = LabelCount.parse(row)
        found[label ?? 3] = n
      }
      return found
    },
    /** Rows are what people said, columns what the machine said, the last column is abstained. */
    matrix(run: Run): SampleMatrix {
      const found: SampleMatrix = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
      for (const row of matrix.all(range(run))) {
        const { adjudicated, label, n } = MatrixRow.parse(row)
        found[adjudicated][label ?? 3] = n
      }
      return found
    },
    /** Adjudicated items with the odds the machine gave. */
    adjudicatedOdds(run: Run): { adjudicated: StatusLabel; label: StatusLabel | null; probabilities: StatusDecision['probabilities'] }[] {
      return sure.all(range(run)).map((row) => {
        const { probabilities, ...rest } = Sure.parse(row)
        return { ...rest, probabilities: z.tuple([z.number(), z.number(), z.number()]).parse(JSON.parse(probabilities)) }
      })
    },
    /** Labels of the random sample as far as it is adjudicated without a gap; failed items cannot be, and are passed over. */
    adjudicatedSample(run: Run): StatusLabel[] {
      const labels: StatusLabel[] = []
      for (const row of drawn.iterate(run.number)) {
        const { state, adjudicated } = Drawn.parse(row)
        if (adjudicated !== null) labels.push(adjudicated)
        else if (state !== 'failed') break
      }
      return labels
    },
    /** How many reports of the archive carry each label in force. */
    archiveLabels(): [number, number, number] {
      const found: [number, number, number] = [0, 0, 0]
      for (const row of inForce.all()) {
        const { label, n } = LabelCount.parse(row)
        if (label !== null) found[label] = n
      }
      return found
    },
  }
}
