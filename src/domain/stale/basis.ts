import type { DraftId } from '../draft/stored-draft.ts'

/** A text of this patient that was signed after something was made: a prior, or an addendum to this report or a prior. */
export type News = { kind: 'prior' | 'addendum'; /** Of the report that it belongs to. */ reportId: string; date: string; modality: string; description: string; text: string; signedAt: string }

/** What the newest draft was written from, or confirmed against. */
export type DraftBasis = {
  draftId: DraftId
  findings: string
  news: News[]
  /** Who said that it is still right, and when; null: nobody had to. */
  confirmed: { author: string; at: string } | null
}

/** What the tag in force was judged on. */
export type TagBasis = { indication: string; findings: string; conclusion: string; news: News[] }

/** What drafts and tags of a report rest on; null where that is not known (made by an older RadDraft, or imported). */
export type ReportBasis = { draft: DraftBasis | null; tag: TagBasis | null }
