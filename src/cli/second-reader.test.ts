import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readerModelOf } from '../domain/gate/reader-measurement.ts'
import { rulesVersion } from '../main/gate/rules-version.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { addMeasurement, readMeasurements } from '../main/models/reader-measurements.ts'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-reader-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = modelFolder()
const original = existsSync(installed) ? readdirSync(installed).find((name) => existsSync(join(installed, name, 'record.json'))) : undefined
const record = original === undefined ? null : (JSON.parse(readFileSync(join(installed, original, 'record.json'), 'utf8')) as { sha256: string; adapter?: { sha256: string } | null })

/** A folder of models of its own, with the installed one under another name. */
function models(name: string): string {
  const own = join(folder, name)
  mkdirSync(join(own, 'reader'), { recursive: true })
  if (!record) return own
  writeFileSync(join(own, 'reader', 'record.json'), JSON.stringify({ ...record, id: 'reader', name: 'Reader', origin: 'imported', waits: false }))
  symlinkSync(join(installed, original!, 'weights.gguf'), join(own, 'reader', 'weights.gguf'))
  writeFileSync(join(own, 'active.json'), JSON.stringify({ version: 1, id: 'reader' }))
  return own
}

/** A measurement in which so many of 40 wrong and of 100 right sentences were named. */
function measured(of: string, wrong: number, right: number): void {
  const reader = readerModelOf({ id: 'reader', name: 'Reader', sha256: record!.sha256, adapterSha256: record!.adapter?.sha256 ?? null, template: 'chatml', contextLength: 0, drafting: 'report' })
  const figures = { reader: { en: { wrong: { hits: wrong, of: 40 }, right: { hits: right, of: 100 }, reports: { hits: 0, of: 60 } } } }
  addMeasurement(of, { id: 'x', finishedAt: '2026-11-22T20:00:00Z', engine: { rulesVersion: rulesVersion() }, set: 'files', source: 'own.jsonl', reader, figures })
}

const row = { id: 'a', findings: 'Left kidney: 5 mm calculus in the lower pole. No pleural effusion.', conclusion: 'Small stone in the lower left kidney.' }
writeFileSync(join(folder, 'in.jsonl'), `${JSON.stringify(row)}\n`)

function raddraft(own: string, command: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string; out: string }> {
  const out = join(folder, `${Math.random()}.jsonl`)
  const env = { ...process.env, RADDRAFT_MODELS: own }
  return new Promise((resolve) =>
    execFile(process.execPath, ['src/cli/index.ts', command, '--in', join(folder, 'in.jsonl'), '--out', out, ...args], { env }, (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr, out: existsSync(out) ? readFileSync(out, 'utf8') : '' })),
  )
}

describe('raddraft check --second-reader', () => {
  it('without a model it is 3 and nothing is written; elsewhere it is a wrong call', async () => {
    expect(await raddraft(join(folder, 'none'), 'check', '--second-reader')).toMatchObject({ code: 3, out: '', stderr: expect.stringContaining('No language model is in use') })
    expect((await raddraft(join(folder, 'none'), 'classify', '--second-reader')).code).toBe(2)
  }, 60_000)

  it.skipIf(!record)('not measured is 2, not passed is 3, each with a sentence', async () => {
    const own = models('refused')
    expect(await raddraft(own, 'check', '--second-reader')).toMatchObject({ code: 2, out: '', stderr: expect.stringContaining('Reader was not measured as second reader with these rules. Run "raddraft gate --second-reader --model reader') })
    measured(own, 20, 50)
    expect(await raddraft(own, 'check', '--second-reader', '--model', 'reader')).toMatchObject({ code: 3, out: '', stderr: expect.stringContaining('no more than by chance') })
  }, 60_000)

  it.skipIf(!record)('one that has passed is asked, and rows keep their shape', async () => {
    const own = models('passed')
    measured(own, 35, 1)
    const { code, out, stderr } = await raddraft(own, 'check', '--second-reader')
    expect(code, stderr).toBe(0)
    const answer = JSON.parse(out) as { id: string; issues: { kind: string; by?: { model: string } }[] }
    expect(answer.id).toBe('a')
    for (const issue of answer.issues) expect(issue).toMatchObject({ kind: 'unsupported', severity: 'warning', sentence: 0, by: { model: 'reader' } })
    // A line that somebody changed is no measurement.
    const file = join(own, 'second-reader.jsonl')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"hits":35', '"hits":40'))
    expect(readMeasurements(own)).toEqual([])
    expect((await raddraft(own, 'check', '--second-reader')).code).toBe(2)
  }, 120_000)
})

describe('raddraft gate --second-reader', () => {
  it.skipIf(!record)('measures the model over what the rules leave open, and keeps it beside the models', async () => {
    const own = models('measured')
    const { code, stdout, stderr, out } = await raddraft(own, 'gate', '--second-reader', '--drafts', '0')
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('Second reader, en: may not be asked. Too little was measured')
    expect(out.trim().split('\n').map((line) => JSON.parse(line) as { text: string }).find(({ text }) => text === 'second-reader')).toMatchObject({ id: 'a', right: { of: 1 }, alarmed: expect.any(Boolean) })
    expect(JSON.parse(stdout)).toMatchObject({ reader: { id: 'reader', standings: [{ language: 'en', state: 'too-few' }] }, figures: { reader: { en: { reports: { of: 1 } } } } })
    expect(readMeasurements(own)).toMatchObject([{ set: 'files', source: 'in.jsonl', reader: { id: 'reader' } }])
  }, 180_000)
})
