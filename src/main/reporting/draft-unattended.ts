import { askTogether } from '../../domain/draft/model/ask-phrases.ts'
import type { PhraseAnswer } from '../../domain/draft/model/compose-phrases.ts'
import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import type { DraftWishes } from '../../domain/draft/wishes/wishes.ts'
import type { LanguageModel, ModelIdentity, PhrasingModel } from '../../domain/model/language-model.ts'
import { AppError, type ErrorCode } from '../../shared/ipc/errors.ts'
import { problemOf } from './draft-problem.ts'
import type { DraftTools } from './draft-tools.ts'
import { nothingYet, writeUnattended, type Written } from './draft-writing.ts'

/** What is drafted where nobody waits: a row of a file. */
export type UnattendedJob = { input: DraftInput; wishes: DraftWishes; instruction: string }

/** `problem`: what the reader must know of how it was made, as under a draft in the window; `byModel`: the model had a part in it. */
type UnattendedDraft = { content: DraftContent; problem: string | null; byModel: boolean }

/** Failures of the model as a whole: the next report would fail the same way, and take as long to. */
const modelFailures: readonly ErrorCode[] = ['model-missing', 'model-invalid', 'model-stopped', 'checksum', 'out-of-memory']

/**
 * Drafts many reports without a person: greedy, nobody's style, several reports in one request where the model writes phrases. Where the
 * model fails, the draft is taken from the findings and says why; after a failure of the model as a whole it is not asked again.
 */
export function createUnattended(model: LanguageModel & PhrasingModel, identity: ModelIdentity, tools: DraftTools) {
  let unusable: AppError | null = null

  async function phrases(jobs: readonly UnattendedJob[], signal: AbortSignal): Promise<UnattendedDraft[]> {
    const asked = jobs.map(({ input }) => tools.decompose(input))
    const answers = jobs.map(() => new Map<number, PhraseAnswer>())
    const failures = jobs.map((): AppError | null => unusable)
    const ask = async (some: readonly number[]) => {
      try {
        const finished = await askTogether(model, some.map((i) => asked[i]!), signal, some.map((i) => answers[i]!))
        if (!finished) throw new AppError('model-crashed', 'The model ended in the middle of its answers.')
      } catch (error) {
        return heard(error, signal)
      }
      return null
    }
    const waiting = jobs.map((_, i) => i).filter((i) => !unusable && asked[i]!.length > 0)
    if (waiting.length > 0 && (await ask(waiting))) {
      // One of them may be what the model died of: each of the unanswered ones is asked alone.
      for (const i of waiting.filter((one) => answers[one]!.size < asked[one]!.length)) failures[i] = unusable ?? (await ask([i]))
    }
    return jobs.map(({ input, wishes }, i) => {
      const content = tools.composePhrases({ input, answers: answers[i]!, wishes, words: true })
      const failure = asked[i]!.length > 0 ? failures[i]! : null
      const ending = { cancelled: false, hasWords: answers[i]!.size > 0, content, failure, finished: null, condensed: false, asked: asked[i]!.length, answered: answers[i]!.size, way: 'phrases' } as const
      return { content, problem: problemOf(ending), byModel: answers[i]!.size > 0 }
    })
  }

  async function report({ input, wishes, instruction }: UnattendedJob, signal: AbortSignal): Promise<UnattendedDraft> {
    const written: Written = nothingYet()
    let condensed = false
    try {
      if (unusable) throw unusable
      ;({ condensed } = await writeUnattended(model, identity.template, tools, input, { room: wishes.room, ...(instruction && { instruction }) }, signal, written))
    } catch (error) {
      written.failure = heard(error, signal)
    }
    const hasWords = written.text.trim() !== ''
    const content = tools.assembleDraft({ input, answer: hasWords ? written.text.toWellFormed() : null, complete: !hasWords || written.finished?.reason === 'end', wishes })
    const ending = { cancelled: false, hasWords, content, failure: written.failure, finished: written.finished, condensed, asked: 0, answered: 0, way: 'report' } as const
    return { content, problem: problemOf(ending), byModel: written.failure === null || hasWords }
  }

  /** A failure that a draft goes on after. Throws what a person did. */
  function heard(error: unknown, signal: AbortSignal): AppError {
    const failure = AppError.from(error)
    if (signal.aborted || failure.code === 'cancelled') throw failure
    if (modelFailures.includes(failure.code)) unusable = failure
    return failure
  }

  return {
    /** In the order of the jobs. Throws AppError `cancelled` only, and what the rules throw. */
    async draft(jobs: readonly UnattendedJob[], signal: AbortSignal): Promise<UnattendedDraft[]> {
      if (identity.drafting === 'phrases') return phrases(jobs, signal)
      const drafts: UnattendedDraft[] = []
      for (const job of jobs) drafts.push(await report(job, signal))
      return drafts
    },

    /** Why the model is not asked any more; null while it is. */
    unusable: (): AppError | null => unusable,
  }
}
