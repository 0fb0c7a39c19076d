import { describe, expect, it } from 'vitest'
import type { CheckIssue } from '../../../domain/check/issue.ts'
import { acceptable, blockedSentences, nextPending, lastNumber, sentenceMarks, strikeOut } from './draft-sentences.ts'

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

describe('words marked in an offered sentence', () => {
  const sentences = ['Mass in the liver.', 'Large spleen.'].map((text) => ({ text, evidence: [], support: 1, source: 'model' as const }))
  const check = (start: number, end: number, change: object = {}) => ({ kind: 'unsupported' as const, severity: 'warning' as const, sentence: 1, message: 'm', conclusion: { start, end }, findings: null, ...change })

  it('stand where the words stand, in the sentence they belong to (bug: the part is only quoted in a list)', () => {
    const marks = sentenceMarks({ sentences, checks: [check(19, 24)] })
    expect([...marks.keys()]).toEqual([1])
    expect(marks.get(1)!.map(({ start, end }) => sentences[1]!.text.slice(start, end))).toEqual(['Large'])
  })

  it('never overlap, and a contradiction goes before advice', () => {
    const marks = sentenceMarks({ sentences, checks: [check(19, 32), check(25, 31, { kind: 'organ', severity: 'error' }), check(0, 4, { kind: 'leftOut' })] })
    expect(marks.get(0)).toBeUndefined()
    expect(marks.get(1)!.map(({ kind }) => kind)).toEqual(['contradiction'])
  })
})
