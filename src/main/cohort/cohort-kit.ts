import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { CohortFilter, type CohortRow, type CohortSource } from '../../domain/cohort/cohort.ts'
import { ReportId } from '../../domain/report/report.ts'
import { emptySections, type Sections } from '../../domain/report/sections.ts'
import type { StatusDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import type { TextItem } from '../db/cohort-item-store.ts'
import { openDatabase } from '../db/open.ts'
import { createStores, type Stores } from '../db/stores.ts'
import { classify, testKey } from '../reporting/test-kit.ts'
import { createCohort, type CohortOptions } from './cohort.ts'
import { readFiles } from './read-files.ts'
import type { Tagger } from './tagger.ts'
import { createWorkerTagger } from './worker-tagger.ts'

/** Our own weights as they lie in the repository. */
export const statusWeights = fileURLToPath(new URL('../../../models/status', import.meta.url))

/** For tests: runs over a real database in a folder of its own. */
export const workerTagger = (longestMs?: number) => createWorkerTagger(() => new Worker(new URL('tag-worker.ts', import.meta.url), { workerData: { weights: statusWeights } }), longestMs)

type Here = {
  /** Called with the inputs of each batch before it is answered. */
  meanwhile?: (inputs: readonly StatusInput[]) => unknown
  /** Called after every hundred rows of a file. */
  afterRows?: () => unknown
  judge?: (input: StatusInput) => StatusDecision
}

/** The same on this thread: nothing to start, and the test can stand in the middle. */
export const hereTagger = ({ meanwhile = () => {}, afterRows = () => {}, judge = classify }: Here = {}): Tagger => ({
  async classify(inputs, languageModel) {
    await meanwhile(inputs)
    return Promise.all(inputs.map(async (input) => {
      const decision = judge(input)
      if (decision.label !== null || !languageModel) return { decision }
      const { probabilities } = await languageModel.ask({ input, language: 'en' })
      return { decision: { ...decision, probabilities, label: 1, tier: 'language-model' as const } }
    }))
  },
  async *read(paths, skip) {
    let rows: TextItem[] = []
    let number = 0
    for await (const row of readFiles(paths)) {
      if (++number <= skip) continue
      rows.push(row)
      if (rows.length < 100) continue
      yield rows
      rows = []
      await afterRows()
    }
    if (rows.length > 0) yield rows
  },
  async close() {},
})

export type CohortKit = ReturnType<typeof createCohortKit>

export function createCohortKit(options: Partial<CohortOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-cohort-'))
  const openFile = () => openDatabase({ file: join(folder, 'raddraft.db'), key: testKey })
  const open = () => createStores(openFile())
  let stores = open()
  let picked: string[] = []
  let target: string | null = join(folder, 'export')
  const make = () =>
    createCohort({
      stores: () => stores, tagger: hereTagger(), classifier: { version: () => 'test-rules-1', withBand: (decision) => decision }, acceptedError: () => 0.01, pickFiles: async () => picked, pickTarget: async () => target, ...options,
    })
  let cohort = make()
  return {
    folder,
    cohort: () => cohort,
    stores: () => stores,
    /** Ends the app as a restart does, and starts it again. */
    async restart() {
      await cohort.close()
      stores.close()
      stores = open()
      cohort = make()
    },
    /** Ends the app, so that another process can have the database. */
    async leave() {
      await cohort.close()
      stores.close()
    },
    /** Closes the app and looks at the database without it. */
    async detach() {
      await cohort.close()
      stores.close()
      const opened = openFile()
      stores = createStores(opened)
      return opened
    },
    /** What the next file dialog gives. */
    pick: (...paths: string[]) => (picked = paths),
    exportTo: (path: string | null) => (target = path),
    file(name: string, content: string | Uint8Array): string {
      mkdirSync(join(folder, 'files'), { recursive: true })
      const path = join(folder, 'files', name)
      writeFileSync(path, content)
      return path
    },
    /** Starts a run, waits until nothing works any more, and gives its end. */
    async run(source: CohortSource, useModel = false) {
      const started = await cohort.start({ name: '', source, useModel })
      if (!started) throw new Error('no run')
      await cohort.idle()
      return cohort.runs().find(({ id }) => id === started.id)!
    },
    rows: (runId: string, filter: Partial<CohortFilter> = {}): CohortRow[] => cohort.rows({ runId, filter: CohortFilter.parse(filter), offset: 0, limit: 500 }).rows,
    async dispose() {
      await cohort.close()
      stores.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const archive = (filter: Partial<WorklistFilter> = {}): CohortSource => {
  const { offset: _offset, limit: _limit, ...rest } = WorklistFilter.parse(filter)
  return { type: 'archive', filter: rest }
}

/** Puts reports into the database, ten to a patient, without the cost of signing each as a person does. */
export function fill(stores: Stores, count: number, sectionsOf: (n: number) => Partial<Sections>, { signed = true, from = 0 } = {}): ReportId[] {
  const ids: ReportId[] = []
  for (let first = from; first < from + count; first += 500) {
    stores.transaction(() => {
      for (let n = first; n < Math.min(from + count, first + 500); n++) {
        const at = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString()
        const patient = `p${Math.floor(n / 10)}`
        if (!stores.patients.find(patient)) stores.patients.insert({ id: patient, patientId: `PAT-${Math.floor(n / 10)}`, name: `Example ${n}`, birthDate: null, sex: null }, at)
        stores.studies.insert({ id: `s${n}`, patient, accessionNumber: `A${n}`, studyInstanceUid: null, date: `2026-${String(1 + (n % 10)).padStart(2, '0')}-01`, modality: n % 2 === 0 ? 'CT' : 'MR', description: '' }, at)
        const id = ReportId.parse(randomUUID())
        ids.push(id)
        stores.reports.insert({ id, studyId: `s${n}`, sections: { ...emptySections, ...sectionsOf(n) }, origin: null }, at)
        if (signed) stores.reports.sign(id, { signer: 'A', signedAt: at, sha256: 'a'.repeat(64) })
      }
    })
  }
  return ids
}
