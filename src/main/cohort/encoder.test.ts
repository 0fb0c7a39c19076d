import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import type { EncoderOpinion } from '../../domain/status/encoder/encoder-head.ts'
import { loadClassifier } from './classifier.ts'
import { statusWeights } from './cohort-kit.ts'
import type { Tagger, TagWorkerData } from './tagger.ts'
import { createWorkerTagger, type ReadPieces } from './worker-tagger.ts'

const isInstalled = existsSync(fileURLToPath(new URL('../../../models/status/encoder/weights.gguf', import.meta.url)))

let tagger: Tagger | null = null
afterEach(async () => {
  await tagger?.close()
  tagger = null
})

const workerData: TagWorkerData = { weights: statusWeights, rulesAllowedFor: null, withEncoder: true }
function start(readPieces: ReadPieces | undefined): Tagger {
  return (tagger = createWorkerTagger(() => new Worker(new URL('tag-worker.ts', import.meta.url), { workerData }), 60_000, readPieces))
}

/** Unsure for the tiers before the encoder, of different lengths. */
const texts = Array.from({ length: 20 }, (_, n) => ({ indication: 'Prostate cancer', conclusion: `Sclerotic focus of T${(n % 12) + 1}, perhaps a metastasis${', perhaps not'.repeat(n)}.` }))

describe.skipIf(!isInstalled)('the thread that judges, with the sentence encoder', { timeout: 60_000 }, () => {
  it('asks for what it is not sure of, some at a time, and joins each opinion to its own report (bug: opinions go to the wrong report)', async () => {
    const calls: number[] = []
    const tell = (length: number): EncoderOpinion => (length % 2 === 0 ? { probabilities: [0.02, 0.96, 0.02], open: 0.01 } : { probabilities: [0.9, 0.05, 0.05], open: 0.4 })
    const answers = await start(async (asked) => {
      calls.push(asked.length)
      return asked.map(({ length }) => tell(length))
    }).classify(texts, null)
    expect(calls.length).toBe(1)
    const seen = new Map<number, EncoderOpinion>()
    const classifier = loadClassifier(statusWeights, { withEncoder: true })
    for (const [n, input] of texts.entries()) {
      let asked = 0
      const alone = await classifier.judge(input, {
        read: async () => {
          asked++
          const { path } = (answers[n] as { decision: { path: { said: string }[] } }).decision
          const opinion = /reads progressive/.test(path.at(-1)!.said) ? tell(2) : tell(1)
          seen.set(n, opinion)
          return opinion
        },
      })
      expect(answers[n]).toEqual({ decision: alone })
      expect(asked).toBeLessThanOrEqual(1)
    }
    expect(calls[0]).toBe(seen.size)
    expect(new Set([...seen.values()].map(({ open }) => open)).size).toBe(2)
  })

  it.each([['is not there', undefined], ['fails', async () => Promise.reject(new Error('crashed'))]] as [string, ReadPieces | undefined][])('an encoder that %s costs no tag: the tiers before it answer', async (_name, readPieces) => {
    const answers = await start(readPieces).classify(texts.slice(0, 3), null)
    for (const answer of answers) {
      expect(answer).toMatchObject({ decision: { label: expect.toBeOneOf([0, 1, 2]) } })
      expect((answer as { decision: { path: { said: string }[] } }).decision.path.at(-1)?.said).toMatch(/gave no answer/)
    }
  })

  it('ends by itself when it is closed (bug: a thread stopped from outside can take the process with it)', async () => {
    let code: number | null = null
    const closing = createWorkerTagger(() => new Worker(new URL('tag-worker.ts', import.meta.url), { workerData }).on('exit', (exit) => (code = exit)), 60_000, undefined)
    await closing.classify(texts.slice(0, 1), null)
    await closing.close()
    expect(code).toBe(0)
  })

  it('takes part only where it can be asked, and the version of the answers says so (bug: a run goes on with other tiers than it was begun with)', () => {
    const without = loadClassifier(statusWeights)
    const withIt = loadClassifier(statusWeights, { withEncoder: true })
    expect(without.encoder).toBeNull()
    expect(withIt.problem).toBeNull()
    expect(withIt.version()).toBe(`${without.version()} + ${withIt.encoder?.manifest.version}`)
    expect(withIt.reliability.map(({ data }) => data)).not.toEqual(without.reliability.map(({ data }) => data))
  })
})
