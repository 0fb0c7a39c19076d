/** A process of its own for the test that kills it in the middle of a run. Never imported by the app. */
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { openDatabase } from '../db/open.ts'
import { createStores } from '../db/stores.ts'
import { createEvaluation } from './evaluation.ts'
import { engineThat, testWork } from './evaluation-kit.ts'

const [file = '', runId = ''] = process.argv.slice(2)

const stores = createStores(openDatabase({ file, key: new Uint8Array(32).fill(7) }))
// Slow enough that every kill hits a run in the middle.
const openEngine = engineThat(async (findings) => (await setTimeout(5), findings.slice(0, 40)))
const evaluation = createEvaluation({ stores: () => stores, openEngine, work: testWork, tagVersion: () => 'tags-1', encoderName: () => null, activeModel: () => null, activate: async () => {}, goBack: async () => '', pickFile: async () => [] })
writeSync(1, `STATE ${evaluation.runs()[0]?.state ?? 'none'}\n`)
evaluation.resume({ runId })
for await (const run of evaluation.watch({ runId }, new AbortController().signal)) {
  writeSync(1, `DONE ${run.done} ${run.state}\n`)
  if (run.state === 'done') break
}
await evaluation.close()
stores.close()
