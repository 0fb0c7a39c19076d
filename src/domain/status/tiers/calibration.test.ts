import { describe, expect, it } from 'vitest'
import { abstainBelow, thresholdFor } from './calibration.ts'
import type { ReportDecision } from '../status-tag.ts'

const band = [{ acceptedError: 0.01, threshold: 0.9 }, { acceptedError: 0.005, threshold: 0.97 }, { acceptedError: 0.05, threshold: 0.6 }]
const answer: ReportDecision = {
  label: 1, probabilities: [0.1, 0.8, 0.1], uncertain: false, evidence: [{ field: 'conclusion', start: 0, end: 3, text: 'new' }], reason: 'New.', tier: 'learned', version: 'v', language: 'en', path: [], cached: false,
}

describe('threshold of an accepted error', () => {
  it('never takes the looser of two measured errors: an error between them was not measured', () => {
    expect(thresholdFor(0.01, band)).toBe(0.9)
    expect(thresholdFor(0.03, band)).toBe(0.9)
    expect(thresholdFor(0.2, band)).toBe(0.6)
  })
  it('takes the strictest one below all measured errors, and withholds nothing where nothing was measured', () => {
    expect(thresholdFor(0.001, band)).toBe(0.97)
    expect(thresholdFor(0.01, [])).toBe(0)
  })
})

describe('an answer under the threshold', () => {
  it('loses its label and keeps odds and evidence: a person needs both to decide', () => {
    expect(abstainBelow(answer, 0.9, 0.01)).toMatchObject({ label: null, uncertain: true, probabilities: [0.1, 0.8, 0.1], evidence: answer.evidence, reason: expect.stringMatching(/^abstains: .*label is 1 with 80 %/) })
  })
  it('keeps its label at the threshold, and an answer without a label keeps its reason', () => {
    expect(abstainBelow(answer, 0.8, 0.01)).toBe(answer)
    const empty = { ...answer, label: null, reason: 'empty' }
    expect(abstainBelow(empty, 0.9, 0.01)).toBe(empty)
  })
})
