import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ReportId } from '../../domain/report/report.ts'
import { createDraftStore } from './draft-store.ts'
import { migrate, migrations } from './migrate.ts'
import { sha256Of } from './sha256.ts'

/** A database of version 7 with one finished draft, as RadDraft 1.0 wrote it. */
function oldDatabase(findings: string) {
  const connection = new Sqlite(':memory:')
  migrate(connection, migrations.slice(0, 7))
  const content = { language: 'en', conclusion: 'Mass.', sentences: [{ text: 'Mass.', evidence: [{ start: 0, end: 4 }], support: 1, source: 'model' }], struck: [], leftOut: [], checks: [] }
  const [report, draft] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
  connection.exec("INSERT INTO patient VALUES ('p', 'P', 'N', NULL, NULL, ''); INSERT INTO study VALUES ('s', 'p', '', NULL, '2026-01-01', 'CT', '', '')")
  connection.prepare("INSERT INTO report (id, study_id, state, indication, technique, comparison, findings, conclusion, created_at, updated_at) VALUES (?, 's', 'draft', '', '', '', ?, '', '', '')").run(report, findings)
  connection.prepare("INSERT INTO draft (id, report_id, state, text, content, sentence_count, engine, prompt_version, seed, findings_sha256, created_at) VALUES (?, ?, 'complete', 'Mass.', ?, 1, 'model', 'draft-prompt-1', 1, ?, '')").run(draft, report, JSON.stringify(content), sha256Of(findings))
  return { connection, report: ReportId.parse(report) }
}

describe('8: how a draft was made', () => {
  it('a draft of before is read as it was, and still never changes', () => {
    const { connection, report } = oldDatabase('Mass in the lung.')
    migrate(connection)
    const draft = createDraftStore(connection).latest(report)
    expect(draft).toMatchObject({ making: null, stale: false, content: { form: 'lines', modelShare: 0, steps: [], notice: null, sentences: [{ text: 'Mass.' }] } })
    expect(() => connection.exec("UPDATE draft SET making = '{}'")).toThrow(/never changes/)
  })

  it('an instruction between ^^ that comes or goes does not make a draft stale, another word does', () => {
    const { connection, report } = oldDatabase('Mass in the lung.')
    migrate(connection)
    const drafts = createDraftStore(connection)
    const staleWith = (findings: string) => {
      connection.prepare('UPDATE report SET findings = ?').run(findings)
      return drafts.latest(report)?.stale
    }
    expect(staleWith('Mass in the lung. ^^ shorter ^^')).toBe(false)
    expect(staleWith('^^ as a list ^^\nMass in the lung.')).toBe(false)
    expect(staleWith('Mass in the left lung. ^^ shorter ^^')).toBe(true)
  })
})
