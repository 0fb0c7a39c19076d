import type { SelectionBookmark, Transaction } from '@tiptap/pm/state'
import type { Step } from '@tiptap/pm/transform'
import type { DraftId, SentenceDecision } from '../../../../domain/draft/stored-draft.ts'
import type { SectionName } from '../../../../domain/report/sections.ts'

export type EditorName = SectionName | 'addendum'

/** Steps that take a change of one editor back, and where the selection stood before it. */
export type TextChange = { editor: EditorName; inverse: Step[]; selection: SelectionBookmark }
export type DecisionChange = { draftId: DraftId; sentence: number; before: SentenceDecision; after: SentenceDecision }

type Entry = { texts: TextChange[]; decisions: DecisionChange[]; typingEndsAt: number | null; time: number }

export type HistoryActions = {
  /** Runs the steps in an editor, shows the place, and returns what takes them back. */
  replay(change: TextChange): TextChange
  decide(changes: { draftId: DraftId; sentence: number; decision: SentenceDecision }[]): void
}

export type PageHistory = {
  /** Remembers a change that was just made. Changes inside one `together` are one step. */
  record(change: TextChange, typing: Typing | null): void
  recordDecisions(changes: DecisionChange[]): void
  together(act: () => void): void
  /** False where there was nothing to take back. */
  undo(): boolean
  redo(): boolean
  clear(): void
}

/** Where typed text began and where its end now stands: adjoining typing is one step. */
export type Typing = { from: number; to: number }

/** Typing that pauses longer than this begins a new step, in milliseconds (the value of prosemirror-history). */
const pause = 500
const maxEntries = 500

/**
 * One order of undo for the whole page: all editors and the decisions on draft sentences. The order is strict, last
 * in first out, so an inverted step always meets the very document it was made for.
 */
export function createPageHistory(actions: HistoryActions, now: () => number = Date.now): PageHistory {
  let done: Entry[] = []
  let undone: Entry[] = []
  let open: Entry | null = null
  let replaying = false

  function push(entry: Entry) {
    undone = []
    done.push(entry)
    if (done.length > maxEntries) done.shift()
  }

  function move(from: Entry[], to: Entry[], decisionAfter: (change: DecisionChange) => SentenceDecision): boolean {
    const entry = from.pop()
    if (!entry) return false
    replaying = true
    try {
      const texts = entry.texts.toReversed().map(actions.replay)
      to.push({ ...entry, texts, typingEndsAt: null })
      if (entry.decisions.length > 0) actions.decide(entry.decisions.map((change) => ({ draftId: change.draftId, sentence: change.sentence, decision: decisionAfter(change) })))
    } finally {
      replaying = false
    }
    return true
  }

  return {
    record(change, typing) {
      if (replaying) return
      if (open) {
        open.texts.push(change)
        return
      }
      const last = done.at(-1)
      const joins = typing !== null && last?.typingEndsAt === typing.from && last.texts.at(-1)?.editor === change.editor && now() - last.time < pause
      if (joins && last) {
        last.texts.push(change)
        last.typingEndsAt = typing.to
        last.time = now()
        undone = []
      } else push({ texts: [change], decisions: [], typingEndsAt: typing?.to ?? null, time: now() })
    },
    recordDecisions(changes) {
      if (replaying || changes.length === 0) return
      if (open) open.decisions.push(...changes)
      else push({ texts: [], decisions: changes, typingEndsAt: null, time: now() })
    },
    together(act) {
      if (open) return act()
      open = { texts: [], decisions: [], typingEndsAt: null, time: now() }
      const entry = open
      try {
        act()
      } finally {
        open = null
        if (entry.texts.length + entry.decisions.length > 0) push(entry)
      }
    },
    undo: () => move(done, undone, (change) => change.before),
    redo: () => move(undone, done, (change) => change.after),
    clear() {
      done = []
      undone = []
    },
  }
}

/** What takes the transactions back, as steps in the order in which they must run. */
export function inverseSteps(transactions: readonly Transaction[]): Step[] {
  return transactions.flatMap((transaction) => transaction.steps.map((step, index) => step.invert(transaction.docs[index]!))).toReversed()
}

/** Whether a transaction is plain typing: one insertion at the caret, or one deletion beside it. */
export function typingOf(transaction: Transaction): Typing | null {
  if (transaction.steps.length !== 1 || transaction.getMeta('paste') || transaction.getMeta('whole')) return null
  let typing: Typing | null = null
  transaction.steps[0]!.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
    const inserted = newEnd - newStart
    const deleted = oldEnd - oldStart
    typing = inserted <= 64 && deleted <= 1 ? { from: deleted > 0 ? oldEnd : oldStart, to: newEnd } : null
  })
  return typing
}
