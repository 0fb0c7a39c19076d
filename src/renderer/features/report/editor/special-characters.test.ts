import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { replaceText } from './section-editing.ts'
import { sectionSchema } from './section-schema.ts'
import { positionAt, toDocument } from './section-text.ts'
import { findSpecial, firstLoneSurrogate, showSpecialCharacters } from './special-characters.ts'

const schema = sectionSchema()

describe('special characters', () => {
  it('finds what a reader cannot see (a hidden override can turn the side round)', () => {
    expect(findSpecial('a\u0000b\u202Etfel\u202C \ud83e x')).toEqual([
      { offset: 1, code: 'U+0000', lone: false },
      { offset: 3, code: 'U+202E', lone: false },
      { offset: 8, code: 'U+202C', lone: false },
      { offset: 10, code: 'U+D83E', lone: true },
    ])
  })

  it('leaves ordinary text alone: tabs, Japanese, emoji made of several parts', () => {
    expect(findSpecial('\t右肺の結節、6 mm。 👩‍⚕️ µ ±')).toEqual([])
  })

  it('names the position of half a character, and follows the text as it is edited', () => {
    const doc = toDocument(schema, 'first line\nbad \ud800 here')
    let state = EditorState.create({ doc, plugins: [showSpecialCharacters()] })
    expect(firstLoneSurrogate(state)).toBe(15)
    state = state.apply(replaceText(state.tr, positionAt(state.doc, 0), positionAt(state.doc, 6), ''))
    expect(firstLoneSurrogate(state)).toBe(9)
    state = state.apply(replaceText(state.tr, positionAt(state.doc, 9), positionAt(state.doc, 10), 'x'))
    expect(firstLoneSurrogate(state)).toBeNull()
  })
})
