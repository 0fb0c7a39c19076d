import type { StoreApi } from 'zustand/vanilla'
import type { TextRange } from '../../../domain/report/range.ts'
import type { ReportId } from '../../../domain/report/report.ts'
import { joinAs } from '../../../domain/draft/finish-draft.ts'
import type { DraftForm } from '../../../domain/draft/draft.ts'
import type { DraftId, DraftWish, SentenceDecision, StoredDraft } from '../../../domain/draft/stored-draft.ts'
import { AppError } from '../../lib/errors.ts'
import type { client } from '../../lib/client.ts'
import { createAutosave, type SaveState } from './autosave.ts'
import { acceptable, blockedSentences } from './draft-sentences.ts'
import type { DecisionChange } from './editor/page-history.ts'
import type { ReportState } from './report-state.ts'

/** What the draft needs of the page. */
type Page = {
  reportId: ReportId
  main: Pick<typeof client, 'call' | 'streamUntil'>
  store: StoreApi<ReportState>
  person(): string
  /** The worklist shows something else now. */
  changed(): void
  flush(): Promise<void>
  onSaveState(state: SaveState): void
  together(act: () => void): void
  recordDecisions(changes: DecisionChange[]): void
  /** Main has stored decisions; with accepted text the tag may be another. */
  decided(): Promise<void>
  /** Adds accepted sentences to the conclusion. */
  accept(text: string, form: DraftForm): void
  /** The number of the last numbered line of the conclusion. */
  lastNumber(): number
  /** Takes the instructions between ^^ and ^^ out of the findings. */
  removeOneOffs(): void
  /** Remembers the findings as they are; ranges are offsets into them from now on. */
  beginTrail(): void
  isTrailIntact(): boolean
  /** False while the person has not seen what moved since the draft. */
  mayAccept(): boolean
  /** Another draft is on screen. */
  shown(): void
  /** The text of the remembered findings. */
  trailText(range: TextRange): string
  /** Evidence of the draft's sentences. */
  mark(ranges: { range: TextRange; sentence: number }[]): void
  activate(sentences: readonly number[], show: boolean): void
  point(range: TextRange | null): void
}

export type DraftSession = {
  write(wish?: DraftWish): Promise<void>
  cancel(): void
  /** Accepts what is undecided and contradicts nothing; returns how many sentences stay because they do. */
  acceptAll(): number
  accept(sentence: number): void
  /** Accepts a sentence in the person's wording. */
  edit(sentence: number, text: string): void
  reject(sentence: number): void
  /** A rejected sentence waits for a decision again. */
  reconsider(sentence: number): void
  /** Highlights the evidence of sentences; pointed at from the draft it is also scrolled to. */
  activate(sentences: readonly number[], from: 'draft' | 'text'): void
  /** Shows a stretch of the findings as they were when the draft was written. */
  point(range: TextRange | null): void
  /** The words of a stretch of the findings as they were when the draft was written; null where they are not known any more. */
  quote(range: TextRange): string | null
  /** Shows a draft that main gave out otherwise, for example one whose seal was opened. */
  adopt(draft: StoredDraft | null): void
  /** Rejects whatever waits for a decision. */
  leaveRest(): void
  findingsShown(): void
  findingsChanged(): void
  /** Sets decisions without a step of undo: it is what undo itself calls. */
  restore(changes: { draftId: DraftId; sentence: number; decision: SentenceDecision }[]): void
  flush(): Promise<void>
  dispose(): void
}

/** The draft of an open report: writing it, and deciding its sentences. */
export function createDraftSession(page: Page): DraftSession {
  const { reportId, main, store } = page
  const leave = new AbortController()
  const undecided = new Map<number, SentenceDecision>()
  const saving = createAutosave({ save: sendDecisions, onState: page.onSaveState })

  async function sendDecisions() {
    const { draft } = store.getState()
    const sent = [...undecided]
    if (draft && sent.length > 0) {
      undecided.clear()
      try {
        const stored = await main.call('draft.decide', { draftId: draft.id, decisions: sent.map(([sentence, decision]) => ({ sentence, decision })), author: page.person() })
        if (store.getState().draft?.id === stored.id) store.setState({ draft: stored })
      } catch (error) {
        for (const [sentence, decision] of sent) if (!undecided.has(sentence)) undecided.set(sentence, decision)
        throw error
      }
      // The tag is computed again with every text; a failure here is told when the tag is set or saved.
      void page.decided().catch(() => {})
      page.changed()
    }
    return { savedAt: new Date().toISOString() }
  }

  function show(draft: StoredDraft | null) {
    undecided.clear()
    store.setState({ draft, decisions: draft?.decisions ?? [], stale: draft?.stale ?? false, active: [] })
    mark(draft)
    page.shown()
    // Main writes on while no page listens, and lets one join.
    if (draft?.state === 'running' && !store.getState().running) void write('draft', true)
  }

  function mark(draft: StoredDraft | null) {
    const content = draft && !draft.stale ? draft.content : null
    page.mark(content?.sentences.flatMap((sentence, index) => sentence.evidence.map((range) => ({ range, sentence: index }))) ?? [])
  }

  /** Reads the stored draft after its stream broke. One that is still called running is not joined again: it would break again. */
  async function readStored() {
    const view = await main.call('report.open', { reportId }).catch(() => null)
    if (view?.draft && view.draft.state !== 'running' && !leave.signal.aborted) show(view.draft)
  }

  async function write(wish: DraftWish, joins = false) {
    if (store.getState().running) return
    const startedAt = performance.now()
    store.setState({ running: { phase: 'saving', message: '', text: '', startedAt, phaseStartedAt: startedAt, cancelling: false, struck: [] }, draftError: null })
    try {
      if (!joins) await page.flush()
      // Cancelled while the text was being saved: main knows of no draft yet and would begin one.
      if (store.getState().running?.cancelling) {
        store.setState({ running: null })
        return
      }
      page.beginTrail()
      for await (const event of main.streamUntil(leave.signal, 'draft.write', { reportId, wish })) {
        const { running } = store.getState()
        if (event.type === 'started') show(event.draft)
        else if (event.type === 'done') {
          store.setState({ running: null })
          show(event.draft)
          findingsChanged()
        } else if (running && event.type === 'phase') store.setState({ running: { ...running, phase: event.phase, message: event.message, phaseStartedAt: performance.now() } })
        else if (running && event.type === 'struck') store.setState({ running: { ...running, struck: [...running.struck, { text: event.text, reason: event.reason }] } })
        else if (running && event.type === 'again') store.setState({ running: { ...running, text: '', struck: [] } })
        else if (running && event.type === 'token') store.setState({ running: { ...running, phase: 'writing', text: running.text + event.text } })
      }
      store.setState({ running: null })
    } catch (cause) {
      if (leave.signal.aborted) return
      const error = AppError.from(cause)
      store.setState({ running: null, draftError: error.code === 'cancelled' ? null : error })
      await readStored()
    }
    page.changed()
  }

  function decide(changes: { sentence: number; decision: SentenceDecision }[]) {
    const decisions = [...store.getState().decisions]
    for (const { sentence, decision } of changes) {
      decisions[sentence] = decision
      undecided.set(sentence, decision)
    }
    store.setState({ decisions })
    saving.touch()
  }

  /** Decides sentences and puts the accepted ones into the conclusion, as one step of undo. */
  function settle(sentences: number[], decision: SentenceDecision, textOf: (sentence: number) => string | null) {
    const { draft, decisions } = store.getState()
    if (!draft?.content || sentences.length === 0) return
    if ((decision === 'accepted' || decision === 'edited') && !page.mayAccept()) return
    page.together(() => {
      const lines = sentences.flatMap((sentence) => textOf(sentence) ?? [])
      if (lines.length > 0) {
        const { form, language } = draft.content!
        page.accept(joinAs(form, lines, language, form === 'list' ? page.lastNumber() + 1 : 1), form)
        // The instruction was for this draft; undo brings it back with the rest.
        page.removeOneOffs()
      }
      page.recordDecisions(sentences.map((sentence) => ({ draftId: draft.id, sentence, before: decisions[sentence] ?? 'pending', after: decision })))
      decide(sentences.map((sentence) => ({ sentence, decision })))
    })
  }

  const isPending = (sentence: number) => store.getState().decisions[sentence] === 'pending'
  const blocked = () => blockedSentences(store.getState().draft?.content?.checks ?? [])
  const sentenceText = (sentence: number) => store.getState().draft?.content?.sentences[sentence]?.text ?? null

  function findingsChanged() {
    const { draft, stale, running } = store.getState()
    if (!draft?.content || draft.stale || running) return
    const now = !page.isTrailIntact()
    if (now !== stale) store.setState({ stale: now })
  }

  return {
    write: (wish = 'draft') => write(wish),
    cancel() {
      const { running, draft } = store.getState()
      if (!running && draft?.state !== 'running') return
      if (running) store.setState({ running: { ...running, cancelling: true } })
      main.call('draft.cancel', { reportId }).catch((cause: unknown) => store.setState({ draftError: AppError.from(cause) }))
    },
    acceptAll() {
      const { decisions } = store.getState()
      if (!page.mayAccept()) return 0
      settle(acceptable(decisions, blocked()), 'accepted', sentenceText)
      return store.getState().decisions.filter((decision) => decision === 'pending').length
    },
    accept: (sentence) => isPending(sentence) && !blocked().has(sentence) && settle([sentence], 'accepted', sentenceText),
    edit: (sentence, text) => isPending(sentence) && settle([sentence], 'edited', () => text),
    reject: (sentence) => isPending(sentence) && settle([sentence], 'rejected', () => null),
    reconsider: (sentence) => store.getState().decisions[sentence] === 'rejected' && settle([sentence], 'pending', () => null),
    activate(sentences, from) {
      if (sentences.join() === store.getState().active.join()) return
      store.setState({ active: sentences })
      page.activate(sentences, from === 'draft')
    },
    point: page.point,
    quote: (range) => (store.getState().draft?.stale ? null : page.trailText(range)),
    adopt: show,
    leaveRest() {
      const { decisions } = store.getState()
      settle(decisions.flatMap((decision, sentence) => (decision === 'pending' ? sentence : [])), 'rejected', () => null)
    },
    findingsShown() {
      const { draft, view } = store.getState()
      if (draft) mark(draft)
      else show(view.draft)
    },
    findingsChanged,
    restore(changes) {
      const id = store.getState().draft?.id
      const current = changes.filter(({ draftId }) => draftId === id)
      if (current.length > 0) decide(current)
    },
    flush: saving.flush,
    dispose() {
      leave.abort()
      saving.stop()
    },
  }
}
