import { z } from 'zod'
import { ReportId, ReportState } from '../../domain/report/report.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import type { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { worklistConditions } from './worklist-store.ts'
import type { Connection } from './connection.ts'
import type { KeptDecision } from './decision-json.ts'

/** Items of run `n` have keys from n × 2³² + 1 on. */
export const keyOf = (run: number, number: number): number => run * 2 ** 32 + number
export const numberOf = (key: number): number => key % 2 ** 32

/** What a text from a file is stored as: its title, its date, and its words or why there are none. */
export type TextItem = { title: string; date: string } & ({ input: StatusInput } | { problem: string })

/** A report of the archive as the classifier gets it. `tagged`: it has a tag in force. */
export type ArchiveText = { reportId: ReportId; state: ReportState; patient: string; tagged: boolean; input: { indication: string; findings: string; conclusion: string } }

const Text = z.string()
const Input = z.union([z.object({ text: Text }), z.object({ indication: Text, findings: Text, conclusion: Text }).partial()])
export const readInput = (json: string): StatusInput => Input.parse(JSON.parse(json)) as StatusInput

const Waiting = z.object({ key: z.number(), report: z.number().nullable() })
const ArchiveRow = z.object({
  reportId: ReportId, state: ReportState, patient: z.string(), tagged: z.number(),
  indication: z.string(), findings: z.string(), conclusion: z.string(),
})

/** The items of runs as the run itself reads and writes them. */
export function createCohortItemStore(connection: Connection) {
  const insert = connection.prepare('INSERT INTO cohort_item (key, run, report, state, rank, title, date) VALUES (@key, @run, @report, @state, @rank, @title, @date)')
  const insertText = connection.prepare('INSERT OR REPLACE INTO cohort_text (key, input) VALUES (@key, @input)')
  const insertResult = connection.prepare('INSERT OR REPLACE INTO cohort_result (key, sha256, excerpt, decision) VALUES (@key, @sha256, @excerpt, @decision)')
  const next = connection.prepare("SELECT key, report FROM cohort_item WHERE state = 'waiting' AND key > @after AND key < @end ORDER BY key LIMIT @limit")
  const ofReport = connection.prepare(`
    SELECT report.id AS reportId, report.state, study.patient, tag_in_force.report IS NOT NULL AS tagged, report.indication, report.findings, report.conclusion
    FROM report JOIN study ON study.id = report.study_id JOIN patient ON patient.id = study.patient LEFT JOIN tag_in_force ON tag_in_force.report = report.number WHERE report.number = ?`)
  const ofText = connection.prepare('SELECT input FROM cohort_text WHERE key = ?').pluck()
  const setDone = connection.prepare("UPDATE cohort_item SET state = 'done', label = @label, uncertain = @uncertain, tier = @tier WHERE key = @key AND state = 'waiting'")
  const setFailed = connection.prepare("UPDATE cohort_item SET state = 'failed' WHERE key = ? AND state = 'waiting'")
  const retry = connection.prepare(`
    UPDATE cohort_item SET state = 'waiting' WHERE key IN (
      SELECT item.key FROM cohort_item AS item LEFT JOIN cohort_text AS text ON text.key = item.key
      WHERE item.state = 'failed' AND item.key > @after AND item.key < @end AND (item.report IS NOT NULL OR text.key IS NOT NULL) ORDER BY item.key LIMIT @limit)`)
  const numberOfReport = connection.prepare('SELECT number FROM report WHERE id = ?').pluck()
  const newest = connection.prepare('SELECT coalesce(max(number), 0) FROM report').pluck()
  const some = connection.prepare('SELECT item.key, sha256 FROM cohort_item AS item LEFT JOIN cohort_result AS result ON result.key = item.key WHERE item.key > @after AND item.key < @end ORDER BY item.key LIMIT @limit')
  const removals = ['cohort_text', 'cohort_result', 'cohort_item'].map((table) => connection.prepare(`DELETE FROM ${table} WHERE key = ?`))
  const forget = connection.prepare('DELETE FROM classification WHERE sha256 = ?')
  const range = (run: number) => ({ after: keyOf(run, 0), end: keyOf(run + 1, 0) })

  return {
    /** Number of the newest report in the database. */
    newestReport: (): number => z.number().parse(newest.get()),
    /** Row numbers of reports, by the worklist's conditions, in the range after `after` up to `to`, oldest row first. */
    archive(filter: Omit<WorklistFilter, 'offset' | 'limit'>, after: number, to: number): number[] {
      const { where, parameters, joinsStudy } = worklistConditions(filter, 'report.number', true)
      const inRange = [...where, 'report.number > @after', 'report.number <= @to'].join(' AND ')
      const sql = `SELECT report.number FROM report ${joinsStudy ? 'JOIN study ON study.id = report.study_id' : ''} WHERE ${inRange} ORDER BY report.number`
      return z.array(z.number()).parse(connection.prepare(sql).pluck().all({ ...parameters, after, to }))
    },
    /** Row number of a report, or null. */
    rowOfReport: (reportId: string): number | null => z.number().optional().parse(numberOfReport.get(reportId)) ?? null,
    addReport(run: number, number: number, rank: number, report: number): void {
      insert.run({ key: keyOf(run, number), run, report, state: 'waiting', rank, title: null, date: null })
    },
    addText(run: number, number: number, rank: number, item: TextItem): void {
      const key = keyOf(run, number)
      const failed = 'problem' in item
      insert.run({ key, run, report: null, state: failed ? 'failed' : 'waiting', rank, title: item.title, date: item.date })
      if (!failed) insertText.run({ key, input: JSON.stringify(item.input) })
      else insertResult.run({ key, sha256: null, excerpt: item.problem, decision: null })
    },
    /** Items that wait, from the one after number `after`; `report` is the row number of a report of the archive. */
    next(run: number, after: number, limit: number): { number: number; report: number | null }[] {
      const rows = next.all({ after: keyOf(run, after), end: range(run).end, limit }).map((row) => Waiting.parse(row))
      return rows.map(({ key, report }) => ({ number: numberOf(key), report }))
    },
    /** A report's text as it is stored now. */
    archiveText(report: number): ArchiveText | null {
      const row = ArchiveRow.optional().parse(ofReport.get(report))
      if (!row) return null
      const { indication, findings, conclusion, tagged, ...rest } = row
      return { ...rest, tagged: tagged === 1, input: { indication, findings, conclusion } }
    },
    /** The text of an item from a file. */
    fileText(run: number, number: number): StatusInput | null {
      const json = z.string().optional().parse(ofText.get(keyOf(run, number)))
      return json === undefined ? null : readInput(json)
    },
    /** Keeps a text that may still change elsewhere as it was judged. */
    keepText(run: number, number: number, input: StatusInput): void {
      insertText.run({ key: keyOf(run, number), input: JSON.stringify(input) })
    },
    /** Stores an answer for an item that waits; false when it did not wait any more, and nothing is stored. */
    settle(run: number, number: number, decision: KeptDecision, cacheKey: string, excerpt: string): boolean {
      const key = keyOf(run, number)
      if (setDone.run({ key, label: decision.label, uncertain: Number(decision.uncertain), tier: decision.tier }).changes === 0) return false
      insertResult.run({ key, sha256: Buffer.from(cacheKey, 'hex'), excerpt, decision: JSON.stringify(decision) })
      return true
    },
    /** Stores why an item that waits failed; false when it did not wait any more. */
    fail(run: number, number: number, problem: string): boolean {
      const key = keyOf(run, number)
      if (setFailed.run(key).changes === 0) return false
      insertResult.run({ key, sha256: null, excerpt: problem, decision: null })
      return true
    },
    /** Makes up to `limit` failed items wait again, those that have a text; returns how many. */
    retryFailed(run: number, limit: number): number {
      return retry.run({ ...range(run), limit }).changes
    },
    /** Deletes up to `limit` items with their texts and the answers that were kept for these texts; returns how many. */
    removeSome(run: number, limit: number): number {
      const rows = some.all({ ...range(run), limit }).map((row) => z.object({ key: z.number(), sha256: z.instanceof(Uint8Array).nullable() }).parse(row))
      for (const { key, sha256 } of rows) {
        if (sha256) forget.run(sha256)
        for (const removal of removals) removal.run(key)
      }
      return rows.length
    },
  }
}
