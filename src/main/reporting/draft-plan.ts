import type { AskedPhrase } from '../../domain/draft/reading/decompose.ts'
import type { DraftInput } from '../../domain/draft/draft.ts'
import type { OneOff } from '../../domain/draft/wishes/one-off.ts'
import type { PlainWish } from '../../domain/draft/wishes/plain-wish.ts'
import { phrasePromptVersion } from '../../domain/draft/model/phrase-prompt.ts'
import { longestInstruction, type PromptOptions } from '../../domain/draft/model/prompt.ts'
import { readPlainWish } from '../../domain/draft/wishes/read-plain-wish.ts'
import type { DraftMaking, DraftWish, StoredDraft } from '../../domain/draft/stored-draft.ts'
import { noWishes, withPlainWishes, type DraftWishes } from '../../domain/draft/wishes/wishes.ts'
import type { GenerateRequest, LanguageModel, ModelIdentity, PhrasingModel } from '../../domain/model/language-model.ts'
import type { Report } from '../../domain/report/report.ts'
import type { Stores } from '../db/stores.ts'
import { personOf } from './context.ts'
import { askedOf } from './draft-input.ts'
import { draftStyle, noStyle } from './draft-style.ts'
import type { DraftTools } from './draft-tools.ts'
import { rulesOf } from './drafting-rules.ts'
import { askModel, rulesInForce, wishWords } from './rules-in-force.ts'

/** A model that writes, and phrases where it can. */
export type DraftingModel = LanguageModel & Partial<PhrasingModel>

/** Everything that is decided before the model is asked. */
export type DraftPlan = {
  input: DraftInput
  wishes: DraftWishes
  making: DraftMaking
  identity: ModelIdentity | null
  promptVersion: string
  seed: number
  /** For `report`: what the model is asked; null where its family has no prompt. `again`: the same with an answer it gave named as not carried. */
  request: GenerateRequest | null
  condensed: boolean
  again(answer: string, struck: readonly string[]): GenerateRequest | null
  /** For `phrases`. */
  asked: AskedPhrase[]
}

/** Greedy with a fixed seed: the same findings, model and prompt give the same draft. Another one is asked for with this. */
const otherTemperature = 0.7
const firstSeed = 1
/** What the buttons beside a draft ask for. */
const wishOf: Record<DraftWish, PlainWish[]> = { draft: [], another: [], shorter: [{ about: 'length', length: 'shorter' }], list: [{ about: 'form', form: 'list' }] }
/** Most tokens that a person's own reports may take in a prompt, as examples of their style. */
const exampleTokens = 900
/** Shares of the context that examples may fill. */
const exampleShare = 0.3

/** Plans a draft of a report: way, prompt or sentences, style, wishes. `previous`: the draft it is to differ from. Never throws for what a model lacks. */
export function planDraft(stores: Stores, report: Report, model: DraftingModel, tools: DraftTools, wish: DraftWish = 'draft', previous: StoredDraft | null = null): DraftPlan {
  const identity = model.current()
  const { input, oneOffs, unclosed } = askedOf(stores, report)
  const way = identity === null ? 'rules' : identity.drafting === 'phrases' && model.phrases ? 'phrases' : 'report'
  const budget = way === 'report' ? Math.min(exampleTokens, Math.floor((identity?.contextLength ?? 0) * exampleShare)) : 0
  const style = orNone(() => draftStyle(stores, { reportId: report.id, findings: input.findings, modality: input.modality ?? '', signer: personOf(stores, '') }, budget))
  const rules = rulesInForce(rulesOf(stores), input, [oneOffs.flatMap(({ text }) => readPlainWish(text).wishes), wishOf[wish]])
  const wishes = withPlainWishes({ ...noWishes, room: style.room, usuallyLeftOut: wish === 'draft' || wish === 'list' ? style.usuallyLeftOut : new Set() }, rules.wishes)
  const another = wish === 'another' && previous !== null
  const instruction = oneOffs.map(({ text }) => text).join('; ')
  const asked = way === 'report' ? askModel(rules.used, longestInstruction - instruction.length) : { rules: rules.used, text: '' }
  const told = [asked.text, instruction].filter(Boolean).join('; ')
  const options: PromptOptions = { examples: style.examples, room: wishes.room, ...(told && { instruction: told }) }
  const prompt = (more: PromptOptions) => (identity && way === 'report' ? orNull(() => tools.buildPrompt(input, identity.template, more)) : null)
  const first = prompt(options)
  const seed = another ? previous.seed + 1 : firstSeed
  const temperature = another && way === 'report' ? otherTemperature : 0
  const request = (from: typeof first): GenerateRequest | null => from && { prompt: from.parts, maxTokens: from.maxTokens, temperature, seed, stop: from.stop }
  const phrases = way === 'phrases' ? tools.decompose(input) : []
  return {
    input, wishes, identity, seed, asked: phrases,
    promptVersion: way === 'phrases' ? phrasePromptVersion : (first?.version ?? 'none'),
    request: request(first),
    condensed: (first?.condensed.length ?? 0) > 0,
    again: (answer, struck) => request(prompt({ ...options, retry: { answer, struck } })),
    making: {
      way, wish, adapterSha256: identity?.adapterSha256 ?? null, gateVersion: tools.gateVersion, inferencesVersion: tools.inferencesVersion,
      examples: [...new Set([...style.examples.map(({ id }) => id), ...style.measured])], neighbour: wishes.usuallyLeftOut.size > 0 ? style.neighbour : null,
      room: wishes.room, form: wishes.form, temperature, maxTokens: way === 'phrases' ? Math.max(0, ...phrases.map(({ prompt: one }) => one.maxTokens)) : (first?.maxTokens ?? 0),
      instruction: instruction || null, instructionProblem: instructionProblem(oneOffs, unclosed, way), rules: asked.rules,
      // Another draft of a greedy model is the same one: its sentences are then told in the words of the findings, and the other way round.
      words: way !== 'phrases' || !(another && previous.making?.words !== false),
      retried: false,
    },
  }
}

/** What of the instructions has no effect; null when all of it has. */
function instructionProblem(oneOffs: readonly OneOff[], unclosed: boolean, way: DraftMaking['way']): string | null {
  if (unclosed) return 'An instruction was begun with ^^ and not ended with ^^ on the same line; it was read as findings.'
  const ignored = way === 'report' ? [] : oneOffs.map(({ text }) => ({ text, ...readPlainWish(text) })).filter(({ free }) => free.length > 0)
  if (ignored.length === 0) return null
  const { text, wishes } = ignored[0]!
  const why = way === 'rules' ? '' : ': this model drafts sentence by sentence'
  if (wishes.length > 0) return `Of “${text}” only ${wishes.map(wishWords).join(' and ')} was understood${why}.`
  return `“${text}” was not understood${why}. Understood are shorter, longer, list, prose, “at most 3 sentences”, “answer first”, “leave out …” and “mention …”.`
}

function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** Style is a help: a search that fails must not keep anybody from a draft. */
const orNone = (work: () => typeof noStyle) => orNull(work) ?? noStyle
