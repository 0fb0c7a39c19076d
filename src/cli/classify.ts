import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { classifyReport, type StatusLanguageModel, type StatusModels } from '../domain/status/cascade.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
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

/** Tiers by the name given with --model: `rules` alone, or (without a name) rules and learned classifier. */
function tiersOf(model: string | undefined): { weights: StatusModels; languageModel?: StatusLanguageModel } {
  if (model === 'rules') return { weights: {} }
  if (model === undefined || model === 'learned') return { weights: readStatusModels(weightsFolder) }
  throw new AppError('model-missing', `There is no classifier ${model}. This build has: rules, learned.`)
}

/** `raddraft classify`: the status tag of every row; with `acceptedError` (0 to 1) less sure answers are withheld. Returns the exit code. */
export function classify({ input, output, model, acceptedError = null }: RowCommand & { acceptedError?: number | null }): Promise<number> {
  const tiers = tiersOf(model)
  return answerRows({ input, output, schema: Row }, async ({ id, text, indication, findings, conclusion, lang }) => {
    const given = { ...(indication !== undefined && { indication }), ...(findings !== undefined && { findings }), ...(conclusion !== undefined && { conclusion }) }
    if (text === undefined && Object.keys(given).length === 0) throw new AppError('invalid-input', 'The row has no text: give either text, or indication, findings or conclusion.')
    const start = performance.now()
    const answer = await classifyReport(text === undefined ? given : { text }, { ...tiers, acceptedError, rulesAllowedFor: lang === 'en' || lang === 'ja' ? lang : null })
    const { label, probabilities, uncertain, evidence, tier, version, reason, path } = answer
    return { id, label, probabilities, uncertain, evidence, tier, model: version, ms: Math.round((performance.now() - start) * 1000) / 1000, reason, path }
  })
}
