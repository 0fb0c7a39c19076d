import { describe, expect, it } from 'vitest'
import { errorOptions, errorValue } from './accepted-error.ts'

describe('errorOptions', () => {
  it('offers exactly what the department may choose, in words', () => {
    expect(errorOptions(null).map(({ label }) => label)).toEqual(['Never abstain', 'Up to 0.5 %', 'Up to 1.0 %', 'Up to 2.0 %', 'Up to 5.0 %'])
  })

  it('shows a value of a policy as it is, not as its neighbour', () => {
    expect(errorOptions(0.03).map(({ value }) => value)).toEqual(['never', '0.005', '0.01', '0.02', '0.03', '0.05'])
    expect(Number(errorValue(0.03))).toBe(0.03)
  })
})
