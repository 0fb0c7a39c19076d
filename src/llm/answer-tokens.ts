import type { LlamaModel, Token } from 'node-llama-cpp'
import { AppError } from '../shared/ipc/errors.ts'

/**
 * The tokens of answers that are one token each.
 * @throws AppError `invalid-input` for one that is not, for two that are the same, and for none
 */
export function answerTokens(model: Pick<LlamaModel, 'tokenize'>, answers: readonly string[]): Token[] {
  const tokens = answers.map((answer) => {
    const pieces = model.tokenize(answer, false, 'trimLeadingSpace')
    if (pieces.length !== 1) throw new AppError('invalid-input', `The answer ${JSON.stringify(answer)} is ${pieces.length} tokens of this model; it must be one.`)
    return pieces[0]!
  })
  if (tokens.length === 0) throw new AppError('invalid-input', 'There are no answers to choose from.')
  if (new Set(tokens).size < tokens.length) throw new AppError('invalid-input', 'Two of the answers are the same token of this model.')
  return tokens
}

/**
 * Logits, also of the most likely token of all → `shares` of each answer among the answers, sum 1, and how far below that
 * token each stands, as a weight of 0 to 1.
 * @throws AppError `model-crashed` where the model left one out
 */
export function answerShares(answers: readonly Token[], logits: ReadonlyMap<Token, number> | undefined): { shares: number[]; weights: number[] } {
  const own = answers.map((token) => logits?.get(token))
  if (!logits || own.some((logit) => logit === undefined || Number.isNaN(logit))) throw new AppError('model-crashed', 'The model gave no answer.')
  const weightsBelow = (top: number) => (own as number[]).map((logit) => Math.exp(logit - top))
  // Among themselves by the largest of their own, so that answers far below everything else still differ.
  const among = weightsBelow(Math.max(...(own as number[])))
  const sum = among.reduce((total, weight) => total + weight, 0)
  return { shares: among.map((weight) => weight / sum), weights: weightsBelow(Math.max(...logits.values())) }
}
