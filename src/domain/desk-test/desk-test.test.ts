import { describe, expect, it } from 'vitest'
import type { BlindRating, DeskTest, OpenRating, Scores } from './desk-test.ts'
import { evenForm, readerOrder } from './order.ts'
import { deskTestResults, unblind } from './results.ts'

const scores = (value: number, harm = 1): Scores => ({ completeness: value, correctness: value, conciseness: value, fluency: value, harm })

describe('order of a reader', () => {
  it('each reader meets every case once, the draft on either side equally often, in an order of their own that repeats', () => {
    const mine = readerOrder(31, 7, 'Dr. A')
    expect(mine.map((place) => place.case).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1))
    expect([15, 16]).toContain(mine.filter(({ draftFirst }) => draftFirst).length)
    expect(readerOrder(31, 7, ' dr. a')).toEqual(mine)
    expect(readerOrder(31, 7, 'Dr. B')).not.toEqual(mine)
    expect(readerOrder(31, 8, 'Dr. A')).not.toEqual(mine)
  })

  it('the side tells nothing of the case: over many seeds the draft of case 1 is first in half', () => {
    const first = Array.from({ length: 2000 }, (_, seed) => readerOrder(9, seed, 'x').find((place) => place.case === 1)!.draftFirst).filter(Boolean).length
    expect(first / 2000).toBeGreaterThan(0.46)
    expect(first / 2000).toBeLessThan(0.54)
  })
})

describe('even form', () => {
  it('takes list marks and line breaks away and keeps every word (bug: the numbered list is the written one)', () => {
    expect(evenForm('1. New 9 mm nodule, left lower lobe.\n2) No effusion.')).toBe('New 9 mm nodule, left lower lobe.\nNo effusion.')
    expect(evenForm('New 9 mm nodule. No effusion.')).toBe('New 9 mm nodule.\nNo effusion.')
    expect(evenForm('Liver: two cysts. Spine: L3 fracture, 1.5 cm.')).toBe('Liver: two cysts.\nSpine: L3 fracture, 1.5 cm.')
    expect(evenForm('①右肺結節。②胸水なし。')).toBe('右肺結節。\n胸水なし。')
    expect(evenForm('')).toBe('')
    for (const text of ['【肝】嚢胞あり。\n【腎】結石 5 mm。', '- No fracture\n- Degenerative change at L4/5; see above', 'Stable.']) {
      const words = (one: string) => one.match(/[\p{L}\p{N}]+/gu)
      expect(words(evenForm(text))).toEqual(words(text))
    }
  })
})

describe('results', () => {
  const test: DeskTest = { id: 't', name: 'T', drafts: '', cases: 4, seed: 1, readers: [], state: 'closed', createdAt: '', owner: 'Dr. A', ended: null, closedAt: '' }
  const rating = (reader: string, number: number, prefers: OpenRating['prefers'], guess: OpenRating['guess'] = 'right', draft = 3): OpenRating =>
    ({ reader, case: number, position: number, draftFirst: true, prefers, guess, draft: scores(draft), written: scores(5, 2), at: '' })

  it('turns places into sources (bug: the preference of the text on the left is counted for the draft)', () => {
    const blind: BlindRating = { sign: 'first', machine: 'second', scores: { first: scores(5), second: scores(2) } }
    expect(unblind(blind, true)).toEqual({ prefers: 'draft', guess: 'wrong', draft: scores(5), written: scores(2) })
    expect(unblind(blind, false)).toEqual({ prefers: 'written', guess: 'right', draft: scores(2), written: scores(5) })
    expect(unblind({ ...blind, sign: 'tie', machine: 'unsure' }, false)).toMatchObject({ prefers: 'tie', guess: 'unsure' })
  })

  const two = deskTestResults(test, [
    rating('A', 1, 'draft'), rating('A', 2, 'written'), rating('A', 3, 'tie', 'wrong'), rating('A', 4, 'written', 'unsure'),
    rating('B', 1, 'draft', 'right', 4), rating('B', 2, 'written', 'wrong', 4), rating('B', 3, 'written', 'right', 4), rating('B', 4, 'draft', 'right', 4),
  ])

  it('ties count in the whole, and who names no text is no wrong guess', () => {
    expect(two.preference).toMatchObject({ draft: { count: 3, of: 8 }, written: { count: 4, of: 8 }, tie: { count: 1, of: 8 } })
    expect(two.detected).toMatchObject({ count: 5, of: 7 })
    expect(two.unsure).toMatchObject({ count: 1, of: 8 })
    expect(two.readers).toMatchObject([{ name: 'A', cases: 4, prefersDraft: { count: 1, of: 4 }, detected: { count: 2, of: 3 } }, { name: 'B', prefersDraft: { count: 2 } }])
  })

  it('means: the overall one leaves harm out, of which more is worse; intervals are over cases', () => {
    expect(two.overall).toMatchObject({ draft: { value: 3.5, low: 3.5, high: 3.5 }, written: { value: 5 }, difference: { value: -1.5 }, p: 2 / 16 })
    expect(two.means.harm).toMatchObject({ draft: { value: 1 }, written: { value: 2 } })
  })

  it('agreement: one reader has none, two have Cohen, three have Fleiss', () => {
    // By hand: 2 of 4 the same; chance (1*2 + 2*2 + 1*0) / 16 = 0.375; (0.5 - 0.375) / 0.625 = 0.2.
    expect(two.agreement.preference).toEqual({ kind: 'cohen', value: expect.closeTo(0.2, 12) })
    expect(two.agreement.scores!.fluency).toBeLessThan(1)
    expect(deskTestResults(test, [rating('A', 1, 'tie')]).agreement).toEqual({ preference: null, scores: null })
    const three = deskTestResults(test, ['A', 'B', 'C'].flatMap((reader) => [rating(reader, 1, 'draft'), rating(reader, 2, 'written')]))
    expect(three.agreement.preference).toEqual({ kind: 'fleiss', value: 1 })
  })

  it('nothing rated gives figures that are no numbers, not a failure', () => {
    expect(deskTestResults(test, []).preference.draft.value).toBeNaN()
  })
})
