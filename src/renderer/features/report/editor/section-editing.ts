import { Slice, type Node } from '@tiptap/pm/model'
import { Plugin, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { maxSectionLength } from '../../../../domain/report/sections.ts'
import { maxChunkLines, maxPieceLength, pieceEnd, textLength, toSlice } from './section-text.ts'

/** Replaces a stretch of the document by text; the caret ends up behind it. */
export function replaceText(transaction: Transaction, from: number, to: number, text: string): Transaction {
  if (text === '') return transaction.step(new ReplaceStep(from, to, Slice.empty))
  transaction.step(new ReplaceStep(from, to, toSlice(transaction.doc.type.schema, text)))
  return transaction.setSelection(TextSelection.create(transaction.doc, transaction.mapping.map(to, 1)))
}

/** Puts text at the very end, on a line of its own. */
export function appendLines(transaction: Transaction, text: string): Transaction {
  const end = transaction.doc.content.size - 2
  const lastLine = transaction.doc.lastChild!.lastChild!
  return replaceText(transaction, end, end, lastLine.content.size === 0 ? text : `\n${text}`)
}

/** Puts text at the very end, after a blank where the last line holds words. */
export function appendToLine(transaction: Transaction, text: string): Transaction {
  const end = transaction.doc.content.size - 2
  const last = transaction.doc.lastChild!.lastChild!.textContent
  return replaceText(transaction, end, end, last === '' || /[\s。]$/u.test(last) ? text : ` ${text}`)
}

const isLine = (node: Node) => node.type.name === 'line'

/** Enter: the rest of the line becomes a line of its own. */
export const splitLine: Command = (state, dispatch) => {
  dispatch?.(replaceText(state.tr, state.selection.from, state.selection.to, '\n').scrollIntoView())
  return true
}

/** Backspace and Delete where the browser would have to join two blocks, or where something is selected. */
export function deleteAcross(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection, doc } = state
    if (!selection.empty) {
      dispatch?.(replaceText(state.tr, selection.from, selection.to, '').scrollIntoView())
      return true
    }
    const { $head } = selection
    if (!isLine($head.parent)) return false
    const atEdge = direction < 0 ? $head.parentOffset === 0 : $head.parentOffset === $head.parent.content.size
    if (!atEdge) return false
    const other = neighbour(doc, $head.pos, direction)
    if (!other) return true
    const [start, end] = direction < 0 ? [other.edge, $head.pos] : [$head.pos, other.edge]
    const later = direction < 0 ? $head.parent : other.line
    // Between two pieces of one line nothing stands: the character beyond goes.
    const reach = later.attrs['break'] === '' ? characterLength(other.line.textContent, direction) : 0
    dispatch?.(replaceText(state.tr, direction < 0 ? start - reach : start, direction < 0 ? end : end + reach, '').scrollIntoView())
    return true
  }
}

/** The line before or after the one that holds `position`, and its edge that faces it. */
function neighbour(doc: Node, position: number, direction: -1 | 1): { line: Node; edge: number } | null {
  const $position = doc.resolve(position)
  const line = $position.index(1) + direction
  const chunk = $position.node(1)
  if (line >= 0 && line < chunk.childCount) return { line: chunk.child(line), edge: direction < 0 ? $position.before(2) - 1 : $position.after(2) + 1 }
  const next = $position.index(0) + direction
  if (next < 0 || next >= doc.childCount) return null
  return direction < 0
    ? { line: doc.child(next).lastChild!, edge: $position.before(1) - 2 }
    : { line: doc.child(next).firstChild!, edge: $position.after(1) + 2 }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Length of the last (-1) or first (1) character as a person sees it, in UTF-16 code units. */
function characterLength(line: string, direction: -1 | 1): number {
  const part = direction < 0 ? line.slice(-64) : line.slice(0, 64)
  const segments = [...graphemes.segment(part)]
  return segments.at(direction < 0 ? -1 : 0)?.segment.length ?? 0
}

/** Text as it may be typed or pasted: one kind of line end. */
export const cleanPaste = (text: string) => text.replace(/\r\n?/g, '\n')

/** How many units too long the section would be with `text` in place of the selection; 0 or less where it fits. */
export function excess(state: EditorState, from: number, to: number, text: string): number {
  const removed = to > from ? state.doc.textBetween(from, to, '\n').length : 0
  return textLength(state.doc) - removed + text.length - maxSectionLength
}

/** Refuses what would make the section longer than it may be, whatever way it comes; undo and deletions always pass. */
export const lengthLimit = (onRefused: () => void) =>
  new Plugin({
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || transaction.getMeta('replay')) return true
      const after = textLength(transaction.doc)
      if (after <= maxSectionLength || after <= textLength(state.doc)) return true
      onRefused()
      return false
    },
  })

/** Cuts the block at the caret once typing has made it too large to lay out quickly. The text stays the same. */
export const keepBlocksSmall = () =>
  new Plugin({
    appendTransaction(transactions, _before, state) {
      if (!transactions.some((transaction) => transaction.docChanged) || transactions.some((transaction) => transaction.getMeta('replay') || transaction.getMeta('composition') !== undefined)) return null
      const { $head } = state.selection
      if ($head.depth < 2) return null
      const transaction = state.tr
      const line = $head.parent
      if (line.content.size > 2 * maxPieceLength) {
        const cuts: number[] = []
        const text = line.textContent
        for (let at = pieceEnd(text, 0); at < text.length; at = pieceEnd(text, at)) cuts.push($head.start() + at)
        for (const cut of cuts.toReversed()) transaction.split(cut, 1, [{ type: line.type, attrs: { break: '' } }])
      }
      const chunk = $head.node(1)
      if (chunk.childCount > 3 * maxChunkLines) {
        const middle = chunk.childCount >> 1
        let position = $head.start(1)
        for (let index = 0; index < middle; index++) position += chunk.child(index).nodeSize
        transaction.split(transaction.mapping.map(position, -1))
      }
      return transaction.docChanged ? transaction : null
    },
  })
