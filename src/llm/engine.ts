import type { BigIntStats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { DisposedError, getLlama, InsufficientMemoryError, LlamaLogLevel, NoBinaryFoundError, TokenBias, type Llama, type LlamaContext, type LlamaContextSequence, type LlamaEmbeddingContext, type LlamaModel, type Token } from 'node-llama-cpp'
import type { GenerateEvent, GenerateRequest } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { gpuNames, type LoadEvent, type LoadRequest, type WeightsStamp } from '../shared/ipc/model-process.ts'
import { createCarriedBias } from './carried-bias.ts'
import { createEmbeddingContexts, embed } from './embed.ts'
import type { Engine } from './serve.ts'
import { createPhraseContext, writePhrases, type PhraseContext } from './phrases.ts'
import { createScoringContext, score, type ScoringContext } from './score.ts'
import { createStopFilter, createTokenText, isRepeating } from './text-stream.ts'
import { startThreadGovernor, type ThreadGovernor } from './thread-governor.ts'
import { tokenizePrompt, tooLong } from './tokenize-prompt.ts'
import { createTurn } from './turn.ts'

/** Tokens evaluated at once: 128 to 256 is best on a CPU, 512 and more on a GPU (inference study, section 3). */
const cpuBatch = 256
const gpuBatch = 1024
/**
 * A slice of a prompt should take no longer than this, so that cancelling is heard, milliseconds. Slices below 64
 * tokens would halve the speed of reading (inference study, section 3), so on a busy computer they take longer.
 */
const sliceMs = 100
const smallestSlice = 64
/** Text goes out at most this often, milliseconds: each message wakes the owner on a core that the next token wants, and a screen shows no more. */
const messageMs = 30
/** Devices that only pretend to be a graphics card: slower than the CPU itself. */
const softwareDevice = /llvmpipe|lavapipe|softpipe|swiftshader|swrast|software/i

type Common = { llama: Llama; model: LlamaModel; governor: ThreadGovernor; maxThreads: number; batch: number; onCpu: boolean; contextSize: number }
/** `lora`: by this name the library knows the adapter, which stays in memory as long as `context` does. */
type Writer = Common & { purpose: 'write'; context: LlamaContext; sequence: LlamaContextSequence; lora: string | undefined }
type Loaded = Writer | (Common & { purpose: 'embed'; contexts: LlamaEmbeddingContext[] })

/** The engine on node-llama-cpp: one model; either one sequence to write with, and contexts for phrases and for scoring that are made when first asked for, or contexts that embed. */
export function createEngine(): Engine {
  let loaded: Loaded | null = null
  let scoring: Promise<ScoringContext> | null = null
  let phrasing: PhraseContext | null = null
  const turn = createTurn()

  async function unload(): Promise<void> {
    const old = loaded
    loaded = null
    if (!old) return
    old.governor.stop()
    await (await scoring?.catch(() => null))?.context.dispose()
    scoring = null
    await phrasing?.context.dispose()
    phrasing = null
    if (old.purpose === 'write') {
      old.sequence.dispose()
      await old.context.dispose()
    } else for (const context of old.contexts) await context.dispose()
    await old.model.dispose()
    await old.llama.dispose()
  }

  return {
    async *load(request, signal) {
      await unload()
      const llama = await startBackend(request)
      if ('refused' in llama) {
        yield llama.refused
        return
      }
      const weights = await openChecked(request.path, request.stamp)
      let adapter: FileHandle | null = null
      try {
        if (request.adapter) adapter = await openChecked(request.adapter.path, request.adapter.stamp)
        let progress = 0
        const loading = loadModel(llama, weights, adapter, request, signal, (share) => (progress = share))
        const outcome = loading.then(() => 'settled', () => 'settled')
        let told = -1
        while ((await Promise.race([outcome, pause(50)])) !== 'settled') {
          if (progress !== told) yield { type: 'progress', progress: (told = progress) }
        }
        loaded = await loading
        // Written to or replaced while it was read: then what is in memory is not what was checked.
        await refuseReplaced(weights, request)
        if (adapter && request.adapter) await refuseReplaced(adapter, request.adapter)
      } catch (error) {
        loaded?.governor.stop()
        loaded = null
        await llama.dispose()
        throw toAppError(error, signal, 'model-invalid', 'The model could not be loaded')
      } finally {
        // Everything is in memory now.
        await weights.close()
        await adapter?.close()
      }
      const devices = request.gpu === 'cpu' ? [] : await llama.getGpuDeviceNames()
      yield { type: 'loaded', gpu: request.gpu, threads: loaded.maxThreads, contextSize: loaded.contextSize, devices, release: llama.llamaCppRelease.release }
    },

    async *write(request, signal) {
      if (loaded?.purpose !== 'write') throw new AppError('model-missing', 'No model that writes is loaded.')
      const leave = turn.take()
      try {
        yield* write(loaded, request, signal)
      } catch (error) {
        throw toAppError(error, signal, 'model-crashed', 'The model could not go on writing')
      } finally {
        leave()
      }
    },

    async *prefill(prompt, signal) {
      if (loaded?.purpose !== 'write') throw new AppError('model-missing', 'No model that writes is loaded.')
      const leave = turn.take()
      try {
        const tokens = tokenizePrompt(loaded.model, prompt, loaded.contextSize)
        if (tokens.length >= loaded.contextSize) throw tooLong(tokens.length, loaded.contextSize)
        yield* readPrompt(loaded, tokens, 0, signal)
      } catch (error) {
        throw toAppError(error, signal, 'model-crashed', 'The model could not go on reading')
      } finally {
        leave()
      }
    },

    async *phrases(request, signal) {
      if (loaded?.purpose !== 'write') throw new AppError('model-missing', 'No model that writes is loaded.')
      const { model, onCpu, llama, governor, lora } = loaded
      const leave = turn.take()
      // Another size takes the place of the last one, so that never more than one is in memory.
      const contextOf = async (cells: number) => {
        if (phrasing?.cells === cells) return phrasing
        await phrasing?.context.dispose()
        phrasing = null
        return (phrasing = await createPhraseContext(model, onCpu, lora, cells))
      }
      try {
        yield* writePhrases({ model, contextOf, beforeEach: () => (llama.maxThreads = governor.threads()) }, request, signal)
      } catch (error) {
        throw toAppError(error, signal, 'model-crashed', 'The model could not go on writing')
      } finally {
        leave()
      }
    },

    async *score(request, signal) {
      if (loaded?.purpose !== 'write') throw new AppError('model-missing', 'No model that scores is loaded.')
      try {
        const { model, onCpu, llama, governor } = loaded
        scoring ??= createScoringContext(model, onCpu)
        scoring.catch(() => (scoring = null))
        yield* score({ model, scoring: await scoring, turn, beforeEach: () => (llama.maxThreads = governor.threads()) }, request, signal)
      } catch (error) {
        throw toAppError(error, signal, 'model-crashed', 'The model could not go on judging')
      }
    },

    async *embed(request, signal) {
      if (loaded?.purpose !== 'embed') throw new AppError('model-missing', 'No encoder is loaded.')
      try {
        const { contexts, contextSize, llama, governor } = loaded
        yield* embed({ contexts, contextSize, beforeEach: () => (llama.maxThreads = governor.threads()) }, request, signal)
      } catch (error) {
        throw toAppError(error, signal, 'model-crashed', 'The encoder could not go on reading')
      }
    },

    unload,
  }
}

type Refused = { refused: Extract<LoadEvent, { type: 'refused' }> }

async function startBackend({ gpu, maxThreads }: LoadRequest): Promise<Llama | Refused> {
  const refuse = (reason: Refused['refused']['reason'], message: string): Refused => ({ refused: { type: 'refused', reason, message } })
  let llama: Llama
  try {
    // The default number of threads is at least four, which on two cores is 300 times slower than two.
    const threads = maxThreads ?? availableParallelism()
    llama = await getLlama({ gpu: gpu === 'cpu' ? false : gpu, build: 'never', skipDownload: true, progressLogs: false, maxThreads: threads, logLevel: LlamaLogLevel.error, logger: logNative })
    if (maxThreads === null) llama.maxThreads = Math.max(1, Math.min(threads, llama.cpuMathCores || threads))
  } catch (error) {
    if (gpu !== 'cpu') return refuse('no-binary', `${gpuNames[gpu]} cannot be used on this computer.`)
    if (error instanceof NoBinaryFoundError) throw new AppError('model-crashed', 'The language model library does not run on this computer. Reinstall RadDraft, or tell your admin.', { cause: error })
    throw error
  }
  if (gpu === 'cpu') return llama
  const devices = await llama.getGpuDeviceNames()
  if (devices.length === 0) {
    await llama.dispose()
    return refuse('no-device', `${gpuNames[gpu]} found no graphics device.`)
  }
  if (devices.every((name) => softwareDevice.test(name))) {
    await llama.dispose()
    return refuse('software-device', `${gpuNames[gpu]} offers only a software device (${devices[0]}), which is slower than the CPU.`)
  }
  return llama
}

/** Native messages go to standard error, of which the owner keeps the last lines; they never hold prompt text. */
function logNative(_level: LlamaLogLevel, message: string): void {
  process.stderr.write(message.endsWith('\n') ? message : `${message}\n`)
}

/** Opens the weights and makes sure that they are the very file the owner checked. */
async function openChecked(path: string, stamp: WeightsStamp): Promise<FileHandle> {
  const weights = await open(path, 'r')
  try {
    refuseChanged(await weights.stat({ bigint: true }), stamp)
    return weights
  } catch (error) {
    await weights.close()
    throw error
  }
}

/** Linux opens the very file again by its number; elsewhere it goes by path, and both are compared once more after loading. */
function pathOfOpenFile(weights: FileHandle, path: string): string {
  return process.platform === 'linux' ? `/proc/self/fd/${weights.fd}` : path
}

/** After loading: by path another file may have been read than the one that is open. */
async function refuseReplaced(file: FileHandle, { path, stamp }: { path: string; stamp: WeightsStamp }): Promise<void> {
  refuseChanged(await file.stat({ bigint: true }), stamp)
  if (process.platform !== 'linux') refuseChanged(await stat(path, { bigint: true }), stamp)
}

function refuseChanged(now: BigIntStats, stamp: WeightsStamp): void {
  const isSame = Number(now.size) === stamp.bytes && String(now.dev) === stamp.device && String(now.ino) === stamp.inode && String(now.mtimeNs) === stamp.modified && String(now.ctimeNs) === stamp.changed
  if (!isSame) throw new AppError('checksum', 'The model file changed between its check and its loading. Verify it on the Models screen.')
}

async function loadModel(llama: Llama, weights: FileHandle, adapter: FileHandle | null, request: LoadRequest, signal: AbortSignal, report: (share: number) => void): Promise<Loaded> {
  const onCpu = request.gpu === 'cpu'
  // Measures while the model loads, so that the first prompt already knows how busy the computer is.
  const { maxThreads } = llama
  const governor = startThreadGovernor(maxThreads)
  // Not memory-mapped: the weights are repacked at load anyway, and a file changed later cannot change what was checked.
  const options = { useMmap: false, gpuLayers: onCpu ? 0 : 'auto', onLoadProgress: report, loadSignal: signal } as const
  let model: LlamaModel | undefined
  try {
    model = await llama.loadModel({ ...options, modelPath: pathOfOpenFile(weights, request.path) })
    const batch = onCpu ? cpuBatch : gpuBatch
    const contextSize = Math.min(request.contextSize, model.trainContextSize)
    const common = { llama, model, governor, maxThreads, batch, onCpu }
    if (request.purpose === 'embed') return { ...common, purpose: 'embed', contextSize, contexts: await createEmbeddingContexts(model, contextSize, maxThreads, signal) }
    const lora = adapter && request.adapter ? pathOfOpenFile(adapter, request.adapter.path) : undefined
    const context = await model.createContext({ contextSize, batchSize: Math.min(batch, contextSize), sequences: 1, flashAttention: onCpu ? true : 'auto', createSignal: signal, ...(lora !== undefined && { lora }) })
    return { ...common, purpose: 'write', contextSize: context.contextSize, context, sequence: context.getSequence(), lora }
  } catch (error) {
    governor.stop()
    await model?.dispose()
    throw error
  }
}

async function* write(loaded: Writer, request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
  const { model, context, sequence } = loaded
  const started = performance.now()
  const prompt = tokenizePrompt(model, request.prompt, context.contextSize)
  const room = context.contextSize - prompt.length - 1
  if (prompt.length === 0) throw new AppError('invalid-input', 'There is nothing to write from.')
  if (room < 1) throw tooLong(prompt.length, context.contextSize)
  // The first token comes out of the same pass as the end of the prompt.
  yield* readPrompt(loaded, prompt, smallestSlice, signal)
  const hold = request.carrier === undefined ? null : (await createCarriedBias(model))(request.carrier, true)

  const text = createTokenText((tokens, before) => model.detokenize(tokens as Token[], false, before as Token[]))
  const stop = createStopFilter(request.stop)
  const limit = Math.min(request.maxTokens, room)
  const written: Token[] = []
  let firstTokenMs = 0
  let reason: 'end' | 'limit' = 'end'
  let isStopped = false
  let said = ''
  let unsent = ''
  let sentAt = -messageMs
  const sampling = {
    ...(request.temperature > 0 ? { temperature: request.temperature, seed: request.seed } : { temperature: 0 }),
    ...(hold && { tokenBias: () => hold(said) ?? TokenBias.for(model) }),
  }
  if (limit > 0) {
    for await (const token of sequence.evaluate(prompt.slice(sequence.nextTokenIndex), sampling)) {
      if (written.length === 0) firstTokenMs = performance.now() - started
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
      written.push(token)
      const piece = text.push(token)
      said += piece
      const { text: sure, stopped } = stop.push(piece)
      unsent += sure
      if (unsent && performance.now() - sentAt >= messageMs) {
        yield { type: 'token', text: unsent }
        unsent = ''
        sentAt = performance.now()
      }
      if (stopped) {
        isStopped = true
        break
      }
      if (written.length >= limit || isRepeating(written)) {
        reason = 'limit'
        break
      }
      if (written.length % 8 === 0) loaded.llama.maxThreads = loaded.governor.threads()
    }
  }
  if (!isStopped) {
    const last = stop.push(text.flush())
    unsent += last.text + (last.stopped ? '' : stop.flush())
  }
  if (unsent) yield { type: 'token', text: unsent }
  const totalMs = performance.now() - started
  const writingMs = totalMs - firstTokenMs
  const tokensPerSecond = written.length > 1 && writingMs > 0 ? ((written.length - 1) / writingMs) * 1000 : 0
  yield { type: 'finished', reason, promptTokens: prompt.length, tokens: written.length, firstTokenMs, totalMs, tokensPerSecond }
}

/**
 * Reads the prompt in slices of about 100 ms: the library does not interrupt a prompt, but nothing stops us from handing
 * it over in pieces. What was read stays, so a cancelled and repeated request goes on where it stopped.
 * @param rest tokens at the end that are left unread: all of them, or the last of a prompt that was read before; 0: none
 */
async function* readPrompt(loaded: Writer, tokens: Token[], rest: number, signal: AbortSignal): AsyncGenerator<Extract<GenerateEvent, { type: 'reading' }>> {
  const { sequence, llama } = loaded
  await sequence.adaptStateToTokens(rest > 0 ? tokens.slice(0, -1) : tokens, false)
  let slice = smallestSlice
  for (let at = sequence.nextTokenIndex; at < tokens.length - rest; ) {
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
    llama.maxThreads = loaded.governor.threads()
    const began = performance.now()
    const piece = tokens.slice(at, Math.min(at + slice, tokens.length - rest))
    await sequence.evaluateWithoutGeneratingNewTokens(piece)
    at += piece.length
    yield { type: 'reading', done: at, total: tokens.length }
    const affordable = (piece.length / (performance.now() - began)) * sliceMs
    slice = Math.max(smallestSlice, Math.min(loaded.batch, Math.floor(affordable / 32) * 32))
  }
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
}

function toAppError(error: unknown, signal: AbortSignal, code: 'model-invalid' | 'model-crashed', what: string): AppError {
  if (error instanceof AppError) return error
  if (signal.aborted) return new AppError('cancelled', 'Cancelled.')
  if (error instanceof InsufficientMemoryError) return new AppError('out-of-memory', 'There is not enough free memory for this model. Close other programs, or choose a smaller model.', { cause: error })
  if (error instanceof DisposedError) return new AppError('model-crashed', 'The model was unloaded while it was writing. Try again.', { cause: error })
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new AppError('model-missing', 'The model file is gone. Fetch or import it again on the Models screen.', { cause: error })
  return new AppError(code, `${what}: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'}.`, { cause: error })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
