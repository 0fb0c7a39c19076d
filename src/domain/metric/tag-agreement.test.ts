import { describe, expect, it } from 'vitest'
import type { StatusLabel } from '../status/status-tag.ts'
import { tagAgreement, type TagAnswer, type TagCase } from './tag-agreement.ts'

const tagged = (label: StatusLabel, answer: StatusLabel | null | undefined, times: number, more: Partial<TagAnswer> = {}): TagCase[] =>
  Array.from({ length: times }, (_, i) => ({ id: `${label}-${answer}-${i}`, label, ...(answer !== undefined && { answer: { label: answer, ...more } }) }))

describe('tag agreement', () => {
  const result = tagAgreement([...tagged(0, 0, 7), ...tagged(0, 2, 1), ...tagged(0, null, 2), ...tagged(1, 1, 4), ...tagged(1, 0, 1), ...tagged(2, 2, 3), ...tagged(2, undefined, 2)])

  it('counts an abstention and a missing answer as wrong, and apart', () => {
    expect(result.accuracy).toMatchObject({ count: 14, of: 20, value: 0.7 })
    expect(result.accuracyDecided).toMatchObject({ count: 14, of: 16 })
    expect(result.abstained).toMatchObject({ count: 2, of: 20 })
    expect(result.unanswered).toMatchObject({ count: 2, of: 20 })
    expect(result.confusion).toEqual([[7, 0, 1, 2], [1, 4, 0, 0], [0, 0, 3, 0]])
    expect(result.mistakes).toEqual([{ id: '0-2-0', label: 0, answer: 2 }, { id: '1-0-0', label: 1, answer: 0 }])
  })
  it('sensitivity is over the reports of a class, predictive value over the answers', () => {
    expect(result.classes.none).toMatchObject({ n: 10, sensitivity: { count: 7, of: 10 }, predictiveValue: { count: 7, of: 8 } })
    expect(result.classes.progressive).toMatchObject({ sensitivity: { count: 4, of: 5 }, predictiveValue: { count: 4, of: 4 } })
    expect(result.classes.stable).toMatchObject({ sensitivity: { count: 3, of: 5 }, predictiveValue: { count: 3, of: 4 } })
    expect(result.progressiveAsNone).toMatchObject({ count: 1, of: 5 })
    // Wilson, 14 of 20.
    expect(result.accuracy.low).toBeCloseTo(0.481, 3)
    expect(result.accuracy.high).toBeCloseTo(0.8545, 3)
  })
  it('says null, not 0, for what the rows do not tell', () => {
    expect(result).toMatchObject({ uncertain: null, calibration: null, evidenceOverlap: null })
    expect(tagAgreement(tagged(0, 0, 3)).classes.progressive.sensitivity.value).toBeNaN()
  })
  it('calibration is of the most likely class, also where the classifier abstained', () => {
    const { calibration } = tagAgreement([
      ...tagged(0, null, 2, { probabilities: [0.55, 0.25, 0.2] }),
      ...tagged(1, 1, 1, { probabilities: [0.4, 0.4, 0.2] }),
      ...tagged(2, 1, 1, { probabilities: [0.05, 0.9, 0.05] }),
    ])
    expect(calibration!.n).toBe(4)
    expect(calibration!.value).toBeCloseTo((2 * 0.45 + 0.6 + 0.9) / 4, 10)
  })
  it('evidence: an answer without any is a miss; reports without bone metastasis are not asked', () => {
    const evidence = [{ field: 'conclusion', start: 3, end: 9 }]
    const given = (start: number) => ({ label: 1 as const, evidence: [{ field: 'conclusion', start, end: start + 2 }] })
    const { evidenceOverlap } = tagAgreement([
      { id: 1, label: 1, evidence, answer: given(4) },
      { id: 2, label: 1, evidence, answer: given(9) },
      { id: 3, label: 1, evidence, answer: { label: 1 } },
      { id: 4, label: 2, evidence },
      { id: 5, label: 0, evidence, answer: given(9) },
      { id: 6, label: 1, answer: given(4) },
    ])
    expect(evidenceOverlap).toMatchObject({ count: 1, of: 4 })
  })
  it('uncertain is counted among the answers that say', () => {
    expect(tagAgreement([...tagged(0, 0, 1, { uncertain: true }), ...tagged(0, 0, 2, { uncertain: false }), ...tagged(0, 0, 4)]).uncertain).toMatchObject({ count: 1, of: 3 })
  })
})
