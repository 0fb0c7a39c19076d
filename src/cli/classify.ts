import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { StatusModels } from '../domain/status/cascade.ts'
import { classifyReportFully } from '../domain/status/encoder/with-encoder.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { createStatusEncoder, type OwnedStatusEncoder } from '../main/llm/status-encoder.ts'
import { readStatusEncoder } from '../main/models/read-status-encoder.ts'
import { readStatusModels } from '../main/models/read-status-models.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, RowId, type RowCommand } from './rows.ts'

const Text = z.string().max(maxSectionLength)

const Row = z.object({
  id: RowId,
  text: Text.optional(),
  indication: Text.optional(),
  findings: Text.optional(),
  conclusion: Text.optional(),
  lang: z.string().optional(),
})

const weightsFolder = fileURLToPath(new URL('../../models/status/', import.meta.url))

/** Rows that are judged side by side, so that the encoder always has a full batch. */
const atOnce = 64

type Tiers = { weights: StatusModels; encoder?: OwnedStatusEncoder }

/** Tiers by the name given with --model: `rules` or `linear` alone, or (without a name) all there are. */
function tiersOf(model: string | undefined): Tiers {
  if (model === 'rules') return { weights: {} }
  if (model === 'linear') return { weights: readStatusModels(weightsFolder) }
  if (model !== undefined && model !== 'learned') throw new AppError('model-missing', `There is no classifier ${model}. This build has: rules, linear, learned.`)
  const weights = readStatusModels(weightsFolder)
  const installed = readStatusEncoder(join(weightsFolder, 'encoder'))
  if (!installed) return { weights }
  const encoder = createStatusEncoder({ installed, spawn: spawnNode(fileURLToPath(new URL('../llm/index.ts', import.meta.url))) })
  return { weights, encoder }
}

/** `raddraft classify`: the status tag of every row; with `acceptedError` (0 to 1) less sure answers are withheld. Returns the exit code. */
export async function classify({ input, output, model, acceptedError = null }: RowCommand & { acceptedError?: number | null }): Promise<number> {
  const { weights, encoder } = tiersOf(model)
  try {
    return await answerRows({ input, output, schema: Row, atOnce: encoder ? atOnce : 1 }, async ({ id, text, indication, findings, conclusion, lang }) => {
      const given = { ...(indication !== undefined && { indication }), ...(findings !== undefined && { findings }), ...(conclusion !== undefined && { conclusion }) }
      if (text === undefined && Object.keys(given).length === 0) throw new AppError('invalid-input', 'The row has no text: give either text, or indication, findings or conclusion.')
      const start = performance.now()
      const answer = await classifyReportFully(text === undefined ? given : { text }, { weights, encoder, acceptedError, rulesAllowedFor: lang === 'en' || lang === 'ja' ? lang : null })
      const { label, probabilities, uncertain, evidence, tier, version, reason, path } = answer
      return { id, label, probabilities, uncertain, evidence, tier, model: version, ms: Math.round((performance.now() - start) * 1000) / 1000, reason, path }
    })
  } finally {
    await encoder?.dispose()
  }
}
