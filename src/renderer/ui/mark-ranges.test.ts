import { describe, expect, it } from 'vitest'
import { excerptAround, markRanges } from './mark-ranges.ts'

describe('markRanges', () => {
  it('loses and doubles no character, whatever the ranges are', () => {
    const text = '骨転移が増大。New lesion in L4. 𠮟'
    for (const ranges of [[], [{ start: 0, end: 3 }], [{ start: 5, end: 9 }, { start: 2, end: 7 }], [{ start: 20, end: 900 }], [{ start: 500, end: 900 }], [{ start: 3, end: 3 }]]) {
      expect(markRanges(text, ranges).map((part) => part.text).join('')).toBe(text)
    }
  })

  it('marks what the ranges name, once where they overlap or touch', () => {
    expect(markRanges('abcdefgh', [{ start: 4, end: 6 }, { start: 1, end: 3 }, { start: 3, end: 5 }])).toEqual([
      { text: 'a', marked: false, at: 0 },
      { text: 'bcdef', marked: true, at: 1 },
      { text: 'gh', marked: false, at: 6 },
    ])
  })
})

describe('excerptAround', () => {
  const marked = ({ text, ranges }: ReturnType<typeof excerptAround>) => markRanges(text, ranges).filter((part) => part.marked).map((part) => part.text)

  it('shows the deciding words of a long conclusion, not its beginning', () => {
    const text = `${'No focal liver lesion. '.repeat(40)}New lytic lesion in L4. ${'No ascites. '.repeat(40)}`
    const start = text.indexOf('New lytic')
    const excerpt = excerptAround(text, [{ start, end: start + 23 }], 200)
    expect(marked(excerpt)).toEqual(['New lytic lesion in L4.'])
    expect(excerpt.text.length).toBeLessThanOrEqual(202)
    expect(excerpt.text.startsWith('…') && excerpt.text.endsWith('…')).toBe(true)
  })

  it('begins at the beginning where the deciding words stand there or nothing decides', () => {
    const text = `Bone metastases. ${'x'.repeat(500)}`
    expect(marked(excerptAround(text, [{ start: 0, end: 16 }], 100))).toEqual(['Bone metastases.'])
    expect(excerptAround(text, [], 100).text).toBe(`${text.slice(0, 100)}…`)
    expect(excerptAround('short', [{ start: 0, end: 5 }], 100)).toEqual({ text: 'short', ranges: [{ start: 0, end: 5 }] })
  })

  it('does not cut a character in two', () => {
    expect(excerptAround('𠮟'.repeat(60), [], 41).text.isWellFormed()).toBe(true)
  })
})
