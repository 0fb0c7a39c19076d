import type { DraftContent } from '../../domain/draft/draft.ts'
import { phrasePromptVersion } from '../../domain/draft/phrase-prompt.ts'
import { promptVersion } from '../../domain/draft/prompt.ts'
import { noWishes } from '../../domain/draft/wishes.ts'
import { gateVersion } from '../../domain/gate/gate-case.ts'
import type { GateEngine } from '../../domain/gate/gate-record.ts'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import type { LanguageModel, ModelIdentity, PhrasingModel } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { askPhrases } from '../reporting/draft-phrases.ts'
import type { DraftTools } from '../reporting/draft-tools.ts'

export type WritingModel = LanguageModel & Partial<PhrasingModel>

/** Everything that figures depend on, the reports and the seed apart. `identity` null: drafts without a model. */
export function engineOf(identity: ModelIdentity | null, tools: DraftTools, rules: string): GateEngine {
  const prompt = identity === null ? 'no prompt' : identity.drafting === 'phrases' ? phrasePromptVersion : promptVersion
  return {
    model: identity && { id: identity.id, name: identity.name, sha256: identity.sha256, adapterSha256: identity.adapterSha256 },
    promptVersion: [prompt, tools.gateVersion, `inferences ${tools.inferencesVersion}`].join(', '), rulesVersion: rules, gateVersion,
  }
}

/** A draft as the Report screen makes it, greedy and without anybody's style. Throws what the model throws. */
export async function draftWithModel(model: WritingModel, identity: ModelIdentity, tools: DraftTools, { findings, indication, comparison, language, sex }: GateReport, signal: AbortSignal): Promise<DraftContent> {
  const input = { findings, indication, comparison, language, sex }
  if (identity.drafting === 'phrases' && model.phrases) {
    const { answers } = await askPhrases({ current: model.current, phrases: model.phrases }, tools.decompose(input), signal)
    return tools.composePhrases({ input, answers, wishes: noWishes, words: true })
  }
  const { parts, maxTokens, stop } = tools.buildPrompt(input, identity.template, {})
  let answer = ''
  let complete: boolean | null = null
  for await (const event of model.write({ prompt: parts, maxTokens, temperature: 0, seed: 1, stop }, signal)) {
    if (event.type === 'token') answer += event.text
    if (event.type === 'finished') complete = event.reason === 'end'
  }
  if (complete === null) throw new AppError('model-crashed', 'The model ended in the middle of its answer.')
  if (answer.trim() === '') throw new AppError('model-invalid', 'The model wrote nothing.')
  return tools.assembleDraft({ input, answer: answer.toWellFormed(), complete })
}
