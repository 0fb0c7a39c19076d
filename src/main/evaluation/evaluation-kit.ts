import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noInferences } from '../../domain/draft/names/inference.ts'
import type { EngineChoice, EvaluationRun, EvaluationSource } from '../../domain/evaluation/evaluation.ts'
import { openDatabase } from '../db/open.ts'
import { createStores } from '../db/stores.ts'
import { createDraftTools } from '../reporting/draft-tools.ts'
import { testKey } from '../reporting/test-kit.ts'
import { createDeskTests, type DeskTestOptions } from './desk-tests.ts'
import type { DraftEngine, OpenEngine } from './draft-engines.ts'
import { createWork, workHere, type AsyncWork } from './evaluation-work.ts'
import { createEvaluation, type EvaluationOptions } from './evaluation.ts'

/** For tests: runs and desk tests over a real database in a folder of its own. */
export const tools = createDraftTools(noInferences, 4096)
export const extractive: EngineChoice = { type: 'extractive' }
export const model = (modelId: string): EngineChoice => ({ type: 'model', modelId })

/** An engine that answers with what `draft` makes of the findings. */
export const engineThat = (draft: (findings: string) => string | Promise<string>, version = 'test-1'): OpenEngine => (engine) => ({
  snapshot: { engine, modelName: engine.type === 'model' ? engine.modelId : null, modelSha256: null, adapterSha256: null, version },
  async draft(input) {
    const conclusion = await draft(input.findings)
    return { content: { ...tools.assembleDraft({ input, answer: null }), conclusion }, ms: 10 }
  },
  close: async () => {},
}) satisfies DraftEngine

/** The engine that chooses sentences from the findings. */
export const rulesEngine: OpenEngine = (engine) => ({
  snapshot: { engine, modelName: null, modelSha256: null, adapterSha256: null, version: 'rules-1' },
  draft: async (input) => ({ content: tools.assembleDraft({ input, answer: null }), ms: 5 }),
  close: async () => {},
})

/** Calls every metastasis progressive, and puts no errors into drafts: that takes the time of many checks. */
export const testWork: AsyncWork = { ...workHere(createWork(tools, ({ conclusion }) => (/metasta/i.test(conclusion) ? 1 : 0))), flips: async () => ({ caught: 3, of: 4 }) }

type Archive = Extract<EvaluationSource, { type: 'archive' }>
export const newest = (most = 5000, filter: Partial<Archive['filter']> = {}): Archive => ({ type: 'archive', order: 'newest', most, filter: { query: '', modality: null, label: null, alert: false, from: null, to: null, ...filter } })

export type EvaluationKit = ReturnType<typeof createEvaluationKit>

export function createEvaluationKit(options: Partial<EvaluationOptions & Omit<DeskTestOptions, 'stores'>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-evaluation-'))
  const file = join(folder, 'raddraft.db')
  const open = () => createStores(openDatabase({ file, key: testKey }))
  let stores = open()
  let picked: string[] = []
  let target: string | null = join(folder, 'export.csv')
  const shared = { stores: () => stores, now: () => new Date('2026-03-01T10:00:00Z') }
  const make = () => ({
    evaluation: createEvaluation({
      ...shared, openEngine: rulesEngine, work: testWork, tagVersion: () => 'tags-1', encoderName: () => null,
      activeModel: () => null, activate: async () => {}, goBack: async () => '', pickFile: async () => picked, ...options,
    }),
    deskTests: createDeskTests({ ...shared, pickTarget: async () => target, printPage: async () => Buffer.from('%PDF-1.7'), newSeed: () => 11, ...options }),
  })
  let made = make()
  return {
    folder,
    file,
    stores: () => stores,
    evaluation: () => made.evaluation,
    deskTests: () => made.deskTests,
    exportTo: (path: string | null) => (target = path),
    /** Writes a file that the next file dialog gives. */
    cases(...rows: unknown[]): string {
      const path = join(folder, 'cases.jsonl')
      writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
      picked = [path]
      return path
    },
    /** Starts a run, waits until nothing works any more, and gives its end. */
    async run(source: EvaluationSource = newest(), engine: EngineChoice = extractive): Promise<EvaluationRun> {
      const started = await made.evaluation.start({ name: '', source, engine })
      if (!started) throw new Error('no run')
      await made.evaluation.idle()
      return made.evaluation.runs().find(({ id }) => id === started.id)!
    },
    async restart() {
      await made.evaluation.close()
      stores.close()
      stores = open()
      made = make()
    },
    async leave() {
      await made.evaluation.close()
      stores.close()
    },
    async dispose() {
      await made.evaluation.close()
      stores.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const organs = ['liver', 'left kidney', 'right kidney', 'spleen', 'pancreas']
/** Fictional findings and a conclusion of report `n`. */
export const sectionsOf = (n: number) => ({
  indication: 'Staging.',
  findings: `There is a new ${10 + n} mm lesion in the ${organs[n % organs.length]}. The lungs are clear. No pleural effusion.`,
  conclusion: `New ${10 + n} mm lesion in the ${organs[n % organs.length]}.${n % 4 === 0 ? ' No pleural effusion.' : ''}`,
})
