import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/ipc/errors.ts'
import { createByteReader, type ByteReader } from './byte-reader.ts'
import { scalarBytes, tensorTypes } from './gguf-types.ts'

export type TensorEntry = {
  name: string
  /** Numbers in a row first, then rows. */
  dimensions: number[]
  typeId: number
  type: string
  /** From the start of the file. */
  offset: number
  bytes: number
}

/** Where everything stands in a GGUF file. */
export type Directory = {
  version: number
  /** Bytes of each key with its value, as they stand in the file. */
  keys: { name: string; start: number; end: number }[]
  texts: Map<string, string>
  numbers: Map<string, number>
  alignment: number
  tensors: TensorEntry[]
}

const maxKeys = 4096
const maxTensors = 16_384
const maxHeaderBytes = 256 * 1024 * 1024
const longestName = 256
/** Texts longer than this are not ones we look at. */
const longestText = 65_536

/**
 * Reads keys and tensor directory of a model or an adapter. Bounded like `readGguf`, which must have passed a model first.
 * @param what "model" or "adapter", for the sentence of an error
 * @throws AppError `model-invalid`
 */
export async function readDirectory(handle: FileHandle, what: string): Promise<Directory> {
  const invalid = (why: string) => new AppError('model-invalid', `This ${what} file cannot be used: ${why}.`)
  const { size } = await handle.stat()
  const reader = createByteReader(handle, size, maxHeaderBytes)
  if (size < 24 || (await reader.bytes(4)).toString('latin1') !== 'GGUF') throw invalid('it is not a GGUF file')
  const version = await reader.u32()
  if (version !== 2 && version !== 3) throw invalid(`GGUF version ${version} is not supported`)
  const tensorCount = await reader.count()
  const keyCount = await reader.count()
  if (tensorCount > maxTensors || keyCount > maxKeys) throw invalid(`it announces ${tensorCount} tensors and ${keyCount} keys`)

  const name = async () => {
    const length = await reader.count()
    if (length < 1 || length > longestName) throw invalid('a name in it is too long')
    return (await reader.bytes(length)).toString('utf8')
  }
  const keys: Directory['keys'] = []
  const texts = new Map<string, string>()
  const numbers = new Map<string, number>()
  for (let index = 0; index < keyCount; index++) {
    const start = reader.position()
    const key = await name()
    const value = await readValue(reader)
    if (value === undefined) throw invalid(`the value of ${key} has an unknown type`)
    if (typeof value === 'string') texts.set(key, value)
    if (typeof value === 'number') numbers.set(key, value)
    keys.push({ name: key, start, end: reader.position() })
  }
  const alignment = numbers.get('general.alignment') ?? 32
  if (alignment < 8 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) throw invalid(`an alignment of ${alignment} bytes is not allowed`)

  const tensors: TensorEntry[] = []
  const seen = new Set<string>()
  for (let index = 0; index < tensorCount; index++) {
    const tensor = await name()
    if (seen.has(tensor)) throw invalid('it names a tensor twice')
    seen.add(tensor)
    const rank = await reader.u32()
    if (rank < 1 || rank > 4) throw invalid(`the tensor ${tensor} has ${rank} dimensions`)
    const dimensions: number[] = []
    for (let one = 0; one < rank; one++) dimensions.push(await reader.count())
    const typeId = await reader.u32()
    const known = tensorTypes.get(typeId)
    const elements = dimensions.reduce((product, one) => product * one, 1)
    if (!known || !Number.isSafeInteger(elements) || elements < 1 || dimensions[0]! % known[1] !== 0) throw invalid(`the tensor ${tensor} has an impossible size or type`)
    tensors.push({ name: tensor, dimensions, typeId, type: known[0], offset: await reader.count(), bytes: (elements / known[1]) * known[2] })
  }
  const dataStart = Math.ceil(reader.position() / alignment) * alignment
  for (const tensor of tensors) {
    tensor.offset += dataStart
    if (tensor.offset + tensor.bytes > size) throw invalid('it is cut short')
  }
  return { version, keys, texts, numbers, alignment, tensors }
}

/** A text, a number, or null for what nobody asks for; undefined where the type is unknown. */
async function readValue(reader: ByteReader): Promise<string | number | null | undefined> {
  const type = await reader.u32()
  if (type === 8) {
    const length = await reader.count()
    if (length <= longestText) return (await reader.bytes(length)).toString('utf8')
    reader.skip(length)
    return null
  }
  if (type === 9) {
    const inner = await reader.u32()
    const count = await reader.count()
    const width = scalarBytes.get(inner)
    if (inner === 8) {
      if (count > reader.left() / 8) return undefined
      await reader.texts(count, 1, 0, () => {})
    } else if (width === undefined) return undefined
    else reader.skip(count * width)
    return null
  }
  const width = scalarBytes.get(type)
  if (width === undefined) return undefined
  const data = await reader.bytes(width)
  if (type === 6) return data.readFloatLE(0)
  if (type === 12) return data.readDoubleLE(0)
  return width === 8 ? Number(data.readBigUInt64LE(0)) : data.readUIntLE(0, width)
}
