/** The thread that judges texts and reads files for runs. It has no database and writes nothing. */
import { parentPort } from 'node:worker_threads'
import type { TextItem } from '../db/cohort-item-store.ts'
import { loadClassifier } from '../reporting/classifier.ts'
import { readFiles } from './read-files.ts'
import type { Answer, Ask, TagAnswer } from './tagger.ts'

/** Rows and characters that are handed over at a time. */
const mostRows = 100
const mostCharacters = 262_144

const classifier = loadClassifier()
let rows: AsyncGenerator<TextItem> | null = null

function classify({ inputs, acceptedError }: Extract<Ask, { type: 'classify' }>): TagAnswer[] {
  return inputs.map((input) => {
    try {
      return { decision: classifier.classify(input, acceptedError) }
    } catch (error) {
      // The message may quote the report; its kind is enough to look for the fault.
      return { problem: `The classifier failed on this text (${error instanceof Error ? error.name : 'unknown reason'}).` }
    }
  })
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

const post = (message: { id: number; value: Answer<Ask> } | { id: number; error: string }) => parentPort?.postMessage(message, [])

/** One question at a time, in the order they came. */
let turn: Promise<unknown> = Promise.resolve()

parentPort?.on('message', ({ id, ask }: { id: number; ask: Ask }) => {
  turn = turn
    .then((): Answer<Ask> | Promise<Answer<Ask>> => (ask.type === 'classify' ? classify(ask) : ask.type === 'open' ? open(ask) : read()))
    .then(
      (value) => post({ id, value }),
      (error: unknown) => post({ id, error: error instanceof Error ? error.name : 'unknown reason' }),
    )
})
