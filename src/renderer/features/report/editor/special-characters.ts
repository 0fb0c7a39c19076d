import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { offsetAt } from './section-text.ts'

/**
 * Characters nobody sees and that may change what is read: controls, line separators, bidirectional controls (which
 * can make "left" stand where "right" is stored), zero-width spaces, and halves of surrogate pairs.
 */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const special = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu

const isLoneSurrogate = (character: string) => /^\p{Cs}$/u.test(character)

/** `U+202E` for a character. */
export const codeName = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

export type SpecialCharacter = { offset: number; code: string; lone: boolean }

/** The special characters of a text, by offset. */
export function findSpecial(text: string): SpecialCharacter[] {
  return Array.from(text.matchAll(special), (match) => ({ offset: match.index, code: codeName(match[0]), lone: isLoneSurrogate(match[0]) }))
}

const key = new PluginKey<DecorationSet>('specialCharacters')

function scan(doc: Node, from: number, to: number): Decoration[] {
  const found: Decoration[] = []
  doc.nodesBetween(from, to, (node, position) => {
    if (node.type.name !== 'line') return true
    for (const { offset, code, lone } of findSpecial(node.textContent)) {
      const at = position + 1 + offset
      found.push(Decoration.inline(at, at + 1, { class: 'special-character', 'data-code': code, title: code }, { lone }))
    }
    return false
  })
  return found
}

/** Shows each special character as its code, alone in its own direction. Only lines that changed are read again. */
export const showSpecialCharacters = () =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => DecorationSet.create(state.doc, scan(state.doc, 0, state.doc.content.size)),
      apply(transaction, before) {
        if (!transaction.docChanged) return before
        let set = before.map(transaction.mapping, transaction.doc)
        for (const [index, map] of transaction.mapping.maps.entries()) {
          map.forEach((_oldStart, _oldEnd, start, end) => {
            const rest = transaction.mapping.slice(index + 1)
            const from = transaction.doc.resolve(rest.map(start, -1)).start()
            const to = transaction.doc.resolve(rest.map(end, 1)).end()
            const stale = set.find(from, to)
            const fresh = scan(transaction.doc, from, to)
            if (stale.length > 0) set = set.remove(stale)
            if (fresh.length > 0) set = set.add(transaction.doc, fresh)
          })
        }
        return set
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })

/** Offset of the first half of a surrogate pair, which no file can hold; null where there is none. */
export function firstLoneSurrogate(state: EditorState): number | null {
  const found = key.getState(state)?.find(undefined, undefined, (spec) => spec['lone'] === true) ?? []
  if (found.length === 0) return null
  return offsetAt(state.doc, Math.min(...found.map(({ from }) => from)))
}
