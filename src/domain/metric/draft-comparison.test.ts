import { describe, expect, it } from 'vitest'
import { draftAgreement, type DraftCase } from './draft-agreement.ts'
import { compareDrafts } from './draft-comparison.ts'
import { measureDraft } from './draft-sums.ts'

const reference = (n: number) => `New nodule of ${n} mm in the left lower lobe. No effusion.`
const cases = (hypothesis: (n: number) => string, count = 20): DraftCase[] =>
  Array.from({ length: count }, (_, n) => ({ id: n, reference: reference(n), hypothesis: hypothesis(n), facts: [`\\b${n} mm`, 'left'], errors: ['right'], findings: reference(n), modality: 'CT' }))
const whole = cases(reference)
const half = cases((n) => (n % 4 === 0 ? 'Nodule in the right lower lobe.' : `Nodule of ${n} mm in the left lower lobe.`))

describe('two systems on the same reports', () => {
  const result = compareDrafts(half.map(measureDraft), whole.map(measureDraft))

  it('each side has the figures it has alone, and the difference is second minus first', () => {
    const [first, second] = [draftAgreement(half), draftAgreement(whole)]
    expect(result.rougeL).toMatchObject({ first: first.rougeL.f1.value, second: second.rougeL.f1.value })
    expect(result.bleu!.first).toBeCloseTo(first.bleu.value, 12)
    expect(result.factsKept).toMatchObject({ first: first.factsKept!.value, second: 1 })
    expect(result.errorsMade).toMatchObject({ first: 0.25, second: 0 })
    expect(result.lengthRatio!.first).toBe(first.lengthRatio.value)
    expect(result.rougeL!.difference.value).toBeCloseTo(result.rougeL!.second - result.rougeL!.first, 12)
  })

  it('a clear difference has a small p and bounds on one side of 0; none has 1 and 0', () => {
    expect(result.rougeL!.p).toBeLessThan(0.01)
    expect(result.rougeL!.difference.low).toBeGreaterThan(0)
    const same = compareDrafts(half.map(measureDraft), half.map(measureDraft))
    expect(same.rougeL).toMatchObject({ p: 1, difference: { value: 0, low: 0, high: 0 } })
  })

  it('exchanging the systems turns the sign and leaves p', () => {
    const turned = compareDrafts(whole.map(measureDraft), half.map(measureDraft))
    expect(turned.bleu!.difference.value).toBeCloseTo(-result.bleu!.difference.value, 12)
    expect(turned.bleu!.p).toBe(result.bleu!.p)
  })

  it('says null for figures the rows cannot have, and refuses lists of different reports', () => {
    const plain = cases(reference, 3).map(({ facts: _f, errors: _e, findings: _g, ...rest }) => measureDraft(rest))
    expect(compareDrafts(plain, plain)).toMatchObject({ n: 3, factsKept: null, errorsMade: null, copyRate: null })
    expect(() => compareDrafts(plain, plain.slice(1))).toThrow(RangeError)
    expect(compareDrafts([], [])).toMatchObject({ n: 0, rougeL: null })
  })
})
