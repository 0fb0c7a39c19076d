import { z } from 'zod'
import { EngineChoice, type EvaluationAnswer, type EvaluationCase, type EvaluationRun, type EvaluationSource, type ShadowUpgrade } from '../../domain/evaluation/evaluation.ts'
import { badnessOf } from '../../domain/evaluation/judge-draft.ts'
import { ReportId } from '../../domain/report/report.ts'
import { Sex } from '../../domain/study/study.ts'
import { keyOf, numberOf } from './cohort-item-store.ts'
import type { Connection } from './connection.ts'
import { worklistConditions } from './worklist-store.ts'

const Snapshot = z.object({ engine: EngineChoice, modelName: z.string().nullable(), modelSha256: z.string().nullable(), adapterSha256: z.string().nullable(), version: z.string(), tagVersion: z.string(), bertScore: z.string().nullable().default(null) })
const RunRow = z.object({
  number: z.number(), id: z.string(), name: z.string(), source: z.string(), snapshot: z.string(), state: z.enum(['running', 'paused', 'stopped', 'done']),
  total: z.number(), done: z.number(), failed: z.number(), message: z.string(), createdAt: z.string(), finishedAt: z.string().nullable(),
})
const Texts = z.object({
  findings: z.string(), written: z.string(), indication: z.string(), comparison: z.string(), region: z.string(), language: z.enum(['en', 'ja']).nullable(),
  sex: Sex.nullable(), age: z.number().nullable(), facts: z.array(z.string()), errors: z.array(z.string()),
})
const ItemRow = z.object({
  key: z.number(), reportId: ReportId.nullable(), sha256: z.instanceof(Uint8Array), title: z.string(), modality: z.string(), state: z.enum(['waiting', 'done', 'failed']), problem: z.string(),
  answer: z.string().nullable(),
})
const ReportRow = z.object({ findings: z.string(), conclusion: z.string(), indication: z.string(), comparison: z.string(), modality: z.string(), region: z.string(), sex: Sex.nullable(), birthDate: z.string().nullable(), date: z.string(), patientId: z.string() })
const ShadowRow = z.object({ id: z.string(), current: z.string(), candidate: z.string(), before: z.string().nullable(), createdAt: z.string(), decision: z.string().nullable() })
const Decision = z.object({ what: z.enum(['activated', 'kept', 'rolled-back']), author: z.string(), at: z.string() })

export type StoredEvaluation = Omit<EvaluationRun, 'perSecond' | 'secondsLeft'> & { number: number }
/** An item as it is stored; `report` is the row number of a signed report, otherwise its texts are kept with it. */
export type NewItem = { report: number | null; sha256: Uint8Array; one: EvaluationCase; problem: string }
export type StoredItem = Omit<z.infer<typeof ItemRow>, 'key' | 'answer' | 'sha256'> & { number: number; sha256: string; answer: EvaluationAnswer | null }

const toRun = (value: unknown): StoredEvaluation => {
  const { snapshot, ...row } = RunRow.parse(value)
  return { ...row, snapshot: Snapshot.parse(JSON.parse(snapshot)) }
}
const toItem = (value: unknown): StoredItem => {
  const { key, answer, sha256, ...row } = ItemRow.parse(value)
  // Written by this program from the type, in the same database.
  return { ...row, number: numberOf(key), sha256: Buffer.from(sha256).toString('hex'), answer: answer === null ? null : (JSON.parse(answer) as EvaluationAnswer) }
}
/** Whole years from one ISO date to another. */
const yearsBetween = (birth: string, at: string) => Number(at.slice(0, 4)) - Number(birth.slice(0, 4)) - (at.slice(5) < birth.slice(5) ? 1 : 0)

export function createEvaluationStore(connection: Connection) {
  const runColumns = 'number, id, name, source, snapshot, state, total, done, failed, message, created_at AS createdAt, finished_at AS finishedAt'
  const insertRun = connection.prepare("INSERT INTO evaluation_run (id, name, source, snapshot, state, total, failed, created_at) VALUES (@id, @name, @source, @snapshot, 'running', @total, @failed, @createdAt)")
  const insertItem = connection.prepare('INSERT INTO evaluation_item (key, report, sha256, title, modality, state, problem, badness, texts) VALUES (@key, @report, @sha256, @title, @modality, @state, @problem, @badness, @texts)')
  const all = connection.prepare(`SELECT ${runColumns} FROM evaluation_run ORDER BY number DESC`)
  const byId = connection.prepare(`SELECT ${runColumns} FROM evaluation_run WHERE id = ?`)
  const setState = connection.prepare('UPDATE evaluation_run SET state = @state, message = @message, finished_at = @finishedAt WHERE number = @number')
  const count = connection.prepare('UPDATE evaluation_run SET done = done + @done, failed = failed + @failed WHERE number = @number')
  const next = connection.prepare("SELECT key FROM evaluation_item WHERE state = 'waiting' AND key > @from AND key < @end ORDER BY key LIMIT 1").pluck()
  const itemColumns = 'item.key, report.id AS reportId, item.sha256, item.title, item.modality, item.state, item.problem, item.answer'
  const items = connection.prepare(`SELECT ${itemColumns} FROM evaluation_item AS item LEFT JOIN report ON report.number = item.report WHERE item.key > @from AND item.key < @end ORDER BY item.key`)
  const page = connection.prepare(`SELECT ${itemColumns} FROM evaluation_item AS item LEFT JOIN report ON report.number = item.report WHERE item.key > @from AND item.key < @end ORDER BY item.key LIMIT @limit OFFSET @offset`)
  const worst = connection.prepare(`SELECT ${itemColumns} FROM evaluation_item AS item LEFT JOIN report ON report.number = item.report WHERE item.key IN (SELECT key FROM evaluation_item WHERE key > @from AND key < @end ORDER BY badness DESC, key LIMIT @limit OFFSET @offset) ORDER BY item.badness DESC, item.key`)
  const oneItem = connection.prepare(`SELECT ${itemColumns} FROM evaluation_item AS item LEFT JOIN report ON report.number = item.report WHERE item.key = ?`)
  const source = connection.prepare('SELECT report, title, modality, texts FROM evaluation_item WHERE key = ?')
  const ofReport = connection.prepare(`
    SELECT report.findings, report.conclusion, report.indication, report.comparison, study.modality, study.description AS region, patient.sex, patient.birth_date AS birthDate, study.date, patient.patient_id AS patientId
    FROM report JOIN study ON study.id = report.study_id JOIN patient ON patient.id = study.patient WHERE report.number = ? AND report.state = 'signed'`)
  const settle = connection.prepare("UPDATE evaluation_item SET state = 'done', answer = @answer, badness = @badness, problem = '' WHERE key = @key AND state = 'waiting'")
  const fail = connection.prepare("UPDATE evaluation_item SET state = 'failed', problem = @problem, badness = 1e9 WHERE key = @key AND state = 'waiting'")
  const retry = connection.prepare("UPDATE evaluation_item SET state = 'waiting', problem = '', badness = -1 WHERE state = 'failed' AND key > @from AND key < @end AND (report IS NOT NULL OR texts IS NOT NULL)")
  const removeItems = connection.prepare('DELETE FROM evaluation_item WHERE key > @from AND key < @end')
  const removeRun = connection.prepare('DELETE FROM evaluation_run WHERE number = ?')
  const insertShadow = connection.prepare('INSERT INTO shadow_upgrade (id, current_run, candidate_run, before, created_at) VALUES (@id, @current, @candidate, @before, @createdAt)')
  const shadows = connection.prepare('SELECT id, current_run AS current, candidate_run AS candidate, before, created_at AS createdAt, decision FROM shadow_upgrade ORDER BY number DESC')
  const decide = connection.prepare('UPDATE shadow_upgrade SET decision = @decision WHERE id = @id')
  const upcoming = connection.prepare("SELECT key FROM evaluation_item WHERE state = 'waiting' AND key > @from AND key < @end ORDER BY key LIMIT @most").pluck()
  const range = (run: number) => ({ from: keyOf(run, 0), end: keyOf(run + 1, 0) })

  return {
    /** Row numbers of signed reports that have findings and a conclusion, newest study first, at most `most`. */
    signedReports(filter: Extract<EvaluationSource, { type: 'archive' }>['filter'], most: number): number[] {
      const { where, parameters } = worklistConditions({ ...filter, state: 'signed' }, 'report.number')
      const sql = `SELECT report.number FROM study JOIN report ON report.study_id = study.id WHERE ${[...where, "trim(report.findings) <> ''", "trim(report.conclusion) <> ''"].join(' AND ')} ORDER BY study.date DESC, report.number DESC LIMIT @limit`
      return z.array(z.number()).parse(connection.prepare(sql).pluck().all({ ...parameters, limit: most }))
    },
    /** A signed report as a case; null where it is not signed. */
    caseOfReport(report: number): EvaluationCase | null {
      const row = ReportRow.optional().parse(ofReport.get(report))
      if (!row) return null
      const { conclusion, birthDate, date, patientId, ...rest } = row
      return { ...rest, title: `${patientId} ${date}`, written: conclusion, language: null, age: birthDate === null ? null : yearsBetween(birthDate, date), facts: [], errors: [] }
    },
    /** A run with all its items. Called in a transaction. */
    insert(run: Pick<StoredEvaluation, 'id' | 'name' | 'source' | 'snapshot' | 'createdAt'>, list: readonly NewItem[]): void {
      const failed = list.filter(({ problem }) => problem !== '').length
      const number = Number(insertRun.run({ ...run, snapshot: JSON.stringify(run.snapshot), total: list.length, failed }).lastInsertRowid)
      for (const [index, { report, sha256, one, problem }] of list.entries()) {
        const { title, modality, ...texts } = one
        insertItem.run({ key: keyOf(number, index + 1), report, sha256, title, modality, state: problem === '' ? 'waiting' : 'failed', problem, badness: problem === '' ? -1 : 1e9, texts: report === null && problem === '' ? JSON.stringify(texts) : null })
      }
    },
    /** Newest first. */
    all: (): StoredEvaluation[] => all.all().map(toRun),
    find(id: string): StoredEvaluation | null {
      const row = byId.get(id)
      return row ? toRun(row) : null
    },
    setState(number: number, state: StoredEvaluation['state'], message = '', finishedAt: string | null = null): void {
      setState.run({ number, state, message, finishedAt })
    },
    count(number: number, by: { done?: number; failed?: number }): void {
      count.run({ number, done: by.done ?? 0, failed: by.failed ?? 0 })
    },
    /** Number of the next item that waits; null: none. */
    next(run: number): number | null {
      const key = z.number().optional().parse(next.get(range(run)))
      return key === undefined ? null : numberOf(key)
    },
    /** Numbers of the items that wait behind this one, at most `most`. */
    upcoming: (run: number, number: number, most: number): number[] => z.array(z.number()).parse(upcoming.all({ from: keyOf(run, number), end: keyOf(run + 1, 0), most })).map(numberOf),
    /** What is drafted from, and what was written; null where the item or its report is gone. */
    case(run: number, number: number): EvaluationCase | null {
      const row = z.object({ report: z.number().nullable(), title: z.string(), modality: z.string(), texts: z.string().nullable() }).optional().parse(source.get(keyOf(run, number)))
      if (!row) return null
      if (row.report !== null) return this.caseOfReport(row.report)
      return row.texts === null ? null : { title: row.title, modality: row.modality, ...Texts.parse(JSON.parse(row.texts)) }
    },
    settle: (run: number, number: number, answer: EvaluationAnswer): boolean => settle.run({ key: keyOf(run, number), answer: JSON.stringify(answer), badness: badnessOf(answer) }).changes > 0,
    fail: (run: number, number: number, problem: string): boolean => fail.run({ key: keyOf(run, number), problem }).changes > 0,
    /** Failed items that have a text wait again; returns how many. */
    retryFailed: (run: number): number => retry.run(range(run)).changes,
    items: (run: number): StoredItem[] => items.all(range(run)).map(toItem),
    page: (run: number, order: 'source' | 'worst', offset: number, limit: number): StoredItem[] => (order === 'source' ? page : worst).all({ ...range(run), offset, limit }).map(toItem),
    item(run: number, number: number): StoredItem | null {
      const row = oneItem.get(keyOf(run, number))
      return row ? toItem(row) : null
    },
    /** Deletes a run with its items. Called in a transaction. */
    remove(run: number): void {
      removeItems.run(range(run))
      removeRun.run(run)
    },
    addShadow(shadow: Omit<ShadowUpgrade, 'decision'>): void {
      insertShadow.run(shadow)
    },
    /** Newest first. */
    shadows(): ShadowUpgrade[] {
      return shadows.all().map((row) => {
        const { decision, ...rest } = ShadowRow.parse(row)
        return { ...rest, decision: decision === null ? null : Decision.parse(JSON.parse(decision)) }
      })
    },
    decideShadow(id: string, decision: NonNullable<ShadowUpgrade['decision']>): void {
      decide.run({ id, decision: JSON.stringify(decision) })
    },
  }
}
