import { describe, expect, it } from 'vitest'
import type { IssueKind } from '../check/issue.ts'
import { assembleDraft } from '../draft/assemble.ts'
import type { DraftContent } from '../draft/draft.ts'
import type { EvaluationAnswer, EvaluationCase } from './evaluation.ts'
import { badnessOf, flipsOf, inputOfCase, judgeDraft } from './judge-draft.ts'
import { compareAnswers, summariseAnswers, type Answered } from './summary.ts'

const one: EvaluationCase = {
  title: 'a', findings: 'New 9 mm nodule in the left lower lobe.', written: 'New 9 mm nodule, left lower lobe.', indication: '', comparison: '', modality: 'CT', region: '', language: null, sex: 'F', age: 60,
  facts: ['9 mm', 'left'], errors: ['right'],
}
const empty = assembleDraft({ input: { findings: '' }, answer: null })
const content = (conclusion: string, kinds: IssueKind[] = []): DraftContent => ({
  ...empty, conclusion, modelShare: 0.5,
  checks: [...kinds.map((kind) => ({ kind, severity: 'error' as const, sentence: 0, message: kind, conclusion: null, findings: null })), { kind: 'leftOut', severity: 'warning', sentence: null, message: '', conclusion: null, findings: null }],
})
const answer = (conclusion: string, kinds: IssueKind[] = [], ms = 10): EvaluationAnswer => ({ ...judgeDraft(one, content(conclusion, kinds), ms, ({ conclusion: text }) => (text.includes('nodule') ? 0 : null)), flips: flipsOf(one, conclusion) })
const good = answer('New 9 mm nodule in the left lower lobe.')
const wrong = answer('New 9 mm nodule in the right lower lobe.', ['side'])
const answered = (number: number, key: string, given: EvaluationAnswer): Answered => ({ number, key, title: key, answer: given })

describe('judging a draft', () => {
  it('counts contradictions, not warnings; facts and errors as the case says; and what it was drafted from holds only what is known', () => {
    expect(good).toMatchObject({ contradictions: [], measured: { missing: [], errors: [], checked: true }, labels: { written: 0, drafted: 0 } })
    expect(wrong).toMatchObject({ contradictions: [{ kind: 'side' }], measured: { missing: ['left'], errors: ['right'] } })
    // A side, a size and more can be turned round in the good draft; one with a contradiction gets no further error.
    expect(good.flips!.of).toBeGreaterThanOrEqual(2)
    expect(good.flips!.caught).toBeGreaterThanOrEqual(2)
    expect(flipsOf(one, 'No nodule. The left lower lobe is clear.')).toEqual({ caught: 0, of: 0 })
    expect(badnessOf(wrong)).toBeGreaterThan(badnessOf(answer('Nothing.')))
    expect(badnessOf(answer('Nothing.'))).toBeGreaterThan(badnessOf(good))
    expect(inputOfCase(one)).toEqual({ findings: one.findings, modality: 'CT', sex: 'F', age: 60 })
  })
})

describe('figures of a run', () => {
  it('shares are over the reports that were drafted, and a single group is not repeated as a group', () => {
    const { all, byModality, byLanguage } = summariseAnswers([{ modality: 'CT', answer: good }, { modality: 'MR', answer: wrong }, { modality: '', answer: answer('', [], 40) }])
    expect(all).toMatchObject({ n: 3, contradicted: { count: 1, of: 3 }, factsKept: { count: 3, of: 6 }, tagKept: { count: 2, of: 3 }, ms: { value: 10 }, modelShare: { value: 0.5 } })
    expect(Object.keys(byModality)).toEqual(['CT', 'MR'])
    expect(all.flipsCaught!.of).toBe(good.flips!.of + wrong.flips!.of)
    expect(all.bertScore).toBeNull()
    const score = (f1: number) => ({ bertScore: { precision: f1, recall: f1, f1 } })
    expect(summariseAnswers([{ modality: 'CT', answer: { ...good, ...score(0.5) } }, { modality: 'CT', answer: { ...good, ...score(1) } }, { modality: 'CT', answer: good }]).all.bertScore).toMatchObject({ value: 0.75 })
    expect(byLanguage).toEqual({})
  })
})

describe('two runs', () => {
  const result = compareAnswers(
    [answered(1, 'a', good), answered(2, 'b', wrong), answered(3, 'a', wrong), answered(4, 'only', good)],
    [answered(1, 'b', answer('New 9 mm nodule in the left lower lobe.', ['number'], 30)), answered(2, 'a', good)],
  )

  it('pairs by content and takes a case that stands twice once (bug: a repeated case counts as two)', () => {
    expect(result).toMatchObject({ cases: 2, unpaired: [2, 0], changedConclusions: 1, changedTags: 0 })
    expect(result.pairs.map(({ numbers }) => numbers)).toEqual(expect.arrayContaining([[1, 2], [2, 1]]))
    expect(result.ms).toMatchObject({ first: 10, second: 20 })
  })

  it('flips are contradictions that only one of them has, by kind', () => {
    expect(result.flips).toEqual([{ kind: 'side', first: 1, second: 0 }, { kind: 'number', first: 0, second: 1 }])
    expect(result.contradicted).toMatchObject({ first: 0.5, second: 0.5 })
  })

  it('nothing in common is no failure', () => {
    expect(compareAnswers([answered(1, 'a', good)], [])).toMatchObject({ cases: 0, unpaired: [1, 0], figures: { n: 0, rougeL: null }, pairs: [] })
  })
})
