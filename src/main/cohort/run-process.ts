/** A process of its own for the test that kills it in the middle of a run. Never imported by the app. */
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { openDatabase } from '../db/open.ts'
import { createStores } from '../db/stores.ts'
import { classify } from '../reporting/test-kit.ts'
import { createCohort } from './cohort.ts'
import type { Tagger } from './tagger.ts'

const [file = '', runId = ''] = process.argv.slice(2)

/** Slow enough that every kill hits a run in the middle. */
const tagger: Tagger = {
  async classify(inputs) {
    await setTimeout(5)
    return inputs.map((input) => ({ decision: classify(input) }))
  },
  async *read() {},
  async close() {},
}

const stores = createStores(openDatabase({ file, key: new Uint8Array(32).fill(7) }))
const cohort = createCohort({ stores: () => stores, tagger, classifier: { version: () => 'test-rules-1', withBand: (decision) => decision }, acceptedError: () => 0.01, pickFiles: async () => [], pickTarget: async () => null })
writeSync(1, `STATE ${cohort.runs()[0]?.state ?? 'none'}\n`)
cohort.resume({ runId })
for await (const run of cohort.watch({ runId }, new AbortController().signal)) {
  writeSync(1, `DONE ${run.done} ${run.state}\n`)
  if (run.state === 'done') break
}
await cohort.close()
stores.close()
