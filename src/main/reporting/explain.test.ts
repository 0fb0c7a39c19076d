import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createPackReader } from './explain-pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-pack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the guideline pack', () => {
  it('as shipped fits its schema', async () => {
    const pack = await createPackReader(fileURLToPath(new URL('../../../resources/guidelines/pack.json', import.meta.url)))()
    expect(pack.guidelines).toHaveLength(8)
    expect(pack.differentials).toHaveLength(12)
  })
  it('is refused whole where a field is wrong (a broken pack that half works)', async () => {
    const path = join(folder, 'pack.json')
    writeFileSync(path, JSON.stringify({ version: '2026-11-22', exclusions: {}, guidelines: [], differentials: [] }))
    await expect(createPackReader(path)()).rejects.toThrow('cancer')
    await expect(createPackReader(join(folder, 'none.json'))()).rejects.toThrow('ENOENT')
  })
})
