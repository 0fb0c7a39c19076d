import { open, type FileHandle } from 'node:fs/promises'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createByteReader, type ByteReader } from './byte-reader.ts'
import { fromFileError } from './file-error.ts'
import { fileTypes, scalarBytes, tensorTypes } from './gguf-types.ts'

/** What a GGUF file says about itself, after every count in it was held against the size of the file. */
export type GgufHeader = {
  architecture: string
  /** `general.name`, or null. */
  name: string | null
  quantization: string
  /** Tokens it was trained for. */
  contextLength: number
  embeddingLength: number
  blockCount: number
  headCount: number
  headCountKv: number
  /** Dimensions of one head's key and value. */
  keyLength: number
  valueLength: number
  feedForwardLength: number
  /** Tokens of a sliding attention window, or null. */
  slidingWindow: number | null
  vocabularySize: number
  /** Prompt format whose marks are in the vocabulary; null when none of those we know is. The file's own template is never used. */
  template: PromptFamily | null
  /** Bytes of all tensors. */
  tensorBytes: number
  /** Bytes of the token table where it also serves as output table; it is then held twice in memory. Otherwise 0. */
  sharedTableBytes: number
}

/** Limits of security.md L05. Real files: under 100 keys, under 1,500 tensors, 126 blocks at most, 262,144 tokens. */
const maxKeys = 4096
const maxTensors = 16_384
const maxBlocks = 512
const maxHeaderBytes = 256 * 1024 * 1024
const maxNameBytes = 256
const maxVocabulary = 2_000_000

const stringType = 8
const arrayType = 9
const textKeys = new Set(['general.architecture', 'general.name', 'general.type', 'tokenizer.ggml.model'])
/** Keys whose numbers we need, by the part after the architecture's name. */
const numberKeys = ['block_count', 'context_length', 'embedding_length', 'feed_forward_length', 'attention.head_count', 'attention.head_count_kv', 'attention.key_length', 'attention.value_length', 'attention.sliding_window']
const marks: readonly (readonly [PromptFamily, string])[] = [
  ['llama3', '<|start_header_id|>'],
  ['gemma', '<start_of_turn>'],
  ['chatml', '<|im_start|>'],
]

/**
 * Our own check of a GGUF header, before any native code sees the file: bounded in time and memory, nothing in it is executed.
 * @param source path, or an open file that stays open
 * @throws AppError `model-invalid` with one sentence that says what is wrong, `not-found`
 */
export async function readGguf(source: string | FileHandle): Promise<GgufHeader> {
  if (typeof source !== 'string') return readHeader(source)
  let handle: FileHandle
  try {
    handle = await open(source, 'r')
  } catch (error) {
    throw fromFileError(error)
  }
  try {
    return await readHeader(handle)
  } finally {
    await handle.close()
  }
}

async function readHeader(handle: FileHandle): Promise<GgufHeader> {
  const stat = await handle.stat()
  if (!stat.isFile()) throw invalid('it is not a file')
  if (stat.size < 24) throw invalid('it is too short to be a GGUF file')
  const reader = createByteReader(handle, stat.size, maxHeaderBytes)
  if ((await reader.bytes(4)).toString('latin1') !== 'GGUF') throw invalid('it is not a GGUF file')
  const version = await reader.u32()
  if (version !== 2 && version !== 3) throw invalid(`GGUF version ${version} is not supported (2 and 3 are)`)
  const tensorCount = await reader.count()
  const keyCount = await reader.count()
  if (tensorCount > maxTensors) throw invalid(`it announces ${tensorCount} tensors (at most ${maxTensors} are allowed)`)
  if (keyCount > maxKeys) throw invalid(`it announces ${keyCount} keys (at most ${maxKeys} are allowed)`)

  const keys = await readKeys(reader, keyCount)
  const alignment = keys.numbers.get('general.alignment') ?? 32
  if (alignment < 8 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) throw invalid(`an alignment of ${alignment} bytes is not allowed`)
  const tensors = await readTensors(reader, tensorCount, alignment, stat.size)
  return describe(keys, tensors)
}

type Keys = { texts: Map<string, string>; numbers: Map<string, number>; vocabularySize: number; scoreCount: number | null; marks: Set<PromptFamily> }

async function readKeys(reader: ByteReader, keyCount: number): Promise<Keys> {
  const keys: Keys = { texts: new Map(), numbers: new Map(), vocabularySize: 0, scoreCount: null, marks: new Set() }
  const seen = new Set<string>()
  for (let index = 0; index < keyCount; index++) {
    const key = await readName(reader, 'key')
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(key) || /(^|\.)(constructor|prototype)(\.|$)/.test(key)) throw invalid('a key has a name that is not allowed')
    if (seen.has(key)) throw invalid(`the key ${key} occurs twice`)
    seen.add(key)
    const type = await reader.u32()
    if (type === stringType) await readText(reader, key, keys)
    else if (type === arrayType) await readArray(reader, key, keys)
    else await readNumber(reader, key, type, keys)
  }
  return keys
}

async function readName(reader: ByteReader, what: string): Promise<string> {
  const length = await reader.count()
  if (length < 1 || length > maxNameBytes) throw invalid(`the name of a ${what} is ${length} bytes long (1 to ${maxNameBytes} are allowed)`)
  return (await reader.bytes(length)).toString('utf8')
}

async function readText(reader: ByteReader, key: string, keys: Keys): Promise<void> {
  const length = await reader.count()
  if (textKeys.has(key)) keys.texts.set(key, (await reader.bytes(length)).toString('utf8'))
  else reader.skip(length)
}

async function readNumber(reader: ByteReader, key: string, type: number, keys: Keys): Promise<void> {
  const width = scalarBytes.get(type)
  if (width === undefined) throw invalid(`value type ${type} of ${key} is unknown`)
  const data = await reader.bytes(width)
  if (type === 6 || type === 12 || type === 7) return
  keys.numbers.set(key, width === 8 ? Number(data.readBigUInt64LE()) : data.readUIntLE(0, width))
}

async function readArray(reader: ByteReader, key: string, keys: Keys): Promise<void> {
  const type = await reader.u32()
  const count = await reader.count()
  if (type === arrayType) throw invalid(`${key} is an array of arrays`)
  if (type === stringType) {
    // Each text needs 8 bytes for its length alone.
    if (count > reader.left() / 8) throw invalid(`${key} announces ${count} texts, more than the file can hold`)
    const isVocabulary = key === 'tokenizer.ggml.tokens'
    // The marks we look for have 12 to 19 bytes.
    await reader.texts(count, 12, 19, (text) => isVocabulary && noteMark(text, keys))
    if (isVocabulary) keys.vocabularySize = count
    return
  }
  const width = scalarBytes.get(type)
  if (width === undefined) throw invalid(`value type ${type} of ${key} is unknown`)
  if (count > reader.left() / width) throw invalid(`${key} announces ${count} values, more than the file can hold`)
  if (key === 'tokenizer.ggml.scores') {
    if (type !== 6) throw invalid('its token scores have the wrong type')
    keys.scoreCount = count
  }
  if (type === 4 || type === 5) {
    // Per-layer numbers, such as heads of models whose layers differ: the largest decides the memory.
    const perLayer = numberKeys.some((name) => key.endsWith(`.${name}`))
    if (perLayer && count <= maxBlocks) {
      let largest = 0
      for (let index = 0; index < count; index++) largest = Math.max(largest, await reader.u32())
      keys.numbers.set(key, largest)
      return
    }
  }
  reader.skip(count * width)
}

function noteMark(token: Buffer, keys: Keys): void {
  if (token[0] !== 0x3c) return
  const text = token.toString('latin1')
  for (const [family, mark] of marks) if (text === mark) keys.marks.add(family)
}

type Tensors = { bytes: number; sharedTableBytes: number; mostBytesType: string }

async function readTensors(reader: ByteReader, count: number, alignment: number, fileBytes: number): Promise<Tensors> {
  const names = new Set<string>()
  const byType = new Map<string, number>()
  let total = 0
  let furthest = 0
  let tokenTable = 0
  for (let index = 0; index < count; index++) {
    const name = await readName(reader, 'tensor')
    if (names.has(name)) throw invalid('it names a tensor twice')
    names.add(name)
    const dimensions = await reader.u32()
    if (dimensions < 1 || dimensions > 4) throw invalid(`the tensor ${name} has ${dimensions} dimensions (1 to 4 are allowed)`)
    let elements = 1
    let row = 0
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const size = await reader.count()
      if (size < 1) throw invalid(`the tensor ${name} has a dimension of 0`)
      if (dimension === 0) row = size
      elements *= size
      if (!Number.isSafeInteger(elements)) throw invalid(`the size of the tensor ${name} is impossible`)
    }
    const typeId = await reader.u32()
    const type = tensorTypes.get(typeId)
    if (!type) throw invalid(`the tensor ${name} has an unknown type (${typeId})`)
    const [typeName, blockElements, blockBytes] = type
    if (row % blockElements !== 0) throw invalid(`the tensor ${name} does not fit its type ${typeName}`)
    const bytes = (elements / blockElements) * blockBytes
    const offset = await reader.count()
    if (offset % alignment !== 0) throw invalid(`the tensor ${name} starts at a place that is not allowed`)
    if (offset + bytes > fileBytes) throw invalid(`the tensor ${name} lies outside the file: it is damaged or cut short`)
    furthest = Math.max(furthest, offset + bytes)
    total += bytes
    if (name === 'token_embd.weight') tokenTable = bytes
    byType.set(typeName, (byType.get(typeName) ?? 0) + bytes)
  }
  const dataStart = Math.ceil(reader.position() / alignment) * alignment
  if (dataStart + furthest > fileBytes) throw invalid(`it has ${fileBytes} bytes but needs ${dataStart + furthest}: it is cut short`)
  const [mostBytesType = 'unknown'] = [...byType].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return { bytes: total, sharedTableBytes: names.has('output.weight') ? 0 : tokenTable, mostBytesType }
}

function describe(keys: Keys, tensors: Tensors): GgufHeader {
  const architecture = keys.texts.get('general.architecture')
  if (!architecture) throw invalid('it does not say which architecture it has')
  const kind = keys.texts.get('general.type')
  if (kind !== undefined && kind !== 'model') throw invalid(`it is a ${kind.slice(0, 40)}, not a model`)
  const number = (name: string) => keys.numbers.get(`${architecture}.${name}`)
  const needed = (name: string, most: number) => {
    const value = number(name)
    if (value === undefined) throw invalid(`${name} is missing`)
    if (!(value >= 1 && value <= most)) throw invalid(`${name} is ${value} (1 to ${most} are allowed)`)
    return value
  }
  const blockCount = needed('block_count', maxBlocks)
  const contextLength = needed('context_length', 100_000_000)
  const embeddingLength = needed('embedding_length', 1_000_000)
  const headCount = needed('attention.head_count', 65_536)
  const headCountKv = number('attention.head_count_kv') ?? headCount
  if (headCountKv < 1 || headCountKv > 65_536) throw invalid(`attention.head_count_kv is ${headCountKv}`)
  if (!keys.texts.has('tokenizer.ggml.model') || keys.vocabularySize < 1) throw invalid('it has no vocabulary')
  if (keys.vocabularySize > maxVocabulary) throw invalid(`its vocabulary has ${keys.vocabularySize} tokens (at most ${maxVocabulary} are allowed)`)
  if (keys.scoreCount !== null && keys.scoreCount !== keys.vocabularySize) throw invalid('its token scores do not match its vocabulary')
  for (const [key, value] of keys.numbers) {
    // 0xffffffff is how some converters write "none".
    const isTokenId = key.startsWith('tokenizer.ggml.') && key.endsWith('_token_id')
    if (isTokenId && value >= keys.vocabularySize && value !== 0xffff_ffff) throw invalid(`${key} is ${value}, outside the vocabulary`)
  }
  if (tensors.bytes === 0) throw invalid('it holds no tensors')
  const keyLength = number('attention.key_length') ?? Math.floor(embeddingLength / headCount)
  const valueLength = number('attention.value_length') ?? Math.floor(embeddingLength / headCount)
  if (keyLength < 1 || keyLength > 65_536 || valueLength < 1 || valueLength > 65_536) throw invalid('its attention heads have an impossible size')
  return {
    architecture,
    name: keys.texts.get('general.name')?.trim() || null,
    quantization: fileTypes.get(keys.numbers.get('general.file_type') ?? -1) ?? tensors.mostBytesType,
    contextLength,
    embeddingLength,
    blockCount,
    headCount,
    headCountKv,
    keyLength,
    valueLength,
    feedForwardLength: number('feed_forward_length') ?? embeddingLength * 4,
    slidingWindow: number('attention.sliding_window') || null,
    vocabularySize: keys.vocabularySize,
    template: marks.find(([family]) => keys.marks.has(family))?.[0] ?? null,
    tensorBytes: tensors.bytes,
    sharedTableBytes: tensors.sharedTableBytes,
  }
}

function invalid(why: string): AppError {
  return new AppError('model-invalid', `This model file cannot be used: ${why}.`)
}
