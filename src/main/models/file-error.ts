import { AppError, type ErrorCode } from '../../shared/ipc/errors.ts'

const known: Record<string, [ErrorCode, string]> = {
  ENOSPC: ['disk-full', 'The disk is full. Free some space and try again: what was downloaded so far is kept.'],
  EDQUOT: ['disk-full', 'Your disk quota is used up. Free some space and try again: what was downloaded so far is kept.'],
  EACCES: ['read-only', 'RadDraft may not write to the model folder. Ask your admin for the right to, or set RADDRAFT_MODELS to another folder.'],
  EPERM: ['read-only', 'RadDraft may not write to the model folder. Ask your admin for the right to, or set RADDRAFT_MODELS to another folder.'],
  EROFS: ['read-only', 'The model folder is on a read-only disk. Set RADDRAFT_MODELS to another folder.'],
  EBUSY: ['busy', 'The model file is in use. Unload the model and try again.'],
  ENOENT: ['not-found', 'The file is not there any more.'],
}

/** A failure of the file system as an AppError with a remedy; AppErrors and unknown failures pass through. */
export function fromFileError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = (error as NodeJS.ErrnoException | null)?.code
  const entry = code === undefined ? undefined : known[code]
  return entry ? new AppError(entry[0], entry[1], { cause: error }) : AppError.from(error)
}

/** Throws `cancelled` once the signal is aborted. */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
}
