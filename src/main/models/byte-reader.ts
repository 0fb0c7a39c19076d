import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/ipc/errors.ts'

const windowBytes = 1 << 20

/** Reads a file front to back through one small window; asking for more than the file has left is an error. */
export type ByteReader = {
  position(): number
  left(): number
  u32(): Promise<number>
  f32(): Promise<number>
  /** An unsigned 64-bit number; above 2^53 it is an error, because nothing in a real file is that large. */
  count(): Promise<number>
  bytes(length: number): Promise<Buffer>
  /** Steps over `length` bytes without reading them. */
  skip(length: number): void
  /** Steps over `count` texts, each with its length before it; those of `shortest` to `longest` bytes are shown to `visit`. */
  texts(count: number, shortest: number, longest: number, visit: (text: Buffer) => void): Promise<void>
}

/** @param limit offset at which reading stops being allowed, bytes */
export function createByteReader(handle: FileHandle, fileBytes: number, limit: number): ByteReader {
  const buffer = Buffer.allocUnsafe(windowBytes)
  let windowStart = 0
  let windowEnd = 0
  let position = 0
  const end = Math.min(fileBytes, limit)

  function check(length: number): void {
    if (length > end - position) throw new AppError('model-invalid', 'The model file announces more data than it has: it is damaged or cut short.')
  }

  async function fill(length: number): Promise<number> {
    check(length)
    if (position < windowStart || position + length > windowEnd) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(windowBytes, fileBytes - position), position)
      windowStart = position
      windowEnd = position + bytesRead
      if (bytesRead < length) throw new AppError('model-invalid', 'The model file is cut short.')
    }
    const at = position - windowStart
    position += length
    return at
  }

  return {
    position: () => position,
    left: () => end - position,
    u32: async () => buffer.readUInt32LE(await fill(4)),
    f32: async () => buffer.readFloatLE(await fill(4)),
    async count() {
      const value = buffer.readBigUInt64LE(await fill(8))
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new AppError('model-invalid', 'The model file announces an impossible size.')
      return Number(value)
    },
    async bytes(length) {
      if (length > windowBytes) throw new AppError('model-invalid', 'The model file holds a text longer than 1 MB in its header.')
      const at = await fill(length)
      return buffer.subarray(at, at + length)
    },
    skip(length) {
      check(length)
      position += length
    },
    async texts(count, shortest, longest, visit) {
      // A vocabulary has up to 262,144 texts: within the window they are walked without waiting for each.
      for (let index = 0; index < count; index++) {
        const at = position - windowStart
        const isInside = at >= 0 && position + 8 + longest <= windowEnd
        const length = isInside ? buffer.readUInt32LE(at) + buffer.readUInt32LE(at + 4) * 2 ** 32 : await this.count()
        if (isInside) position += 8
        if (length >= shortest && length <= longest) visit(await this.bytes(length))
        else this.skip(length)
      }
    },
  }
}
