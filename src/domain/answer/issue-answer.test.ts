import { describe, expect, it } from 'vitest'
import type { CheckIssue } from '../check/issue.ts'
import { locateIssues, mustBeAnswered, unanswered, withAnswers, type IssueAnswer } from './issue-answer.ts'

const findings = 'The liver is normal. Cyst in the left kidney, 12 mm. No effusion.'
const at = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const issueIn = (conclusion: string): CheckIssue => ({ kind: 'side', severity: 'error', sentence: 0, message: 'm', conclusion: at(conclusion, 'right'), findings: at(findings, 'left') })
const open = (conclusion: string, answers = new Map<string, IssueAnswer>()) => openIn(conclusion, findings, answers)
const openIn = (conclusion: string, text: string, answers: Map<string, IssueAnswer>) => withAnswers(locateIssues([issueIn(conclusion)], { conclusion, findings: text }, (key) => key), answers)[0]!
const answer: IssueAnswer = { id: 'a', reason: 'same', note: '', author: 'Dr A', at: '2026-11-22T10:00:00Z' }

describe('answers to contradictions', () => {
  it('hold while other sentences change, wherever the sentence now stands', () => {
    const answers = new Map([[open('Cyst in the right kidney.').key, answer]])
    expect(open('No mass.  Cyst in  the right kidney.', answers).answer).toEqual(answer)
  })

  it('fall when a word of the sentence changes', () => {
    const answers = new Map([[open('Cyst in the right kidney.').key, answer]])
    expect(open('Large cyst in the right kidney.', answers).answer).toBeNull()
  })

  it('fall when the sentence of the findings changes', () => {
    const { key } = open('Cyst in the right kidney.')
    const conclusion = 'Cyst in the right kidney.'
    const changed = findings.replace('12 mm', '14 mm')
    expect(openIn(conclusion, changed, new Map([[key, answer]])).answer).toBeNull()
  })

  it('are asked for side, negation and number only: advice never blocks', () => {
    expect((['side', 'negation', 'number'] as const).every((kind) => mustBeAnswered({ kind, severity: 'error' }))).toBe(true)
    expect(mustBeAnswered({ kind: 'side', severity: 'warning' })).toBe(false)
    expect((['direction', 'organ', 'unsupported', 'leftOut', 'sex', 'age', 'missing'] as const).some((kind) => mustBeAnswered({ kind, severity: 'error' }))).toBe(false)
    expect(unanswered([open('Cyst in the right kidney.')])).toHaveLength(1)
  })

  it('shows the whole sentences with the words in them (bug: marks beside the words)', () => {
    const { said, beside } = open('No mass. Cyst in the right kidney.')
    expect(said).toEqual({ text: 'Cyst in the right kidney.', marks: [at('Cyst in the right kidney.', 'right')] })
    expect(beside).toEqual({ field: 'findings', text: 'Cyst in the left kidney, 12 mm.', marks: [at('Cyst in the left kidney, 12 mm.', 'left')] })
  })
})
