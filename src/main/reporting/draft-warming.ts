import type { PhraseRequest, PromptPart } from '../../domain/model/language-model.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { Signal } from '../../domain/signal.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import type { Context } from './context.ts'
import { askedOf } from './draft-input.ts'
import { phraseRequest } from '../../domain/draft/model/ask-phrases.ts'
import { planDraft, type DraftingModel } from './draft-plan.ts'
import type { DraftTools } from './draft-tools.ts'

/** A model that can be asked ahead of time; both stand back for every draft and never throw. */
export type WarmableModel = DraftingModel & Partial<{ warmPhrases(request: PhraseRequest, signal: Signal): Promise<void>; prefill(prompt: PromptPart[], signal: Signal): Promise<void> }>

/** Typing goes on while this passes: nothing is asked ahead. */
const pauseMs = 700

/**
 * Asks ahead while a person still dictates: sentences that are finished where the model drafts by phrases, the prompt so far where it
 * reads the whole findings. Works in pauses only, and a new change of the findings ends what the last one began.
 */
export function createDraftWarming(context: Context, model: WarmableModel, tools: DraftTools) {
  let timer: NodeJS.Timeout | undefined
  let running = new AbortController()

  function warm(reportId: ReportId): void {
    const identity = model.current()
    if (!identity) return
    const stores = context.stores()
    const report = stores.reports.find(reportId)
    if (!report || report.state !== 'draft') return
    if (identity.drafting === 'phrases') {
      if (!model.warmPhrases) return
      const { input } = askedOf(stores, report)
      // The last sentence is still being written, and the one before it will have another neighbour; after a full stop both are as they will be.
      const count = splitSentences(input.findings).length
      const isWhole = /[.!?。！？]\s*$/u.test(input.findings)
      const finished = tools.decompose(input).filter(({ sentence }) => isWhole || sentence < count - 2)
      if (finished.length > 0) void model.warmPhrases(phraseRequest(finished), running.signal)
    } else if (model.prefill) {
      const { request } = planDraft(stores, report, model, tools)
      const prompt = request && withoutAsking(request.prompt)
      if (prompt) void model.prefill(prompt, running.signal)
    }
  }

  return {
    /** The findings of a report were stored. Returns at once. */
    findingsPaused(reportId: ReportId): void {
      this.stop()
      timer = setTimeout(() => {
        try {
          warm(reportId)
        } catch {
          // Locked, closed, or changed meanwhile: the draft itself will say so.
        }
      }, pauseMs)
      timer.unref()
    },
    /** Ends what is being asked ahead. */
    stop(): void {
      clearTimeout(timer)
      running.abort()
      running = new AbortController()
    },
  }
}

/** A prompt up to the last words of the findings: what is typed next follows there. */
function withoutAsking(prompt: readonly PromptPart[]): PromptPart[] | null {
  const last = prompt.findLastIndex(({ special, text }) => !special && text.includes('\n') && text.trim().length > 20)
  const part = prompt[last]
  if (!part) return null
  return [...prompt.slice(0, last), { ...part, text: part.text.slice(0, part.text.lastIndexOf('\n')) }]
}
