import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/ipc/errors.ts'
import { readAdapter } from './adapter-check.ts'
import { fromFileError } from './file-error.ts'
import { readGguf, type GgufHeader } from './gguf.ts'
import type { ModelRecord, ModelStore } from './model-store.ts'
import { hashFile, sameStamp, stampOf, type FileStamp } from './weights-file.ts'

/** Weights that were found to be the ones that were installed. Keep it open until the model process has opened the file too. */
export type OpenedWeights = {
  path: string
  stamp: FileStamp
  sha256: string
  header: GgufHeader
  /** Of the weights and the adapter beside them. */
  memoryBytes: number
  /** A LoRA adapter to use beside the weights (the `lora` option of a context), checked like them; null without one. */
  adapter: { path: string; stamp: FileStamp; sha256: string } | null
  close(): Promise<void>
}

/**
 * Opens weights for loading (security.md L01). A file whose stamp equals the one of its last hashing is trusted; any
 * other is hashed again, here, from the very handle whose stamp the model process then compares with the file it opens.
 * @throws AppError `model-missing`, `checksum`, `model-invalid`, `cancelled`
 */
export async function openWeights(store: ModelStore, record: ModelRecord, signal: AbortSignal): Promise<OpenedWeights> {
  if (record.checksum === 'mismatch') throw wrongChecksum(record)
  const path = store.weightsOf(record.id)
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new AppError('model-missing', `The weights of ${record.name} are gone. Fetch or import it again on the Models screen.`, { cause: error })
    throw fromFileError(error)
  }
  try {
    const stamp = await stampOf(handle)
    if (!sameStamp(record.stamp, stamp)) {
      const sha256 = stamp.bytes === record.bytes ? await hashFile(handle, signal) : null
      const isSame = sha256 === record.sha256
      // A shared folder may be read-only for this person: then the finding is not kept, but it still counts.
      await store.write({ ...record, checksum: isSame ? record.checksum : 'mismatch', stamp, checkedAt: new Date().toISOString() }).catch(() => {})
      if (!isSame) throw wrongChecksum(record)
    }
    const header = await readGguf(handle)
    const adapter = await openAdapter(store, record, handle, signal)
    return {
      path,
      stamp,
      sha256: record.sha256,
      header,
      memoryBytes: record.memoryBytes + (adapter?.stamp.bytes ?? 0),
      adapter: adapter && { path: store.adapterOf(record.id), stamp: adapter.stamp, sha256: record.adapter!.sha256 },
      close: async () => {
        await handle.close()
        await adapter?.handle.close()
      },
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** The adapter beside the weights, held against its checksum and against the weights themselves. */
async function openAdapter(store: ModelStore, record: ModelRecord, weights: FileHandle, signal: AbortSignal): Promise<{ handle: FileHandle; stamp: FileStamp } | null> {
  const { adapter } = record
  if (!adapter?.beside) return null
  const handle = await open(store.adapterOf(record.id), 'r').catch((cause: unknown) => {
    throw new AppError('model-missing', `The adapter ${adapter.name} of ${record.name} is gone. Import it again, or take it off, on the Models screen.`, { cause })
  })
  try {
    const stamp = await stampOf(handle)
    if (!sameStamp(adapter.beside, stamp) && (await hashFile(handle, signal)) !== adapter.sha256) throw new AppError('checksum', `The adapter ${adapter.name} was not loaded: its file is not the one that was installed. Import it again on the Models screen.`)
    await readAdapter(handle, weights, record.sha256)
    return { handle, stamp }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function wrongChecksum(record: ModelRecord): AppError {
  return new AppError('checksum', `${record.name} was not loaded: its file is not the one that was installed. Fetch or import it again on the Models screen.`)
}
