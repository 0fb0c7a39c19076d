import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { WorklistFilter } from '../src/domain/worklist/worklist.ts'
import { loadClassifier } from '../src/main/cohort/classifier.ts'
import { createCohort } from '../src/main/cohort/cohort.ts'
import { createWorkerTagger, taggerLimits } from '../src/main/cohort/worker-tagger.ts'
import { openDatabase } from '../src/main/db/open.ts'
import { createStores } from '../src/main/db/stores.ts'

/** What one run over an archive took: times and holds in milliseconds, memory in megabytes. */
export type ArchiveRun = { first: number; second: number; all: number; held: number; p99: number; grown: number }

export const benchKey = () => new Uint8Array(32).fill(1)

/**
 * A run over the archive in `file` in a process of its own, which has filled nothing and judged nothing before. The start is an app that
 * has read its archive once (SQLite's page cache holds its 64 MB) after two full collections; the tag thread with its weights counts as growth.
 */
async function run(file: string, count: number): Promise<ArchiveRun> {
  const weights = join(import.meta.dirname, '../models/status')
  const stores = createStores(openDatabase({ file, key: benchKey() }))
  const classifier = loadClassifier(weights)
  const tagger = createWorkerTagger(() => new Worker(new URL('../src/main/cohort/tag-worker.ts', import.meta.url), { workerData: { weights }, resourceLimits: taggerLimits }))
  const cohort = createCohort({ stores: () => stores, tagger, classifier, acceptedError: () => 0.01, pickFiles: async () => [], pickTarget: async () => null })
  for (let number = 1; number <= count; number++) stores.items.archiveText(number)
  globalThis.gc?.()
  await setTimeout(200)
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const { offset: _offset, limit: _limit, ...filter } = WorklistFilter.parse({})
  const started = performance.now()
  const begun = await cohort.start({ name: 'Bench', source: { type: 'archive', filter }, useModel: false })
  let reading = 0
  let half = 0
  for await (const now of cohort.watch({ runId: begun!.id }, new AbortController().signal)) {
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
  await cohort.close()
  stores.close()
  return { first: half - reading, second: all - half, all, held: delay.max / 1e6, p99: delay.percentile(99) / 1e6, grown: (most - before) / 1024 / 1024 }
}

if (import.meta.main) {
  const [file = '', count = ''] = process.argv.slice(2)
  console.log(JSON.stringify(await run(file, Number(count))))
}
