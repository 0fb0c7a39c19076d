import { AppError } from '../../shared/ipc/errors.ts'

export { AppError }

/** The sentence for the reader; main's errors are written for people. */
export const messageOf = (error: unknown): string => AppError.from(error).message
