import { afterEach, describe, expect, it } from 'vitest'
import { archive, createCohortKit, fill, type CohortKit } from './cohort-kit.ts'

let kit: CohortKit
afterEach(() => kit.dispose())

const conclusion = (n: number) => ({ conclusion: n % 3 === 1 ? 'Bone metastases in progress.' : `No metastasis, number ${n}.` })

describe('a run over the archive', () => {
  it('judges every report once, tags those without a tag, raises their alerts, and leaves tags in force alone', async () => {
    kit = createCohortKit()
    const ids = fill(kit.stores(), 40, conclusion)
    const tag = { reportId: ids[1]!, probabilities: null, uncertain: false, evidence: [], reason: '', version: 'p', provisional: false, createdAt: '' }
    kit.stores().tags.add({ ...tag, id: 'mine', label: 2, source: 'person', tier: 'person', author: 'A' })
    const run = await kit.run(archive())
    expect(run).toMatchObject({ state: 'done', total: 40, done: 40, failed: 0, source: 'Whole archive', name: 'Whole archive', snapshot: { version: 'test-rules-1', model: null, acceptedError: 0.01 } })
    const rows = kit.rows(run.id)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    expect(rows.map(({ reportId }) => reportId)).toEqual(ids)
    expect(rows[1]).toMatchObject({ title: 'PAT-0', date: '2026-02-01', label: 1, tier: 'rules', excerpt: 'progress' })
    expect(kit.stores().tags.view(ids[1]!).current).toMatchObject({ label: 2, source: 'person' })
    expect(kit.stores().tags.view(ids[4]!).current).toMatchObject({ label: 1, source: 'machine', provisional: false })
    // In each patient's ten reports the first with disease has one without before it; report 1 of the first patient is 2 by a person.
    expect(kit.stores().alerts.open().map(({ patientId, date }) => `${patientId} ${date}`)).toContain('PAT-0 2026-05-01')
    expect(kit.stores().audit.all(null).map(({ action }) => action)).toEqual(['cohort.started', 'cohort.ended'])
  })
})
