import { randomInt, randomUUID } from 'node:crypto'
import { gateFigures, judgeFigures } from '../../domain/gate/gate-figures.ts'
import { defaultLimits, type GateLimits } from '../../domain/gate/gate-limits.ts'
import type { GateOverview, GateStanding } from '../../domain/gate/gate-overview.ts'
import type { GateEngine, GateMiss, GateRecord, GateSet } from '../../domain/gate/gate-record.ts'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import type { GateRun } from '../../domain/gate/gate-run.ts'
import { readerModelOf, type ReaderModel } from '../../domain/gate/reader-measurement.ts'
import { missesOf, sameEngine } from '../../domain/gate/gate-record.ts'
import { shuffled } from '../../domain/gate/mutate.ts'
import { seededRandom } from '../../domain/metric/interval.ts'
import type { OpenQuestion } from '../../domain/check/second-reader/second-reader.ts'
import type { ModelIdentity } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { GateItem, StoredGateRun } from '../db/gate-store.ts'
import type { Stores } from '../db/stores.ts'
import type { DraftEngine, OpenEngine } from '../evaluation/draft-engines.ts'
import { machine, personOf } from '../reporting/context.ts'
import type { ReaderModels } from '../reporting/second-reader-models.ts'
import { createBell } from '../runs/progress.ts'
import { fileName, writeWhole, type PickTarget } from '../runs/write-whole.ts'
import { choiceOf, engineOf } from './engine-of.ts'
import type { GateChecker } from './gate-checker.ts'
import { carryOutGate } from './gate-loop.ts'
import { readGateReports, setSha256 } from './read-gate-reports.ts'
import { standingOf } from './standing.ts'

export type GateOptions = {
  /** Throws AppError `locked` while the database is not open. */
  stores: () => Stores
  checker: GateChecker
  rulesVersion: string
  /** `isReleased`: the default model exactly as this release was tested with it. */
  models: { current(): ModelIdentity | null; find(id: string): ModelIdentity | null; isReleased(id: string): boolean }
  /** Any engine, active or not; it is closed after the run. */
  openEngine: OpenEngine
  /** Asks a model as second reader. */
  readers: ReaderModels
  letDraftsGoFirst: () => Promise<void>
  draftsRunning: () => boolean
  /** The shipped reports. */
  shipped: () => Promise<GateReport[]>
  /** Lets a person pick a file; empty when they changed their mind. */
  pickFiles: () => Promise<string[]>
  /** What the admin's policy sets. */
  limits?: { [Name in keyof GateLimits]?: number | undefined } | undefined
  pickTarget: PickTarget
  /** The window's print view as a PDF file. */
  printPage: () => Promise<Uint8Array>
  now?: () => Date
  newId?: () => string
}

export type Gate = ReturnType<typeof createGate>

/** Signed reports of an archive that a run takes at most, newest first. */
const mostReports = 200
/** The shipped reports always get the same errors: the same rules pass, or do not, on every computer. */
const shippedSeed = 1
/** Records that the page gets, newest first. */
const shownRecords = 50
/** Texts on which the checks were wrong that are shown of one run. */
const mostMisses = 300
/** Drafts of a model in a run: few over the shipped reports, so that such a run takes about a minute; more over reports of the site. */
const draftsOf: Record<GateSet, number> = { samples: 4, archive: 20, files: 20 }
const interrupted = 'RadDraft ended in the middle of this run. What was found is kept; go on when it suits.'

/** The flip-proof gate: runs, their records, and whether a model may be used. One run works at a time. */
export function createGate(options: GateOptions) {
  const now = () => (options.now ?? (() => new Date()))().toISOString()
  const newId = options.newId ?? randomUUID
  const given = Object.fromEntries(Object.entries(options.limits ?? {}).filter(([, value]) => value !== undefined))
  const limits: GateLimits = { ...defaultLimits, ...given }
  const bell = createBell()
  let active: { id: string; control: AbortController; begun: number; doneBefore: number } | null = null
  let working: Promise<void> = Promise.resolve()
  let closed = false
  /** Engines whose first run was begun since the start. */
  const tried = new Set<string>()

  let kept: { of: Stores; records: GateRecord[] } | null = null
  /** Records change only when a run ends; the page is told many times a second. */
  const recordsOf = (stores: Stores): GateRecord[] => {
    if (kept?.of !== stores) kept = { of: stores, records: stores.gate.records() }
    return kept.records
  }

  /** The installed model that reads in a run; null: it, or what it is asked, is another than when the run began. */
  function readerNow(reader: ReaderModel): ModelIdentity | null {
    const identity = options.models.find(reader.id)
    return identity && JSON.stringify(readerModelOf(identity)) === JSON.stringify(reader) ? identity : null
  }

  /** Throws AppError `invalid-input` where the figures of a run would be of two readers. */
  function requireReader(reader: ReaderModel): ModelIdentity {
    const identity = readerNow(reader)
    if (!identity) throw new AppError('invalid-input', 'The second reader has changed since this run began. Its figures must not be mixed: start a new run.')
    return identity
  }

  const engineFor = (modelId: string | null) => engineOf(options.openEngine(choiceOf(modelId)), options.rulesVersion)

  let known: { key: string; records: GateRecord[]; engine: GateEngine; standing: GateStanding } | null = null
  /** How a model stands. Asked before every draft: the answer is kept until a record, the model or its adapter changes. */
  function standingFor(identity: ModelIdentity) {
    const records = recordsOf(options.stores())
    const key = JSON.stringify(identity)
    if (known?.key !== key || known.records !== records) {
      const engine = engineFor(identity.id)
      known = { key, records, engine, standing: standingOf(engine, records, limits) }
    }
    return known
  }

  /** Why a model does not draft, in one sentence; null: it may. */
  function heldBack(identity: ModelIdentity): string | null {
    try {
      const { engine, standing } = standingFor(identity)
      if (standing.state === 'passed') return null
      // Its release passed these checks with these rules: it drafts while the run of this computer goes on, and stops when that falls under a limit.
      if (standing.state === 'none' && options.models.isReleased(identity.id)) return null
      if (standing.state === 'under') return `${identity.name} is out of use. ${standing.sentence}`
      const run = active && options.stores().gate.find(active.id)
      return run && sameEngine(run.engine, engine) ? `${identity.name} is being checked on this computer first (${run.done} of ${run.total}).` : `${identity.name} waits for the checks on this computer (Models, Checks).`
    } catch {
      return `Whether ${identity.name} has passed the checks cannot be read.`
    }
  }

  function shown(run: StoredGateRun): GateRun {
    const { number: _number, author: _author, ...rest } = run
    const works = active?.id === run.id
    const state = rest.state === 'running' && !works ? 'stopped' : rest.state
    const here = works && active ? run.done - active.doneBefore : 0
    const secondsLeft = works && active && here > 2 ? ((Date.now() - active.begun) / 1000 / here) * (run.total - run.done) : null
    return { ...rest, state, message: state === 'stopped' && rest.message === '' ? interrupted : rest.message, secondsLeft }
  }

  function find(stores: Stores, runId: string): StoredGateRun {
    const run = stores.gate.find(runId)
    if (!run) throw new AppError('not-found', 'This run is not in the database any more.')
    return run
  }

  /** Throws AppError `busy`: two runs would only be slower than one after the other. */
  function requireIdle(): void {
    if (active) throw new AppError('busy', 'A run of the checks is in progress. Wait for it, or stop it first.')
  }

  function work(stores: Stores, run: StoredGateRun): void {
    const control = new AbortController()
    active = { id: run.id, control, begun: Date.now(), doneBefore: run.done }
    stores.gate.setState(run.number, 'running')
    working = carryOut(stores, run, control.signal).finally(() => {
      active = null
      bell.ring()
    })
    bell.ring()
  }

  async function carryOut(stores: Stores, run: StoredGateRun, signal: AbortSignal): Promise<void> {
    let engine: DraftEngine | null = null
    try {
      engine = options.openEngine(choiceOf(run.engine.model?.id ?? null))
      const { checker, readers, letDraftsGoFirst, draftsRunning } = options
      const reading = run.reader && requireReader(run.reader)
      const reader = reading && { ask: (questions: readonly OpenQuestion[], until: AbortSignal) => readers.ask(reading, questions, until), release: readers.release }
      await carryOutGate({ stores, checker, engine, reader, letDraftsGoFirst, draftsRunning, told: bell.ring }, run, signal)
      if (!signal.aborted) finish(stores, run)
      else if (!closed) stores.gate.setState(run.number, 'stopped', 'Stopped. What was found is kept.')
    } catch (error) {
      const failure = AppError.from(error)
      const sentence = failure.code === 'internal' ? 'Something in RadDraft failed. What was found is kept; go on with the run.' : failure.message
      try {
        if (!closed) stores.gate.setState(run.number, 'stopped', sentence)
      } catch {
        // On a full disk the state cannot be written either: what nothing works on is shown as stopped anyway.
      }
    } finally {
      await Promise.allSettled([engine?.close(), options.readers.release(), options.checker.close()])
    }
  }

  /** Counts, judges and keeps the record for good, in one transaction with the end of the run. */
  function finish(stores: Stores, run: StoredGateRun): void {
    const figures = gateFigures(stores.gate.results(run.number))
    const reports = stores.gate.reports(run.number)
    const judged = judgeFigures(figures, limits)
    const record: GateRecord = {
      id: newId(), runId: run.id, author: run.author, startedAt: run.createdAt, finishedAt: now(), engine: run.engine, ...(run.reader && { reader: run.reader }), seed: run.seed, set: run.set, source: run.source,
      setSha256: setSha256(reports), reports: reports.length, figures, limits, judged, passed: judged.every(({ state }) => state !== 'under'),
    }
    const chosen = options.models.current()
    const draftedBefore = chosen !== null && heldBack(chosen) === null
    stores.transaction(() => {
      stores.gate.addRecord(record)
      stores.gate.setState(run.number, 'done')
      const detail = { passed: record.passed, reports: record.reports, rules: run.engine.rulesVersion, model: run.engine.model?.sha256 ?? '' }
      stores.audit.add({ at: record.finishedAt, actor: run.author, action: 'gate.ended', reportId: null, subjectId: record.id, detail })
    })
    kept = null
    if (chosen && draftedBefore && heldBack(chosen) !== null) {
      stores.audit.add({ at: record.finishedAt, actor: machine, action: 'model.outOfUse', reportId: null, subjectId: record.id, detail: { model: chosen.sha256, adapter: chosen.adapterSha256 ?? '' } })
    }
  }

  /** What a set holds, and in which words it is named; null: the person picked nothing. */
  async function itemsOf(stores: Stores, set: GateSet): Promise<{ source: string; reports: ({ report: number; input: null } | { report: null; input: GateReport })[] } | null> {
    if (set === 'archive') {
      const numbers = stores.gate.signedReports(mostReports)
      if (numbers.length === 0) throw new AppError('invalid-input', 'There is no signed report with findings and a conclusion yet. Run the checks on the shipped reports.')
      return { source: numbers.length === 1 ? '1 signed report' : `The newest ${numbers.length} signed reports`, reports: numbers.map((report) => ({ report, input: null })) }
    }
    const [path] = set === 'files' ? await options.pickFiles() : ['']
    if (path === undefined) return null
    const reports = set === 'files' ? await readGateReports(path) : await options.shipped()
    return { source: set === 'files' ? (path.split(/[/\\]/).at(-1) ?? path) : 'Shipped reports', reports: reports.map((input) => ({ report: null, input })) }
  }

  /** Throws AppError `busy`, `model-missing`, `not-found`, `invalid-input`, or what the database refuses. */
  async function start({ modelId, set, readerId = null, seed = set === 'samples' ? shippedSeed : randomInt(1, 2 ** 31) }: { modelId: string | null; set: GateSet; readerId?: string | null | undefined; seed?: number | undefined }, by?: string): Promise<GateRun | null> {
    const stores = options.stores()
    if (stores.readOnly) throw new AppError('read-only', 'The database can only be read at the moment, so no run can be started.')
    requireIdle()
    const engine = engineFor(modelId)
    const reading = readerId === null ? null : options.models.find(readerId)
    if (readerId !== null && !reading) throw new AppError('model-missing', 'The model that is to read is not installed.')
    const reader = reading && readerModelOf(reading)
    const chosen = await itemsOf(stores, set)
    if (!chosen) return null
    requireIdle()
    const checks = chosen.reports.map((one): GateItem => ({ part: 'checks', ...one }))
    const drafted = shuffled(chosen.reports, seededRandom(seed)).slice(0, modelId ? draftsOf[set] : chosen.reports.length).map((one): GateItem => ({ part: 'draft', ...one }))
    const id = newId()
    const createdAt = now()
    const author = by ?? personOf(stores, '')
    stores.transaction(() => {
      stores.gate.insert({ id, set, source: chosen.source, engine, reader, seed, author, createdAt }, [...checks, ...drafted])
      stores.audit.add({ at: createdAt, actor: author, action: 'gate.started', reportId: null, subjectId: id, detail: { set, model: engine.model?.sha256 ?? '', reader: reader?.sha256 ?? '', rules: engine.rulesVersion, seed } })
    })
    const run = find(stores, id)
    work(stores, run)
    return shown(run)
  }

  function overview(): GateOverview {
    const stores = options.stores()
    const records = recordsOf(stores)
    const identity = options.models.current()
    const { engine, standing } = identity ? standingFor(identity) : { engine: engineFor(null), standing: standingOf(engineFor(null), records, limits) }
    return { limits, limitsByPolicy: Object.keys(given).length > 0, active: { engine, standing, heldBack: identity && heldBack(identity) }, runs: stores.gate.all().map(shown), records: records.slice(0, shownRecords) }
  }

  return {
    start: (run: Parameters<typeof start>[0]) => start(run),
    overview,

    /** All that are read, newest first. Throws AppError `locked`. */
    records: (): readonly GateRecord[] => recordsOf(options.stores()),

    /** The overview now and after every change, at most four times a second, until the reader leaves. */
    async *watch(signal: AbortSignal): AsyncGenerator<GateOverview> {
      for await (const _ of bell.changes(signal)) yield overview()
    },

    /** Stops after the report at hand; nothing happens to a run that does not work. */
    async stop({ runId }: { runId: string }): Promise<GateRun> {
      const stores = options.stores()
      find(stores, runId)
      if (active?.id === runId) {
        active.control.abort()
        await working
      }
      return shown(find(stores, runId))
    },

    /** Goes on with a stopped run. Throws AppError `busy`, `model-missing`, or `invalid-input` when rules, prompt or model have changed since. */
    resume({ runId }: { runId: string }): GateRun {
      const stores = options.stores()
      const run = find(stores, runId)
      if (run.state === 'done' || active?.id === runId) return shown(run)
      requireIdle()
      if (!sameEngine(run.engine, engineFor(run.engine.model?.id ?? null))) throw new AppError('invalid-input', 'The rules, the prompt or the model have changed since this run began. Its figures must not be mixed: start a new run.')
      if (run.reader) requireReader(run.reader)
      work(stores, run)
      return shown(find(stores, runId))
    },

    /** Where the checks were wrong in the run of a record, at most so many. Throws AppError `not-found`. */
    misses({ runId }: { runId: string }): GateMiss[] {
      const stores = options.stores()
      return missesOf(stores.gate.results(find(stores, runId).number)).slice(0, mostMisses)
    },

    /** The record that the page shows for printing, as a PDF file; null: changed their mind. Throws AppError `not-found`. */
    async print({ recordId }: { recordId: string }): Promise<{ path: string } | null> {
      const record = recordsOf(options.stores()).find(({ id }) => id === recordId)
      if (!record) throw new AppError('not-found', 'This record is not in the database.')
      // Made before the file is picked: a dialog over the page must not be part of it.
      const pdf = await options.printPage()
      const path = await options.pickTarget(`${fileName(`Checks ${record.engine.model?.name ?? 'rules'} ${record.finishedAt.slice(0, 10)}`, 'checks')}.pdf`, 'pdf')
      if (path === null) return null
      await writeWhole(path, (put) => put(pdf))
      return { path }
    },

    /** Throws AppError `forbidden` when the model has not passed with the rules, prompt and adapter it would be used with; `detail.gate` says `none` or `under`. */
    requirePassed(modelId: string): void {
      const identity = options.models.find(modelId)
      // What is not installed is refused by the library in its own words.
      if (!identity) return
      const { state, sentence, recordId } = standingFor(identity).standing
      if (state === 'passed') return
      const remedy = state === 'none' ? 'Run the checks with it first (Models, Checks); over the shipped reports that takes about a minute.' : 'Choose another model, or ask your admin about the limits. The record is under Models, Checks.'
      throw new AppError('forbidden', `${identity.name} cannot be put to use. ${sentence} ${remedy}`, { detail: { gate: state, recordId } })
    },

    /**
     * The model that drafts now: the chosen one, while it has passed with the rules, prompt and adapter it would be used with, or is the released
     * one and has no run here yet. null: drafts are taken from the findings. Never throws: what cannot be read has not passed, and a report is written all the same.
     */
    inForce(): ModelIdentity | null {
      const identity = options.models.current()
      return identity && heldBack(identity) === null ? identity : null
    },

    /** Why the chosen model does not draft, in one sentence; null where it does, and where none is chosen. Never throws. */
    heldBack(): string | null {
      const identity = options.models.current()
      return identity && heldBack(identity)
    },

    /** Another model was chosen, or none: whoever watches hears of it. */
    modelChanged: bell.ring,

    /**
     * A run over the shipped reports where there is no record yet of these rules with the chosen model, and then of the rules alone: once on
     * every installation for each version. One that was begun goes on. Each is tried once a start; what fails waits for a person. Never throws.
     */
    async runIfNew(): Promise<void> {
      try {
        const stores = options.stores()
        if (stores.readOnly) return
        for (const modelId of new Set([options.models.current()?.id ?? null, null])) {
          if (active || closed) return
          const engine = engineFor(modelId)
          const key = JSON.stringify(engine)
          if (tried.has(key) || recordsOf(stores).some((record) => record.set === 'samples' && sameEngine(record.engine, engine))) continue
          tried.add(key)
          const begun = stores.gate.all().find((run) => run.state !== 'done' && run.set === 'samples' && sameEngine(run.engine, engine) && (run.reader === null || readerNow(run.reader)))
          if (begun) work(stores, begun)
          else await start({ modelId, set: 'samples' }, machine)
        }
      } catch {
        // Locked, or the shipped reports are missing: the screen says that there is no record.
      }
    },

    /** Settles when no run works. */
    idle: (): Promise<void> => working,

    /** Stops what works and ends the thread. The run can be resumed later. */
    async close(): Promise<void> {
      closed = true
      active?.control.abort()
      await Promise.allSettled([working, options.checker.close()])
    },
  }
}
