import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/ipc/errors.ts'
import { fill } from '../cohort/cohort-kit.ts'
import { createEvaluationKit, engineThat, extractive, model, newest, rulesEngine, sectionsOf, testWork, type EvaluationKit } from './evaluation-kit.ts'

let kit: EvaluationKit
beforeEach(() => {
  kit = createEvaluationKit()
})
afterEach(() => kit.dispose())

async function remake(options: Parameters<typeof createEvaluationKit>[0]): Promise<void> {
  await kit.dispose()
  kit = createEvaluationKit(options)
}
const rows = (runId: string, order: 'source' | 'worst' = 'source') => kit.evaluation().rows({ runId, order, offset: 0, limit: 500 }).rows

describe('a run over the archive', () => {
  it('drafts signed reports with both texts once, and leaves drafts and reports without a conclusion out', async () => {
    fill(kit.stores(), 12, sectionsOf)
    fill(kit.stores(), 3, sectionsOf, { from: 20, signed: false })
    fill(kit.stores(), 2, () => ({ findings: 'Clear.' }), { from: 30 })
    const run = await kit.run()
    expect(run).toMatchObject({ state: 'done', total: 12, done: 12, failed: 0, source: 'Newest 12 signed reports' })
    expect(run.snapshot).toEqual({ engine: extractive, modelName: null, modelSha256: null, adapterSha256: null, version: 'rules-1', tagVersion: 'tags-1', bertScore: null })
    expect(rows(run.id).every(({ state, rougeL, reportId }) => state === 'done' && rougeL! > 0.3 && reportId !== null)).toBe(true)
    const summary = await kit.evaluation().summary({ runId: run.id })
    expect(summary.all.n).toBe(12)
    expect(Object.keys(summary.byModality)).toEqual(['CT', 'MR'])
    expect(summary.byModality['CT']!.n + summary.byModality['MR']!.n).toBe(12)
    expect(summary.all.contradicted).toMatchObject({ count: 0, of: 12 })
    expect(summary.all.ms.value).toBe(5)
    expect(kit.stores().audit.all(null).map(({ action }) => action)).toEqual(['evaluation.started', 'evaluation.ended'])
  })

  it('takes the newest, or the same random sample for every engine', async () => {
    fill(kit.stores(), 40, sectionsOf)
    const titles = (runId: string) => rows(runId).map(({ title }) => title)
    const some = await kit.run(newest(5))
    expect(titles(some.id).every((title) => title.endsWith('2026-10-01'))).toBe(false)
    expect(titles(some.id)[0]).toContain('2026-10-01')
    const random = { ...newest(8), order: 'random' as const }
    const [one, other] = [await kit.run(random), await kit.run(random, model('x'))]
    expect(titles(one.id)).toEqual(titles(other.id))
    expect(titles(one.id)).not.toEqual(titles(some.id))
    await expect(kit.run(newest(5, { modality: 'XA' }))).rejects.toThrow(/No signed report/)
  })
})

describe('a run over a file', () => {
  it('keeps facts and errors, and a bad row with its reason', async () => {
    kit.cases(
      { id: 'a', ...sectionsOf(1), modality: 'CT', lang: 'en', facts: ['\\b11 mm', 'spleen|kidney'], errors: ['right kidney'] },
      '{broken',
      { id: 'c', findings: 'Clear lungs.', conclusion: ' ' },
      { id: 'd', findings: 'Clear lungs.', conclusion: 'Clear.', facts: ['('] },
    )
    const run = await kit.run({ type: 'file' })
    expect(run).toMatchObject({ state: 'done', total: 4, done: 1, failed: 3, source: 'cases.jsonl' })
    expect(run.message).toMatch(/3 reports could not/)
    expect(rows(run.id).map(({ problem }) => problem)).toEqual(['', expect.stringMatching(/Line 2 is not JSON/), expect.stringMatching(/empty/), expect.stringMatching(/regular expression/)])
    expect((await kit.evaluation().summary({ runId: run.id })).all.factsKept).toMatchObject({ count: 2, of: 2 })
    const item = kit.evaluation().item({ runId: run.id, number: 1 })
    expect(item).toMatchObject({ sealed: null, texts: { written: sectionsOf(1).conclusion }, answer: { labels: { written: 0, drafted: 0 } } })
  })

  it.each([['', /no row/i], ['{"findings":"x"}', /No row of/], ['\u0000', /No row of/]])('a file of %j is refused with a sentence', async (content, sentence) => {
    kit.cases(content)
    await expect(kit.run({ type: 'file' })).rejects.toThrow(sentence)
    expect(kit.evaluation().runs()).toEqual([])
  })
})

describe('pausing, failing, going on', () => {
  it('is removed while it works without waiting for the runs behind it (bug: the dialog stood until the whole queue was done)', async () => {
    let letGo = () => {}
    let asked = 0
    await remake({ openEngine: engineThat(() => (++asked, new Promise((resolve) => (letGo = () => resolve('Draft.'))))) })
    fill(kit.stores(), 3, sectionsOf)
    const first = await kit.evaluation().start({ name: '', source: newest(), engine: extractive })
    const second = await kit.evaluation().start({ name: '', source: newest(), engine: extractive })
    await expect.poll(() => asked).toBe(1)
    const removing = kit.evaluation().remove({ runId: first!.id })
    letGo()
    await removing
    expect(kit.evaluation().runs()).toMatchObject([{ id: second!.id, done: 0 }])
    const rest = setInterval(() => letGo(), 5)
    await kit.evaluation().idle()
    clearInterval(rest)
    expect(kit.evaluation().runs()).toMatchObject([{ id: second!.id, state: 'done', done: 3 }])
  })

  it('pauses in the middle, is shown as stopped after an end of the app, goes on and drafts nothing twice', async () => {
    const asked: string[] = []
    let gate = () => {}
    let held = true
    await remake({ openEngine: engineThat((findings) => (asked.push(findings), held && asked.length === 10 ? new Promise((resolve) => (gate = () => resolve('Late.'))) : 'Draft.')) })
    fill(kit.stores(), 30, sectionsOf)
    const { id } = (await kit.evaluation().start({ name: 'P', source: newest(), engine: extractive }))!
    for await (const run of kit.evaluation().watch({ runId: id }, new AbortController().signal)) if (run.done >= 9) break
    expect(kit.evaluation().pause({ runId: id })).toMatchObject({ state: 'paused', perSecond: null })
    held = false
    gate()
    await kit.evaluation().idle()
    expect(kit.evaluation().runs()[0]).toMatchObject({ state: 'paused', done: 9 })
    await kit.restart()
    kit.evaluation().resume({ runId: id })
    await kit.evaluation().idle()
    expect(kit.evaluation().runs()[0]).toMatchObject({ state: 'done', done: 30, failed: 0 })
    // Only the draft that was dropped by pausing was made again.
    expect(asked).toHaveLength(31)
  })

  it('a report that fails is kept with its reason and tried again on request; an engine that cannot go on stops the run with a sentence', async () => {
    let broken = true
    await remake({
      openEngine: engineThat((findings) => {
        if (broken && findings.includes('12 mm')) throw new AppError('too-large', 'The findings are too long for this model.')
        if (broken && findings.includes('15 mm')) throw new AppError('model-stopped', 'The model is off after three crashes.')
        return 'Draft.'
      }),
    })
    kit.cases(...[0, 1, 2, 3, 4, 5, 6].map(sectionsOf))
    const stopped = await kit.run({ type: 'file' })
    expect(stopped).toMatchObject({ state: 'stopped', done: 4, failed: 1, message: 'The model is off after three crashes.' })
    broken = false
    kit.evaluation().resume({ runId: stopped.id })
    await kit.evaluation().idle()
    expect(kit.evaluation().runs()[0]).toMatchObject({ state: 'done', done: 7, failed: 0 })
  })

  it('refuses to mix drafts of two versions in one run', async () => {
    let version = 'a'
    await remake({ openEngine: (engine) => engineThat(() => (kit.evaluation().pause({ runId: kit.evaluation().runs()[0]!.id }), 'x'), version)(engine) })
    fill(kit.stores(), 3, sectionsOf)
    const run = await kit.run()
    expect(run.state).toBe('paused')
    version = 'b'
    expect(() => kit.evaluation().resume({ runId: run.id })).toThrow(/start a new run and compare/)
  })

  it('BERTScore is worked out when it is asked for, kept with the draft and counted; without an encoder the run is not begun', async () => {
    await expect(kit.evaluation().start({ name: '', source: newest(), engine: extractive, bertScore: true })).rejects.toThrow(/No signed report|No encoder/)
    await remake({ encoderName: () => 'encoder 1', work: { ...testWork, bertScore: async (written, drafted) => ({ precision: 1, recall: 1, f1: written === drafted ? 1 : 0.5 }) } })
    fill(kit.stores(), 4, sectionsOf)
    const run = (await kit.evaluation().start({ name: '', source: newest(), engine: extractive, bertScore: true }))!
    await kit.evaluation().idle()
    expect(kit.evaluation().runs()[0]).toMatchObject({ state: 'done', snapshot: { bertScore: 'encoder 1' } })
    const { all } = await kit.evaluation().summary({ runId: run.id })
    expect(all.bertScore!.value).toBeGreaterThanOrEqual(0.5)
    expect(all.flipsCaught).toMatchObject({ count: 12, of: 16 })
  })

  it('removes a run with its drafts', async () => {
    fill(kit.stores(), 3, sectionsOf)
    const run = await kit.run()
    await kit.evaluation().remove({ runId: run.id })
    expect(kit.evaluation().runs()).toEqual([])
    expect(() => kit.evaluation().item({ runId: run.id, number: 1 })).toThrow(/not in the database/)
  })
})

describe('two runs side by side', () => {
  it('pairs the same reports, tells what changed, and puts the worst for the second run first', async () => {
    await remake({
      openEngine: (engine) => (engine.type === 'extractive' ? rulesEngine(engine) : engineThat((findings) => (findings.includes('13 mm') ? 'Bone metastases.' : findings.includes('11 mm') ? 'Nothing.' : sectionsOf(Number(/(\d+) mm/.exec(findings)![1]) - 10).conclusion))(engine)),
    })
    const cases = [0, 1, 2, 3].map((n) => ({ id: `case ${n}`, ...sectionsOf(n), facts: [`${10 + n} mm`] }))
    kit.cases(...cases)
    const first = await kit.run({ type: 'file' })
    kit.cases(...cases.toReversed(), { id: 'more', ...sectionsOf(9) })
    const second = await kit.run({ type: 'file' }, model('m'))
    const result = await kit.evaluation().compare({ first: first.id, second: second.id })
    expect(result).toMatchObject({ cases: 4, unpaired: [0, 1], changedTags: 1 })
    expect(result.figures.factsKept).toMatchObject({ first: 1, second: 0.5 })
    expect(result.pairs.map(({ title }) => title).slice(0, 2)).toEqual(['case 3', 'case 1'])
    expect(result.pairs[0]).toMatchObject({ numbers: [4, 1], labels: [0, 1], factsMissing: [0, 1], same: false })
    expect(result.ms).toMatchObject({ first: 5, second: 10, difference: { value: 5 } })
    expect(rows(second.id, 'worst').map(({ factsMissing }) => factsMissing).slice(0, 2)).toEqual([1, 1])
  })
})

describe('shadow upgrade', () => {
  it('runs what is active and the candidate over the same reports, and activates through the same door as the Models screen', async () => {
    const activated: string[] = []
    let refuse = true
    await remake({
      openEngine: (engine) => engineThat((findings) => findings.split('.')[0]!, engine.type === 'model' ? engine.modelId : 'rules')(engine),
      activeModel: () => 'old',
      activate: async (id) => {
        if (refuse) throw new AppError('invalid-input', 'The gate refuses this model.')
        activated.push(id)
      },
      goBack: async (id) => (activated.push(String(id)), 'Drafts are written with Old.'),
    })
    fill(kit.stores(), 6, sectionsOf)
    await expect(kit.evaluation().startShadow({ candidate: model('old'), most: 4 })).rejects.toThrow(/active one/)
    const shadow = await kit.evaluation().startShadow({ candidate: model('new'), most: 4 })
    const decide = (what: 'activated' | 'kept' | 'rolled-back') => kit.evaluation().decideShadow({ shadowId: shadow.id, what, author: 'Dr. A' })
    await expect(decide('activated')).rejects.toThrow(/not finished/)
    await kit.evaluation().idle()
    expect(kit.evaluation().runs().map(({ state, total, snapshot }) => [state, total, snapshot.modelName])).toEqual([['done', 4, 'new'], ['done', 4, 'old']])
    expect(await kit.evaluation().compare({ first: shadow.current, second: shadow.candidate })).toMatchObject({ cases: 4, changedTags: 0, changedConclusions: 0 })
    await expect(decide('activated')).rejects.toThrow(/gate/)
    expect(kit.evaluation().shadows()[0]!.decision).toBeNull()
    await expect(kit.evaluation().remove({ runId: shadow.current })).rejects.toThrow(/not decided/)
    refuse = false
    expect((await decide('activated')).decision).toMatchObject({ what: 'activated', author: 'Dr. A' })
    refuse = true
    expect(await decide('rolled-back')).toMatchObject({ decision: { what: 'rolled-back' }, stands: 'Drafts are written with Old.' })
    expect(activated).toEqual(['new', 'old'])
    await expect(decide('rolled-back')).rejects.toThrow(/nothing to roll back/)
  })
})
