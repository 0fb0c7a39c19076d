import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CohortFilter } from '../../domain/cohort/cohort.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { cohortSql } from './cohort-page-store.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { latestVersion, migrate, migrations, requiredTriggers } from './migrate.ts'
import { applicationId, openDatabase } from './open.ts'
import { newFolder, removeFolders, testKey } from './test-folder.ts'
import { teachConnection, worklistSql } from './worklist-store.ts'

afterAll(removeFolders)

/** A connection in memory with the first `version` steps. */
async function migratedTo(version: number): Promise<Connection> {
  const { default: Sqlite } = await import('better-sqlite3')
  const connection = new Sqlite(':memory:')
  migrate(connection, migrations.slice(0, version))
  return connection
}

/** How SQLite would run a statement, one line per step. */
function planOf(connection: Connection, sql: string, parameters: Record<string, unknown> = {}): string {
  teachConnection(connection)
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]
  return rows.map(({ detail }) => detail).join('\n')
}

const tablesOf = (connection: Connection) => connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_%' ORDER BY name").pluck().all()

describe('migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('each leave the triggers they promise; the start check relies on the list', async () => {
    for (let version = 1; version <= latestVersion; version++) {
      const connection = await migratedTo(version)
      const names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
      expect(names).toEqual(expect.arrayContaining(requiredTriggers(version)))
    }
  })

  it('every table is STRICT, so that a number never lands where text belongs', async () => {
    const connection = await migratedTo(latestVersion)
    const tables = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'search_[dic]*'").all() as { name: string; sql: string }[]
    expect(tables.length).toBeGreaterThan(9)
    expect(tables.filter(({ sql }) => !/STRICT/.test(sql)).map(({ name }) => name)).toEqual([])
  })

  it('1: settings and audit entries; the audit of one report is read through its index', async () => {
    const connection = await migratedTo(1)
    expect(tablesOf(connection)).toEqual(['audit_entry', 'sentinel', 'setting'])
    expect(planOf(connection, 'SELECT action FROM audit_entry WHERE report_id = 1 ORDER BY sequence DESC LIMIT 1')).toBe('SEARCH audit_entry USING INDEX audit_entry_by_report (report_id=?)')
  })

  it('2: reports; priors and versions are read through indexes, without sorting', async () => {
    const connection = await migratedTo(2)
    expect(tablesOf(connection)).toEqual(['audit_entry', 'patient', 'report', 'report_version', 'sentinel', 'setting', 'study'])
    const priors = planOf(connection, "SELECT report.id FROM study JOIN report ON report.study_id = study.id WHERE study.patient = 'x' AND study.date <= '2026' AND report.state = 'signed' ORDER BY study.date DESC, report.number DESC")
    expect(priors).toContain('SEARCH study USING COVERING INDEX study_by_patient (patient=? AND date<?)')
    expect(priors).not.toContain('SCAN')
    expect(planOf(connection, "SELECT * FROM report_version WHERE report_id = 'x' ORDER BY number DESC LIMIT 1")).not.toMatch(/SCAN|TEMP B-TREE/)
  })

  it('3: drafts; the newest draft and the unfinished ones are read through indexes', async () => {
    const connection = await migratedTo(3)
    expect(planOf(connection, "SELECT * FROM draft WHERE report_id = 'x' ORDER BY number DESC LIMIT 1")).toBe('SEARCH draft USING INDEX draft_by_report (report_id=?)')
    expect(planOf(connection, "SELECT id FROM draft WHERE state = 'running'")).toContain('draft_running')
    expect(planOf(connection, "SELECT sentence FROM draft_decision WHERE draft_id = 'x' AND sentence = 1 AND sequence > 4")).toContain('draft_decision_by_sentence')
  })

  it('4: status tags; the history of one report is read through its index', async () => {
    const connection = await migratedTo(4)
    expect(planOf(connection, "SELECT * FROM status_tag WHERE report_id = 'x' ORDER BY number")).toBe('SEARCH status_tag USING INDEX status_tag_by_report (report_id=?)')
  })

  it('5: search; the first page of the worklist walks an index by date instead of sorting all reports', async () => {
    const connection = await migratedTo(latestVersion)
    const limits = { limit: 200, offset: 0 }
    const all = worklistSql(WorklistFilter.parse({}))
    const plan = planOf(connection, all.rows, limits)
    expect(plan).toContain('SCAN study USING COVERING INDEX study_by_date')
    expect(plan).toContain('SEARCH report USING COVERING INDEX report_by_study')
    expect(planOf(connection, all.total)).toBe('SCAN report USING COVERING INDEX report_by_state')
    expect(plan).not.toContain('AUTOMATIC')
    const many = worklistSql(WorklistFilter.parse({ query: '転移' }))
    expect(planOf(connection, many.rows, { ...many.parameters, ...limits })).toContain('SEARCH report USING COVERING INDEX report_by_study (study_id=?)\n')
    expect(planOf(connection, many.total, many.parameters)).toContain('SCAN report USING COVERING INDEX')
    const found = worklistSql(WorklistFilter.parse({ query: '転移', modality: 'CT' }), 3)
    expect(planOf(connection, found.rows, { ...found.parameters, ...limits })).toMatch(/(SCAN|SEARCH) search VIRTUAL TABLE INDEX/)
    const labelled = worklistSql(WorklistFilter.parse({ label: 1 }), 3)
    expect(planOf(connection, labelled.rows, { ...labelled.parameters, ...limits })).toContain('tag_in_force_by_label')
    // Without a label: the tag of a report is looked up by its number, and no text is read to find out.
    for (const hits of [3, Infinity]) {
      const unlabelled = worklistSql(WorklistFilter.parse({ label: 'unlabelled' }), hits)
      for (const sql of [unlabelled.rows, unlabelled.total]) {
        const steps = planOf(connection, sql, limits)
        expect(steps).toContain('SEARCH tagged USING INTEGER PRIMARY KEY (rowid=?)')
        expect(steps).toMatch(/(SCAN|SEARCH) report USING COVERING INDEX/)
        expect(steps).not.toContain('AUTOMATIC')
      }
    }
  })

  it('5: reports that were there before are indexed by the first search', async () => {
    const connection = await migratedTo(4)
    connection.exec(`
      INSERT INTO patient VALUES ('p', 'P', 'N', NULL, NULL, '');
      INSERT INTO study VALUES ('s', 'p', '', NULL, '2026-01-01', 'CT', '', '');
      INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES ('r', 's', 'draft', '', '', '', 'old words', '', '', '');
    `)
    migrate(connection)
    expect(connection.prepare('SELECT report_number FROM search_pending').pluck().all()).toEqual([1])
  })

  it('9: gate; what is to be done next and the results of one run are read through indexes', async () => {
    const connection = await migratedTo(9)
    expect(planOf(connection, 'SELECT key FROM gate_item WHERE result IS NULL AND key > 1 AND key < 9 ORDER BY key LIMIT 1')).toBe('SEARCH gate_item USING INDEX gate_item_waiting (key>? AND key<?)')
    expect(planOf(connection, 'SELECT result FROM gate_item WHERE result IS NOT NULL AND key > 1 AND key < 9 ORDER BY key')).toMatch(/^SEARCH gate_item USING INTEGER PRIMARY KEY/)
  })

  it('10: what the worklist asks of seals, drafts, tags and priors for each row is read through indexes', async () => {
    const connection = await migratedTo(migrations.findIndex(({ version }) => version === 10) + 1)
    const plan = planOf(connection, worklistSql(WorklistFilter.parse({})).rows, { limit: 200, offset: 0 })
    expect(plan).not.toMatch(/SCAN (?!study|json_each|page)/)
    expect(planOf(connection, "SELECT kind FROM issue_answer WHERE report = 'x' ORDER BY number")).toBe('SEARCH issue_answer USING INDEX issue_answer_by_report (report=?)')
    expect(planOf(connection, "SELECT version FROM prior_version WHERE report = 'x'")).not.toMatch(/SCAN|AUTOMATIC/)
  })

  it('10: an opened seal, an answer and what a draft was written from never change; what was not sealed is not opened', async () => {
    const connection = await migratedTo(migrations.findIndex(({ version }) => version === 10) + 1)
    connection.exec(`
      INSERT INTO patient VALUES ('p', 'P', 'N', NULL, NULL, '');
      INSERT INTO study VALUES ('s', 'p', '', NULL, '2026-01-01', 'CT', '', '');
      INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES ('r', 's', 'draft', '', '', '', 'Mass.', '', '', ''), ('open', 's', 'draft', '', '', '', '', '', '', '');
      INSERT INTO seal_draw VALUES ('r', 1, 1, 0.5, 1, ''), ('open', 1, 0.1, 0.5, 0, '');
      INSERT INTO seal_opening (report, kind, own, reason, note, author, opened_at) VALUES ('r', 'waived', '', 'urgent', '', 'A', '');
      INSERT INTO draft (id, report_id, state, text, engine, prompt_version, seed, findings_sha256, created_at) VALUES ('d', 'r', 'running', '', 'model', '', 1, '', '');
      INSERT INTO issue_answer (id, report, key, kind, message, conclusion, findings, reason, note, author, at) VALUES ('a', 'r', 'k', 'side', '', '', '', 'same', '', 'A', '');
    `)
    expect(connection.prepare('SELECT draft, findings, priors FROM draft_basis').all()).toEqual([{ draft: 'd', findings: 'Mass.', priors: '[]' }])
    for (const change of [
      "UPDATE seal_draw SET sealed = 0", "DELETE FROM seal_opening", "UPDATE seal_opening SET reason = 'other'", "UPDATE draft_basis SET findings = ''", "DELETE FROM issue_answer",
      "INSERT OR REPLACE INTO seal_draw VALUES ('r', 2, 0, 0, 0, '')",
      "INSERT INTO seal_opening (report, kind, own, reason, note, author, opened_at) VALUES ('open', 'waived', '', 'urgent', '', 'A', '')",
      "INSERT INTO issue_answer (id, report, key, kind, message, conclusion, findings, reason, note, author, at) VALUES ('b', 'r', 'k', 'side', '', '', '', 'other', '', 'A', '')",
    ]) expect(() => connection.exec(change), change).toThrow(/append only|only a sealed|CHECK/)
  })

  it('14: advice of a second reader never changes once its version is signed, and is read through an index', async () => {
    const connection = await migratedTo(14)
    connection.exec(`
      INSERT INTO patient VALUES ('p', 'P', 'N', NULL, NULL, '');
      INSERT INTO study (id, patient, accession_number, date, modality, description, created_at) VALUES ('s', 'p', '', '2026-01-01', 'CT', '', '');
      INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES ('r', 's', 'draft', '', '', '', 'Mass.', '', '', '');
      INSERT INTO report_version (id, report_id, number, kind, indication, technique, comparison, findings, conclusion, addendum, author, created_at, sha256) VALUES ('v', 'r', 1, 'saved', '', '', '', '', '', '', 'A', '', '${'a'.repeat(64)}');
      INSERT INTO reader_advice (version, message, conclusion, findings, reader, at) VALUES ('v', 'm', 'c', 'f', '{}', '');
    `)
    for (const change of ["UPDATE reader_advice SET message = ''", 'DELETE FROM reader_advice', "INSERT OR REPLACE INTO reader_advice SELECT number, version, 'x', conclusion, findings, reader, at FROM reader_advice"]) expect(() => connection.exec(change), change).toThrow(/append only/)
    expect(planOf(connection, "SELECT message FROM reader_advice WHERE version = 'v' ORDER BY number")).toBe('SEARCH reader_advice USING INDEX reader_advice_by_version (version=?)')
  })

  it('D17: a step that fails leaves the database at the version before, with nothing of the step in it', async () => {
    const connection = await migratedTo(latestVersion)
    const bad = { version: latestVersion + 1, triggers: [], sql: 'CREATE TABLE half (a) STRICT; CREATE TABLE half_too (a TEXT) STRICT' }
    const worse = { ...bad, sql: 'CREATE TABLE done (a TEXT) STRICT; INSERT INTO done SELECT no_such_column FROM done' }
    for (const step of [bad, worse]) {
      expect(() => migrate(connection, [...migrations, step])).toThrow(DatabaseError)
      expect(connection.pragma('user_version', { simple: true })).toBe(latestVersion)
      expect(connection.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('half', 'half_too', 'done')").pluck().get()).toBe(0)
    }
  })

  it('D17: a database of a newer version is refused', async () => {
    const connection = await migratedTo(latestVersion)
    connection.pragma(`user_version = ${latestVersion + 3}`)
    expect(() => migrate(connection)).toThrow(expect.objectContaining({ problem: 'from-the-future' }))
  })

  it('6: alerts; neighbouring signed reports of before get theirs, the worklist finds them through an index, and a tag that is taken back gives way to the one before', async () => {
    const connection = await migratedTo(5)
    connection.exec(`
      INSERT INTO patient VALUES ('p', 'P', 'N', NULL, NULL, ''), ('q', 'Q', 'M', NULL, NULL, '');
      INSERT INTO study VALUES ('s1', 'p', '', NULL, '2026-01-01', 'CT', '', ''), ('s2', 'p', '', NULL, '2026-02-01', 'CT', '', ''), ('s3', 'q', '', NULL, '2026-01-15', 'CT', '', '');
    `)
    const report = connection.prepare("INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES (?, ?, 'draft', '', '', '', '', '', '', '')")
    const tag = connection.prepare("INSERT INTO status_tag (id, report_id, label, uncertain, evidence, reason, source, tier, version, provisional, author, created_at) VALUES (?, ?, ?, 0, '[]', '', ?, '', '', 0, ?, '')")
    for (const [id, study, label] of [['late', 's2', 1], ['early', 's1', 0], ['other', 's3', 2]] as const) {
      report.run(id, study)
      tag.run(id, id, label, 'machine', '')
    }
    connection.exec(`UPDATE report SET state = 'signed', signer = 'A', signed_at = '2026', signed_sha256 = '${'a'.repeat(64)}'`)
    migrate(connection)
    const open = () => connection.prepare('SELECT kind, alert.report, prior FROM open_alert JOIN status_alert AS alert ON alert.number = open_alert.alert').all() as unknown[]
    expect(open()).toEqual([{ kind: 'new', report: 1, prior: 2 }])
    const filtered = worklistSql(WorklistFilter.parse({ alert: true }), 3)
    expect(planOf(connection, filtered.rows, { limit: 200, offset: 0 })).not.toMatch(/SCAN report|SCAN study/)
    expect(planOf(connection, "SELECT * FROM status_alert WHERE patient = 'p' ORDER BY number DESC")).toBe('SEARCH status_alert USING INDEX status_alert_by_patient (patient=?)')
    const inForce = () => connection.prepare("SELECT tag_in_force.tag, tag_in_force.label FROM tag_in_force JOIN report ON report.number = tag_in_force.report WHERE report.id = 'late'").all()
    const person = tag.run('mine', 'late', 2, 'person', 'A').lastInsertRowid
    expect(inForce()).toEqual([{ tag: Number(person), label: 2 }])
    connection.prepare("INSERT INTO tag_withdrawal VALUES (?, 'A', '')").run(person)
    expect(inForce()).toEqual([{ tag: 1, label: 1 }])
    tag.run('newer', 'late', 0, 'machine', '')
    expect(inForce()).toEqual([{ tag: Number(person) + 1, label: 0 }])
  })

  it('7: cohorts; pages, waiting items, counts, cells and samples of one run are read through indexes, never from the texts or from other runs', async () => {
    const connection = await migratedTo(7)
    const run = { number: 3, id: 'r' }
    const planFor = (given: Partial<CohortFilter>, which: 'rows' | 'total' = 'total') => {
      const sql = cohortSql(run, CohortFilter.parse(given))
      return planOf(connection, sql[which], { ...sql.parameters, ...(which === 'rows' && { runId: 'r', limit: 200, offset: 0 }) })
    }
    const page = planFor({}, 'rows')
    expect(page).toContain('SEARCH item USING')
    expect(page).not.toMatch(/SCAN (item|result|report|text)/)
    expect(planFor({})).toMatch(/^SEARCH item USING .*(rowid|key)>\? AND (rowid|key)<\?/)
    expect(planFor({ state: 'adjudicated' })).toContain('cohort_item_adjudicated')
    expect(planFor({ state: 'failed' })).toContain('cohort_item_failed')
    expect(planFor({ sample: 100 })).toContain('cohort_item_by_rank')
    expect(planOf(connection, "SELECT key FROM cohort_item WHERE state = 'waiting' AND key > 1 AND key < 9 ORDER BY key LIMIT 64")).toBe('SEARCH cohort_item USING COVERING INDEX cohort_item_waiting (key>? AND key<?)')
    expect(planOf(connection, "SELECT label, count(*) FROM cohort_item WHERE run = 3 AND state = 'done' GROUP BY label")).toContain('COVERING INDEX cohort_item_by_label')
    expect(planOf(connection, "SELECT max(sequence) FROM cohort_adjudication WHERE run = 'r' AND number = 1")).toContain('cohort_adjudication_by_item')
  })

  it('11: desk tests; whether a case is sealed, and a reader’s ratings, are read through indexes', async () => {
    const connection = await migratedTo(migrations.findIndex(({ version }) => version === 11) + 1)
    expect(planOf(connection, "SELECT test.name FROM desk_test_case AS one JOIN desk_test AS test ON test.number = one.test WHERE one.sha256 = x'00' AND test.state = 'open' LIMIT 1")).not.toContain('SCAN')
    expect(planOf(connection, 'SELECT max(sequence) FROM desk_test_rating WHERE reader = 1 AND position = 2')).toContain('COVERING INDEX desk_test_rating_by_place')
  })

  it('12: evaluations; what waits in a run, and its pages, are read through keys', async () => {
    const connection = await migratedTo(migrations.findIndex(({ version }) => version === 12) + 1)
    expect(planOf(connection, "SELECT key FROM evaluation_item WHERE state = 'waiting' AND key > 1 AND key < 9 ORDER BY key LIMIT 1")).toBe('SEARCH evaluation_item USING COVERING INDEX evaluation_item_waiting (key>? AND key<?)')
    const page = planOf(connection, 'SELECT item.key, report.id, item.answer FROM evaluation_item AS item LEFT JOIN report ON report.number = item.report WHERE item.key > 1 AND item.key < 9 ORDER BY item.key LIMIT 50 OFFSET 0')
    expect(page).toContain('SEARCH item USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
    expect(page).not.toMatch(/SCAN|TEMP B-TREE/)
  })

  it('an older database on disk is brought up to date when it is opened, its rows kept', async () => {
    const { default: Sqlite } = await import('better-sqlite3')
    const file = join(newFolder(), 'raddraft.db')
    const old = new Sqlite(file)
    for (const pragma of ["cipher = 'sqlcipher'", 'legacy = 4', `key = "x'${Buffer.from(testKey).toString('hex')}'"`, `application_id = ${applicationId}`]) old.pragma(pragma)
    migrate(old, migrations.slice(0, 4))
    old.exec(`INSERT INTO setting VALUES ('person', '"A"')`)
    old.close()
    const again = openDatabase({ file, key: testKey })
    expect(again.connection.pragma('user_version', { simple: true })).toBe(latestVersion)
    expect(again.connection.prepare('SELECT value FROM setting').pluck().get()).toBe('"A"')
    again.close()
  })
})
