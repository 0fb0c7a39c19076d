import { assembleDraft, createSentenceJudge } from '../../domain/draft/assemble.ts'
import { composePhrases, type PhraseAnswer } from '../../domain/draft/model/compose-phrases.ts'
import { decompose, type AskedPhrase } from '../../domain/draft/reading/decompose.ts'
import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import { gateVersion } from '../../domain/draft/gate/gate-phrase.ts'
import { asReportText } from '../../domain/draft/reading/report-text.ts'
import type { InferenceTable } from '../../domain/draft/names/inference.ts'
import { buildPrompt, type PromptOptions } from '../../domain/draft/model/prompt.ts'
import type { DraftWishes } from '../../domain/draft/wishes/wishes.ts'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import type { PromptPart } from '../../domain/model/language-model.ts'

/** What `domain/draft` does, passed in. */
export type DraftTools = {
  gateVersion: string
  inferencesVersion: string
  /** `condensed`: parts of the findings that were shortened to fit. */
  buildPrompt(input: DraftInput, family: PromptFamily, options: PromptOptions): { parts: PromptPart[]; stop: string[]; version: string; maxTokens: number; condensed: string[] }
  /** `answer: null` asks for the extractive draft; `complete: false` says that the answer was cut off. */
  assembleDraft(request: { input: DraftInput; answer: string | null; complete?: boolean; wishes?: DraftWishes }): DraftContent
  /** Why the findings do not carry a sentence of a model; null when they do. */
  judge(input: DraftInput): (sentence: string) => string | null
  decompose(input: DraftInput): AskedPhrase[]
  composePhrases(request: { input: DraftInput; answers: ReadonlyMap<number, PhraseAnswer>; wishes: DraftWishes; words: boolean }): DraftContent
}

/**
 * Every tool reads its input as a report's text, so that window, command line and evaluation pass over the same and say so.
 * `contextTokens`: what prompt and answer may take together.
 */
export function createDraftTools(table: InferenceTable, contextTokens: number): DraftTools {
  return {
    gateVersion,
    inferencesVersion: table.version,
    buildPrompt: (input, family, options) => buildPrompt(asReportText(input).input, family, { ...options, availableTokens: contextTokens }),
    assembleDraft: (request) => read(request, (given) => assembleDraft({ ...given, table })),
    judge(input) {
      const judge = createSentenceJudge(asReportText(input).input)
      return (sentence) => judge(sentence).reason
    },
    decompose: (input) => decompose(asReportText(input).input),
    composePhrases: (request) => read(request, (given) => composePhrases({ ...given, table })),
  }
}

/** The draft of what is report text in the findings, with a word about what is not. */
function read<Request extends { input: DraftInput }>(request: Request, draft: (request: Request) => DraftContent): DraftContent {
  const { input, notice } = asReportText(request.input)
  const content = draft({ ...request, input })
  if (!notice) return content
  const rest = /[\p{L}\p{N}]/u.test(input.findings) ? content.notice : 'Nothing else stands in the findings: nothing was drafted.'
  return { ...content, notice: [notice, rest].filter(Boolean).join(' ') }
}
