import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { a, adapterBytes, alpha, b, baseBytes, columns, f16, float, matrix, norm, padded, rank, rows } from './adapter.fixture.ts'
import { key } from './gguf.fixture.ts'
import { readGguf } from './gguf.ts'
import { blockReaders, fromHalf, toHalf, writeEights } from './merge-blocks.ts'
import { readDirectory } from './merge-directory.ts'
import { mergeAdapter } from './merge.ts'

describe('mergeAdapter', () => {
  let folder = ''
  const at = (name: string) => path.join(folder, name)
  const merge = (signal = new AbortController().signal, onProgress?: (done: number, total: number) => void) => mergeAdapter({ base: at('base.gguf'), adapter: at('adapter.gguf'), out: at('merged.gguf'), signal, ...(onProgress ? { onProgress } : {}) })

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raddraft-merge-'))
    await writeFile(at('base.gguf'), baseBytes())
    await writeFile(at('adapter.gguf'), adapterBytes())
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function readMerged(name: string): Promise<{ type: string; values: Float32Array }> {
    const handle = await open(at('merged.gguf'), 'r')
    try {
      const found = (await readDirectory(handle, 'model')).tensors.find((one) => one.name === name)!
      const bytes = Buffer.alloc(found.bytes)
      await handle.read(bytes, 0, found.bytes, found.offset)
      const values = new Float32Array(found.dimensions.reduce((product, one) => product * one, 1))
      blockReaders.get(found.type)!(bytes, values)
      return { type: found.type, values }
    } finally {
      await handle.close()
    }
  }

  // Would catch A and B swapped or transposed, a forgotten scale, and blocks read in the wrong order.
  it('adds B·A · alpha / rank to the de-quantized weights', async () => {
    await merge()
    const { type, values } = await readMerged('blk.0.ffn_up.weight')
    expect(type).toBe('Q8_0')
    const half = (value: number) => fromHalf(toHalf(value))
    for (let row = 0; row < rows; row++) {
      for (let block = 0; block < columns; block += 32) {
        const expected = Array.from({ length: 32 }, (_, i) => {
          let sum = 0
          for (let r = 0; r < rank; r++) sum += half(b[row * rank + r]!) * half(a[r * columns + block + i]!)
          return matrix.values[row * columns + block + i]! + (sum * alpha) / rank
        })
        const most = Math.max(...expected.map(Math.abs))
        // Q8_0 keeps each number to half a step of greatest / 127, its scale to 11 bits.
        const step = most / 127
        expected.forEach((value, i) => expect(Math.abs(values[row * columns + block + i]! - value)).toBeLessThanOrEqual(step * 0.5 + most * 6e-4))
      }
    }
  })

  // Would catch a merged file that the application itself or llama.cpp cannot open.
  it('writes a model that passes our own check, with norms untouched and wide matrices as Q8_0', async () => {
    const told: number[] = []
    const result = await merge(undefined, (done, total) => told.push(done / total))
    const bytes = readFileSync(at('merged.gguf'))
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(result).toEqual({ sha256: hash(bytes), bytes: bytes.length, base: hash(baseBytes()), adapter: { name: null, rank, judgesStatus: false, drafting: null, baseName: 'Tiny', sha256: hash(adapterBytes()) } })
    expect(await readGguf(at('merged.gguf'))).toMatchObject({ architecture: 'llama', name: 'Tiny', quantization: 'Q8_0', template: 'chatml', vocabularySize: 8 })
    expect((await readMerged('blk.0.attn_norm.weight')).values).toEqual(norm)
    expect(await readMerged('token_embd.weight')).toMatchObject({ type: 'Q8_0' })
    expect(told.at(-1)).toBeLessThanOrEqual(1)
    expect(existsSync(at('merged.gguf.part'))).toBe(false)
  })

  // Would catch time stamps, paths or anything else that makes the catalog's checksum wrong on another machine.
  it('gives the same bytes again', async () => {
    const first = await merge()
    await rm(at('merged.gguf'))
    expect(await merge()).toEqual(first)
  })

  it.each<[string, Buffer, RegExp]>([
    ['another base', adapterBytes({ keys: { base: key.text('raddraft.base.sha256', 'f'.repeat(64)) } }), /trained on another model \(Tiny\)/],
    ['another architecture', adapterBytes({ keys: { architecture: key.text('general.architecture', 'gemma3') } }), /architecture gemma3, and this model is llama/],
    ['a rank that is not the announced one', adapterBytes({ keys: { rank: key.number('raddraft.adapter.rank', 16) } }), /announces rank 16, but its tensors have rank 6/],
    ['halves of different rank', adapterBytes({ shapeB: [rank / 2, rows] }), /does not fit the size/],
    ['another width', adapterBytes({ shapeA: [columns / 2, rank] }), /does not fit the size/],
    ['a layer the model lacks', adapterBytes({ target: 'blk.7.ffn_up.weight' }), /changes blk\.7\.ffn_up\.weight, which this model does not have/],
    ['one half only', adapterBytes({ half: true }), /one half of blk\.0\.ffn_up\.weight is missing/],
    ['a model in its place', baseBytes(), /it is not a LoRA adapter/],
    ['no alpha', adapterBytes({ keys: { alpha: null } }), /adapter\.lora\.alpha/],
    ['an endless alpha', adapterBytes({ keys: { alpha: float('adapter.lora.alpha', Number.POSITIVE_INFINITY) } }), /adapter\.lora\.alpha/],
    ['a truncated file', adapterBytes().subarray(0, -600), /cut short/],
    ['a file that is not GGUF', Buffer.alloc(400, 'x'), /not a GGUF file/],
  ])('refuses an adapter for %s and leaves nothing behind', async (_, bytes, sentence) => {
    await writeFile(at('adapter.gguf'), bytes)
    await expect(merge()).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringMatching(sentence) })
    expect(existsSync(at('merged.gguf'))).toBe(false)
    expect(existsSync(at('merged.gguf.part'))).toBe(false)
  })

  it('refuses weights that are no numbers', async () => {
    const bytes = adapterBytes()
    bytes.writeUInt16LE(0x7e00, bytes.length - padded([f16(b)]).length)
    await writeFile(at('adapter.gguf'), bytes)
    await expect(merge()).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining('no number any more') })
  })

  // Would catch a half-written model under the final name.
  it('can be cancelled and leaves the old merged file alone', async () => {
    await writeFile(at('merged.gguf'), 'old')
    const controller = new AbortController()
    await expect(merge(controller.signal, () => controller.abort())).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(at('merged.gguf'), 'utf8')).toBe('old')
    expect(existsSync(at('merged.gguf.part'))).toBe(false)
  })
})

describe('16-bit floats', () => {
  // Would catch wrong rounding or lost subnormals: scales of Q8_0 blocks are often that small.
  it('go there and back, and round to the nearest', () => {
    for (let bits = 0; bits < 65_536; bits++) if (!Number.isNaN(fromHalf(bits))) expect(toHalf(fromHalf(bits))).toBe(bits)
    expect(toHalf(65_520)).toBe(0x7c00)
    expect(toHalf(65_519)).toBe(0x7bff)
    expect(toHalf(2 ** -25)).toBe(0)
    expect(toHalf(2 ** -25 * 1.01)).toBe(1)
    expect(fromHalf(toHalf(1 + 2 ** -11))).toBe(1)
    expect(fromHalf(toHalf(1 + 3 * 2 ** -11))).toBe(1 + 2 ** -9)
  })

  it('Q8_0 rounds half away from zero', () => {
    const values = new Float32Array(32)
    values.set([127, 2.5, -2.5, 0.4])
    expect([...writeEights(values).subarray(2, 6)].map((one) => (one << 24) >> 24)).toEqual([127, 3, -3, 0])
  })
})
