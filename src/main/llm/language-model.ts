import { totalmem } from 'node:os'
import type { EngineState, SelfTestStep } from '../../domain/model/engine-state.ts'
import type { EmbeddingModel, GenerateEvent, GenerateRequest, LanguageModel, ModelIdentity, PhraseEvent, PhraseRequest, PhrasingModel, PromptPart, ScoreEvent, ScoreRequest, ScoringModel } from '../../domain/model/language-model.ts'
import type { Signal } from '../../domain/signal.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { likelyGpus, type GpuVerdicts } from './gpu-verdicts.ts'
import type { Answer, Gpu, LoadRequest, Question } from '../../shared/ipc/model-process.ts'
import { createLatest } from './latest.ts'
import { watchLimits, type SpawnChild, type WatchLimits } from './model-child.ts'
import { loadProcess, noteLateDeath, type LoadedProcess, type OpenWeights } from './model-process.ts'
import { createPhraseCache, phraseKeys, type KeptPhrase } from './phrase-cache.ts'
import { runSelfTest } from './self-test.ts'

/** What the owner needs to know of installed models; `createModelLibrary` fits. */
type InstalledModels = {
  current(): ModelIdentity | null
  /** Why the chosen model is not the current one, in one sentence; null without a reason. */
  heldBack?(): string | null
  open(id: string, signal: AbortSignal): Promise<OpenWeights & { memoryBytes: number }>
}

export type LanguageModelOptions = {
  models: InstalledModels
  /** `spawnUtility(entry)` in Electron, `spawnNode(entry)` elsewhere. */
  spawn: SpawnChild
  verdicts: GpuVerdicts
  /** `embed`: an encoder, which neither writes nor scores. */
  purpose?: LoadRequest['purpose']
  /** Backends to try, best first; by default those this computer may have. */
  gpus?: readonly Gpu[]
  /** The model is unloaded after this long without use, milliseconds; 0: never. */
  idleMs?: number
  /** null: as many threads as the computer has cores. */
  maxThreads?: number | null
  limits?: Partial<WatchLimits>
}

/** The language model with what only its owner may do. */
export type OwnedLanguageModel = LanguageModel & PhrasingModel & ScoringModel & EmbeddingModel & {
  /** The state now, and each later one, until the signal. */
  watch(signal: Signal): AsyncIterable<EngineState>
  /** Loads the active model ahead of its use; after three crashes it is also what turns the model on again. */
  start(): Promise<void>
  /**
   * Loads the active model because a draft is likely soon. Nothing happens without a model, while one is at work, after a crash or after a
   * warm-up of the same model that failed: those wait for a person. Never throws; what went wrong is in the state.
   */
  warm(): Promise<void>
  /**
   * Answers prompts that will probably be asked, so that `phrases` then has them at once: what was answered once is kept in memory,
   * by model and prompt. Stands back for whoever writes: then it ends, and what is done is kept. Loads the model as `warm` does. Never throws.
   */
  warmPhrases(request: PhraseRequest, signal: Signal): Promise<void>
  /**
   * Reads a prompt that will probably be written from, or the beginning of it: `write` reads on where it stopped. Stands back, loads and
   * is silent as `warmPhrases` is.
   */
  prefill(prompt: PromptPart[], signal: Signal): Promise<void>
  /**
   * Scores for whom everybody goes before: rejects with `cancelled` as soon as anybody else asks for anything, to be asked again. Loads the
   * model as `warm` does; throws `model-stopped` where that does not.
   */
  scoreLast(request: ScoreRequest, signal: Signal): AsyncIterable<ScoreEvent>
  /** Ends the model process and so frees all its memory; the next use loads it again. */
  unload(): Promise<void>
  /** Settles when nothing is being written and nobody waits to. */
  quiet(): Promise<void>
  /** Drafts a fixed fictional report, step by step. */
  selfTest(signal: AbortSignal): AsyncIterable<SelfTestStep>
  dispose(): Promise<void>
}

/** Tokens the drafting context holds; prompt and answer have to fit. */
export const draftContextTokens = 4096
/** Longest text of an encoder; its attention reads all of it at once. */
const embeddingContextTokens = 512
const defaultIdleMs = 10 * 60_000
const crashesUntilStop = 3
/** Wait before a start after n crashes in a row, milliseconds: 250, 500. */
const backOffMs = 250
const off: EngineState = { state: 'off', modelId: null, modelName: null, gpu: null, threads: null, progress: null, tokensPerSecond: null, message: 'The language model is not loaded; the next draft loads it.' }
const stoppedMessage = 'The language model crashed three times in a row and is off. Start it again on the Models screen, or choose another model; drafts are taken from the findings meanwhile.'

/** Owns the model process: starts it at the first use, one request at a time, no automatic replay, off after three crashes in a row. */
export function createLanguageModel(options: LanguageModelOptions): OwnedLanguageModel {
  const { models, spawn, verdicts, idleMs = defaultIdleMs, maxThreads = null, purpose = 'write' } = options
  const limits = { ...watchLimits, ...options.limits }
  const state = createLatest<EngineState>(off)
  const disposed = new AbortController()
  let loaded: LoadedProcess | null = null
  let loading: { identity: ModelIdentity; abort: AbortController; done: Promise<LoadedProcess> } | null = null
  let crashes = 0
  let busy = 0
  /** The model whose warm-up failed: its file is not read again with every report that is opened. */
  let coldSha256: string | null = null
  let idleTimer: NodeJS.Timeout | undefined
  /** Ends what is done ahead of time. */
  let ahead = new AbortController()
  /** Ends what everybody goes before. */
  let behind = new AbortController()
  const cache = createPhraseCache()
  const queues: Record<'writing' | 'scoring', Promise<unknown>> = { writing: Promise.resolve(), scoring: Promise.resolve() }

  const patch = (change: Partial<EngineState>) => state.set({ ...state.get(), ...change })

  function readyState({ identity, gpu, threads, message }: LoadedProcess): EngineState {
    return { ...off, state: 'ready', modelId: identity.id, modelName: identity.name, gpu, threads, tokensPerSecond: state.get().tokensPerSecond, message }
  }

  function noteCrash(): void {
    crashes++
    if (crashes >= crashesUntilStop) state.set({ ...off, state: 'stopped', message: stoppedMessage })
    else state.set({ ...off, message: 'The language model stopped unexpectedly; the next draft starts it again.' })
  }

  /** A process may die at any time, also while nobody asks. */
  function adopt(process: LoadedProcess): LoadedProcess {
    loaded = process
    state.set(readyState(process))
    void noteDeath(process)
    return process
  }

  async function noteDeath(process: LoadedProcess): Promise<void> {
    await process.child.exited
    if (loaded !== process) return
    loaded = null
    clearTimeout(idleTimer)
    noteLateDeath(verdicts, process.gpu)
    noteCrash()
  }

  async function load(identity: ModelIdentity, signal: AbortSignal): Promise<LoadedProcess> {
    if (loaded) await end()
    if (crashes > 0) await pause(backOffMs * 2 ** (crashes - 1))
    state.set({ ...off, state: 'starting', modelId: identity.id, modelName: identity.name, message: 'Checking the model file.' })
    // Only what happens after the file was checked can be a crash of the model.
    let counted = false
    try {
      const weights = await models.open(identity.id, signal)
      try {
        if (weights.memoryBytes > totalmem()) throw new AppError('out-of-memory', `${identity.name} needs more memory than this computer has. Choose a smaller model on the Models screen.`)
        counted = true
        const settings = { spawn, limits, verdicts, gpus: options.gpus ?? likelyGpus(), purpose, contextSize: purpose === 'embed' ? embeddingContextTokens : draftContextTokens, maxThreads }
        const report = (progress: number | null, message: string) => patch(progress === null ? { state: 'starting', message } : { state: 'loading', progress, message })
        return adopt(await loadProcess(settings, identity, weights, signal, report))
      } finally {
        await weights.close()
      }
    } catch (error) {
      const failure = AppError.from(error)
      if (counted && failure.code === 'model-crashed') noteCrash()
      else state.set({ ...off, message: failure.code === 'cancelled' ? off.message : failure.message })
      throw failure
    }
  }

  /** The loaded process of the active model. A load goes on when the one who waited for it leaves: the next one is glad of it. */
  async function ensureLoaded(signal: AbortSignal): Promise<LoadedProcess> {
    const identity = models.current()
    if (!identity) throw new AppError('model-missing', `${models.heldBack?.() ?? 'No language model is in use. Fetch, import or check one on the Models screen.'} Drafts are taken from the findings meanwhile.`)
    if (state.get().state === 'stopped') throw new AppError('model-stopped', stoppedMessage)
    if (loaded && isSame(loaded.identity, identity) && loaded.child.isAlive()) return loaded
    if (loading && !isSame(loading.identity, identity)) {
      loading.abort.abort()
      await loading.done.catch(() => {})
    }
    if (!loading) {
      const abort = new AbortController()
      const current = { identity, abort, done: load(identity, AbortSignal.any([abort.signal, disposed.signal])) }
      loading = current
      current.done.catch(() => {}).finally(() => {
        if (loading === current) loading = null
      })
    }
    return await orCancelled(loading.done, signal)
  }

  /** Keeps the model loaded until what is returned is called. */
  function hold(): () => void {
    busy++
    clearTimeout(idleTimer)
    return () => {
      if (--busy === 0) armIdle()
    }
  }

  /** Runs one after the other; a request that is cancelled while it waits leaves the queue. */
  async function enter(queue: 'writing' | 'scoring', signal: AbortSignal): Promise<() => void> {
    const before = queues[queue]
    let leave = () => {}
    queues[queue] = new Promise<void>((resolve) => (leave = resolve))
    const letGo = hold()
    const release = () => {
      leave()
      letGo()
    }
    try {
      await orCancelled(before, signal)
      return release
    } catch (error) {
      // Those behind still wait for those before.
      void before.finally(release)
      throw error
    }
  }

  function armIdle(): void {
    clearTimeout(idleTimer)
    if (idleMs <= 0 || !loaded) return
    idleTimer = setTimeout(() => void (busy === 0 && unloadBecause('The language model was unloaded to free its memory; the next draft loads it again.')), idleMs)
    idleTimer.unref()
  }

  /** Ends the process on purpose: not a crash. */
  async function end(): Promise<void> {
    const old = loaded
    loaded = null
    clearTimeout(idleTimer)
    await old?.child.stop()
  }

  async function unloadBecause(message: string): Promise<void> {
    loading?.abort.abort()
    await loading?.done.catch(() => {})
    await end()
    if (state.get().state !== 'stopped') state.set({ ...off, message })
  }

  function goFirst(): void {
    behind.abort()
    behind = new AbortController()
  }

  /** One after the other, in order of asking; what was only done ahead of time ends at once. */
  async function* inTurn<T>(signal: Signal, ask: (process: LoadedProcess, own: AbortSignal) => AsyncIterable<T>): AsyncGenerator<T> {
    if (disposed.signal.aborted) throw new AppError('model-stopped', 'RadDraft is closing.')
    ahead.abort()
    ahead = new AbortController()
    goFirst()
    const own = ownSignal(signal)
    const leave = await enter('writing', own)
    try {
      const process = await ensureLoaded(own)
      state.set({ ...readyState(process), state: 'writing', tokensPerSecond: null, message: `${process.identity.name} is writing.` })
      try {
        yield* ask(process, own)
      } catch (error) {
        // The exit is noted by whoever adopted the process; it must have happened before the reader hears of it.
        if (!process.child.isAlive()) await process.child.exited.then(() => pause(0))
        throw error
      } finally {
        if (loaded === process && process.child.isAlive()) state.set(readyState(process))
      }
    } finally {
      leave()
    }
  }

  const write = (request: GenerateRequest, signal: Signal): AsyncGenerator<GenerateEvent> =>
    inTurn(signal, async function* ({ child }, own) {
      let tokens = 0
      let firstAt = 0
      for await (const event of child.ask({ type: 'write', request }, own)) {
        if (event.type === 'token') {
          if (tokens++ === 0) firstAt = performance.now()
          else if (tokens % 16 === 0) patch({ tokensPerSecond: (tokens / (performance.now() - firstAt)) * 1000 })
        } else if (event.type === 'finished') {
          crashes = 0
          patch({ tokensPerSecond: event.tokensPerSecond })
        }
        yield event
      }
    })

  /** What the active model answered before, or null unless that is everything. */
  function knownPhrases(request: PhraseRequest): KeptPhrase[] | null {
    const identity = models.current()
    const known = identity ? phraseKeys(identity, request).map((key) => cache.find(key)) : [undefined]
    return known.every((phrase) => phrase !== undefined) ? known : null
  }

  /** What is known at once, then what the process says of the rest. */
  async function* phrases(request: PhraseRequest, signal: Signal): AsyncGenerator<PhraseEvent> {
    const known = knownPhrases(request)
    if (known && !signal.aborted) {
      for (const [prompt, phrase] of known.entries()) yield { type: 'phrase', prompt, ...phrase }
      yield { type: 'finished', promptTokens: 0, tokens: 0, firstTokenMs: 0, totalMs: 0 }
    } else yield* inTurn(signal, (process, own) => askPhrases(process, request, own))
  }

  async function* askPhrases({ child, identity }: LoadedProcess, request: PhraseRequest, signal: AbortSignal): AsyncGenerator<PhraseEvent> {
    const keys = phraseKeys(identity, request)
    const missing: number[] = []
    for (const [prompt, key] of keys.entries()) {
      const phrase = cache.find(key)
      if (phrase) yield { type: 'phrase', prompt, ...phrase }
      else missing.push(prompt)
    }
    const { prompts, carriers } = request
    const asked = { ...request, prompts: missing.map((prompt) => prompts[prompt]!), ...(carriers && { carriers: missing.map((prompt) => carriers[prompt]!) }) }
    for await (const event of child.ask({ type: 'phrases', request: asked }, signal)) {
      if (event.type === 'finished') {
        crashes = 0
        yield event
        continue
      }
      const prompt = missing[event.prompt]!
      if (event.type === 'phrase') cache.keep(keys[prompt]!, { shares: event.shares, text: event.text, reason: event.reason })
      yield { ...event, prompt }
    }
  }

  /** Work of which nobody waits for the end: it ends as soon as anybody asks for something. */
  async function inAdvance(signal: Signal, work: (process: LoadedProcess, own: AbortSignal) => AsyncIterable<unknown>): Promise<void> {
    try {
      const own = AbortSignal.any([ownSignal(signal), ahead.signal, disposed.signal])
      await model.warm()
      const leave = await enter('writing', own)
      try {
        if (crashes > 0 || state.get().state === 'stopped' || (!loaded && !loading)) return
        const process = await ensureLoaded(own)
        for await (const event of work(process, own)) void event
      } finally {
        leave()
      }
    } catch {
      // Whoever asks in earnest hears what is wrong.
    }
  }

  /** In a queue of its own: the model process itself lets every draft go first. */
  async function* beside<T extends 'score' | 'embed'>(question: Extract<Question, { type: T }>, signal: Signal): AsyncGenerator<Answer[T]> {
    if (disposed.signal.aborted) throw new AppError('model-stopped', 'RadDraft is closing.')
    const own = ownSignal(signal)
    const leave = await enter('scoring', own)
    try {
      const process = await ensureLoaded(own)
      try {
        for await (const event of process.child.ask(question, own)) {
          if (event.type === 'scored' || event.type === 'embedded') crashes = 0
          yield event
        }
      } catch (error) {
        if (!process.child.isAlive()) await process.child.exited.then(() => pause(0))
        throw error
      }
    } finally {
      leave()
    }
  }

  const model: OwnedLanguageModel = {
    current: () => models.current(),
    heldBack: () => models.heldBack?.() ?? null,
    write,
    phrases,
    score: (request, signal) => (goFirst(), beside<'score'>({ type: 'score', request }, signal)),
    embed: (request, signal) => (goFirst(), beside<'embed'>({ type: 'embed', request }, signal)),
    watch: (signal) => state.watch(signal),

    async start() {
      if (state.get().state === 'stopped') state.set(off)
      crashes = 0
      coldSha256 = null
      const own = ownSignal(disposed.signal)
      const leave = await enter('writing', own)
      try {
        await ensureLoaded(own)
      } finally {
        leave()
      }
    },

    async warm() {
      const identity = models.current()
      if (!identity || identity.sha256 === coldSha256 || crashes > 0 || busy > 0 || state.get().state !== 'off' || disposed.signal.aborted) return
      const own = ownSignal(disposed.signal)
      try {
        const leave = await enter('writing', own)
        try {
          await ensureLoaded(own)
        } finally {
          leave()
        }
      } catch (error) {
        if (AppError.from(error).code !== 'cancelled') coldSha256 = identity.sha256
      }
    },

    async warmPhrases(request, signal) {
      if (!knownPhrases(request)) await inAdvance(signal, (process, own) => askPhrases(process, request, own))
    },
    async *scoreLast(request, signal) {
      const own = AbortSignal.any([ownSignal(signal), behind.signal])
      await model.warm()
      if (!loaded && !loading) throw new AppError('model-stopped', 'The language model is not loaded.')
      yield* beside<'score'>({ type: 'score', request }, own)
    },
    prefill: (prompt, signal) => inAdvance(signal, ({ child }, own) => child.ask({ type: 'prefill', prompt }, own)),

    async quiet() {
      for (let last: Promise<unknown> | null = null; last !== queues.writing; ) await (last = queues.writing)
    },

    unload: () => unloadBecause(off.message),
    selfTest: (signal) => runSelfTest(model, signal),

    async dispose() {
      disposed.abort()
      clearTimeout(idleTimer)
      await loading?.done.catch(() => {})
      await end()
      cache.clear()
      state.close()
    },
  }
  return model
}

function isSame(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.id === b.id && a.sha256 === b.sha256 && a.adapterSha256 === b.adapterSha256
}

/** A signal for one request: what listens to it goes with it, however long the given one lives. */
function ownSignal(signal: Signal): AbortSignal {
  if (signal instanceof AbortSignal) return AbortSignal.any([signal])
  const controller = new AbortController()
  if (signal.aborted) controller.abort()
  signal.addEventListener('abort', () => controller.abort())
  return controller.signal
}

async function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = () => new AppError('cancelled', 'Cancelled.')
  if (signal.aborted) throw cancelled()
  return await new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(cancelled()))
    promise.then(resolve, reject)
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
