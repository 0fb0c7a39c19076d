import type { ScoringModel } from '../../domain/model/language-model.ts'
import type { StatusLanguageModel } from '../../domain/status/tiers/cascade.ts'
import { labelAnswers, labelPrefix, labelPromptVersion, labelText } from '../../domain/status/tiers/label-prompt.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'

type Odds = [number, number, number]
/** `waited-for`: a person's own report, which goes before those of a run. */
type Urgency = 'waited-for' | 'run'
type Waiting = { input: StatusInput; urgency: Urgency; resolve: (answer: { probabilities: Odds }) => void; reject: (error: unknown) => void }

/** Reports that are scored in one request: enough to fill every sequence several times, few enough to be stopped soon. */
const most = 32
/** What is asked within this time goes into one request, milliseconds. */
const gatherMs = 4

/** The last tier of the status tag: the shares of the three label tokens after each report, in one pass of the active model, without writing. */
type LabelTier = StatusLanguageModel & { id: string; sha256: string }

/**
 * A maker of the tier for the model that is active when it is called; null without a model that may judge.
 * Questions asked at the same time are scored together. A report somebody waits for interrupts a run's request, whose open reports are asked
 * again afterwards; drafts go before both in the model process. `ask` throws AppError as `ScoringModel.score` does, and `too-large` for a report that does not fit.
 * @param mayJudge whether a model may judge status tags: small untrained ones guess
 */
export function createLabelTier(model: ScoringModel, mayJudge: (modelId: string) => boolean, signal: AbortSignal): (urgency?: Urgency) => LabelTier | null {
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let working = false
  /** Ends the request of a run that is being scored. */
  let interrupt: (() => void) | null = null

  async function scoreSome(some: readonly Waiting[]): Promise<void> {
    const open = new Set(some)
    const stop = new AbortController()
    interrupt = some[0]?.urgency === 'run' ? () => stop.abort() : null
    try {
      const identity = model.current()
      if (!identity) throw new AppError('model-missing', 'No language model is active.')
      const texts = some.map(({ input }) => labelText(input, identity.template))
      for await (const event of model.score({ prefix: labelPrefix(identity.template), texts, answers: [...labelAnswers] }, AbortSignal.any([signal, stop.signal]))) {
        if (event.type === 'waiting') continue
        const one = some[event.text]!
        open.delete(one)
        if (event.type === 'scored') one.resolve({ probabilities: event.shares as Odds })
        else one.reject(new AppError('too-large', `The report takes ${event.tokens} tokens where ${event.fits} fit.`))
      }
      for (const one of open) one.reject(new AppError('model-crashed', 'The model gave no answer.'))
    } catch (error) {
      if (stop.signal.aborted && !signal.aborted && AppError.from(error).code === 'cancelled') waiting.unshift(...open)
      else for (const one of open) one.reject(error)
    } finally {
      interrupt = null
    }
  }

  /** One request after the other until nobody waits. */
  async function work(): Promise<void> {
    timer = undefined
    if (working) return
    working = true
    while (waiting.length > 0) {
      const urgency = waiting.some((one) => one.urgency === 'waited-for') ? 'waited-for' : 'run'
      const some = waiting.filter((one) => one.urgency === urgency).slice(0, most)
      waiting = waiting.filter((one) => !some.includes(one))
      await scoreSome(some)
    }
    working = false
  }

  const ask = (input: StatusInput, urgency: Urgency): Promise<{ probabilities: Odds }> =>
    new Promise((resolve, reject) => {
      waiting.push({ input, urgency, resolve, reject })
      if (urgency === 'waited-for') interrupt?.()
      if (!working) timer ??= setTimeout(() => void work(), gatherMs)
    })

  return (urgency = 'run') => {
    const identity = model.current()
    if (!identity || !mayJudge(identity.id)) return null
    return { id: identity.id, sha256: identity.sha256, version: `${labelPromptVersion} on ${identity.id} ${identity.sha256.slice(0, 12)}`, ask: ({ input }) => ask(input, urgency) }
  }
}
