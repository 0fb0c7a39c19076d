import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckIssue } from '../../domain/check/issue.ts'
import type { EngineChoice } from '../../domain/evaluation/evaluation.ts'
import { gateCases } from '../../domain/gate/gate-case.ts'
import type { Catalog } from '../../domain/model/catalog.ts'
import { fill } from '../cohort/cohort-kit.ts'
import { createEvaluationKit, engineThat, model, sectionsOf } from '../evaluation/evaluation-kit.ts'
import { createGate } from './gate.ts'
import type { GateChecker } from './gate-checker.ts'
import { createReaderModels } from '../reporting/second-reader-models.ts'
import { createActivation } from './activation.ts'
import { buildGguf } from '../models/gguf.fixture.ts'
import { createModelLibrary } from '../models/model-library.ts'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-activation-'))
const clean: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
afterEach(async () => {
  for (const work of clean.splice(1).toReversed()) await work()
})

const bag = (text: string) => text.replace(/([\d.]+) cm/g, (_all, size: string) => `${Math.round(Number(size) * 10)} mm`).split(/\W+/).filter(Boolean).toSorted().join(' ')
/** Notices every other word. */
const noticing = (conclusion: string, findings: string) => (text: string): CheckIssue[] =>
  bag(text) === bag(conclusion) ? [] : [{ kind: 'side', severity: 'error', sentence: 0, message: text, conclusion: { start: 0, end: text.length }, findings: null }, { kind: 'leftOut', severity: 'error', sentence: null, message: text, conclusion: null, findings: { start: 0, end: findings.length } }]

/** The library, the gate, the activation and shadow upgrades as the app has them; only the model's words and the checks are made up. */
async function setUp(installed: string[]) {
  let rules = 'rules-1'
  const weights = (name: string) => buildGguf({ data: Buffer.alloc(2048, name.charCodeAt(0)) })
  const first = weights('old')
  const catalog: Catalog = {
    version: 1, default: 'old',
    models: [{ id: 'old', name: 'Old', family: 'Tiny', licence: { name: '', url: '', notice: '' }, sources: [], bytes: first.length, sha256: createHash('sha256').update(first).digest('hex'), quantization: 'Q4_1', contextLength: 2048, template: 'chatml', languages: ['en'], memoryBytes: 1_000_000, tested: '', judgesStatus: false, drafting: 'report' }],
  }
  const models = createModelLibrary({ catalog, folder: mkdtempSync(join(folder, 'models-')) })
  for (const name of installed) {
    const file = join(mkdtempSync(join(folder, 'stick-')), `${name}.gguf`)
    writeFileSync(file, weights(name))
    for await (const step of models.importFrom(file, new AbortController().signal)) void step
  }
  const open = engineThat((findings) => findings.split('.')[0]!)
  const openEngine = (choice: EngineChoice) => {
    const engine = open(choice)
    const found = choice.type === 'model' ? models.find(choice.modelId) : null
    return { ...engine, snapshot: { ...engine.snapshot, modelName: found?.name ?? null, modelSha256: found?.sha256 ?? null, adapterSha256: null } }
  }
  const checker: GateChecker = {
    ask: async (ask) => (ask.type === 'cases' ? gateCases(ask.report, ask.seed, noticing(ask.report.conclusion, ask.report.findings)) : { failure: null, conclusion: 'x', contradictions: [], struck: 0, byModel: 1, wordsKept: 1 }) as never,
    close: async () => {},
  }
  // One database for both.
  const base = createEvaluationKit()
  fill(base.stores(), 6, sectionsOf)
  const makeGate = () =>
    createGate({
      stores: base.stores, checker, rulesVersion: rules, models: { ...models, isReleased: () => false }, openEngine, readers: createReaderModels({ active: { current: () => null, scoreLast: async function* () {} }, letDraftsGoFirst: async () => {}, start: () => { throw new Error('No reader here.') } }), letDraftsGoFirst: async () => {}, draftsRunning: () => false, pickFiles: async () => [], pickTarget: async () => null, printPage: async () => new Uint8Array(),
      shipped: async () => Array.from({ length: 8 }, (_, n) => ({ id: `r${n}`, language: 'en' as const, indication: '', comparison: '', sex: 'F' as const, findings: sectionsOf(n).findings, conclusion: sectionsOf(n).conclusion })),
    })
  let gate = makeGate()
  const activation = createActivation({ models, gate: { requirePassed: (id) => gate.requirePassed(id), heldBack: () => gate.heldBack(), modelChanged: () => gate.modelChanged() } })
  const shadows = createEvaluationKit({ stores: base.stores, openEngine, activeModel: () => models.current()?.id ?? null, activate: activation.activate, goBack: activation.goBack })
  clean.push(() => base.dispose(), () => shadows.dispose(), () => gate.close())
  const checked = async (modelId: string) => {
    await gate.start({ modelId, set: 'samples' })
    await gate.idle()
  }
  return {
    models, activation, checked,
    gate: () => gate,
    /** An update: other rules, none of which has a run. */
    update(to: string) {
      rules = to
      gate = makeGate()
    },
    /** Tries a candidate in the shadow and activates it. */
    async upgrade(candidate: string) {
      const { startShadow, idle, decideShadow } = shadows.evaluation()
      const shadow = await startShadow({ candidate: model(candidate), most: 3 })
      await idle()
      await checked(candidate)
      await decideShadow({ shadowId: shadow.id, what: 'activated', author: 'Dr. A' })
      return () => decideShadow({ shadowId: shadow.id, what: 'rolled-back', author: 'Dr. A' })
    },
  }
}

describe('going back after a shadow upgrade is never refused', () => {
  it('to a model that was never through the checks: it is chosen again, and waits for its run (bug: the gate refused the default model, and the candidate stayed)', async () => {
    const { models, upgrade, gate, checked } = await setUp(['old', 'new'])
    expect(models.current()?.id).toBe('old')
    const rollBack = await upgrade('new')
    expect(gate().inForce()?.id).toBe('new')
    const { decision, stands } = await rollBack()
    expect(decision).toMatchObject({ what: 'rolled-back', author: 'Dr. A' })
    expect(stands).toBe('Old waits for the checks on this computer (Models, Checks). Drafts are taken from the findings.')
    expect([models.current()?.id, gate().inForce()]).toEqual(['old', null])
    await checked('old')
    expect(gate().inForce()?.id).toBe('old')
  })

  it('to a model that passed: it drafts at once', async () => {
    const { upgrade, gate, checked } = await setUp(['old', 'new'])
    await checked('old')
    const rollBack = await upgrade('new')
    expect((await rollBack()).stands).toBe('Drafts are written with Old.')
    expect(gate().inForce()?.id).toBe('old')
  })

  it('after an update of the rules, for which no model has a run', async () => {
    const { upgrade, models, checked, update } = await setUp(['old', 'new'])
    await checked('old')
    const rollBack = await upgrade('new')
    update('rules-2')
    expect((await rollBack()).stands).toContain('Old waits for the checks')
    expect(models.current()?.id).toBe('old')
  })

  it('to none, where there was none (bug: whoever tried a first model was trapped with it)', async () => {
    const { upgrade, models, gate } = await setUp(['new'])
    expect(models.current()).toBeNull()
    const rollBack = await upgrade('new')
    expect(gate().inForce()?.id).toBe('new')
    expect((await rollBack()).stands).toBe('No model is in use. Drafts are taken from the findings.')
    expect([models.current(), gate().inForce()]).toEqual([null, null])
  })

  it('to none, where the model before is gone by now, and says so', async () => {
    const { upgrade, models } = await setUp(['old', 'new'])
    const rollBack = await upgrade('new')
    await models.remove('old')
    expect((await rollBack()).stands).toBe('old is not installed any more. No model is in use. Drafts are taken from the findings.')
    expect(models.current()).toBeNull()
  })
})

describe('no model', () => {
  it('is a choice that lasts and takes nothing else in its place, the default model neither; activating ends it', async () => {
    const { activation, models, checked, gate } = await setUp(['old'])
    await checked('old')
    expect(gate().inForce()?.id).toBe('old')
    await activation.deactivate()
    expect([models.current(), gate().inForce(), gate().heldBack()]).toEqual([null, null, null])
    expect((await models.list()).some(({ active }) => active)).toBe(false)
    await activation.activate('old')
    expect(gate().inForce()?.id).toBe('old')
    await expect(activation.activate('gone')).rejects.toMatchObject({ code: 'model-missing' })
  })
})
