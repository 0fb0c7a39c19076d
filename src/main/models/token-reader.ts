import { open } from 'node:fs/promises'
import type { TokenVectors } from '../../domain/metric/bert-score.ts'
import { createPieceCutter } from '../../domain/status/encoder/cut-pieces.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { readStatusEncoder } from './read-status-encoder.ts'
import { openTokenEncoder } from './token-encoder.ts'

export type TokenReader = {
  /** Names the encoder, its weights and the layer whose vectors are compared. */
  name: string
  /** The vectors of a text; of a longer one than the encoder reads, of its beginning. Throws AppError `cancelled`. */
  of(text: string, signal: AbortSignal): Promise<TokenVectors>
}

/** The status encoder was trained to tell labels apart, above all in its upper layers; the middle one still tells words apart. */
const comparedLayer = 6
const nameOf = (version: string): string => `${version}, layer ${comparedLayer} of 12`

/** The name of the reader that a folder holds, without opening it; null where there is none or it cannot be used. */
export function tokenReaderName(folder: string): string | null {
  try {
    const installed = readStatusEncoder(folder)
    return installed && nameOf(installed.manifest.version)
  } catch {
    return null
  }
}

/** The status encoder in a folder as a reader of pieces, about a second a text on this thread. Throws AppError `model-missing`, `model-invalid`, `checksum`. */
export async function openTokenReader(folder: string, signal: AbortSignal): Promise<TokenReader> {
  const installed = readStatusEncoder(folder)
  if (!installed) throw new AppError('model-missing', 'No encoder is installed with this RadDraft, so BERTScore cannot be worked out.')
  const weights = await installed.open(signal)
  const file = await open(weights.path, 'r')
  const encoder = await openTokenEncoder(file, comparedLayer).finally(() => Promise.all([file.close(), weights.close()]))
  const { manifest, vocabulary } = installed
  const cut = createPieceCutter(vocabulary)
  return {
    name: nameOf(manifest.version),
    async of(text, stop) {
      // Each text takes about a second on this thread: somebody may want to stop between two.
      await new Promise((resolve) => setImmediate(resolve))
      if (stop.aborted) throw new AppError('cancelled', 'Cancelled.')
      // Of an empty text the cutter makes one piece, its first space.
      const pieces = text.trim() === '' ? [] : cut(text, manifest.longest)
      return encoder.read([vocabulary.begin, ...pieces, vocabulary.end])
    },
  }
}
