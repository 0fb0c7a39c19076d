import { describe, expect, it } from 'vitest'
import { searchQuery, segment } from './segment.ts'

describe('cutting text for the search index', () => {
  it.each([
    ['左肺野', '左肺 肺野 野'],
    ['CT検査', 'ct 検査 査'],
    ['ＣＴ検査', 'ct 検査 査'],
    ['ﾘﾝﾊﾟ節', 'リン ンパ パ節 節'],
    ['no pleural effusion', 'no pleural effusion'],
    ['Le\u200Bsion', 'lesion'],
    ['a\0b', 'a b'],
    ['𠮷野', '𠮷野 野'],
  ])('%s → %s (full and half width, marks and surrogate pairs included)', (text, expected) => {
    expect(segment(text)).toBe(expected)
  })

  it.each([
    ['', null],
    ['  - / ', null],
    ['liver met', '"liver"* AND "met"*'],
    ['PT-001', '"pt-001"*'],
    ['肺', '"肺"*'],
    ['骨転移', '"骨転 転移"*'],
    ['CT肺癌', '"ct 肺癌"*'],
    ['say "NEAR" OR x', '"say"* AND "near"* AND "or"* AND "x"*'],
  ])('asks for %s as %s', (typed, expected) => {
    expect(searchQuery(typed)).toBe(expected)
  })
})
