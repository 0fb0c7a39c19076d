import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import type { PromptPart } from '../../domain/model/language-model.ts'

/** What `domain/draft` does, passed in. */
export type DraftTools = {
  /** `condensed`: parts of the findings that were shortened to fit. */
  buildPrompt(input: DraftInput, family: PromptFamily): { parts: PromptPart[]; stop: string[]; version: string; maxTokens: number; condensed: string[] }
  /** `answer: null` asks for the extractive draft; `complete: false` says that the answer was cut off. */
  assembleDraft(request: { input: DraftInput; answer: string | null; complete?: boolean }): DraftContent
}
