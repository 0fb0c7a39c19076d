import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { AppError } from '../../shared/ipc/errors.ts'

/** Lets a person say where a file goes; null when they changed their mind. */
export type PickTarget = (suggestedName: string, format: 'csv' | 'jsonl' | 'pdf') => Promise<string | null>

/** A name for a file from what a person called something. */
export const fileName = (name: string, otherwise: string): string => name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim().slice(0, 100) || otherwise

/**
 * Writes a file piece by piece, first under `.part`, so that no half file carries the name, also after a power cut. Rejects with what `write` rejects with, or AppError
 * `disk-full` or `read-only` where the file cannot be written.
 */
export async function writeWhole(path: string, write: (put: (piece: string | Uint8Array) => Promise<void>) => Promise<void>): Promise<void> {
  const part = `${path}.part`
  const file = createWriteStream(part, { flush: true })
  const failed = new Promise<never>((_, reject) => file.on('error', reject))
  failed.catch(() => {})
  try {
    await write(async (piece) => {
      if (!file.write(piece)) await Promise.race([new Promise<void>((resolve) => file.once('drain', () => resolve())), failed])
    })
    // `end` calls back before the file is flushed and closed.
    const closed = new Promise<void>((resolve) => file.once('close', resolve))
    file.end()
    await Promise.race([closed, failed])
    await rename(part, path)
  } catch (error) {
    file.destroy()
    await rm(part, { force: true }).catch(() => {})
    if (error instanceof AppError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('disk-full', 'The disk is full, so the file was not written.', { cause: error })
    throw new AppError('read-only', `The file could not be written${code ? ` (${code})` : ''}. Choose another folder.`, { cause: error })
  }
}
