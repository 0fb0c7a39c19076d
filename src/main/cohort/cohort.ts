import { randomUUID } from 'node:crypto'
import type { CohortFilter, CohortItem, CohortPage, CohortRun, CohortSource, CohortSummary } from '../../domain/cohort/cohort.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { StoredRun } from '../db/cohort-run-store.ts'
import type { Stores } from '../db/stores.ts'
import { machine, personOf, type Context } from '../reporting/context.ts'
import type { StatusLanguageModel } from '../../domain/status/tiers/cascade.ts'
import { createAdjudicating, type Adjudication } from './adjudicate.ts'
import type { Classifier } from './classifier.ts'
import { exportRows } from './export-rows.ts'
import { makePlan, type PickFiles } from './plan.ts'
import { createRunQueue, type Turn } from '../runs/run-queue.ts'
import type { PickTarget } from '../runs/write-whole.ts'
import { carryOut, carryOver } from './run-loop.ts'
import { withStillNursery } from './still-nursery.ts'
import { summarise } from './summarise.ts'
import type { Tagger } from './tagger.ts'

export type CohortOptions = {
  /** Throws AppError `locked` while the database is not open. */
  stores: () => Stores
  tagger: Tagger
  classifier: Pick<Classifier, 'version' | 'withBand'>
  /** The accepted error that is in force now. */
  acceptedError: () => number | null
  /** The active language model as a tier; null where none is active. */
  languageModel?: () => ModelTier | null
  /** Lets a person pick files, or one folder; empty when they changed their mind. */
  pickFiles: PickFiles
  pickTarget: PickTarget
  now?: () => Date
  newId?: () => string
}

/** A language model that judges what the other tiers are not sure of. */
type ModelTier = StatusLanguageModel & { id: string; sha256: string }

export type Cohort = ReturnType<typeof createCohort>
type One = { runId: string }

const interrupted = 'RadDraft ended in the middle of this run. Everything that was answered is kept; resume it to go on.'

/** Runs that tag many reports: one entry of the contract each. One run works at a time, the others wait their turn. */
export function createCohort(options: CohortOptions) {
  const context: Pick<Context, 'now' | 'newId'> = { now: options.now ?? (() => new Date()), newId: options.newId ?? randomUUID }
  const now = () => context.now().toISOString()
  const queue = createRunQueue({ carryOut: carryOutRun, drained: () => options.tagger.close() })

  /** Throws AppError `not-found`. */
  function find(stores: Stores, { runId }: One): StoredRun {
    const run = stores.runs.find(runId)
    if (!run) throw new AppError('not-found', 'This run is not in the database any more.')
    return run
  }

  /** What the screen shows. A run that nothing works on is stopped, whatever was stored when the app ended. */
  function shown(run: StoredRun): CohortRun {
    const { number: _number, position: _position, tiers: _tiers, state: stored, ...rest } = run
    const begun = stored === 'reading' || stored === 'running'
    const state = stored === 'removed' ? 'stopped' : begun && !queue.works(run.id) && !queue.waits(run.id) ? 'stopped' : stored
    const perSecond = state === 'running' ? queue.perSecond(run.id) : null
    const left = run.total - run.done - run.failed
    const message = queue.waitsBehind(run.id) ? 'Waits until the run before it has finished.' : state === 'stopped' && begun && rest.message === '' ? interrupted : rest.message
    return { ...rest, state, message, perSecond, secondsLeft: perSecond ? left / perSecond : null }
  }

  const show = (stores: Stores, input: One) => shown(find(stores, input))
  const audit = (stores: Stores, action: 'cohort.started' | 'cohort.ended' | 'cohort.paused' | 'cohort.resumed' | 'cohort.retried' | 'cohort.removed', run: { id: string }, detail: Record<string, number | string> = {}, actor = personOf(stores, '')) =>
    stores.audit.add({ at: now(), actor, action, reportId: null, subjectId: run.id, detail })

  /** Works on a run to its end; whatever goes wrong becomes its state. */
  async function carryOutRun(id: string, { signal, ring, note }: Turn): Promise<void> {
    const stores = options.stores()
    let last = 0
    const told = () => {
      // Each reader is held to four events a second by the bell; what is skipped here would be the last event of a pause.
      ring()
      if (performance.now() - last < 100) return
      last = performance.now()
      const run = stores.runs.find(id)
      if (run) note(run.done + run.failed)
    }
    try {
      const run = find(stores, { runId: id })
      requireSame(run)
      told()
      const parts = { context, stores, tagger: options.tagger, withBand: options.classifier.withBand, languageModel: tierOf(run), told }
      await withStillNursery(() => carryOut(parts, id, signal))
      if (!signal.aborted) finish(stores, id)
    } catch (error) {
      if (!queue.isClosed()) stop(stores, id, AppError.from(error))
    }
  }

  function finish(stores: Stores, id: string): void {
    const run = stores.runs.find(id)
    if (!run) return
    // Somebody had failed reports tried again after the last answer.
    if (stores.items.next(run.number, 0, 1).length > 0) return queue.enqueue(id)
    const message = run.total === 0 ? 'No report fits the filter.' : run.failed > 0 ? `${run.failed === 1 ? '1 report' : `${run.failed} reports`} could not be judged; each says why.` : ''
    stores.transaction(() => {
      stores.runs.setState(run.number, 'done', message, now())
      audit(stores, 'cohort.ended', run, { total: run.total, done: run.done, failed: run.failed }, machine)
    })
  }

  function stop(stores: Stores, id: string, failure: AppError): void {
    const sentence = failure.code === 'internal' ? 'Something in RadDraft failed. Everything that was answered is kept; resume the run.' : failure.message
    try {
      const run = stores.runs.find(id)
      if (run) stores.runs.setState(run.number, 'stopped', sentence)
    } catch {
      // On a full disk the state cannot be written either: what nothing works on is shown as stopped anyway.
    }
  }

  /** Deletes what is left of removed runs, a little at a time. */
  async function clean(stores: Stores): Promise<void> {
    for (const number of stores.runs.removed()) {
      while (stores.lightTransaction(() => stores.items.removeSome(number, 50)) > 0) {
        await carryOver(stores)
        if (queue.isClosed()) return
      }
      stores.runs.drop(number)
    }
  }

  const cleaned = new WeakSet<Stores>()
  /** The first use of a freshly opened database goes on removing what a dead app left half removed. */
  function stores(): Stores {
    const opened = options.stores()
    if (!cleaned.has(opened)) {
      cleaned.add(opened)
      if (!opened.readOnly) void clean(opened).catch(() => {})
    }
    return opened
  }

  /** The language model that the run's snapshot names, if it is the active one. */
  function tierOf({ snapshot }: StoredRun): ModelTier | null {
    const tier = snapshot.model ? (options.languageModel?.() ?? null) : null
    return tier?.sha256 === snapshot.model?.sha256 ? tier : null
  }

  /** Throws AppError `invalid-input` when the answers would not be of one kind any more: other rules, other weights, another model. */
  function requireSame(run: StoredRun): void {
    const { snapshot } = run
    const tier = tierOf(run)
    if (snapshot.model && !tier) throw new AppError('model-missing', `This run was begun with the model ${snapshot.model.id}. Activate it again, then resume.`)
    const version = options.classifier.version(tier ?? undefined)
    if (snapshot.version === version) return
    throw new AppError('invalid-input', `This run was begun with ${snapshot.version}; this RadDraft has ${version}. Their answers must not be mixed: start a new run.`)
  }

  return {
    /** Newest first. */
    runs: (): CohortRun[] => stores().runs.all().map(shown),

    /** Throws AppError `model-missing`, `not-found`, `invalid-input`, or what the database refuses. */
    async start({ name, source, useModel }: { name: string; source: CohortSource; useModel: boolean }): Promise<CohortRun | null> {
      const opened = stores()
      if (opened.readOnly) throw new AppError('read-only', 'The database can only be read at the moment, so no run can be started.')
      const model = useModel ? (options.languageModel?.() ?? null) : null
      if (useModel && !model) throw new AppError('model-missing', 'No language model that judges status tags is active. Start the run without it.')
      if (source.type === 'archive') opened.worklist.refresh()
      const made = await makePlan(source, opened, options.pickFiles)
      if (!made) return null
      const id = context.newId()
      opened.transaction(() => {
        const snapshot = { version: options.classifier.version(model ?? undefined), model: model && { id: model.id, sha256: model.sha256 }, acceptedError: options.acceptedError() }
        opened.runs.insert({ id, name: name.toWellFormed() || made.words, source: made.words, plan: made.plan, snapshot, createdAt: now() })
        audit(opened, 'cohort.started', { id }, { source: source.type, version: snapshot.version, model: model?.sha256 ?? '', acceptedError: snapshot.acceptedError ?? -1 })
      })
      queue.enqueue(id)
      return show(opened, { runId: id })
    },

    /** The run now and after every change, at most four times a second, until it is removed or the reader leaves. */
    async *watch(input: One, signal: AbortSignal): AsyncGenerator<CohortRun> {
      find(stores(), input)
      for await (const _ of queue.changes(input.runId, signal)) {
        const run = options.stores().runs.find(input.runId)
        if (!run) return
        yield shown(run)
      }
    },

    /** Stops after the reports that are being judged; nothing happens to a run that does not work. */
    pause(input: One): CohortRun {
      const opened = stores()
      const run = find(opened, input)
      if (!queue.cancel(run.id)) return shown(run)
      opened.transaction(() => {
        opened.runs.setState(run.number, 'paused')
        audit(opened, 'cohort.paused', run, { done: run.done })
      })
      queue.ring(run.id)
      return show(opened, input)
    },

    /** Goes on with a paused or stopped run. Throws AppError `invalid-input` when rules or weights have changed since, `model-missing`. */
    resume(input: One): CohortRun {
      const opened = stores()
      const run = find(opened, input)
      if (queue.works(run.id) || queue.waits(run.id) || run.state === 'done') return shown(run)
      requireSame(run)
      opened.transaction(() => {
        opened.runs.setState(run.number, run.position === null ? 'running' : 'reading')
        audit(opened, 'cohort.resumed', run, { done: run.done })
      })
      queue.enqueue(run.id)
      queue.ring(run.id)
      return show(opened, input)
    },

    /** Judges the failed reports again, those that have a text. Throws as `resume`. */
    async retryFailed(input: One): Promise<CohortRun> {
      const opened = stores()
      const run = find(opened, input)
      requireSame(run)
      let again = 0
      for (;;) {
        const some = opened.lightTransaction(() => {
          const changed = opened.items.retryFailed(run.number, 100)
          opened.runs.count(run.number, { failed: -changed })
          // With the first of them: after an end of the app in between, a run that is done could not be resumed.
          if (changed > 0 && !queue.works(run.id)) opened.runs.setState(run.number, run.position === null ? 'running' : 'reading')
          return changed
        })
        if (some === 0) break
        again += some
        await carryOver(opened)
        find(opened, input)
      }
      if (again === 0) throw new AppError('invalid-input', run.failed === 0 ? 'No report of this run has failed.' : 'The failed rows have no text that could be judged again. Correct the file and start a new run.')
      opened.transaction(() => audit(opened, 'cohort.retried', run, { reports: again }))
      if (!queue.works(run.id)) queue.enqueue(run.id)
      queue.ring(run.id)
      return show(opened, input)
    },

    /** Removes a run with its texts and results; what people said of its reports stays in the record. */
    async remove(input: One): Promise<null> {
      const opened = stores()
      const run = find(opened, input)
      const ended = queue.cancel(run.id)
      opened.transaction(() => {
        opened.runs.setState(run.number, 'removed')
        audit(opened, 'cohort.removed', run, { total: run.total })
      })
      queue.forget(run.id)
      await ended
      await clean(opened)
      return null
    },

    rows({ runId, filter, offset, limit }: One & { filter: CohortFilter; offset: number; limit: number }): CohortPage {
      const opened = stores()
      const run = find(opened, { runId })
      if (filter.query.trim() !== '' && !opened.readOnly) opened.worklist.refresh()
      return { ...opened.cohortPages.page(run, filter, offset, limit), tiers: run.tiers }
    },

    /** Throws AppError `not-found`. */
    item({ runId, number }: One & { number: number }): CohortItem {
      const opened = stores()
      const item = opened.cohortPages.item(find(opened, { runId }), number)
      if (!item) throw new AppError('not-found', 'This report is not in the run.')
      return item
    },

    adjudicate(said: One & Adjudication): CohortItem {
      const opened = stores()
      const run = find(opened, said)
      const item = createAdjudicating(context)(opened, run, said)
      queue.ring(run.id)
      return item
    },

    summary({ runId, frequency }: One & { frequency: [number, number, number] | null }): CohortSummary {
      const opened = stores()
      return summarise(opened, find(opened, { runId }), frequency)
    },

    /** Writes what the filter shows to a file the person picks; null: changed their mind. */
    async export({ runId, filter, format, withText }: One & { filter: CohortFilter; format: 'csv' | 'jsonl'; withText: boolean }): Promise<{ path: string; rows: number } | null> {
      const opened = stores()
      const run = find(opened, { runId })
      if (filter.query.trim() !== '' && !opened.readOnly) opened.worklist.refresh()
      const written = await exportRows({ stores: opened, run, filter, format, withText, pickTarget: options.pickTarget })
      if (written && !opened.readOnly) {
        opened.audit.add({ at: now(), actor: personOf(opened, ''), action: 'cohort.exported', reportId: null, subjectId: run.id, detail: { rows: written.rows, format, withText } })
      }
      return written
    },

    /** Settles when no run works and none waits. */
    idle: queue.idle,

    /** Stops what works after the reports that are being judged, and ends the thread. The run can be resumed later. */
    async close(): Promise<void> {
      await Promise.allSettled([queue.close(), options.tagger.close()])
    },
  }
}
