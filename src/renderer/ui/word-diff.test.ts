import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDiff, type DiffPart } from './word-diff.ts'

const join = (parts: DiffPart[], ...kinds: DiffPart['kind'][]) => parts.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text).join('')

describe('wordDiff', () => {
  it('names the changed word and nothing else (a changed side must stand out)', () => {
    expect(wordDiff('Fracture of the left rib, 6.5 mm.', 'Fracture of the right rib, 6.8 mm.')).toEqual([
      { kind: 'same', text: 'Fracture of the ' },
      { kind: 'removed', text: 'left' },
      { kind: 'added', text: 'right' },
      { kind: 'same', text: ' rib, ' },
      { kind: 'removed', text: '6.5' },
      { kind: 'added', text: '6.8' },
      { kind: 'same', text: ' mm.' },
    ])
  })

  it('compares Japanese by character, having no spaces to go by', () => {
    expect(wordDiff('右肺に結節あり。', '左肺に結節あり。')).toEqual([
      { kind: 'removed', text: '右' },
      { kind: 'added', text: '左' },
      { kind: 'same', text: '肺に結節あり。' },
    ])
  })

  it('gives both texts back whole, for any two texts', () => {
    const text = fc.array(fc.constantFrom('no ', 'new ', 'left ', '骨', '転移', '6.5 ', '\n', '🫁', '\ud800', ', '), { maxLength: 40 }).map((words) => words.join(''))
    fc.assert(fc.property(text, text, (before, after) => {
      const parts = wordDiff(before, after)
      expect(join(parts, 'same', 'removed')).toBe(before)
      expect(join(parts, 'same', 'added')).toBe(after)
    }), { numRuns: 500 })
  })

  it('stays quick where everything changed', () => {
    const before = Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(' ')
    const after = Array.from({ length: 20_000 }, (_, i) => `b${i}`).join(' ')
    const start = performance.now()
    const parts = wordDiff(before, after)
    expect(performance.now() - start).toBeLessThan(3000)
    expect(join(parts, 'same', 'added')).toBe(after)
  })
})
