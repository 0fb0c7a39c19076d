import { describe, expect, it } from 'vitest'
import { cohenKappa, fleissKappa, krippendorffAlpha } from './rater-agreement.ts'

const repeat = (a: string, b: string, times: number) => Array.from({ length: times }, () => [a, b] as const)
const table = (yesYes: number, yesNo: number, noYes: number, noNo: number) => [...repeat('y', 'y', yesYes), ...repeat('y', 'n', yesNo), ...repeat('n', 'y', noYes), ...repeat('n', 'n', noNo)]

describe("Cohen's kappa", () => {
  // Wikipedia, "Cohen's kappa", the grant example and "same percentages but different numbers".
  it('agrees with the published examples (bug: chance agreement is taken from one rater only)', () => {
    expect(cohenKappa(table(20, 5, 10, 15))).toBeCloseTo(0.4, 10)
    expect(cohenKappa(table(45, 15, 25, 15))).toBeCloseTo(0.1304, 4)
    expect(cohenKappa(table(25, 35, 5, 35))).toBeCloseTo(0.2593, 4)
  })

  it('is 1 for full agreement, below 0 for the opposite, and not a number where only one answer was given', () => {
    expect(cohenKappa(table(3, 0, 0, 2))).toBe(1)
    expect(cohenKappa(table(0, 5, 5, 0))).toBe(-1)
    expect(cohenKappa(table(4, 0, 0, 0))).toBeNaN()
    expect(cohenKappa([])).toBeNaN()
  })
})

describe("Fleiss' kappa", () => {
  // Fleiss (1971) as worked in Wikipedia, "Fleiss' kappa": 10 subjects, 14 raters, 5 categories.
  const published = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
  ]
  it('agrees with the published example', () => {
    expect(fleissKappa(published)).toBeCloseTo(0.20993, 5)
  })

  it('refuses a table in which cases have different numbers of raters instead of giving a wrong figure', () => {
    expect(fleissKappa([[2, 0], [1, 0]])).toBeNaN()
    expect(fleissKappa([[1, 0], [0, 1]])).toBeNaN()
    expect(fleissKappa([])).toBeNaN()
  })
})

describe("Krippendorff's alpha", () => {
  // Krippendorff (2011), section C/D: four observers, twelve units, missing values.
  const none = Number.NaN
  const observers = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
    [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none],
  ]
  const units = Array.from({ length: 12 }, (_, unit) => observers.map((values) => values[unit]!).filter((value) => !Number.isNaN(value)))

  it('agrees with the published values of three scales, with missing ratings and a unit that one observer alone rated', () => {
    expect(krippendorffAlpha(units, 'nominal')).toBeCloseTo(0.743, 3)
    expect(krippendorffAlpha(units, 'ordinal')).toBeCloseTo(0.815, 3)
    expect(krippendorffAlpha(units, 'interval')).toBeCloseTo(0.849, 3)
  })

  it('the order of raters and cases does not matter; one value throughout gives no figure', () => {
    expect(krippendorffAlpha(units.toReversed().map((unit) => unit.toReversed()), 'ordinal')).toBeCloseTo(krippendorffAlpha(units, 'ordinal'), 12)
    expect(krippendorffAlpha([[3, 3], [3, 3]], 'ordinal')).toBeNaN()
    expect(krippendorffAlpha([[3], [4]], 'ordinal')).toBeNaN()
  })
})
