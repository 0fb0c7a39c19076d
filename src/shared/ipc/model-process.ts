import type { EmbedEvent, EmbedRequest, GenerateEvent, GenerateRequest, PhraseEvent, PhraseRequest, PromptPart, ScoreEvent, ScoreRequest } from '../../domain/model/language-model.ts'

/** Backends in the order in which they are tried. */
export type Gpu = 'cuda' | 'metal' | 'vulkan' | 'cpu'

/** As people call them. */
export const gpuNames: Record<Gpu, string> = { cuda: 'CUDA', metal: 'Metal', vulkan: 'Vulkan', cpu: 'the CPU' }

/** What identifies the opened, checked weight file; the model process refuses to load any other (security.md L01). */
export type WeightsStamp = { bytes: number; device: string; inode: string; modified: string; changed: string }

export type LoadRequest = {
  /** What the process is for: a model that writes and scores, or an encoder. */
  purpose: 'write' | 'embed'
  /** Absolute path of the weights. */
  path: string
  stamp: WeightsStamp
  /** A LoRA adapter that writing goes through; scoring does without. */
  adapter: { path: string; stamp: WeightsStamp } | null
  gpu: Gpu
  /** Tokens of the context, at most; never more than the model was trained for. */
  contextSize: number
  /** Most threads; null: as many as the machine has cores for mathematics. */
  maxThreads: number | null
}

export type LoadEvent =
  /** Share that is loaded, 0 to 1. */
  | { type: 'progress'; progress: number }
  /** This backend cannot be used here; the owner tries the next one in a fresh process. */
  | { type: 'refused'; reason: 'no-binary' | 'no-device' | 'software-device'; message: string }
  /** `threads`: the most it computes with; on a busy computer it takes fewer. */
  | { type: 'loaded'; gpu: Gpu; threads: number; contextSize: number; devices: string[]; release: string }

/** One question, one port. The port brings the events and then exactly one end or error; closing it cancels. */
export type Question =
  | { type: 'load'; load: LoadRequest }
  | { type: 'write'; request: GenerateRequest }
  /** Reads a prompt ahead of its `write`, which goes on where this stopped. */
  | { type: 'prefill'; prompt: PromptPart[] }
  | { type: 'phrases'; request: PhraseRequest }
  | { type: 'score'; request: ScoreRequest }
  | { type: 'embed'; request: EmbedRequest }
  /** Frees the model and ends the process. */
  | { type: 'quit' }
  /** Answered by one event as long as the process is alive and its event loop turns. */
  | { type: 'ping' }

/** The events that answer each question. */
export type Answer = { load: LoadEvent; write: GenerateEvent; prefill: Extract<GenerateEvent, { type: 'reading' }>; phrases: PhraseEvent; score: ScoreEvent; embed: EmbedEvent; quit: never; ping: true }

/** What travels between a plain Node parent and child, where one channel carries all ports. */
export type Envelope = { port: number; question: Question } | { port: number; frame: unknown } | { port: number; closed: true }
