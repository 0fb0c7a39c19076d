import { describe, expect, it } from 'vitest'
import type { PatientReport } from '../../../domain/patient/patient-view.ts'
import { plotLayout } from './plot-layout.ts'

const frame = { width: 800, height: 160, left: 120, right: 20, top: 16, bottom: 30 }
const report = (date: string, label: 0 | 1 | 2 | null | 'untagged') => ({ reportId: date, date, tag: label === 'untagged' ? null : { label } }) as unknown as PatientReport

describe('plotLayout', () => {
  it('puts progressive above stable above none', () => {
    const { levelAt } = plotLayout([report('2025-01-01', 0)], frame)
    expect(levelAt[1]).toBeLessThan(levelAt[2])
    expect(levelAt[2]).toBeLessThan(levelAt[0])
  })

  it('holds a status until the next label and steps over what has none', () => {
    const { path, points } = plotLayout([report('2025-01-01', 2), report('2025-06-01', null), report('2026-01-01', 1)], frame)
    const [first, undecided, last] = points
    expect(path).toBe(`M${String(first?.x)} ${String(first?.y)}H${String(last?.x)}V${String(last?.y)}`)
    expect(undecided?.y).toBeGreaterThan(first?.y ?? 0)
    expect(undecided?.tagged).toBe(true)
  })

  it('draws places by days, not by counting reports', () => {
    const [first, near, far] = plotLayout([report('2025-01-01', 0), report('2025-02-01', 0), report('2026-01-01', 0)], frame).points
    expect((near?.x ?? 0) - (first?.x ?? 0)).toBeLessThan(((far?.x ?? 0) - (first?.x ?? 0)) / 5)
  })

  it('keeps reports of one day apart and inside of the plot', () => {
    const { points } = plotLayout([report('2025-01-01', 0), ...Array.from({ length: 4 }, () => report('2026-01-01', 1))], frame)
    const places = points.map(({ x }) => x)
    expect(Math.max(...places)).toBeLessThanOrEqual(frame.width - frame.right + 0.001)
    expect(Math.min(...places)).toBeGreaterThanOrEqual(frame.left)
    expect(new Set(places).size).toBe(5)
  })

  it('draws a single report, and none at all, without numbers that are none', () => {
    const one = plotLayout([report('2025-01-01', 'untagged')], frame)
    expect(one.path).toBe('')
    expect(one.points[0]).toMatchObject({ label: null, tagged: false })
    expect(one.points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
    expect(plotLayout([], frame)).toMatchObject({ points: [], path: '', ticks: [] })
  })

  it('marks the calendar with as many words as have room', () => {
    const ticks = (from: string, to: string, width = 800) => plotLayout([report(from, 0), report(to, 0)], { ...frame, width }).ticks.map(({ text }) => text)
    expect(ticks('2025-01-15', '2025-05-20')).toEqual(['2025-02', '2025-03', '2025-04', '2025-05'])
    expect(ticks('2019-03-01', '2026-03-01', 500)).toEqual(['2020', '2022', '2024', '2026'])
    expect(ticks('1990-03-01', '2026-03-01').length).toBeLessThanOrEqual(12)
  })
})
