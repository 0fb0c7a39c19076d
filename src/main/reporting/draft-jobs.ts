import { DraftId, type DraftEvent, type DraftWish, type SentenceDecision, type StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, machine, personOf, tolerate, type Context } from './context.ts'
import { askedOf, requireFindings } from './draft-input.ts'
import { planDraft, type DraftingModel, type DraftPlan } from './draft-plan.ts'
import { problemOf } from './draft-problem.ts'
import type { DraftTools } from './draft-tools.ts'
import { nothingYet, writePhrases, writeReport, type Written } from './draft-writing.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { requireOpen } from './mine-first-seal.ts'
import { isStale } from './stale-basis.ts'
import { tagReport } from './tag-report.ts'

/** Tokens are gathered this long before the page hears of them: one frame at 30 frames a second. */
const gatherMs = 30
/** Words so far are on the disk at most this long after they were written. */
const keepMs = 250

const abandoned = 'The end of this draft could not be stored; the words so far are kept.'

/** A generation in progress. It belongs to main: nobody has to listen. */
type Job = { draft: StoredDraft; plan: DraftPlan; log: EventLog; stop: AbortController; done: Promise<void> }

export function createDraftJobs(context: Context, model: DraftingModel, tools: DraftTools) {
  const jobs = new Map<ReportId, Job>()
  // The model writes one text at a time; the next job waits here.
  let modelIsFree: Promise<unknown> = Promise.resolve()
  const now = () => context.now().toISOString()

  /** The newest draft of a report; while it is written, with the words so far. */
  function draftOf(stores: Stores, reportId: ReportId): StoredDraft | null {
    const job = jobs.get(reportId)
    if (job) return { ...job.draft, text: job.log.text() }
    const draft = stores.drafts.latest(reportId)
    if (draft?.state !== 'running') return draft
    if (!stores.readOnly) tolerate(() => closeAbandoned(stores, draft))
    const closed = stores.drafts.latest(reportId)
    // Where its end cannot be stored (full disk, read mode) it is shown as what it is, and stored another time.
    return closed?.state === 'running' ? { ...closed, state: 'incomplete', problem: abandoned } : closed
  }

  /** A draft whose writer is gone (the app died, or its end could not be stored) becomes incomplete with the words it has. */
  function closeAbandoned(stores: Stores, draft: StoredDraft): void {
    stores.transaction(() => {
      const report = findReport(stores, draft.reportId)
      const content = draft.text.trim() === '' ? null : orNull(() => tools.assembleDraft({ input: askedOf(stores, report).input, answer: draft.text, complete: false }))
      stores.drafts.end({ ...draft, state: 'incomplete', content, problem: abandoned, making: draft.making })
      stores.audit.add({ at: now(), actor: machine, action: 'draft.ended', reportId: report.id, subjectId: draft.id, detail: { state: 'incomplete', abandoned: true } })
    })
  }

  function start(stores: Stores, report: Report, wish: DraftWish): Job {
    const plan = planDraft(stores, report, model, tools, wish, wish === 'another' ? stores.drafts.latest(report.id) : null)
    const { identity, seed, promptVersion, making } = plan
    const draft: StoredDraft = {
      id: DraftId.parse(context.newId()), reportId: report.id, state: 'running', text: '', content: null, decisions: [], engine: identity ? 'model' : 'extractive',
      modelId: identity?.id ?? null, modelName: identity?.name ?? null, modelSha256: identity?.sha256 ?? null, promptVersion, seed, making,
      problem: null, firstTokenMs: null, totalMs: null, tokens: null, findingsSha256: sha256Of(plan.input.findings), stale: false, createdAt: now(),
    }
    stores.transaction(() => {
      stores.drafts.insert(draft)
      const detail = { model: draft.modelSha256, adapter: making.adapterSha256, prompt: draft.promptVersion, way: making.way, wish, seed }
      stores.audit.add({ at: draft.createdAt, actor: personOf(stores, ''), action: 'draft.started', reportId: report.id, subjectId: draft.id, detail })
    })
    const log = createEventLog(gatherMs)
    log.put({ type: 'started', draft })
    const job: Job = { draft, plan, log, stop: new AbortController(), done: Promise.resolve() }
    jobs.set(report.id, job)
    job.done = writeWords(stores, job)
      .then((written) => finish(stores, job, written))
      .then((event) => log.end(event), (error: unknown) => log.fail(error))
      .finally(() => jobs.delete(report.id))
    return job
  }

  /** Asks the model and keeps its words; whatever goes wrong is in the answer, with the words until then. */
  async function writeWords(stores: Stores, job: Job): Promise<Written> {
    const { log, stop, plan } = job
    const written = nothingYet()
    if (plan.making.way === 'rules') return { ...written, failure: new AppError('model-missing', model.heldBack?.() ?? 'No model is in use.') }
    let keeper: NodeJS.Timeout | null = null
    const keep = () => {
      keeper = null
      try {
        stores.drafts.setText(job.draft.id, written.text.toWellFormed())
      } catch {
        // The disk may be full or gone; the end of the draft is stored, or reported, by finish().
      }
    }
    const tell = (event: DraftEvent) => {
      // Whoever has cancelled hears no more of it.
      if (stop.signal.aborted) return
      log.put(event)
      if (event.type === 'token') keeper ??= setTimeout(keep, keepMs)
    }
    const stopped = new Promise<never>((_, reject) => stop.signal.addEventListener('abort', () => reject(new AppError('cancelled', 'You cancelled the draft.'))))
    stopped.catch(() => {})
    const before = modelIsFree
    let release = () => {}
    modelIsFree = new Promise<void>((resolve) => (release = resolve))
    let writing: Promise<void> = Promise.resolve()
    try {
      log.put({ type: 'phase', phase: 'loading', message: 'Waiting for the model.' })
      await Promise.race([before, stopped])
      writing = plan.making.way === 'phrases' ? writePhrases({ current: model.current, phrases: model.phrases! }, plan, stop.signal, tell, written) : writeReport(model, plan, tools.judge(plan.input), stop.signal, tell, written)
      await Promise.race([writing, stopped])
    } catch (error) {
      written.failure = AppError.from(error)
    } finally {
      if (keeper) clearTimeout(keeper)
      // The model may need a moment to stop; only the next job waits for that, not the reader.
      void before.then(() => writing).catch(() => {}).finally(release)
    }
    // What comes after a cancelled draft is nobody's any more.
    return { ...written, answers: new Map(written.answers) }
  }

  /** Stores how the draft ended. Throws AppError when the database refuses; the words have reached the page by then. */
  function finish(stores: Stores, job: Job, { text, answers, finished, phrased, failure, retried }: Written): DraftEvent {
    const { input, wishes, asked, condensed, making } = job.plan
    const hasWords = text.trim() !== ''
    const cancelled = job.stop.signal.aborted && failure !== null
    const byPhrases = making.way === 'phrases'
    const content = cancelled ? null : byPhrases ? orNull(() => tools.composePhrases({ input, answers, wishes, words: making.words })) : orNull(() => tools.assembleDraft({ input, answer: hasWords ? text.toWellFormed() : null, complete: !hasWords || finished?.reason === 'end', wishes }))
    // A draft by phrases is whole whatever happened: what the model did not reach is told by the rules.
    const state = cancelled ? 'cancelled' : content && (byPhrases || !failure || !hasWords) ? 'complete' : 'incomplete'
    const end = {
      id: job.draft.id, state, text: text.toWellFormed(), content, engine: cancelled || (byPhrases ? answers.size > 0 : hasWords) ? job.draft.engine : 'extractive',
      problem: problemOf({ cancelled, hasWords, content, failure, finished, condensed, asked: asked.length, answered: answers.size, way: making.way }),
      firstTokenMs: (finished ?? phrased)?.firstTokenMs ?? null, totalMs: (finished ?? phrased)?.totalMs ?? null, tokens: (finished ?? phrased)?.tokens ?? null,
      making: { ...making, retried },
    } as const
    stores.transaction(() => {
      stores.drafts.end(end)
      const detail = { state, engine: end.engine, sentences: content?.sentences.length ?? 0, failure: failure?.code ?? null }
      stores.audit.add({ at: now(), actor: machine, action: 'draft.ended', reportId: job.draft.reportId, subjectId: job.draft.id, detail })
    })
    const draft = stores.drafts.find(job.draft.id)
    if (!draft) throw new AppError('database', 'The draft is missing from the database.')
    return { type: 'done', draft }
  }

  return {
    draftOf,

    /** Turns drafts that a dead app left running into incomplete ones. */
    recover(stores: Stores): void {
      const alive = new Set([...jobs.values()].map(({ draft }) => draft.id))
      for (const draft of stores.drafts.running()) if (!alive.has(draft.id)) closeAbandoned(stores, draft)
    },

    /**
     * Writes a draft, or joins the one that is being written for this report. Leaving (`signal`) does not stop it; `cancelDraft` does.
     * Throws AppError `invalid-input` when there are not enough findings, `signed`, `not-found`, or what the database refuses.
     */
    async *writeDraft({ reportId, wish = 'draft' }: { reportId: ReportId; wish?: DraftWish }, signal: AbortSignal): AsyncGenerator<DraftEvent> {
      const stores = context.stores()
      let job = jobs.get(reportId)
      if (!job) {
        const report = findUnsigned(stores, reportId)
        requireFindings(askedOf(stores, report).input.findings)
        job = start(stores, report, wish)
      }
      yield* job.log.follow(signal)
    },

    /** Stops the draft that is being written; the words so far are kept. Nothing happens when there is none. */
    async cancelDraft({ reportId }: { reportId: ReportId }): Promise<null> {
      const job = jobs.get(reportId)
      job?.stop.abort()
      await job?.done
      return null
    },

    /** Stores what a person decided about sentences. Throws AppError `invalid-input` for a sentence that is not there, `signed`, `not-found`. */
    decide({ draftId, decisions, author }: { draftId: DraftId; decisions: { sentence: number; decision: SentenceDecision }[]; author: string }): StoredDraft {
      const stores = context.stores()
      return stores.transaction(() => {
        const draft = stores.drafts.find(draftId)
        if (!draft) throw new AppError('not-found', 'This draft is not in the database.')
        const report = findUnsigned(stores, draft.reportId)
        requireOpen(stores, draft)
        // The page asks first; a decision already made is kept and says what it was made on.
        const stale = isStale(stores, report, draft)
        const person = personOf(stores, author)
        const at = now()
        for (const { sentence, decision } of decisions) {
          if (sentence >= draft.decisions.length) throw new AppError('invalid-input', `The draft has no sentence ${sentence + 1}.`)
          stores.drafts.decide(draftId, sentence, decision, person, at)
          const detail = { sentence, decision, model: draft.modelSha256, prompt: draft.promptVersion, ...(stale && { stale }) }
          stores.audit.add({ at, actor: person, action: 'draft.decided', reportId: report.id, subjectId: draftId, detail })
        }
        tagReport(context, stores, report)
        stores.basis.setTag(report.id)
        return stores.drafts.find(draftId) ?? draft
      })
    },

    /** Whether any draft is being written. */
    running: () => jobs.size > 0,

    /** Settles when no draft is being written any more. */
    async idle(): Promise<void> {
      while (jobs.size > 0) await Promise.all([...jobs.values()].map(({ done }) => done))
    },
  }
}

function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
