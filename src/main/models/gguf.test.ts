import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildGguf, goodKeys, key, tensor, type GgufParts } from './gguf.fixture.ts'
import { readGguf } from './gguf.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-gguf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const corpusTool = path.resolve('../shared/tools/faults/gguf_corpus.py')
const hasPython = spawnSync('python3', ['--version']).status === 0

function file(bytes: Buffer): string {
  const name = path.join(folder, `${Math.random()}.gguf`)
  writeFileSync(name, bytes)
  return name
}

describe('the header check (L05)', { timeout: 60_000 }, () => {
  it('reads what the screens and the memory estimate need', async () => {
    expect(await readGguf(file(buildGguf()))).toEqual({
      architecture: 'llama',
      name: 'Tiny',
      quantization: 'Q4_1',
      contextLength: 2048,
      embeddingLength: 64,
      blockCount: 2,
      headCount: 4,
      headCountKv: 2,
      keyLength: 16,
      valueLength: 16,
      feedForwardLength: 128,
      slidingWindow: null,
      vocabularySize: 8,
      template: 'chatml',
      tensorBytes: 2048,
      sharedTableBytes: 2048,
    })
  })

  it('L06: never reads, let alone runs, the chat template of the file (bug: a template of a stranger frames the prompt)', async () => {
    const hostile = key.text('tokenizer.chat_template', '{% for i in range(1000000000) %}{{ i }}{% endfor %}<|start_header_id|>')
    const began = performance.now()
    const header = await readGguf(file(buildGguf({ keys: [...goodKeys(), hostile] })))
    expect(header.template).toBe('chatml')
    expect(JSON.stringify(header)).not.toContain('range')
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it.each<[string, string, GgufParts]>([
    ['too many tensors', 'announces', { tensorCount: 20_000n }],
    ['2^62 keys', 'impossible size', { keyCount: 2n ** 62n }],
    ['version 1', 'version 1', { version: 1 }],
    ['a big-endian version', 'version 50331648', { version: 0x03000000 }],
    ['600 blocks', 'block_count is 600', { keys: goodKeys({ 'llama.block_count': key.number('llama.block_count', 600) }) }],
    ['no attention heads', 'head_count is 0', { keys: goodKeys({ 'llama.attention.head_count': key.number('llama.attention.head_count', 0) }) }],
    ['a text longer than the file', 'more data than it has', { keys: [...goodKeys(), Buffer.concat([key.text('x', '').subarray(0, 13), Buffer.from('ffffffffffff1f00', 'hex')])] }],
    ['an array of 2^32 bytes', 'more than the file can hold', { keys: [...goodKeys(), key.emptyArray('x', 0, 2n ** 32n)] }],
    ['an array of 2^40 texts', 'more than the file can hold', { keys: [...goodKeys(), key.emptyArray('x', 8, 2n ** 40n)] }],
    ['arrays in arrays', 'array of arrays', { keys: [...goodKeys(), key.emptyArray('x', 9, 1n)] }],
    ['an unknown value type', 'unknown', { keys: [...goodKeys(), key.emptyArray('x', 77, 0n)] }],
    ['the same key twice', 'occurs twice', { keys: [...goodKeys(), key.number('llama.block_count', 1)] }],
    ['a key named __proto__', 'not allowed', { keys: [...goodKeys(), key.text('__proto__.polluted', 'yes')] }],
    ['a key named constructor.prototype', 'not allowed', { keys: [...goodKeys(), key.text('constructor.prototype.polluted', 'yes')] }],
    ['an alignment of 0', 'alignment', { keys: [...goodKeys(), key.number('general.alignment', 0)] }],
    ['an alignment of 24', 'alignment', { keys: [...goodKeys(), key.number('general.alignment', 24)] }],
    ['no vocabulary', 'no vocabulary', { keys: goodKeys({ 'tokenizer.ggml.tokens': null }) }],
    ['a start token outside the vocabulary', 'outside the vocabulary', { keys: [...goodKeys(), key.number('tokenizer.ggml.bos_token_id', 8)] }],
    ['token scores of the wrong type', 'wrong type', { keys: [...goodKeys(), key.emptyArray('tokenizer.ggml.scores', 0, 0n)] }],
    ['no tensors', 'no tensors', { tensors: [] }],
    ['a dimension of 0', 'dimension of 0', { tensors: [tensor('t', [64, 0])] }],
    ['five dimensions', 'dimensions', { tensors: [tensor('t', [1, 1, 1, 1, 1])] }],
    ['a size that overflows', 'impossible', { tensors: [tensor('t', [2n ** 40n, 2n ** 40n])] }],
    ['an unknown tensor type', 'unknown type', { tensors: [tensor('t', [64], 99)] }],
    ['a row that does not fit its type', 'does not fit', { tensors: [tensor('t', [100], 12)] }],
    ['a tensor outside the file', 'outside the file', { tensors: [tensor('t', [64, 8], 0, 4096)] }],
    ['a misaligned tensor', 'not allowed', { tensors: [tensor('t', [8], 0, 4)] }],
    ['two tensors of one name', 'tensor twice', { tensors: [tensor('t', [8]), tensor('t', [8])] }],
    ['an adapter', 'adapter', { keys: [...goodKeys(), key.text('general.type', 'adapter')] }],
  ])('refuses %s with one sentence (bug: native code aborts or loops on it)', async (_name, sentence, parts) => {
    await expect(readGguf(file(buildGguf(parts)))).rejects.toMatchObject({ name: 'AppError', code: 'model-invalid', message: expect.stringContaining(sentence) })
  })

  it('refuses every beginning of a good file, and no single changed byte hangs or crashes it (bug: an unchecked length)', async () => {
    const good = buildGguf()
    for (let length = 0; length < good.length; length += 7) await expect(readGguf(file(good.subarray(0, length)))).rejects.toMatchObject({ code: 'model-invalid' })
    const began = performance.now()
    for (let at = 0; at < good.length - 2048; at++) {
      const bad = Buffer.from(good)
      bad[at]! ^= 0xff
      const code = await readGguf(file(bad)).then(() => 'fine', (error: { code: string }) => error.code)
      expect(code).toMatch(/^(fine|model-invalid)$/)
    }
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('refuses a folder and a missing file with typed errors', async () => {
    await expect(readGguf(folder)).rejects.toMatchObject({ name: 'AppError' })
    await expect(readGguf(path.join(folder, 'none.gguf'))).rejects.toMatchObject({ code: 'not-found' })
  })

  it.skipIf(!hasPython || !existsSync(corpusTool))('L04: 26 malformed files of the fault corpus: one typed error each inside 5 s, nothing on Object.prototype', async () => {
    const corpus = path.join(folder, 'corpus')
    execFileSync('python3', [corpusTool, corpus])
    const files = readdirSync(corpus)
    expect(files).toHaveLength(26)
    const before = process.memoryUsage().rss
    for (const name of files) {
      const began = performance.now()
      await expect(readGguf(path.join(corpus, name))).rejects.toMatchObject({ name: 'AppError', code: 'model-invalid' })
      expect(performance.now() - began).toBeLessThan(5000)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(({} as Record<string, unknown>)['polluted2']).toBeUndefined()
  })
})
