import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { TokenVectors } from '../domain/metric/bert-score.ts'
import { createPieceCutter } from '../domain/status/encoder/cut-pieces.ts'
import { readStatusEncoder } from '../main/models/read-status-encoder.ts'
import { openTokenEncoder } from '../main/models/token-encoder.ts'
import { AppError } from '../shared/ipc/errors.ts'

export type TokenReader = {
  /** Names the encoder, its weights and the layer whose vectors are compared. */
  name: string
  /** The vectors of a text; of a longer one than the encoder reads, of its beginning. Throws AppError `cancelled`. */
  of(text: string, signal: AbortSignal): Promise<TokenVectors>
}

/** The status encoder was trained to tell labels apart, above all in its upper layers; the middle one still tells words apart. */
const comparedLayer = 6

/** The status encoder of this installation as a reader of pieces. Throws AppError `model-missing`, `model-invalid`, `checksum`. */
export async function openTokenReader(signal: AbortSignal): Promise<TokenReader> {
  const installed = readStatusEncoder(fileURLToPath(new URL('../../models/status/encoder', import.meta.url)))
  if (!installed) throw new AppError('model-missing', 'No encoder is installed with this RadDraft; leave --encoder out.')
  const weights = await installed.open(signal)
  const file = await open(weights.path, 'r')
  const encoder = await openTokenEncoder(file, comparedLayer).finally(() => Promise.all([file.close(), weights.close()]))
  const { manifest, vocabulary } = installed
  const cut = createPieceCutter(vocabulary)
  return {
    name: `${manifest.version}, layer ${comparedLayer} of 12`,
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
