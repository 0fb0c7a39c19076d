import type { PhraseAnswer } from '../../domain/draft/model/compose-phrases.ts'
import type { AskedPhrase } from '../../domain/draft/reading/decompose.ts'
import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import { noWishes } from '../../domain/draft/wishes/wishes.ts'
import type { EvaluationAnswer, EvaluationCase, EvaluationComparison, EvaluationSummary } from '../../domain/evaluation/evaluation.ts'
import { flipsOf, judgeDraft, type LabelOf } from '../../domain/evaluation/judge-draft.ts'
import { compareAnswers, summariseAnswers, type Answered } from '../../domain/evaluation/summary.ts'
import { bertScore } from '../../domain/metric/bert-score.ts'
import type { Score } from '../../domain/metric/rouge.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { TokenReader } from '../models/token-reader.ts'
import type { DraftTools } from '../reporting/draft-tools.ts'

/** What evaluating costs in computing, apart from the database and the models: it runs on a thread of its own, so that nobody's typing waits. */
export type EvaluationWork = {
  decompose(input: DraftInput): AskedPhrase[]
  /** `answer: null` asks for the draft of the rules. */
  assemble(input: DraftInput, answer: string | null, complete: boolean): DraftContent
  compose(input: DraftInput, answers: ReadonlyMap<number, PhraseAnswer>): DraftContent
  judge(one: EvaluationCase, content: DraftContent, ms: number): EvaluationAnswer
  flips(one: EvaluationCase, conclusion: string): { caught: number; of: number }
  /** Likeness of a draft to what was written by an encoder; throws AppError `model-missing` where none is installed. */
  bertScore(written: string, drafted: string): Promise<Score>
  summarise(answers: { modality: string; answer: EvaluationAnswer }[]): EvaluationSummary
  compare(first: Answered[], second: Answered[]): EvaluationComparison
}

/** The same from another thread. Rejects with AppError `model-crashed` where the thread ended, `internal` where it failed. */
export type AsyncWork = { [K in keyof EvaluationWork]: (...input: Parameters<EvaluationWork[K]>) => Promise<Awaited<ReturnType<EvaluationWork[K]>>> } & { close(): Promise<void> }

export function createWork(tools: Pick<DraftTools, 'decompose' | 'assembleDraft' | 'composePhrases'>, labelOf: LabelOf, openReader: () => Promise<TokenReader> = noReader): EvaluationWork {
  let reader: Promise<TokenReader> | null = null
  const never = new AbortController().signal
  return {
    decompose: (input) => tools.decompose(input),
    assemble: (input, answer, complete) => tools.assembleDraft({ input, answer, complete }),
    compose: (input, answers) => tools.composePhrases({ input, answers, wishes: noWishes, words: true }),
    judge: (one, content, ms) => judgeDraft(one, content, ms, labelOf),
    flips: flipsOf,
    async bertScore(written, drafted) {
      reader ??= openReader()
      const { of } = await reader
      return bertScore(await of(written, never), await of(drafted, never))
    },
    summarise: summariseAnswers,
    compare: compareAnswers,
  }
}

const noReader = (): Promise<TokenReader> => Promise.reject(new AppError('model-missing', 'No encoder is installed with this RadDraft, so BERTScore cannot be worked out.'))

/** On this thread. */
export function workHere(work: EvaluationWork): AsyncWork {
  const here = Object.entries(work).map(([name, run]) => [name, async (...input: never[]) => (run as (...given: never[]) => unknown)(...input)])
  return { ...Object.fromEntries(here), close: async () => {} } as AsyncWork
}
