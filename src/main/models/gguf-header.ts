import type { FileHandle } from 'node:fs/promises'
import type { Directory, TensorEntry } from './merge-directory.ts'

/** A tensor of the file to be written: its type there, and where it stands after the header. */
export type PlannedTensor = { tensor: TensorEntry; typeId: number; bytes: number; offset: number }

/** Most of a file's matrices have this type (`general.file_type`), llama.cpp's numbers. */
export const fileTypes = { mostlyQ8: 7 } as const

/** The keys of `source` byte for byte, except for the file type; then `added`, and the tensor directory. Padded to the alignment. */
export async function writeHeader(source: FileHandle, model: Directory, tensors: readonly PlannedTensor[], fileType: number, added: ReadonlyMap<string, string>): Promise<Buffer> {
  const kept = model.keys.filter((key) => key.name !== 'general.file_type' && !added.has(key.name))
  const keys: Buffer[] = []
  for (const { start, end } of kept) {
    const bytes = Buffer.alloc(end - start)
    await source.read(bytes, 0, bytes.length, start)
    keys.push(bytes)
  }
  keys.push(Buffer.concat([text('general.file_type'), u32(4), u32(fileType)]))
  for (const [name, value] of added) keys.push(Buffer.concat([text(name), u32(8), text(value)]))
  const entries = tensors.map(({ tensor, typeId, offset }) => Buffer.concat([text(tensor.name), u32(tensor.dimensions.length), ...tensor.dimensions.map(u64), u32(typeId), u64(offset)]))
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(keys.length), ...keys, ...entries])
  return Buffer.concat([head, Buffer.alloc(aligned(head.length, model.alignment) - head.length)])
}

/** The next multiple of `alignment`. */
export function aligned(bytes: number, alignment: number): number {
  return Math.ceil(bytes / alignment) * alignment
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}

function u64(value: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64LE(BigInt(value))
  return buffer
}

function text(value: string): Buffer {
  return Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])
}
