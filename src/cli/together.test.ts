import { describe, expect, it } from 'vitest'
import { createTogether } from './together.ts'

describe('work that is gathered', () => {
  it('goes in batches, each asker gets its own answer, and what is left goes without waiting for more', async () => {
    const batches: number[][] = []
    const ask = createTogether(3, async (jobs: readonly number[]) => (batches.push([...jobs]), jobs.map((job) => job * 10)))
    expect(await Promise.all([1, 2, 3, 4].map((job) => ask(job)))).toEqual([10, 20, 30, 40])
    expect(batches).toEqual([[1, 2, 3], [4]])
  })

  it('a bad one fails alone (bug: eight rows lost for one)', async () => {
    const ask = createTogether(3, async (jobs: readonly number[]) => {
      if (jobs.includes(2)) throw new Error('two')
      return jobs
    })
    expect(await Promise.allSettled([1, 2, 3].map((job) => ask(job)))).toMatchObject([{ value: 1 }, { reason: { message: 'two' } }, { value: 3 }])
  })
})
