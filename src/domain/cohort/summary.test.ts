import { describe, expect, it } from 'vitest'
import type { SampleMatrix } from './matrix.ts'
import { accuracyOf, frequencyOf, honesty, predictiveValues, predictiveValuesAt, sensitivities } from './summary.ts'

/** 100 none, 50 progressive, 40 stable; 5, 3 and 4 of them abstained. */
const matrix: SampleMatrix = [[90, 4, 1, 5], [2, 44, 1, 3], [1, 3, 32, 4]]

describe('shares of adjudicated reports', () => {
  it('accuracy and sensitivity count abstentions as wrong; intervals are Wilson’s, worked out by hand (z 1.96)', () => {
    // 166 of 190: centre (0.873684 + 0.010109) / 1.020218 = 0.866279, half 1.959964·√(0.00058084 + 0.00002660) / 1.020218 = 0.047349.
    expect(accuracyOf(matrix)).toMatchObject({ value: 166 / 190, n: 190 })
    expect(accuracyOf(matrix)?.low).toBeCloseTo(0.81893, 4)
    expect(accuracyOf(matrix)?.high).toBeCloseTo(0.91363, 4)
    expect(sensitivities(matrix).map((share) => share?.value)).toEqual([0.9, 44 / 50, 32 / 40])
    // 44 of 50, a textbook value: 0.7620 to 0.9438.
    expect(sensitivities(matrix)[1]?.low).toBeCloseTo(0.762, 3)
    expect(sensitivities(matrix)[1]?.high).toBeCloseTo(0.9438, 3)
    expect(sensitivities(matrix).map((share) => share?.n)).toEqual([100, 50, 40])
  })

  it('predictive values are over what the machine said, in the mixture that was adjudicated', () => {
    expect(predictiveValues(matrix).map((share) => share && [share.value, share.n])).toEqual([[90 / 93, 93], [44 / 51, 51], [32 / 34, 34]])
  })

  it('nothing adjudicated is null, not 0 of 0', () => {
    const none: SampleMatrix = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    expect(accuracyOf(none)).toBeNull()
    expect([...sensitivities(none), ...predictiveValues(none)]).toEqual([null, null, null, null, null, null])
    expect(honesty([])).toEqual({ calibrationError: null, reliability: [] })
  })
})

describe('predictive values at the department’s own frequency', () => {
  it('the published example: 0.979 accurate on an enriched set is a predictive value of about 0.6 where the disease is rare', () => {
    // Sensitivities 0.988, 0.947, 0.943 as published, on 567, 57 and 87 reports; one of a hundred progressive, two stable.
    const published: SampleMatrix = [[560, 4, 3, 0], [2, 54, 1, 0], [2, 3, 82, 0]]
    const [, progressive] = predictiveValuesAt(published, [0.97, 0.01, 0.02])
    // By hand: 0.01·54/57 = 0.0094737; 0.97·4/567 = 0.0068430; 0.02·3/87 = 0.00068966; 0.0094737 / 0.0170063 = 0.5571.
    expect(progressive?.value).toBeCloseTo(0.5571, 4)
    expect(progressive!.low).toBeGreaterThan(0.3)
    expect(progressive!.low).toBeLessThan(0.5571)
    expect(progressive!.high).toBeGreaterThan(0.5571)
    expect(predictiveValuesAt(published, [0.97, 0.01, 0.02])).toEqual(predictiveValuesAt(published, [0.97, 0.01, 0.02]))
  })

  it('at the mixture of the sample itself it is the plain predictive value', () => {
    const at = predictiveValuesAt(matrix, [100 / 190, 50 / 190, 40 / 190])
    for (const [label, plain] of predictiveValues(matrix).entries()) expect(at[label]?.value).toBeCloseTo(plain!.value, 10)
  })

  it('is unknown where a class of the mixture was never adjudicated, and where a label was never given', () => {
    expect(predictiveValuesAt([[90, 4, 1, 5], [0, 0, 0, 0], [1, 3, 32, 4]], [0.9, 0.05, 0.05])).toEqual([null, null, null])
    expect(predictiveValuesAt([[90, 4, 1, 5], [0, 0, 0, 0], [1, 3, 32, 4]], [0.9, 0, 0.1])[0]?.value).toBeCloseTo((0.9 * 0.9) / (0.9 * 0.9 + 0.1 / 40), 10)
    expect(predictiveValuesAt([[9, 0, 0, 1], [1, 0, 0, 0], [1, 0, 0, 0]], [0.9, 0.05, 0.05])[1]).toBeNull()
  })

  it('the interval has the width that theory asks for (a broken sampler would show)', () => {
    // Sensitivity as good as known, so PV(1) varies with the false alarms alone: their share s has deviation √(s(1 − s)/n).
    for (const n of [4000, 100_000]) {
      const alarms = n / 20
      const [, value] = predictiveValuesAt([[n - alarms, alarms, 0, 0], [0, 1_000_000, 0, 0], [0, 0, 10, 0]], [0.9, 0.1, 0])
      const at = (share: number) => 0.1 / (0.1 + 0.9 * share)
      const deviation = Math.sqrt((0.05 * 0.95) / n)
      expect(value?.value).toBeCloseTo(at(0.05), 10)
      expect(Math.abs(value!.low - at(0.05 + 1.96 * deviation))).toBeLessThan(0.15 * (at(0.05) - at(0.05 + 1.96 * deviation)))
      expect(Math.abs(value!.high - at(0.05 - 1.96 * deviation))).toBeLessThan(0.15 * (at(0.05 - 1.96 * deviation) - at(0.05)))
    }
  })

  it('where nothing disagreed the interval is as wide as the counts allow, never 100 to 100 %', () => {
    const agreed = (n: number) => predictiveValuesAt([[n, 0, 0, 0], [0, n, 0, 0], [0, 0, n, 0]], [0.97, 0.01, 0.02])[1]
    for (const n of [10, 1000]) expect(agreed(n)).toMatchObject({ value: 1, high: 1 })
    // Upper 95 % bound of an alarm rate of 0 in n by Jeffreys: about 1.92 / n; of 10 that is 0.217, so PV may be as low as 0.01 / (0.01 + 0.97·0.217).
    expect(agreed(10)!.low).toBeGreaterThan(0.02)
    expect(agreed(10)!.low).toBeLessThan(0.08)
    expect(agreed(1000)!.low).toBeGreaterThan(0.75)
    expect(agreed(1000)!.low).toBeLessThan(0.9)
  })
})

describe('where the frequency comes from', () => {
  const sample = Array.from({ length: 30 }, (_, n) => (n < 24 ? 0 : n < 27 ? 1 : 2) as 0 | 1 | 2)
  it('what is given, then a sample of at least thirty, then the archive, then nothing', () => {
    expect(frequencyOf([1, 0, 0], sample, [1, 1, 1])).toEqual({ frequency: [1, 0, 0], source: 'given' })
    expect(frequencyOf(null, sample, [1, 1, 2])).toEqual({ frequency: [0.8, 0.1, 0.1], source: 'adjudicated sample' })
    expect(frequencyOf(null, sample.slice(1), [1, 1, 2])).toEqual({ frequency: [0.25, 0.25, 0.5], source: 'tags of the archive' })
    expect(frequencyOf(null, [], [0, 0, 0])).toBeNull()
  })
})

describe('honesty of the odds', () => {
  it('is the expected calibration error with ten bins; an empty bin is 0 of 0', () => {
    const { calibrationError, reliability } = honesty([{ probability: 0.95, right: true }, { probability: 0.95, right: false }, { probability: 0.55, right: true }])
    // |1.9 − 1| and |0.55 − 1| over 3.
    expect(calibrationError).toBeCloseTo((0.9 + 0.45) / 3, 10)
    expect(reliability).toHaveLength(10)
    expect(reliability[9]).toMatchObject({ count: 2, accuracy: 0.5 })
    expect(reliability[9]?.meanProbability).toBeCloseTo(0.95, 10)
    expect(reliability[0]).toMatchObject({ count: 0, meanProbability: 0, accuracy: 0 })
  })
})
