import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Catalog } from '../../src/domain/model/catalog.ts'
import { withAdapter } from './with-adapter.ts'

const text = readFileSync(new URL('../catalog.json', import.meta.url), 'utf8')
const fields = (name: string) => ({ adapter: { name, file: 'models/adapters/x/adapter.gguf', sha256: 'a'.repeat(64), merged: { bytes: 12, sha256: 'b'.repeat(64) } }, quantization: 'Q8_0', memoryBytes: 34, drafting: 'phrases' })

describe('an adapter in the catalog', () => {
  it('is put in, and replaced, without touching another model (bug: the checksums of the last adapter stay)', () => {
    const before = Catalog.parse(JSON.parse(text))
    const once = withAdapter(text, before.default, fields('First'))
    const twice = withAdapter(once, before.default, fields('Second'))
    const after = Catalog.parse(JSON.parse(twice))
    expect(after.models[0]).toEqual({ ...before.models[0], ...fields('Second') })
    expect(after.models.slice(1)).toEqual(before.models.slice(1))
    expect(withAdapter(twice, before.default, fields('First'))).toBe(once)
    const last = withAdapter(text, before.models.at(-1)!.id, fields('Last'))
    expect(Catalog.parse(JSON.parse(last)).models.at(-1)).toMatchObject(fields('Last'))
    expect(() => withAdapter(text, 'none', fields('x'))).toThrow('There is no model none')
  })
})
