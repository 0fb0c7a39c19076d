import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-gate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = (name: string) => join(folder, name)

const call = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => execFile(process.execPath, ['src/cli/index.ts', 'gate', ...args], (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr })))

const rows = [
  { id: 'a', findings: 'Lungs: 34 mm mass in the right upper lobe. No pleural effusion.', conclusion: 'Right upper lobe mass, 34 mm. No pleural effusion.', sex: 'F' },
  { id: 'b', findings: '肝S8に22 mmの腫瘤を認める。腹水なし。', conclusion: '肝S8に22 mmの腫瘤。腹水なし。', sex: '男' },
]
writeFileSync(path('in.jsonl'), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)

describe('raddraft gate', () => {
  it('gives a row for every text, the same ones for the same seed, and figures by language', async () => {
    const first = await call('--in', path('in.jsonl'), '--out', path('1.jsonl'), '--seed', '3')
    expect(first, first.stderr).toMatchObject({ code: 0 })
    await call('--in', path('in.jsonl'), '--out', path('2.jsonl'), '--summary', path('2.json'), '--seed', '3')
    expect(readFileSync(path('2.jsonl'), 'utf8')).toBe(readFileSync(path('1.jsonl'), 'utf8'))
    const out = readFileSync(path('1.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(out.filter(({ text }) => text === 'untouched').map(({ id }) => id)).toEqual(['a', 'b'])
    expect(out.find(({ id, kind }) => id === 'a' && kind === 'side')).toMatchObject({ text: 'mutated', conclusion: 'Left upper lobe mass, 34 mm. No pleural effusion.', original: 'Right', changed: { start: 0, end: 4 }, caught: true })
    expect(out.filter(({ text }) => text === 'draft')).toHaveLength(2)
    const summary = JSON.parse(first.stdout) as { reports: number; passed: boolean; figures: { languages: Record<string, { reports: number }> }; engine: { model: unknown; rulesVersion: string } }
    expect(summary).toMatchObject({ reports: 2, passed: true, figures: { languages: { en: { reports: 1 }, ja: { reports: 1 } } }, engine: { model: null } })
    expect(summary.engine.rulesVersion).toMatch(/^rules-[0-9a-f]{12}$/)
  }, 180_000)

  it('drafts with the names of the table, as the app does', async () => {
    writeFileSync(path('named.jsonl'), `${JSON.stringify({ id: 'n', findings: 'The appendix is dilated to 12 mm. Marked periappendiceal fat stranding.', conclusion: 'Acute appendicitis.' })}\n`)
    expect(await call('--in', path('named.jsonl'), '--out', path('named-out.jsonl'))).toMatchObject({ code: 0 })
    expect(readFileSync(path('named-out.jsonl'), 'utf8')).toMatch(/"text":"draft".*Acute appendicitis/)
  }, 180_000)

  it('a limit that is not held is exit code 1 with the figure; a bad row is in the output; a wrong call writes nothing', async () => {
    writeFileSync(path('limits.json'), JSON.stringify({ falseAlarms: 0, invented: 1 }))
    const many = Array.from({ length: 8 }, (_, at) => JSON.stringify({ ...rows[0], id: at, conclusion: 'Left upper lobe mass, 34 mm. No pleural effusion.' }))
    writeFileSync(path('wrong.jsonl'), [...many, '{"id":"x"}'].join('\n'))
    const under = await call('--in', path('wrong.jsonl'), '--out', path('3.jsonl'), '--limits', path('limits.json'), '--drafts', '0')
    expect(under.code).toBe(1)
    expect(under.stderr).toMatch(/Under the limit: \d+ of \d+ false alarms on correct texts .* at most 0\.0 %\./)
    expect(readFileSync(path('3.jsonl'), 'utf8')).toContain('"id":"x","row":9,"error":{"code":"invalid-input"')
    const calls = [['--in', path('in.jsonl')], ['--in', path('in.jsonl'), '--out', '-'], ['--in', path('none.jsonl'), '--out', path('4.jsonl')], ['--in', path('in.jsonl'), '--out', path('4.jsonl'), '--seed', 'x'], ['--in', path('in.jsonl'), '--out', path('4.jsonl'), '--model', 'no-such-model']]
    const codes = []
    for (const args of calls) codes.push((await call(...args)).code)
    expect(codes).toEqual([2, 2, 2, 2, 3])
  }, 180_000)
})
