import { open, stat } from 'node:fs/promises'
import type { ChecksumState } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { fromFileError } from './file-error.ts'
import type { ModelRecord, ModelStore } from './model-store.ts'
import { createMeter, type Report } from './progress.ts'
import { hashFile, sameStamp, stampOf, toStamp } from './weights-file.ts'

/**
 * Hashes the weights again and writes down what was found.
 * @param catalogSha256 what the catalog says: with our adapter, and plain
 * @throws AppError `checksum` when the file is not what was installed, `model-missing`, `cancelled`
 */
export async function verifyModel(store: ModelStore, record: ModelRecord, catalogSha256: string[], report: Report, signal: AbortSignal): Promise<void> {
  await store.withLock(record.id, async () => {
    const handle = await open(store.weightsOf(record.id), 'r').catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new AppError('model-missing', `The weights of ${record.name} are gone. Fetch or import it again.`) : fromFileError(error)
    })
    try {
      const stamp = await stampOf(handle)
      const sha256 = await hashFile(handle, signal, createMeter(report, 'verifying', stamp.bytes, `Checking ${record.name}.`))
      const isSame = sha256 === record.sha256
      const checksum = !isSame ? 'mismatch' : catalogSha256.includes(sha256) ? 'verified' : 'pinned'
      await store.write({ ...record, checksum, stamp, checkedAt: new Date().toISOString() })
      if (!isSame) throw new AppError('checksum', `${record.name} is not the file that was installed: it is damaged or was changed. Fetch or import it again.`)
      report({ phase: 'done', received: stamp.bytes, total: stamp.bytes, secondsLeft: 0, message: `${record.name} is unchanged: its checksum is the ${checksum === 'verified' ? 'one of the catalog' : 'pinned one'}.` })
    } finally {
      await handle.close()
    }
  })
}

/** The checksum state to show: `unknown` when the file has changed since it was hashed. */
export async function checksumNow(store: ModelStore, record: ModelRecord): Promise<ChecksumState> {
  const now = await stat(store.weightsOf(record.id), { bigint: true }).catch(() => null)
  if (!now) return 'unknown'
  if (record.checksum === 'mismatch') return 'mismatch'
  return sameStamp(record.stamp, toStamp(now)) ? record.checksum : 'unknown'
}
