import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { GenerateRequest, PhraseEvent, PhraseRequest } from '../../domain/model/language-model.ts'
import type { OwnedLanguageModel } from './language-model.ts'
import { endAll, fakeIdentity, owner } from './owner.fixture.ts'

const never = new AbortController().signal
const ask = (texts: string[], change: Partial<PhraseRequest> = {}): PhraseRequest => ({ prompts: texts.map((text) => [{ text, special: false }]), answers: ['0', '1'], ends: ['0'], maxTokens: 20, stop: [], ...change })
const letter: GenerateRequest = { prompt: [{ text: 'Findings: clear.', special: false }], maxTokens: 8, temperature: 0, seed: 1, stop: [] }

type Answered = { texts: (string | undefined)[]; finished: Extract<PhraseEvent, { type: 'finished' }> | null; error?: string }
async function read(model: OwnedLanguageModel, request: PhraseRequest, signal: AbortSignal = never): Promise<Answered> {
  const answered: Answered = { texts: request.prompts.map(() => undefined), finished: null }
  try {
    for await (const event of model.phrases(request, signal)) {
      if (event.type === 'phrase') answered.texts[event.prompt] = event.text
      else if (event.type === 'finished') answered.finished = event
    }
  } catch (error) {
    answered.error = (error as { code: string }).code
  }
  return answered
}

async function write(model: OwnedLanguageModel, signal: AbortSignal = never): Promise<string> {
  let text = ''
  for await (const event of model.write(letter, signal)) if (event.type === 'token') text += event.text
  return text
}

async function stateOf(model: OwnedLanguageModel): Promise<string> {
  for await (const { state } of model.watch(never)) return state
  throw new Error('no state')
}

afterEach(endAll)

describe('phrases', { timeout: 30_000 }, () => {
  it('brings each answer with its prompt, and asks once for what it asked before (bug: every keystroke pays for the whole report)', async () => {
    const { model } = owner([[]])
    const first = await read(model, ask(['Large cyst of it', 'lungs clear']))
    expect(first).toMatchObject({ texts: ['1 Large cyst of', '0'], finished: { promptTokens: 2 } })
    // One is known; the answer to the other must not take its place.
    expect(await read(model, ask(['New effusion seen', 'lungs clear', 'Old scar seen']))).toMatchObject({ texts: ['1 New effusion seen', '0', '1 Old scar seen'], finished: { promptTokens: 2 } })
    await model.unload()
    expect(await read(model, ask(['Old scar seen', 'lungs clear']))).toMatchObject({ texts: ['1 Old scar seen', '0'], finished: { promptTokens: 0 } })
    expect(await stateOf(model)).toBe('off')
  })

  it('knows nothing of what another model answered (bug: phrases of the old model after a switch)', async () => {
    let current = fakeIdentity
    const { model } = owner([[]], { current: () => current })
    await read(model, ask(['Large cyst']))
    current = { ...fakeIdentity, id: 'other', sha256: 'b'.repeat(64) }
    expect(await read(model, ask(['Large cyst']))).toMatchObject({ finished: { promptTokens: 1 } })
  })

  it('keeps what came before a crash, and tells the crash as elsewhere (bug: a crash looks like a finished draft)', async () => {
    const { model } = owner([['--die=phrases'], []])
    const texts = ['Large cyst', 'Small cyst', 'No cyst']
    expect(await read(model, ask(texts))).toMatchObject({ texts: ['1 Large cyst', undefined, undefined], finished: null, error: 'model-crashed' })
    expect(await read(model, ask(texts))).toMatchObject({ texts: ['1 Large cyst', '1 Small cyst', '1 No cyst'], finished: { promptTokens: 2 } })
  })

  it('three crashes in a row turn the model off, also when writing and phrases alternate (bug: each counts for itself)', async () => {
    const { model, starts } = owner([['--die=phrases'], ['--die=phrases'], ['--die=phrases']])
    for (const round of [1, 2, 3]) expect(await read(model, ask([`Large ${round}`, `Small ${round}`]))).toMatchObject({ error: 'model-crashed' })
    expect(await read(model, ask(['Other']))).toMatchObject({ error: 'model-stopped' })
    expect(starts()).toBe(3)
  })

  it('takes turns with writing in order of asking, and is heard at once when cancelled (bug: two answers mixed, or a cancel that waits)', async () => {
    const { model } = owner([['--ms=10']])
    await model.start()
    const order: string[] = []
    const stop = new AbortController()
    const running = [
      write(model).then(() => order.push('written')),
      read(model, ask(Array.from({ length: 20 }, (_, index) => `Cyst ${index}`))).then(() => order.push('phrases')),
      read(model, ask(Array.from({ length: 5000 }, (_, index) => `Mass ${index}`)), stop.signal).then(({ error }) => order.push(error!)),
      write(model).then(() => order.push('written again')),
    ]
    await Promise.all(running.slice(0, 2))
    await sleep(100)
    const began = performance.now()
    stop.abort()
    await running[2]
    expect(performance.now() - began).toBeLessThan(100)
    await running[3]
    expect(order).toEqual(['written', 'phrases', 'cancelled', 'written again'])
  })
})

describe('phrases and prompts ahead of time', { timeout: 30_000 }, () => {
  it('are there when they are asked for (bug: the first click waits although the sentences stood there for minutes)', async () => {
    const { model, starts } = owner([[]])
    await model.warmPhrases(ask(['Large cyst', 'lungs clear']), never)
    expect(starts()).toBe(1)
    expect(await read(model, ask(['Large cyst', 'lungs clear']))).toMatchObject({ texts: ['1 Large cyst', '0'], finished: { promptTokens: 0 } })
  })

  it.each(['warmPhrases', 'prefill'] as const)('%s stands back for whoever asks, and keeps what it has (bug: a draft waits for sentences nobody asked for)', async (what) => {
    const { model } = owner([['--ms=20']])
    await model.start()
    const texts = Array.from({ length: 2000 }, (_, index) => `Cyst ${index}`)
    const done = what === 'prefill' ? model.prefill([{ text: 'x', special: false }], never) : model.warmPhrases(ask(texts), never)
    await sleep(300)
    expect(await stateOf(model)).toBe('ready')
    const began = performance.now()
    await write(model)
    expect(performance.now() - began).toBeLessThan(20 * 8 + 400)
    await done
    if (what === 'warmPhrases') expect((await read(model, ask(texts.slice(0, 1)))).finished).toMatchObject({ promptTokens: 0 })
  })

  it('are asked for again after they stood back (bug: the first draft of the day ends typing ahead for good)', async () => {
    const { model } = owner([[]])
    await write(model)
    await model.warmPhrases(ask(['Large cyst']), never)
    expect(await read(model, ask(['Large cyst']))).toMatchObject({ finished: { promptTokens: 0 } })
  })

  it('never throw, and start nothing after a crash or without a model (bug: typing turns the model off, or on again)', async () => {
    await owner([[]], { current: () => null }).model.warmPhrases(ask(['Large']), never)
    const { model, starts } = owner([['--die=phrases'], ['--die=prefill'], []])
    await model.warmPhrases(ask(['Large', 'Small']), never)
    await model.warmPhrases(ask(['Large', 'Small']), never)
    await model.prefill([{ text: 'x', special: false }], never)
    expect(starts()).toBe(1)
    // A crash that nobody saw is one of the three all the same.
    await model.start()
    await model.prefill([{ text: 'x', special: false }], never)
    expect(starts()).toBe(2)
    expect(await read(model, ask(['Large']))).toMatchObject({ texts: ['1 Large'], finished: { promptTokens: 0 } })
    expect(await read(model, ask(['Other']))).toMatchObject({ texts: ['1 Other'] })
    expect(starts()).toBe(3)
  })

  it('end when their signal says so (bug: sentences of a closed report go on being read)', async () => {
    const { model } = owner([['--ms=20']])
    await model.start()
    const stop = new AbortController()
    const done = model.warmPhrases(ask(Array.from({ length: 2000 }, (_, index) => `Cyst ${index}`)), stop.signal)
    await sleep(100)
    stop.abort()
    const began = performance.now()
    await done
    expect(performance.now() - began).toBeLessThan(200)
  })
})
