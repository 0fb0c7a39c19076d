import { describe, expect, it } from 'vitest'
import { wilson } from '../../../domain/metric/interval.ts'
import type { GateRecord } from '../../../domain/gate/gate-record.ts'
import type { GateRun } from '../../../domain/gate/gate-run.ts'
import { countWords, limitWords, openRun } from './model-gate-state.ts'

const run = (state: GateRun['state'], createdAt: string) => ({ id: createdAt, state, createdAt }) as GateRun
const record = (startedAt: string) => ({ startedAt }) as GateRecord

describe('openRun', () => {
  it('shows what works; of what was stopped only the newest, and not once a later run has ended', () => {
    expect(openRun({ runs: [run('stopped', '3'), run('running', '2')], records: [] })?.id).toBe('2')
    expect(openRun({ runs: [run('stopped', '3'), run('stopped', '2')], records: [record('1')] })?.id).toBe('3')
    expect(openRun({ runs: [run('done', '3'), run('stopped', '2')], records: [record('3')] })).toBeNull()
  })
})

describe('figures in words', () => {
  it('no cases are a dash, never 0 % or NaN', () => {
    expect(countWords({ hits: 0, of: 0 }, wilson(0, 0))).toEqual({ count: '–', share: '–', interval: '–' })
    expect(countWords({ hits: 40, of: 41 }, wilson(40, 41))).toEqual({ count: '40 / 41', share: '97.6 %', interval: '87.4–99.6' })
  })
  it('an alarm has a most, a catch a least', () => {
    expect(limitWords({ name: 'falseAlarms', limit: 0.1 })).toBe('≤ 10.0 %')
    expect(limitWords({ name: 'side', limit: 0.98 })).toBe('≥ 98.0 %')
  })
})
