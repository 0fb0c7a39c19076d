import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sectionSchema } from './section-schema.ts'
import { maxPieceLength, offsetAt, positionAt, sliceText, textLength, toDocument, toSlice, toText } from './section-text.ts'

const schema = sectionSchema()
const text = fc.array(fc.oneof(fc.constantFrom('\n', '\r\n', '\r', '\n\n', ' ', '\u0000', '\u202e', '\ud800', '骨転移', '🫁', 'x'.repeat(maxPieceLength - 1), 'y'.repeat(150)), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 40 }).map((parts) => parts.join(''))

describe('text of a section', () => {
  it('comes back exactly, whatever its line ends and characters (a lost CR would shift all evidence)', () => {
    fc.assert(fc.property(text, (given) => {
      const doc = toDocument(schema, given)
      doc.check()
      expect(toText(doc)).toBe(given)
      expect(textLength(doc)).toBe(given.length)
    }))
  })

  it('maps every offset to a position and back (evidence one character off points at the wrong side)', () => {
    fc.assert(fc.property(text, fc.nat(), (given, seed) => {
      const doc = toDocument(schema, given)
      const offset = seed % (given.length + 1)
      fc.pre(!(given[offset - 1] === '\r' && given[offset] === '\n'))
      for (const side of [-1, 1] as const) {
        const position = positionAt(doc, offset, side)
        expect(doc.resolve(position).parent.type.name).toBe('line')
        expect(offsetAt(doc, position)).toBe(offset)
      }
    }))
  })

  it('gives a range the very characters it names', () => {
    fc.assert(fc.property(text, fc.nat(), fc.nat(), (given, a, b) => {
      const [start, end] = [a % (given.length + 1), b % (given.length + 1)].toSorted((x, y) => x - y) as [number, number]
      const inBreak = (at: number) => given[at - 1] === '\r' && given[at] === '\n'
      fc.pre(start < end && !inBreak(start) && !inBreak(end))
      const doc = toDocument(schema, given)
      expect(sliceText(doc.slice(positionAt(doc, start, 1), positionAt(doc, end, -1)).content)).toBe(given.slice(start, end))
    }))
  })

  it('cuts a long line into blocks the browser can lay out, never inside a surrogate pair', () => {
    const doc = toDocument(schema, 'a' + '🫁'.repeat(30_000))
    let longest = 0
    doc.descendants((node) => {
      if (node.type.name !== 'line') return
      longest = Math.max(longest, node.content.size)
      expect(node.textContent.isWellFormed()).toBe(true)
    })
    expect(longest).toBeLessThanOrEqual(maxPieceLength)
  })

  it('keeps the text and the places of very many lines, which share blocks', () => {
    const given = Array.from({ length: 30_000 }, (_, index) => (index % 700 === 0 ? `line ${index}\r` : `${index}`)).join('\n')
    const doc = toDocument(schema, given)
    let blocks = 0
    doc.descendants((node) => void (node.type.name === 'line' && blocks++))
    expect(blocks).toBeLessThan(1000)
    expect(toText(doc)).toBe(given)
    for (let offset = 0; offset < given.length; offset += 997) {
      if (given[offset - 1] === '\r') continue
      expect(offsetAt(doc, positionAt(doc, offset))).toBe(offset)
    }
    expect(toText(toDocument(schema, '\n'.repeat(1_048_576)))).toHaveLength(1_048_576)
  })

  it('inserts text of several lines inside a line', () => {
    const doc = toDocument(schema, 'left right')
    const at = positionAt(doc, 5)
    expect(toText(doc.replace(at, at, toSlice(schema, '1\n2\n3 ')))).toBe('left 1\n2\n3 right')
  })
})
