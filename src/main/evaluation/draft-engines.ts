import { phraseRequest } from '../../domain/draft/model/ask-phrases.ts'
import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import { phrasePromptVersion } from '../../domain/draft/model/phrase-prompt.ts'
import type { EngineChoice, EvaluationSnapshot } from '../../domain/evaluation/evaluation.ts'
import type { LanguageModel, ModelIdentity, PhraseRequest, PhrasingModel } from '../../domain/model/language-model.ts'
import type { Signal } from '../../domain/signal.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { DraftTools } from '../reporting/draft-tools.ts'
import { nothingYet, writePhrases, writeUnattended } from '../reporting/draft-writing.ts'
import { createWork, workHere, type AsyncWork } from './evaluation-work.ts'

/** A draft, and how long it took in milliseconds without waiting for people's drafts. */
type TimedDraft = { content: DraftContent; ms: number }

/** The findings that will be drafted next, at most so many: several reports fill a model's batch better than one. */
type Behind = (most: number) => DraftInput[]

/** One engine that drafts a conclusion from findings, the same one until it is closed. */
export type DraftEngine = {
  snapshot: Omit<EvaluationSnapshot, 'tagVersion' | 'bertScore'>
  /** Throws AppError `model-missing`, `model-invalid`, `checksum`, `model-crashed`, `model-stopped`, `out-of-memory`, `too-large`, `cancelled`. */
  draft(input: DraftInput, signal: AbortSignal, behind?: Behind): Promise<TimedDraft>
  /** Frees what it holds. */
  close(): Promise<void>
}

/** Throws AppError `model-missing` for a model that is not installed. */
export type OpenEngine = (choice: EngineChoice) => DraftEngine

/** A model that drafts, and is ended when nobody needs it any more. */
export type RunningModel = DraftingModel & { dispose(): Promise<void> }

/** `warmPhrases`: answers what will be asked, as far as nobody else asks for anything, and keeps it; never throws. */
type DraftingModel = LanguageModel & PhrasingModel & { warmPhrases?(request: PhraseRequest, signal: Signal): Promise<void> }

/** Reports whose sentences are asked in one request. */
const together = 8

export type DraftEnginesOptions = {
  tools: DraftTools
  /** Assembles drafts on another thread; left out: on this one. */
  work?: Pick<AsyncWork, 'decompose' | 'assemble' | 'compose'>
  /** The model that drafts for people; a run that uses it too stands back for them. */
  active: DraftingModel
  /** Settles when nobody's draft is being written. */
  letDraftsGoFirst: () => Promise<void>
  find: (modelId: string) => ModelIdentity | null
  /** A process of its own for a model that is not the active one. */
  startModel: (identity: ModelIdentity) => RunningModel
  appVersion: string
}

/** Greedy with a fixed seed and nobody's style: the same findings, model and versions give the same draft. */
export function createDraftEngines({ tools, work = workHere(createWork(tools, () => null)), active, letDraftsGoFirst, find, startModel, appVersion }: DraftEnginesOptions): OpenEngine {
  return (choice) => {
    if (choice.type === 'extractive') {
      return {
        snapshot: { engine: choice, modelName: null, modelSha256: null, adapterSha256: null, version: `rules, RadDraft ${appVersion}` },
        draft: (input) => timed(() => work.assemble(input, null, true)),
        close: async () => {},
      }
    }
    const found = find(choice.modelId)
    const identity = found && choice.way ? { ...found, drafting: choice.way } : found
    if (!identity) throw new AppError('model-missing', `The model ${choice.modelId} is not installed. Fetch it on the Models screen, or choose another engine.`)
    const phrases = identity.drafting === 'phrases'
    const prompt = phrases ? phrasePromptVersion : tools.buildPrompt({ findings: '' }, identity.template, {}).version
    let own: RunningModel | null = null
    /** Findings that were asked about together, and the milliseconds that each took of it. */
    let warmed: ReadonlyMap<string, number> = new Map()
    /** People's drafts go before: what was not reached is asked with its own report. */
    async function warm(model: DraftingModel, inputs: readonly DraftInput[], signal: AbortSignal): Promise<void> {
      const began = performance.now()
      const asked = (await Promise.all(inputs.map((one) => work.decompose(one)))).flat()
      if (asked.length > 0) await model.warmPhrases?.(phraseRequest(asked), signal)
      const each = (performance.now() - began) / inputs.length
      warmed = new Map(inputs.map(({ findings }) => [findings, each]))
    }
    return {
      snapshot: {
        engine: choice, modelName: identity.name, modelSha256: identity.sha256, adapterSha256: identity.adapterSha256,
        version: [phrases ? 'phrase by phrase' : 'whole report', prompt, tools.gateVersion, `inferences ${tools.inferencesVersion}`, `RadDraft ${appVersion}`].join(', '),
      },
      async draft(input, signal, behind = () => []) {
        await letDraftsGoFirst()
        const current = active.current()
        const isActive = current?.id === identity.id && current.sha256 === identity.sha256 && current.adapterSha256 === identity.adapterSha256
        const model = isActive ? active : (own ??= startModel(identity))
        if (phrases && model.warmPhrases && !warmed.has(input.findings)) await warm(model, [input, ...behind(together - 1)], signal)
        const { content, ms } = await timed(() => (phrases ? byPhrases(model, work, input, signal) : wholeReport(model, identity, tools, work, input, signal)))
        return { content, ms: ms + Math.round(warmed.get(input.findings) ?? 0) }
      },
      async close() {
        await own?.dispose()
        own = null
      },
    }
  }
}

async function timed(draft: () => Promise<DraftContent>): Promise<TimedDraft> {
  const began = performance.now()
  const content = await draft()
  return { content, ms: Math.round((performance.now() - began) * 10) / 10 }
}

type Work = NonNullable<DraftEnginesOptions['work']>

async function byPhrases(model: PhrasingModel, work: Work, input: DraftInput, signal: AbortSignal): Promise<DraftContent> {
  const written = nothingYet()
  await writePhrases(model, { asked: await work.decompose(input) }, signal, () => {}, written)
  return work.compose(input, written.answers)
}

async function wholeReport(model: LanguageModel, identity: ModelIdentity, tools: DraftTools, work: Work, input: DraftInput, signal: AbortSignal): Promise<DraftContent> {
  const written = nothingYet()
  await writeUnattended(model, identity.template, tools, input, {}, signal, written)
  return work.assemble(input, written.text.toWellFormed(), written.finished?.reason === 'end')
}
