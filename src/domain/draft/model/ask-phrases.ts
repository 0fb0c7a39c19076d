import type { PhraseAnswer } from './compose-phrases.ts'
import type { AskedPhrase } from '../reading/decompose.ts'
import { weightLabels } from './phrase-prompt.ts'
import type { PhraseEvent, PhraseRequest, PhrasingModel } from '../../model/language-model.ts'
import type { Signal } from '../../signal.ts'

/** All sentences of a report as one request: a weight first, and the phrase of what weighs something. */
export function phraseRequest(asked: readonly AskedPhrase[]): PhraseRequest {
  return {
    prompts: asked.map(({ prompt }) => prompt.parts),
    answers: [...weightLabels],
    ends: [weightLabels[0]],
    maxTokens: Math.max(0, ...asked.map(({ prompt }) => prompt.maxTokens)),
    stop: asked[0]?.prompt.stop ?? [],
    carriers: asked.map(({ carrier }) => carrier),
  }
}

export type PhraseAnswers = { answers: Map<number, PhraseAnswer>; finished: Extract<PhraseEvent, { type: 'finished' }> | null }

/**
 * Asks for the weight and phrase of every sentence; answers by sentence index, `told` hears of each as it comes. A sentence that is
 * too long for the model stays without an answer. `into` holds what there is when the model fails. Throws what `phrases` throws.
 */
export async function askPhrases(model: PhrasingModel, asked: readonly AskedPhrase[], signal: Signal, told: (answer: PhraseAnswer, asked: AskedPhrase) => void = () => {}, into = new Map<number, PhraseAnswer>()): Promise<PhraseAnswers> {
  let finished: PhraseAnswers['finished'] = null
  if (asked.length === 0) return { answers: into, finished }
  for await (const event of model.phrases(phraseRequest(asked), signal)) {
    if (event.type === 'finished') finished = event
    const one = event.type === 'phrase' ? asked[event.prompt] : undefined
    if (event.type !== 'phrase' || !one) continue
    const answer = { shares: event.shares, text: event.text, complete: event.reason === 'end' }
    into.set(one.sentence, answer)
    told(answer, one)
  }
  return { answers: into, finished }
}

/**
 * Asks about several reports in one request, so that their sentences are written beside one another; answers of report i are in `into[i]`,
 * also of a request that fails in the middle. Throws what `phrases` throws.
 */
export async function askTogether(model: PhrasingModel, reports: readonly (readonly AskedPhrase[])[], signal: Signal, into: readonly Map<number, PhraseAnswer>[]): Promise<PhraseAnswers['finished']> {
  const owners = reports.flatMap((asked, report) => asked.map(() => report))
  const asked = reports.flat()
  const place = new Map(asked.map((one, i) => [one, owners[i]!]))
  // Sentence numbers repeat between reports; only each report's own map takes them.
  const { finished } = await askPhrases(model, asked, signal, (answer, one) => void into[place.get(one)!]!.set(one.sentence, answer))
  return finished
}
