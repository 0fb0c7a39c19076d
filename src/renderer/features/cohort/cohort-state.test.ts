import { describe, expect, it } from 'vitest'
import { isFiltered, noFilter, readFrequency, readSample } from './cohort-state.ts'

describe('readFrequency', () => {
  it('gives shares that sum to exactly what main accepts', () => {
    const read = readFrequency(['95', '2,5', '２.5'])
    expect(read).toEqual({ shares: [0.95, 0.025, 0.025] })
    const thirds = readFrequency(['33.3', '33.3', '33.4'])
    expect('shares' in thirds && Math.abs(thirds.shares.reduce((a, b) => a + b) - 1) < 1e-9).toBe(true)
  })

  it('takes nothing that does not sum to 100: predictive values from it would be wrong', () => {
    expect(readFrequency(['90', '5', '4'])).toEqual({ sum: 99 })
    expect(readFrequency(['90', '', '10'])).toEqual({ sum: NaN })
    expect(readFrequency(['110', '-5', '-5'])).toEqual({ sum: NaN })
  })
})

describe('readSample', () => {
  it('reads sizes with separators and full-width digits, and refuses what is no size', () => {
    expect([readSample(''), readSample('200'), readSample('1,000'), readSample('２００')]).toEqual([null, 200, 1000, 200])
    for (const wrong of ['0', '-3', '1.5', 'ten', '100001', '9999999']) expect(readSample(wrong), wrong).toBeNaN()
  })
})

describe('isFiltered', () => {
  it('takes blanks for no filter, and a cell or a sample for one', () => {
    expect(isFiltered({ ...noFilter, query: '  ' })).toBe(false)
    expect(isFiltered({ ...noFilter, uncertain: false })).toBe(true)
    expect(isFiltered({ ...noFilter, cell: { adjudicated: 0, machine: 1 } })).toBe(true)
    expect(isFiltered({ ...noFilter, sample: 50 })).toBe(true)
  })
})
