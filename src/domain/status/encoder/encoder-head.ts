import { z } from 'zod'
import { softmax } from '../learned/learned-status.ts'

const Share = z.number().min(0).max(1)
const File = z.strictObject({ file: z.string(), bytes: z.number().int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/**
 * How the encoder's odds are joined with those of the tiers before it, in one language; fitted by `models/training/status/fit-encoder.ts`.
 * Joined odds are proportional to before^`before` × encoder^`encoder`: a geometric mean, and a temperature where the sum is not 1.
 */
export const Joining = z.strictObject({
  before: z.number().min(0),
  encoder: z.number().min(0),
  /** Answers of the tiers before it that are at least as sure as this are taken without the encoder. */
  askBelow: Share,
  /**
   * How likely the joined label is right: log odds, linear in the log odds that both opinions give the label, and in whether the rules read it too.
   * Fitted on answers to reports that nothing had learned from (`models/training/status/fit-trust.ts`). What is withheld goes by it; absent: by the odds.
   */
  trust: z.strictObject({ bias: z.number(), before: z.number(), encoder: z.number(), rules: z.number() }).optional(),
  /** For each accepted error the probability under which a joined answer is withheld. */
  band: z.array(z.strictObject({ acceptedError: Share, threshold: Share })),
})
export type Joining = z.infer<typeof Joining>

/** Classes of the head, in the order of training: none, progressive, stable or decreased, none but left open. */
const classLabels = [0, 1, 2, 0] as const
const openClass = 3

/** `models/status/encoder/encoder.json`. */
export const EncoderManifest = z.strictObject({
  version: z.string().min(1).max(80),
  weights: File,
  /** The weights as they are read: the same numbers in 8-bit matrices, written when they are first needed (`spread-weights.ts`). Written here by `fit-encoder.ts`. */
  spread: File.optional(),
  vocabulary: File,
  /** Most pieces of a text, begin and end apart. */
  longest: z.number().int().positive(),
  hidden: z.number().int().positive(),
  head: z.strictObject({ weights: z.array(z.number()), bias: z.array(z.number()).length(classLabels.length) }),
  languages: z.strictObject({ en: Joining.optional(), ja: Joining.optional() }),
}).refine(({ hidden, head }) => head.weights.length === hidden * classLabels.length, 'The head does not fit the encoder.')
export type EncoderManifest = z.infer<typeof EncoderManifest>

/** What the encoder makes of one report. `open`: share of reports that leave the question open, part of the first of `probabilities`. */
export type EncoderOpinion = { probabilities: [none: number, progressive: number, stable: number]; open: number }

/** Odds from the encoder's vector of a report. Throws Error when the vector is of another model. */
export function encoderOpinion(vector: ArrayLike<number>, { hidden, head }: Pick<EncoderManifest, 'hidden' | 'head'>): EncoderOpinion {
  if (vector.length !== hidden) throw new Error('The vector is not of this encoder.')
  const scores = [...head.bias]
  for (let c = 0; c < scores.length; c++) for (let i = 0; i < hidden; i++) scores[c]! += head.weights[c * hidden + i]! * vector[i]!
  if (!scores.every(Number.isFinite)) throw new Error('The encoder gave no numbers.')
  const shares = softmax(scores, 1)
  const probabilities: EncoderOpinion['probabilities'] = [0, 0, 0]
  shares.forEach((share, c) => (probabilities[classLabels[c]!]! += share))
  return { probabilities, open: shares[openClass]! }
}
