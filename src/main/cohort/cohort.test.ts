import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CohortRun } from '../../domain/cohort/cohort.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { classify } from '../reporting/test-kit.ts'
import { archive, createCohortKit, fill, hereTagger, type CohortKit } from './cohort-kit.ts'

let kit: CohortKit
beforeEach(() => {
  kit = createCohortKit()
})
afterEach(() => kit.dispose())

/** Replaces the kit by one with these options. */
async function remake(...options: Parameters<typeof createCohortKit>): Promise<void> {
  await kit.dispose()
  kit = createCohortKit(...options)
}

const conclusion = (n: number) => ({ conclusion: n % 3 === 1 ? `Bone metastases in progress, ${n}.` : `No metastasis, number ${n}.` })
const conclusionOf = (input: StatusInput) => ('text' in input ? input.text : (input.conclusion ?? ''))
const states = (runs: CohortRun[]) => runs.map(({ state }) => state)

describe('a run over the archive', () => {
  it('judges every report once, tags those without a tag, raises their alerts, and leaves tags in force alone', async () => {
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
    expect(kit.stores().alerts.open().map(({ patientId, date }) => `${patientId} ${date}`)).toContain('PAT-0 2026-05-01')
    expect(kit.stores().audit.all(null).map(({ action }) => action)).toEqual(['cohort.started', 'cohort.ended'])
  })

  it('takes what the filter shows and nothing that comes in later; reports without a conclusion are judged and not tagged', async () => {
    const drafts = fill(kit.stores(), 2, () => ({ findings: 'Bone metastases in progress.' }), { signed: false })
    fill(kit.stores(), 30, conclusion, { from: 2 })
    kit.stores().worklist.refresh()
    const run = await kit.run(archive({ modality: 'CT', query: 'metastas', from: '2026-02-01' }))
    expect(run.source).toBe('Archive: CT, from 2026-02-01, “metastas”')
    expect(kit.rows(run.id).every(({ date }) => date >= '2026-02-01')).toBe(true)
    expect(run.total).toBe(Array.from({ length: 32 }, (_, n) => n).filter((n) => n % 2 === 0 && n % 10 > 0).length)
    const all = await kit.run(archive())
    expect(all.total).toBe(32)
    expect(kit.stores().tags.view(drafts[0]!).current).toBeNull()
    expect((await kit.run(archive({ query: 'nobody wrote this' })))).toMatchObject({ state: 'done', total: 0, message: 'No report fits the filter.' })
  })

  it('a selection keeps its order and is refused when a report is unknown', async () => {
    const ids = fill(kit.stores(), 5, conclusion)
    const run = await kit.run({ type: 'selection', reportIds: [ids[3]!, ids[1]!, ids[3]!] })
    expect(kit.rows(run.id).map(({ reportId }) => reportId)).toEqual([ids[3], ids[1]])
    await expect(kit.run({ type: 'selection', reportIds: ['99999999-9999-4999-8999-999999999999' as (typeof ids)[0]] })).rejects.toThrow(/not in the database/)
  })

  it('shows a draft as it was judged, although it was changed afterwards', async () => {
    const [id] = fill(kit.stores(), 1, () => ({ conclusion: 'In progress.' }), { signed: false })
    const run = await kit.run(archive())
    kit.stores().reports.setSection(id!, 'conclusion', 'Something else.', '')
    const item = kit.cohort().item({ runId: run.id, number: 1 })
    expect(item.texts).toEqual([{ field: 'conclusion', text: 'In progress.' }])
    // What is adjudicated then is the old text: the tag of the new one is left alone.
    kit.cohort().adjudicate({ runId: run.id, number: 1, label: 0, author: 'Dr. A' })
    expect(kit.stores().tags.view(id!).current).toMatchObject({ label: 1, source: 'machine' })
  })
})

describe('pausing, going on, waiting', () => {
  it('pauses after the reports that are being judged, goes on after a restart, and judges none twice', async () => {
    const asked: string[] = []
    let gate = () => {}
    let isHeld = true
    // The first batches go through, then the run stands until it is let go: however quick the machine is, it is paused in the middle.
    await remake({ tagger: hereTagger({ meanwhile: (inputs) => (asked.push(...inputs.map(conclusionOf)), isHeld && asked.length > 64 ? new Promise<void>((resolve) => (gate = resolve)) : undefined) }) })
    fill(kit.stores(), 300, conclusion)
    const { id } = (await kit.cohort().start({ name: 'P', source: archive(), useModel: false }))!
    for await (const run of kit.cohort().watch({ runId: id }, new AbortController().signal)) if (run.done > 0) break
    expect(kit.cohort().pause({ runId: id })).toMatchObject({ state: 'paused', perSecond: null })
    isHeld = false
    gate()
    await kit.cohort().idle()
    const paused = kit.cohort().runs()[0]!
    expect(paused.state).toBe('paused')
    expect(paused.done).toBeLessThan(300)
    expect(kit.rows(id, { state: 'open' })).toHaveLength(paused.done)
    await kit.restart()
    expect(states(kit.cohort().runs())).toEqual(['paused'])
    kit.cohort().resume({ runId: id })
    await kit.cohort().idle()
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'done', done: 300 })
    // What was in the thread when it was paused was answered and dropped; at most that batch is asked again.
    expect(new Set(asked).size).toBe(300)
    expect(asked.length).toBeLessThanOrEqual(300 + 64)
  })

  it('one run works at a time, the next one waits its turn and can be taken out of the queue', async () => {
    fill(kit.stores(), 50, conclusion)
    const first = (await kit.cohort().start({ name: '1', source: archive(), useModel: false }))!
    const second = (await kit.cohort().start({ name: '2', source: archive(), useModel: false }))!
    const third = (await kit.cohort().start({ name: '3', source: archive(), useModel: false }))!
    expect(kit.cohort().runs().find(({ id }) => id === third.id)?.message).toMatch(/Waits/)
    kit.cohort().pause({ runId: second.id })
    await kit.cohort().idle()
    expect(kit.cohort().runs().map(({ id, state }) => [id === first.id ? 1 : id === second.id ? 2 : 3, state])).toEqual([[3, 'done'], [2, 'paused'], [1, 'done']])
  })

  it('progress comes at most four times a second and ends with the last word', { timeout: 90_000 }, async () => {
    await remake({ tagger: hereTagger({ meanwhile: () => new Promise((resolve) => setTimeout(resolve, 15)) }) })
    fill(kit.stores(), 1500, conclusion)
    const { id } = (await kit.cohort().start({ name: '', source: archive(), useModel: false }))!
    const seen: { at: number; run: CohortRun }[] = []
    for await (const run of kit.cohort().watch({ runId: id }, new AbortController().signal)) {
      seen.push({ at: performance.now(), run })
      if (run.state === 'done') break
    }
    const gaps = seen.slice(1).map(({ at }, index) => at - seen[index]!.at)
    expect(Math.min(...gaps)).toBeGreaterThan(200)
    expect(seen.at(-1)?.run).toMatchObject({ state: 'done', done: 1500, secondsLeft: null })
    const rate = seen.find(({ run }) => run.perSecond !== null)?.run
    expect(rate?.secondsLeft).toBeCloseTo((1500 - rate!.done) / rate!.perSecond!, 5)
  })

  it('a run that was begun with other rules is not mixed with these', async () => {
    fill(kit.stores(), 10, conclusion)
    const { id } = (await kit.cohort().start({ name: '', source: archive(), useModel: false }))!
    kit.cohort().pause({ runId: id })
    await kit.cohort().idle()
    const newer = createCohortKit({ stores: () => kit.stores(), classifier: { version: () => 'test-rules-2', withBand: (decision) => decision } })
    expect(() => newer.cohort().resume({ runId: id })).toThrow(/test-rules-1.*test-rules-2/)
    await newer.dispose()
  })

  it('is removed while it works without waiting for the runs behind it (bug: the dialog stood until the whole queue was done)', async () => {
    let letGo = () => {}
    let calls = 0
    await remake({ tagger: hereTagger({ meanwhile: () => (++calls === 1 ? undefined : new Promise<void>((resolve) => (letGo = resolve))) }) })
    fill(kit.stores(), 150, conclusion)
    const first = await kit.cohort().start({ name: '', source: archive(), useModel: false })
    const second = await kit.cohort().start({ name: '', source: archive(), useModel: false })
    await expect.poll(() => calls).toBe(2)
    const removing = kit.cohort().remove({ runId: first!.id })
    letGo()
    await removing
    expect(kit.cohort().runs()).toMatchObject([{ id: second!.id, done: 0 }])
    // The next run is held by its own first batch.
    await expect.poll(() => calls).toBe(3)
    letGo()
    const rest = setInterval(() => letGo(), 5)
    await kit.cohort().idle()
    clearInterval(rest)
    expect(kit.cohort().runs()).toMatchObject([{ id: second!.id, state: 'done', done: 150 }])
  })

  it('is removed with its texts, results and kept answers; what people said stays in the record', async () => {
    await remake({ tagger: hereTagger({ judge: (input) => ({ ...classify(input), tier: 'learned' }) }) })
    kit.pick(kit.file('a.csv', `id,text\n${Array.from({ length: 120 }, (_, n) => `${n},CANARY ${n} in progress`).join('\n')}\n`))
    const run = await kit.run({ type: 'files', pick: 'files' })
    kit.cohort().adjudicate({ runId: run.id, number: 1, label: 1, author: 'Dr. A' })
    await kit.cohort().remove({ runId: run.id })
    expect(kit.cohort().runs()).toEqual([])
    expect(() => kit.rows(run.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
    const { connection } = await kit.detach()
    for (const table of ['cohort_run', 'cohort_item', 'cohort_text', 'cohort_result', 'classification']) expect(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
    expect(connection.prepare('SELECT label, author FROM cohort_adjudication').all()).toEqual([{ label: 1, author: 'Dr. A' }])
    expect(JSON.stringify(connection.prepare('SELECT * FROM audit_entry').all())).not.toContain('CANARY')
  })
})

describe('when something fails', () => {
  it('a text that ends the thread fails alone, and can be tried again', async () => {
    let poisoned = true
    await remake({
      tagger: hereTagger({
        meanwhile: (inputs) => {
          if (poisoned && inputs.some((input) => conclusionOf(input).includes('number 5.'))) throw new AppError('model-crashed', 'The classifier’s thread ended.')
        },
      }),
    })
    fill(kit.stores(), 20, conclusion)
    const run = await kit.run(archive())
    expect(run).toMatchObject({ state: 'done', done: 19, failed: 1, message: '1 report could not be judged; each says why.' })
    expect(kit.rows(run.id, { state: 'failed' })).toMatchObject([{ number: 6, label: null, excerpt: 'The classifier’s thread ended. This text was passed over.' }])
    poisoned = false
    expect(await kit.cohort().retryFailed({ runId: run.id })).toMatchObject({ failed: 0, done: 19 })
    await kit.cohort().idle()
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'done', done: 20, failed: 0, message: '' })
    await expect(kit.cohort().retryFailed({ runId: run.id })).rejects.toThrow(/No report of this run has failed/)
  })

  it('an end of the app while failed reports are given back loses none (bug: the run was “done” with reports that nobody would ever judge)', async () => {
    let poisoned = true
    await remake({ tagger: hereTagger({ meanwhile: () => { if (poisoned) throw new AppError('model-crashed', 'The classifier’s thread ended.') } }) })
    fill(kit.stores(), 120, conclusion)
    const run = await kit.run(archive())
    expect(run).toMatchObject({ state: 'done', failed: 120 })
    poisoned = false
    const retrying = kit.cohort().retryFailed({ runId: run.id })
    await Promise.allSettled([retrying, kit.restart()])
    await expect(retrying).rejects.toThrow(/database/)
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'stopped', done: 0, failed: 20 })
    kit.cohort().resume({ runId: run.id })
    await kit.cohort().idle()
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'done', done: 100, failed: 20 })
  })

  it('rows that could not be read are not tried again', async () => {
    kit.pick(kit.file('a.csv', 'id,text\n1,\n2,fine\n'))
    const run = await kit.run({ type: 'files', pick: 'files' })
    await expect(kit.cohort().retryFailed({ runId: run.id })).rejects.toThrow(/no text/)
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'done', done: 1, failed: 1 })
  })

  it('another failure stops the run with a sentence and keeps what is done', async () => {
    let calls = 0
    await remake({ tagger: hereTagger({ meanwhile: () => { if (++calls > 2) throw new RangeError('CANARY') } }) })
    fill(kit.stores(), 300, conclusion)
    const run = await kit.run(archive())
    expect(run).toMatchObject({ state: 'stopped', message: expect.stringMatching(/kept; resume/) as string })
    expect(run.done).toBeGreaterThan(0)
    expect(JSON.stringify(run)).not.toContain('CANARY')
  })
})

describe('the language model as a tier', () => {
  const model = { id: 'm', sha256: 'b'.repeat(64) }
  const judge = (input: StatusInput) => ({
    label: conclusionOf(input).includes('In doubt') ? null : (0 as const), probabilities: [0.4, 0.3, 0.3] as [number, number, number], uncertain: false, evidence: [], reason: 'R.', tier: 'rules' as const, version: 'test-rules-1',
  })

  it('is asked only what the others left open, and its answers are kept with its checksum', async () => {
    const asked: string[] = []
    await remake({
      tagger: hereTagger({ judge }),
      languageModel: () => ({ ...model, version: 'test-model-1', ask: async ({ input }) => (asked.push(conclusionOf(input)), { probabilities: [0.1, 0.8, 0.1] }) }),
      classifier: { version: (languageModel) => `test-rules-1${languageModel ? ` + ${languageModel.version}` : ''}`, withBand: (decision) => decision },
    })
    fill(kit.stores(), 30, (n) => ({ conclusion: n % 10 === 0 ? `In doubt ${n}.` : `Clear ${n}.` }))
    const run = await kit.run(archive(), true)
    expect(run.snapshot).toMatchObject({ model, version: 'test-rules-1 + test-model-1' })
    expect(asked).toEqual(['In doubt 0.', 'In doubt 10.', 'In doubt 20.'])
    expect(kit.rows(run.id, { tier: 'language-model' }).map(({ label }) => label)).toEqual([1, 1, 1])
    expect(kit.cohort().rows({ runId: run.id, filter: { query: '', label: null, tier: null, uncertain: null, state: 'all', cell: null, sample: null }, offset: 0, limit: 1 }).tiers).toEqual(['language-model', 'rules'])
    await kit.run(archive(), true)
    expect(asked).toHaveLength(3)
    const without = await kit.run(archive())
    expect(kit.rows(without.id, { label: 'abstained' })).toHaveLength(3)
  })

  it('is missing with a sentence before the run begins', async () => {
    await expect(kit.cohort().start({ name: '', source: archive(), useModel: true })).rejects.toThrow(expect.objectContaining({ code: 'model-missing' }))
  })
})

describe('answers by content', () => {
  it('a text that was judged before is not judged again, also with another accepted error, which each run has for itself', async () => {
    let judged = 0
    let acceptedError: number | null = 0.01
    await remake({
      tagger: hereTagger({ meanwhile: (inputs) => (judged += inputs.length), judge: (input) => ({ ...classify(input), tier: 'learned' }) }),
      acceptedError: () => acceptedError,
      classifier: { version: () => 'test-rules-1', withBand: (decision, error) => (error === null ? decision : { ...decision, label: null }) },
    })
    fill(kit.stores(), 100, conclusion)
    const first = await kit.run(archive())
    const second = await kit.run(archive())
    expect(judged).toBe(100)
    expect(kit.rows(second.id)).toEqual(kit.rows(first.id))
    expect(kit.rows(first.id, { label: 'abstained' })).toHaveLength(100)
    acceptedError = null
    const third = await kit.run(archive())
    expect(judged).toBe(100)
    expect(kit.rows(third.id, { label: 1 })).toHaveLength(33)
    expect(kit.rows(first.id, { label: 'abstained' })).toHaveLength(100)
  })

  it('what the rules decide alone is not kept', async () => {
    fill(kit.stores(), 5, conclusion)
    await kit.run(archive())
    const { connection } = await kit.detach()
    expect(connection.prepare('SELECT count(*) FROM classification').pluck().get()).toBe(0)
  })
})
