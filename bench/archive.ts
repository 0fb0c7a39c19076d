import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { ReportId } from '../src/domain/report/report.ts'
import { emptySections } from '../src/domain/report/sections.ts'
import { openDatabase } from '../src/main/db/open.ts'
import { createStores, type Stores } from '../src/main/db/stores.ts'
import { loadClassifier } from '../src/main/cohort/classifier.ts'
import { benchKey, type ArchiveRun } from './archive-run.ts'
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

/** A run over an archive of many reports that have no tag yet: speed, whether the second half is as quick as the first, memory, and how long main's thread is held. */
export async function benchArchive(lines: Line[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-bench-'))
  try {
    const file = join(folder, 'raddraft.db')
    const stores = createStores(openDatabase({ file, key: benchKey() }))
    fill(stores)
    stores.worklist.refresh()
    stores.close()
    console.error(`  ${count.toLocaleString('en')} reports stored`)
    const classifier = loadClassifier(join(import.meta.dirname, '../models/status'))
    const alone = Math.min(count, 5000)
    for (let n = 0; n < alone; n++) classifier.classify(reportOf(n), { acceptedError: 0.01 })
    const begin = performance.now()
    for (let n = 0; n < alone; n++) classifier.classify(reportOf(n), { acceptedError: 0.01 })
    const tierPerSecond = alone / ((performance.now() - begin) / 1000)

    const answer = execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'archive-run.ts'), file, String(count)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
    const { first, second, all, held, p99, grown } = JSON.parse(answer) as ArchiveRun
    const perSecond = count / (all / 1000)
    const reports = `${count.toLocaleString('en')} reports`
    lines.push({ name: `archive run of ${reports}, tags and alerts stored`, figure: `${Math.round(perSecond)} reports/s (${(all / 1000).toFixed(0)} s)`, baseline: `${Math.round(tierPerSecond)} reports/s the classifier alone`, ratio: perSecond / tierPerSecond, limit: 'shown', holds: true })
    lines.push({ name: 'archive run, second half against first', figure: `${(second / 1000).toFixed(1)} s`, baseline: `${(first / 1000).toFixed(1)} s`, ratio: second / first, limit: '≤ 1.25', holds: second / first <= 1.25 })
    lines.push({ name: 'archive run, memory above the start', figure: `${Math.round(grown)} MB`, baseline: '150 MB', ratio: grown / 150, limit: '≤ 1', holds: grown <= 150 })
    lines.push({ name: `archive run, longest hold of main’s thread (99 % below ${p99.toFixed(1)} ms)`, figure: `${held.toFixed(1)} ms`, baseline: '50 ms', ratio: held / 50, limit: '≤ 1', holds: held <= 50 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
