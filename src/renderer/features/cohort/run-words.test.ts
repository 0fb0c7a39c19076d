import { describe, expect, it } from 'vitest'
import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { actionsOf } from './run-actions.ts'
import { leftWords, progressWords, shareDone } from './run-words.ts'
import { placeRun, workedOn } from './use-runs.ts'

const run: CohortRun = {
  id: 'a', name: '', source: 'files', snapshot: { version: 'rules-1', model: null, acceptedError: null }, state: 'running', total: 5000, done: 1200, failed: 4, adjudicated: 0,
  perSecond: 62.4, secondsLeft: 61, createdAt: '2026-01-01T00:00:00Z', finishedAt: null, message: '',
}

describe('progress of a run', () => {
  it('counts failed reports as answered, so that a run with failures reaches its end', () => {
    expect(progressWords(run)).toBe('1,204 of 5,000 · 62 reports/s · 4 failed')
    expect(shareDone({ ...run, done: 4996, failed: 4 })).toBe(1)
  })

  it('shows no rate and no time left while nothing runs, and no share while the source is read', () => {
    expect(progressWords({ ...run, state: 'paused' })).toBe('1,204 of 5,000 · 4 failed')
    expect(leftWords({ ...run, state: 'paused' })).toBeUndefined()
    expect(leftWords(run)).toBe('about 2 min left')
    expect(shareDone({ ...run, state: 'reading' })).toBeNull()
    expect(shareDone({ ...run, state: 'done', total: 0, done: 0, failed: 0 }), 'an empty source is done').toBe(1)
  })
})

describe('actionsOf', () => {
  it('never offers to try failed reports again while the run goes on', () => {
    expect(actionsOf(run)).toEqual({ pause: true, resume: false, retry: false })
    expect(actionsOf({ state: 'stopped', failed: 0 })).toEqual({ pause: false, resume: true, retry: false })
    expect(actionsOf({ state: 'done', failed: 2 })).toEqual({ pause: false, resume: false, retry: true })
  })
})

describe('placeRun', () => {
  it('replaces a known run in its place and puts a new one first', () => {
    const other = { ...run, id: 'b' }
    expect(placeRun([other, run], { ...run, done: 1300 }).map(({ id, done }) => [id, done])).toEqual([['b', 1200], ['a', 1300]])
    expect(placeRun([other], run).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})

describe('workedOn', () => {
  it('is the run that makes progress, not one that waits its turn behind it', () => {
    const waits = { ...run, id: 'b', perSecond: null }
    expect(workedOn([waits, run])?.id).toBe('a')
    expect(workedOn([{ ...run, state: 'done' }, { ...run, state: 'paused' }])).toBeNull()
  })
})
