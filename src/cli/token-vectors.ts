import { fileURLToPath } from 'node:url'
import { openTokenReader as openIn, type TokenReader } from '../main/models/token-reader.ts'

/** The status encoder of this installation as a reader of pieces. Throws AppError `model-missing`, `model-invalid`, `checksum`. */
export const openTokenReader = (signal: AbortSignal): Promise<TokenReader> => openIn(fileURLToPath(new URL('../../models/status/encoder', import.meta.url)), signal)
