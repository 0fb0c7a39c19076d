import { describe, expect, it } from 'vitest'
import type { CheckIssue } from '../../../domain/check/issue.ts'
import { acceptable, blockedSentences, nextPending, lastNumber, strikeOut } from './draft-sentences.ts'

const issue = (severity: CheckIssue['severity'], sentence: number | null): CheckIssue => ({ kind: 'side', severity, sentence, message: 'm', conclusion: null, findings: null })

describe('sentences of a draft', () => {
  it('does not accept a sentence that says the other side, not even with "Accept all"', () => {
    const blocked = blockedSentences([issue('error', 1), issue('warning', 2), issue('error', null)])
    expect(acceptable(['pending', 'pending', 'pending', 'rejected'], blocked)).toEqual([0, 2])
  })

  it('goes on to the next undecided sentence, also before the one just decided', () => {
    expect(nextPending(['pending', 'accepted', 'pending'], 0)).toBe(2)
    expect(nextPending(['pending', 'accepted', 'accepted'], 2)).toBe(0)
    expect(nextPending(['accepted'], 0)).toBeNull()
    expect(nextPending([], 0)).toBeNull()
  })
})

describe('lastNumber', () => {
  it('goes on counting where the conclusion stopped, and is not misled by a size at the start of a line', () => {
    expect(lastNumber('1. Lung mass.\n2. No effusion.')).toBe(2)
    expect(lastNumber('Lung mass.\n12 mm nodule.')).toBe(0)
    expect(lastNumber('')).toBe(0)
  })
})

describe('strikeOut', () => {
  it('strikes a sentence while the next is written, also where the model broke the line', () => {
    const struck = [{ text: 'Left lung mass.', reason: 'The side.' }]
    expect(strikeOut('No effusion. Left\nlung mass. More', struck)).toEqual([{ text: 'No effusion. ', reason: null }, { text: 'Left\nlung mass.', reason: 'The side.' }, { text: ' More', reason: null }])
    expect(strikeOut('No effusion.', struck)).toEqual([{ text: 'No effusion.', reason: null }])
    expect(strikeOut('(a) + [b].', [{ text: '(a) + [b].', reason: 'x' }])).toEqual([{ text: '(a) + [b].', reason: 'x' }])
  })
})
