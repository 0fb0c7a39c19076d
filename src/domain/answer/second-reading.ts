import type { ReaderModel, ReaderStanding } from '../gate/reader-measurement.ts'
import type { Language } from '../report/report.ts'
import type { LocatedIssue } from './issue-answer.ts'

/** Advice of a model, never to be taken for a rule's: it names who says so. */
export type ReaderIssue = LocatedIssue & { by: ReaderModel }

/** What the second reader says of a report as it stands. `off`: it is not asked. `failed`: it could not read the text, one sentence why. */
export type SecondReading =
  | { state: 'off' }
  | { state: 'failed'; sentence: string }
  /** `draft`: of the sentences of the draft with this id; null without one that may be read. */
  | { state: 'read'; issues: ReaderIssue[]; draft: { draftId: string; issues: ReaderIssue[] } | null }

/** Advice as it stood beside a text that was signed. */
export type SignedAdvice = { message: string; conclusion: string; findings: string; reader: ReaderModel; at: string }

/** The switch of the second reader and everything that decides about it. */
export type SecondReaderView = {
  /** What a person chose, or the policy of this computer. */
  on: boolean
  lockedByPolicy: boolean
  /** The model that reads, `modelId` the one that was chosen for it; null: the one that drafts. */
  reader: ReaderModel | null
  modelId: string | null
  /** The languages in which it is asked now. */
  languages: Language[]
  standings: ReaderStanding[]
  /** Why it is off although somebody turned it on, in one sentence; null otherwise. */
  fellOff: string | null
}
