import { withoutOneOffs } from '../../domain/draft/wishes/one-off.ts'
import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report } from '../../domain/report/report.ts'
import type { ReportBasis } from '../../domain/stale/basis.ts'
import type { Stores } from '../db/stores.ts'

/** What the newest draft and the tag of a report rest on. */
export function basisOf(stores: Stores, report: Report, draft: StoredDraft | null): ReportBasis {
  const ofDraft = draft === null || draft.state === 'running' ? null : stores.basis.ofDraft(report, draft.id)
  return { draft: ofDraft, tag: stores.basis.ofTag(report) }
}

/** Whether findings or priors moved since the draft was written, or since somebody said that it still holds. */
export function isStale(stores: Stores, report: Report, draft: StoredDraft): boolean {
  const basis = stores.basis.ofDraft(report, draft.id)
  if (!basis) return draft.stale
  return basis.news.length > 0 || withoutOneOffs(basis.findings) !== withoutOneOffs(report.sections.findings)
}
