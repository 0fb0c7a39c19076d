import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { abstainBelow, thresholdFor } from '../../domain/status/calibration.ts'
import { cascadeVersion, classifyReport, classifyReportSync, type StatusLanguageModel, type StatusModels } from '../../domain/status/cascade.ts'
import type { StatusCache } from '../../domain/status/cascade-cache.ts'
import type { StatusReliability } from '../../domain/status/reliability.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { KeptDecision } from '../db/decision-json.ts'
import { readStatusModels } from '../models/read-status-models.ts'

export type Classifier = {
  /** Versions of everything an answer depends on, the accepted error apart. */
  version: (languageModel?: StatusLanguageModel) => string
  /** Rules and learned weights at once, with the abstain band; for one report. */
  classify: (input: StatusInput, options: { acceptedError: number | null; cache?: StatusCache }) => ReportDecision
  /** All tiers there are, before the abstain band. */
  judge: (input: StatusInput, languageModel?: StatusLanguageModel) => Promise<ReportDecision>
  /** An answer of `judge` with the abstain band; `acceptedError` null: unchanged. */
  withBand: (decision: KeptDecision, acceptedError: number | null) => KeptDecision
  reliability: StatusReliability[]
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
 */
export function loadClassifier(folder: string): Classifier {
  const { weights, reliability, problem } = readAll(folder)
  return {
    version: (languageModel) => cascadeVersion({ weights }, languageModel),
    classify: (input, { acceptedError, cache }) => classifyReportSync(input, { weights, acceptedError, ...(cache && { cache }) }),
    judge: (input, languageModel) => classifyReport(input, { weights, ...(languageModel && { languageModel }) }),
    withBand(decision, acceptedError) {
      const { language, path } = decision
      const known = language === 'en' || language === 'ja' ? weights[language] : undefined
      if (acceptedError === null || known === undefined || language === undefined) return decision
      return abstainBelow({ ...decision, language, path: path ?? [], cached: false }, thresholdFor(acceptedError, known.band), acceptedError)
    },
    reliability,
    problem,
  }
}

function readAll(folder: string): { weights: StatusModels; reliability: StatusReliability[]; problem: string | null } {
  const measured = join(folder, 'reliability.json')
  try {
    return { weights: readStatusModels(folder), reliability: existsSync(measured) ? Reliability.parse(JSON.parse(readFileSync(measured, 'utf8'))) : [], problem: null }
  } catch (error) {
    return { weights: {}, reliability: [], problem: error instanceof AppError ? error.message : 'reliability.json: The file cannot be read.' }
  }
}
