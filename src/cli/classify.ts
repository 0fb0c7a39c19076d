import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { StatusLanguageModel, StatusModels } from '../domain/status/tiers/cascade.ts'
import { classifyReportFully } from '../domain/status/encoder/with-encoder.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { createGpuVerdicts } from '../main/llm/gpu-verdicts.ts'
import { createLabelTier } from '../main/llm/label-tier.ts'
import { createLanguageModel } from '../main/llm/language-model.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { createStatusEncoder, type OwnedStatusEncoder } from '../main/llm/status-encoder.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { createModelLibrary } from '../main/models/model-library.ts'
import { readCatalog } from '../main/models/read-catalog.ts'
import { readStatusEncoder } from '../main/models/read-status-encoder.ts'
import { readStatusModels } from '../main/models/read-status-models.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, RowId, RowLanguage, type RowCommand } from './rows.ts'

const Text = z.string().max(maxSectionLength)

const Row = z.object({
  id: RowId,
  text: Text.optional(),
  indication: Text.optional(),
  findings: Text.optional(),
  conclusion: Text.optional(),
  lang: RowLanguage.optional(),
})

const weightsFolder = fileURLToPath(new URL('../../models/status/', import.meta.url))

/** Rows that are judged side by side, so that the encoder always has a full batch. */
const atOnce = 64

type Tiers = { weights: StatusModels; encoder?: OwnedStatusEncoder; languageModel?: StatusLanguageModel; dispose: () => Promise<void> }

const spawnModelProcess = () => spawnNode(fileURLToPath(new URL('../llm/index.ts', import.meta.url)))
const nothing = async () => {}

/** Tiers by the name given with --model: `rules` or `linear` alone; without a name, or with `learned`, all but a language model; with the id of an installed model that one too. */
async function tiersOf(model: string | undefined): Promise<Tiers> {
  if (model === 'rules') return { weights: {}, dispose: nothing }
  const weights = readStatusModels(weightsFolder)
  if (model === 'linear') return { weights, dispose: nothing }
  const last = model === undefined || model === 'learned' ? null : await languageModelOf(model)
  const installed = readStatusEncoder(join(weightsFolder, 'encoder'))
  const encoder = installed ? createStatusEncoder({ installed, spawn: spawnModelProcess() }) : undefined
  return { weights, ...(encoder && { encoder }), ...(last && { languageModel: last.tier }), dispose: async () => void (await Promise.all([encoder?.dispose(), last?.dispose()])) }
}

/** The last tier on an installed language model. Whoever names one wants its answers, so the catalog's doubt is a remark only. Throws AppError `model-missing`. */
async function languageModelOf(id: string): Promise<{ tier: StatusLanguageModel; dispose: () => Promise<void> }> {
  const catalog = await readCatalog(fileURLToPath(new URL('../../models/catalog.json', import.meta.url)))
  const library = createModelLibrary({ catalog, folder: modelFolder() })
  const identity = library.find(id)
  if (!identity) throw new AppError('model-missing', `There is no classifier and no installed language model ${id}. This build has: rules, linear, learned.`)
  if (catalog.models.find((entry) => entry.id === id)?.judgesStatus === false) process.stderr.write(`${identity.name} was not trained to judge status tags and mostly guesses: the app would not ask it.\n`)
  const model = createLanguageModel({ models: { current: () => identity, open: library.open }, spawn: spawnModelProcess(), verdicts: createGpuVerdicts(join(tmpdir(), 'raddraft-gpu.json')) })
  return { tier: createLabelTier(model, () => true, new AbortController().signal)()!, dispose: model.dispose }
}

/** `raddraft classify`: the status tag of every row; with `acceptedError` (0 to 1) less sure answers are withheld. Returns the exit code. */
export async function classify({ input, output, model, acceptedError = null }: RowCommand & { acceptedError?: number | null }): Promise<number> {
  const { weights, encoder, languageModel, dispose } = await tiersOf(model)
  try {
    return await answerRows({ input, output, schema: Row, atOnce: encoder || languageModel ? atOnce : 1 }, async ({ id, text, indication, findings, conclusion, lang }) => {
      const given = { ...(indication !== undefined && { indication }), ...(findings !== undefined && { findings }), ...(conclusion !== undefined && { conclusion }) }
      if (text === undefined && Object.keys(given).length === 0) throw new AppError('invalid-input', 'The row has no text: give either text, or indication, findings or conclusion.')
      const start = performance.now()
      const answer = await classifyReportFully(text === undefined ? given : { text }, { weights, encoder, languageModel, acceptedError, rulesAllowedFor: lang ?? null })
      const { label, probabilities, uncertain, evidence, tier, version, reason, path } = answer
      return { id, label, probabilities, uncertain, evidence, tier, model: version, ms: Math.round((performance.now() - start) * 1000) / 1000, reason, path }
    })
  } finally {
    await dispose()
  }
}
