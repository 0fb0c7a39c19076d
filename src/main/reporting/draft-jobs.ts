import type { DraftContent, DraftInput } from '../../domain/draft/draft.ts'
import { DraftId, type DraftEvent, type SentenceDecision, type StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import type { GenerateEvent, LanguageModel } from '../../domain/model/language-model.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, machine, personOf, tolerate, type Context } from './context.ts'
import type { DraftTools } from './draft-tools.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { tagReport } from './tag-report.ts'

/** Tokens are gathered this long before the page hears of them: one frame at 30 frames a second. */
const gatherMs = 30
/** Words so far are on the disk at most this long after they were written. */
const keepMs = 250
/** Greedy writing with a fixed seed: the same findings, model and prompt give the same draft. */
const temperature = 0
const seed = 1

const abandoned = 'The end of this draft could not be stored; the words so far are kept.'

/** A generation in progress. It belongs to main: nobody has to listen. */
type Job = { draft: StoredDraft; log: EventLog; stop: AbortController; done: Promise<void> }

export function createDraftJobs(context: Context, model: LanguageModel, tools: DraftTools) {
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
      const content = draft.text.trim() === '' ? null : contentOrNull(inputOf(stores, report), draft.text, false)
      stores.drafts.end({ ...draft, state: 'incomplete', content, problem: abandoned })
      stores.audit.add({ at: now(), actor: machine, action: 'draft.ended', reportId: report.id, subjectId: draft.id, detail: { state: 'incomplete', abandoned: true } })
    })
  }

  function contentOrNull(input: DraftInput, answer: string | null, complete: boolean): DraftContent | null {
    try {
      return tools.assembleDraft({ input, answer, complete })
    } catch {
      return null
    }
  }

  /** null where the model's family has no template: the draft is then taken from the findings. */
  function promptOrNull(input: DraftInput, family: PromptFamily) {
    try {
      return tools.buildPrompt(input, family)
    } catch {
      return null
    }
  }

  function start(stores: Stores, report: Report): Job {
    const input = inputOf(stores, report)
    const identity = model.current()
    const prompt = identity && promptOrNull(input, identity.template)
    const draft: StoredDraft = {
      id: DraftId.parse(context.newId()), reportId: report.id, state: 'running', text: '', content: null, decisions: [], engine: identity ? 'model' : 'extractive',
      modelId: identity?.id ?? null, modelName: identity?.name ?? null, modelSha256: identity?.sha256 ?? null, promptVersion: prompt?.version ?? 'none', seed,
      problem: null, firstTokenMs: null, totalMs: null, tokens: null, findingsSha256: sha256Of(report.sections.findings), stale: false, createdAt: now(),
    }
    stores.transaction(() => {
      stores.drafts.insert(draft)
      const detail = { model: draft.modelSha256, prompt: draft.promptVersion, seed }
      stores.audit.add({ at: draft.createdAt, actor: personOf(stores, ''), action: 'draft.started', reportId: report.id, subjectId: draft.id, detail })
    })
    const log = createEventLog(gatherMs)
    log.put({ type: 'started', draft })
    const job: Job = { draft, log, stop: new AbortController(), done: Promise.resolve() }
    jobs.set(report.id, job)
    const request = prompt && { prompt: prompt.parts, maxTokens: prompt.maxTokens, temperature, seed, stop: prompt.stop }
    job.done = writeWords(stores, job, request)
      .then((written) => finish(stores, job, input, { ...written, condensed: (prompt?.condensed.length ?? 0) > 0 }))
      .then((event) => log.end(event), (error: unknown) => log.fail(error))
      .finally(() => jobs.delete(report.id))
    return job
  }

  /** `condensed`: the model read a shortened form of the findings. */
  type Written = { text: string; condensed: boolean; finished: Extract<GenerateEvent, { type: 'finished' }> | null; failure: AppError | null }

  /** Asks the model and keeps its words; whatever goes wrong is in the answer, with the words until then. */
  async function writeWords(stores: Stores, job: Job, request: Parameters<LanguageModel['write']>[0] | null): Promise<Written> {
    const { log, stop } = job
    const written: Written = { text: '', condensed: false, finished: null, failure: null }
    if (!request) {
      const failure = job.draft.modelId === null ? new AppError('model-missing', 'No model is installed.') : new AppError('model-invalid', 'For this model’s family there is no prompt.')
      return { ...written, failure }
    }
    let keeper: NodeJS.Timeout | null = null
    const keep = () => {
      keeper = null
      try {
        stores.drafts.setText(job.draft.id, written.text)
      } catch {
        // The disk may be full or gone; the end of the draft is stored, or reported, by finish().
      }
    }
    const stopped = new Promise<never>((_, reject) => stop.signal.addEventListener('abort', () => reject(new AppError('cancelled', 'You cancelled the draft.'))))
    stopped.catch(() => {})
    const before = modelIsFree
    let release = () => {}
    modelIsFree = new Promise<void>((resolve) => (release = resolve))
    let events: AsyncIterator<GenerateEvent> | null = null
    try {
      log.put({ type: 'phase', phase: 'loading', message: 'Waiting for the model.' })
      await Promise.race([before, stopped])
      events = model.write(request, stop.signal)[Symbol.asyncIterator]()
      for (;;) {
        const { value, done } = await Promise.race([events.next(), stopped])
        if (done) break
        if (value.type === 'reading') log.put({ type: 'phase', phase: 'reading', message: `Reading the findings (${value.done} of ${value.total} tokens).` })
        else if (value.type === 'finished') written.finished = value
        else {
          if (written.text === '') log.put({ type: 'phase', phase: 'writing', message: 'Writing the conclusion.' })
          written.text += value.text
          log.put({ type: 'token', text: value.text })
          keeper ??= setTimeout(keep, keepMs)
        }
      }
      if (!written.finished) written.failure = new AppError('model-crashed', 'The model ended in the middle of its answer.')
    } catch (error) {
      written.failure = AppError.from(error)
    } finally {
      if (keeper) clearTimeout(keeper)
      // The model may need a moment to stop; only the next job waits for that, not the reader.
      const left = before.then(() => events?.return?.()).catch(() => {})
      void left.finally(release)
    }
    return written
  }

  /** Stores how the draft ended. Throws AppError when the database refuses; the words have reached the page by then. */
  function finish(stores: Stores, job: Job, input: DraftInput, { text, condensed, finished, failure }: Written): DraftEvent {
    const hasWords = text.trim() !== ''
    const cancelled = job.stop.signal.aborted && !finished
    const content = cancelled ? null : contentOrNull(input, hasWords ? text.toWellFormed() : null, finished?.reason === 'end')
    const state = cancelled ? 'cancelled' : content && (!failure || !hasWords) ? 'complete' : 'incomplete'
    const end = {
      id: job.draft.id, state, text: text.toWellFormed(), content, engine: hasWords || cancelled ? job.draft.engine : 'extractive',
      problem: problemOf({ cancelled, hasWords, content, failure, finished, condensed }),
      firstTokenMs: finished?.firstTokenMs ?? null, totalMs: finished?.totalMs ?? null, tokens: finished?.tokens ?? null,
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
    async *writeDraft({ reportId }: { reportId: ReportId }, signal: AbortSignal): AsyncGenerator<DraftEvent> {
      const stores = context.stores()
      let job = jobs.get(reportId)
      if (!job) {
        const report = findUnsigned(stores, reportId)
        requireFindings(report.sections.findings)
        job = start(stores, report)
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
        const person = personOf(stores, author)
        const at = now()
        for (const { sentence, decision } of decisions) {
          if (sentence >= draft.decisions.length) throw new AppError('invalid-input', `The draft has no sentence ${sentence + 1}.`)
          stores.drafts.decide(draftId, sentence, decision, person, at)
          const detail = { sentence, decision, model: draft.modelSha256, prompt: draft.promptVersion }
          stores.audit.add({ at, actor: person, action: 'draft.decided', reportId: report.id, subjectId: draftId, detail })
        }
        tagReport(context, stores, report)
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

function inputOf(stores: Stores, { sections, studyId }: Report): DraftInput {
  const study = stores.studies.find(studyId)
  const patient = study && stores.patients.find(study.patient)
  const { findings, indication, comparison } = sections
  return {
    findings,
    indication,
    comparison,
    ...(study && { modality: study.modality, region: study.description }),
    ...(patient?.sex && { sex: patient.sex }),
    ...(study && patient?.birthDate && { age: yearsBetween(patient.birthDate, study.date) }),
  }
}

/** Whole years from one ISO date to another. */
function yearsBetween(birth: string, at: string): number {
  const years = Number(at.slice(0, 4)) - Number(birth.slice(0, 4))
  return at.slice(5) < birth.slice(5) ? years - 1 : years
}

/** A conclusion needs something to conclude from: two words, or four characters of Japanese. */
function requireFindings(findings: string): void {
  const text = findings.trim()
  if (text === '') throw new AppError('invalid-input', 'The findings are empty. Dictate or type what you see, then draft.')
  const words = text.split(/\s+/).length
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  if (words < 2 && ideographs < 4) throw new AppError('invalid-input', 'One word is not enough to draft a conclusion from. Write at least one sentence of findings.')
}

type End = { cancelled: boolean; hasWords: boolean; content: DraftContent | null; failure: AppError | null; finished: { reason: string } | null; condensed: boolean }

/** What the reader must know about a draft that is not simply whole; null when it is. */
function problemOf({ cancelled, hasWords, content, failure, finished, condensed }: End): string | null {
  if (cancelled) return 'You cancelled this draft; the words so far are kept, nothing of it is offered.'
  if (!content) return 'The evidence of this draft could not be worked out; the words are kept, nothing of them is offered.'
  if (failure && hasWords) return `${failure.message} The words so far are kept and marked incomplete.`
  if (failure) return `${failure.message} This draft was taken from the findings without a model.`
  if (!hasWords) return 'The model wrote nothing. This draft was taken from the findings without it.'
  // How the model read and ended matters only where its words are offered.
  if (content.sentences.every(({ source }) => source !== 'model')) return null
  if (condensed) return 'The findings are long: the model read a shortened form of them. See what is left out.'
  return finished?.reason === 'limit' ? 'The model reached its length limit; its last sentence may be missing.' : null
}
