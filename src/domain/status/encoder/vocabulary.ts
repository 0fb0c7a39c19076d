import { z } from 'zod'

const Number = z.number().int().nonnegative()

/** `models/status/encoder/vocabulary.json`: the pieces of the base's vocabulary that stayed, by their new numbers. */
export const EncoderVocabulary = z.strictObject({
  begin: Number,
  end: Number,
  unknown: Number,
  /** What a letter costs that no piece has. */
  unknownScore: z.number().negative(),
  pieces: z.array(z.string()).min(1),
  /** Logarithm of each piece's probability, in single precision. */
  scores: z.array(z.number()),
  /** Letters that are read as others, or as nothing. */
  normal: z.record(z.string(), z.string()),
})
export type EncoderVocabulary = z.infer<typeof EncoderVocabulary>
