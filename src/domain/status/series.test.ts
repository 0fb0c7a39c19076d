import { describe, expect, it } from 'vitest'
import { measuredChanges } from './measure.ts'
import { tokenise } from './tokens.ts'

const change = (text: string): string[] => {
  const { words } = tokenise(text.toLowerCase())
  return measuredChanges(words, 0, words.length).map((one) => one.change)
}

describe('rows of sizes: the last step counts, or a regrowth above the nadir is read as shrinkage since the baseline', () => {
  it.each([
    ['34 mm in February, 27 mm in August, 26 mm today', 'steady'],
    ['from 31 mm (May) to 22 mm (September) but is back to 29 mm today', 'progress'],
    ['baseline 880 ml, nadir 95 ml, prior 102 ml, present 240 ml', 'progress'],
    ['41 mm at baseline, 22 mm at nadir, 23 mm today', 'steady'],
    ['19 mm now, 11 mm in April, 12 mm in January', 'progress'],
    ['SUVmax 14 at baseline, 4.1 at nadir, 7.9 today', 'progress'],
    ['16 and 21 mm, were 17 and 21 mm', 'steady'],
    ['16 and 28 mm, were 17 and 21 mm', 'progress'],
    ['前々回30mm、前回18mm、今回25mm', 'progress'],
    ['22mm(前回も22mm、前々回は30mm)', 'steady'],
  ])('%s', (text, expected) => {
    expect(change(text)).toEqual([expected])
  })
})

describe('numbers that are no course: a date or a present state must not be compared with a size', () => {
  it.each(['on the CT of 20/2 it was seen', 'present since 2023 (7 mm)', '12 mm; epidural part slightly thinner', 'segment 4 and segment 7', '3 of 5 lesions'])('%s', (text) => {
    expect(change(text)).toEqual([])
  })
})

describe('signed shares', () => {
  it.each([['sternal lesion -60 %', 'steady'], ['nodes +45 %', 'progress'], ['liver sum +4 %', 'steady']])('%s', (text, expected) => {
    expect(change(text)).toEqual([expected])
  })
  it('leaves a range alone: 10-20 % is no decrease', () => {
    expect(change('about 10-20 % of the marrow')).toEqual([])
  })
})
