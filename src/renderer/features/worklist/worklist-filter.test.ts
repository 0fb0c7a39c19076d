import { describe, expect, it } from 'vitest'
import { dateRange, isFiltered, noFilter } from './worklist-filter.ts'

const range = (dates: Parameters<typeof dateRange>[0]['dates'], today: string, from = '', to = '') => dateRange({ dates, from, to }, today)

describe('dateRange', () => {
  it('counts today as one of the last 7 days, across months, years and leap days', () => {
    expect(range('7', '2026-03-03')).toEqual({ from: '2026-02-25', to: null })
    expect(range('7', '2024-03-03')).toEqual({ from: '2024-02-26', to: null })
    expect(range('30', '2026-01-10')).toEqual({ from: '2025-12-12', to: null })
    expect(range('today', '2026-03-03')).toEqual({ from: '2026-03-03', to: '2026-03-03' })
  })

  it('sends an empty date as open, not as an empty text that main would refuse', () => {
    expect(range('custom', '2026-03-03', '', '2026-01-01')).toEqual({ from: null, to: '2026-01-01' })
    expect(range('custom', '2026-03-03', '2026-02-31', '')).toEqual({ from: null, to: null })
  })
})

describe('isFiltered', () => {
  it('takes blanks and an empty range for no filter: otherwise an empty archive says "Nothing matches"', () => {
    expect(isFiltered(noFilter)).toBe(false)
    expect(isFiltered({ ...noFilter, query: '  ' })).toBe(false)
    expect(isFiltered({ ...noFilter, dates: 'custom' })).toBe(false)
    expect(isFiltered({ ...noFilter, label: 0 })).toBe(true)
    expect(isFiltered({ ...noFilter, dates: 'custom', from: '2026-01-01' })).toBe(true)
  })
})
