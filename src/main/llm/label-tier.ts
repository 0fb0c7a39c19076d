import type { ScoringModel } from '../../domain/model/language-model.ts'
import type { StatusLanguageModel } from '../../domain/status/cascade.ts'
import { labelAnswers, labelPrefix, labelPromptVersion, labelText } from '../../domain/status/label-prompt.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'

type Odds = [number, number, number]
type Waiting = { input: StatusInput; resolve: (answer: { probabilities: Odds }) => void; reject: (error: unknown) => void }

/** Reports that are scored in one request: enough to fill every sequence several times, few enough to be stopped soon. */
const most = 32
/** What is asked within this time goes into one request, milliseconds. */
const gatherMs = 4

/** The last tier of the status tag: the shares of the three label tokens after each report, in one pass of the active model, without writing. */
export type LabelTier = StatusLanguageModel & { id: string; sha256: string }

/**
 * A maker of the tier for the model that is active when it is called; null without a model that may judge.
 * Questions asked at the same time are scored together. `ask` throws AppError as `ScoringModel.score` does, and `too-large` for a report that does not fit.
 * @param mayJudge whether a model may judge status tags: small untrained ones guess
 */
export function createLabelTier(model: ScoringModel, mayJudge: (modelId: string) => boolean, signal: AbortSignal): () => LabelTier | null {
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()

  async function scoreSome(some: readonly Waiting[]): Promise<void> {
    const open = new Set(some)
    try {
      const identity = model.current()
      if (!identity) throw new AppError('model-missing', 'No language model is active.')
      const texts = some.map(({ input }) => labelText(input, identity.template))
      for await (const event of model.score({ prefix: labelPrefix(identity.template), texts, answers: [...labelAnswers] }, signal)) {
        if (event.type === 'waiting') continue
        const one = some[event.text]!
        open.delete(one)
        if (event.type === 'scored') one.resolve({ probabilities: event.shares as Odds })
        else one.reject(new AppError('too-large', `The report takes ${event.tokens} tokens where ${event.fits} fit.`))
      }
      for (const one of open) one.reject(new AppError('model-crashed', 'The model gave no answer.'))
    } catch (error) {
      for (const one of open) one.reject(error)
    }
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const some = waiting.slice(0, most)
    waiting = waiting.slice(most)
    last = last.then(() => scoreSome(some))
    if (waiting.length > 0) flush()
  }

  const ask = ({ input }: { input: StatusInput }): Promise<{ probabilities: Odds }> =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (waiting.length >= most) flush()
      else timer ??= setTimeout(flush, gatherMs)
    })

  return () => {
    const identity = model.current()
    if (!identity || !mayJudge(identity.id)) return null
    return { id: identity.id, sha256: identity.sha256, version: `${labelPromptVersion} on ${identity.id} ${identity.sha256.slice(0, 12)}`, ask }
  }
}
