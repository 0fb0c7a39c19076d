import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReportId } from '../domain/report/report.ts'
import { createKey } from '../main/db/key-file.ts'
import { openDatabase } from '../main/db/open.ts'
import { createStores } from '../main/db/stores.ts'
import { exportTraining } from './export-training.ts'

const root = mkdtempSync(join(tmpdir(), 'raddraft-export-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => void vi.stubEnv('RADDRAFT_POLICY', join(root, 'no-policy.json')))
afterEach(() => void vi.unstubAllEnvs())
const data = join(root, 'data')
const passphrase = 'a fictional passphrase'
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

let next = 0
async function run(args: string[], typed: string | null = null) {
  const out = join(root, `out-${next++}`)
  let stderr = ''
  const code = await exportTraining(['--out', out, ...args], { stdout: { write: () => true }, stderr: { write: (text) => (stderr += text) } }, async () => typed)
  const rows = (name: string) => (existsSync(join(out, name)) ? readFileSync(join(out, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: string; answer: string; prompt: unknown }) : [])
  return { code, stderr, out, rows, card: () => JSON.parse(readFileSync(join(out, 'data-card.json'), 'utf8')) as Record<string, never> }
}

/** Twelve signed reports, one unsigned, one with an addendum; everybody is invented. */
beforeAll(async () => {
  mkdirSync(data)
  const key = await createKey(data, { protection: 'passphrase', passphrase }, new Date())
  const stores = createStores(openDatabase({ file: join(data, 'raddraft.db'), key }))
  for (let i = 0; i < 14; i++) {
    const at = `2026-0${1 + (i % 9)}-10T09:00:00.000Z`
    const [patient, study, report] = [uuid(i), uuid(100 + i), uuid(200 + i) as ReportId]
    stores.transaction(() => {
      stores.patients.insert({ id: patient, patientId: `PAT-${9100 + i}`, name: 'Quillfeather^Beatrix', birthDate: '1950-01-02', sex: 'F' }, at)
      stores.studies.insert({ id: study, accessionNumber: `ACC${5500 + i}`, studyInstanceUid: null, date: at.slice(0, 10), modality: 'CT', description: 'CT abdomen', patient: patient } as never, at)
      stores.reports.insert({ id: report, studyId: study, origin: null, sections: { indication: `Pain. PAT-${9100 + i}.`, technique: '', comparison: '', findings: `Mrs. Quillfeather has a ${i + 4} mm lesion of the liver in segment ${i}. Normal spleen and pancreas on image ${i * 3}.`, conclusion: `Liver lesion, ${i + 4} mm.` } }, at)
      if (i !== 12) stores.reports.sign(report, { signer: 'Ottokar Zwirn', signedAt: at, sha256: 'a'.repeat(64) })
      if (i === 13) stores.reports.setAddendum(report, 'Read again: no lesion.', at)
      if (i % 2 === 0) stores.tags.add({ id: uuid(300 + i), reportId: report, label: i % 4 === 0 ? 0 : 1, probabilities: null, uncertain: false, evidence: [], reason: '', source: i < 6 ? 'person' : 'machine', tier: 'person', version: '1', provisional: false, author: i < 6 ? 'Ottokar Zwirn' : '', createdAt: at })
    })
  }
  stores.close()
})

describe('raddraft export-training', () => {
  it('opens the archive with its passphrase and writes rows without anybody in them (bug: the name of the patient leaves the database)', async () => {
    vi.stubEnv('RADDRAFT_PASSPHRASE', passphrase)
    const { code, stderr, out, rows, card } = await run(['--data', data, '--family', 'chatml'])
    expect([stderr, code]).toEqual([expect.stringContaining('more corrected by an addendum'), 0])
    const all = [...rows('conclusion-training.jsonl'), ...rows('conclusion-validation.jsonl')]
    expect(all.length).toBeGreaterThan(8)
    expect(all.length).toBeLessThanOrEqual(12)
    const text = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8')).join('\n')
    for (const secret of ['Quillfeather', 'Beatrix', 'PAT-', '91', 'ACC', 'Zwirn', '1950', 'no lesion', uuid(3)]) expect(text.replaceAll(/[0-9a-f]{64}/g, '')).not.toContain(secret)
    expect(text).toContain('6 mm lesion of the liver')
    expect(rows('status-training.jsonl').every(({ answer }) => ['0', '1'].includes(answer))).toBe(true)
    expect(card()).toMatchObject({ removed: { name: expect.any(Number), identifier: expect.any(Number) }, files: { 'conclusion-training.jsonl': { rows: rows('conclusion-training.jsonl').length } } })
    if (process.platform !== 'win32') expect(statSync(join(out, 'conclusion-training.jsonl')).mode & 0o077).toBe(0)
  })

  it('takes the machine’s tags only when asked, and only a time that is asked for', async () => {
    vi.stubEnv('RADDRAFT_PASSPHRASE', passphrase)
    const count = async (...args: string[]) => {
      const { card } = await run(['--data', data, ...args])
      const { rows } = card() as unknown as { rows: { status: { training: number; validation: number }; conclusion: { training: number; validation: number } } }
      return { status: rows.status.training + rows.status.validation, conclusion: rows.conclusion.training + rows.conclusion.validation }
    }
    const person = await count()
    expect((await count('--tags', 'signed')).status).toBeGreaterThan(person.status)
    expect((await count('--from', '2026-03-01', '--to', '2026-05-31')).conclusion).toBeLessThan(person.conclusion)
  })

  it('writes the export into the audit log, or does not export (bug: reports leave and nobody can tell)', async () => {
    vi.stubEnv('RADDRAFT_PASSPHRASE', passphrase)
    await run(['--data', data])
    const { openKey, readKeyFile } = await import('../main/db/key-file.ts')
    const opened = openDatabase({ file: join(data, 'raddraft.db'), key: await openKey(data, readKeyFile(data)!, { protection: 'passphrase', passphrase }) })
    const last = opened.connection.prepare('SELECT action, detail FROM audit_entry ORDER BY sequence DESC LIMIT 1').get() as { action: string; detail: string }
    opened.close()
    expect(last.action).toBe('training.exported')
    expect(JSON.parse(last.detail)).toMatchObject({ reports: 12 })
    // The folder holds something: nothing is written, so nothing is noted either.
    const full = join(root, 'full')
    mkdirSync(full)
    writeFileSync(join(full, 'x'), '')
    expect(await exportTraining(['--out', full, '--data', data], { stdout: { write: () => true }, stderr: { write: () => true } }, async () => null)).toBe(2)
  })

  it('a wrong or missing passphrase, a key in the keyring, no archive: a sentence, and nothing is written', async () => {
    expect(await run(['--data', data], 'wrong one')).toMatchObject({ code: 1, stderr: expect.stringContaining('(wrong-key)') })
    const without = await run(['--data', data])
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('RADDRAFT_PASSPHRASE') })
    expect(existsSync(without.out)).toBe(false)
    expect(await run(['--data', data], passphrase)).toMatchObject({ code: 0 })
    expect(await run(['--data', join(root, 'nothing')])).toMatchObject({ code: 2, stderr: expect.stringContaining('There are no reports') })
    const desktop = join(root, 'desktop')
    mkdirSync(desktop)
    const key = await createKey(desktop, { protection: 'keyring', keyring: { available: () => ({ ok: true, backend: 'test' }), encrypt: (text) => Buffer.from(text), decrypt: (bytes) => bytes.toString() } }, new Date())
    openDatabase({ file: join(desktop, 'raddraft.db'), key }).close()
    expect(await run(['--data', desktop])).toMatchObject({ code: 1, stderr: expect.stringContaining('--in') })
  })

  it('reads reports from a file instead, and says which line is wrong', async () => {
    const file = join(root, 'reports.jsonl')
    const line = (i: number) => JSON.stringify({ id: i, patient: `q${i}`, date: `2026-01-${String(i + 1).padStart(2, '0')}`, findings: `Beatrix Quillfeather has a ${i + 2} mm cyst of the left kidney, segment ${i}.`, conclusion: `Renal cyst, ${i + 2} mm.`, names: ['Quillfeather^Beatrix'], label: i % 3 })
    writeFileSync(file, Array.from({ length: 20 }, (_, i) => line(i)).join('\n'))
    const { code, rows } = await run(['--in', file, '--validation-share', '0.25', '--balanced'])
    expect(code).toBe(0)
    expect(rows('conclusion-validation.jsonl').length).toBe(5)
    expect(JSON.stringify(rows('conclusion-training.jsonl'))).not.toContain('Quillfeather')
    writeFileSync(file, `${line(1)}\n{"id":2}\n`)
    expect(await run(['--in', file])).toMatchObject({ code: 2, stderr: expect.stringContaining('line 2') })
    expect(await run(['--in', join(root, 'none.jsonl')])).toMatchObject({ code: 2 })
  })

  it.each([[['--from', '31.1.2026']], [['--validation-share', '2']], [['--family', 'gpt']], [['--tags', 'all']], [['--from', '2026-02-01', '--to', '2026-01-01']], [['--colour']], [['--in', 'a', '--data', 'b']]])('a wrong call %j ends with 2 and the usage', async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('raddraft export-training') })
  })
})
