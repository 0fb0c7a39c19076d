import { EditorState, TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxSectionLength } from '../../../../domain/report/sections.ts'
import { appendLines, deleteAcross, excess, keepBlocksSmall, lengthLimit, replaceText, splitLine } from './section-editing.ts'
import { sectionSchema } from './section-schema.ts'
import { maxChunkLines, maxPieceLength, offsetAt, positionAt, toDocument, toText } from './section-text.ts'

const schema = sectionSchema()

function editor(text: string, anchor: number, head = anchor, refused = () => {}) {
  const doc = toDocument(schema, text)
  let state = EditorState.create({ doc, plugins: [lengthLimit(refused), keepBlocksSmall()], selection: TextSelection.create(doc, positionAt(doc, anchor), positionAt(doc, head)) })
  const apply = (transaction: Transaction) => (state = state.apply(transaction))
  return {
    run: (command: Command) => command(state, apply),
    type: (text: string) => apply(replaceText(state.tr, state.selection.from, state.selection.to, text)),
    append: (text: string) => apply(appendLines(state.tr, text)),
    text: () => toText(state.doc),
    caret: () => offsetAt(state.doc, state.selection.head),
    state: () => state,
  }
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n')

describe('editing a section', () => {
  it('does to the text what a plain text field does, also over chunks (lines lost or doubled at a chunk edge)', () => {
    const given = fc.array(fc.constantFrom('a', '\n', '右', '\r\n', 'z'.repeat(1500)), { maxLength: 350 }).map((parts) => parts.join(''))
    fc.assert(fc.property(given, fc.nat(), fc.nat(), fc.constantFrom('', '\n', 'x', 'one\ntwo\n'), (text, a, b, typed) => {
      const [from, to] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y) as [number, number]
      const inBreak = (at: number) => text[at - 1] === '\r' && text[at] === '\n'
      fc.pre(!inBreak(from) && !inBreak(to))
      const it = editor(text, from, to)
      it.type(typed)
      expect(it.text()).toBe(text.slice(0, from) + typed + text.slice(to))
      expect(it.caret()).toBe(from + typed.length)
      it.state().doc.check()
    }))
  })

  it('joins lines with Backspace and Delete, also from one chunk to the next', () => {
    const text = lines(maxChunkLines + 5)
    const edge = text.indexOf(`line ${maxChunkLines}`)
    const before = editor(text, edge)
    before.run(deleteAcross(-1))
    expect(before.text()).toBe(text.slice(0, edge - 1) + text.slice(edge))
    const after = editor(text, edge - 1)
    after.run(deleteAcross(1))
    expect(after.text()).toBe(text.slice(0, edge - 1) + text.slice(edge))
    expect(after.caret()).toBe(edge - 1)
  })

  it('deletes one whole character where a long line is cut into pieces (half an emoji would stay)', () => {
    const text = `${'x'.repeat(maxPieceLength - 2)}🫁tail`
    const it = editor(text, maxPieceLength)
    expect(it.state().selection.$head.parentOffset).toBe(0)
    it.run(deleteAcross(-1))
    expect(it.text()).toBe('x'.repeat(maxPieceLength - 2) + 'tail')
  })

  it('leaves Backspace inside a line to the browser, and does nothing at the very start', () => {
    expect(editor('one', 2).run(deleteAcross(-1))).toBe(false)
    const it = editor('one', 0)
    expect(it.run(deleteAcross(-1))).toBe(true)
    expect(it.text()).toBe('one')
  })

  it('splits a line at Enter', () => {
    const it = editor('one two', 4, 3)
    it.run(splitLine)
    expect(it.text()).toBe('one\ntwo')
    expect(it.caret()).toBe(4)
  })

  it('adds accepted sentences on lines of their own', () => {
    const it = editor('', 0)
    it.append('One.')
    it.append('Two.\nThree.')
    expect(it.text()).toBe('One.\nTwo.\nThree.')
    const open = editor('Written.\n', 0)
    open.append('One.')
    expect(open.text()).toBe('Written.\nOne.')
  })

  it('keeps blocks small while one line or one chunk grows (each key would take longer than the last)', () => {
    const long = editor('', 0)
    for (let index = 0; index < 40; index++) long.type('word '.repeat(100))
    expect(long.text()).toBe('word '.repeat(4000))
    expect(long.state().selection.$head.parent.content.size).toBeLessThanOrEqual(2 * maxPieceLength)
    const tall = editor('', 0)
    for (let index = 0; index < 400; index++) tall.type('l\n')
    expect(tall.text()).toBe('l\n'.repeat(400))
    expect(tall.state().doc.childCount).toBeGreaterThan(1)
  })

  it('refuses text beyond the limit and loses nothing', () => {
    let refused = 0
    const it = editor('x'.repeat(maxSectionLength - 3), 0, 0, () => refused++)
    expect(excess(it.state(), it.state().selection.from, it.state().selection.to, 'four')).toBe(1)
    it.type('four')
    expect(it.text().length).toBe(maxSectionLength - 3)
    expect(refused).toBe(1)
    it.type('abc')
    expect(it.text().length).toBe(maxSectionLength)
  })
})
