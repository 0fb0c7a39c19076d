import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { StatusLanguageModel, StatusModels } from '../../domain/status/tiers/cascade.ts'
import type { StatusCache } from '../../domain/status/tiers/cascade-cache.ts'
import { classifyReportFully, classifyReportKnown, fullVersion, withFullBand, type EncoderTier, type StatusEncoder } from '../../domain/status/encoder/with-encoder.ts'
import type { StatusReliability } from '../../domain/status/tiers/reliability.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { KeptDecision } from '../db/decision-json.ts'
import { readStatusEncoder, type InstalledEncoder } from '../models/read-status-encoder.ts'
import { readStatusModels } from '../models/read-status-models.ts'

export type Classifier = {
  /** Versions of everything an answer depends on, the accepted error apart. */
  version: (languageModel?: StatusLanguageModel) => string
  /** With the abstain band, at once: what is known of all tiers, otherwise rules and linear weights. */
  classify: (input: StatusInput, options: { acceptedError: number | null; cache?: StatusCache; languageModel?: (() => StatusLanguageModel | null) | undefined }) => ReportDecision
  /** All tiers there are, before the abstain band. Without `read` an installed encoder gives no answer, and `path` says so. */
  judge: (input: StatusInput, tiers?: { languageModel?: StatusLanguageModel | undefined; read?: StatusEncoder['read'] | undefined; cache?: StatusCache }) => Promise<ReportDecision>
  /** An answer of `judge` with the abstain band; `acceptedError` null: unchanged. */
  withBand: (decision: KeptDecision, acceptedError: number | null) => KeptDecision
  reliability: StatusReliability[]
  /** The sentence encoder's files; null where it takes no part. */
  encoder: InstalledEncoder | null
  /** Why there are rules only although weights are installed; null when all is well. */
  problem: string | null
}

const Share = z.number().min(0).max(1)
const Reliability = z.array(
  z.object({
    language: z.enum(['en', 'ja']),
    data: z.string(),
    expectedCalibrationError: Share,
    bins: z.array(z.object({ from: Share, to: Share, count: z.number(), meanProbability: Share, accuracy: Share })),
    band: z.array(z.object({ acceptedError: Share, threshold: Share, abstained: Share, errorAfter: Share, n: z.number() })),
  }),
) satisfies z.ZodType<StatusReliability[]>

/**
 * The tiers over the weights in `folder` (models/status); built once per thread. Weights that are damaged or of another build are left out,
 * and `version` and `problem` say so: a report must be signed and tagged by rules rather than not at all.
 * `rulesAllowedFor`: rules for a text that is neither English nor Japanese, by the admin's policy; null: such a text gets no label.
 * `withEncoder`: whoever loads it can ask the sentence encoder, which is then part of the version; otherwise it takes no part.
 */
export function loadClassifier(folder: string, { rulesAllowedFor = null, withEncoder = false }: { rulesAllowedFor?: 'en' | 'ja' | null | undefined; withEncoder?: boolean } = {}): Classifier {
  const { weights, reliability, encoder, problem } = readAll(folder, withEncoder)
  const tier: EncoderTier | undefined = encoder ? { version: encoder.manifest.version, languages: encoder.manifest.languages } : undefined
  return {
    // What is allowed changes answers, so a run that was frozen without it must not go on with it.
    version: (languageModel) => [fullVersion({ weights, encoder: tier }, languageModel), ...(rulesAllowedFor ? [`other-languages-as-${rulesAllowedFor}`] : [])].join(' + '),
    classify: (input, { acceptedError, cache, languageModel }) => classifyReportKnown(input, { weights, encoder: tier, rulesAllowedFor, acceptedError, languageModel, ...(cache && { cache }) }),
    judge: (input, { languageModel, read = noReader, cache } = {}) => classifyReportFully(input, { weights, encoder: tier && { ...tier, read }, rulesAllowedFor, languageModel, ...(cache && { cache }) }),
    withBand(decision, acceptedError) {
      const { language, path } = decision
      if (acceptedError === null || language === undefined) return decision
      return withFullBand({ ...decision, language, path: path ?? [], cached: false }, { weights, encoder: tier, acceptedError })
    },
    reliability,
    encoder,
    problem,
  }
}

const noReader: StatusEncoder['read'] = () => Promise.reject(new AppError('model-missing', 'The sentence encoder is not at hand here.'))

function readAll(folder: string, withEncoder: boolean): { weights: StatusModels; reliability: StatusReliability[]; encoder: InstalledEncoder | null; problem: string | null } {
  let weights: StatusModels
  let reliability: StatusReliability[]
  try {
    weights = readStatusModels(folder)
    reliability = readReliability(join(folder, 'reliability.json'))
  } catch (error) {
    return { weights: {}, reliability: [], encoder: null, problem: sentenceOf(error) }
  }
  // Its joining was fitted to the linear weights' odds: without them it has nothing to join.
  if (!withEncoder || Object.keys(weights).length === 0) return { weights, reliability, encoder: null, problem: null }
  try {
    const encoder = readStatusEncoder(join(folder, 'encoder'))
    const joined = encoder ? readReliability(join(folder, 'encoder', 'reliability.json')) : []
    const measured = reliability.map((one) => joined.find(({ language }) => language === one.language) ?? one)
    return { weights, reliability: measured, encoder, problem: null }
  } catch (error) {
    return { weights, reliability, encoder: null, problem: sentenceOf(error) }
  }
}

const readReliability = (file: string): StatusReliability[] => (existsSync(file) ? Reliability.parse(JSON.parse(readFileSync(file, 'utf8'))) : [])
const sentenceOf = (error: unknown): string => (error instanceof AppError ? error.message : 'reliability.json: The file cannot be read.')
