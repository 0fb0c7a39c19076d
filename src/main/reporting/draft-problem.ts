import { askedLanguages } from '../../domain/draft/reading/decompose.ts'
import type { DraftContent } from '../../domain/draft/draft.ts'
import type { DraftMaking } from '../../domain/draft/stored-draft.ts'
import type { AppError } from '../../shared/ipc/errors.ts'

/** How the asking ended. `hasWords`: the model wrote something. `condensed`: it read a shortened form of the findings. `asked`: sentences it was asked about. */
type DraftEnding = { cancelled: boolean; hasWords: boolean; content: DraftContent | null; failure: AppError | null; finished: { reason: string } | null; condensed: boolean; asked: number; answered: number; way: DraftMaking['way'] }

/** What the reader must know about a draft that is not simply whole; null when it is. */
export function problemOf({ cancelled, hasWords, content, failure, finished, condensed, asked, answered, way }: DraftEnding): string | null {
  if (cancelled) return 'You cancelled this draft; the words so far are kept, nothing of it is offered.'
  if (!content) return 'The evidence of this draft could not be worked out; the words are kept, nothing of them is offered.'
  if (way === 'phrases') {
    if (failure) return answered > 0 ? `${failure.message} What it had not reached was taken from the findings without it.` : `${failure.message} This draft was taken from the findings without a model.`
    if (asked === 0 && !askedLanguages.includes(content.language)) return 'The model drafts English sentences only. This draft was taken from the findings without it.'
    if (asked === 0) return 'These findings are normal or hold no sentence to ask the model about. This draft was taken from them without it.'
    return answered < asked ? 'Some sentences are too long for the model; they were taken from the findings without it.' : null
  }
  if (failure && hasWords) return `${failure.message} The words so far are kept and marked incomplete.`
  if (failure) return `${failure.message} This draft was taken from the findings without a model.`
  if (!hasWords) return 'The model wrote nothing. This draft was taken from the findings without it.'
  // How the model read and ended matters only where its words are offered.
  if (content.sentences.every(({ source }) => source !== 'model')) return null
  if (condensed) return 'The findings are long: the model read a shortened form of them. See what is left out.'
  return finished?.reason === 'limit' ? 'The model reached its length limit; its last sentence may be missing.' : null
}
