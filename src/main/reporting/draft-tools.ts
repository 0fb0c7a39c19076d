import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import type { PromptPart } from '../../domain/model/language-model.ts'

/** What `domain/draft` does, passed in. `answer: null` asks for the extractive draft. */
export type DraftTools = {
  buildPrompt(input: DraftInput, family: PromptFamily): { parts: PromptPart[]; stop: string[]; version: string; maxTokens: number }
  assembleDraft(input: DraftInput, answer: string | null): DraftContent
}
