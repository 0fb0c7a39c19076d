import { z } from 'zod'
import type { GateResult } from '../../domain/gate/gate-figures.ts'
import type { GateEngine, GateRecord } from '../../domain/gate/gate-record.ts'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import type { ReaderModel } from '../../domain/gate/reader-measurement.ts'
import type { GateRun } from '../../domain/gate/gate-run.ts'
import { Sex } from '../../domain/study/study.ts'
import { detectLanguage } from '../../domain/text/language.ts'
import { keyOf, numberOf } from './cohort-item-store.ts'
import type { Connection } from './connection.ts'
import { sha256Of } from './sha256.ts'

const Engine = z.object({
  model: z.object({ id: z.string(), name: z.string(), sha256: z.string(), adapterSha256: z.string().nullable() }).nullable(),
  promptVersion: z.string(), rulesVersion: z.string(), gateVersion: z.string(),
}) satisfies z.ZodType<GateEngine>
const Reader = z.object({ id: z.string(), name: z.string(), sha256: z.string(), adapterSha256: z.string().nullable(), version: z.string() }) satisfies z.ZodType<ReaderModel>
const RunRow = z.object({
  number: z.number(), id: z.string(), reports: z.enum(['samples', 'archive', 'files']), source: z.string(), engine: z.string(), reader: z.string().nullable(), seed: z.number(),
  state: z.enum(['running', 'stopped', 'done']), total: z.number(), done: z.number(), message: z.string(), author: z.string(), createdAt: z.string(),
})
const Report = z.object({
  id: z.string(), findings: z.string(), conclusion: z.string(), language: z.enum(['en', 'ja']), indication: z.string(), comparison: z.string(), sex: z.enum(['F', 'M']).nullable(),
}) satisfies z.ZodType<GateReport>
const ReportRow = z.object({ id: z.string(), findings: z.string(), conclusion: z.string(), indication: z.string(), comparison: z.string(), sex: Sex.nullable() })
const ItemRow = z.object({ key: z.number(), part: z.enum(['checks', 'draft']), report: z.number().nullable(), input: z.string().nullable() })

export type StoredGateRun = Omit<GateRun, 'secondsLeft'> & { number: number; author: string }
/** One thing to do: the checks of a report, or a draft of it. `report` is the row number of a signed report. */
export type GateItem = { part: 'checks' | 'draft' } & ({ report: number; input: null } | { report: null; input: GateReport })

const toRun = (value: unknown): StoredGateRun => {
  const { engine, reader, reports, ...row } = RunRow.parse(value)
  return { ...row, set: reports, engine: Engine.parse(JSON.parse(engine)), reader: reader === null ? null : Reader.parse(JSON.parse(reader)) }
}

export function createGateStore(connection: Connection) {
  const columns = 'number, id, reports, source, engine, reader, seed, state, total, done, message, author, created_at AS createdAt'
  const insertRun = connection.prepare("INSERT INTO gate_run (id, reports, source, engine, reader, seed, state, total, author, created_at) VALUES (@id, @set, @source, @engine, @reader, @seed, 'running', @total, @author, @createdAt)")
  const insertItem = connection.prepare('INSERT INTO gate_item (key, part, report, input) VALUES (@key, @part, @report, @input)')
  const all = connection.prepare(`SELECT ${columns} FROM gate_run ORDER BY number DESC LIMIT 50`)
  const byId = connection.prepare(`SELECT ${columns} FROM gate_run WHERE id = ?`)
  const setState = connection.prepare('UPDATE gate_run SET state = @state, message = @message WHERE number = @number')
  const next = connection.prepare('SELECT key, part, report, input FROM gate_item WHERE result IS NULL AND key > @from AND key < @end ORDER BY key LIMIT 1')
  const settle = connection.prepare('UPDATE gate_item SET result = @result WHERE key = @key AND result IS NULL')
  const count = connection.prepare('UPDATE gate_run SET done = done + 1 WHERE number = ?')
  const results = connection.prepare('SELECT result FROM gate_item WHERE result IS NOT NULL AND key > @from AND key < @end ORDER BY key').pluck()
  const inputs = connection.prepare("SELECT key, part, report, input FROM gate_item WHERE part = 'checks' AND key > @from AND key < @end ORDER BY key")
  const ofReport = connection.prepare(`
    SELECT report.id, report.findings, report.conclusion, report.indication, report.comparison, patient.sex
    FROM report JOIN study ON study.id = report.study_id JOIN patient ON patient.id = study.patient WHERE report.number = ? AND report.state = 'signed'`)
  const signed = connection.prepare(`
    SELECT report.number FROM study JOIN report ON report.study_id = study.id
    WHERE report.state = 'signed' AND trim(report.findings) <> '' AND trim(report.conclusion) <> '' ORDER BY study.date DESC, report.number DESC LIMIT ?`).pluck()
  const addRecord = connection.prepare('INSERT INTO gate_record (id, record, sha256, created_at) VALUES (@id, @record, @sha256, @createdAt)')
  const records = connection.prepare('SELECT record, sha256 FROM gate_record ORDER BY number DESC LIMIT 200')
  const range = (run: number) => ({ from: keyOf(run, 0), end: keyOf(run + 1, 0) })

  function reportOf({ report, input }: Pick<z.infer<typeof ItemRow>, 'report' | 'input'>): GateReport | null {
    if (input !== null) return Report.parse(JSON.parse(input))
    const row = ReportRow.optional().parse(ofReport.get(report))
    return row ? { ...row, sex: row.sex === 'F' || row.sex === 'M' ? row.sex : null, language: detectLanguage(`${row.findings}\n${row.conclusion}`) } : null
  }

  return {
    /** Row numbers of the newest signed reports with findings and a conclusion, at most `most`. */
    signedReports: (most: number): number[] => z.array(z.number()).parse(signed.all(most)),
    /** A run with all it has to do. Called in a transaction. */
    insert({ engine, reader, ...run }: Pick<StoredGateRun, 'id' | 'set' | 'source' | 'engine' | 'reader' | 'seed' | 'author' | 'createdAt'>, items: readonly GateItem[]): void {
      const number = Number(insertRun.run({ ...run, engine: JSON.stringify(engine), reader: reader && JSON.stringify(reader), total: items.length }).lastInsertRowid)
      for (const [index, { part, report, input }] of items.entries()) insertItem.run({ key: keyOf(number, index + 1), part, report, input: input && JSON.stringify(input) })
    },
    /** The newest fifty, newest first. */
    all: (): StoredGateRun[] => all.all().map(toRun),
    find(id: string): StoredGateRun | null {
      const row = byId.get(id)
      return row ? toRun(row) : null
    },
    setState(number: number, state: StoredGateRun['state'], message = ''): void {
      setState.run({ number, state, message })
    },
    /** What is to be done next; null: nothing any more. `report` null: it is no signed report any more. */
    next(run: number): { number: number; part: GateItem['part']; report: GateReport | null } | null {
      const row = ItemRow.optional().parse(next.get(range(run)))
      return row ? { number: numberOf(row.key), part: row.part, report: reportOf(row) } : null
    },
    /** Keeps what came of an item. Called in a transaction. */
    settle(run: number, number: number, result: GateResult): void {
      if (settle.run({ key: keyOf(run, number), result: JSON.stringify(result) }).changes > 0) count.run(run)
    },
    /** Written by this program from the type, in the same database. */
    results: (run: number): GateResult[] => results.all(range(run)).map((json) => JSON.parse(z.string().parse(json)) as GateResult),
    /** The reports whose checks a run makes, in its order. */
    reports: (run: number): GateReport[] => inputs.all(range(run)).flatMap((row) => reportOf(ItemRow.parse(row)) ?? []),
    /** Keeps a record for good. */
    addRecord(record: GateRecord): void {
      const json = JSON.stringify(record)
      addRecord.run({ id: record.id, record: json, sha256: sha256Of(json), createdAt: record.finishedAt })
    },
    /** Newest first; one whose text is not what was stored is left out. */
    records: (): GateRecord[] =>
      records.all().flatMap((row) => {
        const { record, sha256 } = z.object({ record: z.string(), sha256: z.string() }).parse(row)
        return sha256Of(record) === sha256 ? [JSON.parse(record) as GateRecord] : []
      }),
  }
}
