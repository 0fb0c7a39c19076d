import { describe, expect, it } from 'vitest'
import { ageAt, formatBytes, formatMoment, formatName } from './format.ts'

describe('formatBytes', () => {
  it('never shows 1000 of a unit', () => {
    expect(formatBytes(0)).toBe('0 bytes')
    expect(formatBytes(999_600)).toBe('1.0 MB')
    expect(formatBytes(144_810_464)).toBe('145 MB')
    expect(formatBytes(4_920_000_000)).toBe('4.9 GB')
  })
})

describe('ageAt', () => {
  it('counts the birthday itself, and the day before not', () => {
    expect(ageAt('1960-05-10', '2026-05-10')).toBe(66)
    expect(ageAt('1960-05-10', '2026-05-09')).toBe(65)
  })
  it('does not make an age of a missing or later birth date', () => {
    expect(ageAt(null, '2026-05-10')).toBeNull()
    expect(ageAt('2027-01-01', '2026-05-10')).toBeNull()
  })
})

describe('formatName', () => {
  it('reads DICOM names of both scripts', () => {
    expect(formatName('Archer^Mary^Ann')).toBe('Archer, Mary Ann')
    expect(formatName('Sato^Hanako=佐藤^花子')).toBe('佐藤 花子 (Sato, Hanako)')
    expect(formatName('佐藤 花子')).toBe('佐藤 花子')
    expect(formatName('Mary Archer')).toBe('Mary Archer')
    expect(formatName('')).toBe('')
  })
})

describe('formatMoment', () => {
  it('shows what it was given when that is no time', () => {
    expect(formatMoment('soon')).toBe('soon')
    expect(formatMoment('2026-03-04T10:00:00.000Z')).toMatch(/^2026-03-0[345] \d\d:\d\d$/)
  })
})
