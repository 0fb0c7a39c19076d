import type { Signal } from '../signal.ts'
import type { Drafting, PromptFamily } from './catalog.ts'

/** A piece of a prompt. `special`: tokens of the template; otherwise plain text in which template tokens mean nothing. */
export type PromptPart = { text: string; special: boolean }

export type GenerateRequest = {
  prompt: PromptPart[]
  /** Most tokens to write. */
  maxTokens: number
  /** 0 is greedy. */
  temperature: number
  seed: number
  /** Texts at which writing ends; not part of the answer. */
  stop: string[]
  /** The text that carries the answer: numbers, levels (L3), units and left or right that do not stand in it cannot be written. */
  carrier?: string
}

export type GenerateEvent =
  /** Tokens of the prompt read so far. */
  | { type: 'reading'; done: number; total: number }
  | { type: 'token'; text: string }
  | {
      type: 'finished'
      reason: 'end' | 'limit'
      promptTokens: number
      tokens: number
      firstTokenMs: number
      totalMs: number
      tokensPerSecond: number
    }

/** Which of a few single-token answers the model would give after each text, without writing any. */
export type ScoreRequest = {
  /** What every prompt begins with: read once and kept. */
  prefix: PromptPart[]
  /** How each prompt goes on, to its last token before the answer. */
  texts: PromptPart[][]
  /** Each must be one token of the model. */
  answers: string[]
}

export type ScoreEvent =
  /** `shares`: of each answer among the answers, sum 1. `mass`: of all answers among everything the model could say. Not in the order of the texts. */
  | { type: 'scored'; text: number; shares: number[]; mass: number; tokens: number }
  /** Nothing was cut: the text stays without an answer. */
  | { type: 'too-long'; text: number; tokens: number; fits: number }
  /** Somebody's draft goes first. */
  | { type: 'waiting' }

/** Many short answers at once, written beside one another: how heavy each finding sentence is, and its phrase for the conclusion. */
export type PhraseRequest = {
  prompts: PromptPart[][]
  /** Texts of one token each, one of which begins every answer. */
  answers: string[]
  /** An answer that begins with one of these ends there. */
  ends: string[]
  /** Most tokens of one answer. */
  maxTokens: number
  stop: string[]
  /** The text that carries each answer: numbers, levels (L3), units and left or right that do not stand in it cannot be written. */
  carriers?: string[]
}

export type PhraseEvent =
  /** `shares`: of each of `answers` as the first token, sum 1. `text`: the whole answer, first token included. Not in the order of the prompts. */
  | { type: 'phrase'; prompt: number; shares: number[]; text: string; reason: 'end' | 'limit' }
  /** Nothing was cut: this prompt stays without an answer. */
  | { type: 'too-long'; prompt: number; tokens: number; fits: number }
  | { type: 'finished'; promptTokens: number; tokens: number; firstTokenMs: number; totalMs: number }

/** Texts as numbers of the model's vocabulary, begin and end included. */
export type EmbedRequest = { texts: number[][] }

export type EmbedEvent =
  /** The mean of the model's last layer over a text. Not in the order of the texts. */
  | { type: 'embedded'; text: number; vector: Float32Array }
  /** Nothing was cut: the text stays without a vector. */
  | { type: 'too-long'; text: number; tokens: number; fits: number }

export type ModelIdentity = {
  id: string
  name: string
  sha256: string
  template: PromptFamily
  contextLength: number
  drafting: Drafting
  /** SHA-256 of the adapter that is merged into the weights or used beside them; null without one. */
  adapterSha256: string | null
}

/** The language model as everyone but its owner sees it; a fake is one generator and one constant. */
export type LanguageModel = {
  /** The model that drafts now; null where none is installed or chosen, and while the chosen one is held back by the checks. */
  current(): ModelIdentity | null
  /** Why the chosen model is held back, in one sentence; null without a reason. */
  heldBack?(): string | null
  /**
   * Loads the model if need be. Throws AppError `model-missing`, `model-invalid`, `checksum`, `model-crashed`, `model-stopped`,
   * `out-of-memory`, `too-large` (the prompt does not fit), `cancelled`.
   */
  write(request: GenerateRequest, signal: Signal): AsyncIterable<GenerateEvent>
}

/** A language model that writes many phrases at once, greedily; goes before scoring, as writing does. Throws what `write` throws. */
export type PhrasingModel = {
  current(): ModelIdentity | null
  phrases(request: PhraseRequest, signal: Signal): AsyncIterable<PhraseEvent>
}

/** A language model that judges texts instead of writing any. */
export type ScoringModel = {
  current(): ModelIdentity | null
  /** Scores many texts at once; stands back while anything is written. Throws what `write` throws, and `invalid-input` for an answer that is not one token. */
  score(request: ScoreRequest, signal: Signal): AsyncIterable<ScoreEvent>
}

/** A sentence encoder: texts become vectors. */
export type EmbeddingModel = {
  current(): ModelIdentity | null
  /** Throws what `write` throws, and `invalid-input` for numbers that are no pieces of the vocabulary. */
  embed(request: EmbedRequest, signal: Signal): AsyncIterable<EmbedEvent>
}
