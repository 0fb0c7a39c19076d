import { randomUUID } from 'node:crypto'
import type { ImportFile, ImportResult } from '../../domain/report/import-report.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { Sections } from '../../domain/report/sections.ts'
import type { GuidelinePack } from '../../domain/explain/guideline-pack.ts'
import type { StatusCache } from '../../domain/status/tiers/cascade-cache.ts'
import type { StatusReliability } from '../../domain/status/tiers/reliability.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { awaited, type WorklistFilter, type WorklistPage } from '../../domain/worklist/worklist.ts'
import type { Stores } from '../db/stores.ts'
import { createAnswering } from './answer-issues.ts'
import type { CheckWork } from './check-queue.ts'
import { findReport, tolerate, type Context } from './context.ts'
import { createExplaining } from './explain.ts'
import { createDraftJobs } from './draft-jobs.ts'
import type { DraftTools } from './draft-tools.ts'
import { createDraftWarming, type WarmableModel } from './draft-warming.ts'
import { createDraftingRules } from './drafting-rules.ts'
import { createEditing } from './edit-report.ts'
import { createImporting } from './import-reports.ts'
import { createForesight, type Judge } from './foresee.ts'
import { createSecondLook } from './second-look.ts'
import { createSecondReader, type SecondReaderOptions } from './second-reader.ts'
import { statusCache } from './status-cache.ts'
import { createAlerting } from './alerts.ts'
import { createMineFirst } from './mine-first.ts'
import { createPatients } from './patient.ts'
import { createSettings, settingsOf, type SettingsPolicy } from './settings.ts'
import { createSigning } from './sign-report.ts'
import { createStaleDrafts } from './stale.ts'
import { createTagging } from './tag-report.ts'
import { createTeaching } from './teaching.ts'

export type ReportingOptions = {
  /** `access.stores`: throws AppError `locked` while the database is not open. */
  stores: () => Stores
  model: WarmableModel
  draftTools: DraftTools
  /** `acceptedError`: share of wrong labels below which an answer is withheld; null: never. `cache`: answers that are known already. */
  classify: (input: StatusInput, options: { acceptedError: number | null; cache: StatusCache }) => ReportDecision
  /** Asks all tiers, however long they take, and puts the answer into `cache`; left out: there are none but those of `classify`. */
  judge?: Judge
  /** The same and then, where it is not sure, the language model; left out: none is ever asked. */
  judgeLast?: Judge
  /** The same for reports nobody waits for; left out: imported reports keep the answer of the quick tiers. */
  judgeLater?: Judge
  /** The files of resources/samples. */
  samples: () => Promise<ImportFile[]>
  /** The guidelines that "Explain" suggests from; left out: none. */
  guidelines?: () => Promise<GuidelinePack>
  /** The checks in a thread of their own; left out: they are made here. */
  checkAside?: CheckWork
  /** How honest the odds of `classify` are, by language; measured when its weights were made. */
  reliability?: () => StatusReliability[]
  /** What the admin's policy decides; null or left out: nothing. */
  policy?: (SettingsPolicy & { secondReader?: boolean | undefined }) | null
  /** A model that reads after the rules; left out: none ever does. */
  secondReader?: SecondReaderOptions
  now?: () => Date
  newId?: () => string
}

export type Reporting = ReturnType<typeof createReporting>

/** Everything that can be done with reports, one function for each entry of the contract from `setting.read` to `tag.correct`. */
export function createReporting(options: ReportingOptions) {
  const policy = options.policy ?? null
  const recovered = new WeakSet<Stores>()
  /** The first use of a freshly opened database closes the drafts that a dead app left running. */
  function stores(): Stores {
    const opened = options.stores()
    if (!recovered.has(opened)) {
      recovered.add(opened)
      if (!opened.readOnly) tolerate(() => jobs.recover(opened))
    }
    return opened
  }

  function classify(input: StatusInput, keep: boolean): ReportDecision {
    const opened = stores()
    const { acceptedTagError: acceptedError } = settingsOf(opened, policy)
    return options.classify(input, { acceptedError, cache: foresight.before(statusCache(opened, keep), keep) })
  }

  const foresight = createForesight(options.judge, options.judgeLast)
  const context: Context = {
    stores, now: options.now ?? (() => new Date()), newId: options.newId ?? randomUUID,
    classify: (input) => classify(input, false), classifyAndKeep: (input) => classify(input, true),
  }
  const secondLook = createSecondLook(context, options.judgeLater)
  const importing = createImporting(context, options.samples)
  const jobs = createDraftJobs(context, options.model, options.draftTools)
  const warming = createDraftWarming(context, options.model, options.draftTools)
  const editing = createEditing(context, jobs.draftOf)

  const signing = createSigning(context, jobs.draftOf, (stores, report) => answering.answersFor(stores, report), (stores, report) => adviceFor(stores, report))
  const tagging = createTagging(context)
  const { adviceFor, ...secondReader } = createSecondReader(context, jobs.draftOf, policy?.secondReader, options.secondReader)
  const answering = createAnswering(context, jobs.draftOf, options.checkAside)
  const mineFirst = createMineFirst(context, jobs, () => settingsOf(stores(), policy).mineFirst)

  return {
    ...createSettings(context, policy, options.reliability ?? (() => [])),
    ...createDraftingRules(context),
    async importFiles(input: { files: ImportFile[] }): Promise<ImportResult> {
      const result = await importing.importFiles(input)
      secondLook.add(result.reportIds)
      return result
    },
    async addSamples(): Promise<ImportResult> {
      const result = await importing.addSamples()
      secondLook.add(result.reportIds)
      return result
    },
    closeSecondLook: secondLook.close,
    ...editing,
    autosave(change: Parameters<typeof editing.autosave>[0]): ReturnType<typeof editing.autosave> {
      const saved = editing.autosave(change)
      if (change.section === 'findings') warming.findingsPaused(change.reportId)
      return saved
    },
    ...signing,
    sign(given: Parameters<typeof signing.sign>[0]): ReturnType<typeof signing.sign> {
      const signed = signing.sign(given)
      const answered = foresight.awaited(given.reportId)
      if (answered) void secondLook.after(answered, given.reportId)
      return signed
    },
    ...tagging,
    /** What the tiers say of the text as it is stored now, and whether one of them is still asked; nothing is stored. */
    previewTag: (of: { reportId: ReportId }): ReportDecision => ({ ...tagging.previewTag(of), ...(foresight.awaited(of.reportId) && { awaited: true }) }),
    ...answering,
    ...secondReader,
    ...createExplaining(context, options.guidelines ?? (() => Promise.reject(new Error('There is no guideline pack.')))),
    ...createTeaching(context),
    ...createStaleDrafts(context, jobs.draftOf),
    /**
     * Asks all tiers about a text, so that the tag that is set next, in one transaction and without waiting, is theirs. Settles after two
     * seconds at the latest; never rejects for want of an answer: then the tag comes from the tiers that answer at once.
     */
    foresee: (of: { reportId: ReportId; sections?: Sections }) => {
      const opened = stores()
      const { indication, findings, conclusion } = of.sections ?? findReport(opened, of.reportId).sections
      return foresight.foresee(of.reportId, { indication, findings, conclusion }, statusCache(opened, false))
    },
    ...createPatients(context, secondLook.waits),
    ...createAlerting(context),
    ...mineFirst,
    cancelDraft: jobs.cancelDraft,
    decide: jobs.decide,
    running: jobs.running,
    idle: jobs.idle,

    listWorklist(filter: WorklistFilter): WorklistPage {
      const opened = stores()
      if (!opened.readOnly) tolerate(() => opened.worklist.refresh())
      const page = opened.worklist.list(filter)
      return { ...page, rows: page.rows.map((row) => (secondLook.waits(row.reportId) ? awaited(row) : row)), looking: secondLook.looking() }
    },
  }
}
