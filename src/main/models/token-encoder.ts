import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/ipc/errors.ts'
import { blockReaders } from './merge-blocks.ts'
import { readDirectory, type Directory } from './merge-directory.ts'

/** Reads the pieces of a text to one vector each: what the library behind our models cannot tell, which gives one vector for a whole text. */
type TokenEncoder = {
  /** Values of a vector. */
  hidden: number
  /** Layers that are worked through. */
  layers: number
  /** Vectors after the last of these layers, in order. Throws AppError `invalid-input` for pieces it does not have or too many of them. */
  read(pieces: readonly number[]): Float32Array[]
}

type Matrix = { values: Float32Array; rows: number; columns: number }
type Layer = Record<'q' | 'k' | 'v' | 'output' | 'up' | 'down', { matrix: Matrix; bias: Float32Array }> & Record<'afterAttention' | 'afterInner', Norm>
type Norm = { weight: Float32Array; bias: Float32Array }

/**
 * The first `layers` layers of a BERT encoder in a GGUF file (post-norm, exact GELU), in single precision on one thread: about a second
 * for a conclusion. For figures, not for use beside a person.
 * @throws AppError `model-invalid` for another architecture, a tensor that is missing or of a type not read here
 */
export async function openTokenEncoder(file: FileHandle, layers: number): Promise<TokenEncoder> {
  const directory = await readDirectory(file, 'encoder')
  const heads = directory.numbers.get('bert.attention.head_count')
  const count = directory.numbers.get('bert.block_count')
  if (directory.texts.get('general.architecture') !== 'bert' || !heads || !count || layers > count) throw new AppError('model-invalid', 'This model file is no encoder that can be read piece by piece.')
  const tensors = await readTensors(file, directory, layers)
  const take = (name: string): Matrix => tensors.get(name) ?? missing(name)
  const words = take('token_embd.weight')
  const positions = take('position_embd.weight')
  const type = take('token_types.weight').values
  const norm = (name: string): Norm => ({ weight: take(`${name}.weight`).values, bias: take(`${name}.bias`).values })
  const linear = (name: string) => ({ matrix: take(`${name}.weight`), bias: take(`${name}.bias`).values })
  const first = norm('token_embd_norm')
  const all = Array.from({ length: layers }, (_, i): Layer => {
    const of = (name: string) => linear(`blk.${i}.${name}`)
    return { q: of('attn_q'), k: of('attn_k'), v: of('attn_v'), output: of('attn_output'), up: of('ffn_up'), down: of('ffn_down'), afterAttention: norm(`blk.${i}.attn_output_norm`), afterInner: norm(`blk.${i}.layer_output_norm`) }
  })
  const hidden = words.columns
  return {
    hidden,
    layers,
    read(pieces) {
      if (pieces.length === 0 || pieces.length > positions.rows || !pieces.every((piece) => Number.isInteger(piece) && piece >= 0 && piece < words.rows)) throw new AppError('invalid-input', 'These are no pieces of a text that the encoder can read.')
      let x = new Float32Array(pieces.length * hidden)
      for (const [at, piece] of pieces.entries()) for (let i = 0; i < hidden; i++) x[at * hidden + i] = words.values[piece * hidden + i]! + positions.values[at * hidden + i]! + type[i]!
      normalise(x, first)
      for (const layer of all) x = through(x, layer, heads, hidden)
      return pieces.map((_, at) => x.slice(at * hidden, (at + 1) * hidden))
    },
  }
}

function missing(name: string): never {
  throw new AppError('model-invalid', `This encoder cannot be used: its ${name} is missing.`)
}

async function readTensors(file: FileHandle, { tensors }: Directory, layers: number): Promise<Map<string, Matrix>> {
  const read = new Map<string, Matrix>()
  for (const { name, type, offset, bytes, dimensions } of tensors) {
    if (Number(/^blk\.(\d+)\./.exec(name)?.[1] ?? -1) >= layers) continue
    const reader = blockReaders.get(type)
    if (!reader) throw new AppError('model-invalid', `This encoder cannot be used: its ${name} is stored as ${type}.`)
    const raw = Buffer.allocUnsafe(bytes)
    await file.read(raw, 0, bytes, offset)
    const [columns = 1, rows = 1] = dimensions
    const values = new Float32Array(columns * rows)
    reader(raw, values)
    read.set(name, { values, rows, columns })
  }
  return read
}

function through(x: Float32Array, layer: Layer, heads: number, hidden: number): Float32Array<ArrayBuffer> {
  const seen = attend(multiply(x, layer.q), multiply(x, layer.k), multiply(x, layer.v), heads, hidden)
  const middle = add(multiply(seen, layer.output), x)
  normalise(middle, layer.afterAttention)
  const inner = multiply(middle, layer.up)
  for (let i = 0; i < inner.length; i++) inner[i] = gelu(inner[i]!)
  const out = add(multiply(inner, layer.down), middle)
  normalise(out, layer.afterInner)
  return out
}

/** Rows of x times the matrix, plus bias. Four rows at a time, so that each number of the matrix is fetched once for them. */
function multiply(x: Float32Array, { matrix: { values, rows, columns }, bias }: Layer['q']): Float32Array<ArrayBuffer> {
  const count = x.length / columns
  const out = new Float32Array(count * rows)
  for (let row = 0; row < rows; row++) {
    const from = row * columns
    let at = 0
    for (; at + 3 < count; at += 4) {
      const [a, b, c, d] = [at * columns, (at + 1) * columns, (at + 2) * columns, (at + 3) * columns]
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      for (let i = 0; i < columns; i++) {
        const weight = values[from + i]!
        s0 += weight * x[a + i]!
        s1 += weight * x[b + i]!
        s2 += weight * x[c + i]!
        s3 += weight * x[d + i]!
      }
      out[at * rows + row] = s0 + bias[row]!
      out[(at + 1) * rows + row] = s1 + bias[row]!
      out[(at + 2) * rows + row] = s2 + bias[row]!
      out[(at + 3) * rows + row] = s3 + bias[row]!
    }
    for (; at < count; at++) {
      let sum = bias[row]!
      for (let i = 0; i < columns; i++) sum += values[from + i]! * x[at * columns + i]!
      out[at * rows + row] = sum
    }
  }
  return out
}

function attend(q: Float32Array, k: Float32Array, v: Float32Array, heads: number, hidden: number): Float32Array {
  const size = hidden / heads
  const count = q.length / hidden
  const out = new Float32Array(q.length)
  const odds = new Float64Array(count)
  for (let head = 0; head < heads; head++) {
    for (let from = 0; from < count; from++) {
      let most = Number.NEGATIVE_INFINITY
      for (let to = 0; to < count; to++) {
        let sum = 0
        for (let i = head * size; i < (head + 1) * size; i++) sum += q[from * hidden + i]! * k[to * hidden + i]!
        odds[to] = sum / Math.sqrt(size)
        most = Math.max(most, odds[to]!)
      }
      let total = 0
      for (let to = 0; to < count; to++) total += odds[to] = Math.exp(odds[to]! - most)
      for (let to = 0; to < count; to++) for (let i = head * size; i < (head + 1) * size; i++) out[from * hidden + i] = out[from * hidden + i]! + (odds[to]! / total) * v[to * hidden + i]!
    }
  }
  return out
}

function add(a: Float32Array<ArrayBuffer>, b: Float32Array): Float32Array<ArrayBuffer> {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! + b[i]!
  return a
}

/** Mean 0 and variance 1 within each row, then scaled and moved. */
function normalise(x: Float32Array, { weight, bias }: Norm): void {
  const size = weight.length
  for (let from = 0; from < x.length; from += size) {
    let mean = 0
    let square = 0
    for (let i = 0; i < size; i++) mean += x[from + i]! / size
    for (let i = 0; i < size; i++) square += (x[from + i]! - mean) ** 2 / size
    const by = 1 / Math.sqrt(square + 1e-12)
    for (let i = 0; i < size; i++) x[from + i] = (x[from + i]! - mean) * by * weight[i]! + bias[i]!
  }
}

/** x · Φ(x); the error function after Abramowitz and Stegun 7.1.26, off by 1.5e-7 at most. */
function gelu(x: number): number {
  const z = Math.abs(x) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * z)
  const erf = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-z * z)
  return 0.5 * x * (1 + Math.sign(x) * erf)
}
