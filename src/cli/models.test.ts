import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adapterBytes, baseBytes } from '../main/models/adapter.fixture.ts'
import { buildGguf } from '../main/models/gguf.fixture.ts'
import { models } from './models.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-cli-models-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => void vi.stubEnv('RADDRAFT_MODELS', path.join(folder, 'models')))
afterEach(() => void vi.unstubAllEnvs())

async function run(...args: string[]) {
  let stdout = ''
  let stderr = ''
  const code = await models(args, { stdout: { write: (text) => (stdout += text) }, stderr: { write: (text) => (stderr += text) } })
  return { code, stdout, stderr }
}

describe('raddraft models', () => {
  it.each([[[]], [['fly']], [['import']], [['remove']], [['pull', 'a', 'b']], [['list', '--colour']], [['import-adapter', 'a.gguf']], [['remove-adapter']], [['pull', '--model', 'a']], [['pull', 'no-such-model']]])('a wrong call %j ends with 2 and says what is possible or wrong (bug: a script goes on with nothing done)', async (args) => {
    const { code, stdout, stderr } = await run(...args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
  })

  it('imports, lists, verifies and removes; answers on standard output only (bug: progress mixed into the rows)', async () => {
    const stick = path.join(folder, 'Own.gguf')
    writeFileSync(stick, buildGguf())
    expect(await run('import', stick)).toMatchObject({ code: 0, stdout: '' })
    const rows = (await run('list', '--json')).stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; installed: boolean; checksum: string })
    expect(rows.find((row) => row.id === 'own')).toMatchObject({ installed: true, checksum: 'pinned' })
    expect(rows.length).toBeGreaterThan(4)
    expect((await run('list')).stdout).toContain('Built with')
    expect(await run('verify')).toMatchObject({ code: 0 })
    writeFileSync(path.join(folder, 'models', 'own', 'weights.gguf'), 'damaged')
    expect(await run('verify', 'own')).toMatchObject({ code: 1, stderr: expect.stringContaining('checksum') })
    expect(await run('remove', 'own')).toMatchObject({ code: 0 })
    expect(await run('remove', 'own')).toMatchObject({ code: 1 })
  })

  it('adds an adapter of this site and takes it off again; one that does not fit is refused with a sentence (bug: a stack trace, or an adapter on the wrong model)', async () => {
    const [model, adapter] = [path.join(folder, 'Base.gguf'), path.join(folder, 'adapter.gguf')]
    writeFileSync(model, baseBytes())
    writeFileSync(adapter, adapterBytes())
    await run('import', model)
    expect(await run('import-adapter', adapter, '--model', 'base')).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('plain model is kept') })
    expect((await run('list')).stdout).toContain('merged into it')
    expect(await run('remove-adapter', 'base')).toMatchObject({ code: 0 })
    expect((await run('list')).stdout).not.toContain('merged into it')
    writeFileSync(adapter, adapterBytes({ shapeB: [1, 1] }))
    expect(await run('import-adapter', adapter, '--model', 'base')).toMatchObject({ code: 1, stderr: expect.stringContaining('does not fit the size') })
    expect(await run('import-adapter', adapter, '--model', 'none')).toMatchObject({ code: 1, stderr: expect.stringContaining('not installed') })
    expect(await run('remove-adapter', 'base')).toMatchObject({ code: 2 })
  })

  it('says what is wrong with a file that is no model (bug: a stack trace)', async () => {
    const text = path.join(folder, 'text.gguf')
    writeFileSync(text, 'This is a text and not a model at all.')
    const { code, stderr } = await run('import', text)
    expect(code).toBe(1)
    expect(stderr.trim().split('\n').at(-1)).toContain('not a GGUF file')
  })
})
