import { describe, expect, it } from 'vitest'
import { threadsFor } from './thread-governor.ts'

/** Processor times after one second on a computer with `cores`, of which we used `own` and others `foreign`. */
const times = (cores: number, own: number, foreign: number) => ({ cores, total: cores * 1000, idle: (cores - own - foreign) * 1000, own: own * 1000 })
const start = (cores: number) => ({ cores, total: 0, idle: 0, own: 0 })

describe('threads on a busy computer', () => {
  it.each([
    ['quiet', 2, 2, 2, 0, 2],
    ['quiet and not yet used', 2, 2, 0, 0, 2],
    ['a little foreign work', 2, 2, 1.7, 0.3, 2],
    ['one foreign core', 2, 2, 1.3, 0.7, 1],
    ['all cores taken by others', 2, 2, 0.5, 1.5, 1],
    ['we hold one thread, the other core is free again', 2, 2, 1, 0, 2],
    ['half of eight cores taken', 8, 8, 4, 4, 4],
    ['never more than allowed', 8, 2, 2, 0, 2],
  ])('%s: %d cores, at most %d, ours %d, foreign %d gives %d (bug: two threads on a shared core run at a third of their speed)', (_name, cores, most, own, foreign, expected) => {
    expect(threadsFor(most, start(cores), times(cores, own, foreign))).toBe(expected)
  })

  it('without a measurement all threads are used', () => {
    expect(threadsFor(4, start(4), start(4))).toBe(4)
  })
})
