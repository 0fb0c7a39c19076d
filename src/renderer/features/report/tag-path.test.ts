import { describe, expect, it } from 'vitest'
import type { ReportDecision } from '../../../domain/status/status-tag.ts'
import type { StoredTag } from '../../../domain/status/stored-tag.ts'
import { pathFor } from './tag-path.ts'

const decision: ReportDecision = {
  label: 1, probabilities: [0.02, 0.95, 0.03], uncertain: false, evidence: [], reason: 'New lesion.', tier: 'rules', version: 'rules-1', language: 'en', cached: false,
  path: [{ tier: 'rules', label: 1, probability: 0.95, decided: true, said: 'Progressive.', why: 'A new lesion is named.' }],
}
const stored: StoredTag = { ...decision, id: 't1', reportId: 'r1' as StoredTag['reportId'], source: 'machine', provisional: true, author: '', createdAt: '2026-01-01T00:00:00Z' }

describe('pathFor', () => {
  it('explains a stored tag only by a decision that says the same from the same version', () => {
    expect(pathFor(stored, decision)).toHaveLength(1)
    expect(pathFor({ ...stored, label: 2 }, decision)).toEqual([])
    expect(pathFor({ ...stored, version: 'rules-0' }, decision)).toEqual([])
  })

  it('never gives a machine reason for what a person set', () => {
    expect(pathFor({ ...stored, source: 'person', tier: 'rules' }, decision)).toEqual([])
  })

  it('says nothing while nothing is known', () => {
    expect(pathFor(null, decision)).toHaveLength(1)
    expect(pathFor(null, null)).toEqual([])
  })
})
