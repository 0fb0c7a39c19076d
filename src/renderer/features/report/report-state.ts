import type { OpenIssue } from '../../../domain/answer/issue-answer.ts'
import type { SecondReading } from '../../../domain/answer/second-reading.ts'
import type { LiveChecks } from '../../../domain/answer/live-checks.ts'
import type { SentenceDecision, StoredDraft } from '../../../domain/draft/stored-draft.ts'
import type { ReportView } from '../../../domain/report/report-view.ts'
import type { ReportDecision } from '../../../domain/status/status-tag.ts'
import type { TagView } from '../../../domain/status/stored-tag.ts'
import type { AppError } from '../../lib/errors.ts'
import type { SaveState } from './autosave.ts'
import type { StaleChange } from './stale-changes.ts'
import type { EditorName } from './editor/page-history.ts'

/** A draft while it is written. Times are those of `performance.now()`. */
export type RunningDraft = {
  phase: 'saving' | 'loading' | 'reading' | 'writing'
  message: string
  text: string
  startedAt: number
  phaseStartedAt: number
  cancelling: boolean
  /** Sentences among the words so far that the findings do not carry. */
  struck: { text: string; reason: string }[]
}

/** Something about the text of one section that the reader must know. */
export type TextNotice = { kind: 'refused'; excess: number } | { kind: 'lone-surrogate'; offset: number }

export type ReportDialog = 'history' | 'sign' | 'sign-addendum' | 'draft-making' | 'waive' | 'explain' | null

/** What the screen shows, apart from the texts themselves, which live in their editors. */
export type ReportState = {
  view: ReportView
  save: SaveState
  running: RunningDraft | null
  draft: StoredDraft | null
  /** The page's own decisions, ahead of main's by one call. */
  decisions: SentenceDecision[]
  draftError: AppError | null
  /** The findings are not the ones the draft was written from. */
  stale: boolean
  /** Sentences whose evidence stands out, and where the reader is pointing. */
  active: readonly number[]
  tag: TagView
  preview: ReportDecision | null
  previewing: boolean
  /** The text has changed since `preview` was read: its odds are those of another text. */
  previewOld: boolean
  notices: Partial<Record<EditorName, TextNotice>>
  dialog: ReportDialog
  addendumOpen: boolean
  /** The report's texts as far as buttons depend on them. */
  findingsEmpty: boolean
  /** What moved since the draft was written, and since the tag was judged; empty: nothing. */
  moved: { draft: StaleChange[]; tag: StaleChange[] }
  /** What the checks say of the text as it stood when it was quiet last. */
  live: LiveChecks
  /** `reading`: a long text, which takes a while. `failed`: the last text could not be checked. */
  checking: 'quiet' | 'reading' | 'failed'
  /** What a second reader says of it, where one is on. */
  reading: SecondReading
  /** What a person who is about to sign has to know, as main said when the dialog opened or an answer was given. */
  toAnswer: OpenIssue[]
}

export const noChecks: LiveChecks = { of: 'conclusion', issues: [], more: 0, leftOut: [], moreLeftOut: 0, sentences: [] }

/** Sentences that a person has not decided yet. */
export const pendingCount = ({ decisions }: Pick<ReportState, 'decisions'>) => decisions.filter((decision) => decision === 'pending').length
