import { describe, expect, it } from 'vitest'
import type { OpenQuestion } from '../../domain/check/second-reader/second-reader.ts'
import type { ModelIdentity, ScoreEvent, ScoreRequest } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createReaderModels, type ReaderAnswer, type ReadingModel } from './second-reader-models.ts'
import { identity } from './test-kit.ts'

const questions = Array.from({ length: 10 }, (_, at): OpenQuestion => ({ sentence: at, conclusion: { start: 0, end: 1 }, findings: { start: 0, end: 1 }, evidence: 'A cyst.', told: `Sentence ${at}.` }))
const numberOf = (parts: { text: string }[]) => Number(/Sentence (\d+)/.exec(parts.map(({ text }) => text).join(''))?.[1])
const never = new AbortController().signal

function modelOf(score: (request: ScoreRequest) => AsyncIterable<ScoreEvent>, current: ModelIdentity | null = identity): ReadingModel & { asked: number[][]; ended: number; dispose(): Promise<void> } {
  const model = {
    asked: [] as number[][], ended: 0, current: () => current,
    scoreLast(request: ScoreRequest) {
      model.asked.push(request.texts.map(numberOf))
      return score(request)
    },
    dispose: async () => void model.ended++,
  }
  return model
}

async function* inReverse({ texts }: ScoreRequest): AsyncGenerator<ScoreEvent> {
  for (const text of [...texts.keys()].toReversed()) yield { type: 'scored', text, shares: [1 - numberOf(texts[text]!) / 10, numberOf(texts[text]!) / 10], mass: 1, tokens: 9 }
}

async function all(answers: AsyncIterable<ReaderAnswer>): Promise<ReaderAnswer[]> {
  const list: ReaderAnswer[] = []
  for await (const answer of answers) list.push(answer)
  return list.toSorted((a, b) => a.question - b.question)
}
const none = () => {
  throw new Error('No second process.')
}
const readersOf = (active: ReadingModel, start: (of: ModelIdentity) => ReturnType<typeof modelOf> = none, letDraftsGoFirst = async () => {}) => createReaderModels({ active, letDraftsGoFirst, start })

describe('asking a model as second reader', () => {
  it('gives each question its own answer, a few at a time (bug: answers of neighbours exchanged)', async () => {
    const model = modelOf(inReverse)
    const answers = await all(readersOf(model).ask(identity, questions, never))
    expect(answers.map(({ share }) => Math.round(share! * 10))).toEqual(questions.map((_, at) => at))
    expect(model.asked.map((texts) => texts.length)).toEqual([4, 4, 2])
  })

  it('gives way to whoever asks the model, and asks again only what had no answer (bug: a tag that waits for advice, or advice that is lost)', async () => {
    let interrupted = false
    const model = modelOf(async function* (request) {
      for await (const event of inReverse(request)) {
        yield event
        if (interrupted) continue
        interrupted = true
        throw new AppError('cancelled', 'Cancelled.')
      }
    })
    let waits = 0
    const answers = await all(readersOf(model, none, async () => void waits++).ask(identity, questions.slice(0, 4), never))
    expect(answers).toHaveLength(4)
    expect(model.asked).toEqual([[0, 1, 2, 3], [0, 1, 2]])
    expect(waits).toBe(2)
  })

  it('a question that does not fit has no answer, a model that says nothing is an error, and a text that changed ends it', async () => {
    const long = modelOf(async function* ({ texts }) {
      for (const text of texts.keys()) yield { type: 'too-long', text, tokens: 900, fits: 511 }
    })
    expect(await all(readersOf(long).ask(identity, questions.slice(0, 1), never))).toEqual([{ question: 0, share: null }])
    await expect(all(readersOf(modelOf(async function* () {})).ask(identity, questions, never))).rejects.toMatchObject({ code: 'model-crashed' })
    const stop = new AbortController()
    stop.abort()
    const model = modelOf(inReverse)
    await expect(all(readersOf(model).ask(identity, questions, stop.signal))).rejects.toMatchObject({ code: 'cancelled' })
    expect(model.asked).toEqual([])
  })

  it('a model that does not draft reads in a process of its own, one at a time, until it is released', async () => {
    const active = modelOf(inReverse)
    const started: ReturnType<typeof modelOf>[] = []
    const readers = readersOf(active, (of) => (started.push(modelOf(inReverse, of)), started.at(-1)!))
    const other = { ...identity, id: 'other', sha256: 'b'.repeat(64) }
    await all(readers.ask(other, questions.slice(0, 1), never))
    await all(readers.ask(other, questions.slice(1, 2), never))
    await all(readers.ask({ ...other, adapterSha256: 'c'.repeat(64) }, questions.slice(0, 1), never))
    expect(active.asked).toEqual([])
    expect(started.map(({ asked, ended }) => [asked, ended])).toEqual([[[[0], [1]], 1], [[[0]], 0]])
    await readers.release()
    expect(started[1]!.ended).toBe(1)
  })
})
