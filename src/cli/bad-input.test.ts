import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { badReports } from '../main/cohort/bad-reports.ts'

describe('raddraft classify of bad input', () => {
  it('answers every row with the label that is right all the same; what a report tells the reader to answer has no effect', { timeout: 240_000 }, () => {
    const input = badReports.map(({ label: _label, reason: _reason, ...row }) => JSON.stringify(row)).join('\n')
    const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'index.ts'), 'classify', '--in', '-', '--out', '-'], { input, encoding: 'utf8', maxBuffer: 2 ** 26 })
    const rows = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line))
    expect(status).toBe(0)
    expect(rows.map(({ id, label }) => [id, label])).toEqual(badReports.map(({ id, label }) => [id, label]))
    for (const [index, { id, reason, ...report }] of badReports.entries()) {
      if (reason) expect(rows[index].reason, id).toMatch(reason)
      for (const { field, start, end, text } of rows[index].evidence) expect((report as Record<string, unknown>)[field], id).toSatisfy((whole: string) => whole.slice(start, end) === text)
    }
  })
})
