import type { DraftId, StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report } from '../../domain/report/report.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, personOf, type Context } from './context.ts'
import { viewOf } from './report-view.ts'
import { isStale } from './stale-basis.ts'
import { requireWellFormed } from './well-formed.ts'

export function createStaleDrafts(context: Context, draftOf: (stores: Stores, reportId: Report['id']) => StoredDraft | null) {
  return {
    /**
     * A person has seen what moved since the draft and says that it still holds: its sentences may be accepted again. Throws AppError
     * `not-found`, `signed`, or `invalid-input` for a draft that a newer one has replaced.
     */
    confirmDraft({ draftId, author }: { draftId: DraftId; author: string }): ReportView {
      requireWellFormed('the name', author)
      const stores = context.stores()
      const reportId = stores.transaction(() => {
        const draft = stores.drafts.find(draftId)
        if (!draft) throw new AppError('not-found', 'This draft is not in the database.')
        const report = findUnsigned(stores, draft.reportId)
        if (stores.drafts.latest(report.id)?.id !== draftId) throw new AppError('invalid-input', 'A newer draft has replaced this one.')
        if (isStale(stores, report, draft)) {
          const at = context.now().toISOString()
          const person = personOf(stores, author)
          const news = stores.basis.ofDraft(report, draftId)?.news.length ?? 0
          stores.basis.confirmDraft(draftId, person, at)
          stores.audit.add({ at, actor: person, action: 'draft.confirmed', reportId: report.id, subjectId: draftId, detail: { findings: draft.stale, news, model: draft.modelSha256 } })
        }
        return report.id
      })
      return viewOf(stores, findReport(stores, reportId), draftOf(stores, reportId))
    },
  }
}
