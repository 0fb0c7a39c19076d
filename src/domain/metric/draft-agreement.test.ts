import { describe, expect, it } from 'vitest'
import { draftAgreement, type DraftCase } from './draft-agreement.ts'

const cases: DraftCase[] = [
  { id: 'a', reference: 'New 9 mm nodule in the left lower lobe.', hypothesis: 'New 9 mm nodule in the left lower lobe.', findings: 'There is a new 9 mm nodule in the left lower lobe.', facts: ['9 mm', 'left'], errors: ['right'], modality: 'CT', language: 'en' },
  { id: 'b', reference: 'Medial meniscal tear.', hypothesis: 'Lateral meniscal tears and a bone bruise.', facts: ['medial', 'tear'], errors: ['lateral'], modality: 'MR', language: 'en' },
  { id: 'c', reference: '右腎に5 mmの結石。', hypothesis: '右腎結石、5 mm。', facts: ['右', '結石', '5 ?mm', '水腎'], modality: 'CT' },
  { id: 'd', reference: 'No fracture.', hypothesis: undefined, facts: ['no fracture'], errors: ['(?<!no )fracture'] },
]
const result = draftAgreement(cases)

describe('draft agreement', () => {
  it('a missing draft scores as empty and stays in every mean', () => {
    expect(result.n).toBe(4)
    expect(result.reports[3]).toEqual({ id: 'd', rouge1: 0, rougeL: 0, meteor: 0, lengthRatio: 0, factsMissing: ['no fracture'], errorsMade: [] })
    expect(result.rouge1.f1.value).toBeCloseTo((1 + result.reports[1]!.rouge1 + result.reports[2]!.rouge1) / 4, 12)
  })
  // Computed with sacrebleu 2.6.0 over the English reports, the missing draft as an empty one.
  it('BLEU adds up over reports before it divides', () => {
    expect(result.byLanguage['en']!.bleu.value).toBeCloseTo(0.5946035575013604, 9)
  })
  it('facts are a share of all facts, errors a share of the reports that could make one', () => {
    expect(result.factsKept).toMatchObject({ count: 6, of: 9, value: 6 / 9 })
    expect(result.errorsMade).toMatchObject({ count: 1, of: 3 })
    // No error in two reports does not exclude many: Wilson's bound, where a bootstrap would say 0 to 0.
    expect(draftAgreement([cases[0]!]).errorsMade!.high).toBeGreaterThan(0.5)
    expect(result.reports[1]).toMatchObject({ factsMissing: ['medial'], errorsMade: ['lateral'] })
  })
  it('reads Japanese by characters although no language is given, and stems English only on request', () => {
    expect(result.reports[2]!.rouge1).toBeCloseTo((2 * 6) / (8 + 6), 12)
    expect(result.byLanguage['ja']!.n).toBe(1)
    const meniscus = draftAgreement([cases[1]!])
    expect(meniscus.rouge1.recall.value).toBeCloseTo(1 / 3, 12)
    expect(meniscus.stemmed.rouge1.recall.value).toBeCloseTo(2 / 3, 12)
  })
  it('groups by modality where it is given', () => {
    expect(Object.keys(result.byModality)).toEqual(['CT', 'MR'])
    expect(result.byModality['CT']!.n).toBe(2)
    expect(result.byModality['CT']!.factsKept).toMatchObject({ count: 5, of: 6 })
    expect(Object.keys(result.byLanguage).toSorted()).toEqual(['en', 'ja'])
  })
  it('median length, and copying only where there are findings', () => {
    expect(result.lengthRatio.value).toBeCloseTo((9 / 10 + 1) / 2, 12)
    expect(result.copyRate).toMatchObject({ value: 1 })
    expect(draftAgreement([cases[1]!])).toMatchObject({ copyRate: null })
    expect(draftAgreement([{ id: 1, reference: 'x', hypothesis: 'x' }])).toMatchObject({ factsKept: null, errorsMade: null })
  })
  it('the same rows give the same bounds, and the bounds hold the value', () => {
    expect(draftAgreement(cases)).toEqual(result)
    for (const { value, low, high } of [result.rouge1.f1, result.bleu, result.meteor, result.lengthRatio, result.factsKept!]) {
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
      expect(high).toBeGreaterThan(low)
    }
  })
  it('a broken pattern is an error, not a fact that is never found', () => {
    expect(() => draftAgreement([{ id: 1, reference: 'x', hypothesis: 'x', facts: ['('] }])).toThrow(SyntaxError)
  })
})
