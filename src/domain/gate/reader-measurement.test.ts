import { describe, expect, it } from 'vitest'
import type { GateRecord } from './gate-record.ts'
import type { GateReport } from './gate-report.ts'
import { readerFigures, readerQuestions, readerStanding, type ReaderState } from './reader-measurement.ts'

const report: GateReport = {
  id: 'a', language: 'en', indication: '', comparison: '', sex: null,
  findings: 'Left kidney: 5 mm calculus in the lower pole. Liver: 12 mm cyst in segment VI. No pleural effusion.',
  conclusion: 'Small stone in the lower left kidney. Simple hepatic cyst. No pleural effusion.',
}

describe('what a second reader is asked about a report', () => {
  it('is the same for the same seed, asked once each, and never one sentence as right and as wrong', () => {
    const first = readerQuestions(report, 3)
    expect(first).toEqual(readerQuestions(report, 3))
    const keys = [...first.right, ...first.wrong].map(({ told, evidence }) => `${told} ${evidence}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(first.right.map(({ told }) => told)).toContain('Small stone in the lower left kidney.')
    // Copied word for word: nothing to ask.
    expect(keys.join('\n')).not.toMatch(/^No pleural effusion\. /m)
  })

  it('wrong ones are the sentences that were changed, not their neighbours (bug: right sentences counted as missed errors)', () => {
    const untouched = new Set(['Small stone in the lower left kidney.', 'Simple hepatic cyst.', 'No pleural effusion.'])
    expect(readerQuestions(report, 1).wrong.filter(({ told }) => untouched.has(told))).toEqual([])
  })
})

const state: ReaderState = { id: 'm', name: 'M', sha256: 'a', adapterSha256: null, version: 'v', rulesVersion: 'r' }
const count = (hits: number, of: number) => ({ hits, of })
const record = (set: GateRecord['set'], wrong: [number, number], right: [number, number], alarms: [number, number], finishedAt = '2026-11-22T20:00:00Z') => {
  const { rulesVersion, ...reader } = state
  return { id: `${set} ${finishedAt}`, set, source: set, finishedAt, reports: alarms[1], engine: { model: null, promptVersion: '', rulesVersion, gateVersion: '' }, reader, figures: { reader: { en: { wrong: count(...wrong), right: count(...right), reports: count(...alarms) } } } } as unknown as GateRecord
}

describe('how a reader stands', () => {
  it('sets count together, since one alone leaves few sentences open', () => {
    const samples = record('samples', [16, 18], [0, 90], [0, 42])
    expect(readerStanding(state, 'en', [samples])).toMatchObject({ state: 'too-few', measured: [{ set: 'samples', reports: 42 }] })
    expect(readerStanding(state, 'en', [record('archive', [18, 20], [1, 200], [1, 100]), samples])).toMatchObject({ state: 'passed', sentence: expect.stringContaining('34 of 38') })
    expect(readerStanding(state, 'ja', [samples])).toMatchObject({ state: 'none', measured: [] })
  })

  it('of each set the newest counts, and one bad set refuses (bug: measured until it passes)', () => {
    const good = record('archive', [30, 40], [0, 100], [0, 100])
    const alarms = record('samples', [30, 40], [9, 100], [8, 42])
    expect(readerStanding(state, 'en', [good, alarms])).toMatchObject({ state: 'refused', sentence: expect.stringContaining('8 of 42') })
    expect(readerStanding(state, 'en', [record('samples', [30, 40], [0, 100], [0, 42]), good, alarms]).state).toBe('passed')
  })

  it('counts each language by itself', () => {
    const one = { hits: 1, of: 2 }
    const figures = readerFigures([{ language: 'en', reader: { right: one, wrong: one, alarmed: true } }, { language: 'ja', reader: { right: one, wrong: one, alarmed: false } }, { language: 'en', reader: { right: one, wrong: one, alarmed: false } }, { language: 'en' }])
    expect(figures).toEqual({ en: { right: count(2, 4), wrong: count(2, 4), reports: count(1, 2) }, ja: { right: one, wrong: one, reports: count(0, 1) } })
  })
})
