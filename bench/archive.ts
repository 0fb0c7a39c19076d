import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { ReportId } from '../src/domain/report/report.ts'
import { emptySections } from '../src/domain/report/sections.ts'
import { WorklistFilter } from '../src/domain/worklist/worklist.ts'
import { createCohort } from '../src/main/cohort/cohort.ts'
import { createWorkerTagger, taggerLimits } from '../src/main/cohort/worker-tagger.ts'
import { openDatabase } from '../src/main/db/open.ts'
import { createStores, type Stores } from '../src/main/db/stores.ts'
import { loadClassifier } from '../src/main/cohort/classifier.ts'
import type { Line } from './measure.ts'

const count = Number(process.env['BENCH_REPORTS'] ?? 100_000)

const findings = ['Liver, spleen, pancreas and adrenal glands are unremarkable.', 'No enlarged lymph nodes in the mediastinum or the retroperitoneum.', 'Small simple cyst of the left kidney, unchanged.', 'No pleural effusion. No pneumothorax.', 'The urinary bladder is smoothly outlined.', 'Degenerative change of the lower lumbar spine with osteophytes.', 'The lungs are clear apart from a small scar in the right middle lobe.', 'No free fluid in the abdomen.']
const conclusions = ['New bone metastases in the thoracic spine.', 'Known bone metastases, unchanged.', 'No evidence of bone metastasis.', 'No metastasis. Degenerative change of the spine.', 'The sclerotic lesions of the pelvis are larger than before, progressive bone metastases.', 'Liver metastases, stable. No bone lesion.', '多発骨転移は前回と著変ありません。', '骨転移を疑う所見はありません。', '腰椎に新たな骨転移が出現しています。']

/** A fictional report of about 120 words; no two are alike. */
function reportOf(n: number) {
  const lines = Array.from({ length: 10 }, (_, index) => `${findings[(n * 7 + index * (1 + (n % 5))) % findings.length]}`)
  return { ...emptySections, indication: `Follow-up of a tumour, examination ${n}.`, findings: lines.join(' '), conclusion: `${conclusions[(n * 5) % conclusions.length]} Image ${n}.` }
}

function fill(stores: Stores): void {
  for (let first = 0; first < count; first += 1000) {
    stores.transaction(() => {
      for (let n = first; n < Math.min(count, first + 1000); n++) {
        const at = new Date(Date.UTC(2020, 0, 1) + n * 60_000).toISOString()
        const patient = `p${Math.floor(n / 8)}`
        if (n % 8 === 0) stores.patients.insert({ id: patient, patientId: `P${n}`, name: `Fictional ${n}`, birthDate: null, sex: null }, at)
        stores.studies.insert({ id: `s${n}`, patient, accessionNumber: `A${n}`, studyInstanceUid: null, date: at.slice(0, 10), modality: 'CT', description: 'Whole body' }, at)
        const id = ReportId.parse(randomUUID())
        stores.reports.insert({ id, studyId: `s${n}`, sections: reportOf(n), origin: null }, at)
        stores.reports.sign(id, { signer: 'Bench', signedAt: at, sha256: 'a'.repeat(64) })
      }
    })
  }
}

const megabytes = (bytes: number) => bytes / 1024 / 1024

/** A run over an archive of many reports that have no tag yet: speed, whether the second half is as quick as the first, memory, and how long main's thread is held. */
export async function benchArchive(lines: Line[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-bench-'))
  const stores = createStores(openDatabase({ file: join(folder, 'raddraft.db'), key: new Uint8Array(32).fill(1) }))
  try {
    fill(stores)
    stores.worklist.refresh()
    console.error(`  ${count.toLocaleString('en')} reports stored`)
    const weights = join(import.meta.dirname, '../models/status')
    const classifier = loadClassifier(weights)
    const alone = Math.min(count, 5000)
    for (let n = 0; n < alone; n++) classifier.classify(reportOf(n), { acceptedError: 0.01 })
    const begin = performance.now()
    for (let n = 0; n < alone; n++) classifier.classify(reportOf(n), { acceptedError: 0.01 })
    const tierPerSecond = alone / ((performance.now() - begin) / 1000)

    const tagger = createWorkerTagger(() => new Worker(new URL('../src/main/cohort/tag-worker.ts', import.meta.url), { workerData: { weights }, resourceLimits: taggerLimits }))
    const cohort = createCohort({ stores: () => stores, tagger, classifier, acceptedError: () => 0.01, pickFiles: async () => [], pickTarget: async () => null })
    globalThis.gc?.()
    await setTimeout(200)
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = before
    const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const { offset: _offset, limit: _limit, ...filter } = WorklistFilter.parse({})
    const started = performance.now()
    const run = await cohort.start({ name: 'Bench', source: { type: 'archive', filter }, useModel: false })
    let reading = 0
    let half = 0
    for await (const now of cohort.watch({ runId: run!.id }, new AbortController().signal)) {
      if (now.state === 'running' && reading === 0) reading = performance.now() - started
      if (half === 0 && now.done >= count / 2) half = performance.now() - started
      if (now.state === 'done' || now.state === 'stopped') {
        if (now.state === 'stopped' || now.done !== count) throw new Error(`The run ended as ${now.state} with ${now.done} of ${count}: ${now.message}`)
        break
      }
    }
    const all = performance.now() - started
    delay.disable()
    clearInterval(watching)
    const first = half - reading
    const second = all - half
    const perSecond = count / (all / 1000)
    const held = delay.max / 1e6
    const p99 = delay.percentile(99) / 1e6
    const grown = megabytes(most - before)
    const reports = `${count.toLocaleString('en')} reports`
    lines.push({ name: `archive run of ${reports}, tags and alerts stored`, figure: `${Math.round(perSecond)} reports/s (${(all / 1000).toFixed(0)} s)`, baseline: `${Math.round(tierPerSecond)} reports/s the classifier alone`, ratio: perSecond / tierPerSecond, limit: 'shown', holds: true })
    lines.push({ name: 'archive run, second half against first', figure: `${(second / 1000).toFixed(1)} s`, baseline: `${(first / 1000).toFixed(1)} s`, ratio: second / first, limit: '≤ 1.25', holds: second / first <= 1.25 })
    lines.push({ name: 'archive run, memory above the start', figure: `${Math.round(grown)} MB`, baseline: '150 MB', ratio: grown / 150, limit: '≤ 1', holds: grown <= 150 })
    lines.push({ name: `archive run, longest hold of main’s thread (99 % below ${p99.toFixed(1)} ms)`, figure: `${held.toFixed(1)} ms`, baseline: '50 ms', ratio: held / 50, limit: '≤ 1', holds: held <= 50 })
    await cohort.close()
  } finally {
    stores.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
