import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyReportSync, type StatusModels } from './cascade.ts'
import { classifyReportFully } from '../encoder/with-encoder.ts'
import type { StatusCache } from './cascade-cache.ts'
import { readStatus } from '../classify-status.ts'
import { featuresOf, hashBits } from '../learned/features.ts'
import { classLabels, type StatusWeights } from '../learned/weights.ts'
import type { ReportDecision, StatusInput } from '../status-tag.ts'

/** Weights that know nothing but what `teach` puts in. */
function weights(teach: (numbers: Float32Array) => void = () => {}, more: Partial<StatusWeights> = {}): StatusWeights {
  const numbers = new Float32Array((1 << hashBits) * classLabels.length)
  teach(numbers)
  return { language: 'en', version: 'test-weights', rules: 'test', hashBits, scales: [1, 1, 1, 1, 1], bias: [0, 0, 0, 0], step: 1, temperature: 1, trusted: [], band: [{ acceptedError: 0.01, threshold: 0.9 }], passOnBelow: 0.8, numbers, ...more }
}

/** Weights by which every feature of a report speaks for one class. */
const speaksFor = (input: StatusInput, label: 0 | 1 | 2) => (numbers: Float32Array): void => {
  for (const index of featuresOf(readStatus(input)).index) numbers[index * classLabels.length + (label === 0 ? 0 : label + 1)] = 1
}

const memory = (): StatusCache & { answers: Map<string, ReportDecision> } => {
  const answers = new Map<string, ReportDecision>()
  return { answers, hash: (text) => text, get: (key) => answers.get(key), set: (key, decision) => void answers.set(key, decision) }
}

const stable = { conclusion: 'Bone metastases are stable.' }
const grown = { conclusion: 'Bone metastases have grown.' }
const untouched = ['Bericht: Keine Knochenmetastasen. Der Befund ist nicht verändert.', '']

describe('tiers', () => {
  it('answers by rules alone without weights, and says so', () => {
    expect(classifyReportSync(stable, { weights: {} })).toMatchObject({ label: 2, tier: 'rules', cached: false, path: [{ tier: 'rules', decided: true, why: expect.stringContaining('No learned classifier') }] })
  })

  it('lets the rules answer alone on a trusted ground, with the odds measured there', () => {
    const trusted = [{ ground: 'statedSteady', label: 2 as const, right: 98, of: 100, probabilities: [0.005, 0.015, 0.98] as [number, number, number] }]
    const answer = classifyReportSync(stable, { weights: { en: weights(undefined, { trusted }) } })
    expect(answer).toMatchObject({ label: 2, tier: 'rules', probabilities: [0.005, 0.015, 0.98] })
    expect(answer.path.map(({ tier }) => tier)).toEqual(['rules'])
    expect(answer.version).toContain('test-weights')
  })

  it('gives evidence of its own when the learned classifier outweighs the rules', () => {
    const answer = classifyReportSync(stable, { weights: { en: weights(speaksFor(stable, 1)) } })
    expect(answer).toMatchObject({ label: 1, tier: 'learned', evidence: [{ field: 'conclusion', text: 'Bone metastases are stable' }] })
    expect(answer.path.map(({ tier, decided }) => [tier, decided])).toEqual([['rules', false], ['learned', true]])
    expect(answer.reason).toMatch(/reads progressive where the rules read stable/)
  })

  it('never turns stated progress into none: the dangerous mistake', () => {
    const answer = classifyReportSync(grown, { weights: { en: weights(speaksFor(grown, 0)) } })
    expect(answer.label).toBe(1)
    expect(Math.max(...answer.probabilities)).toBe(answer.probabilities[1])
    expect(answer.path.at(-1)?.why).toMatch(/stated in words/)
  })

  it('asks the language model only where the learned classifier is unsure, and names it', async () => {
    let asked = 0
    const languageModel = { version: 'test-model', ask: () => Promise.resolve({ probabilities: [0.01, 0.98, 0.01] as [number, number, number] }).finally(() => asked++) }
    const sure = await classifyReportFully(stable, { weights: { en: weights(speaksFor(stable, 2)) }, languageModel })
    expect([sure.tier, asked]).toEqual(['learned', 0])
    const unsure = await classifyReportFully(stable, { weights: { en: weights() }, languageModel })
    expect(unsure).toMatchObject({ label: 1, tier: 'language-model', version: expect.stringContaining('test-model') })
    expect(unsure.path.map(({ tier, decided }) => [tier, decided])).toEqual([['rules', false], ['learned', false], ['language-model', true]])
  })

  it('keeps the answer of the tier before a language model that fails, and passes a stop on', async () => {
    const failing = (error: Error) => ({ weights: { en: weights() } as StatusModels, languageModel: { version: 'm', ask: async (): Promise<never> => { throw error } } })
    const answer = await classifyReportFully(stable, failing(new Error('out of memory')))
    expect(answer.tier).toBe('learned')
    expect(answer.path.at(-1)).toMatchObject({ tier: 'language-model', decided: false })
    await expect(classifyReportFully(stable, failing(Object.assign(new Error('stop'), { name: 'AbortError' })))).rejects.toThrow('stop')
  })
})

describe('languages and empty text', () => {
  it('give no label, unless the rules are allowed for the language, and then no learned classifier guesses', () => {
    for (const text of untouched) expect(classifyReportSync({ text }, { weights: { en: weights() } })).toMatchObject({ label: null, tier: 'rules', path: [{ decided: false }] })
    expect(classifyReportSync({ text: untouched[0]! }, { weights: { en: weights() } }).reason).toMatch(/unsupported-language/)
    expect(classifyReportSync({ text: untouched[0]! }, { weights: { en: weights() }, rulesAllowedFor: 'en' })).toMatchObject({ tier: 'rules', language: 'other' })
  })
})

describe('cache', () => {
  it('gives the same answer with the tier that found it, without asking again', async () => {
    const cache = memory()
    const options = { weights: { en: weights() }, cache }
    const first = classifyReportSync(stable, options)
    expect(classifyReportSync(stable, options)).toEqual({ ...first, cached: true })
    expect(cache.answers.size).toBe(1)
  })
  it('does not mix versions, fields, languages or letters: evidence counts letters', () => {
    const cache = memory()
    classifyReportSync(stable, { weights: { en: weights() }, cache })
    classifyReportSync(stable, { weights: { en: weights(undefined, { version: 'other-weights' }) }, cache })
    classifyReportSync({ findings: stable.conclusion }, { weights: { en: weights() }, cache })
    classifyReportSync({ text: stable.conclusion }, { weights: { en: weights() }, cache })
    classifyReportSync(stable, { weights: { en: weights() }, cache, rulesAllowedFor: 'en' })
    classifyReportSync({ conclusion: ` ${stable.conclusion}` }, { weights: { en: weights() }, cache })
    expect(cache.answers.size).toBe(6)
  })
  it('is not asked again when findings change that are not judged, or the band', () => {
    const cache = memory()
    classifyReportSync(stable, { weights: { en: weights() }, cache })
    const banded = classifyReportSync({ ...stable, findings: 'Something else.' }, { weights: { en: weights() }, cache, acceptedError: 0.01 })
    expect(banded).toMatchObject({ cached: true, label: null, uncertain: true })
    expect(classifyReportSync(stable, { weights: { en: weights() }, cache }).label).not.toBeNull()
  })
})

describe('any text', () => {
  const words = ['bone', 'metastases', 'no', 'new', 'stable', ',', '.', 'but', '?', '骨', '転移', 'なし', '増大', '、', '。', '\n', 'IMPRESSION:', '<br>', '\u0000', '\u202e', '\ud800', 'ﾞ', '(', 'L3', 'known', 'liver', 'ﬁ', '⾻']
  it('gives quoted evidence, odds that sum to 1 and the same answer twice', () => {
    const odd = weights((numbers) => numbers.forEach((_, i) => (numbers[i] = Math.sin(i * 12.9898))), { scales: [3, 3, 3, 3, 3] })
    fc.assert(fc.property(fc.array(fc.constantFrom(...words), { maxLength: 50 }).map((parts) => parts.join(' ')), (text) => {
      const answer = classifyReportSync({ text }, { weights: { en: odd, ja: odd } })
      for (const { start, end, text: quoted } of answer.evidence) expect(text.slice(start, end)).toBe(quoted)
      expect(answer.probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1)
      expect(classifyReportSync({ text }, { weights: { en: odd, ja: odd } })).toEqual(answer)
    }), { numRuns: 300 })
  })
  it('costs the learned tier no more for a megabyte than for a long report', () => {
    const sentences = (count: number): string => Array.from({ length: count }, (_, i) => `Bone metastases word${i.toString(36)} and new liver lesion.`).join(' ')
    const features = (count: number): number => featuresOf(readStatus({ text: sentences(count) })).index.length
    expect(features(21_000)).toBe(features(2_100))
  })
})
