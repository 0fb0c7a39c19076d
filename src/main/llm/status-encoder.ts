import { createReportCutter } from '../../domain/status/encoder/cut-report.ts'
import { encoderOpinion, type EncoderManifest, type EncoderOpinion } from '../../domain/status/encoder/encoder-head.ts'
import type { EncoderVocabulary } from '../../domain/status/encoder/vocabulary.ts'
import type { StatusEncoder } from '../../domain/status/encoder/with-encoder.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { GpuVerdicts } from './gpu-verdicts.ts'
import { createLanguageModel } from './language-model.ts'
import type { SpawnChild, WatchLimits } from './model-child.ts'
import type { OpenWeights } from './model-process.ts'

/** What the owner needs to know of an installed encoder; `readStatusEncoder` fits. */
type InstalledEncoder = { manifest: EncoderManifest; vocabulary: EncoderVocabulary; open: (signal: AbortSignal) => Promise<OpenWeights & { memoryBytes: number }> }

export type StatusEncoderOptions = {
  installed: InstalledEncoder
  /** Starts a model process; the encoder has one of its own. */
  spawn: SpawnChild
  /** Settles as soon as nobody's draft is being written: reports of a run stand back for it. */
  letDraftsGoFirst?: () => Promise<void>
  idleMs?: number
  maxThreads?: number | null
  limits?: Partial<WatchLimits>
}

export type OwnedStatusEncoder = StatusEncoder & {
  /** As `read`, for a report nobody waits for: stands back for drafts and for those somebody waits for. */
  readLater: StatusEncoder['read']
  /** Rows of piece numbers to opinions, in order; `null` for one that is too long. For another thread that has cut the texts itself. */
  readPieces: (texts: readonly number[][]) => Promise<(EncoderOpinion | null)[]>
  /** Loads the encoder ahead of its use. Never throws. */
  warm: () => Promise<void>
  dispose: () => Promise<void>
}

/** Texts that go to the process at a time: enough to keep all its contexts busy, few enough to stand back soon. */
const batch = 16
/** Most texts that wait; those behind are answered by the tiers before. Bounds the memory of whoever asks too fast. */
const mostWaiting = 4096
/** No GPU is used, so nothing is ever noted about one. */
const noVerdicts: GpuVerdicts = { read: () => null, note: () => {} }

type Waiting = { tokens: number[]; interactive: boolean; resolve: (opinion: EncoderOpinion | null) => void; reject: (error: unknown) => void }

/** Owns the encoder's process: starts it at the first use, gathers what is asked meanwhile into batches, unloads it when nobody asks any more. */
export function createStatusEncoder({ installed, spawn, letDraftsGoFirst = async () => {}, ...options }: StatusEncoderOptions): OwnedStatusEncoder {
  const { manifest } = installed
  const identity = { id: 'status-encoder', name: 'the sentence encoder', sha256: manifest.weights.sha256, template: 'chatml' as const, contextLength: manifest.longest + 2, drafting: 'report' as const, adapterSha256: null }
  const model = createLanguageModel({ ...options, spawn, verdicts: noVerdicts, gpus: ['cpu'], purpose: 'embed', models: { current: () => identity, open: (_id, signal) => installed.open(signal) } })
  const cut = createReportCutter(installed)
  const closing = new AbortController()
  let waiting: Waiting[] = []
  let working = false
  let hurry = () => {}

  async function work(): Promise<void> {
    working = true
    // Whoever asks in the same turn comes along.
    await Promise.resolve()
    while (waiting.length > 0) {
      if (!waiting.some(({ interactive }) => interactive)) await standBack()
      waiting.sort((a, b) => Number(b.interactive) - Number(a.interactive))
      await readSome(waiting.splice(0, batch))
    }
    working = false
  }

  /** Until no draft is being written, or somebody waits for an answer. */
  async function standBack(): Promise<void> {
    await Promise.race([letDraftsGoFirst().catch(() => {}), new Promise<void>((resolve) => (hurry = resolve))])
  }

  async function readSome(some: readonly Waiting[]): Promise<void> {
    const left = new Set(some)
    try {
      for await (const event of model.embed({ texts: some.map(({ tokens }) => tokens) }, closing.signal)) {
        const asked = some[event.text]!
        left.delete(asked)
        asked.resolve(event.type === 'embedded' ? encoderOpinion(event.vector, manifest) : null)
      }
      for (const asked of left) asked.reject(new AppError('model-crashed', 'The sentence encoder left a report out.'))
    } catch (error) {
      for (const asked of left) asked.reject(error)
    }
  }

  function readOne(tokens: number[], interactive: boolean): Promise<EncoderOpinion | null> {
    return new Promise((resolve, reject) => {
      if (waiting.length >= mostWaiting) return reject(new AppError('busy', 'The sentence encoder has too much to read.'))
      waiting.push({ tokens, interactive, resolve, reject })
      if (interactive) hurry()
      if (!working) void work()
    })
  }

  function readReport(input: StatusInput, interactive: boolean): Promise<EncoderOpinion | null> {
    const tokens = cut(input)
    return tokens === null ? Promise.resolve(null) : readOne(tokens, interactive)
  }

  return {
    version: manifest.version,
    languages: manifest.languages,
    read: (input) => readReport(input, true),
    readLater: (input) => readReport(input, false),
    readPieces: (texts) => Promise.all(texts.map((tokens) => readOne(tokens, false))),
    warm: () => model.warm(),
    async dispose() {
      closing.abort()
      await model.dispose()
    },
  }
}
