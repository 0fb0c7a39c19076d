import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../shared/ipc/errors.ts'
import { checkAdapter, type AdapterFacts, type Pair } from './adapter-check.ts'
import { fromFileError, stopIfAborted } from './file-error.ts'
import { readGguf } from './gguf.ts'
import { aligned, fileTypes, writeHeader, type PlannedTensor } from './gguf-header.ts'
import { blockReaders, writeEights, writeHalves } from './merge-blocks.ts'
import { readDirectory, type Directory, type TensorEntry } from './merge-directory.ts'
import { openPart } from './part-file.ts'
import { hashFile, syncFolder } from './weights-file.ts'

type MergeRequest = {
  /** Path of the model. */
  base: string
  /** Path of the LoRA adapter. */
  adapter: string
  /** Path of the merged model; replaced when it is there. `<out>.part` is used meanwhile. */
  out: string
  signal: AbortSignal
  /** Bytes of the merged file written so far, and in all. */
  onProgress?: (done: number, total: number) => void
}

type MergeResult = { sha256: string; bytes: number; base: string; adapter: AdapterFacts & { sha256: string } }

/** Numbers worked on at once: about 30 ms, so that the process still answers. */
const chunkNumbers = 1 << 19
/** GGUF type numbers. */
const q8 = 8
const f16 = 1

type Plan = PlannedTensor & { pair: Pair | null }

/**
 * Model + LoRA adapter → one Q8_0 model: W + B·A · alpha / rank, row by row, so that little of it is in memory at once.
 * The same files give the same bytes on every machine. Tensors without an adapter keep their type, except that 16- and
 * 32-bit matrices become Q8_0.
 * @returns SHA-256 and size of the merged file, SHA-256 of the base, and what the adapter is
 * @throws AppError `model-invalid` (not an adapter, one for another model, damaged; a type that cannot be read), `cancelled`, `disk-full`
 */
export async function mergeAdapter({ base, adapter, out, signal, onProgress = () => {} }: MergeRequest): Promise<MergeResult> {
  const part = `${out}.part`
  let baseFile: FileHandle | undefined
  let adapterFile: FileHandle | undefined
  try {
    baseFile = await open(base, 'r')
    adapterFile = await open(adapter, 'r')
    await readGguf(baseFile)
    const model = await readDirectory(baseFile, 'model')
    const lora = await readDirectory(adapterFile, 'adapter')
    const sha256 = { base: await hashFile(baseFile, signal), adapter: await hashFile(adapterFile, signal) }
    const { facts, pairs, scaleOf } = checkAdapter(lora, model, sha256.base)
    const plans = planTensors(model, pairs)
    const header = await writeHeader(baseFile, model, plans, fileTypes.mostlyQ8, new Map([['raddraft.merged.base', sha256.base], ['raddraft.merged.adapter', sha256.adapter]]))
    const last = plans.at(-1)!
    const total = header.length + last.offset + aligned(last.bytes, model.alignment)
    const file = await openPart(part, total, false, signal)
    try {
      await file.append(header)
      for (const plan of plans) {
        await file.append(Buffer.alloc(header.length + plan.offset - file.bytes()))
        for await (const chunk of mergedRows(baseFile, adapterFile, plan, scaleOf)) {
          stopIfAborted(signal)
          await file.append(chunk)
          onProgress(file.bytes(), total)
        }
      }
      await file.append(Buffer.alloc(total - file.bytes()))
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
    const result = { sha256: await file.finish(), bytes: total, base: sha256.base, adapter: { ...facts, sha256: sha256.adapter } }
    await rename(part, out)
    await syncFolder(path.dirname(out))
    return result
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw fromFileError(error)
  } finally {
    await baseFile?.close()
    await adapterFile?.close()
  }
}

function planTensors(model: Directory, pairs: Map<string, Pair>): Plan[] {
  let offset = 0
  return model.tensors.map((tensor) => {
    const pair = pairs.get(tensor.name) ?? null
    const isWide = tensor.dimensions.length > 1 && ['F32', 'F16', 'BF16'].includes(tensor.type)
    const typeId = pair || isWide ? (tensor.dimensions[0]! % 32 === 0 ? q8 : f16) : tensor.typeId
    if (typeId !== tensor.typeId || pair) {
      if (!blockReaders.has(tensor.type)) throw new AppError('model-invalid', `Adapters cannot be merged into this model: its weights are ${tensor.type}. Use the adapter beside the model, or a model in Q8_0 or F16.`)
    }
    const elements = tensor.dimensions.reduce((product, one) => product * one, 1)
    const bytes = typeId === tensor.typeId ? tensor.bytes : typeId === q8 ? (elements / 32) * 34 : elements * 2
    const plan = { tensor, pair, typeId, bytes, offset }
    offset += aligned(bytes, model.alignment)
    return plan
  })
}

/** The bytes of one tensor of the merged file, some rows at a time. */
async function* mergedRows(base: FileHandle, adapter: FileHandle, { tensor, pair, typeId }: Plan, scaleOf: (rank: number) => number): AsyncGenerator<Buffer> {
  if (!pair && typeId === tensor.typeId) {
    const size = 4 << 20
    for (let at = 0; at < tensor.bytes; at += size) yield await readAt(base, tensor.offset + at, Math.min(size, tensor.bytes - at))
    return
  }
  const columns = tensor.dimensions[0]!
  const rows = tensor.dimensions.slice(1).reduce((product, one) => product * one, 1)
  const rowBytes = tensor.bytes / rows
  const low = pair && { a: await readNumbers(adapter, pair.a), b: await readNumbers(adapter, pair.b), rank: pair.rank, scale: scaleOf(pair.rank) }
  const read = blockReaders.get(tensor.type)!
  const step = Math.max(1, Math.floor(chunkNumbers / columns))
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row)
    const values = new Float32Array(count * columns)
    read(await readAt(base, tensor.offset + row * rowBytes, count * rowBytes), values)
    if (low) addLowRank(values, columns, row, low)
    if (!isFiniteThroughout(values)) throw new AppError('model-invalid', `This adapter cannot be used: ${tensor.name.slice(0, 80)} is no number any more once it is added.`)
    yield typeId === q8 ? writeEights(values) : writeHalves(values)
  }
}

type LowRank = { a: Float32Array; b: Float32Array; rank: number; scale: number }

/** Adds the rows of B·A · scale that start at `first`, four ranks at a time, always in the same order and rounding: it comes out alike everywhere. */
function addLowRank(values: Float32Array, columns: number, first: number, { a, b, rank, scale }: LowRank): void {
  const delta = new Float32Array(columns)
  for (let row = 0; row * columns < values.length; row++) {
    delta.fill(0)
    const from = (first + row) * rank
    let r = 0
    for (; r + 4 <= rank; r += 4) {
      const [b0, b1, b2, b3] = [b[from + r]!, b[from + r + 1]!, b[from + r + 2]!, b[from + r + 3]!]
      const at = r * columns
      for (let column = 0; column < columns; column++) {
        const i = at + column
        delta[column]! += b0 * a[i]! + b1 * a[i + columns]! + b2 * a[i + 2 * columns]! + b3 * a[i + 3 * columns]!
      }
    }
    for (; r < rank; r++) for (let column = 0; column < columns; column++) delta[column]! += b[from + r]! * a[r * columns + column]!
    const at = row * columns
    for (let column = 0; column < columns; column++) values[at + column]! += delta[column]! * scale
  }
}

/** NaN and infinity times 0 are NaN; every other number is 0. */
function isFiniteThroughout(values: Float32Array): boolean {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0
  return sum === 0
}

async function readNumbers(file: FileHandle, tensor: TensorEntry): Promise<Float32Array> {
  const values = new Float32Array(tensor.dimensions.reduce((product, one) => product * one, 1))
  blockReaders.get(tensor.type)!(await readAt(file, tensor.offset, tensor.bytes), values)
  return values
}

async function readAt(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, offset)
  if (bytesRead < bytes) throw new AppError('model-invalid', 'The file became shorter while it was read.')
  return buffer
}
