import { rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { fromFileError, stopIfAborted } from './file-error.ts'
import { aligned, fileTypes, writeHeader } from './gguf-header.ts'
import { readDirectory } from './merge-directory.ts'
import { openPart } from './part-file.ts'
import { syncFolder } from './weights-file.ts'

/** GGUF type numbers and bytes of a block of 32 numbers (ggml-common.h). */
const q5 = { id: 6, bytes: 22 } as const
const q8 = { id: 8, bytes: 34 } as const

/**
 * A GGUF file with its 5-bit matrices (Q5_0) written as 8-bit ones (Q8_0): the same numbers to the last bit, a third larger, and
 * read by processors in about half the time, which have instructions for bytes and none for five bits.
 * @param source the file, open for reading
 * @param out replaced when it is there; a part file beside it is used meanwhile, one for each process
 * @returns SHA-256 and size of the file written
 * @throws AppError `model-invalid`, `cancelled`, `disk-full`
 */
export async function spreadWeights(source: FileHandle, out: string, signal: AbortSignal): Promise<{ sha256: string; bytes: number }> {
  const part = `${out}.${process.pid}.part`
  try {
    const model = await readDirectory(source, 'model')
    let offset = 0
    const tensors = model.tensors.map((tensor) => {
      const isSpread = tensor.typeId === q5.id
      const bytes = isSpread ? (tensor.bytes / q5.bytes) * q8.bytes : tensor.bytes
      const planned = { tensor, typeId: isSpread ? q8.id : tensor.typeId, bytes, offset }
      offset += aligned(bytes, model.alignment)
      return planned
    })
    const header = await writeHeader(source, model, tensors, fileTypes.mostlyQ8, new Map())
    const file = await openPart(part, header.length + offset, false, signal)
    try {
      await file.append(header)
      for (const { tensor, typeId } of tensors) {
        stopIfAborted(signal)
        const bytes = Buffer.allocUnsafe(tensor.bytes)
        await source.read(bytes, 0, tensor.bytes, tensor.offset)
        const written = typeId === tensor.typeId ? bytes : spreadBlocks(bytes)
        await file.append(written)
        await file.append(Buffer.alloc(aligned(written.length, model.alignment) - written.length))
      }
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
    const sha256 = await file.finish()
    await rename(part, out)
    await syncFolder(path.dirname(out))
    return { sha256, bytes: header.length + offset }
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw fromFileError(error)
  }
}

/** Q5_0 blocks (scale, fifth bits of all 32 numbers, sixteen bytes whose low halves come first; a number is scale × (q − 16)) as Q8_0 blocks. */
export function spreadBlocks(bytes: Buffer): Buffer {
  const spread = Buffer.allocUnsafe((bytes.length / q5.bytes) * q8.bytes)
  for (let block = 0, out = 0; block < bytes.length; block += q5.bytes, out += q8.bytes) {
    bytes.copy(spread, out, block, block + 2)
    const high = bytes.readUInt32LE(block + 2)
    for (let i = 0; i < 16; i++) {
      const both = bytes[block + 6 + i]!
      spread.writeInt8(((both & 15) | (((high >>> i) & 1) << 4)) - 16, out + 2 + i)
      spread.writeInt8(((both >> 4) | (((high >>> (i + 16)) & 1) << 4)) - 16, out + 18 + i)
    }
  }
  return spread
}
