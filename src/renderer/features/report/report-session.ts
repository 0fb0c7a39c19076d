import type { Editor } from '@tiptap/core'
import { Mapping } from '@tiptap/pm/transform'
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type SelectionBookmark, type Transaction } from '@tiptap/pm/state'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { inWritten, oneOffRanges, withoutOneOffs } from '../../../domain/draft/wishes/one-off.ts'
import type { LiveChecks } from '../../../domain/answer/live-checks.ts'
import type { TextRange } from '../../../domain/report/range.ts'
import { sectionNames, type Sections } from '../../../domain/report/sections.ts'
import type { ReportView } from '../../../domain/report/report-view.ts'
import type { StatusEvidence } from '../../../domain/status/status-tag.ts'
import type { client } from '../../lib/client.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'
import { createAutosave, worstState, type Autosave, type SaveState } from './autosave.ts'
import { createDraftSession, type DraftSession } from './draft-session.ts'
import { createSectionEditor, showPosition } from './editor/create-section-editor.ts'
import { createPageHistory, inverseSteps, typingOf, type EditorName, type PageHistory, type TextChange } from './editor/page-history.ts'
import { lastNumber } from './draft-sentences.ts'
import { appendLines, appendToLine, replaceText } from './editor/section-editing.ts'
import { positionAt, sliceText, textLength, toText } from './editor/section-text.ts'
import { firstLoneSurrogate } from './editor/special-characters.ts'
import { activeOf, changeMarks, marksOf, sentencesAt, type MarkKind, type TextMark } from './editor/text-marks.ts'
import { noChecks, type ReportState, type TextNotice } from './report-state.ts'
import { checkMarks } from './check-marks.ts'
import { createAnswerChecksSession, type AnswerChecksSession } from './answer-checks-session.ts'
import { createMineFirstSession, type MineFirstSession } from './mine-first-session.ts'
import { showMoved } from './stale-show.ts'
import { createSecondReaderSession, noReading } from './second-reader-session.ts'
import { createStaleSession, type StaleSession } from './stale-session.ts'
import { createTagSession, type TagSession } from './tag-session.ts'

export type ReportSession = {
  store: StoreApi<ReportState>
  editors: Record<EditorName, Editor>
  history: PageHistory
  draft: DraftSession
  tag: TagSession
  stale: StaleSession
  checks: AnswerChecksSession
  mineFirst: MineFirstSession
  text(name: EditorName): string
  sections(): Sections
  /** Adds text at the end of a section, on lines of its own. */
  append(name: EditorName, text: string): void
  /** Marks a stretch and brings it into view; null takes the marks of that kind away. */
  point(name: EditorName, range: TextRange | null): void
  /** Brings what carries the active sentences into view. False: there is nothing. */
  showCarrying(): boolean
  /** Points at the left-out finding of this number in the list, wherever it stands now; null takes the mark away. */
  pointLeftOut(index: number | null): void
  /** Marks a stretch and puts the caret there. */
  goTo(name: EditorName, range: TextRange): void
  /** Marks the words a tag rests on, also where the text before them has moved. False: they are not there any more. */
  showEvidence(evidence: StatusEvidence): boolean
  /** Everything typed and decided is on the disk afterwards, or this rejects with the AppError. */
  flush(): Promise<void>
  save(): Promise<ReportView>
  sign(signer: string): Promise<ReportView>
  signAddendum(signer: string): Promise<ReportView>
  /** The screen shows it. */
  enter(): void
  /** The screen has gone: writes what is unsaved, then ends, unless the screen has come back meanwhile. */
  leave(): void
}

type Trail = { doc: Node; mapping: Mapping; cut: TextRange[] }

/** `cut`: where instructions between ^^ and ^^ stand. */
const trailOf = (doc: Node): Trail => ({ doc, mapping: new Mapping(), cut: oneOffRanges(toText(doc)) })

type Main = Pick<typeof client, 'call' | 'streamUntil'>

/** One open report: its editors, what is saved and what is not, its draft and its tag. `person` is the name from the settings. */
export function createReportSession(view: ReportView, main: Main, person: () => string, changed: () => void): ReportSession {
  const reportId = view.report.id
  const store = createStore<ReportState>(() => ({
    view,
    save: { kind: 'saved', at: null },
    running: null,
    draft: null,
    decisions: [],
    draftError: null,
    stale: false,
    active: [],
    tag: view.tag,
    preview: null,
    previewing: false,
    previewOld: false,
    notices: {},
    dialog: null,
    addendumOpen: view.report.addendum !== '',
    findingsEmpty: view.report.sections.findings.trim() === '',
    moved: { draft: [], tag: [] },
    live: noChecks,
    checking: 'quiet',
    reading: noReading,
    toAnswer: [],
  }))

  const history = createPageHistory({
    replay(change) {
      const editor = editors[change.editor]
      const before = editor.state
      const transaction = change.inverse.reduce((so, step) => so.step(step), before.tr)
      transaction.setSelection(change.selection.resolve(transaction.doc)).setMeta('replay', true).scrollIntoView()
      const back: TextChange = { editor: change.editor, inverse: inverseSteps([transaction]), selection: before.selection.getBookmark() }
      editor.view.dispatch(transaction)
      if (document.activeElement?.classList.contains('section-editor')) editor.view.focus()
      return back
    },
    decide: (changes) => draft.restore(changes),
  })

  const texts: Record<EditorName, string> = { ...view.report.sections, addendum: view.report.addendum }
  const names: EditorName[] = [...sectionNames, 'addendum']
  const editors = Object.fromEntries(names.map((name) => [name, makeEditor(name, texts[name])])) as Record<EditorName, Editor>
  const text = (name: EditorName) => toText(editors[name].state.doc)
  // Half a character cannot be stored: it becomes one replacement character, which a notice on screen says.
  const storable = (name: EditorName) => text(name).toWellFormed()
  const sections = () => Object.fromEntries(sectionNames.map((name) => [name, storable(name)])) as Sections

  let isShown = false
  const saveStates = new Map<EditorName | 'decisions', SaveState>()
  const autosaves = Object.fromEntries(names.map((name) => [name, createAutosave({ save: () => autosave(name), onState: (state) => showSave(name, state) })])) as Record<EditorName, Autosave>

  function autosave(name: EditorName): Promise<{ savedAt: string }> {
    if (name === 'addendum') return main.call('report.autosaveAddendum', { reportId, text: storable(name) })
    return main.call('report.autosave', { reportId, section: name, text: storable(name) })
  }

  function showSave(name: EditorName | 'decisions', state: SaveState) {
    saveStates.set(name, state)
    store.setState({ save: worstState([...saveStates.values()]) })
  }

  function makeEditor(name: EditorName, content: string): Editor {
    const words = strings.report.sections[name]
    return createSectionEditor({
      name,
      text: content,
      label: words.name,
      placeholder: words.placeholder,
      editable: name === 'addendum' || view.report.state === 'draft',
      onChange: (transactions, selection) => textChanged(name, transactions, selection),
      onShown: () => shown(name),
      onCaret: () => caretMoved(name),
      onBlur: () => void autosaves[name].flush().catch(() => {}),
      onRefused: (excess) => notify(name, { kind: 'refused', excess }),
      undo: () => history.undo(),
      redo: () => history.redo(),
    })
  }

  function textChanged(name: EditorName, transactions: readonly Transaction[], selection: SelectionBookmark) {
    const [first, ...added] = transactions
    if (first && !first.getMeta('replay')) history.record({ editor: name, inverse: inverseSteps(transactions), selection }, added.length === 0 ? typingOf(first) : null)
    autosaves[name].touch()
    refreshNotice(name)
    if (name === 'findings') {
      for (const transaction of transactions) trail.mapping.appendMapping(transaction.mapping)
      draft.findingsChanged()
      const { doc } = editors.findings.state
      const findingsEmpty = textLength(doc) < 200 && toText(doc).trim() === ''
      if (findingsEmpty !== store.getState().findingsEmpty) store.setState({ findingsEmpty })
    }
    if (name !== 'addendum') {
      tag.textChanged()
      stale.textChanged()
      if (name !== 'technique') checks.textChanged()
    } else checks.textChanged()
  }

  /** Where the findings stood when the draft was asked for, and what was typed since. */
  const trail = trailOf(editors.findings.state.doc)

  /** A stretch of the drafted findings in the text they came from: ranges do not count instructions between ^^ and ^^. */
  function trailPlace(range: TextRange): [from: number, to: number] {
    const { start, end } = inWritten(range, trail.cut)
    return [positionAt(trail.doc, start, 1), positionAt(trail.doc, end, -1)]
  }

  function placeNow(range: TextRange): { from: number; to: number } {
    const [from, to] = trailPlace(range)
    return { from: trail.mapping.map(from, 1), to: trail.mapping.map(to, -1) }
  }

  function caretMoved(name: EditorName) {
    const { state, view } = editors[name]
    if (view.hasFocus()) draft.activate(name === 'findings' || name === 'conclusion' ? sentencesAt(state, state.selection.head) : [], 'text')
  }

  function notify(name: EditorName, notice: TextNotice | null) {
    const { [name]: _, ...others } = store.getState().notices
    store.setState({ notices: notice ? { ...others, [name]: notice } : others })
  }

  function refreshNotice(name: EditorName) {
    const lone = firstLoneSurrogate(editors[name].state)
    const shown = store.getState().notices[name]
    if (lone !== null) {
      if (shown?.kind !== 'lone-surrogate' || shown.offset !== lone) notify(name, { kind: 'lone-surrogate', offset: lone })
    } else if (shown) notify(name, null)
  }

  function shown(name: EditorName) {
    refreshNotice(name)
    if (name === 'findings') draft.findingsShown()
  }

  function setMarks(name: EditorName, marks: TextMark[]) {
    const { view, state } = editors[name]
    view.dispatch(changeMarks(state.tr, { marks }))
  }

  /** Replaces the marks of some kinds; the others stay. */
  function setLayer(name: EditorName, kinds: readonly MarkKind[], marks: readonly TextMark[]) {
    const before = marksOf(editors[name].state)
    const others = before.filter(({ kind }) => !kinds.includes(kind))
    if (marks.length > 0 || others.length < before.length) setMarks(name, [...others, ...marks])
  }

  const draft: DraftSession = createDraftSession({
    reportId,
    main,
    store,
    person,
    changed,
    flush: () => flush(),
    onSaveState: (state) => showSave('decisions', state),
    together: history.together,
    recordDecisions: history.recordDecisions,
    accept(text, form) {
      if (form === 'prose') editors.conclusion.view.dispatch(appendToLine(editors.conclusion.state.tr, text).setMeta('whole', true))
      else session.append('conclusion', text)
    },
    lastNumber: () => lastNumber(text('conclusion')),
    removeOneOffs() {
      const { doc, tr } = editors.findings.state
      const ranges = oneOffRanges(toText(doc))
      if (ranges.length === 0) return
      const cut = ranges.toReversed().reduce((so, { start, end }) => replaceText(so, positionAt(doc, start, -1), positionAt(doc, end, 1), ''), tr)
      editors.findings.view.dispatch(cut.setMeta('whole', true))
      showToast({ title: strings.report.draft.instructionGone, description: strings.report.draft.instructionGoneUndo })
    },
    decided() {
      checks.textChanged()
      return tag.set()
    },
    beginTrail() {
      Object.assign(trail, trailOf(editors.findings.state.doc))
    },
    mayAccept() {
      const seen = stale.look().length === 0
      if (!seen) showMoved()
      return seen
    },
    shown() {
      stale.look()
      checks.textChanged()
    },
    isTrailIntact: () => trail.doc.eq(editors.findings.state.doc) || (trail.cut.length > 0 && withoutOneOffs(toText(editors.findings.state.doc)) === withoutOneOffs(toText(trail.doc))),
    trailText: (range) => withoutOneOffs(sliceText(trail.doc.slice(...trailPlace(range)).content)),
    mark(ranges) {
      const marks = ranges.flatMap(({ range, sentence }) => {
        const { from, to } = placeNow(range)
        return from < to ? [{ from, to, kind: 'evidence' as const, sentence }] : []
      })
      setLayer('findings', ['evidence'], marks)
    },
    activate(sentences, show) {
      for (const { view, state } of [editors.findings, editors.conclusion]) if (activeOf(state).join() !== sentences.join()) view.dispatch(changeMarks(state.tr, { active: sentences }))
      if (show) showEvidenceOf(sentences)
    },
    point(range) {
      point('findings', range && placeNow(range))
    },
  })

  const tag = createTagSession({ reportId, main, store, changed, flush: () => flush(), judged: () => stale.judged() })
  const stale = createStaleSession({ main, store, person, texts: sections, writtenFrom: () => toText(trail.doc), flush: () => flush(), take: (next) => void take(next) })
  const reader = createSecondReaderSession({ reportId, main, store, conclusion: () => text('conclusion') })
  const checks = createAnswerChecksSession({ reportId, main, store, person, flush: () => flush(), mark: markChecks, reader })
  const mineFirst = createMineFirstSession({
    reportId, main, store, person, flush: () => flush(),
    take(next) {
      take(next)
      draft.adopt(next.draft)
    },
  })

  function showEvidenceOf(sentences: readonly number[]): boolean {
    const first = marksOf(editors.findings.state).find(({ kind, sentence }) => (kind === 'evidence' || kind === 'own') && sentence !== null && sentences.includes(sentence))
    if (first) showPosition(editors.findings, first.from)
    return first !== undefined
  }

  function markChecks(live: LiveChecks) {
    const { findings, written } = checkMarks(live)
    const places = (name: EditorName, marks: typeof findings): TextMark[] => {
      const { doc } = editors[name].state
      return marks.flatMap(({ start, end, ...mark }) => {
        const [from, to] = [positionAt(doc, start, 1), positionAt(doc, end, -1)]
        return from < to ? [{ from, to, ...mark }] : []
      })
    }
    setLayer('findings', ['own', 'leftOut', 'light'], places('findings', findings))
    setLayer(live.of, ['sentence', 'uncarried', 'contradiction'], places(live.of, written))
    if (live.of === 'conclusion') caretMoved('conclusion')
  }

  function point(name: EditorName, place: { from: number; to: number } | null) {
    for (const each of names) {
      const others = marksOf(editors[each].state).filter(({ kind }) => kind !== 'place')
      if (each === name && place && place.from < place.to) setMarks(each, [...others, { ...place, kind: 'place', sentence: null }])
      else if (others.length !== marksOf(editors[each].state).length) setMarks(each, others)
    }
    if (place) showPosition(editors[name], place.from)
  }

  async function flush() {
    const results = await Promise.allSettled([...names.map((name) => autosaves[name].flush()), draft.flush()])
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

  /** What main says of the report now; the texts stay those of the editors. */
  function take(next: ReportView) {
    store.setState({ view: next, tag: next.tag })
    stale.look()
    const editable = next.report.state === 'draft'
    for (const name of sectionNames) if (editors[name].isEditable !== editable) editors[name].setEditable(editable, false)
    changed()
    return next
  }

  const session: ReportSession = {
    store,
    editors,
    history,
    draft,
    tag,
    stale,
    checks,
    mineFirst,
    text,
    sections,
    append: (name, lines) => editors[name].view.dispatch(appendLines(editors[name].state.tr, lines).setMeta('whole', true)),
    point(name, range) {
      const { doc } = editors[name].state
      point(name, range && { from: positionAt(doc, range.start, 1), to: positionAt(doc, range.end, -1) })
    },
    showCarrying: () => showEvidenceOf(store.getState().active),
    pointLeftOut(index) {
      const place = marksOf(editors.findings.state).find(({ kind, sentence }) => (kind === 'leftOut' || kind === 'light') && sentence === index)
      point('findings', index === null || !place ? null : place)
    },
    goTo(name, range) {
      session.point(name, range)
      const { view, state } = editors[name]
      view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, positionAt(state.doc, range.start, 1), positionAt(state.doc, range.end, -1))))
      view.focus()
    },
    showEvidence({ field, start, text: words }) {
      const section = sectionNames.find((name) => name === field)
      if (!section) return false
      const now = text(section)
      const at = now.startsWith(words, start) ? start : now.indexOf(words)
      if (at >= 0) session.point(section, { start: at, end: at + words.length })
      return at >= 0
    },
    flush,
    async save() {
      await flush()
      return take(await main.call('report.save', { reportId, sections: sections(), author: person() }))
    },
    async sign(signer) {
      await flush()
      const signed = await main.call('report.sign', { reportId, sections: sections(), signer })
      history.clear()
      checks.signed()
      take(signed)
      tag.signed()
      return signed
    },
    async signAddendum(signer) {
      await flush()
      const signed = await main.call('report.signAddendum', { reportId, text: storable('addendum'), signer })
      const { view, state } = editors.addendum
      view.dispatch(state.tr.delete(0, state.doc.content.size).setMeta('replay', true))
      history.clear()
      store.setState({ addendumOpen: false })
      checks.signed()
      return take(signed)
    },
    enter: () => void (isShown = true),
    leave() {
      isShown = false
      // A failure was on screen until the last moment; here nobody is left to tell.
      void flush()
        .catch(() => {})
        .finally(() => {
          if (!isShown) end()
        })
    },
  }

  function end() {
    draft.dispose()
    tag.dispose()
    stale.dispose()
    checks.dispose()
    for (const name of names) {
      autosaves[name].stop()
      editors[name].destroy()
    }
  }

  return session
}
