import { describe, expect, it } from 'vitest'
import { interval, percent, tooFew } from './figure-words.ts'

describe('tooFew', () => {
  it('says so where 4 of 4 look like 100 % and mean little, and is silent for 200', () => {
    expect(tooFew('Progressive', { value: 1, low: 0.51, high: 1, n: 4 })).toBe('Progressive: 4 reports adjudicated, too few to rely on; the interval is wider than 20 points.')
    expect(tooFew('Progressive', { value: 0.97, low: 0.936, high: 0.986, n: 200 })).toBeNull()
    expect(tooFew('None', null)).toBe('None: nothing adjudicated.')
  })
})

describe('percent and interval', () => {
  it('show decimals, so that 99.6 % is not rounded to certainty', () => {
    expect(percent(0.996)).toBe('99.6 %')
    expect(interval({ low: 0.9864, high: 0.9991 })).toBe('98.6 – 99.9 %')
  })
})
