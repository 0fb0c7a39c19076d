import { describe, expect, it } from 'vitest'
import type { GenerateEvent, GenerateRequest, ModelIdentity, PhraseEvent, PhraseRequest } from '../../domain/model/language-model.ts'
import { createDraftEngines, type DraftEnginesOptions, type RunningModel } from './draft-engines.ts'
import { extractive, model, tools } from './evaluation-kit.ts'

const identityOf = (id: string, drafting: ModelIdentity['drafting'] = 'report'): ModelIdentity => ({ id, name: id.toUpperCase(), sha256: id.repeat(2), template: 'chatml', contextLength: 4096, drafting, adapterSha256: null })
const finished: Extract<GenerateEvent, { type: 'finished' }> = { type: 'finished', reason: 'end', promptTokens: 1, tokens: 1, firstTokenMs: 1, totalMs: 1, tokensPerSecond: 1 }
const findings = 'There is a new 12 mm nodule in the left lower lobe. No pleural effusion.'
const signal = new AbortController().signal

type Fake = RunningModel & { asked: GenerateRequest[]; phrased: PhraseRequest[]; disposed: () => boolean }

/** A model that gives these answers one after the other, and weighs every sentence as heavy. */
function fake(identity: ModelIdentity | null, answers: string[] = []): Fake {
  const asked: GenerateRequest[] = []
  const phrased: PhraseRequest[] = []
  let isDisposed = false
  return {
    asked, phrased,
    current: () => identity,
    async *write(request) {
      asked.push(request)
      yield { type: 'token', text: answers[asked.length - 1] ?? '' }
      yield finished
    },
    async *phrases(request): AsyncGenerator<PhraseEvent> {
      phrased.push(request)
      for (const prompt of request.prompts.keys()) yield { type: 'phrase', prompt, shares: [0, 0, 0, 0, 0, 1], text: '5 New 12 mm nodule in the left lower lobe', reason: 'end' }
      yield { type: 'finished', promptTokens: 1, tokens: 1, firstTokenMs: 1, totalMs: 1 }
    },
    dispose: async () => void (isDisposed = true),
    disposed: () => isDisposed,
  }
}

function engines({ active = fake(null), installed = [identityOf('m')], started = fake(null), ...more }: Partial<DraftEnginesOptions> & { active?: Fake; installed?: ModelIdentity[]; started?: Fake } = {}) {
  const starts: string[] = []
  const open = createDraftEngines({ tools, active, letDraftsGoFirst: async () => {}, find: (id) => installed.find((one) => one.id === id) ?? null, startModel: (identity) => (starts.push(identity.id), started), appVersion: '1.0.0', ...more })
  return { open, starts }
}

describe('engines that draft for evaluations', () => {
  it('rules need no model; a model that is not installed is refused with a sentence', async () => {
    const { open, starts } = engines()
    const { content, ms } = await open(extractive).draft({ findings }, signal)
    expect(content.conclusion).toContain('12 mm nodule')
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(() => open(model('gone'))).toThrow(/not installed/)
    expect(starts).toEqual([])
  })

  it('a whole report is asked again once with what was struck, and the better answer counts; greedy with a fixed seed', async () => {
    const started = fake(null, ['New 30 mm mass in the right kidney.', 'New 12 mm nodule in the left lower lobe.'])
    const { open } = engines({ started })
    const { content } = await open(model('m')).draft({ findings }, signal)
    expect(content.conclusion).toBe('New 12 mm nodule in the left lower lobe.')
    expect(started.asked).toHaveLength(2)
    expect(started.asked.every(({ temperature, seed }) => temperature === 0 && seed === 1)).toBe(true)
  })

  it('a model that drafts by phrases is asked so, and its snapshot names way, prompt, gate and weights', async () => {
    const started = fake(null)
    const { open } = engines({ installed: [identityOf('p', 'phrases')], started })
    const engine = open(model('p'))
    expect(engine.snapshot).toMatchObject({ modelName: 'P', modelSha256: 'pp', version: expect.stringMatching(/^phrase by phrase, .*RadDraft 1\.0\.0$/) })
    expect((await engine.draft({ findings }, signal)).content.conclusion).toContain('12 mm nodule')
    expect(started.phrased).toHaveLength(1)
  })

  it('another prompt is tried beside the same model: the same weights, another version, asked the other way', async () => {
    const started = fake(null, ['New 12 mm nodule in the left lower lobe.'])
    const { open } = engines({ installed: [identityOf('p', 'phrases')], started })
    const engine = open({ type: 'model', modelId: 'p', way: 'report' })
    expect(engine.snapshot).toMatchObject({ engine: { way: 'report' }, modelSha256: 'pp', version: expect.stringMatching(/^whole report, /) })
    await engine.draft({ findings }, signal)
    expect([started.asked.length, started.phrased.length]).toEqual([1, 0])
  })

  it('reports that come next are asked about in the same request, by whom nobody is kept waiting (bug: one report after the other, or a run that holds up a person)', async () => {
    const started = fake(null)
    const warmed: number[] = []
    const { open } = engines({ installed: [identityOf('p', 'phrases')], started: Object.assign(started, { warmPhrases: async ({ prompts }: PhraseRequest) => void warmed.push(prompts.length) }) })
    const engine = open(model('p'))
    const others = Array.from({ length: 20 }, (_, n) => ({ findings: `There is a ${n + 20} mm mass in the liver.` }))
    const wanted: number[] = []
    const behind = (from: number) => (most: number) => (wanted.push(most), others.slice(from, from + most))
    expect((await engine.draft({ findings }, signal, behind(0))).content.conclusion).toContain('12 mm nodule')
    for (let n = 0; n < 8; n++) await engine.draft(others[n]!, signal, behind(n + 1))
    // The first eight share a request; the ninth begins the next one.
    expect([warmed, wanted]).toEqual([[8, 8], [7, 7]])
    expect(started.phrased).toHaveLength(9)
  })

  it('the active model is used where it is, after people’s drafts; another gets a process of its own, once, and it is ended', async () => {
    const order: string[] = []
    const active = fake(identityOf('m'), ['New 12 mm nodule in the left lower lobe.'])
    const started = fake(null, ['New 12 mm nodule in the left lower lobe.', 'New 12 mm nodule in the left lower lobe.'])
    const { open, starts } = engines({ active, started, installed: [identityOf('m'), identityOf('n')], letDraftsGoFirst: async () => void order.push('waited') })
    await open(model('m')).draft({ findings }, signal)
    expect([starts, active.asked.length, order]).toEqual([[], 1, ['waited']])
    const other = open(model('n'))
    await other.draft({ findings }, signal)
    await other.draft({ findings }, signal)
    expect(starts).toEqual(['n'])
    await other.close()
    expect(started.disposed()).toBe(true)
    expect(active.disposed()).toBe(false)
  })

  it('another adapter is another model: the active one with other weights is not mistaken for the frozen one', async () => {
    const active = fake({ ...identityOf('m'), adapterSha256: 'other' })
    const started = fake(null, ['New 12 mm nodule in the left lower lobe.'])
    const { open, starts } = engines({ active, started })
    await open(model('m')).draft({ findings }, signal)
    expect(starts).toEqual(['m'])
    expect(active.asked).toEqual([])
  })
})
