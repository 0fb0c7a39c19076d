import { describe, expect, it } from 'vitest'
import { reasonWords, stepsOf } from './words.ts'

describe('reasonWords', () => {
  it('shows a sentence where main gives a code for programs, and leaves every other reason as it is', () => {
    expect(reasonWords('unsupported-language: the rules read English and Japanese only.')).toBe('The rules read English and Japanese only.')
    expect(reasonWords('abstains: its best label is 1 with 62 %.')).toBe('Its best label is “Progressive” with 62 %.')
    expect(reasonWords('progressive: new lesion.')).toBe('progressive: new lesion.')
  })
})

describe('stepsOf', () => {
  it('keeps two stages of one tier apart: a list with two equal keys loses one of them', () => {
    const step = { tier: 'learned', label: 1, probability: 0.9, decided: false, said: 'A.', why: 'B.' } as const
    expect(new Set(stepsOf([step, { ...step, decided: true }]).map(({ id }) => id)).size).toBe(2)
    expect(stepsOf([{ ...step, label: null }])[0]).toMatchObject({ answer: 'no answer', why: 'A. B.' })
  })
})
