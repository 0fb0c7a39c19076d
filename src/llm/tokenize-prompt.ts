import type { LlamaModel, Token } from 'node-llama-cpp'
import type { PromptPart } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'

/** No token of a real vocabulary stands for more characters than this on average; a longer prompt is refused unread. */
const maxCharactersPerToken = 24

/** Template parts become template tokens; everything else is plain text in which such tokens mean nothing (L06, L07). */
export function tokenizePrompt(model: Pick<LlamaModel, 'tokenize' | 'tokens' | 'vocabularyType'>, parts: readonly PromptPart[], contextSize: number): Token[] {
  const characters = parts.reduce((sum, part) => sum + part.text.length, 0)
  if (characters > contextSize * maxCharactersPerToken) throw tooLong(Math.round(characters / 4), contextSize)
  // SentencePiece vocabularies put a space before whatever they are given; only the first part may have it.
  const trim = (index: number) => (index > 0 && model.vocabularyType === 'spm' ? ('trimLeadingSpace' as const) : undefined)
  const tokens = parts.flatMap((part, index) => model.tokenize(part.text, part.special, trim(index)))
  const { bos, shouldPrependBosToken } = model.tokens
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens
}

/** The error for a prompt that does not fit. */
export function tooLong(tokens: number, contextSize: number): AppError {
  return new AppError('too-large', `The text is too long for the model: about ${tokens} tokens where ${contextSize} fit.`, { detail: { tokens, contextSize } })
}
