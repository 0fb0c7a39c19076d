import type { EmbedEvent, EmbedRequest, GenerateEvent, GenerateRequest, PhraseEvent, PhraseRequest, PromptPart, ScoreEvent, ScoreRequest } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'
import type { LoadEvent, LoadRequest, Question } from '../shared/ipc/model-process.ts'
import { sendAll } from '../shared/ipc/port.ts'
import { listen } from './connection.ts'

/** What answers in the model process: node-llama-cpp, or a fake one in tests. */
export type Engine = {
  load(request: LoadRequest, signal: AbortSignal): AsyncIterable<LoadEvent>
  write(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  /** Reads a prompt that `write` will be asked for; what was read stays, also when it is cancelled. */
  prefill(prompt: PromptPart[], signal: AbortSignal): AsyncIterable<Extract<GenerateEvent, { type: 'reading' }>>
  phrases(request: PhraseRequest, signal: AbortSignal): AsyncIterable<PhraseEvent>
  score(request: ScoreRequest, signal: AbortSignal): AsyncIterable<ScoreEvent>
  embed(request: EmbedRequest, signal: AbortSignal): AsyncIterable<EmbedEvent>
  unload(): Promise<void>
}

/**
 * Answers the owner's questions: one load, write or set of phrases at a time, in order of arrival; one scoring or embedding beside them, because it stands back by itself;
 * pings at once, also before the engine is there.
 */
export function serve(coming: Promise<Engine>): void {
  const ready = coming.catch((cause: unknown) => {
    throw new AppError('model-crashed', 'The language model library does not start on this computer. Reinstall RadDraft, or tell your admin.', { cause })
  })
  // Whoever asks hears of it; nobody having asked yet must not end the process.
  ready.catch(() => {})
  const writing = createLine(ready)
  const scoring = createLine(ready)

  async function* answer(question: Question, signal: AbortSignal): AsyncGenerator<unknown> {
    switch (question.type) {
      case 'ping':
        yield true
        return
      case 'load':
        yield* writing(signal, (engine) => engine.load(question.load, signal))
        return
      case 'write':
        yield* writing(signal, (engine) => engine.write(question.request, signal))
        return
      case 'prefill':
        yield* writing(signal, (engine) => engine.prefill(question.prompt, signal))
        return
      case 'phrases':
        yield* writing(signal, (engine) => engine.phrases(question.request, signal))
        return
      case 'score':
        yield* scoring(signal, (engine) => engine.score(question.request, signal))
        return
      case 'embed':
        yield* scoring(signal, (engine) => engine.embed(question.request, signal))
        return
      case 'quit':
        await (await ready).unload()
        return
      default:
        question satisfies never
    }
  }

  listen((question, port) => {
    const abort = new AbortController()
    port.onClose(() => abort.abort())
    const sent = sendAll(port, () => answer(question, abort.signal))
    // The last frame needs a moment to leave the process.
    if (question.type === 'quit') void sent.finally(() => setTimeout(() => process.exit(0), 20))
  })
}

/** A line in which one asks after the other. Whoever has gone away when their turn comes is passed over. */
function createLine(ready: Promise<Engine>) {
  let tail: Promise<unknown> = Promise.resolve()
  return async function* inTurn<T>(signal: AbortSignal, events: (engine: Engine) => AsyncIterable<T>): AsyncGenerator<T> {
    const before = tail
    let leave = () => {}
    tail = new Promise<void>((resolve) => (leave = resolve))
    try {
      await before
      const engine = await ready
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
      yield* events(engine)
    } finally {
      leave()
    }
  }
}
