/** A process of its own for tests that kill it, cut its power or take its rights away. Never imported by the app. */
import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { existsSync, writeSync } from 'node:fs'
import { AppError } from '../../shared/ipc/errors.ts'
import { ReportId } from '../../domain/report/report.ts'
import { emptySections } from '../../domain/report/sections.ts'
import { DatabaseError } from './database-error.ts'
import { openDatabase } from './open.ts'
import { createStores, type Stores } from './stores.ts'

const [task = '', file = '', argument = ''] = process.argv.slice(2)
const key = new Uint8Array(32).fill(7)

// Everything is loaded before the rights go: Node and the project may lie where nobody else may read.
if (process.env['RADDRAFT_TEST_AS_NOBODY'] === '1') {
  new Database(':memory:').close()
  process.setgid?.(65_534)
  process.setuid?.(65_534)
}

const say = (value: unknown): void => void writeSync(1, `${JSON.stringify(value)}\n`)

/** The one report of the test, made when it is not there. */
function reportIn(stores: Stores): ReportId {
  const id = ReportId.parse('11111111-1111-4111-8111-111111111111')
  if (stores.reports.find(id)) return id
  const at = new Date().toISOString()
  stores.transaction(() => {
    stores.patients.insert({ id: 'p', patientId: 'P-1', name: 'Example', birthDate: null, sex: null }, at)
    stores.studies.insert({ id: 's', patient: 'p', accessionNumber: '', studyInstanceUid: null, date: '2026-01-01', modality: 'CT', description: '' }, at)
    stores.reports.insert({ id, studyId: 's', sections: emptySections, origin: null }, at)
  })
  return id
}

/** Commits versions with their audit rows until it is killed or `most` are done, and says ACK n only after the commit. */
function write(most: number): void {
  const stores = createStores(openDatabase({ file, key }))
  const reportId = reportIn(stores)
  const first = stores.versions.count(reportId) + 1
  for (let n = first; n < first + most; n++) {
    const text = 'x'.repeat(1 + ((n * 7919) % 9000))
    stores.transaction(() => {
      stores.reports.setSection(reportId, 'findings', text, String(n))
      stores.versions.add({ id: randomUUID(), reportId, kind: 'saved', sections: { ...emptySections, findings: text }, addendum: '', author: 'A', createdAt: String(n) })
      stores.audit.add({ at: String(n), actor: 'A', action: 'report.saved', reportId, subjectId: null, detail: { n } })
    })
    writeSync(1, `ACK ${n}\n`)
  }
  process.kill(process.pid, 'SIGKILL')
}

/** What is in the file, as one line. */
function check(): void {
  if (!existsSync(file)) return say({ max: 0, reports: 0, audits: 0, ok: true })
  const opened = openDatabase({ file, key })
  const count = (sql: string) => Number(opened.connection.prepare(sql).pluck().get())
  const ok = opened.connection.pragma('integrity_check', { simple: true }) === 'ok'
  say({ max: count('SELECT coalesce(max(number), 0) FROM report_version'), reports: count('SELECT count(*) FROM report_version'), audits: count('SELECT count(*) FROM audit_entry'), ok })
  opened.close()
}

/** Opens and says what came of it, and what a write came to. */
function open(): void {
  try {
    const stores = createStores(openDatabase({ file, key }))
    const reportId = stores.reports.find('11111111-1111-4111-8111-111111111111')?.id ?? null
    let writing = 'written'
    try {
      stores.settings.write('person', 'A')
    } catch (error) {
      writing = error instanceof AppError ? error.code : String(error)
    }
    say({ readOnly: stores.readOnly, versions: reportId ? stores.versions.count(reportId) : 0, writing })
    stores.close()
  } catch (error) {
    say({ problem: error instanceof DatabaseError ? error.problem : String(error) })
  }
}

/** Saves texts until the disk refuses; then says how, how many rows there are, and whether a small save works once there is room. */
function fill(): void {
  const stores = createStores(openDatabase({ file, key }))
  const reportId = reportIn(stores)
  let saved = 0
  try {
    for (; saved < 100_000; saved++) {
      stores.versions.add({ id: randomUUID(), reportId, kind: 'saved', sections: { ...emptySections, findings: 'x'.repeat(20_000) }, addendum: '', author: 'A', createdAt: '' })
    }
    say({ saved, code: 'never full' })
  } catch (error) {
    say({ saved, code: error instanceof AppError ? error.code : String(error), kept: stores.versions.count(reportId) })
  }
}

/** Autosaves every 250 ms a text that says when it was typed, until it is killed. */
function type(): void {
  const stores = createStores(openDatabase({ file, key }))
  const reportId = reportIn(stores)
  let text = ''
  let typed = 0
  setInterval(() => {
    text += `${++typed} `
    writeSync(1, `TYPED ${typed}\n`)
  }, 10)
  setInterval(() => stores.reports.setSection(reportId, 'findings', text, ''), 250)
}

const tasks: Record<string, () => void> = { write: () => write(Number(argument)), check, open, fill, type }
tasks[task]?.()
