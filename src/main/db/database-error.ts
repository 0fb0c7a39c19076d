import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseProblem } from '../../domain/app-status.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/** The database could not be opened. The file itself was not changed. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly problem: DatabaseProblem

  constructor(problem: DatabaseProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}

/** SQLite's or the operating system's own word for a failure, for example `SQLITE_FULL` or `EACCES`; empty when there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Bytes that a program without special rights can still write beside `file`; null where the system does not say. */
function freeBytes(file: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize
  } catch {
    return null
  }
}

/** Which problem a failure while opening or migrating is. `keyFits`: the key was seen to fit some page of the file. */
export function problemOf(error: unknown, file: string): DatabaseProblem {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ' || code === 'SQLITE_IOERR_DATA') return 'damaged'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'other-instance'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full'
  if (code.startsWith('SQLITE_IOERR')) return (freeBytes(file) ?? Infinity) < 1_048_576 || code === 'SQLITE_IOERR_WRITE' ? 'disk-full' : 'damaged'
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_PERM' || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not-writable'
  return 'unknown'
}

/** A failure of a running store as the error that screens know. Nothing of a failed transaction is in the file. */
export function toAppError(error: unknown, file: string): unknown {
  if (error instanceof AppError || !codeOf(error).startsWith('SQLITE_')) return error
  const cause = { cause: error, detail: codeOf(error) }
  switch (problemOf(error, file)) {
    case 'disk-full':
      return new AppError('disk-full', 'The disk is full, so this was not saved. Free some space and save again; nothing that was saved before is lost.', cause)
    case 'not-writable':
      return new AppError('read-only', 'The database can only be read at the moment, so this was not saved.', cause)
    case 'other-instance':
      return new AppError('busy', 'Another program holds the database, so this was not saved. Close it and try again.', cause)
    default:
      return new AppError('database', 'The database refused this, so it was not saved. Copy your text, then restart RadDraft.', cause)
  }
}
