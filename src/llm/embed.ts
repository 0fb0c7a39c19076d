import type { LlamaEmbeddingContext, LlamaModel, Token } from 'node-llama-cpp'
import type { EmbedEvent, EmbedRequest } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'

/** Contexts that read at the same time, at most: beyond these the memory costs more than the speed is worth. */
const mostContexts = 4

/** One context reads one text at a time, so there is one for each thread; a thread that waits for no other wastes nothing. */
export async function createEmbeddingContexts(model: LlamaModel, contextSize: number, threads: number, signal: AbortSignal): Promise<LlamaEmbeddingContext[]> {
  const contexts: LlamaEmbeddingContext[] = []
  const count = Math.max(1, Math.min(mostContexts, threads))
  // An encoder reads a whole text at once, so a batch must hold the longest.
  for (let made = 0; made < count; made++) contexts.push(await model.createEmbeddingContext({ contextSize, batchSize: contextSize, threads: 1, createSignal: signal }))
  return contexts
}

type Tools = { contexts: readonly LlamaEmbeddingContext[]; contextSize: number; /** Called before each text. */ beforeEach: () => void }

/**
 * Vectors of texts, each read once, as many at a time as there are contexts.
 * @throws AppError `invalid-input` for an empty text or numbers that are no tokens, `cancelled`
 */
export async function* embed({ contexts, contextSize, beforeEach }: Tools, { texts }: EmbedRequest, signal: AbortSignal): AsyncGenerator<EmbedEvent> {
  const events: EmbedEvent[] = []
  const waiting: number[] = []
  for (const [text, tokens] of texts.entries()) {
    if (tokens.length === 0 || !tokens.every((token) => Number.isInteger(token) && token >= 0)) throw new AppError('invalid-input', 'A text to embed is a row of token numbers.')
    if (tokens.length >= contextSize) events.push({ type: 'too-long', text, tokens: tokens.length, fits: contextSize - 1 })
    else waiting.push(text)
  }
  // The longest first, so that no context is left alone with one at the end.
  waiting.sort((a, b) => texts[b]!.length - texts[a]!.length)

  let next = 0
  let working = 0
  let failure: unknown = null
  let wake = () => {}
  const work = async (context: LlamaEmbeddingContext): Promise<void> => {
    working++
    try {
      for (;;) {
        const text = waiting[next++]
        if (text === undefined || signal.aborted || failure !== null) return
        beforeEach()
        const { vector } = await context.getEmbeddingFor(texts[text] as Token[])
        events.push({ type: 'embedded', text, vector: Float32Array.from(vector) })
        wake()
      }
    } catch (error) {
      failure ??= error
    } finally {
      working--
      wake()
    }
  }
  const all = Promise.all(contexts.slice(0, Math.max(1, waiting.length)).map(work))
  try {
    for (;;) {
      const event = events.shift()
      if (event) yield event
      else if (working === 0) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    next = waiting.length
    await all
  }
  if (failure !== null) throw failure
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
}
