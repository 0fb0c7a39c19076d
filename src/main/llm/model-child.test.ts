import { describe, expect, it } from 'vitest'
import type { Port } from '../../shared/ipc/port.ts'
import { startWatched, type ModelChild } from './model-child.ts'

/** A process that answers its first question and then nothing, no ping either. */
function answersOnce(): ModelChild & { killed(): boolean } {
  let gone: Parameters<ModelChild['onExit']>[0] = () => {}
  let killed = false
  let asked = 0
  return {
    pid: () => 1,
    ask(question): Port {
      const answers = question.type !== 'ping' && asked++ === 0
      return { post() {}, onFrame: (listener) => void (answers && setTimeout(() => listener({ type: 'end' }), 1)), onClose() {}, close() {} }
    },
    onExit: (listener) => (gone = listener),
    kill() {
      killed = true
      gone({ code: null, signal: 'SIGKILL', lines: '' })
    },
    killed: () => killed,
  }
}

describe('the watch over the model process', () => {
  it('L03: holds a process that has answered to the limit of a hang, before its first ping too (bug: one that hung right after loading was given the 120 s of a start)', async () => {
    const child = answersOnce()
    const watched = startWatched(() => child, { pingMs: 20, hangMs: 60, startMs: 3_600_000, stallMs: 3_600_000 })
    const { signal } = new AbortController()
    const question = { type: 'prefill' as const, prompt: [] }
    await watched.ask(question, signal).next()
    await expect(watched.ask(question, signal).next()).rejects.toMatchObject({ code: 'model-crashed' })
    expect(child.killed()).toBe(true)
  })
})
