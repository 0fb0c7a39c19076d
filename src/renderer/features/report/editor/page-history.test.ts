import { EditorState, type Transaction } from '@tiptap/pm/state'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftId, SentenceDecision } from '../../../../domain/draft/stored-draft.ts'
import { createPageHistory, inverseSteps, typingOf, type EditorName, type TextChange } from './page-history.ts'
import { sectionSchema } from './section-schema.ts'
import { positionAt, textLength, toDocument, toSlice, toText } from './section-text.ts'

const schema = sectionSchema()
const draftId = '8e6b3a52-9f5e-4c1c-8f0e-0d5d4f6a7b11' as DraftId

/** Two editors and the decisions of a draft, without a page. */
function page() {
  let time = 0
  const states = new Map<EditorName, EditorState>([
    ['findings', EditorState.create({ doc: toDocument(schema, 'Liver normal.') })],
    ['conclusion', EditorState.create({ doc: toDocument(schema, '') })],
  ])
  const decisions: SentenceDecision[] = ['pending', 'pending']
  const history = createPageHistory(
    {
      replay: (change) => apply(change.editor, change.inverse.reduce((transaction, step) => transaction.step(step), states.get(change.editor)!.tr)),
      decide: (changes) => changes.forEach(({ sentence, decision }) => (decisions[sentence] = decision)),
    },
    () => time,
  )
  function apply(editor: EditorName, transaction: Transaction): TextChange {
    const before = states.get(editor)!
    states.set(editor, before.apply(transaction))
    const change = { editor, inverse: inverseSteps([transaction]), selection: before.selection.getBookmark() }
    history.record(change, typingOf(transaction))
    return change
  }
  return {
    history,
    decisions,
    wait: (milliseconds: number) => (time += milliseconds),
    text: (editor: EditorName) => toText(states.get(editor)!.doc),
    insert(editor: EditorName, offset: number, text: string) {
      const state = states.get(editor)!
      const at = positionAt(state.doc, Math.min(offset, textLength(state.doc)))
      apply(editor, state.tr.replace(at, at, toSlice(schema, text)))
    },
    accept(sentence: number, text: string) {
      const before = decisions[sentence]!
      history.together(() => {
        this.insert('conclusion', Infinity, text)
        decisions[sentence] = 'accepted'
        history.recordDecisions([{ draftId, sentence, before, after: 'accepted' }])
      })
    },
  }
}

describe('undo of the page', () => {
  it('takes accepted sentences out again and their decisions back (text gone but counted as accepted would be signed unseen)', () => {
    const it = page()
    it.history.together(() => {
      it.accept(0, 'One.')
      it.accept(1, '\nTwo.')
    })
    expect(it.text('conclusion')).toBe('One.\nTwo.')
    expect(it.history.undo()).toBe(true)
    expect(it.text('conclusion')).toBe('')
    expect(it.decisions).toEqual(['pending', 'pending'])
    it.history.redo()
    expect(it.text('conclusion')).toBe('One.\nTwo.')
    expect(it.decisions).toEqual(['accepted', 'accepted'])
    it.history.undo()
    expect(it.text('conclusion')).toBe('')
  })

  it('keeps one order over all editors (typing joined across another editor would jump over an accepted sentence)', () => {
    const it = page()
    it.insert('findings', 13, ' a')
    it.accept(0, 'One.')
    it.insert('findings', 15, 'b')
    it.history.undo()
    expect([it.text('findings'), it.text('conclusion')]).toEqual(['Liver normal. a', 'One.'])
    it.history.undo()
    expect([it.text('findings'), it.text('conclusion')]).toEqual(['Liver normal. a', ''])
    it.history.undo()
    expect(it.text('findings')).toBe('Liver normal.')
    expect(it.history.undo()).toBe(false)
  })

  it('takes a typed word back at once and stops at a pause', () => {
    const it = page()
    for (const [index, letter] of [...' cyst'].entries()) it.insert('findings', 13 + index, letter)
    it.wait(600)
    it.insert('findings', 18, '!')
    it.history.undo()
    expect(it.text('findings')).toBe('Liver normal. cyst')
    it.history.undo()
    expect(it.text('findings')).toBe('Liver normal.')
  })

  it('forgets what was taken back once something new is written', () => {
    const it = page()
    it.accept(0, 'One.')
    it.history.undo()
    it.insert('findings', 0, 'New. ')
    expect(it.history.redo()).toBe(false)
    expect(it.text('conclusion')).toBe('')
  })

  it('returns to the first text through any sequence of changes, and to the last again', () => {
    const change = fc.record({ editor: fc.constantFrom<EditorName>('findings', 'conclusion'), offset: fc.nat(40), text: fc.constantFrom('a', 'b\nc', '\n', '右', 'word '), wait: fc.constantFrom(10, 900) })
    fc.assert(fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
      const it = page()
      for (const { editor, offset, text, wait } of changes) {
        it.wait(wait)
        it.insert(editor, offset, text)
      }
      const last = [it.text('findings'), it.text('conclusion')]
      while (it.history.undo());
      expect([it.text('findings'), it.text('conclusion')]).toEqual(['Liver normal.', ''])
      while (it.history.redo());
      expect([it.text('findings'), it.text('conclusion')]).toEqual(last)
    }))
  })
})
