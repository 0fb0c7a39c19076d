/** The thread that assembles and judges drafts for runs. It has no database, no model and writes nothing. */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { InferenceTable } from '../../domain/draft/names/inference.ts'
import { loadClassifier } from '../cohort/classifier.ts'
import { openTokenReader } from '../models/token-reader.ts'
import { createDraftTools } from '../reporting/draft-tools.ts'
import { createWork } from './evaluation-work.ts'
import type { WorkAnswer, WorkQuestion, WorkThreadData } from './work-thread.ts'

const { statusWeights, rulesAllowedFor, inferences, contextTokens } = workerData as WorkThreadData
const classifier = loadClassifier(statusWeights, { rulesAllowedFor })
const work = createWork(createDraftTools(inferences as InferenceTable, contextTokens), (text) => classifier.classify(text, { acceptedError: null }).label, () => openTokenReader(join(statusWeights, 'encoder'), new AbortController().signal))
const post = (answer: WorkAnswer) => parentPort?.postMessage(answer, [])

parentPort?.on('message', async ({ id, name, input }: WorkQuestion) => {
  try {
    post({ id, value: await (work[name] as (...given: unknown[]) => unknown)(...input) })
  } catch (error) {
    // The message may quote the report; its kind is enough to look for the fault.
    post({ id, error: error instanceof Error ? error.name : 'unknown reason' })
  }
})
