import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckIssue } from '../../domain/check/issue.ts'
import { gateCases } from '../../domain/gate/gate-case.ts'
import { failedDraft } from '../../domain/gate/gate-draft.ts'
import type { GateRecord } from '../../domain/gate/gate-record.ts'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import { readerModelOf, readerStanding, type ReaderQuestions } from '../../domain/gate/reader-measurement.ts'
import type { ModelIdentity } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { fill } from '../cohort/cohort-kit.ts'
import { openDatabase } from '../db/open.ts'
import { createStores } from '../db/stores.ts'
import type { DraftEngine } from '../evaluation/draft-engines.ts'
import { createReaderModels, type ReadingModel } from '../reporting/second-reader-models.ts'
import { testKey } from '../reporting/test-kit.ts'
import { createGate, type GateOptions } from './gate.ts'
import { createGateChecker, type GateAsk, type GateChecker } from './gate-checker.ts'
import { readGateReports } from './read-gate-reports.ts'

const identity: ModelIdentity = { id: 'm', name: 'Model M', sha256: 'c'.repeat(64), template: 'chatml', contextLength: 4096, drafting: 'phrases', adapterSha256: null }
const sides = ['left', 'right']
const reports: GateReport[] = Array.from({ length: 12 }, (_, at) => ({
  id: `r${at}`, language: 'en', indication: '', comparison: '', sex: 'F', findings: `A ${20 + at} mm mass lies in the ${sides[at % 2]} kidney. No ascites.`, conclusion: `Mass of the ${sides[at % 2]} kidney, ${20 + at} mm. No ascites.`,
}))

/** Checks on this thread: `seeing` notices every other word or size, wherever it stands, `blind` nothing. */
const bag = (text: string) => text.replace(/([\d.]+) cm/g, (_all, size: string) => `${Math.round(Number(size) * 10)} mm`).split(/\W+/).filter(Boolean).toSorted().join(' ')
const seeing = ({ conclusion, findings }: GateReport) => (text: string): CheckIssue[] => {
  if (bag(text) === bag(conclusion)) return []
  const issue = { severity: 'error', sentence: 0, message: text } as const
  return [{ ...issue, kind: 'side', conclusion: { start: 0, end: text.length }, findings: null }, { ...issue, kind: 'leftOut', conclusion: null, findings: { start: 0, end: findings.length } }]
}
const blind = () => (): CheckIssue[] => []
const checkerOf = (check: (report: GateReport) => (text: string) => CheckIssue[], meanwhile: (ask: GateAsk) => unknown = () => {}): GateChecker => ({
  async ask(ask) {
    await meanwhile(ask)
    return (ask.type === 'cases' ? gateCases(ask.report, ask.seed, check(ask.report)) : { failure: null, conclusion: 'x', contradictions: [], struck: 0, byModel: 1, wordsKept: 1 }) as never
  },
  async close() {},
})

const engineWith = (draft: DraftEngine['draft']) => (choice: { type: string }): DraftEngine => ({
  snapshot: choice.type === 'model' ? { engine: { type: 'model', modelId: 'm' }, modelName: 'Model M', modelSha256: identity.sha256, adapterSha256: identity.adapterSha256, version: 'prompt 1' } : { engine: { type: 'extractive' }, modelName: null, modelSha256: null, adapterSha256: null, version: 'rules' },
  draft,
  async close() {},
})
const content = { conclusion: 'x', struck: [], sentences: [] } as never

/** A model that reads: `otherwise` says which text contradicts its findings. */
const readersOf = (otherwise: (text: string) => boolean, meanwhile: () => Promise<unknown> = async () => {}) => {
  const model: ReadingModel = {
    current: () => identity,
    async *scoreLast({ texts }) {
      for (const [text, parts] of texts.entries()) {
        await meanwhile()
        const second = otherwise(parts.map((part) => part.text).join('')) ? 0.95 : 0.05
        yield { type: 'scored', text, shares: [1 - second, second], mass: 1, tokens: 5 }
      }
    },
  }
  return createReaderModels({ active: model, letDraftsGoFirst: async () => {}, start: () => { throw new Error('The active model reads.') } })
}

const clean: (() => unknown)[] = []
afterEach(async () => {
  for (const work of clean.splice(0).toReversed()) await work()
})

function kit(given: Partial<GateOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-gate-'))
  const open = () => openDatabase({ file: join(folder, 'raddraft.db'), key: testKey })
  let opened = open()
  let stores = createStores(opened)
  let options: GateOptions = {
    stores: () => stores, checker: checkerOf(seeing), rulesVersion: 'rules-1', models: { current: () => identity, find: (id) => (id === 'm' ? identity : null), isReleased: () => false },
    openEngine: engineWith(async () => ({ content, ms: 1 })), readers: readersOf(() => false), letDraftsGoFirst: async () => {}, draftsRunning: () => false, shipped: async () => reports, pickFiles: async () => [], pickTarget: async () => null, printPage: async () => new Uint8Array(), ...given,
  }
  let gate = createGate(options)
  clean.push(() => rmSync(folder, { recursive: true, force: true }), () => stores.close(), () => gate.close())
  return {
    folder, gate: () => gate, stores: () => stores, connection: () => opened.connection,
    /** The app ends, kindly or not, and starts again, perhaps as another build. */
    async restart(change: Partial<GateOptions> = {}) {
      await gate.close()
      stores.close()
      opened = open()
      stores = createStores(opened)
      options = { ...options, ...change }
      gate = createGate(options)
    },
  }
}

describe('the flip-proof gate', () => {
  it('a run over the shipped reports ends in a record with figures, and the model may be used', async () => {
    const { gate, stores } = kit()
    expect(() => gate().requirePassed('m')).toThrow(/Model M cannot be put to use.*have not been through the checks.*about a minute/)
    await gate().start({ modelId: 'm', set: 'samples', seed: 1 })
    await gate().idle()
    const { records, runs, active } = gate().overview()
    expect(runs[0]).toMatchObject({ state: 'done', total: 16, done: 16 })
    expect(records[0]).toMatchObject({ passed: true, reports: 12, seed: 1, engine: { model: { sha256: identity.sha256 }, rulesVersion: 'rules-1' }, figures: { drafts: { drafts: 4 } } })
    expect(records[0]!.figures.all.caught.side.hits).toBe(records[0]!.figures.all.caught.side.of)
    expect(active.standing.state).toBe('passed')
    expect(() => gate().requirePassed('m')).not.toThrow()
    expect(stores().audit.all(null).map(({ action }) => action)).toEqual(['gate.started', 'gate.ended'])
  })

  it('rules that catch nothing keep every model out, with the figure, and so they do after a better run on another set', async () => {
    const { gate, stores, restart } = kit({ checker: checkerOf(blind) })
    await gate().start({ modelId: 'm', set: 'samples', seed: 1 })
    await gate().idle()
    expect(() => gate().requirePassed('m')).toThrow(/0 of \d+ .* caught \(0\.0 %.*the limit is at least \d0\.0 %.*Models, Checks/)
    const missed = gate().misses({ runId: gate().overview().records[0]!.runId })
    expect(missed.filter(({ kind }) => kind === 'side').map(({ conclusion, changed }) => conclusion.slice(changed!.start, changed!.end))).toContain('right')
    await restart({ checker: checkerOf(seeing) })
    fill(stores(), 8, (n) => ({ findings: reports[n]!.findings, conclusion: reports[n]!.conclusion }))
    await gate().start({ modelId: 'm', set: 'archive', seed: 1 })
    await gate().idle()
    expect(gate().overview().records[0]).toMatchObject({ set: 'archive', reports: 8, source: 'The newest 8 signed reports' })
    expect(gate().overview().active.standing.state).toBe('under')
  })

  it('other rules, another adapter or stricter limits of the policy ask for a run of their own or refuse', async () => {
    const { gate, restart } = kit()
    await gate().start({ modelId: 'm', set: 'samples', seed: 1 })
    await gate().idle()
    await restart({ rulesVersion: 'rules-2' })
    expect(() => gate().requirePassed('m')).toThrow(/have not been through the checks/)
    await restart({ rulesVersion: 'rules-1', limits: { failedDrafts: 0, falseAlarms: undefined } })
    expect(gate().overview()).toMatchObject({ limitsByPolicy: true, limits: { failedDrafts: 0, falseAlarms: 0.1 }, active: { standing: { state: 'passed' } } })
  })

  it('a run that is stopped, or whose app ends, goes on where it was and ends with the figures of an unbroken one', async () => {
    const whole = kit()
    await whole.gate().start({ modelId: 'm', set: 'samples', seed: 5 })
    await whole.gate().idle()
    let asked = 0
    const stopped = new AbortController()
    const broken = kit({ checker: checkerOf(seeing, async () => {
      if (++asked === 5) stopped.abort()
      await sleep(stopped.signal.aborted && asked < 8 ? 30 : 0)
    }) })
    const run = (await broken.gate().start({ modelId: 'm', set: 'samples', seed: 5 }))!
    while (!stopped.signal.aborted) await sleep(5)
    expect((await broken.gate().stop({ runId: run.id })).state).toBe('stopped')
    const [after] = broken.gate().overview().runs
    expect(after!.done).toBeLessThan(16)
    broken.gate().resume({ runId: run.id })
    while (broken.gate().overview().runs[0]!.done < 10) await sleep(5)
    await broken.restart()
    expect(broken.gate().overview().runs[0]).toMatchObject({ state: 'stopped', message: expect.stringContaining('ended in the middle') })
    broken.gate().resume({ runId: run.id })
    await broken.gate().idle()
    const [record] = broken.gate().overview().records
    expect(record!.figures).toEqual(whole.gate().overview().records[0]!.figures)
    expect(broken.gate().overview().runs[0]).toMatchObject({ state: 'done', done: 16, total: 16 })
  })

  it('a run without a model drafts by the engine of the rules, as the app does', async () => {
    const chosen: unknown[] = []
    const { gate } = kit({ openEngine: (choice) => {
      chosen.push(choice)
      return engineWith(async () => ({ content, ms: 1 }))(choice)
    } })
    await gate().start({ modelId: null, set: 'samples' })
    await gate().idle()
    expect(chosen).toContainEqual({ type: 'extractive' })
    expect(gate().records()[0]).toMatchObject({ figures: { drafts: { drafts: 12 } } })
  })

  it('a run is not gone on with under other rules: its figures would be of two kinds', async () => {
    const { gate, restart } = kit({ checker: checkerOf(seeing, () => sleep(20)) })
    const run = (await gate().start({ modelId: null, set: 'samples' }))!
    await restart({ rulesVersion: 'rules-2' })
    expect(() => gate().resume({ runId: run.id })).toThrow(/have changed since this run began/)
  })

  it('records never change and are not believed when they did', async () => {
    const { gate, connection } = kit()
    await gate().start({ modelId: null, set: 'samples' })
    await gate().idle()
    for (const sql of ["UPDATE gate_record SET record = '{}'", 'DELETE FROM gate_record', "INSERT OR REPLACE INTO gate_record SELECT number, id, '{}', sha256, created_at FROM gate_record"]) expect(() => connection().exec(sql), sql).toThrow(/append only/)
    connection().exec('DROP TRIGGER gate_record_no_update')
    connection().exec("UPDATE gate_record SET record = replace(record, '\"passed\":true', '\"passed\": true')")
    expect(gate().overview().records).toEqual([])
  })

  it('a draft that fails is counted; a model that is gone stops the run, which says so and can go on', async () => {
    let drafts = 0
    const { gate } = kit({ openEngine: engineWith(async () => {
      const { AppError } = await import('../../shared/ipc/errors.ts')
      throw ++drafts === 1 ? new AppError('too-large', 'Too long for the model.') : new AppError('model-stopped', 'The model is off.')
    }) })
    const run = (await gate().start({ modelId: 'm', set: 'samples', seed: 1 }))!
    await gate().idle()
    expect(gate().overview().runs[0]).toMatchObject({ id: run.id, state: 'stopped', message: 'The model is off.', done: 13 })
    expect(failedDraft('x').failure).toBe('x')
  })

  it('a draft for a person goes first: the one of the run is given up and written again', async () => {
    let busy = false
    let begun = 0
    const { gate } = kit({
      draftsRunning: () => busy,
      letDraftsGoFirst: async () => void (busy = false),
      openEngine: engineWith(async (_input, signal) => {
        if (++begun > 1) return { content, ms: 1 }
        busy = true
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up')), { once: true }))
        throw new Error('never')
      }),
    })
    await gate().start({ modelId: 'm', set: 'samples', seed: 1 })
    await gate().idle()
    expect(begun).toBe(5)
    expect(gate().overview().records[0]!.figures.drafts!.failed).toEqual({ hits: 0, of: 4 })
  })

  it('once on every installation, and not a second time', async () => {
    const { gate } = kit()
    await gate().runIfNew()
    await gate().idle()
    await gate().runIfNew()
    await gate().idle()
    await gate().runIfNew()
    expect(gate().overview().runs.map(({ engine }) => engine.model?.id ?? null)).toEqual([null, 'm'])
  })

  it('no other model drafts before its run, and it drafts at once when the run has passed (bug: new rules in force whatever their run says)', async () => {
    const { gate, restart } = kit()
    expect([gate().inForce(), gate().heldBack()]).toEqual([null, 'Model M waits for the checks on this computer (Models, Checks).'])
    await gate().runIfNew()
    expect(gate().heldBack()).toMatch(/^Model M is being checked on this computer first \(\d+ of 16\)\.$/)
    await gate().idle()
    expect([gate().inForce()?.id, gate().heldBack()]).toEqual(['m', null])
    await restart({ rulesVersion: 'rules-2' })
    expect(gate().inForce()).toBeNull()
    await gate().runIfNew()
    await restart({ rulesVersion: 'rules-2' })
    expect(gate().overview().runs[0]).toMatchObject({ state: 'stopped' })
    await gate().runIfNew()
    await gate().idle()
    expect(gate().inForce()?.id).toBe('m')
    expect(gate().overview().runs).toHaveLength(2)
  })

  it('the released default drafts while its first run goes on, and no longer once that has fallen under a limit (bug: the first minutes of every installation without a model)', async () => {
    const { gate, stores } = kit({ checker: checkerOf(blind), models: { current: () => identity, find: () => identity, isReleased: () => true } })
    expect([gate().inForce()?.id, gate().heldBack()]).toEqual(['m', null])
    await gate().runIfNew()
    await gate().idle()
    expect([gate().inForce(), gate().heldBack()]).toEqual([null, expect.stringMatching(/^Model M is out of use\./)])
    expect(stores().audit.all(null).at(-1)).toMatchObject({ action: 'model.outOfUse' })
  })

  it('a model in use whose later run falls under a limit is put out of use with a sentence and a line of the audit log; rules that fall take every model with them', async () => {
    const { gate, stores, restart } = kit()
    await gate().runIfNew()
    await gate().idle()
    expect(gate().inForce()?.id).toBe('m')
    fill(stores(), 8, (n) => ({ findings: reports[n]!.findings, conclusion: reports[n]!.conclusion }))
    await restart({ checker: checkerOf(blind) })
    // The rules alone, over the site's own reports: what they miss they miss with every model.
    await gate().start({ modelId: null, set: 'archive', seed: 1 })
    await gate().idle()
    expect(gate().inForce()).toBeNull()
    expect(gate().heldBack()).toMatch(/^Model M is out of use\. In the run of .*0 of \d+ .* caught/)
    expect(stores().audit.all(null).at(-1)).toMatchObject({ action: 'model.outOfUse', actor: 'RadDraft', detail: expect.stringContaining(identity.sha256) })
    // Better rules are another version; these stay out until their own run over these reports passes.
    await restart({ checker: checkerOf(seeing) })
    await gate().start({ modelId: null, set: 'archive', seed: 1 })
    await gate().idle()
    expect(gate().inForce()?.id).toBe('m')
  })

  it('what fails in a first run waits for a person, and records that cannot be read hold the model back and nothing else', async () => {
    let broken = false
    const { gate, restart } = kit({ shipped: async () => { throw new Error('missing') } })
    for (let at = 0; at < 3; at++) await gate().runIfNew()
    expect(gate().overview().runs).toEqual([])
    const { stores } = kit()
    await restart({ stores: () => { if (broken) throw new Error('locked'); return stores() } })
    broken = true
    expect([gate().inForce(), gate().heldBack()]).toEqual([null, 'Whether Model M has passed the checks cannot be read.'])
  })

  it('files: a bad row is refused with its line, nothing is begun', async () => {
    const { gate, folder } = kit({ pickFiles: async () => [join(folder, 'in.jsonl')] })
    writeFileSync(join(folder, 'in.jsonl'), '{"id":1,"findings":"Mass.","conclusion":"Mass."}\n{"id":2,"findings":"Mass."}')
    await expect(gate().start({ modelId: null, set: 'files' })).rejects.toThrow(/in\.jsonl, line 2: /)
    // Control and bidirectional marks look like a text to `trim`.
    writeFileSync(join(folder, 'in.jsonl'), JSON.stringify({ id: 1, findings: '\u0000\u202e\u2066 \u200f', conclusion: 'Mass.' }))
    await expect(gate().start({ modelId: null, set: 'files' })).rejects.toThrow(/line 1: .*no letter or digit/)
    expect(gate().overview().runs).toEqual([])
    await expect(gate().start({ modelId: null, set: 'archive' })).rejects.toThrow(/no signed report/)
  })
})

/** Three sentences of each report are right, three are wrong. */
const threeOfEach = (report: GateReport): ReaderQuestions => {
  const question = (told: string) => ({ sentence: 0, conclusion: { start: 0, end: 5 }, findings: { start: 0, end: 5 }, evidence: report.findings, told: `${told} of ${report.id}.` })
  return { right: ['Fine a', 'Fine b', 'Fine c'].map(question), wrong: ['Bad a', 'Bad b', 'Bad c'].map(question), alarmed: false }
}
const reading = (meanwhile: (ask: GateAsk) => unknown = () => {}): GateChecker => {
  const checks = checkerOf(seeing, meanwhile)
  return { ...checks, ask: async (ask) => (ask.type === 'reader' ? (threeOfEach(ask.report) as never) : checks.ask(ask)) }
}
const english = (records: readonly GateRecord[], rulesVersion = 'rules-1', adapterSha256: string | null = null) => readerStanding({ ...readerModelOf(identity), adapterSha256, rulesVersion }, 'en', records)

describe('a second reader that is measured too', () => {
  it('has a block of its own in the record, and has passed for this model, these questions and these rules only', async () => {
    const { gate } = kit({ checker: reading(), readers: readersOf((text) => text.includes('Bad')) })
    await gate().start({ modelId: null, set: 'samples', readerId: 'm' })
    await gate().idle()
    const [record] = gate().records()
    expect(record).toMatchObject({ reader: { id: 'm', sha256: identity.sha256 }, engine: { model: null }, figures: { reader: { en: { wrong: { hits: 36, of: 36 }, right: { hits: 0, of: 36 }, reports: { hits: 0, of: 12 } } } } })
    expect(english(gate().records())).toMatchObject({ state: 'passed', measured: [{ recordId: record!.id, reports: 12, source: 'Shipped reports' }] })
    expect(english(gate().records(), 'rules-2').state).toBe('none')
    expect(english(gate().records(), 'rules-1', 'd'.repeat(64)).state).toBe('none')
  })

  it('a guess in one set is not healed by another set, and a run without a reader says nothing of it', async () => {
    const { gate, stores, restart } = kit({ checker: reading(), readers: readersOf((text) => /[ac] of r/.test(text)) })
    await gate().start({ modelId: null, set: 'samples', readerId: 'm' })
    await gate().idle()
    expect(english(gate().records())).toMatchObject({ state: 'refused', sentence: expect.stringContaining('no more than by chance') })
    await restart({ readers: readersOf((text) => text.includes('Bad')) })
    fill(stores(), 12, (n) => ({ findings: reports[n]!.findings, conclusion: reports[n]!.conclusion }))
    await gate().start({ modelId: null, set: 'archive', readerId: 'm' })
    await gate().idle()
    await gate().start({ modelId: null, set: 'samples' })
    await gate().idle()
    expect(gate().records()[0]!.reader).toBeUndefined()
    expect(english(gate().records()).state).toBe('refused')
  })

  it('a run that ends in the middle goes on with the same reader and comes to the figures of an unbroken one; with another adapter it does not go on', async () => {
    const broken = kit({ checker: reading(), readers: readersOf((text) => text.includes('Bad'), () => sleep(2)) })
    const run = (await broken.gate().start({ modelId: null, set: 'samples', readerId: 'm' }))!
    while (broken.gate().overview().runs[0]!.done < 4) await sleep(2)
    await broken.restart({ models: { current: () => identity, find: () => ({ ...identity, adapterSha256: 'e'.repeat(64) }), isReleased: () => false } })
    expect(broken.gate().overview().runs[0]).toMatchObject({ state: 'stopped', reader: { id: 'm' } })
    expect(() => broken.gate().resume({ runId: run.id })).toThrow(/second reader has changed/)
    await broken.restart({ models: { current: () => identity, find: () => identity, isReleased: () => false } })
    broken.gate().resume({ runId: run.id })
    await broken.gate().idle()
    expect(broken.gate().records()[0]!.figures.reader).toEqual({ en: { wrong: { hits: 36, of: 36 }, right: { hits: 0, of: 36 }, reports: { hits: 0, of: 12 } } })
  })

  it('one report that the model cannot answer is said, and its checks count all the same', async () => {
    let asked = 0
    const { gate } = kit({ checker: reading(), readers: readersOf(() => false, async () => { if (++asked === 3) throw new AppError('model-crashed', 'It died.') }) })
    await gate().start({ modelId: null, set: 'samples', readerId: 'm' })
    await gate().idle()
    expect(gate().records()[0]).toMatchObject({ reports: 12, figures: { unread: 1, all: { reports: 12 }, reader: { en: { reports: { of: 11 } } } } })
  })
})

describe('the thread of the checks', () => {
  it('answers as the domain does, and a text on which it dies fails alone', async () => {
    const checker = createGateChecker(() => new Worker(new URL('gate-worker.ts', import.meta.url)))
    clean.push(checker.close)
    const [report] = reports
    expect(await checker.ask({ type: 'cases', report: report!, seed: 1 })).toEqual(gateCases(report!, 1))
    expect((await checker.ask({ type: 'judge', report: report!, draft: { conclusion: report!.conclusion, struck: [], sentences: [] }, seed: 1 })).contradictions).toEqual([])
    expect((await checker.ask({ type: 'judge', report: report!, draft: { conclusion: ' ', struck: [], sentences: [] }, seed: 1 })).failure).toBe('The draft is empty.')
    await expect(checker.ask({ type: 'cases', report: null as never, seed: 1 })).rejects.toThrow(/failed on this text \(TypeError\)/)
    const dying = createGateChecker(() => new Worker('process.exit(1)', { eval: true }))
    await expect(dying.ask({ type: 'cases', report: report!, seed: 1 })).rejects.toMatchObject({ code: 'model-crashed' })
  })

  it('the shipped reports are there, in both languages', async () => {
    const shipped = await readGateReports(fileURLToPath(new URL('../../../resources/gate/reports.jsonl', import.meta.url)))
    expect(new Set(shipped.map(({ language, sex }) => `${language}${sex}`)).size).toBe(4)
  })
})
