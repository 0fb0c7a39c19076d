import { describe, expect, it } from 'vitest'
import { readDate } from './read-date.ts'

describe('readDate', () => {
  it('reads the year-first ways a day is written, full-width digits included', () => {
    for (const typed of ['2026-03-04', '2026/3/4', ' 2026.03.04 ', '20260304', '2026年3月4日', '２０２６－０３－０４']) expect(readDate(typed)).toBe('2026-03-04')
  })

  it('guesses no other order and no impossible day', () => {
    for (const typed of ['03/04/2026', '4.3.2026', '2026-02-30', '2026-13-01', '2026', '', '26-03-04']) expect(readDate(typed)).toBeNull()
  })
})
