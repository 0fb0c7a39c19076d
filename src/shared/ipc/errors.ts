/** Every failure a screen, a command or a test may branch on. Anything else arrives as `internal`. */
export type ErrorCode =
  | 'invalid-input'
  | 'unknown-call'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'locked'
  | 'wrong-key'
  | 'signed'
  | 'machine-text-pending'
  | 'unanswered'
  | 'read-only'
  | 'disk-full'
  | 'database'
  | 'model-missing'
  | 'model-invalid'
  | 'model-crashed'
  | 'model-stopped'
  | 'checksum'
  | 'out-of-memory'
  | 'download'
  | 'busy'
  | 'timeout'
  | 'cancelled'
  | 'disconnected'
  | 'internal'

export type WireError = { code: ErrorCode; message: string; detail?: unknown }
export type Reply<T> = { ok: true; value: T } | { ok: false; error: WireError }

/** The one error type: a code to branch on, a sentence for the reader, and what failed. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: unknown

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { detail?: unknown } = {}) {
    super(message, options)
    this.code = code
    this.detail = options.detail
  }

  static from(error: unknown): AppError {
    if (error instanceof AppError) return error
    return new AppError('internal', error instanceof Error ? error.message : String(error), { cause: error })
  }

  static fromWire({ code, message, detail }: WireError): AppError {
    return new AppError(code, message, { detail })
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, detail: this.detail }
  }
}
