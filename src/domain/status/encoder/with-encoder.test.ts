import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { classifyReportSync } from '../tiers/cascade.ts'
import type { StatusModels } from '../tiers/cascade.ts'
import type { StatusCache } from '../tiers/cascade-cache.ts'
import { readStatusWeights } from '../learned/weights.ts'
import type { ReportDecision, StatusInput } from '../status-tag.ts'
import type { EncoderOpinion, Joining } from './encoder-head.ts'
import { classifyReportFully, classifyReportKnown, joinOdds, type StatusEncoder } from './with-encoder.ts'

const weightsOf = (language: string) => readStatusWeights(readFileSync(new URL(`../../../../models/status/${language}.bin`, import.meta.url)))
const weights: StatusModels = { en: weightsOf('en'), ja: weightsOf('ja') }
const always: Joining = { before: 0.5, encoder: 0.5, askBelow: 1, band: [{ acceptedError: 0.01, threshold: 0.999 }, { acceptedError: 0.5, threshold: 0 }] }

function encoderThat(says: EncoderOpinion['probabilities'] | null | Error, joining: Joining = always, version = 'encoder-a'): StatusEncoder & { read: ReturnType<typeof vi.fn> } {
  const read = vi.fn<() => Promise<EncoderOpinion | null>>(async () => {
    if (says instanceof Error) throw says
    return says && { probabilities: says, open: says[0] / 4 }
  })
  return { version, languages: { en: joining, ja: joining }, read }
}
function memory(): StatusCache & { stored: Map<string, ReportDecision> } {
  const stored = new Map<string, ReportDecision>()
  return { stored, hash: (text) => text, get: (key) => stored.get(key), set: (key, decision) => void stored.set(key, decision) }
}

const growing = { conclusion: 'New bone metastases in L2 and the left femur.' }
const steady = { conclusion: 'Sclerotic bone metastases of the spine, unchanged.' }
const healthy = { conclusion: 'No bone metastasis. Degenerative change of the lumbar spine.' }

describe('joined odds', () => {
  it('are the geometric mean where both powers are a half, and sum to 1', () => {
    const odds = joinOdds([0.9, 0.05, 0.05], [0.1, 0.8, 0.1], { before: 0.5, encoder: 0.5 })
    const weight = [Math.sqrt(0.09), Math.sqrt(0.04), Math.sqrt(0.005)]
    const sum = weight[0]! + weight[1]! + weight[2]!
    odds.forEach((share, label) => expect(share).toBeCloseTo(weight[label]! / sum, 10))
  })

  it('let neither opinion rule a label out (bug: one probability of 0 decides alone)', () => {
    const odds = joinOdds([1, 0, 0], [0, 1, 0], { before: 0.4, encoder: 1 })
    expect(odds.every((share) => share > 0 && share < 1)).toBe(true)
    expect(odds.indexOf(Math.max(...odds))).toBe(1)
  })
})

describe('all tiers with the sentence encoder', () => {
  it.each([growing, { conclusion: 'Interval enlargement of the osseous metastasis of T8.' }, { conclusion: '新たな骨転移が出現しています。' }])('new or larger bone disease stated in words never becomes none: %j', async (input: StatusInput) => {
    const answer = await classifyReportFully(input, { weights, encoder: encoderThat([0.998, 0.001, 0.001]) })
    expect(answer.label).toBe(1)
    expect(answer.evidence.length).toBeGreaterThan(0)
    expect(answer.probabilities[1]).toBe(Math.max(...answer.probabilities))
    expect(answer.path.at(-1)).toMatchObject({ tier: 'learned', decided: true, label: 1 })
  })

  it('weak odds of none do not overrule a label 1 of the rules, strong ones do (bug: progressive read as none by a nose)', async () => {
    const suspected = { conclusion: 'Lesion of L3, probably a bone metastasis.' }
    const before = classifyReportSync(suspected, { weights })
    expect(before.label).toBe(1)
    const byEncoderAlone = { ...always, before: 0, encoder: 1 }
    const weak = await classifyReportFully(suspected, { weights, encoder: encoderThat([0.6, 0.3, 0.1], byEncoderAlone) })
    expect(weak).toMatchObject({ label: 1, evidence: before.evidence })
    const strong = await classifyReportFully(suspected, { weights, encoder: encoderThat([0.9, 0.08, 0.02], byEncoderAlone) })
    expect(strong.label).toBe(0)
  })

  it('may change a label, says so, and quotes from the tier whose label stands (bug: evidence of one label beside another)', async () => {
    const before = classifyReportSync(steady, { weights })
    expect(before.label).toBe(2)
    const kept = await classifyReportFully(steady, { weights, encoder: encoderThat([0.01, 0.01, 0.98]) })
    expect(kept).toMatchObject({ label: 2, evidence: before.evidence, reason: before.reason })
    const changed = await classifyReportFully(steady, { weights, encoder: encoderThat([0.9998, 0.0001, 0.0001], { ...always, encoder: 1.2 }) })
    expect(changed).toMatchObject({ label: 0, evidence: [], tier: 'learned' })
    expect(changed.reason).toMatch(/sentence encoder reads none/)
    expect(changed.path.filter(({ decided }) => decided)).toHaveLength(1)
    expect(changed.version).toMatch(/ \+ encoder-a$/)
    const worse = await classifyReportFully(steady, { weights, encoder: encoderThat([0.0001, 0.9998, 0.0001], { ...always, encoder: 1.2 }) })
    expect(worse.label).toBe(1)
    for (const { field, start, end, text } of worse.evidence) expect(steady[field as 'conclusion'].slice(start, end)).toBe(text)
  })

  it('is not asked where the tiers before it are sure, or its language was not fitted (bug: every report of an archive waits for it)', async () => {
    const before = classifyReportSync(healthy, { weights })
    const sure = encoderThat([0, 1, 0], { ...always, askBelow: Math.max(...before.probabilities) })
    expect(await classifyReportFully(healthy, { weights, encoder: sure })).toMatchObject({ label: before.label, probabilities: before.probabilities })
    const foreign = { ...encoderThat([0, 1, 0]), languages: {} }
    expect(await classifyReportFully(healthy, { weights, encoder: foreign })).toEqual(before)
    expect(sure.read).not.toHaveBeenCalled()
    expect(foreign.read).not.toHaveBeenCalled()
  })

  it.each([
    ['fails', new Error('crashed'), /gave no answer/, 0],
    ['is too long for it', null, /longer than/, 1],
  ] as const)('a report on which it %s keeps the answer of the tiers before, and the path says so', async (_name, says, said, kept) => {
    const cache = memory()
    const before = classifyReportSync(steady, { weights })
    const answer = await classifyReportFully(steady, { weights, cache, encoder: encoderThat(says) })
    expect(answer).toMatchObject({ label: before.label, probabilities: before.probabilities, evidence: before.evidence })
    expect(answer.path.at(-1)).toMatchObject({ decided: false, said: expect.stringMatching(said) })
    expect(answer.path.filter(({ decided }) => decided)).toHaveLength(1)
    // A crash is not kept: another time it may answer.
    expect(cache.stored.size).toBe(kept)
  })

  it('the language model is the last to be asked, and only where the joined odds are not sure (bug: every unsure report waits for the slowest tier)', async () => {
    const suspected = { conclusion: 'Lesion of L3, probably a bone metastasis.' }
    const unsure = { ...weights, en: { ...weights.en!, passOnBelow: 0.9, trusted: [] } }
    const languageModel = { version: 'label-prompt on a fake', ask: vi.fn<() => Promise<{ probabilities: [number, number, number] }>>(async () => ({ probabilities: [0.1, 0.8, 0.1] })) }
    const sure = await classifyReportFully(suspected, { weights: unsure, encoder: encoderThat([0.001, 0.998, 0.001], { ...always, before: 0, encoder: 1 }), languageModel })
    expect(languageModel.ask).not.toHaveBeenCalled()
    expect(sure.path.some((step) => step.tier === 'language-model')).toBe(false)
    const open = await classifyReportFully(suspected, { weights: unsure, encoder: encoderThat([0.3, 0.5, 0.2], { ...always, before: 0, encoder: 1 }), languageModel })
    expect(languageModel.ask).toHaveBeenCalledOnce()
    expect(open.path.map((step) => step.tier)).toEqual(['rules', 'learned', 'learned', 'language-model'])
  })

  it('a stopped request is thrown on', async () => {
    const stopped = Object.assign(new Error('stopped'), { name: 'AbortError' })
    await expect(classifyReportFully(steady, { weights, encoder: encoderThat(stopped) })).rejects.toBe(stopped)
  })

  it('what was found once is known at once, under this encoder only (bug: signing stores the answer of another version)', async () => {
    const cache = memory()
    const encoder = encoderThat([0.9998, 0.0001, 0.0001], { ...always, encoder: 1.2 })
    const asked = await classifyReportFully(steady, { weights, cache, encoder })
    expect(classifyReportKnown(steady, { weights, cache, encoder })).toEqual({ ...asked, cached: true })
    expect(await classifyReportFully(steady, { weights, cache, encoder })).toEqual({ ...asked, cached: true })
    expect(encoder.read).toHaveBeenCalledTimes(1)
    expect(classifyReportKnown(steady, { weights, cache, encoder: { ...encoder, version: 'encoder-b' } }).label).toBe(2)
    expect(classifyReportKnown(steady, { weights, cache }).label).toBe(2)
  })

  it('withholds by the band that was measured for joined odds, and by the other one without it', async () => {
    const encoder = encoderThat([0.02, 0.02, 0.96])
    expect(await classifyReportFully(steady, { weights, encoder, acceptedError: 0.01 })).toMatchObject({ label: null })
    expect(await classifyReportFully(steady, { weights, encoder, acceptedError: 0.5 })).toMatchObject({ label: 2 })
    const without = await classifyReportFully(steady, { weights, encoder: encoderThat(new Error('crashed')), acceptedError: 0.5 })
    expect(without.label).toBe(classifyReportSync(steady, { weights, acceptedError: 0.5 }).label)
  })

  it('a text without words or in another language asks nobody', async () => {
    const encoder = encoderThat([0, 1, 0])
    for (const conclusion of ['', 'Метастазы в костях не выявлены, без динамики.']) expect((await classifyReportFully({ conclusion }, { weights, encoder })).label).toBeNull()
    expect(encoder.read).not.toHaveBeenCalled()
  })
})

describe('the language model after the encoder', () => {
  const suspected = { conclusion: 'Lesion of L3, probably a bone metastasis.' }
  const unsure = { ...weights, en: { ...weights.en!, passOnBelow: 0.999, trusted: [] } }
  const encoder = encoderThat([0.3, 0.5, 0.2], { ...always, before: 0, encoder: 1 })
  const says = (probabilities: [number, number, number]) => ({ version: 'labels on a fake', ask: vi.fn<() => Promise<{ probabilities: [number, number, number] }>>(async () => ({ probabilities })) })

  it('is known at once when it was asked before, and only under its own name (bug: signing asks again, or takes another model’s answer)', async () => {
    const cache = memory()
    const languageModel = says([0.001, 0.001, 0.998])
    const asked = await classifyReportFully(suspected, { weights: unsure, cache, encoder, languageModel })
    expect(asked).toMatchObject({ label: 2, tier: 'language-model', version: expect.stringContaining('labels on a fake') })
    expect(asked.path.map(({ tier, decided }) => [tier, decided])).toEqual([['rules', false], ['learned', false], ['learned', false], ['language-model', true]])
    expect(asked.path[2]!.why).toMatch(/language model was asked/)
    expect(classifyReportKnown(suspected, { weights: unsure, cache, encoder, languageModel: () => languageModel })).toEqual({ ...asked, cached: true })
    expect(await classifyReportFully(suspected, { weights: unsure, cache, encoder, languageModel })).toEqual({ ...asked, cached: true })
    expect(languageModel.ask).toHaveBeenCalledTimes(1)
    expect(classifyReportKnown(suspected, { weights: unsure, cache, encoder, languageModel: () => ({ ...languageModel, version: 'another' }) })).toMatchObject({ label: 1, tier: 'learned' })
    expect(classifyReportKnown(suspected, { weights: unsure, cache, encoder, languageModel: () => null })).toMatchObject({ label: 1, tier: 'learned' })
  })

  it('leaves the answer before it known while it reads, and after it failed (bug: a slow model takes the encoder’s answer away from signing)', async () => {
    const cache = memory()
    let fail: (error: Error) => void = () => {}
    const languageModel = { version: 'slow', ask: () => new Promise<never>((_resolve, reject) => (fail = reject)) }
    const asked = classifyReportFully(suspected, { weights: unsure, cache, encoder, languageModel })
    await vi.waitFor(() => expect(cache.stored.size).toBe(1))
    expect(classifyReportKnown(suspected, { weights: unsure, cache, encoder, languageModel: () => languageModel })).toMatchObject({ label: 1, version: expect.stringContaining(encoder.version) })
    await vi.waitFor(() => fail(new Error('out of memory')))
    expect((await asked).path.at(-1)).toMatchObject({ tier: 'language-model', label: null, said: expect.stringMatching(/no answer/) })
    expect(cache.stored.size).toBe(1)
  })
})

describe('what is withheld', () => {
  const trust = { bias: 1.3, before: 1, encoder: 1, rules: 0 }
  const band = [{ acceptedError: 0.01, threshold: 0.95 }]
  const trusting = { ...always, before: 1, encoder: 0.1, trust, band }

  it('goes by the agreement of the readers, not by the odds of one that is sure (bug: a sure and wrong answer passes the band)', async () => {
    const agreed = await classifyReportFully(steady, { weights, encoder: encoderThat([0.01, 0.02, 0.97], trusting), acceptedError: 0.01 })
    expect(agreed).toMatchObject({ label: 2, sure: expect.any(Number) })
    const contradicted = await classifyReportFully(steady, { weights, encoder: encoderThat([0.02, 0.95, 0.03], trusting), acceptedError: null })
    expect(contradicted).toMatchObject({ label: 2 })
    expect(contradicted.sure!).toBeLessThan(agreed.sure!)
    expect(await classifyReportFully(steady, { weights, encoder: encoderThat([0.02, 0.95, 0.03], trusting), acceptedError: 0.01 })).toMatchObject({ label: null, reason: expect.stringMatching(/^abstains: .*answers reached this way were right/) })
  })

  it('is not judged by what was known before the language model answered', async () => {
    const languageModel = { version: 'labels', ask: async () => ({ probabilities: [0.01, 0.98, 0.01] as [number, number, number] }) }
    const unsure = { ...weights, en: { ...weights.en!, passOnBelow: 0.9999, trusted: [] } }
    const asked = await classifyReportFully(steady, { weights: unsure, encoder: encoderThat([0.02, 0.95, 0.03], trusting), languageModel })
    expect(asked.tier).toBe('language-model')
    expect(asked.sure).toBeUndefined()
  })
})
