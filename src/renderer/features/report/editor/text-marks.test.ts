import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { replaceText } from './section-editing.ts'
import { sectionSchema } from './section-schema.ts'
import { positionAt, sliceText, toDocument } from './section-text.ts'
import { changeMarks, marksOf, sentencesAt, textMarks, writtenSentence } from './text-marks.ts'

const schema = sectionSchema()
const text = 'Liver normal.\nNew lesion in the left femur.\nNo effusion.'

function findings() {
  const doc = toDocument(schema, text)
  const state = EditorState.create({ doc, plugins: [textMarks()] })
  const start = text.indexOf('New')
  const end = text.indexOf('\nNo')
  return state.apply(changeMarks(state.tr, { marks: [{ from: positionAt(doc, start), to: positionAt(doc, end, -1), kind: 'evidence', sentence: 2 }] }))
}
const marked = (state: EditorState) => marksOf(state).map(({ from, to }) => sliceText(state.doc.slice(from, to).content))

describe('evidence marks', () => {
  it('stay on their words while text before them is typed (evidence would point at another organ)', () => {
    let state = findings()
    state = state.apply(replaceText(state.tr, positionAt(state.doc, 0), positionAt(state.doc, 0), 'Comparison none.\n'))
    expect(marked(state)).toEqual(['New lesion in the left femur.'])
  })

  it('do not swallow what is typed right behind them', () => {
    let state = findings()
    const end = marksOf(state)[0]!.to
    state = state.apply(replaceText(state.tr, end, end, ' Heart normal.'))
    expect(marked(state)).toEqual(['New lesion in the left femur.'])
  })

  it('go when their text is deleted', () => {
    let state = findings()
    const [mark] = marksOf(state)
    state = state.apply(replaceText(state.tr, mark!.from, mark!.to, ''))
    expect(marksOf(state)).toEqual([])
  })

  it('tell which sentences rest on a place', () => {
    const state = findings()
    expect(sentencesAt(state, positionAt(state.doc, text.indexOf('left')))).toEqual([2])
    expect(sentencesAt(state, positionAt(state.doc, 3))).toEqual([])
  })

  it('a written sentence goes on where somebody types at its end (bug: what carries it goes dark while it is written)', () => {
    const doc = toDocument(schema, 'New lesion')
    let state = EditorState.create({ doc, plugins: [textMarks()] })
    const end = positionAt(doc, 10, -1)
    state = state.apply(changeMarks(state.tr, { marks: [{ from: positionAt(doc, 0), to: end, kind: 'sentence', sentence: writtenSentence(0) }] }))
    state = state.apply(replaceText(state.tr, end, end, ' in L3.'))
    expect(marked(state)).toEqual(['New lesion in L3.'])
    expect(sentencesAt(state, positionAt(state.doc, 16))).toEqual([writtenSentence(0)])
  })

  it('a written sentence and one of a draft are two, also with the same number', () => {
    const { doc } = findings()
    const place = { from: positionAt(doc, 0), to: positionAt(doc, 5) }
    let state = EditorState.create({ doc, plugins: [textMarks()] })
    state = state.apply(changeMarks(state.tr, { marks: [{ ...place, kind: 'evidence', sentence: 0 }, { ...place, kind: 'own', sentence: writtenSentence(0) }, { ...place, kind: 'leftOut', sentence: 0 }] }))
    expect(sentencesAt(state, place.from)).toEqual([0, -1])
  })
})
