import { app } from 'electron'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { noInferences } from '../domain/draft/names/inference.ts'
import type { ModelIdentity } from '../domain/model/language-model.ts'
import { contract } from '../shared/ipc/contract.ts'
import { keyring } from './app/keyring.ts'
import type { Log } from './app/log.ts'
import type { Paths } from './app/paths.ts'
import { readPolicy } from './app/policy.ts'
import { loadClassifier } from './cohort/classifier.ts'
import { createCohort } from './cohort/cohort.ts'
import type { PickTarget } from './runs/write-whole.ts'
import type { PickFiles } from './cohort/plan.ts'
import type { TagWorkerData } from './cohort/tagger.ts'
import { createWorkerTagger, taggerLimits } from './cohort/worker-tagger.ts'
import { createDeskTestSeal } from './evaluation/desk-test-seal.ts'
import { createDeskTests } from './evaluation/desk-tests.ts'
import { createDraftEngines } from './evaluation/draft-engines.ts'
import { createEvaluation } from './evaluation/evaluation.ts'
import { createWorkThread, type WorkThreadData } from './evaluation/work-thread.ts'
import { createGate } from './gate/gate.ts'
import { createGateChecker } from './gate/gate-checker.ts'
import { readGateReports } from './gate/read-gate-reports.ts'
import { rulesVersion } from './gate/rules-version.ts'
import { warmChecks } from './gate/warm-checks.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createRouter } from './ipc/router.ts'
import { createGpuVerdicts } from './llm/gpu-verdicts.ts'
import { createLabelTier } from './llm/label-tier.ts'
import { createLanguageModel, draftContextTokens } from './llm/language-model.ts'
import { spawnUtility } from './llm/spawn-utility.ts'
import { createStatusEncoder } from './llm/status-encoder.ts'
import { createActivation } from './gate/activation.ts'
import { modelFolder } from './models/model-folder.ts'
import { createModelLibrary } from './models/model-library.ts'
import { readCatalog } from './models/read-catalog.ts'
import { tokenReaderName } from './models/token-reader.ts'
import { createAccess } from './reporting/access.ts'
import { readInferences } from './models/read-inferences.ts'
import { createDraftTools } from './reporting/draft-tools.ts'
import { createPackReader } from './reporting/explain-pack.ts'
import { createReporting } from './reporting/reporting.ts'
import { createReaderModels } from './reporting/second-reader-models.ts'
import { createTrainingExport } from './training/training-export.ts'

/** How the app lets a person choose files; null or empty when they changed their mind. */
type Pickers = { pickModelFile: () => Promise<string | null>; pickFiles: PickFiles; pickCases: () => Promise<string[]>; pickTarget: PickTarget; /** A folder for what is exported. */ pickFolder: () => Promise<string | null>; /** The window's print view as a PDF file. */ printPage: () => Promise<Uint8Array> }

/** How often it is looked whether the rules and the chosen model still have to go through the checks here, in milliseconds. */
const gateLookMs = 5_000
/** After the start, when the first screen stands and nothing waits. */
const warmChecksAfterMs = 2_000

/** Everything behind the door, built once, by hand, top to bottom. Loaded after the window's first frame. */
export async function compose({ paths, log, pickers }: { paths: Paths; log: Log; pickers: Pickers }) {
  // The truth: reports in an encrypted database.
  const { policy, problem: policyProblem } = readPolicy(paths.policy)
  const access = createAccess({
    dataFolder: paths.data,
    keyring,
    policy,
    policyProblem,
    policyPath: paths.policy,
    passphraseFromEnvironment: process.env['RADDRAFT_PASSPHRASE'] ?? null,
    nativeBinding: process.env['RADDRAFT_SQLITE_BINDING'],
    versions: { app: app.getVersion(), electron: process.versions['electron'] ?? '', chrome: process.versions['chrome'] ?? '', node: process.versions.node },
  })
  const opening = access.start()

  // The model: weights on disk, and a process of its own that may die.
  const models = createModelLibrary({ catalog: await readCatalog(paths.catalog), folder: modelFolder() })
  // The gate, made below, says whether the chosen one may draft.
  const engine = createLanguageModel({ models: { current: () => gate.inForce(), heldBack: () => gate.heldBack(), open: models.open }, spawn: spawnUtility(paths.modelProcess), verdicts: createGpuVerdicts(join(paths.data, 'gpu.json')) })

  // The status tag: rules and linear weights, on this thread for one report and on a thread of its own for many.
  const classifier = loadClassifier(paths.statusWeights, { rulesAllowedFor: policy?.rulesAllowedFor, withEncoder: true })
  if (classifier.problem) log.write('status-weights', { problem: classifier.problem })
  // The sentence encoder has a model process of its own; reports of a run stand back for every draft.
  const encoder = classifier.encoder && createStatusEncoder({ installed: classifier.encoder, spawn: spawnUtility(paths.modelProcess), letDraftsGoFirst: engine.quiet })
  const tagger = createWorkerTagger(() => new Worker(paths.tagWorker, { workerData: { weights: paths.statusWeights, rulesAllowedFor: policy?.rulesAllowedFor ?? null, withEncoder: encoder !== null } satisfies TagWorkerData, resourceLimits: taggerLimits }), undefined, encoder?.readPieces)

  // The tag's last tier, where the active model may judge: people's own reports go before those of runs.
  const labelTier = createLabelTier(engine, models.judgesStatus, new AbortController().signal)

  // Terms that findings allow in a draft; without the table a model may use their own words only.
  let inferences = noInferences
  try {
    inferences = readInferences(paths.inferences)
  } catch (error) {
    log.error('inferences', error)
  }

  // A model as second reader, behind all other work: one for the texts of people, one for measuring it.
  const startModel = (identity: ModelIdentity) => createLanguageModel({ models: { current: () => identity, open: models.open }, spawn: spawnUtility(paths.modelProcess), verdicts: createGpuVerdicts(join(paths.data, 'gpu.json')) })
  const readersOf = () => createReaderModels({ active: engine, letDraftsGoFirst: engine.quiet, start: startModel })
  const readers = readersOf()

  // What rules leave open is looked for apart from the checks, which wait for nothing.
  const openChecks = createGateChecker(() => new Worker(paths.gateWorker))

  // What a person writes is checked in a thread of its own, so that nothing here waits for it.
  const textChecks = createGateChecker(() => new Worker(paths.gateWorker))

  // The use cases, which know neither Electron nor where anything lies.
  const reporting = createReporting({
    stores: access.stores,
    model: engine,
    draftTools: createDraftTools(inferences, draftContextTokens),
    classify: (input, options) => classifier.classify(input, { ...options, languageModel: labelTier }),
    judge: (input, cache) => classifier.judge(input, { cache, read: encoder?.read }),
    judgeLast: (input, cache) => classifier.judge(input, { cache, read: encoder?.read, languageModel: labelTier('waited-for') ?? undefined }),
    judgeLater: (input, cache) => classifier.judge(input, { cache, read: encoder?.readLater }),
    guidelines: createPackReader(paths.guidelines),
    reliability: () => classifier.reliability,
    secondReader: { models: readers, questions: (input) => openChecks.ask({ type: 'open', input }), identity: (id) => (id === null ? models.current() : models.find(id)), records: () => gate.records(), rulesVersion: rulesVersion() },
    checkAside: (text) => textChecks.ask({ type: 'text', text }),
    policy,
    samples: async () => {
      const names = (await readdir(paths.samples)).filter((name) => name.endsWith('.json')).toSorted()
      return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(paths.samples, name), 'utf8') })))
    },
  })

  const cohort = createCohort({
    stores: access.stores,
    tagger,
    classifier,
    acceptedError: () => reporting.readSettings().acceptedTagError,
    languageModel: () => labelTier('run'),
    pickFiles: pickers.pickFiles,
    pickTarget: pickers.pickTarget,
  })

  // Engines measured on many reports, and judged blind by people. A model that is not the active one has a process of its own.
  const evaluationWork = createWorkThread(() => new Worker(paths.evaluationWorker, { workerData: { statusWeights: paths.statusWeights, rulesAllowedFor: policy?.rulesAllowedFor ?? null, inferences, contextTokens: draftContextTokens } satisfies WorkThreadData }))
  const openEngine = createDraftEngines({
    tools: createDraftTools(inferences, draftContextTokens),
    work: evaluationWork,
    active: engine,
    letDraftsGoFirst: engine.quiet,
    find: models.find,
    startModel,
    appVersion: app.getVersion(),
  })

  // Errors put into correct conclusions: a model or rules that miss them are not put to use.
  const gate = createGate({
    stores: access.stores,
    checker: createGateChecker(() => new Worker(paths.gateWorker)),
    rulesVersion: rulesVersion(),
    models,
    openEngine,
    readers: readersOf(),
    letDraftsGoFirst: engine.quiet,
    draftsRunning: reporting.running,
    shipped: () => readGateReports(paths.gateReports),
    pickFiles: pickers.pickCases,
    limits: policy?.gateLimits,
    pickTarget: pickers.pickTarget,
    printPage: pickers.printPage,
  })

  const activation = createActivation({ models, gate })

  const evaluation = createEvaluation({
    stores: access.stores,
    openEngine,
    work: evaluationWork,
    tagVersion: () => classifier.version(),
    encoderName: () => tokenReaderName(join(paths.statusWeights, 'encoder')),
    activeModel: () => models.current()?.id ?? null,
    activate: activation.activate,
    goBack: activation.goBack,
    pickFile: pickers.pickCases,
  })
  const deskTests = createDeskTests({ stores: access.stores, pickTarget: pickers.pickTarget, printPage: pickers.printPage })

  const trainingExport = createTrainingExport({ stores: access.stores, pickFolder: pickers.pickFolder, spawn: () => new Worker(paths.trainingWorker) })

  const handlers = createHandlers({ access, reporting, cohort, evaluation, deskTests, deskTestSeal: createDeskTestSeal(access.stores), models, activation, gate, trainingExport, engine, pickModelFile: pickers.pickModelFile })
  // Journeys that are not about models turn it off: a run takes a core for a minute.
  if (process.env['RADDRAFT_CHECKS'] !== 'on-demand') {
    setInterval(() => void gate.runIfNew(), gateLookMs).unref()
    setTimeout(() => void readGateReports(paths.gateReports).then((shipped) => warmChecks(textChecks, shipped), (error: unknown) => log.error('warm-checks', error)), warmChecksAfterMs).unref()
  }
  const router = createRouter(contract, handlers, (name, error) => log.error(name, error))
  void opening.then(({ state }) => log.write('opened', { state, electron: process.versions['electron'] ?? '' }))

  return {
    router,
    /** Settles when every draft in progress is written and stored. */
    idle: reporting.idle,
    /** Stops runs where they are, ends the model process and closes the database. */
    async close(): Promise<void> {
      await Promise.allSettled([reporting.idle(), reporting.closeSecondLook(), cohort.close(), evaluation.close(), gate.close(), textChecks.close(), openChecks.close(), readers.release(), engine.dispose(), encoder?.dispose()])
      access.close()
    },
  }
}
