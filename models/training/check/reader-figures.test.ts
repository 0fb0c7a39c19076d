import { describe, expect, it } from 'vitest'
import { areaUnderCurve, leastShare } from './reader-figures.ts'

describe('figures of a second reader', () => {
  it('half for chance and for ties, one for a perfect order (bug: ties counted as won)', () => {
    const asked = (wrong: number[], right: number[]) => [...wrong.map((share) => ({ share, wrong: true })), ...right.map((share) => ({ share, wrong: false }))]
    expect(areaUnderCurve(asked([0.9, 0.8], [0.1, 0.2]))).toBe(1)
    expect(areaUnderCurve(asked([0.5], [0.5, 0.5]))).toBe(0.5)
    expect(areaUnderCurve(asked([0.1, 0.9], [0.5]))).toBe(0.5)
    expect(areaUnderCurve(asked([0.1], []))).toBeNaN()
  })
  it('counts reports, not sentences, above the share (bug: a report with two alarms counted twice)', () => {
    const right = [{ report: 1, share: 0.9 }, { report: 1, share: 0.8 }, { report: 2, share: 0.7 }, { report: 3, share: 0.1 }]
    expect(leastShare(right, 1)).toBe(0.7)
    expect(leastShare(right, 0)).toBe(0.9)
    expect(leastShare(right, 3)).toBe(0)
  })
})
