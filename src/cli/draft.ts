import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { checkConclusion } from '../domain/check/check-conclusion.ts'
import type { DraftContent, DraftInput } from '../domain/draft/draft.ts'
import { asReportText } from '../domain/draft/reading/report-text.ts'
import { joinAs } from '../domain/draft/finish-draft.ts'
import { inWritten, oneOffRanges, readOneOffs, type OneOff } from '../domain/draft/wishes/one-off.ts'
import { readPlainWish } from '../domain/draft/wishes/read-plain-wish.ts'
import { noWishes, withPlainWishes, type DraftWishes } from '../domain/draft/wishes/wishes.ts'
import type { ModelIdentity } from '../domain/model/language-model.ts'
import type { TextRange } from '../domain/report/range.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { createGpuVerdicts } from '../main/llm/gpu-verdicts.ts'
import { createLanguageModel, draftContextTokens } from '../main/llm/language-model.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { createModelLibrary } from '../main/models/model-library.ts'
import { readCatalog } from '../main/models/read-catalog.ts'
import { readInferences } from '../main/models/read-inferences.ts'
import { createDraftTools } from '../main/reporting/draft-tools.ts'
import { createUnattended, type UnattendedJob } from '../main/reporting/draft-unattended.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, exitCode, RowId, RowLanguage, type RowCommand } from './rows.ts'
import { createTogether } from './together.ts'

const Text = z.string().max(maxSectionLength)

const Row = z.object({
  id: RowId,
  findings: Text.refine((text) => readOneOffs(text).findings.trim() !== '', 'is empty: there is nothing to conclude from'),
  lang: RowLanguage.optional(),
  modality: z.string().max(256).optional(),
  region: z.string().max(256).optional(),
  indication: Text.optional(),
  comparison: Text.optional(),
})

/** Reports whose sentences are asked in one request; more fill no batch of the model further. */
const atOnce = 8

const shipped = (path: string) => fileURLToPath(new URL(`../../models/${path}`, import.meta.url))

/** The model of that name, or the active one. Throws AppError `model-missing`. */
async function pickModel(library: ReturnType<typeof createModelLibrary>, id: string | undefined): Promise<ModelIdentity> {
  const identity = id === undefined ? library.current() : library.find(id)
  if (identity) return identity
  const remedy = 'Fetch one with "raddraft models pull", or draft without a model with "--model extractive".'
  const installed = id === undefined ? (await library.list()).filter((view) => view.installed && view.checksum !== 'mismatch') : []
  const unused = installed.find((view) => view.waits) ?? installed[0]
  if (unused) throw new AppError('model-missing', `${unused.name} ${unused.waits ? 'waits for the checks since an adapter came or went' : 'is installed and was not put to use yet'}. "raddraft models activate ${unused.id}" runs the checks and does it; or name a model with --model, or draft without one with "--model extractive".`)
  throw new AppError('model-missing', id === undefined ? `No model is installed. ${remedy}` : `The model ${id} is not installed. ${remedy}`)
}

/** What an instruction between ^^ and ^^ asks for, as far as it is understood without a model. */
function wishesOf(oneOffs: readonly OneOff[]): DraftWishes {
  return withPlainWishes(noWishes, oneOffs.flatMap(({ text }) => readPlainWish(text).wishes))
}

/** The conclusion as it is asked for. Numbers and joins move its text, so its checks are made on what is shown. */
function shownAs(content: DraftContent, input: DraftInput): Pick<DraftContent, 'conclusion' | 'checks'> {
  if (content.form === 'lines') return content
  const conclusion = joinAs(content.form, content.sentences.map(({ text }) => text), content.language)
  return { conclusion, checks: checkConclusion({ findings: input.findings, conclusion, ...(input.indication && { indication: input.indication }), ...(input.comparison && { comparison: input.comparison }) }) }
}

/** Stretches of the findings without instructions as stretches of the field as given. */
function fieldRanges(written: string): (range: TextRange) => TextRange {
  const cut = oneOffRanges(written)
  return ({ start, end }) => inWritten({ start, end }, cut)
}

/**
 * `raddraft draft`: the conclusion of every row with its evidence. Returns the exit code: `noModel` where the model could not be used and
 * the rows were drafted from their findings, which each says. Throws AppError `model-missing`.
 */
export async function draft({ input, output, model: id, signal }: RowCommand): Promise<number> {
  const catalog = await readCatalog(shipped('catalog.json'))
  const library = createModelLibrary({ catalog, folder: modelFolder() })
  const tools = createDraftTools(readInferences(shipped('drafting/inferences.jsonl')), draftContextTokens)
  const identity = id === 'extractive' ? null : await pickModel(library, id)
  const model =
    identity &&
    createLanguageModel({
      models: { current: () => identity, open: library.open },
      spawn: spawnNode(fileURLToPath(new URL('../llm/index.ts', import.meta.url))),
      verdicts: createGpuVerdicts(join(tmpdir(), 'raddraft-gpu.json')),
    })
  const unattended = model && identity && createUnattended(model, identity, tools)
  const extractive = async (jobs: readonly UnattendedJob[]) => jobs.map(({ input: given, wishes }) => ({ content: tools.assembleDraft({ input: given, answer: null, wishes }), problem: null, byModel: false }))
  const made = createTogether(atOnce, async (jobs: readonly UnattendedJob[]) => {
    const start = performance.now()
    const drafts = await (unattended ? unattended.draft(jobs, signal) : extractive(jobs))
    const ms = Math.round((performance.now() - start) / jobs.length)
    return drafts.map((one) => ({ ...one, ms }))
  })
  try {
    const code = await answerRows({ input, output, schema: Row, atOnce: identity?.drafting === 'phrases' ? atOnce : 1 }, async ({ id, findings: written, lang, modality, region, indication, comparison }) => {
      const { findings, oneOffs } = readOneOffs(written)
      const given: DraftInput = {
        findings,
        ...(indication !== undefined && { indication }),
        ...(comparison !== undefined && { comparison }),
        ...(modality !== undefined && { modality }),
        ...(region !== undefined && { region }),
        ...(lang && { language: lang }),
      }
      const { content, problem, byModel, ms } = await made({ input: given, wishes: wishesOf(oneOffs), instruction: oneOffs.map(({ text }) => text).join('; ') })
      const inField = fieldRanges(written)
      const { conclusion, checks } = shownAs(content, asReportText(given).input)
      return {
        id, conclusion,
        sentences: content.sentences.map((one) => ({ ...one, evidence: one.evidence.map(inField) })),
        struck: content.struck,
        leftOut: content.leftOut.map((one) => ({ ...one, ...inField(one) })),
        checks: checks.map((one) => ({ ...one, findings: one.findings && inField(one.findings) })),
        engine: byModel ? 'model' : 'extractive', model: identity?.id ?? null, way: byModel && identity ? identity.drafting : 'rules', modelShare: content.modelShare, notice: content.notice, problem, ms,
      }
    })
    const failure = unattended?.unusable()
    if (!failure) return code
    process.stderr.write(`${failure.message} The drafts were taken from the findings without a model.\n`)
    return exitCode.noModel
  } finally {
    await model?.dispose()
  }
}
