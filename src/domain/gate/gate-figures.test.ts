import { describe, expect, it } from 'vitest'
import type { CheckIssue, IssueKind } from '../check/issue.ts'
import { gateCases, noticed, type GateCase } from './gate-case.ts'
import { failedDraft, judgeDraft, wordsKept } from './gate-draft.ts'
import { gateFigures, judgeFigures } from './gate-figures.ts'
import { defaultLimits } from './gate-limits.ts'
import { judgedSentence, missesOf } from './gate-record.ts'
import type { GateReport } from './gate-report.ts'

const report: GateReport = {
  id: 'r', language: 'en', sex: 'F', indication: '', comparison: '',
  findings: 'Lungs: 34 mm mass in the right upper lobe. No pleural effusion. Liver: 15 mm cyst in segment 4.', conclusion: 'Right upper lobe mass, 34 mm. No pleural effusion.',
}
const issue = (kind: IssueKind, start: number, end: number, message = 'x'): CheckIssue => ({ kind, severity: 'error', sentence: null, message, conclusion: { start, end }, findings: null })
const mutated = (kind: 'side' | 'number', caught: boolean): GateCase => ({ text: 'mutated', kind, conclusion: '', changed: { start: 0, end: 1 }, original: '', caught, by: [] })

describe('gateCases', () => {
  it('rules that never say anything catch nothing, rules that always do raise a false alarm on every correct text: neither can look good', () => {
    const blind = gateFigures([{ language: 'en', cases: gateCases(report, 1, () => []), draft: null }])
    expect(blind.all.caught.side.of).toBeGreaterThan(0)
    expect(Object.values(blind.all.caught).every(({ hits }) => hits === 0)).toBe(true)
    expect(blind.all.untouched).toEqual({ hits: 0, of: 1 })
    const loud = gateFigures([{ language: 'en', cases: gateCases(report, 1, (text) => [issue('side', 0, text.length)]), draft: null }])
    expect(loud.all.untouched).toEqual({ hits: 1, of: 1 })
    expect(loud.all.reworded.hits).toBe(loud.all.reworded.of)
    expect(loud.all.caught.side.hits, 'an alarm that was there before the error notices nothing').toBe(0)
  })

  it('says of a kind for which the report has no place that it has none, and counts no text', () => {
    const figures = gateFigures([{ language: 'en', cases: gateCases({ ...report, sex: null }, 1), draft: null }])
    expect(figures.all.caught.sex).toEqual({ hits: 0, of: 0, noPlace: 1 })
    expect(figures.languages).toEqual({ en: figures.all })
  })

  it('an issue on another sentence does not notice the error', () => {
    const mutation = { kind: 'side' as const, conclusion: 'Left mass. No effusion.', changed: { start: 0, end: 4 }, was: { start: 0, end: 5 }, original: 'Right', missing: [] }
    expect(noticed(mutation, [issue('side', 11, 22)], [])).toEqual([])
    expect(noticed(mutation, [issue('side', 5, 9)], [])).toEqual(['side'])
    expect(noticed(mutation, [issue('leftOut', 5, 9)], [])).toEqual([])
  })

  it('the checks of today catch what is plainly wrong in a short report', () => {
    const cases = gateCases(report, 1)
    for (const kind of ['side', 'number'] as const) expect(cases.filter((one) => one.text === 'mutated' && one.kind === kind).every((one) => one.text === 'mutated' && one.caught)).toBe(true)
  })
})

describe('judgeFigures', () => {
  const judge = (hits: number, of: number) => {
    const cases = Array.from({ length: of }, (_, at) => mutated('side', at < hits))
    return judgeFigures(gateFigures([{ language: 'en', cases, draft: null }]), defaultLimits).find(({ name }) => name === 'side')!
  }
  it('a few misses by chance refuse nothing; too many refuse, with the figure in a sentence', () => {
    expect(judge(17, 20).state).toBe('held')
    expect(judge(2, 2).state).toBe('too-few')
    expect(judge(0, 2).state).toBe('too-few')
    expect(judge(4, 4).state).toBe('held')
    expect(judge(0, 4).state, 'all of a few missed is plain enough').toBe('under')
    expect(judge(5, 20).state).toBe('under')
    expect(judgedSentence(judge(5, 20))).toBe('5 of 20 swapped sides caught (25.0 %, 95 % interval 11.2 % to 46.9 %); the limit is at least 90.0 %.')
  })
  it('for false alarms it is the other way round', () => {
    const cases = Array.from({ length: 40 }, (_, at): GateCase => ({ text: 'untouched', conclusion: '', alarms: at < 20 ? ['side'] : [] }))
    const judged = judgeFigures(gateFigures([{ language: 'ja', cases, draft: null }]), defaultLimits)
    expect(judged.filter(({ state }) => state === 'under').map(({ name }) => name)).toEqual(['falseAlarms'])
  })
})

describe('drafts', () => {
  it('a model that fails at every draft of a quick run does not pass, and the record says why', () => {
    const figures = gateFigures(Array.from({ length: 4 }, () => ({ language: 'en' as const, cases: null, draft: failedDraft('The model wrote nothing.') })))
    expect(figures.drafts).toMatchObject({ failed: { hits: 4, of: 4 }, reasons: ['The model wrote nothing.'], wordsKept: null })
    expect(judgeFigures(figures, defaultLimits).filter(({ state }) => state === 'under').map(({ name }) => name)).toEqual(['failedDrafts'])
  })
  it('a draft that contradicts the findings is told, a faithful one is not', () => {
    const draft = (conclusion: string) => judgeDraft(report, { conclusion, struck: [], sentences: [] }, 1)
    expect(draft('Left upper lobe mass, 34 mm.').contradictions).toContain('side')
    expect(draft(report.conclusion)).toMatchObject({ contradictions: [], wordsKept: 1 })
  })
  it('errors are put into the draft itself, the same for the same seed, and counted by kind (bug: only signed wording was tried)', () => {
    const draft = (conclusion: string) => judgeDraft(report, { conclusion, struck: [], sentences: [] }, 1)
    const { injected = [] } = draft(report.conclusion)
    expect(injected.some(({ kind, caught }) => kind === 'side' && caught)).toBe(true)
    expect(injected.every(({ conclusion }) => conclusion !== report.conclusion)).toBe(true)
    expect(draft(report.conclusion).injected).toEqual(injected)
    expect(draft('Left upper lobe mass, 34 mm.').injected).toEqual([])
    const figures = gateFigures([{ language: 'en', cases: null, draft: draft(report.conclusion) }])
    expect(figures.drafts!.injected!.side).toEqual({ hits: injected.filter(({ kind, caught }) => kind === 'side' && caught).length, of: injected.filter(({ kind }) => kind === 'side').length })
    expect(missesOf([{ reportId: 'r', language: 'en', cases: null, draft: { ...draft(report.conclusion), injected: [{ ...injected[0]!, caught: false }] } }])).toMatchObject([{ reportId: 'r', inDraft: true }])
  })
  it('words kept: the same size in another unit is kept, a lost finding is not', () => {
    expect(wordsKept('Mass, 34 mm.', 'A mass of 3.4 cm.')).toBe(1)
    expect(wordsKept('Liver cyst. Lung mass.', 'Lung mass.')).toBe(0.5)
    expect(wordsKept('肝嚢胞。', '肝嚢胞あり。')).toBe(1)
    expect(wordsKept('.', 'Mass.')).toBeNull()
  })
})
