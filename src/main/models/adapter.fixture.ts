import { createHash } from 'node:crypto'
import { buildGguf, goodKeys, key, tensor } from './gguf.fixture.ts'
import { fromHalf, toHalf } from './merge-blocks.ts'

/** A tiny model with one Q4_1 matrix, and LoRA adapters for it that can be made wrong in every way. */
export const columns = 64
export const rows = 96
export const rank = 6
export const alpha = 8

/** Numbers that look random and are the same in every run. */
function numbers(count: number, seed: number, size: number): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state / 2 ** 31 - 1) * size
  })
}

const f32 = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)
export const f16 = (values: Float32Array) => {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, i) => bytes.writeUInt16LE(toHalf(value), i * 2))
  return bytes
}
export const float = (name: string, value: number) => {
  const bytes = key.number(name, 0)
  bytes.writeUInt32LE(6, bytes.length - 8)
  bytes.writeFloatLE(value, bytes.length - 4)
  return bytes
}
export const padded = (parts: Buffer[]) => Buffer.concat(parts.map((one) => Buffer.concat([one, Buffer.alloc((32 - (one.length % 32)) % 32)])))

/** A Q4_1 matrix: per block of 32 a scale and a minimum, then sixteen bytes. */
function q4(seed: number): { bytes: Buffer; values: Float32Array } {
  const blocks = (rows * columns) / 32
  const bytes = Buffer.alloc(blocks * 20)
  const raw = numbers(blocks * 18, seed, 1)
  for (let block = 0; block < blocks; block++) {
    bytes.writeUInt16LE(toHalf(0.01 + Math.abs(raw[block * 18]!) / 20), block * 20)
    bytes.writeUInt16LE(toHalf(raw[block * 18 + 1]! / 2), block * 20 + 2)
    for (let i = 0; i < 16; i++) bytes[block * 20 + 4 + i] = Math.floor((raw[block * 18 + 2 + i]! + 1) * 127.9)
  }
  // Written out again by hand, number by number, from the format's description.
  const values = Float32Array.from({ length: rows * columns }, (_, i) => {
    const block = Math.floor(i / 32) * 20
    const place = i % 32
    const both = bytes[block + 4 + (place % 16)]!
    return (place < 16 ? both & 15 : both >> 4) * fromHalf(bytes.readUInt16LE(block)) + fromHalf(bytes.readUInt16LE(block + 2))
  })
  return { bytes, values }
}

const table = numbers(columns * 8, 1, 1)
export const norm = numbers(columns, 2, 1)
export const matrix = q4(3)
export const a = numbers(rank * columns, 4, 0.5)
export const b = numbers(rows * rank, 5, 0.5)

/** The bytes of the model. */
export function baseBytes(): Buffer {
  const sizes = [table.byteLength, norm.byteLength]
  return buildGguf({
    keys: goodKeys({ 'general.file_type': key.number('general.file_type', 3) }),
    tensors: [tensor('token_embd.weight', [columns, 8], 0, 0), tensor('blk.0.attn_norm.weight', [columns], 0, sizes[0]!), tensor('blk.0.ffn_up.weight', [columns, rows], 3, sizes[0]! + sizes[1]!)],
    data: padded([f32(table), f32(norm), matrix.bytes]),
  })
}

type Change = { keys?: Record<string, Buffer | null>; target?: string; shapeA?: number[]; shapeB?: number[]; half?: boolean; type?: number }

/** The bytes of an adapter; without arguments one that fits. */
export function adapterBytes({ keys = {}, target = 'blk.0.ffn_up.weight', shapeA = [columns, rank], shapeB = [rank, rows], half = false, type = 1 }: Change = {}): Buffer {
  const all: Record<string, Buffer | null> = {
    type: key.text('general.type', 'adapter'),
    kind: key.text('adapter.type', 'lora'),
    architecture: key.text('general.architecture', 'llama'),
    alpha: float('adapter.lora.alpha', alpha),
    rank: key.number('raddraft.adapter.rank', rank),
    base: key.text('raddraft.base.sha256', createHash('sha256').update(baseBytes()).digest('hex')),
    name: key.text('raddraft.base.name', 'Tiny'),
    ...keys,
  }
  const tensors = [tensor(`${target}.lora_a`, shapeA, type, 0), ...(half ? [] : [tensor(`${target}.lora_b`, shapeB, type, f16(a).length)])]
  return buildGguf({ keys: Object.values(all).filter((one) => one !== null), tensors, data: padded([f16(a), f16(b)]) })
}
