import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { assembleDraft } from '../domain/draft/assemble.ts'
import type { DraftInput } from '../domain/draft/draft.ts'
import { buildPrompt } from '../domain/draft/prompt.ts'
import type { LanguageModel, ModelIdentity } from '../domain/model/language-model.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { createGpuVerdicts } from '../main/llm/gpu-verdicts.ts'
import { createLanguageModel, draftContextTokens } from '../main/llm/language-model.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { createModelLibrary } from '../main/models/model-library.ts'
import { readCatalog } from '../main/models/read-catalog.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, RowId, type RowCommand } from './rows.ts'

const Text = z.string().max(maxSectionLength)

const Row = z.object({
  id: RowId,
  findings: Text.refine((text) => text.trim() !== '', 'is empty: there is nothing to conclude from'),
  lang: z.string().optional(),
  modality: z.string().max(256).optional(),
  region: z.string().max(256).optional(),
  indication: Text.optional(),
  comparison: Text.optional(),
})

/** The model of that name, or the active one. Throws AppError `model-missing`. */
function pickModel(library: ReturnType<typeof createModelLibrary>, id: string | undefined): ModelIdentity {
  const identity = id === undefined ? library.current() : library.find(id)
  if (identity) return identity
  const remedy = 'Fetch one with "raddraft models pull", or draft without a model with "--model extractive".'
  throw new AppError('model-missing', id === undefined ? `No model is installed. ${remedy}` : `The model ${id} is not installed. ${remedy}`)
}

/** Greedy, one row after the other: the same findings, model and prompt give the same draft. */
async function ask(model: LanguageModel, identity: ModelIdentity, input: DraftInput, signal: AbortSignal): Promise<{ answer: string; complete: boolean }> {
  const { parts, maxTokens, stop } = buildPrompt(input, identity.template, { availableTokens: draftContextTokens })
  let answer = ''
  let complete = false
  for await (const event of model.write({ prompt: parts, maxTokens, temperature: 0, seed: 1, stop }, signal)) {
    if (event.type === 'token') answer += event.text
    if (event.type === 'finished') complete = event.reason === 'end'
  }
  return { answer: answer.toWellFormed(), complete }
}

/** `raddraft draft`: the conclusion of every row with its evidence. Returns the exit code. Throws AppError `model-missing`. */
export async function draft({ input, output, model: id, signal }: RowCommand): Promise<number> {
  const catalog = await readCatalog(fileURLToPath(new URL('../../models/catalog.json', import.meta.url)))
  const library = createModelLibrary({ catalog, folder: modelFolder() })
  const identity = id === 'extractive' ? null : pickModel(library, id)
  const model =
    identity &&
    createLanguageModel({
      models: { current: () => identity, open: library.open },
      spawn: spawnNode(fileURLToPath(new URL('../llm/index.ts', import.meta.url))),
      verdicts: createGpuVerdicts(join(tmpdir(), 'raddraft-gpu.json')),
    })
  try {
    return await answerRows({ input, output, schema: Row }, async ({ id, findings, lang, modality, region, indication, comparison }) => {
      const start = performance.now()
      const given: DraftInput = {
        findings,
        ...(indication !== undefined && { indication }),
        ...(comparison !== undefined && { comparison }),
        ...(modality !== undefined && { modality }),
        ...(region !== undefined && { region }),
        ...((lang === 'en' || lang === 'ja') && { language: lang }),
      }
      const written = model && identity ? await ask(model, identity, given, signal) : { answer: null, complete: true }
      const { conclusion, sentences, struck, leftOut, checks } = assembleDraft({ input: given, ...written })
      return { id, conclusion, sentences, struck, leftOut, checks, engine: identity ? 'model' : 'extractive', model: identity?.id ?? null, ms: Math.round(performance.now() - start) }
    })
  } finally {
    await model?.dispose()
  }
}
