import { setTimeout as sleep } from 'node:timers/promises'
import { secondReaderAnswers, secondReaderPrefix, secondReaderText, type OpenQuestion } from '../../domain/check/second-reader/second-reader.ts'
import type { ModelIdentity, ScoreEvent, ScoreRequest } from '../../domain/model/language-model.ts'
import type { Signal } from '../../domain/signal.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/** What is needed of a language model to be asked behind everybody else. */
export type ReadingModel = {
  current(): ModelIdentity | null
  scoreLast(request: ScoreRequest, signal: Signal): AsyncIterable<ScoreEvent>
}

/** The answer to one question: the share of "otherwise", or null where the model cannot read it whole. */
export type ReaderAnswer = { question: number; share: number | null }

export type ReaderModels = ReturnType<typeof createReaderModels>

type ReaderModelsOptions = {
  /** The model that drafts for people; it reads too, where it is the one that was chosen to. */
  active: ReadingModel
  /** Settles when nobody's draft is being written. */
  letDraftsGoFirst: () => Promise<void>
  /** A process of its own for a model that does not draft. */
  start: (identity: ModelIdentity) => ReadingModel & { dispose(): Promise<void> }
}

/** Questions in one request: as many as a model reads at once, so that giving way takes no longer than one of them. */
const atOnce = 4
/** After giving way, milliseconds. */
const restMs = 100

const isSame = (a: ModelIdentity | null, b: ModelIdentity): boolean => a?.id === b.id && a.sha256 === b.sha256 && a.adapterSha256 === b.adapterSha256

/** Any installed model as second reader: the one that drafts in its own process, another in a second one. */
export function createReaderModels({ active, letDraftsGoFirst, start }: ReaderModelsOptions) {
  let own: { identity: ModelIdentity; model: ReturnType<ReaderModelsOptions['start']> } | null = null

  async function modelOf(identity: ModelIdentity): Promise<ReadingModel> {
    if (isSame(active.current(), identity)) return active
    if (own && !isSame(own.identity, identity)) await release()
    own ??= { identity, model: start(identity) }
    return own.model
  }

  /** Frees what a model of its own holds; the next question loads it again. */
  async function release(): Promise<void> {
    const before = own
    own = null
    await before?.model.dispose()
  }

  return {
    release,

    /**
     * Answers questions behind everything else that the model is asked, not in their order; what gave way is asked again. Throws AppError
     * `cancelled` once `signal` says so, otherwise what the model throws.
     */
    async *ask(identity: ModelIdentity, questions: readonly OpenQuestion[], signal: AbortSignal): AsyncGenerator<ReaderAnswer> {
      const prefix = secondReaderPrefix(identity.template)
      let open = [...questions.keys()]
      while (open.length > 0) {
        await letDraftsGoFirst()
        if (signal.aborted) throw new AppError('cancelled', 'The text has changed since.')
        const model = await modelOf(identity)
        const some = open.slice(0, atOnce)
        const answered = new Set<number>()
        try {
          const texts = some.map((at) => secondReaderText(questions[at]!, identity.template))
          for await (const event of model.scoreLast({ prefix, texts, answers: [...secondReaderAnswers] }, signal)) {
            if (event.type === 'waiting') continue
            const question = some[event.text]!
            answered.add(question)
            yield { question, share: event.type === 'scored' ? event.shares[1]! : null }
          }
          if (answered.size < some.length) throw new AppError('model-crashed', 'The model gave no answer.')
        } catch (error) {
          if (signal.aborted || AppError.from(error).code !== 'cancelled') throw error
          await sleep(restMs)
        }
        open = open.filter((at) => !answered.has(at))
      }
    },
  }
}
