import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/**
 * A marked stretch of the text, in positions of the document. In the findings: evidence of a draft's sentence, of a written one (`own`), something
 * left out. In the conclusion: a sentence, words that nothing carries, words that contradict. Anywhere: a place to look at.
 */
export type TextMark = { from: number; to: number; kind: MarkKind; sentence: number | null }
export type MarkKind = 'evidence' | 'own' | 'leftOut' | 'light' | 'sentence' | 'uncarried' | 'contradiction' | 'place'

/** Written sentences are counted apart from those of the draft, which are numbered from 0. */
export const writtenSentence = (index: number): number => -1 - index

/** What belongs to a sentence. */
const ofSentence: ReadonlySet<MarkKind> = new Set<MarkKind>(['evidence', 'own', 'sentence'])

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

/** Text typed at the edge of a mark is not part of it, but at the end of a sentence it is; a mark whose text is gone goes too. */
function mapMarks(marks: TextMark[], transaction: Transaction): TextMark[] {
  return marks
    .map((mark) => ({ ...mark, from: transaction.mapping.map(mark.from, 1), to: transaction.mapping.map(mark.to, mark.kind === 'sentence' ? 1 : -1) }))
    .filter((mark) => mark.from < mark.to)
}

function decorate(doc: Node, marks: TextMark[], active: readonly number[]): DecorationSet {
  const decorations = marks.map((mark) => {
    const isActive = mark.kind === 'place' || (ofSentence.has(mark.kind) && mark.sentence !== null && active.includes(mark.sentence))
    // What carries a written sentence looks like what carries a draft's, and only while somebody points at it: otherwise all would be underlined.
    const kind = isActive && mark.kind === 'own' ? 'evidence' : mark.kind
    return Decoration.inline(mark.from, mark.to, { class: isActive ? `mark-${kind} mark-active` : `mark-${kind}` })
  })
  return DecorationSet.create(doc, decorations)
}

/** Sets the marks, or which sentences are active; does not touch the text or the selection. */
export const changeMarks = (transaction: Transaction, change: Change) => transaction.setMeta(key, change)

export const marksOf = (state: EditorState): TextMark[] => key.getState(state)?.marks ?? []

export const activeOf = (state: EditorState): readonly number[] => key.getState(state)?.active ?? []

/** The sentences that this position belongs to, or whose evidence holds it. */
export function sentencesAt(state: EditorState, position: number): number[] {
  const found = marksOf(state).filter(({ kind, sentence, from, to }) => ofSentence.has(kind) && sentence !== null && from <= position && position <= to)
  return [...new Set(found.map(({ sentence }) => sentence!))]
}
