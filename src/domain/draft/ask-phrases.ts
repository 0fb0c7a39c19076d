import type { PhraseAnswer } from './compose-phrases.ts'
import type { AskedPhrase } from './decompose.ts'
import { weightLabels } from './phrase-prompt.ts'
import type { PhraseEvent, PhraseRequest, PhrasingModel } from '../model/language-model.ts'
import type { Signal } from '../signal.ts'

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
