import { describe, expect, it } from 'vitest'
import type { OpenIssue } from '../../../domain/answer/issue-answer.ts'
import { checkMarks } from './check-marks.ts'
import { noChecks } from './report-state.ts'

const issue = (change: Partial<OpenIssue>): OpenIssue => ({ kind: 'side', severity: 'error', sentence: 0, message: 'm', conclusion: { start: 2, end: 6 }, findings: null, key: 'k', said: null, beside: null, mustBeAnswered: true, answer: null, ...change })
const looks = (...issues: OpenIssue[]) => checkMarks({ ...noChecks, issues }).written.map(({ kind }) => kind)

describe('what the checks mark in the texts', () => {
  it('words that contradict and words that nothing carries, and no other advice (bug: everything underlined)', () => {
    expect(looks(issue({}), issue({ kind: 'unsupported', severity: 'warning' }), issue({ kind: 'direction', severity: 'warning' }))).toEqual(['contradiction', 'uncarried'])
  })

  it('nothing any more where somebody said that it is intended', () => {
    expect(looks(issue({ answer: { id: 'a', reason: 'same', note: '', author: 'A', at: '' } }))).toEqual([])
  })

  it('what carries a sentence under the number of that sentence, apart from the draft’s numbers', () => {
    const { findings, written } = checkMarks({ ...noChecks, sentences: [{ start: 0, end: 4, evidence: [{ start: 9, end: 12 }] }, { start: 5, end: 8, evidence: [] }] })
    expect(findings.map(({ sentence }) => sentence)).toEqual([-1])
    expect(written.map(({ sentence }) => sentence)).toEqual([-1, -2])
  })
})
