import type { GenerateEvent, GenerateRequest } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'
import type { LoadEvent, LoadRequest, Question } from '../shared/ipc/model-process.ts'
import { sendAll } from '../shared/ipc/port.ts'
import { listen } from './connection.ts'

/** What answers in the model process: node-llama-cpp, or a fake one in tests. */
export type Engine = {
  load(request: LoadRequest, signal: AbortSignal): AsyncIterable<LoadEvent>
  write(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  unload(): Promise<void>
}

/** Answers the owner's questions: one load or write at a time, in order of arrival; pings at once, also before the engine is there. */
export function serve(coming: Promise<Engine>): void {
  const ready = coming.catch((cause: unknown) => {
    throw new AppError('model-crashed', 'The language model library does not start on this computer. Reinstall RadDraft, or tell your admin.', { cause })
  })
  // Whoever asks hears of it; nobody having asked yet must not end the process.
  ready.catch(() => {})
  let tail: Promise<unknown> = Promise.resolve()
  function inTurn<T>(signal: AbortSignal, events: (engine: Engine) => AsyncIterable<T>): AsyncIterable<T> {
    return (async function* () {
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
    })()
  }

  async function* answer(question: Question, signal: AbortSignal): AsyncGenerator<unknown> {
    switch (question.type) {
      case 'ping':
        yield true
        return
      case 'load':
        yield* inTurn(signal, (engine) => engine.load(question.load, signal))
        return
      case 'write':
        yield* inTurn(signal, (engine) => engine.write(question.request, signal))
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
