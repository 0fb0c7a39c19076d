import { fileURLToPath } from 'node:url'
import { createReportCutter } from '../domain/status/encoder/cut-report.ts'
import { splitSentences } from '../domain/text/sentences.ts'
import { createLanguageModel } from '../main/llm/language-model.ts'
import { spawnNode } from '../main/llm/spawn-node.ts'
import { readStatusEncoder } from '../main/models/read-status-encoder.ts'
import { AppError } from '../shared/ipc/errors.ts'

export type SentenceVectors = {
  /** Names the encoder and its weights. */
  version: string
  /** The sentences of each text as vectors. A sentence longer than the encoder reads is left out. Throws AppError `model-crashed` and what loading throws. */
  of(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[][]>
  dispose(): Promise<void>
}

/** The status encoder of this installation as a reader of sentences. Throws AppError `model-missing`. */
export function openSentenceVectors(): SentenceVectors {
  const installed = readStatusEncoder(fileURLToPath(new URL('../../models/status/encoder', import.meta.url)))
  if (!installed) throw new AppError('model-missing', 'No sentence encoder is installed with this RadDraft; leave --encoder out.')
  const { manifest } = installed
  const identity = { id: 'status-encoder', name: 'the sentence encoder', sha256: manifest.weights.sha256, template: 'chatml' as const, contextLength: manifest.longest + 2, drafting: 'report' as const, adapterSha256: null }
  const model = createLanguageModel({
    models: { current: () => identity, open: (_id, signal) => installed.open(signal) },
    spawn: spawnNode(fileURLToPath(new URL('../llm/index.ts', import.meta.url))),
    verdicts: { read: () => null, note: () => {} }, gpus: ['cpu'], purpose: 'embed',
  })
  const cut = createReportCutter(installed)
  return {
    version: manifest.version,
    async of(texts, signal) {
      const sentences = texts.map((text) => splitSentences(text).map(({ start, end }) => text.slice(start, end)))
      // The same sentence stands in many conclusions and is read once.
      const tokens = new Map<string, number[]>()
      for (const sentence of new Set(sentences.flat())) {
        const pieces = cut({ conclusion: sentence })
        if (pieces) tokens.set(sentence, pieces)
      }
      const asked = [...tokens.keys()]
      const vectors = new Map<string, Float32Array>()
      for await (const event of model.embed({ texts: [...tokens.values()] }, signal)) if (event.type === 'embedded') vectors.set(asked[event.text]!, event.vector)
      return sentences.map((some) => some.flatMap((sentence) => vectors.get(sentence) ?? []))
    },
    dispose: () => model.dispose(),
  }
}
