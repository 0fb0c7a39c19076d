import { describe, expect, it } from 'vitest'
import { draftChanges, tagChanges } from './stale-changes.ts'

const news = { kind: 'addendum' as const, reportId: 'r', date: '2026-01-01', modality: 'CT', description: 'Chest', text: 'The nodule is new.', signedAt: '2026-11-22T09:00:00Z' }

describe('what moved', () => {
  it('nothing, while the findings are the same but for an instruction to the draft', () => {
    expect(draftChanges({ findings: 'Mass. ^^shorter^^', news: [] }, 'Mass.')).toEqual([])
  })

  it('findings and what was signed since, so that neither is accepted unseen', () => {
    expect(draftChanges({ findings: 'No mass.', news: [news] }, 'Mass.')).toEqual([{ section: 'findings', before: 'No mass.', after: 'Mass.' }, { news, before: '', after: news.text }])
  })

  it('of a tag: every text that it is judged on', () => {
    const before = { indication: 'Staging.', findings: 'Mass.', conclusion: 'Mass.', news: [] }
    expect(tagChanges(before, before)).toEqual([])
    expect(tagChanges(before, { ...before, conclusion: 'No mass.' })).toEqual([{ section: 'conclusion', before: 'Mass.', after: 'No mass.' }])
  })
})
