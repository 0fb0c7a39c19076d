import { createHash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { stopIfAborted } from './file-error.ts'

/**
 * What tells that a file is still the one that was hashed: any write, replacement or rename changes at least one of these.
 * A person who may change the clock and the disk below the file system can forge it; such a person can change RadDraft too.
 */
export const FileStamp = z.strictObject({
  bytes: z.number().int().nonnegative(),
  /** Device and inode number, decimal. */
  device: z.string(),
  inode: z.string(),
  /** Nanoseconds since 1970, decimal. */
  modified: z.string(),
  changed: z.string(),
})
export type FileStamp = z.infer<typeof FileStamp>

/** Stamp of an open file. */
export async function stampOf(handle: FileHandle): Promise<FileStamp> {
  return toStamp(await handle.stat({ bigint: true }))
}

/** Stamp from what `stat` with big integers says. */
export function toStamp(stat: BigIntStats): FileStamp {
  return { bytes: Number(stat.size), device: String(stat.dev), inode: String(stat.ino), modified: String(stat.mtimeNs), changed: String(stat.ctimeNs) }
}

export function sameStamp(a: FileStamp | null, b: FileStamp): boolean {
  return a !== null && a.bytes === b.bytes && a.device === b.device && a.inode === b.inode && a.modified === b.modified && a.changed === b.changed
}

/**
 * SHA-256 of an open file, lowercase hexadecimal.
 * @param report called with the bytes read so far
 * @throws AppError `cancelled`
 */
export async function hashFile(handle: FileHandle, signal: AbortSignal, report: (bytes: number) => void = () => {}): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(4 << 20)
  for (let position = 0; ; ) {
    stopIfAborted(signal)
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, bytesRead))
    position += bytesRead
    report(position)
  }
}

/** Makes a finished rename survive a power cut; Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
