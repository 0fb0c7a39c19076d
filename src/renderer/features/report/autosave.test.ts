import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../lib/errors.ts'
import { createAutosave, worstState, type SaveState } from './autosave.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A disk that takes `milliseconds` a save and notes what it got and when. */
function disk(milliseconds = 0) {
  const it = { text: '', saves: [] as { at: number; text: string }[], failing: null as AppError | null, states: [] as SaveState[] }
  const autosave = createAutosave({
    now: () => Date.now(),
    onState: (state) => it.states.push(state),
    async save() {
      const { text } = it
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      if (it.failing) throw it.failing
      it.saves.push({ at: Date.now(), text })
      return { savedAt: new Date().toISOString() }
    },
  })
  return Object.assign(it, {
    autosave,
    type(text: string) {
      it.text += text
      autosave.touch()
    },
  })
}

describe('autosave', () => {
  it('waits for a pause', async () => {
    const it = disk()
    it.type('a')
    await vi.advanceTimersByTimeAsync(200)
    it.type('b')
    await vi.advanceTimersByTimeAsync(299)
    expect(it.saves).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(2)
    expect(it.saves.map(({ text }) => text)).toEqual(['ab'])
  })

  it.each([0, 40, 180])('never leaves a key unsaved for more than a second while typing goes on, with saves of %i ms', async (milliseconds) => {
    const it = disk(milliseconds)
    const typedAt: number[] = []
    for (let key = 0; key < 200; key++) {
      typedAt.push(Date.now())
      it.type('x')
      await vi.advanceTimersByTimeAsync(50)
    }
    await vi.advanceTimersByTimeAsync(2000)
    for (const [key, at] of typedAt.entries()) {
      const kept = it.saves.find(({ text }) => text.length > key)!
      expect(kept.at - at).toBeLessThanOrEqual(1000)
    }
  })

  it('tries again while the disk refuses, says so, and then holds the newest text', async () => {
    const it = disk()
    it.failing = new AppError('disk-full', 'The disk is full.')
    it.type('kept')
    await vi.advanceTimersByTimeAsync(1400)
    expect(it.states.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'disk-full' } })
    it.type(' whole')
    it.failing = null
    await vi.advanceTimersByTimeAsync(5000)
    expect(it.saves.at(-1)?.text).toBe('kept whole')
    expect(it.states.at(-1)?.kind).toBe('saved')
  })

  it('saves at once on flush, also what was typed while a save ran (closing the window would lose it)', async () => {
    const it = disk(100)
    it.type('a')
    await vi.advanceTimersByTimeAsync(350)
    it.type('b')
    const flushed = it.autosave.flush()
    await vi.advanceTimersByTimeAsync(250)
    await flushed
    expect(it.saves.at(-1)?.text).toBe('ab')
  })

  it('rejects a flush that did not reach the disk (signing would freeze an older text)', async () => {
    const it = disk()
    it.failing = new AppError('read-only', 'The database is read-only.')
    it.type('a')
    const flushed = it.autosave.flush().then(
      () => null,
      (error: AppError) => error.code,
    )
    await vi.advanceTimersByTimeAsync(10)
    expect(await flushed).toBe('read-only')
  })

  it('does not ask a signed report again', async () => {
    const it = disk()
    it.failing = new AppError('signed', 'The report is signed.')
    it.type('a')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(it.states.filter(({ kind }) => kind === 'failed')).toHaveLength(1)
  })

  it('shows the failure of one section although the others are saved', () => {
    const error = new AppError('disk-full', 'The disk is full.')
    expect(worstState([{ kind: 'saved', at: '2026-01-01T10:00:05Z' }, { kind: 'failed', at: '2026-01-01T10:00:01Z', error }])).toEqual({ kind: 'failed', at: '2026-01-01T10:00:05Z', error })
  })
})
