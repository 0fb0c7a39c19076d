import { Editor, Extension, type Content } from '@tiptap/core'
import { keydownHandler } from '@tiptap/pm/keymap'
import { Plugin, Selection, TextSelection, type Command, type SelectionBookmark, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { EditorName } from './page-history.ts'
import { cleanPaste, deleteAcross, excess, keepBlocksSmall, lengthLimit, replaceText, splitLine } from './section-editing.ts'
import { sectionNodes } from './section-schema.ts'
import { sliceText, toDocument } from './section-text.ts'
import { showSpecialCharacters } from './special-characters.ts'
import { textMarks } from './text-marks.ts'

export type SectionEditorOptions = {
  name: EditorName
  text: string
  label: string
  placeholder: string
  editable: boolean
  /** After every change of the text: the transaction, those that plugins added to it, and the selection before them. */
  onChange(transactions: readonly Transaction[], selection: SelectionBookmark): void
  /** The editor is on the page: marks can be set. */
  onShown(): void
  onCaret(): void
  onBlur(): void
  /** Text was not taken because the section would be `excess` units too long. */
  onRefused(excess: number): void
  undo(): void
  redo(): void
}

/** A plain-text editor for one section. Nothing but `text` is in it: no formats, no page history of its own. */
export function createSectionEditor(options: SectionEditorOptions): Editor {
  const { name, text, label } = options
  const behaviour = Extension.create({
    name: 'plainText',
    addProseMirrorPlugins: () => [lengthLimit(() => options.onRefused(1)), keepBlocksSmall(), showSpecialCharacters(), textMarks(), plainTextInput(options)],
  })
  const editor = new Editor({
    element: null,
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    enableCoreExtensions: { clipboardTextSerializer: false, keymap: false, drop: false, paste: false, delete: false, textDirection: false, focusEvents: false },
    extensions: [...sectionNodes, behaviour],
    editable: options.editable,
    // The schema exists here and the document does not yet: text goes in without a way through HTML or JSON.
    onBeforeCreate: ({ editor }) => void (editor.options.content = toDocument(editor.schema, text) as unknown as Content),
    onTransaction({ transaction, appendedTransactions }) {
      const transactions = [transaction, ...(appendedTransactions ?? [])]
      if (transactions.some(({ docChanged }) => docChanged)) options.onChange(transactions, selection)
    },
    onMount({ editor }) {
      hideFromReact(editor.view.dom)
      options.onShown()
    },
    onSelectionUpdate: () => options.onCaret(),
    editorProps: {
      attributes: {
        'data-testid': `section-${name}`,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
        translate: 'no',
        class: 'section-editor',
      },
    },
  })
  let selection = editor.state.selection.getBookmark()
  editor.on('beforeTransaction', () => void (selection = editor.state.selection.getBookmark()))
  return editor
}

/**
 * React walks through all nodes of a focused `contentEditable` element before every commit, to restore its selection:
 * 50 ms with 100,000 lines, for any word that changes elsewhere on the page. ProseMirror keeps the selection itself.
 */
function hideFromReact(element: HTMLElement): void {
  Object.defineProperty(element, 'contentEditable', { get: () => 'inherit', configurable: true })
}

/** Everything that comes in is plain text; what the browser would do to several blocks at once is done here. */
const plainTextInput = ({ onBlur, onRefused, undo, redo, placeholder }: SectionEditorOptions) => {
  const keys = keydownHandler({
    Enter: splitLine,
    'Shift-Enter': splitLine,
    Backspace: deleteAcross(-1),
    'Shift-Backspace': deleteAcross(-1),
    'Mod-Backspace': deleteAcross(-1),
    Delete: deleteAcross(1),
    'Mod-Delete': deleteAcross(1),
    // ProseMirror keeps these from the window, where the command would hear them.
    'Mod-z': () => (undo(), true),
    'Shift-Mod-z': () => (redo(), true),
    'Mod-y': () => (redo(), true),
    // The browser looks for these places in lines that it has not laid out.
    'Ctrl-Home': moveTo('start', false),
    'Ctrl-End': moveTo('end', false),
    'Shift-Ctrl-Home': moveTo('start', true),
    'Shift-Ctrl-End': moveTo('end', true),
    'Mod-a': selectEverything,
  })
  const insert = (view: EditorView, text: string, from = view.state.selection.from, to = view.state.selection.to) => {
    const clean = cleanPaste(text)
    const tooLong = excess(view.state, from, to, clean)
    if (tooLong > 0) onRefused(tooLong)
    else view.dispatch(replaceText(view.state.tr, from, to, clean).setMeta('paste', true).scrollIntoView())
  }
  const copy = (view: EditorView, event: ClipboardEvent) => {
    const { selection } = view.state
    if (selection.empty || !event.clipboardData) return false
    event.preventDefault()
    event.clipboardData.setData('text/plain', sliceText(selection.content().content))
    return true
  }
  let breakIsCommand = false
  return new Plugin({
    props: {
      handleKeyDown: keys,
      attributes: (state): Record<string, string> => (state.doc.content.size <= 4 ? { 'data-placeholder': placeholder } : {}),
      handleDrop(view, event, _slice, moved) {
        const text = event.dataTransfer?.getData('text/plain') ?? ''
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
        if (text === '' || at === undefined) return true
        const { from, to } = view.state.selection
        if (!moved) insert(view, text, at, at)
        else if (at < from || at > to) {
          const transaction = replaceText(view.state.tr, from, to, '')
          const target = transaction.mapping.map(at)
          view.dispatch(replaceText(transaction, target, target, cleanPaste(text)).setMeta('paste', true))
        }
        return true
      },
      clipboardTextSerializer: (slice) => sliceText(slice.content),
      handleDOMEvents: {
        copy,
        // Not `handlePaste`: ProseMirror calls that after it has made a page of the text, a second for 100,000 lines.
        paste(view, event) {
          event.preventDefault()
          if (view.editable) insert(view, event.clipboardData?.getData('text/plain') ?? '')
          return true
        },
        cut(view, event) {
          if (!copy(view, event)) return false
          if (view.editable) view.dispatch(replaceText(view.state.tr, view.state.selection.from, view.state.selection.to, '').scrollIntoView())
          return true
        },
        blur() {
          onBlur()
          return false
        },
        keydown(_view, event) {
          // ProseMirror would keep these from the window, where commands such as "draft" and "cancel" listen.
          const forWindow = !event.isComposing && (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.altKey)))
          breakIsCommand = forWindow
          return forWindow
        },
        beforeinput(view, event) {
          if (event.inputType === 'insertParagraph' || event.inputType === 'insertLineBreak') {
            event.preventDefault()
            if (!breakIsCommand) insert(view, '\n')
            return true
          }
          if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
            event.preventDefault()
            if (event.inputType === 'historyUndo') undo()
            else redo()
            return true
          }
          // Dictation and scripts send whole phrases, also with line ends; an input method must not be disturbed.
          const phrase = event.data
          if (view.composing || event.isComposing || event.inputType !== 'insertText' || phrase === null) return false
          const [from, to] = targetOf(view, event)
          if (phrase.length < 64 && !phrase.includes('\n') && view.state.doc.resolve(from).sameParent(view.state.doc.resolve(to))) return false
          event.preventDefault()
          insert(view, phrase, from, to)
          return true
        },
      },
    },
  })
}

/** What an input event replaces: the page's selection, which ProseMirror may not have heard of yet. */
function targetOf(view: EditorView, event: InputEvent): [from: number, to: number] {
  const { doc, selection } = view.state
  const [range] = event.getTargetRanges()
  if (!range || !view.dom.contains(range.startContainer) || !view.dom.contains(range.endContainer)) return [selection.from, selection.to]
  const from = Selection.near(doc.resolve(view.posAtDOM(range.startContainer, range.startOffset)), 1).from
  const to = Selection.near(doc.resolve(view.posAtDOM(range.endContainer, range.endOffset)), -1).to
  return from <= to ? [from, to] : [to, from]
}

const moveTo =
  (place: 'start' | 'end', extend: boolean): Command =>
  (state, dispatch) => {
    const head = place === 'start' ? Selection.atStart(state.doc).head : Selection.atEnd(state.doc).head
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, extend ? state.selection.anchor : head, head)).scrollIntoView())
    return true
  }

const selectEverything: Command = (state, dispatch) => {
  dispatch?.(state.tr.setSelection(TextSelection.between(Selection.atStart(state.doc).$head, Selection.atEnd(state.doc).$head)))
  return true
}

/** Scrolls a place of the text into view when it is out of it. */
export function showPosition(editor: Editor, position: number): void {
  const { node } = editor.view.domAtPos(position)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'nearest' })
}
