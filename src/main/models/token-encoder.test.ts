import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openTokenEncoder } from './token-encoder.ts'

const folder = new URL('../../../models/status/encoder/', import.meta.url)
const fixture = JSON.parse(readFileSync(new URL('../../domain/status/encoder/encoder.fixture.json', import.meta.url), 'utf8')) as { text: string; tokens: number[]; vector?: number[] }[]

async function openShipped(layers: number) {
  const file = await open(fileURLToPath(new URL('weights.gguf', folder)), 'r')
  return openTokenEncoder(file, layers).finally(() => file.close())
}

describe('an encoder read piece by piece', () => {
  it('has the mean over all pieces that the recipe found with torch (bug: heads mixed up, another GELU, a norm in the wrong place)', { timeout: 60_000 }, async () => {
    const encoder = await openShipped(12)
    const known = fixture.filter(({ vector }) => vector).slice(0, 2)
    expect(known).toHaveLength(2)
    for (const { tokens, vector } of known) {
      const pieces = encoder.read(tokens)
      const mean = vector!.map((_, i) => pieces.reduce((sum, one) => sum + one[i]!, 0) / pieces.length)
      const furthest = Math.max(...mean.map((value, i) => Math.abs(value - vector![i]!)))
      expect(furthest).toBeLessThan(0.002)
    }
  })
  it('refuses pieces it does not have and a layer too many', async () => {
    const encoder = await openShipped(1)
    expect(() => encoder.read([1, 10_000_000])).toThrow('no pieces of a text')
    expect(() => encoder.read([])).toThrow('no pieces of a text')
    await expect(openShipped(13)).rejects.toMatchObject({ code: 'model-invalid' })
  })
})
