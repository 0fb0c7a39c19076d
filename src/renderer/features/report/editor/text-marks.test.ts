import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { replaceText } from './section-editing.ts'
import { sectionSchema } from './section-schema.ts'
import { positionAt, sliceText, toDocument } from './section-text.ts'
import { changeMarks, marksOf, sentencesAt, textMarks } from './text-marks.ts'

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
})
