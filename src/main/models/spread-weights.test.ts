import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { blockReaders } from './merge-blocks.ts'
import { readDirectory } from './merge-directory.ts'
import { readStatusEncoder } from './read-status-encoder.ts'
import { spreadBlocks, spreadWeights } from './spread-weights.ts'

const released = fileURLToPath(new URL('../../../models/status/encoder', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'raddraft-spread-'))
const never = new AbortController().signal

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('spreading 5-bit weights to 8-bit ones', () => {
  it('gives the same numbers to the last bit (bug: fifth bits or signs are lost, and every tag shifts)', () => {
    const blocks = Buffer.from(Array.from({ length: 22 * 64 }, (_, i) => (i * 73 + (i >> 3) * 29) & 255))
    // Scales that are numbers.
    for (let block = 0; block < blocks.length; block += 22) blocks.writeUInt16LE(0x2000 + block * 3, block)
    const [five, eight] = [new Float32Array(64 * 32), new Float32Array(64 * 32)]
    blockReaders.get('Q5_0')!(blocks, five)
    blockReaders.get('Q8_0')!(spreadBlocks(blocks), eight)
    expect(eight).toEqual(five)
    expect(new Set(five).size).toBeGreaterThan(100)
  })

  it('keeps every other tensor and key as it is, and comes out as the release names it (bug: another file is read than was measured)', async () => {
    const { manifest } = readStatusEncoder(released)!
    const packed = await open(join(released, manifest.weights.file))
    const out = join(folder, 'spread.gguf')
    try {
      expect(await spreadWeights(packed, out, never)).toEqual({ sha256: manifest.spread!.sha256, bytes: manifest.spread!.bytes })
      const before = await readDirectory(packed, 'model')
      const spread = await open(out)
      const after = await readDirectory(spread, 'model')
      await spread.close()
      expect(after.tensors.map(({ name, dimensions }) => [name, dimensions])).toEqual(before.tensors.map(({ name, dimensions }) => [name, dimensions]))
      expect(after.tensors.map(({ type }) => type)).toEqual(before.tensors.map(({ type }) => (type === 'Q5_0' ? 'Q8_0' : type)))
      expect(new Set(after.keys.map(({ name }) => name))).toEqual(new Set([...before.keys.map(({ name }) => name), 'general.file_type']))
    } finally {
      await packed.close()
    }
  })
})

describe('the encoder opens', () => {
  it('its spread weights from the cache, and writes them again when they are damaged (bug: a cut-off file judges reports, or reading stays slow for ever)', async () => {
    const cache = join(folder, 'cache')
    const encoder = readStatusEncoder(released, cache)!
    const first = await encoder.open(never)
    await first.close()
    expect(first.path).toBe(join(cache, encoder.manifest.spread!.file))
    writeFileSync(first.path, readFileSync(first.path).subarray(0, 5_000_000))
    const second = await encoder.open(never)
    await second.close()
    expect(second.stamp.bytes).toBe(encoder.manifest.spread!.bytes)
  })

  it('the released weights where nothing can be kept (bug: a full or read-only disk takes the encoder away)', async () => {
    const inTheWay = join(folder, 'file')
    writeFileSync(inTheWay, '')
    const opened = await readStatusEncoder(released, join(inTheWay, 'cache'))!.open(never)
    await opened.close()
    expect(opened.path).toBe(join(released, 'weights.gguf'))
  })
})
