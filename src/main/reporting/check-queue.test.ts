import { describe, expect, it } from 'vitest'
import type { CheckedText, TextToCheck } from '../../domain/answer/checked-text.ts'
import type { AppError } from '../../shared/ipc/errors.ts'
import { createCheckQueue } from './check-queue.ts'

const text = (conclusion: string): TextToCheck => ({ what: 'conclusion', input: { findings: 'f', conclusion }, draft: null })

/** Work that ends when the test says so. */
function slow() {
  const begun: string[] = []
  const ends: ((error?: Error) => void)[] = []
  const queue = createCheckQueue((one) => {
    begun.push(one.input.conclusion)
    return new Promise<CheckedText>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve({ issues: [], leftOut: [], sentences: [] }))))
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  return { queue, begun, end: async (error?: Error) => (ends.shift()!(error), await settle()), settle }
}

describe('texts that are checked while somebody types', () => {
  it('only the newest of those that wait is checked (bug: a long text is checked once for every pause)', async () => {
    const { queue, begun, end, settle } = slow()
    const first = queue.newest(text('a'))
    await settle()
    const older = queue.newest(text('ab'))
    const newest = queue.newest(text('abc'))
    const refused = older.then(() => 'checked', (error: AppError) => error.code)
    await end()
    await first
    expect(await refused).toBe('cancelled')
    expect(begun).toEqual(['a', 'abc'])
    await end()
    await expect(newest).resolves.toBeDefined()
  })

  it('before signing the text is always checked, and not a second time where it is the one that was checked last', async () => {
    const { queue, begun, end, settle } = slow()
    void queue.newest(text('a'))
    await settle()
    const signing = queue.settled(text('b'))
    const typed = queue.newest(text('c'))
    await end()
    await end()
    await end()
    expect(await signing).toEqual([])
    await typed
    expect(await queue.settled({ ...text('c'), draft: { pending: ['x'], told: [], leftOut: [] } } as TextToCheck)).toEqual([])
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(queue.known(text('c'))).toEqual([])
    expect(queue.known(text('b'))).toBeNull()
  })

  it('a text that fails holds up none that follows', async () => {
    const { queue, end, settle } = slow()
    const dead = queue.newest(text('a')).then(() => 'checked', (error: Error) => error.message)
    await settle()
    await end(new Error('dead'))
    expect(await dead).toBe('dead')
    const next = queue.newest(text('b'))
    await settle()
    await end()
    await expect(next).resolves.toBeDefined()
  })
})
