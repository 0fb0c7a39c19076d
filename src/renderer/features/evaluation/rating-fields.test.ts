import { describe, expect, it } from 'vitest'
import { answer, answersOf, fields, missing, nextOpen, ratingOf, type Answers } from './rating-fields.ts'

/** Types these digits as a reader does. */
const type = (digits: string): Answers => {
  let [answers, at]: [Answers, number] = [{}, 0]
  for (const digit of digits) {
    answers = answer(answers, fields[at]!, Number(digit))
    if (answers[fields[at]!.id] !== undefined) at = nextOpen(answers, at)
  }
  return answers
}

describe('rating a case with digits', () => {
  it('twelve digits answer twelve questions, each where it belongs (bug: scores of the second text land at the first)', () => {
    const answers = type('215443322511')
    expect(missing(answers)).toBe(0)
    expect(ratingOf(answers)).toEqual({
      sign: 'second', machine: 'first',
      scores: { first: { completeness: 5, correctness: 4, conciseness: 3, fluency: 2, harm: 1 }, second: { completeness: 4, correctness: 3, conciseness: 2, fluency: 5, harm: 1 } },
    })
  })

  it('a tie and not knowing are the third answer; other digits are none', () => {
    expect(ratingOf(type(`33${'1'.repeat(10)}`))).toMatchObject({ sign: 'tie', machine: 'unsure' })
    expect(type('4')).toEqual({})
    expect(type('17')).toEqual({ sign: 1 })
    expect(ratingOf(type('11'))).toBeNull()
  })

  it('goes back to what is still open, and a rating comes back as it was given', () => {
    const answers = type('123')
    expect(nextOpen(answers, 11)).toBe(11)
    expect(nextOpen({ ...answers, 'harm-second': 1 }, 11)).toBe(3)
    const whole = type('321234512345')
    expect(nextOpen(whole, 5)).toBe(5)
    expect(answersOf(ratingOf(whole))).toEqual(whole)
    expect(answersOf(null)).toEqual({})
  })
})
