import { z } from 'zod'
import { AnswerReason, type OpenIssue, type SignedAnswer } from '../../domain/answer/issue-answer.ts'
import type { LiveChecks } from '../../domain/answer/live-checks.ts'
import type { SecondReaderView, SecondReading, SignedAdvice } from '../../domain/answer/second-reading.ts'
import type { AppStatus } from '../../domain/app-status.ts'
import { CohortFilter, CohortSource, RunId, type CohortItem, type CohortPage, type CohortRun, type CohortSummary } from '../../domain/cohort/cohort.ts'
import { BlindRating, DeskTestId, ReaderName, type BlindCase, type DeskTest, type DeskTestResults } from '../../domain/desk-test/desk-test.ts'
import { DraftingRule, type DraftingRulesView } from '../../domain/draft/wishes/drafting-rules.ts'
import type { PlainReading } from '../../domain/draft/wishes/plain-wish.ts'
import { DraftId, DraftWish, SentenceDecision, type DraftEvent, type StoredDraft } from '../../domain/draft/stored-draft.ts'
import { WaiverReason } from '../../domain/mine-first/seal.ts'
import { TeachingFilter, type TeachingCase, type TeachingPage } from '../../domain/mine-first/teaching.ts'
import { EngineChoice, EvaluationId, EvaluationSource, type EvaluationComparison, type EvaluationItem, type EvaluationPage, type EvaluationRun, type EvaluationSummary, type ShadowUpgrade } from '../../domain/evaluation/evaluation.ts'
import type { Explanation } from '../../domain/explain/explanation.ts'
import type { GateOverview } from '../../domain/gate/gate-overview.ts'
import { GateRunId, GateSet, type GateMiss } from '../../domain/gate/gate-record.ts'
import type { GateRun } from '../../domain/gate/gate-run.ts'
import type { ModelProgress, ModelView } from '../../domain/model/catalog.ts'
import type { EngineState, SelfTestStep } from '../../domain/model/engine-state.ts'
import type { PatientView } from '../../domain/patient/patient-view.ts'
import { ImportFile, type ImportResult } from '../../domain/report/import-report.ts'
import { ReportId, SectionName, Sections, type ReportVersion } from '../../domain/report/report.ts'
import { maxSectionLength } from '../../domain/report/sections.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import { AlertId, Communication, type StatusAlert } from '../../domain/status/alert.ts'
import type { StatusReliability } from '../../domain/status/tiers/reliability.ts'
import { StatusLabel, type ReportDecision } from '../../domain/status/status-tag.ts'
import type { TagView } from '../../domain/status/stored-tag.ts'
import { Patient, Study } from '../../domain/study/study.ts'
import { TrainingExportWanted, type TrainingExportStep } from '../../domain/training/training-export.ts'
import { WorklistFilter, type WorklistPage } from '../../domain/worklist/worklist.ts'
import { call, stream } from './define.ts'

const none = z.undefined()
const OneReport = z.object({ reportId: ReportId })
const Person = z.string().trim().min(1).max(120)
const Passphrase = z.string().min(8).max(1024)
const OneRun = z.object({ runId: RunId })
const OneEvaluation = z.object({ runId: EvaluationId })
const OneDeskTest = z.object({ testId: DeskTestId })
const Reading = OneDeskTest.extend({ reader: ReaderName })
const ModelId = z.object({ modelId: z.string().min(1).max(200) })

export const Settings = z.object({
  theme: z.enum(['dark', 'light', 'system']),
  /** Name that is offered when signing. */
  person: z.string().max(120),
  textSize: z.enum(['small', 'normal', 'large']),
  /** Share of wrong labels that is accepted; less certain answers are withheld. null: every report gets a label. */
  acceptedTagError: z.number().min(0.001).max(0.2).nullable(),
  /** "Mine first": share of cases whose draft stays sealed until the person has written; null: none. */
  mineFirst: z.number().min(0).max(1).nullable(),
})
export type Settings = z.infer<typeof Settings>

/** Everything the page may ask of main: this file is what a security review reads. */
export const contract = {
  'app.status': call<AppStatus>()(none),
  'app.choosePassphrase': call<AppStatus>()(z.object({ passphrase: Passphrase })),
  'app.unlock': call<AppStatus>()(z.object({ passphrase: z.string().min(1).max(1024) })),
  'app.retry': call<AppStatus>()(none),

  'setting.read': call<Settings>()(none),
  'setting.write': call<Settings>()(Settings.partial()),

  /** Standing rules for conclusions, of the person in the settings. What is wrong with a rule is said by main, in a sentence. */
  'draftingRules.read': call<DraftingRulesView>()(none),
  'draftingRules.write': call<DraftingRulesView>()(z.object({ rules: z.array(DraftingRule.extend({ text: z.string().max(20_000) })).max(1000) })),
  'draftingRules.understand': call<PlainReading>()(z.object({ text: z.string().max(20_000) })),

  'worklist.list': call<WorklistPage>()(WorklistFilter),
  'worklist.addSamples': call<ImportResult>()(none),
  'worklist.import': call<ImportResult>()(z.object({ files: z.array(ImportFile).min(1).max(500) })),

  'report.create': call<ReportView>()(z.object({ patient: Patient.omit({ id: true }), study: Study.omit({ id: true }) })),
  'report.open': call<ReportView>()(OneReport),
  'report.autosave': call<{ savedAt: string }>()(z.object({ reportId: ReportId, section: SectionName, text: z.string().max(maxSectionLength) })),
  'report.save': call<ReportView>()(z.object({ reportId: ReportId, sections: Sections, author: z.string().max(120) })),
  'report.versions': call<ReportVersion[]>()(OneReport),
  'report.sign': call<ReportView>()(z.object({ reportId: ReportId, sections: Sections, signer: Person })),
  'report.autosaveAddendum': call<{ savedAt: string }>()(z.object({ reportId: ReportId, text: z.string().max(maxSectionLength) })),
  'report.signAddendum': call<ReportView>()(z.object({ reportId: ReportId, text: z.string().trim().min(1).max(maxSectionLength), signer: Person })),

  'draft.write': stream<DraftEvent>()(z.object({ reportId: ReportId, wish: DraftWish.default('draft') })),
  'draft.cancel': call<null>()(OneReport),
  'draft.decide': call<StoredDraft>()(
    z.object({
      draftId: DraftId,
      decisions: z.array(z.object({ sentence: z.number().int().nonnegative(), decision: SentenceDecision })).min(1).max(1000),
      author: z.string().max(120),
    }),
  ),

  'draft.confirm': call<ReportView>()(z.object({ draftId: DraftId, author: z.string().max(120) })),

  'mineFirst.read': call<{ share: number | null; lockedByPolicy: boolean; person: string | null }>()(none),
  'mineFirst.compare': call<ReportView>()(z.object({ reportId: ReportId, author: z.string().max(120) })),
  'mineFirst.waive': call<ReportView>()(z.object({ reportId: ReportId, reason: WaiverReason, note: z.string().max(2000), author: z.string().max(120) })),
  'teaching.list': call<TeachingPage>()(TeachingFilter),
  'teaching.case': call<TeachingCase>()(OneReport),

  /** Of the conclusion, or of the addendum of a signed report. Error `cancelled`: a newer text was asked about meanwhile. */
  'check.live': call<LiveChecks>()(OneReport),
  'check.beforeSigning': call<OpenIssue[]>()(OneReport),
  'check.signedAnswers': call<SignedAnswer[]>()(z.object({ reportId: ReportId, versionId: z.uuid() })),
  'check.answer': call<LiveChecks>()(z.object({ reportId: ReportId, key: z.string().length(64), reason: AnswerReason, note: z.string().max(2000), author: z.string().max(120) })),
  'check.reopen': call<LiveChecks>()(z.object({ reportId: ReportId, key: z.string().length(64), author: z.string().max(120) })),

  /** A model after the rules, once the text has rested: one reading, or that it is off. Leaving the stream ends it. */
  'check.secondReader': stream<SecondReading>()(OneReport),
  'check.signedAdvice': call<SignedAdvice[]>()(z.object({ versionId: z.uuid() })),

  'secondReader.read': call<SecondReaderView>()(none),
  /** `modelId` null: the model that drafts. Error `forbidden`: the policy decides, or it has not passed its measurement. */
  'secondReader.write': call<SecondReaderView>()(z.object({ on: z.boolean(), modelId: z.string().min(1).max(200).nullable() })),

  /** Guidelines that fit the findings, and the conclusion in plain words; nothing of it is stored. */
  'explain.report': call<Explanation>()(OneReport),

  'tag.preview': call<ReportDecision>()(OneReport),
  'tag.set': call<TagView>()(OneReport),
  'tag.correct': call<TagView>()(z.object({ reportId: ReportId, label: StatusLabel, author: Person })),

  'tag.reliability': call<{ reports: StatusReliability[]; lockedByPolicy: boolean }>()(none),

  'patient.open': call<PatientView>()(OneReport),
  'alert.open': call<StatusAlert[]>()(none),
  'alert.communicate': call<StatusAlert>()(z.object({ alertId: AlertId, communication: Communication })),

  'cohort.runs': call<CohortRun[]>()(none),
  /** null: the person changed their mind while picking files. */
  'cohort.start': call<CohortRun | null>()(z.object({ name: z.string().trim().max(200), source: CohortSource, useModel: z.boolean() })),
  'cohort.watch': stream<CohortRun>()(OneRun),
  'cohort.pause': call<CohortRun>()(OneRun),
  'cohort.resume': call<CohortRun>()(OneRun),
  'cohort.retryFailed': call<CohortRun>()(OneRun),
  'cohort.remove': call<null>()(OneRun),
  'cohort.rows': call<CohortPage>()(z.object({ runId: RunId, filter: CohortFilter, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(500) })),
  'cohort.item': call<CohortItem>()(z.object({ runId: RunId, number: z.number().int().positive() })),
  /** `label` null takes an adjudication back. */
  'cohort.adjudicate': call<CohortItem>()(z.object({ runId: RunId, number: z.number().int().positive(), label: StatusLabel.nullable(), author: Person })),
  /** `frequency`: share of each class in the department, sums to 1; null: estimated from what is known here. */
  'cohort.summary': call<CohortSummary>()(
    z.object({
      runId: RunId,
      frequency: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1), z.number().min(0).max(1)]).refine((shares) => Math.abs(shares[0] + shares[1] + shares[2] - 1) < 0.001, 'The three shares must sum to 1.').nullable(),
    }),
  ),
  /** Writes what the filter shows to a file the person picks; null: changed their mind. `withText`: the report texts too. */
  'cohort.export': call<{ path: string; rows: number } | null>()(z.object({ runId: RunId, filter: CohortFilter, format: z.enum(['csv', 'jsonl']), withText: z.boolean() })),

  'evaluation.runs': call<EvaluationRun[]>()(none),
  /** null: the person changed their mind while picking the file. */
  'evaluation.start': call<EvaluationRun | null>()(z.object({ name: z.string().trim().max(200), source: EvaluationSource, engine: EngineChoice, bertScore: z.boolean().optional() })),
  'evaluation.watch': stream<EvaluationRun>()(OneEvaluation),
  'evaluation.pause': call<EvaluationRun>()(OneEvaluation),
  'evaluation.resume': call<EvaluationRun>()(OneEvaluation),
  'evaluation.remove': call<null>()(OneEvaluation),
  'evaluation.rows': call<EvaluationPage>()(OneEvaluation.extend({ order: z.enum(['source', 'worst']), offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(500) })),
  'evaluation.item': call<EvaluationItem>()(OneEvaluation.extend({ number: z.number().int().positive() })),
  'evaluation.summary': call<EvaluationSummary>()(OneEvaluation),
  'evaluation.compare': call<EvaluationComparison>()(z.object({ first: EvaluationId, second: EvaluationId })),
  'shadow.list': call<ShadowUpgrade[]>()(none),
  'shadow.start': call<ShadowUpgrade>()(z.object({ candidate: EngineChoice, most: z.number().int().min(1).max(5000) })),
  /** `stands`: what is in force then, one or two sentences; empty where nothing changed. */
  'shadow.decide': call<ShadowUpgrade & { stands: string }>()(z.object({ shadowId: EvaluationId, what: z.enum(['activated', 'kept', 'rolled-back']), author: z.string().max(120) })),

  'deskTest.list': call<DeskTest[]>()(none),
  /** `cases` 0: all reports of the run that can be compared. */
  'deskTest.create': call<DeskTest>()(z.object({ name: z.string().trim().min(1).max(200), runId: EvaluationId, cases: z.number().int().min(0).max(5000), readers: z.array(ReaderName).min(1).max(50) })),
  /** A case without its sources; position 0: the first that is not rated. */
  'deskTest.case': call<BlindCase>()(Reading.extend({ position: z.number().int().nonnegative() })),
  'deskTest.rate': call<BlindCase>()(Reading.extend({ position: z.number().int().positive(), rating: BlindRating })),
  'deskTest.finish': call<DeskTest>()(Reading),
  'deskTest.close': call<DeskTest>()(OneDeskTest.extend({ reason: z.string().max(500) })),
  'deskTest.results': call<DeskTestResults>()(OneDeskTest),
  'deskTest.export': call<{ path: string; rows: number } | null>()(OneDeskTest),
  'deskTest.print': call<{ path: string } | null>()(OneDeskTest),

  /** `heldBack`: why the chosen model does not draft, one sentence. */
  'models.list': call<{ models: ModelView[]; folder: string; freeDiskBytes: number; heldBack: string | null }>()(none),
  'models.pull': stream<ModelProgress>()(ModelId),
  'models.import': stream<ModelProgress>()(none),
  'models.verify': stream<ModelProgress>()(ModelId),
  'models.importAdapter': stream<ModelProgress>()(ModelId),
  'models.removeAdapter': stream<ModelProgress>()(ModelId),
  'models.remove': call<null>()(ModelId),
  'models.activate': call<null>()(ModelId),
  /** No model drafts until somebody chooses one; never refused. */
  'models.deactivate': call<null>()(none),
  'models.selfTest': stream<SelfTestStep>()(none),

  /** De-identified training rows of signed reports, into a folder that the person picks; no event where none was picked. */
  'training.export': stream<TrainingExportStep>()(TrainingExportWanted),

  /** Limits, records, runs, and how the active model stands; again after every change. */
  'gate.watch': stream<GateOverview>()(none),
  /** `modelId` null: the rules alone, with drafts from the findings. `readerId`: the model that is measured as second reader too. null: the person picked no file. */
  'gate.start': call<GateRun | null>()(z.object({ modelId: z.string().min(1).max(200).nullable(), set: GateSet, readerId: z.string().min(1).max(200).nullish() })),
  'gate.stop': call<GateRun>()(z.object({ runId: GateRunId })),
  'gate.misses': call<GateMiss[]>()(z.object({ runId: GateRunId })),
  /** The record that the page shows for printing as a PDF file; null: changed their mind. */
  'gate.print': call<{ path: string } | null>()(z.object({ recordId: GateRunId })),
  'gate.resume': call<GateRun>()(z.object({ runId: GateRunId })),

  'engine.watch': stream<EngineState>()(none),
  'engine.start': call<null>()(none),
  'engine.unload': call<null>()(none),
}

export type AppContract = typeof contract
