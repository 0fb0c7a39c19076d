import { describe, expect, it } from 'vitest'
import type { ScoreEvent, ScoreRequest, ScoringModel } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createLabelTier } from './label-tier.ts'

const identity = { id: 'small', name: 'Small', sha256: 'ab'.repeat(32), template: 'chatml' as const, contextLength: 2048, drafting: 'report' as const, adapterSha256: null }

function fake(answer: (request: ScoreRequest) => AsyncIterable<ScoreEvent>) {
  const requests: ScoreRequest[] = []
  const model: ScoringModel = {
    current: () => identity,
    score(request) {
      requests.push(request)
      return answer(request)
    },
  }
  return { requests, tier: createLabelTier(model, () => true, new AbortController().signal)()! }
}

/** The share of label 1 tells which report was asked, by the number its text begins with. */
const numberOf = (parts: { text: string }[]) => Number(/\d+/.exec(parts.map(({ text }) => text).join(''))?.[0])

describe('label tier', () => {
  it('gives each report its own answer, in whatever order the model scores them (bug: answers of neighbours exchanged)', async () => {
    const { tier, requests } = fake(async function* ({ texts }) {
      for (const text of [...texts.keys()].toReversed()) yield { type: 'scored', text, shares: [0, numberOf(texts[text]!) / 1000, 1 - numberOf(texts[text]!) / 1000], mass: 1, tokens: 5 }
    })
    const answers = await Promise.all(Array.from({ length: 70 }, (_, index) => tier.ask({ input: { conclusion: `${index + 100} is the number` }, language: 'en' })))
    expect(answers.map(({ probabilities }) => Math.round(probabilities[1] * 1000))).toEqual(Array.from({ length: 70 }, (_, index) => index + 100))
    expect(requests.map(({ texts }) => texts.length)).toEqual([32, 32, 6])
  })

  it('fails a report that does not fit, and only that one', async () => {
    const { tier } = fake(async function* () {
      yield { type: 'too-long', text: 0, tokens: 900, fits: 511 }
      yield { type: 'scored', text: 1, shares: [1, 0, 0], mass: 1, tokens: 5 }
    })
    const [long, short] = await Promise.allSettled([tier.ask({ input: { conclusion: 'long' }, language: 'en' }), tier.ask({ input: { conclusion: 'short' }, language: 'en' })])
    expect((long as PromiseRejectedResult).reason).toMatchObject({ code: 'too-large' })
    expect((short as PromiseFulfilledResult<unknown>).value).toEqual({ probabilities: [1, 0, 0] })
  })

  it('answers everybody when the model dies in the middle, and works again afterwards (bug: a run that waits for ever)', async () => {
    let dies = true
    const { tier } = fake(async function* ({ texts }) {
      yield { type: 'scored', text: 0, shares: [0, 1, 0], mass: 1, tokens: 5 }
      if (dies) throw new AppError('model-crashed', 'gone')
      for (const text of texts.keys()) if (text > 0) yield { type: 'scored', text, shares: [0, 0, 1], mass: 1, tokens: 5 }
    })
    const ask = () => Promise.allSettled([1, 2, 3].map((number) => tier.ask({ input: { conclusion: `${number}` }, language: 'en' })))
    expect((await ask()).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    dies = false
    expect((await ask()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  })

  it('is not offered for a model that may not judge', () => {
    const model: ScoringModel = { current: () => identity, score: async function* () {} }
    expect(createLabelTier(model, (id) => id !== 'small', new AbortController().signal)()).toBeNull()
  })
})

/** A request that scores one text a turn and can be stopped. */
async function* slowly({ texts }: ScoreRequest, signal: { aborted: boolean }): AsyncGenerator<ScoreEvent> {
  for (const text of texts.keys()) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
    yield { type: 'scored', text, shares: [0, numberOf(texts[text]!) / 1000, 0], mass: 1, tokens: 5 }
  }
}

describe('a report somebody waits for', () => {
  it('goes before the reports of a run, which all still get their own answer (bug: signing waits for a batch of 32, or a run loses what was interrupted)', async () => {
    const requests: number[] = []
    const model: ScoringModel = {
      current: () => identity,
      score: (request, signal) => (requests.push(request.texts.length), slowly(request, signal)),
    }
    const tier = createLabelTier(model, () => true, new AbortController().signal)
    const order: number[] = []
    const ask = (urgency: 'run' | 'waited-for', number: number) =>
      tier(urgency)!.ask({ input: { conclusion: `${number} is the number` }, language: 'en' }).then(({ probabilities }) => (order.push(number), Math.round(probabilities[1] * 1000)))
    const run = Array.from({ length: 40 }, (_, index) => ask('run', 100 + index))
    await run[2]
    expect(await ask('waited-for', 7)).toBe(7)
    expect(order.indexOf(7)).toBeLessThan(10)
    expect(await Promise.all(run)).toEqual(Array.from({ length: 40 }, (_, index) => 100 + index))
    expect(requests[1]).toBe(1)
  })

  it('is not asked for ever when everything is stopped (bug: what was interrupted is asked again after closing)', async () => {
    const closing = new AbortController()
    const tier = createLabelTier({ current: () => identity, score: slowly }, () => true, closing.signal)()!
    const asked = Promise.allSettled(Array.from({ length: 5 }, () => tier.ask({ input: { conclusion: 'One.' }, language: 'en' })))
    setTimeout(() => closing.abort(), 8)
    const answers = await asked
    expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } })
  })
})
