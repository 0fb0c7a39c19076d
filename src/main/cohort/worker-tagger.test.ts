import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { archive, createCohortKit, fill, type CohortKit } from './cohort-kit.ts'
import { createWorkerTagger } from './worker-tagger.ts'

let kit: CohortKit | null = null
afterEach(async () => {
  await kit?.dispose()
  kit = null
})

/** A thread with the protocol of tag-worker that answers none, and does something else with a text that asks for it. */
const thread = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ id, ask }) => {
    for (const { conclusion } of ask.inputs) {
      if (conclusion === 'hang') for (;;);
      if (conclusion === 'exit') process.exit(1)
      if (conclusion === 'memory') { const all = []; for (;;) all.push(new Array(1e6).fill(all)) }
      if (conclusion === 'error') return parentPort.postMessage({ id, error: 'TypeError' })
    }
    const decision = { label: 0, probabilities: [1, 0, 0], uncertain: false, evidence: [], reason: '', tier: 'rules', version: '1' }
    parentPort.postMessage({ id, value: ask.inputs.map(() => ({ decision })) })
  })`
const spawn = () => new Worker(thread, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 64 }, stderr: true })

describe('the thread that judges', () => {
  it.each<[string, RegExp]>([
    ['hang', /took longer than 1.5 seconds/],
    ['exit', /ended/],
    ['memory', /failed|ended|took longer/],
  ])('a text that makes it %s fails alone; the others are judged by fresh threads', { timeout: 60_000 }, async (word, reason) => {
    kit = createCohortKit({ tagger: createWorkerTagger(spawn, 1500) })
    fill(kit.stores(), 5, (n) => ({ conclusion: n === 2 ? word : 'fine' }))
    const run = await kit.run(archive())
    expect(run).toMatchObject({ state: 'done', done: 4, failed: 1 })
    const [failed] = kit.rows(run.id, { state: 'failed' })
    expect(failed?.number).toBe(3)
    expect(failed?.excerpt).toMatch(reason)
  })

  it('an error of its own reaches the asker, a dead thread refuses everything that waits, and the next question starts another', async () => {
    const tagger = createWorkerTagger(spawn, 10_000)
    await expect(tagger.classify([{ conclusion: 'error' }], null)).rejects.toThrow(/TypeError/)
    const asked = [tagger.classify([{ conclusion: 'exit' }], null), tagger.classify([{ conclusion: 'fine' }], null)]
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected')
    expect(await tagger.classify([{ conclusion: 'fine' }], null)).toHaveLength(1)
    await tagger.close()
  })
})
