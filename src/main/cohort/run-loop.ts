import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { seededRandom } from '../../domain/metric/interval.ts'
import { cacheKey } from '../../domain/status/tiers/cascade-cache.ts'
import type { StatusLanguageModel } from '../../domain/status/tiers/cascade.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { ArchiveText } from '../db/cohort-item-store.ts'
import type { StoredRun } from '../db/cohort-run-store.ts'
import type { KeptDecision } from '../db/decision-json.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { refreshAlerts } from '../reporting/alerts.ts'
import { machine, type Context } from '../reporting/context.ts'
import { isWorthKeeping } from '../reporting/status-cache.ts'
import { machineTag } from '../reporting/tag-report.ts'
import type { Classifier } from './classifier.ts'
import { Plan, requireUnchanged } from './plan.ts'
import type { TagAnswer, Tagger } from './tagger.ts'

/** How long main's thread may be held at a time, in milliseconds; the commit comes on top. */
const slice = 5
/** Reports and characters that go to the classifier at a time. */
const batchItems = 64
const batchCharacters = 262_144
/** With a language model a batch takes seconds; smaller ones show progress and stop sooner. */
const batchWithModel = 8

type LoopParts = {
  context: Pick<Context, 'now' | 'newId'>
  stores: Stores
  tagger: Tagger
  withBand: Classifier['withBand']
  /** The tier that the run's snapshot names; null: without a language model. */
  languageModel: StatusLanguageModel | null
  /** Called after every transaction that changed the run. */
  told: () => void
}

type Prepared = { number: number; report: number | null; archive: ArchiveText | null; input: StatusInput | null; key: string; cached: KeptDecision | null }

/** Lets everything else on this thread have its turn. */
const breathe = () => setImmediate()

/** After a transaction: the log is carried over in a turn of its own, because the wait for the disk on top of a transaction would be felt. */
export async function carryOver(stores: Pick<Stores, 'carryOver'>): Promise<void> {
  await breathe()
  stores.carryOver()
  await breathe()
}

/**
 * Reads a run's source as far as it is not read, then judges what waits, until all is done or `signal` says to stop. Each transaction holds
 * results and counts together, so an end at any moment loses nothing and repeats nothing. Rejects with AppError when it cannot go on.
 */
export async function carryOut(parts: LoopParts, id: string, signal: AbortSignal): Promise<void> {
  const { stores } = parts
  const run = stores.runs.find(id)
  if (!run) return
  if (run.position !== null) await readSource(parts, run, run.position, signal)
  if (signal.aborted) return
  stores.runs.setState(run.number, 'running')
  parts.told()
  await judge(parts, run, signal)
  while (!signal.aborted && stores.classifications.trim() > 0) await breathe()
}

/** The rank of an item in the random sample of its run: the same for the same run, whatever happened in between. */
function rankOf(run: StoredRun): (number: number) => number {
  const seed = createHash('sha256').update(run.id).digest().readUInt32LE(0)
  return (number) => Math.floor(seededRandom((seed + Math.imul(number, 0x9e3779b1)) >>> 0)() * 2 ** 32)
}

async function readSource(parts: LoopParts, run: StoredRun, position: number, signal: AbortSignal): Promise<void> {
  const { stores, tagger } = parts
  const plan = Plan.parse(stores.runs.plan(run.number))
  const rank = rankOf(run)
  let number = run.total
  const addReports = (reports: readonly number[], next: number | null): Promise<void> => {
    stores.lightTransaction(() => {
      for (const report of reports) stores.items.addReport(run.number, ++number, rank(number), report)
      stores.runs.advance(run.number, next, reports.length, 0)
    })
    parts.told()
    return carryOver(stores)
  }

  if (plan.type === 'selection') {
    for (let at = position; at < plan.reports.length && !signal.aborted; at += 500) {
      await addReports(plan.reports.slice(at, at + 500), at + 500)
    }
    if (!signal.aborted) await addReports([], null)
    return
  }

  if (plan.type === 'archive') {
    let step = 200
    for (let at = position; at < plan.until && !signal.aborted; ) {
      const began = performance.now()
      const to = Math.min(plan.until, at + step)
      const carried = addReports(stores.items.archive(plan.filter, at, to), to)
      at = to
      step = Math.round(Math.min(5000, Math.max(20, step * Math.min(2, slice / (performance.now() - began)))))
      await carried
    }
    if (!signal.aborted) await addReports([], null)
    return
  }

  // Each row of a file is one item, so the items that are there say how many rows to pass over.
  await requireUnchanged(plan)
  for await (const rows of tagger.read(plan.files.map(({ path }) => path), number)) {
    for (let at = 0; at < rows.length; ) {
      stores.lightTransaction(() => {
        const began = performance.now()
        const first = at
        let failed = 0
        do {
          const row = rows[at++]!
          stores.items.addText(run.number, ++number, rank(number), row)
          if ('problem' in row) failed++
        } while (at < rows.length && performance.now() - began < slice)
        stores.runs.advance(run.number, 0, at - first, failed)
      })
      parts.told()
      await carryOver(stores)
    }
    if (signal.aborted) return
  }
  stores.runs.advance(run.number, null, 0, 0)
}

async function judge(parts: LoopParts, run: StoredRun, signal: AbortSignal): Promise<void> {
  const { stores } = parts
  const tiers = new Set(run.tiers)
  const most = run.snapshot.model ? batchWithModel : batchItems
  let batch = prepare(stores, run, 0, most)
  while (batch.length > 0 && !signal.aborted) {
    const pending = answer(parts, batch, signal)
    pending.catch(() => {})
    await breathe()
    // The next texts are read while the thread judges these.
    const following = prepare(stores, run, batch.at(-1)!.number, most)
    const answers = await pending
    if (answers) await write(parts, run, batch, answers, tiers)
    // Retried items may stand before the place where this pass is.
    batch = following.length > 0 ? following : signal.aborted ? [] : prepare(stores, run, 0, most)
  }
}

/** Some waiting items after number `after` with their texts, and the answers that are known already. */
function prepare(stores: Stores, run: StoredRun, after: number, most: number): Prepared[] {
  const began = performance.now()
  const prepared: Prepared[] = []
  let characters = 0
  for (const { number, report } of stores.items.next(run.number, after, most)) {
    const archive = report === null ? null : stores.items.archiveText(report)
    const input = report === null ? stores.items.fileText(run.number, number) : (archive?.input ?? null)
    const key = input ? cacheKey(input, run.snapshot.version, null, { hash: sha256Of }) : ''
    prepared.push({ number, report, archive, input, key, cached: input && stores.classifications.find(key) })
    for (const text of Object.values(input ?? {})) characters += text.length
    if (characters > batchCharacters || performance.now() - began > slice) break
  }
  return prepared
}

/** An answer for each item, in order; null when the run was stopped meanwhile. */
async function answer({ tagger, languageModel }: LoopParts, batch: readonly Prepared[], signal: AbortSignal): Promise<TagAnswer[] | null> {
  const asked = batch.flatMap(({ cached, input }) => (cached || !input ? [] : [input]))
  const answered = asked.length > 0 ? await judgeAll(tagger, asked, languageModel && stoppable(languageModel, signal)) : []
  if (signal.aborted) return null
  let next = 0
  return batch.map(({ cached, input }) => (cached ? { decision: cached } : input ? answered[next++]! : { problem: 'The text of this report is missing.' }))
}

/** The language model until the run is stopped: pausing does not wait for the reports it has not judged. */
function stoppable(languageModel: StatusLanguageModel, signal: AbortSignal): StatusLanguageModel {
  const stopped = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new AppError('cancelled', 'The run was stopped.')), { once: true }))
  stopped.catch(() => {})
  return { version: languageModel.version, ask: (question) => Promise.race([languageModel.ask(question), stopped]) }
}

/** The last tier was asked and said nothing: another time it may. */
const isLeftOut = ({ path }: KeptDecision) => path?.at(-1)?.decided === false

/** A text that ends the thread or holds it too long must not stop the run: after such an end each is judged alone, and it alone fails. */
async function judgeAll(tagger: Tagger, inputs: readonly StatusInput[], languageModel: StatusLanguageModel | null): Promise<TagAnswer[]> {
  try {
    return await tagger.classify(inputs, languageModel)
  } catch (error) {
    const failure = AppError.from(error)
    if (failure.code !== 'model-crashed') throw failure
    if (inputs.length === 1) return [{ problem: `${failure.message} This text was passed over.` }]
    const answers: TagAnswer[] = []
    for (const input of inputs) answers.push(...(await judgeAll(tagger, [input], languageModel)))
    return answers
  }
}

/** Stores answers, counts and what follows from them, some in each transaction. */
async function write(parts: LoopParts, run: StoredRun, batch: readonly Prepared[], answers: readonly TagAnswer[], tiers: Set<string>): Promise<void> {
  const { context, stores, withBand } = parts
  // Answers arrive in the middle of a turn: a transaction there and one in its second half would hold the thread together.
  await breathe()
  for (let at = 0; at < batch.length; ) {
    stores.lightTransaction(() => {
      const began = performance.now()
      const counts = { done: 0, failed: 0 }
      const patients = new Set<string>()
      const known = tiers.size
      do {
        const item = batch[at]!
        const given = answers[at++]!
        if ('problem' in given) {
          counts.failed += Number(stores.items.fail(run.number, item.number, given.problem))
          continue
        }
        const decision = withBand(given.decision, run.snapshot.acceptedError)
        if (!stores.items.settle(run.number, item.number, decision, item.key, excerptOf(decision))) continue
        counts.done++
        tiers.add(decision.tier)
        if (!item.cached && isWorthKeeping(given.decision) && !isLeftOut(decision)) stores.classifications.put(item.key, given.decision)
        if (item.archive && item.report !== null) tagArchive(context, stores, run, { ...item, archive: item.archive, report: item.report }, decision, patients)
      } while (at < batch.length && performance.now() - began < slice)
      for (const patient of patients) refreshAlerts(context, stores, patient)
      stores.runs.count(run.number, counts)
      if (tiers.size > known) stores.runs.setTiers(run.number, [...tiers])
    })
    parts.told()
    await carryOver(stores)
  }
}

/** A report of the archive that has no tag at all gets this one, if its text is still the one that was judged. */
function tagArchive(context: LoopParts['context'], stores: Stores, run: StoredRun, item: { number: number; report: number; archive: ArchiveText }, decision: KeptDecision, patients: Set<string>): void {
  const { archive } = item
  if (archive.state === 'draft') stores.items.keepText(run.number, item.number, archive.input)
  if (archive.tagged) return
  const now = stores.items.archiveText(item.report)
  // As at import: what has no conclusion yet is not tagged.
  if (!now || now.tagged || now.input.conclusion.trim() === '' || JSON.stringify(now.input) !== JSON.stringify(archive.input)) return
  const at = context.now().toISOString()
  const tag = machineTag(decision, { id: context.newId(), reportId: now.reportId, provisional: now.state === 'draft', createdAt: at })
  stores.tags.add(tag)
  stores.audit.add({ at, actor: machine, action: 'tag.set', reportId: now.reportId, subjectId: tag.id, detail: { label: tag.label, provisional: tag.provisional, version: tag.version } })
  if (now.state === 'signed') patients.add(now.patient)
}

/** The words that decided, at most this many characters. */
const longestExcerpt = 240
function excerptOf({ evidence }: KeptDecision): string {
  const words = evidence.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join(' … ')
  return words.length > longestExcerpt ? `${words.slice(0, longestExcerpt - 1).toWellFormed()}…` : words
}
