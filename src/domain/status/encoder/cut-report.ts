import type { StatusInput } from '../status-tag.ts'
import { createPieceCutter } from './cut-pieces.ts'
import type { EncoderManifest } from './encoder-head.ts'
import { encoderText } from './encoder-text.ts'
import type { EncoderVocabulary } from './vocabulary.ts'

/** Piece numbers of a report as the encoder reads it, begin and end included; null when it is longer than the encoder reads. */
export type CutReport = (input: StatusInput) => number[] | null

/** The tree of pieces is built at the first report: most starts of the app need none. */
export function createReportCutter({ manifest: { longest }, vocabulary }: { manifest: Pick<EncoderManifest, 'longest'>; vocabulary: EncoderVocabulary }): CutReport {
  let cut: ReturnType<typeof createPieceCutter> | null = null
  return (input) => {
    cut ??= createPieceCutter(vocabulary)
    const pieces = cut(encoderText(input), longest + 1)
    return pieces.length > longest ? null : [vocabulary.begin, ...pieces, vocabulary.end]
  }
}
