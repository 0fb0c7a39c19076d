import { describe, expect, it } from 'vitest'
import { categoriesIn, lostCategory } from './category.ts'
import { compressEnglish } from '../wording/compress-english.ts'

describe('categories of a finding', () => {
  it('are read by the name of their system, not from sequences, levels or modalities', () => {
    expect(['PI-RADS 4', 'Deauville 2.', 'Graf IIc', '(T3c)'].map((text) => categoriesIn(text).length)).toEqual([1, 1, 1, 1])
    expect(['T2 hyperintense', 'T1 and T2', 'T12 fracture', 'CT 3 months ago'].flatMap(categoriesIn)).toEqual([])
  })
  it('are never lost by shortening, and stand for the looks they sum up', () => {
    expect(lostCategory('Left lesion, 14 mm', 'Left lesion, 14 mm, PI-RADS 4')).toBe('PI-RADS 4')
    const short = compressEnglish('Left peripheral zone lesion, 14 mm, markedly hypointense on ADC and hyperintense on DWI, with early focal enhancement: PI-RADS 4.')
    expect(short).toMatch(/PI-RADS 4/)
    expect(short).not.toMatch(/hypointense/)
  })
})
