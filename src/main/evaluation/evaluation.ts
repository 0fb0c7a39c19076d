import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { shuffled } from '../../domain/desk-test/order.ts'
import type { EngineChoice, EvaluationComparison, EvaluationItem, EvaluationPage, EvaluationRow, EvaluationRun, EvaluationSnapshot, EvaluationSource, EvaluationSummary, ShadowUpgrade } from '../../domain/evaluation/evaluation.ts'
import type { Answered } from '../../domain/evaluation/summary.ts'
import { columns } from '../../domain/metric/draft-sums.ts'
import { seededRandom } from '../../domain/metric/interval.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { NewItem, StoredEvaluation, StoredItem } from '../db/evaluation-store.ts'
import type { Stores } from '../db/stores.ts'
import { machine, personOf } from '../reporting/context.ts'
import { createRunQueue, type Turn } from '../runs/run-queue.ts'
import type { DraftEngine, OpenEngine } from './draft-engines.ts'
import type { AsyncWork } from './evaluation-work.ts'
import { caseHash, readCases } from './read-cases.ts'
import { draftAll } from './run-loop.ts'

export type EvaluationOptions = {
  /** Throws AppError `locked` while the database is not open. */
  stores: () => Stores
  openEngine: OpenEngine
  /** What judges drafts and counts figures, on a thread of its own. */
  work: AsyncWork
  /** Version of the classifier that tags in `work`. */
  tagVersion: () => string
  /** The encoder of BERTScore; null where none is installed. */
  encoderName: () => string | null
  /** The model that is chosen for people's drafts; null: none. */
  activeModel: () => string | null
  /** As the Models screen activates: may refuse. */
  activate: (modelId: string) => Promise<unknown>
  /** Back to a model, null: to none; never refused. Says what stands then. */
  goBack: (modelId: string | null) => Promise<string>
  /** Lets a person pick a JSON Lines file; empty when they changed their mind. */
  pickFile: () => Promise<string[]>
  now?: () => Date
  newId?: () => string
}

export type Evaluation = ReturnType<typeof createEvaluation>
type One = { runId: string }

/** A draft may take seconds: the speed is measured over this long, in milliseconds. */
const speedWindow = 60_000
/** Reports that are read at a time. */
const readAtATime = 50

const interrupted = 'RadDraft ended in the middle of this run. Every draft that was finished is kept; resume it to go on.'

/** Runs that draft many reports with one engine and measure the drafts. One run works at a time, the others wait their turn. */
export function createEvaluation(options: EvaluationOptions) {
  const { stores, openEngine, work, tagVersion: tagsBy } = options
  const now = () => (options.now ?? (() => new Date()))().toISOString()
  const newId = options.newId ?? randomUUID
  const queue = createRunQueue({ carryOut, speedWindow })
  const summaries = new Map<string, { answered: number; summary: EvaluationSummary }>()

  /** Throws AppError `not-found`. */
  function find(opened: Stores, runId: string): StoredEvaluation {
    const run = opened.evaluations.find(runId)
    if (!run) throw new AppError('not-found', 'This run is not in the database any more.')
    return run
  }

  /** What the screen shows. A run that nothing works on is stopped, whatever was stored when the app ended. */
  function shown({ number: _number, ...run }: StoredEvaluation): EvaluationRun {
    const cutOff = run.state === 'running' && !queue.works(run.id) && !queue.waits(run.id)
    const perSecond = queue.perSecond(run.id)
    const left = run.total - run.done - run.failed
    const message = run.state === 'running' && queue.waitsBehind(run.id) ? 'Waits until the run before it has finished.' : cutOff ? run.message || interrupted : run.message
    return { ...run, state: cutOff ? 'stopped' : run.state, message, perSecond, secondsLeft: perSecond ? left / perSecond : null }
  }
  const show = (opened: Stores, runId: string) => shown(find(opened, runId))
  const audit = (opened: Stores, action: Parameters<Stores['audit']['add']>[0]['action'], subjectId: string, detail: Record<string, number | string> = {}, actor = personOf(opened, '')) =>
    opened.audit.add({ at: now(), actor, action, reportId: null, subjectId, detail })

  /** Works on a run to its end; whatever goes wrong becomes its state. */
  async function carryOut(id: string, { signal, ring, note }: Turn): Promise<void> {
    const opened = stores()
    let engine: DraftEngine | null = null
    const told = () => {
      ring()
      const run = opened.evaluations.find(id)
      if (run) note(run.done + run.failed)
    }
    try {
      const run = find(opened, id)
      engine = openSame(run)
      told()
      await draftAll({ stores: opened, engine, work, withBertScore: run.snapshot.bertScore !== null, told }, run.number, signal)
      if (!signal.aborted) finish(opened, id)
    } catch (error) {
      if (!queue.isClosed() && !signal.aborted) stop(opened, id, AppError.from(error))
    } finally {
      await engine?.close().catch(() => {})
    }
  }

  function finish(opened: Stores, id: string): void {
    const run = opened.evaluations.find(id)
    if (!run) return
    const message = run.failed > 0 ? `${run.failed === 1 ? '1 report' : `${run.failed} reports`} could not be drafted; each says why.` : ''
    opened.transaction(() => {
      opened.evaluations.setState(run.number, 'done', message, now())
      audit(opened, 'evaluation.ended', id, { total: run.total, done: run.done, failed: run.failed }, machine)
    })
  }

  function stop(opened: Stores, id: string, failure: AppError): void {
    const sentence = failure.code === 'internal' ? 'Something in RadDraft failed. Every draft that was finished is kept; resume the run.' : failure.message
    try {
      const run = opened.evaluations.find(id)
      if (run) opened.evaluations.setState(run.number, 'stopped', sentence)
    } catch {
      // On a full disk the state cannot be written either: what nothing works on is shown as stopped anyway.
    }
  }

  /** The engine of a run. Throws AppError `model-missing`, or `invalid-input` when its drafts would not be of one kind any more. */
  function openSame({ snapshot }: StoredEvaluation): DraftEngine {
    const engine = openEngine(snapshot.engine)
    const { tagVersion, bertScore, ...frozen } = snapshot
    if (JSON.stringify(engine.snapshot) === JSON.stringify(frozen) && tagsBy() === tagVersion && (bertScore === null || bertScore === options.encoderName())) return engine
    void engine.close()
    throw new AppError('invalid-input', 'Model, prompt or rules have changed since this run began. Its drafts must not be mixed with new ones: start a new run and compare the two.')
  }

  function snapshotOf(choice: EngineChoice, withBertScore: boolean): EvaluationSnapshot {
    const bertScore = withBertScore ? options.encoderName() : null
    if (withBertScore && bertScore === null) throw new AppError('model-missing', 'No encoder is installed with this RadDraft, so BERTScore cannot be worked out. Start the run without it.')
    const engine = openEngine(choice)
    void engine.close()
    return { ...engine.snapshot, tagVersion: tagsBy(), bertScore }
  }

  /** The cases of a source and a few words that name it; null when the person picked nothing. */
  async function casesOf(opened: Stores, source: EvaluationSource): Promise<{ items: NewItem[]; words: string } | null> {
    if (source.type === 'file') {
      const [path] = await options.pickFile()
      return path === undefined ? null : { items: await readCases(path), words: basename(path) }
    }
    if (source.filter.query.trim() !== '' && !opened.readOnly) opened.worklist.refresh()
    const numbers = opened.evaluations.signedReports(source.filter, source.order === 'newest' ? source.most : 1_000_000)
    // The seed is fixed, so that the same archive gives the same sample to two engines.
    const chosen = source.order === 'newest' ? numbers : shuffled(numbers, seededRandom(1)).slice(0, source.most)
    const items: NewItem[] = []
    for (const [index, report] of chosen.entries()) {
      const one = opened.evaluations.caseOfReport(report)
      if (one) items.push({ report, sha256: caseHash(one), one, problem: '' })
      if (index % readAtATime === readAtATime - 1) await setImmediate()
    }
    if (items.length === 0) throw new AppError('invalid-input', 'No signed report with findings and a conclusion fits the filter.')
    return { items, words: `${source.order === 'newest' ? 'Newest' : 'Random'} ${items.length.toLocaleString('en-GB')} signed reports${source.filter.modality ? `, ${source.filter.modality}` : ''}` }
  }

  function insert(opened: Stores, name: string, engine: EngineChoice, items: readonly NewItem[], words: string, withBertScore = false): string {
    const id = newId()
    const snapshot = snapshotOf(engine, withBertScore)
    opened.evaluations.insert({ id, name: name.toWellFormed(), source: words, snapshot, createdAt: now() }, items)
    audit(opened, 'evaluation.started', id, { reports: items.length, model: snapshot.modelSha256 ?? '', version: snapshot.version })
    return id
  }

  /** Throws AppError `read-only`. */
  function writable(): Stores {
    const opened = stores()
    if (opened.readOnly) throw new AppError('read-only', 'The database can only be read at the moment, so nothing can be started.')
    return opened
  }

  /** What a run has answered; everything else on this thread has its turn in between. */
  async function answered(opened: Stores, run: StoredEvaluation): Promise<(Answered & { modality: string })[]> {
    const found: (Answered & { modality: string })[] = []
    for (let offset = 0; offset < run.total; offset += readAtATime) {
      for (const { number, sha256, title, modality, answer } of opened.evaluations.page(run.number, 'source', offset, readAtATime)) if (answer) found.push({ number, key: sha256, title, modality, answer })
      await setImmediate()
    }
    return found
  }

  function findShadow(opened: Stores, id: string): ShadowUpgrade {
    const shadow = opened.evaluations.shadows().find((one) => one.id === id)
    if (!shadow) throw new AppError('not-found', 'This shadow upgrade is not in the database.')
    return shadow
  }

  return {
    /** Newest first. */
    runs: (): EvaluationRun[] => stores().evaluations.all().map(shown),

    /** Null: the person picked no file. Throws AppError `model-missing`, `not-found`, `invalid-input`, `too-large`, or what the database refuses. */
    async start({ name, source, engine, bertScore = false }: { name: string; source: EvaluationSource; engine: EngineChoice; bertScore?: boolean | undefined }): Promise<EvaluationRun | null> {
      const opened = writable()
      const cases = await casesOf(opened, source)
      if (!cases) return null
      const id = opened.transaction(() => insert(opened, name, engine, cases.items, cases.words, bertScore))
      queue.enqueue(id)
      return show(opened, id)
    },

    /** The run now and after every change, at most four times a second, until it is removed or the reader leaves. */
    async *watch({ runId }: One, signal: AbortSignal): AsyncGenerator<EvaluationRun> {
      find(stores(), runId)
      for await (const _ of queue.changes(runId, signal)) {
        const run = stores().evaluations.find(runId)
        if (!run) return
        yield shown(run)
      }
    },

    /** Stops; the draft that is being written is dropped and made again later. */
    pause({ runId }: One): EvaluationRun {
      const opened = stores()
      const run = find(opened, runId)
      if (!queue.cancel(runId)) return shown(run)
      opened.transaction(() => {
        opened.evaluations.setState(run.number, 'paused')
        audit(opened, 'evaluation.paused', runId, { done: run.done })
      })
      queue.ring(runId)
      return show(opened, runId)
    },

    /** Goes on with a paused or stopped run; failed reports are tried again. Throws AppError `invalid-input` when model, prompt or rules have changed since, `model-missing`. */
    resume({ runId }: One): EvaluationRun {
      const opened = writable()
      const run = find(opened, runId)
      if (queue.works(runId) || queue.waits(runId)) return shown(run)
      void openSame(run).close()
      opened.transaction(() => {
        const again = opened.evaluations.retryFailed(run.number)
        opened.evaluations.count(run.number, { failed: -again })
        if (run.state === 'done' && again === 0) return
        opened.evaluations.setState(run.number, 'running')
        audit(opened, 'evaluation.resumed', runId, { done: run.done })
      })
      if (find(opened, runId).state === 'running') queue.enqueue(runId)
      queue.ring(runId)
      return show(opened, runId)
    },

    /** Removes a run with its drafts; desk tests made from it keep their own copies. Throws AppError `busy` while a shadow upgrade needs it. */
    async remove({ runId }: One): Promise<null> {
      const opened = writable()
      const run = find(opened, runId)
      if (opened.evaluations.shadows().some(({ current, candidate, decision }) => decision === null && (current === runId || candidate === runId))) {
        throw new AppError('busy', 'This run is part of a shadow upgrade that is not decided yet. Decide it first.')
      }
      await queue.cancel(runId)
      opened.transaction(() => {
        opened.evaluations.remove(run.number)
        audit(opened, 'evaluation.removed', runId, { total: run.total })
      })
      summaries.delete(runId)
      queue.forget(runId)
      return null
    },

    /** `worst`: contradictions, errors and lost facts first, then the least alike; otherwise in the order of the source. */
    rows({ runId, order, offset, limit }: One & { order: 'source' | 'worst'; offset: number; limit: number }): EvaluationPage {
      const opened = stores()
      const run = find(opened, runId)
      return { total: run.total, rows: opened.evaluations.page(run.number, order, offset, limit).map(rowOf) }
    },

    /** One report with its texts, or the name of the open desk test that seals it. Throws AppError `not-found`. */
    item({ runId, number }: One & { number: number }): EvaluationItem {
      const opened = stores()
      const run = find(opened, runId)
      const item = opened.evaluations.item(run.number, number)
      if (!item) throw new AppError('not-found', 'This report is not in the run.')
      const sealed = opened.deskTests.sealedCase(item.sha256)
      if (sealed !== null) return { ...rowOf(item), sealed }
      const texts = opened.evaluations.case(run.number, number)
      if (!texts) throw new AppError('not-found', item.problem || 'The text of this report is missing.')
      return { ...rowOf(item), sealed: null, texts, answer: item.answer }
    },

    async summary({ runId }: One): Promise<EvaluationSummary> {
      const opened = stores()
      const run = find(opened, runId)
      const known = summaries.get(runId)
      if (known?.answered === run.done) return known.summary
      const summary = await work.summarise((await answered(opened, run)).map(({ modality, answer }) => ({ modality, answer })))
      summaries.set(runId, { answered: run.done, summary })
      return summary
    },

    /** Two runs on the reports that both answered. */
    async compare({ first, second }: { first: string; second: string }): Promise<EvaluationComparison> {
      const opened = stores()
      const [one, other] = [find(opened, first), find(opened, second)]
      return work.compare(await answered(opened, one), await answered(opened, other))
    },

    shadows: (): ShadowUpgrade[] => stores().evaluations.shadows(),

    /** Drafts the newest signed reports silently with what is active and with the candidate. Throws as `start`. */
    async startShadow({ candidate, most }: { candidate: EngineChoice; most: number }): Promise<ShadowUpgrade> {
      const opened = writable()
      const before = options.activeModel()
      const current: EngineChoice = before === null ? { type: 'extractive' } : { type: 'model', modelId: before }
      if (JSON.stringify(current) === JSON.stringify(candidate)) throw new AppError('invalid-input', 'This engine is the active one. Choose another to try beside it.')
      const cases = await casesOf(opened, { type: 'archive', order: 'newest', most, filter: { query: '', modality: null, label: null, alert: false, from: null, to: null } })
      if (!cases) throw new AppError('invalid-input', 'There is no signed report to try it on.')
      const shadow = opened.transaction(() => {
        const runs = { current: insert(opened, 'Shadow: active now', current, cases.items, cases.words), candidate: insert(opened, 'Shadow: candidate', candidate, cases.items, cases.words) }
        const one = { id: newId(), ...runs, before, createdAt: now() }
        opened.evaluations.addShadow(one)
        audit(opened, 'shadow.started', one.id, { reports: cases.items.length })
        return one
      })
      queue.enqueue(shadow.current)
      queue.enqueue(shadow.candidate)
      return { ...shadow, decision: null }
    },

    /**
     * Makes the candidate active, leaves everything as it is, or goes back to what was active before. Throws AppError `busy` while the runs
     * are not finished, and what `activate` refuses: then nothing is decided. Going back is never refused.
     */
    async decideShadow({ shadowId, what, author }: { shadowId: string; what: NonNullable<ShadowUpgrade['decision']>['what']; author: string }): Promise<ShadowUpgrade & { stands: string }> {
      // Going back must work where nothing can be written too.
      const opened = what === 'rolled-back' ? stores() : writable()
      const shadow = findShadow(opened, shadowId)
      const candidate = find(opened, shadow.candidate)
      let stands = ''
      if (what === 'activated') {
        if (candidate.state !== 'done' || find(opened, shadow.current).state !== 'done') throw new AppError('busy', 'The shadow runs are not finished yet.')
        if (candidate.snapshot.engine.type !== 'model' || candidate.snapshot.engine.way) throw new AppError('invalid-input', 'Only a model with the prompt it is used with can be made active.')
        await options.activate(candidate.snapshot.engine.modelId)
      }
      if (what === 'rolled-back') {
        if (shadow.decision?.what !== 'activated') throw new AppError('invalid-input', 'The candidate was not activated, so there is nothing to roll back.')
        stands = await options.goBack(shadow.before)
        if (opened.readOnly) return { ...shadow, stands }
      }
      const person = personOf(opened, author)
      opened.transaction(() => {
        opened.evaluations.decideShadow(shadowId, { what, author: person, at: now() })
        audit(opened, 'shadow.decided', shadowId, { what }, person)
      })
      return { ...findShadow(opened, shadowId), stands }
    },

    /** Settles when no run works and none waits. */
    idle: queue.idle,

    /** Stops what works; the run can be resumed later. */
    async close(): Promise<void> {
      await Promise.allSettled([queue.close(), work.close()])
    },
  }
}

function rowOf({ number, title, modality, reportId, state, problem, answer }: StoredItem): EvaluationRow {
  return {
    number, title, modality, reportId, state, problem,
    rougeL: answer ? answer.measured.sums[columns.rougeL]! : null,
    lengthRatio: answer?.measured.ratio ?? null,
    factsMissing: answer?.measured.missing.length ?? 0,
    errorsMade: answer?.measured.errors.length ?? 0,
    contradictions: answer?.contradictions.length ?? 0,
    struck: answer?.struck.length ?? 0,
    ms: answer?.ms ?? null,
  }
}
