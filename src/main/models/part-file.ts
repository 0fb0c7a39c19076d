import { createHash, type Hash } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/ipc/errors.ts'
import { fromFileError, stopIfAborted } from './file-error.ts'

/** An unfinished weight file that is hashed while it grows. */
export type PartFile = {
  /** Bytes in it. */
  bytes(): number
  /** Appends; throws AppError `too-large` beyond the limit, `disk-full`. */
  append(chunk: Uint8Array): Promise<void>
  /** Flushes to the disk, closes, and gives the SHA-256 of the whole file. */
  finish(): Promise<string>
  /** Closes and keeps what is there. */
  close(): Promise<void>
}

/**
 * Opens or continues a `.part` file.
 * @param limit bytes it may have at most
 * @param keep true: continue with what is there (which is hashed first); false: start empty
 */
export async function openPart(file: string, limit: number, keep: boolean, signal: AbortSignal): Promise<PartFile> {
  let handle: FileHandle
  try {
    handle = await open(file, keep ? 'a+' : 'w+')
  } catch (error) {
    throw fromFileError(error)
  }
  const hash: Hash = createHash('sha256')
  let bytes = 0
  try {
    const buffer = Buffer.allocUnsafe(4 << 20)
    for (;;) {
      stopIfAborted(signal)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, bytes)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
    if (bytes > limit) {
      await handle.close()
      await rm(file, { force: true })
      return await openPart(file, limit, false, signal)
    }
  } catch (error) {
    await handle.close()
    throw error
  }
  return {
    bytes: () => bytes,
    async append(chunk) {
      if (bytes + chunk.length > limit) throw new AppError('too-large', `More than the ${limit} bytes that the model should have arrived.`)
      try {
        await handle.appendFile(chunk)
      } catch (error) {
        throw fromFileError(error)
      }
      hash.update(chunk)
      bytes += chunk.length
    },
    async finish() {
      try {
        await handle.sync()
      } catch (error) {
        throw fromFileError(error)
      } finally {
        await handle.close()
      }
      return hash.digest('hex')
    },
    close: () => handle.close(),
  }
}
