import type { ModelProgress } from '../../domain/model/catalog.ts'
import type { AppContract } from '../../shared/ipc/contract.ts'
import type { Cohort } from '../cohort/cohort.ts'
import type { DeskTestSeal } from '../evaluation/desk-test-seal.ts'
import type { DeskTests } from '../evaluation/desk-tests.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Gate } from '../gate/gate.ts'
import type { OwnedLanguageModel } from '../llm/language-model.ts'
import type { Activation } from '../gate/activation.ts'
import type { ModelLibrary } from '../models/model-library.ts'
import type { Access } from '../reporting/access.ts'
import type { Reporting } from '../reporting/reporting.ts'
import type { TrainingExport } from '../training/training-export.ts'
import type { Handlers } from './router.ts'

type Parts = {
  access: Access
  reporting: Reporting
  cohort: Cohort
  evaluation: Evaluation
  deskTests: DeskTests
  deskTestSeal: DeskTestSeal
  models: ModelLibrary
  activation: Activation
  gate: Gate
  trainingExport: TrainingExport
  engine: OwnedLanguageModel
  /** Lets a person pick a model file; null when they changed their mind. */
  pickModelFile: () => Promise<string | null>
}

/** One line per contract entry. */
export function createHandlers({ access, reporting, cohort, evaluation, deskTests, deskTestSeal, models, activation, gate, trainingExport, engine, pickModelFile }: Parts): Handlers<AppContract> {
  async function* importModel(signal: AbortSignal): AsyncGenerator<ModelProgress> {
    const path = await pickModelFile()
    if (path !== null) yield* models.importFrom(path, signal)
  }
  async function* importAdapter(modelId: string, signal: AbortSignal): AsyncGenerator<ModelProgress> {
    const path = await pickModelFile()
    if (path !== null) yield* models.importAdapter(modelId, path, signal)
  }

  return {
    'app.status': () => access.settled(),
    'app.choosePassphrase': ({ passphrase }) => access.choosePassphrase(passphrase),
    'app.unlock': ({ passphrase }) => access.unlock(passphrase),
    'app.retry': () => access.retry(),

    'setting.read': () => reporting.readSettings(),
    'setting.write': (settings) => reporting.writeSettings(settings),
    'draftingRules.read': () => reporting.readDraftingRules(),
    'draftingRules.write': (rules) => reporting.writeDraftingRules(rules),
    'draftingRules.understand': (rule) => reporting.understandRule(rule),

    'worklist.list': (filter) => reporting.listWorklist(filter),
    'worklist.addSamples': () => reporting.addSamples(),
    'worklist.import': (files) => reporting.importFiles(files),

    'report.create': (report) => reporting.createReport(report),
    'report.open': (report) => {
      deskTestSeal.requireUnsealed(report.reportId)
      const view = deskTestSeal.withholdPriors(reporting.openReport(report))
      // A report that can still be written is about to be drafted: the model is read from the disk meanwhile.
      if (view.report.state === 'draft') void engine.warm()
      return view
    },
    'report.autosave': (text) => reporting.autosave(text),
    'report.save': (report) => reporting.saveReport(report),
    'report.versions': (report) => (deskTestSeal.requireUnsealed(report.reportId), reporting.versions(report)),
    'report.sign': async (report) => (await Promise.all([reporting.foresee(report), reporting.checkBeforeSigning(report)]), reporting.sign(report)),
    'report.autosaveAddendum': (addendum) => reporting.autosaveAddendum(addendum),
    'report.signAddendum': async ({ reportId, text, signer }) => (await reporting.checkBeforeSigning({ reportId, addendum: text }), reporting.signAddendum({ reportId, text, signer })),

    'draft.write': (report, signal) => reporting.writeDraft(report, signal),
    'draft.cancel': (report) => reporting.cancelDraft(report),
    'draft.decide': (decisions) => reporting.decide(decisions),

    'draft.confirm': (draft) => reporting.confirmDraft(draft),

    'mineFirst.read': () => reporting.readMineFirst(),
    'mineFirst.compare': (report) => reporting.compareWithDraft(report),
    'mineFirst.waive': (waiver) => reporting.waiveSeal(waiver),
    'teaching.list': (filter) => reporting.listTeaching(filter),
    'teaching.case': (report) => (deskTestSeal.requireUnsealed(report.reportId), reporting.openCase(report)),

    'check.live': (report) => reporting.openIssues(report),
    'check.beforeSigning': (report) => reporting.issuesBeforeSigning(report),
    'check.signedAnswers': (version) => reporting.signedAnswers(version),
    'check.answer': (answer) => reporting.answerIssue(answer),
    'check.reopen': (answer) => reporting.reopenIssue(answer),

    'check.secondReader': (report, signal) => reporting.readAgain(report, signal),
    'check.signedAdvice': (version) => reporting.signedAdvice(version),

    'secondReader.read': () => reporting.readSecondReader(),
    'secondReader.write': (choice) => reporting.writeSecondReader(choice),

    'explain.report': (report) => reporting.explain(report),

    'tag.preview': async (report) => (await reporting.foresee(report), reporting.previewTag(report)),
    'tag.set': async (report) => (await reporting.foresee(report), reporting.setTag(report)),
    'tag.correct': (correction) => reporting.correctTag(correction),
    'tag.reliability': () => reporting.readReliability(),

    'patient.open': (report) => deskTestSeal.withholdTimeLine(reporting.openPatient(report)),
    'alert.open': () => reporting.openAlerts(),
    'alert.communicate': (communication) => reporting.communicateAlert(communication),

    'cohort.runs': () => cohort.runs(),
    'cohort.start': (run) => cohort.start(run),
    'cohort.watch': (run, signal) => cohort.watch(run, signal),
    'cohort.pause': (run) => cohort.pause(run),
    'cohort.resume': (run) => cohort.resume(run),
    'cohort.retryFailed': (run) => cohort.retryFailed(run),
    'cohort.remove': (run) => cohort.remove(run),
    'cohort.rows': (query) => deskTestSeal.withholdRows(cohort.rows(query)),
    'cohort.item': (item) => deskTestSeal.withholdItem(cohort.item(item)),
    'cohort.adjudicate': (adjudication) => deskTestSeal.withholdItem(cohort.adjudicate(adjudication)),
    'cohort.summary': (run) => cohort.summary(run),
    'cohort.export': (rows) => cohort.export(rows),

    'evaluation.runs': () => evaluation.runs(),
    'evaluation.start': (run) => evaluation.start(run),
    'evaluation.watch': (run, signal) => evaluation.watch(run, signal),
    'evaluation.pause': (run) => evaluation.pause(run),
    'evaluation.resume': (run) => evaluation.resume(run),
    'evaluation.remove': (run) => evaluation.remove(run),
    'evaluation.rows': (query) => evaluation.rows(query),
    'evaluation.item': (item) => evaluation.item(item),
    'evaluation.summary': (run) => evaluation.summary(run),
    'evaluation.compare': (runs) => evaluation.compare(runs),
    'shadow.list': () => evaluation.shadows(),
    'shadow.start': (shadow) => evaluation.startShadow(shadow),
    'shadow.decide': (decision) => evaluation.decideShadow(decision),

    'deskTest.list': () => deskTests.list(),
    'deskTest.create': (test) => deskTests.create(test),
    'deskTest.case': (one) => deskTests.case(one),
    'deskTest.rate': (rating) => deskTests.rate(rating),
    'deskTest.finish': (reading) => deskTests.finish(reading),
    'deskTest.close': (test) => deskTests.close(test),
    'deskTest.results': (test) => deskTests.results(test),
    'deskTest.export': (test) => deskTests.export(test),
    'deskTest.print': (test) => deskTests.print(test),

    'models.list': async () => ({ models: await models.list(), folder: models.folder, freeDiskBytes: await models.freeDiskBytes(), heldBack: gate.heldBack() }),
    'models.pull': ({ modelId }, signal) => models.pull(modelId, signal),
    'models.import': (_none, signal) => importModel(signal),
    'models.verify': ({ modelId }, signal) => models.verify(modelId, signal),
    'models.importAdapter': ({ modelId }, signal) => importAdapter(modelId, signal),
    'models.removeAdapter': ({ modelId }, signal) => models.removeAdapter(modelId, signal),
    'models.remove': async ({ modelId }) => (await models.remove(modelId), null),
    'models.activate': ({ modelId }) => activation.activate(modelId),
    'models.deactivate': () => activation.deactivate(),
    'models.selfTest': (_none, signal) => engine.selfTest(signal),

    'training.export': (wanted, signal) => trainingExport.run(wanted, signal),

    'gate.watch': (_none, signal) => gate.watch(signal),
    'gate.start': (run) => gate.start(run),
    'gate.stop': (run) => gate.stop(run),
    'gate.misses': (run) => gate.misses(run),
    'gate.print': (record) => gate.print(record),
    'gate.resume': (run) => gate.resume(run),

    'engine.watch': (_none, signal) => engine.watch(signal),
    'engine.start': async () => (await engine.start(), null),
    'engine.unload': async () => (await engine.unload(), null),
  }
}
