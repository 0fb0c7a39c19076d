import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'

/** A draft as the page may know it while it is sealed: that it is there, and nothing that it says. */
export function withheld(draft: StoredDraft): StoredDraft {
  return { ...draft, text: '', content: null, decisions: [], problem: null, tokens: null, making: draft.making && { ...draft.making, rules: [] }, sealed: true }
}

/** The draft as it may leave main. Everything that hands a draft to the page goes through here. */
export function sealedOrWhole(stores: Stores, draft: StoredDraft | null): StoredDraft | null {
  return draft && stores.mineFirst.isSealed(draft.reportId) ? withheld(draft) : draft
}

/** Throws AppError `forbidden` for a draft that nobody may have seen yet. */
export function requireOpen(stores: Stores, draft: StoredDraft): void {
  if (stores.mineFirst.isSealed(draft.reportId)) throw new AppError('forbidden', 'This draft is sealed: write your conclusion first, or waive the seal.')
}
