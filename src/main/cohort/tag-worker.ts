/** The thread that judges texts and reads files for runs. It has no database and writes nothing. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import type { StatusLanguageModel } from '../../domain/status/tiers/cascade.ts'
import { createReportCutter } from '../../domain/status/encoder/cut-report.ts'
import type { EncoderOpinion } from '../../domain/status/encoder/encoder-head.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import type { TextItem } from '../db/cohort-item-store.ts'
import { loadClassifier } from './classifier.ts'
import { readFiles } from './read-files.ts'
import type { Answer, Ask, FromThread, TagAnswer, TagWorkerData, ToThread } from './tagger.ts'

/** Rows and characters that are handed over at a time. */
const mostRows = 100
const mostCharacters = 262_144

const { weights, rulesAllowedFor, withEncoder = false } = workerData as TagWorkerData
const classifier = loadClassifier(weights, { rulesAllowedFor, withEncoder })
const post = (message: FromThread) => parentPort?.postMessage(message, [])
let rows: AsyncGenerator<TextItem> | null = null

/** The language model lives in another process and is owned by main: a question goes there and comes back. */
let lastQuestion = 0
const questions = new Map<number, { resolve: (answer: { probabilities: [number, number, number] }) => void; reject: (error: Error) => void }>()
const askOwner: StatusLanguageModel['ask'] = (question) =>
  new Promise((resolve, reject) => {
    const model = ++lastQuestion
    questions.set(model, { resolve, reject })
    post({ model, question })
  })

/** So does the sentence encoder. What is asked in one turn goes there together, cut into pieces already. */
const cut = classifier.encoder && createReportCutter(classifier.encoder)
let lastPieces = 0
let gathered: Reading[] = []
type Reading = { tokens: number[]; resolve: (opinion: EncoderOpinion | null) => void; reject: (error: Error) => void }
const readings = new Map<number, Reading[]>()

function sendGathered(): void {
  const pieces = ++lastPieces
  readings.set(pieces, gathered)
  post({ pieces, texts: gathered.map(({ tokens }) => tokens) })
  gathered = []
}

async function readByEncoder(input: StatusInput): Promise<EncoderOpinion | null> {
  const tokens = cut?.(input) ?? null
  if (tokens === null) return null
  return new Promise((resolve, reject) => {
    if (gathered.push({ tokens, resolve, reject }) === 1) setImmediate(sendGathered)
  })
}

async function judge(input: StatusInput, languageModel: StatusLanguageModel | undefined): Promise<TagAnswer> {
  try {
    return { decision: await classifier.judge(input, { languageModel, read: readByEncoder }) }
  } catch (error) {
    // The message may quote the report; its kind is enough to look for the fault.
    return { problem: `The classifier failed on this text (${error instanceof Error ? error.name : 'unknown reason'}).` }
  }
}

/**
 * V8 lets what was promoted lie until it is as much as what is in use; a run of 30,000 reports doubled the thread's heap. Collecting
 * here holds nobody: main's thread goes on meanwhile.
 */
const reportsBetweenCollections = 2000
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
let sinceCollection = 0

async function classify({ inputs, languageModel }: Extract<Ask, { type: 'classify' }>): Promise<TagAnswer[]> {
  const tier = languageModel === null ? undefined : { version: languageModel, ask: askOwner }
  const answers = await Promise.all(inputs.map((input) => judge(input, tier)))
  sinceCollection += inputs.length
  if (sinceCollection >= reportsBetweenCollections) {
    sinceCollection = 0
    collect()
  }
  return answers
}

async function open({ paths, skip }: Extract<Ask, { type: 'open' }>): Promise<null> {
  await rows?.return(undefined)
  rows = readFiles(paths)
  for (let passed = 0; passed < skip; passed++) if ((await rows.next()).done) break
  return null
}

async function read(): Promise<TextItem[]> {
  const found: TextItem[] = []
  let characters = 0
  while (found.length < mostRows && characters < mostCharacters) {
    const { value, done } = (await rows?.next()) ?? { done: true }
    if (done) break
    found.push(value)
    if ('input' in value) characters += Object.values(value.input).reduce((sum: number, text: string) => sum + text.length, 0)
  }
  return found
}

/** One question at a time, in the order they came. */
let turn: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (message: ToThread) => {
  if ('close' in message) {
    parentPort?.close()
    return
  }
  if ('pieces' in message) {
    const asked = readings.get(message.pieces) ?? []
    readings.delete(message.pieces)
    for (const [index, { resolve, reject }] of asked.entries()) {
      if ('opinions' in message) resolve(message.opinions[index] ?? null)
      else reject(Object.assign(new Error(message.error), { name: message.error }))
    }
    return
  }
  if ('model' in message) {
    const asked = questions.get(message.model)
    questions.delete(message.model)
    if ('probabilities' in message) asked?.resolve(message)
    else asked?.reject(Object.assign(new Error(message.error), { name: message.error }))
    return
  }
  const { id, ask } = message
  turn = turn
    .then((): Promise<Answer<Ask>> => (ask.type === 'classify' ? classify(ask) : ask.type === 'open' ? open(ask) : read()))
    .then(
      (value) => post({ id, value }),
      (error: unknown) => post({ id, error: error instanceof Error ? error.name : 'unknown reason' }),
    )
})
