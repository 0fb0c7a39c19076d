import { appendFileSync, closeSync, cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { classifyReportFully } from '../../domain/status/encoder/with-encoder.ts'
import { encoderOpinion, type EncoderManifest } from '../../domain/status/encoder/encoder-head.ts'
import type { EncoderVocabulary } from '../../domain/status/encoder/vocabulary.ts'
import { readStatusEncoder, type InstalledEncoder } from '../models/read-status-encoder.ts'
import { readStatusModels } from '../models/read-status-models.ts'
import { createLanguageModel } from './language-model.ts'
import { spawnNode } from './spawn-node.ts'
import { createStatusEncoder, type OwnedStatusEncoder, type StatusEncoderOptions } from './status-encoder.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const folder = here('../../../models/status/encoder')
const isInstalled = existsSync(`${folder}/weights.gguf`)
const weights = readStatusModels(here('../../../models/status'))
const fixture = JSON.parse(readFileSync(here('../../domain/status/encoder/encoder.fixture.json'), 'utf8')) as { text: string; tokens: number[]; vector?: number[]; odds?: number[] }[]

/** A joining that asks about everything and believes the encoder as much as the others. */
const joining = { before: 0.5, encoder: 0.5, askBelow: 1, band: [] }
const vocabulary: EncoderVocabulary = { begin: 0, end: 2, unknown: 3, unknownScore: -30, pieces: ['<s>', '<pad>', '</s>', '<unk>', ...'abcdefghijklmnopqrstuvwxyz\u2581'], scores: [0, 0, 0, 0, ...Array.from({ length: 27 }, () => -3)], normal: {} }
const file = { file: 'weights.gguf', bytes: 1, sha256: '0'.repeat(64) }
/** Fits the fake process, whose vectors have four numbers. */
const manifest: EncoderManifest = { version: 'test-encoder', weights: file, vocabulary: file, longest: 300, hidden: 4, head: { weights: Array.from({ length: 16 }, () => 0), bias: [0, 4, 0, 0] }, languages: { en: joining } }
const stamp = { bytes: 1, device: '', inode: '', modified: '', changed: '' }
const installed: InstalledEncoder = { manifest, vocabulary, open: async () => ({ path: 'x', stamp, memoryBytes: 1, close: async () => {} }) }

const made: OwnedStatusEncoder[] = []
afterEach(async () => {
  for (const one of made.splice(0)) await one.dispose()
})
function create(args: string[], options: Partial<StatusEncoderOptions> = {}): OwnedStatusEncoder {
  const encoder = createStatusEncoder({ installed, spawn: spawnNode(here('../../llm/fake.ts'), args), ...options })
  made.push(encoder)
  return encoder
}
const sick = { conclusion: 'Sclerotic bone metastases, unchanged.' }

describe('the owner of the sentence encoder', { timeout: 60_000 }, () => {
  it('answers whoever asks at once together, each its own (bug: answers go to the wrong report)', async () => {
    const encoder = create([])
    const opinions = await encoder.readPieces(Array.from({ length: 40 }, (_, index) => Array.from({ length: index + 2 }, () => 5)))
    expect(opinions).toHaveLength(40)
    for (const opinion of opinions) expect(opinion?.probabilities[1]).toBeCloseTo(Math.exp(4) / (Math.exp(4) + 3), 6)
  })

  it.each(['--die=start', '--die=load', '--die=embed', '--fails=out-of-memory'])('%s: no tag is lost; the tiers before it answer, and the path says so', async (how) => {
    const encoder = create([how], { limits: { startMs: 20_000 } })
    const cache = new Map()
    const options = { weights, encoder, cache: { hash: (text: string) => text, get: (key: string) => cache.get(key), set: (key: string, value: unknown) => void cache.set(key, value) } }
    const answers = await Promise.all([sick, { conclusion: 'No bone metastasis.' }, { conclusion: 'New bone metastases.' }].map((input) => classifyReportFully(input, options)))
    const died = answers.filter(({ path }) => path.at(-1)?.said === 'The sentence encoder gave no answer.')
    expect(answers.map(({ label }) => label)).toEqual(how === '--die=embed' ? [expect.anything(), 0, 1] : [2, 0, 1])
    expect(died.length).toBeGreaterThan(0)
    // Another time it may answer.
    expect(cache.size).toBe(3 - died.length)
  })

  it('is killed while it works, and reads on in a fresh process (bug: one crash ends the encoder until the app is started again)', async () => {
    const kills: (() => void)[] = []
    const spawn = spawnNode(here('../../llm/fake.ts'), ['--ms=20'])
    const encoder = create([], { spawn: () => { const child = spawn(); kills.push(child.kill); return child } })
    expect((await encoder.read(sick))?.probabilities).toHaveLength(3)
    const asked = classifyReportFully(sick, { weights, encoder })
    kills[0]!()
    expect((await asked).label).not.toBeNull()
    expect((await classifyReportFully(sick, { weights, encoder })).path.at(-1)?.said).toMatch(/^The sentence encoder reads/)
    expect(kills).toHaveLength(2)
  })

  it('lets a draft go first, but not when a person waits for the tag (bug: a run slows writing down, or a draft delays signing)', async () => {
    let finish = () => {}
    const writing = new Promise<void>((resolve) => (finish = resolve))
    const encoder = create([], { letDraftsGoFirst: () => writing })
    let run = 'waits'
    const reading = encoder.readPieces([[0, 5, 2]]).then(() => (run = 'read'))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(run).toBe('waits')
    expect((await encoder.read(sick))?.probabilities).toHaveLength(3)
    finish()
    await reading
    expect(run).toBe('read')
  })

  it.skipIf(!isInstalled)('refuses files that are not those it was released with (bug: damaged weights judge reports)', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'raddraft-encoder-'))
    try {
      cpSync(folder, copy, { recursive: true })
      const one = openSync(join(copy, 'weights.gguf'), 'r+')
      writeSync(one, 'x', 1_000_000)
      closeSync(one)
      await expect(readStatusEncoder(copy)!.open(new AbortController().signal)).rejects.toMatchObject({ code: 'checksum' })
      appendFileSync(join(copy, 'vocabulary.json'), ' ')
      expect(() => readStatusEncoder(copy)).toThrow(/vocabulary\.json/)
      expect(readStatusEncoder(join(copy, 'none'))).toBeNull()
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })
})

describe.skipIf(!isInstalled)('the real encoder', { timeout: 240_000 }, () => {
  it('gives the vectors and odds that the recipe found for the same texts (bug: other pooling, positions or tokens than it was trained with)', async () => {
    const real = readStatusEncoder(folder)!
    const identity = { id: 'status-encoder', name: 'the sentence encoder', sha256: '', template: 'chatml' as const, contextLength: 320, drafting: 'report' as const, adapterSha256: null }
    const model = createLanguageModel({ spawn: spawnNode(here('../../llm/index.ts')), verdicts: { read: () => null, note: () => {} }, gpus: ['cpu'], purpose: 'embed', models: { current: () => identity, open: (_id, signal) => real.open(signal) } })
    try {
      const known = fixture.filter(({ vector }) => vector)
      let seen = 0
      for await (const event of model.embed({ texts: known.map(({ tokens }) => tokens) }, new AbortController().signal)) {
        if (event.type !== 'embedded') continue
        const { vector, odds } = known[event.text]!
        seen++
        expect(cosine(event.vector, vector!)).toBeGreaterThan(0.995)
        const { probabilities } = encoderOpinion(event.vector, real.manifest)
        expect(Math.abs(probabilities[1] - odds![1]!)).toBeLessThan(0.05)
        expect(Math.abs(probabilities[2] - odds![2]!)).toBeLessThan(0.05)
      }
      expect(seen).toBe(5)
      await expect(collect(model.embed({ texts: [[0, 10_000_000, 2]] }, new AbortController().signal))).rejects.toMatchObject({ name: 'AppError' })
    } finally {
      await model.dispose()
    }
  })
})

async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of events) all.push(event)
  return all
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let product = 0
  let left = 0
  let right = 0
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!
    left += a[i]! ** 2
    right += b[i]! ** 2
  }
  return product / Math.sqrt(left * right)
}
