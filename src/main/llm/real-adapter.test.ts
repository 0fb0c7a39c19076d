import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { PromptPart } from '../../domain/model/language-model.ts'
import { float } from '../models/adapter.fixture.ts'
import { buildGguf, key, tensor } from '../models/gguf.fixture.ts'
import { modelFolder } from '../models/model-folder.ts'
import { createModelLibrary } from '../models/model-library.ts'
import { readCatalog } from '../models/read-catalog.ts'
import { stampOf } from '../models/weights-file.ts'
import { createGpuVerdicts } from './gpu-verdicts.ts'
import { createLanguageModel } from './language-model.ts'
import { spawnNode } from './spawn-node.ts'

const id = 'smollm2-135m-instruct'
const hasWeights = existsSync(path.join(modelFolder(), id, 'weights.gguf'))
const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-adapter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const never = new AbortController().signal

/** A LoRA of rank 1 on one layer of SmolLM2, every number of its second half this. */
function buildAdapter(value: number): Buffer {
  const keys = [key.text('general.architecture', 'llama'), key.text('general.type', 'adapter'), key.text('adapter.type', 'lora'), float('adapter.lora.alpha', 1)]
  const size = 576
  const a = Float32Array.from({ length: size }, (_, index) => Math.sin(index))
  const b = Float32Array.from({ length: size }, (_, index) => value * Math.cos(index))
  const tensors = [tensor('blk.10.attn_q.weight.lora_a', [size, 1], 0, 0), tensor('blk.10.attn_q.weight.lora_b', [1, size], 0, size * 4)]
  return buildGguf({ keys, tensors, data: Buffer.concat([Buffer.from(a.buffer), Buffer.from(b.buffer)]) })
}

/** A row that any model goes on with, tuned to short conclusions or not. */
const prompt: PromptPart[] = [{ text: 'one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve,', special: false }]

/** What the model writes, answers and prefers with this adapter beside it. */
async function say(value: number | null, swapped = false): Promise<{ written: string; phrase: string; shares: number[]; error?: string }> {
  const library = createModelLibrary({ catalog: await readCatalog(fileURLToPath(new URL('../../../models/catalog.json', import.meta.url))), folder: modelFolder() })
  const file = path.join(folder, `${value}.gguf`)
  if (value !== null) writeFileSync(file, buildAdapter(value))
  const openBoth = async (wanted: string, signal: AbortSignal) => {
    const weights = await library.open(wanted, signal)
    if (value === null) return weights
    const handle = await open(file, 'r')
    const stamp = await stampOf(handle)
    await handle.close()
    return { ...weights, adapter: { path: file, stamp: swapped ? { ...stamp, inode: '1' } : stamp } }
  }
  const identity = { id, name: 'SmolLM2', sha256: '', template: 'chatml' as const, contextLength: 8192, drafting: 'report' as const, adapterSha256: value === null ? null : String(value) }
  const model = createLanguageModel({ models: { current: () => identity, open: openBoth }, spawn: spawnNode(fileURLToPath(new URL('../../llm/index.ts', import.meta.url))), verdicts: createGpuVerdicts(path.join(folder, 'verdicts.json')), gpus: ['cpu'] })
  const said = { written: '', phrase: '', shares: [] as number[] }
  try {
    for await (const event of model.write({ prompt, maxTokens: 12, temperature: 0, seed: 1, stop: [] }, never)) if (event.type === 'token') said.written += event.text
    for await (const event of model.phrases({ prompts: [prompt], answers: ['0', '1', '2'], ends: [], maxTokens: 8, stop: [] }, never)) if (event.type === 'phrase') said.phrase = event.text
    for await (const event of model.score({ prefix: [], texts: [prompt], answers: ['0', '1', '2'] }, never)) if (event.type === 'scored') said.shares = event.shares
    return said
  } catch (error) {
    return { ...said, error: (error as { code: string }).code }
  } finally {
    await model.dispose()
  }
}

describe.skipIf(!hasWeights)('an adapter beside SmolLM2 (skipped without its weights)', { timeout: 240_000 }, () => {
  it('changes what is written and every phrase, not what is scored; one that adds nothing changes nothing (bug: the adapter is installed and never used)', async () => {
    const plain = await say(null)
    const nothing = await say(0)
    const strong = await say(40)
    expect(plain.written.length).toBeGreaterThan(10)
    expect(nothing).toEqual(plain)
    expect(strong.written).not.toBe(plain.written)
    expect(strong.phrase).not.toBe(plain.phrase)
    for (const [index, share] of strong.shares.entries()) expect(share).toBeCloseTo(plain.shares[index]!, 3)
  })

  it('L01: refuses an adapter that is not the file that was checked (bug: weights are checked, what is added to them is not)', async () => {
    expect(await say(1, true)).toMatchObject({ error: 'checksum', written: '' })
  })
})
