import { describe, expect, it } from 'vitest'
import { createRunQueue, type Turn } from './run-queue.ts'

/** Runs that end when they are told to, or by their signal. */
function setUp() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  let drained = 0
  const queue = createRunQueue({
    carryOut: (id, { signal }: Turn) => {
      begun.push(id)
      return new Promise((resolve, reject) => {
        ends.set(id, resolve)
        signal.addEventListener('abort', () => resolve())
        if (id === 'broken') reject(new Error('locked'))
      })
    },
    drained: async () => void drained++,
  })
  return { queue, begun, end: (id: string) => ends.get(id)!(), drained: () => drained }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('the queue of runs', () => {
  it('lets one run work at a time, in their order, and says which wait behind another', async () => {
    const { queue, begun, end, drained } = setUp()
    for (const id of ['a', 'b', 'c', 'b']) queue.enqueue(id)
    await turn()
    expect(begun).toEqual(['a'])
    expect(['a', 'b', 'c'].map((id) => [queue.works(id), queue.waits(id), queue.waitsBehind(id)])).toEqual([[true, false, false], [false, true, true], [false, true, true]])
    end('a')
    await turn()
    expect(begun).toEqual(['a', 'b'])
    expect(drained()).toBe(0)
    end('b')
    await turn()
    end('c')
    await queue.idle()
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(drained()).toBe(1)
  })

  it('takes a waiting run out, stops a working one, and tells whether there was anything to stop', async () => {
    const { queue, begun } = setUp()
    for (const id of ['a', 'b', 'c']) queue.enqueue(id)
    await turn()
    expect(queue.cancel('other')).toBeNull()
    await queue.cancel('b')
    const ended = queue.cancel('a')
    expect(queue.works('a')).toBe(false)
    await ended
    await turn()
    expect(begun).toEqual(['a', 'c'])
    await queue.close()
    expect(queue.isClosed()).toBe(true)
  })

  it('goes on with the next run when one cannot be begun (bug: a database locked once leaves every later run waiting)', async () => {
    const { queue, begun, end } = setUp()
    queue.enqueue('broken')
    queue.enqueue('a')
    await turn()
    expect(begun).toEqual(['broken', 'a'])
    end('a')
    await queue.idle()
  })

  it('begins nothing once it is closed', async () => {
    const { queue, begun } = setUp()
    queue.enqueue('a')
    queue.enqueue('b')
    await turn()
    await queue.close()
    queue.enqueue('c')
    await turn()
    expect(begun).toEqual(['a'])
  })
})
