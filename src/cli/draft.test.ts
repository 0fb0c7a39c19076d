import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { adapterBytes, baseBytes } from '../main/models/adapter.fixture.ts'
import { draft } from './draft.ts'
import { models } from './models.ts'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-cli-draft-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => void vi.stubEnv('RADDRAFT_MODELS', join(folder, 'models')))

const silent = { stdout: { write: () => true }, stderr: { write: () => true } }
const input = join(folder, 'in.jsonl')
writeFileSync(input, '{"id": 1, "findings": "A 9 mm nodule in the left lung."}\n')
const run = (model?: string) => draft({ input, output: join(folder, 'out.jsonl'), model, signal: new AbortController().signal })

describe('which model drafts', () => {
  it('none installed, one that was never put to use, and one whose adapter changed: each its own sentence (bug: an unchecked model writes, or "not installed" for one that is)', async () => {
    await expect(run()).rejects.toMatchObject({ code: 'model-missing', message: expect.stringContaining('No model is installed') })
    writeFileSync(join(folder, 'Ward.gguf'), baseBytes())
    expect(await models(['import', join(folder, 'Ward.gguf')], silent)).toBe(0)
    await expect(run()).rejects.toMatchObject({ code: 'model-missing', message: expect.stringMatching(/Ward is installed and was not put to use yet.*activate ward/) })
    writeFileSync(join(folder, 'site.gguf'), adapterBytes())
    expect(await models(['import-adapter', join(folder, 'site.gguf'), '--model', 'ward'], silent)).toBe(0)
    await expect(run()).rejects.toMatchObject({ code: 'model-missing', message: expect.stringMatching(/Ward waits for the checks.*activate ward/) })
    await expect(run('nobody')).rejects.toMatchObject({ code: 'model-missing', message: expect.stringContaining('nobody is not installed') })
    expect(await run('extractive')).toBe(0)
  })
})
