import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** A marked stretch of the text: evidence of a sentence, something left out, a place to look at. Positions of the document. */
export type TextMark = { from: number; to: number; kind: 'evidence' | 'leftOut' | 'place'; sentence: number | null }

type Marks = { marks: TextMark[]; active: readonly number[]; decorations: DecorationSet }
type Change = { marks?: TextMark[]; active?: readonly number[] }

const key = new PluginKey<Marks>('textMarks')

/** Marks that follow the text while it is edited; those of active sentences stand out. */
export const textMarks = () =>
  new Plugin<Marks>({
    key,
    state: {
      init: () => ({ marks: [], active: [], decorations: DecorationSet.empty }),
      apply(transaction, before) {
        const change = transaction.getMeta(key) as Change | undefined
        if (!change && !transaction.docChanged) return before
        const marks = change?.marks ?? (transaction.docChanged ? mapMarks(before.marks, transaction) : before.marks)
        const active = change?.active ?? before.active
        if (!change) return { marks, active, decorations: before.decorations.map(transaction.mapping, transaction.doc) }
        return { marks, active, decorations: decorate(transaction.doc, marks, active) }
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  })

/** Text typed at the edge of a mark is not part of it; a mark whose text is gone goes too. */
function mapMarks(marks: TextMark[], transaction: Transaction): TextMark[] {
  return marks
    .map((mark) => ({ ...mark, from: transaction.mapping.map(mark.from, 1), to: transaction.mapping.map(mark.to, -1) }))
    .filter((mark) => mark.from < mark.to)
}

function decorate(doc: Node, marks: TextMark[], active: readonly number[]): DecorationSet {
  const decorations = marks.map((mark) => {
    const isActive = mark.kind === 'place' || (mark.sentence !== null && active.includes(mark.sentence))
    return Decoration.inline(mark.from, mark.to, { class: isActive ? `mark-${mark.kind} mark-active` : `mark-${mark.kind}` })
  })
  return DecorationSet.create(doc, decorations)
}

/** Sets the marks, or which sentences are active; does not touch the text or the selection. */
export const changeMarks = (transaction: Transaction, change: Change) => transaction.setMeta(key, change)

export const marksOf = (state: EditorState): TextMark[] => key.getState(state)?.marks ?? []

export const activeOf = (state: EditorState): readonly number[] => key.getState(state)?.active ?? []

/** The sentences whose evidence holds this position. */
export function sentencesAt(state: EditorState, position: number): number[] {
  const found = marksOf(state).filter(({ kind, sentence, from, to }) => kind === 'evidence' && sentence !== null && from <= position && position <= to)
  return [...new Set(found.map(({ sentence }) => sentence!))]
}
