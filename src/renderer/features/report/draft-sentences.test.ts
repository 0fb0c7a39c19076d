import { describe, expect, it } from 'vitest'
import type { CheckIssue } from '../../../domain/check/issue.ts'
import { acceptable, blockedSentences, nextPending } from './draft-sentences.ts'

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
