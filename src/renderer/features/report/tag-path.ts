import type { ReportDecision, StatusDecision, StatusStep } from '../../../domain/status/status-tag.ts'
import type { StoredTag } from '../../../domain/status/stored-tag.ts'

/** The stages that were asked, where main told them with the decision. */
export const pathOf = (decision: StatusDecision | null): StatusStep[] => (decision as ReportDecision | null)?.path ?? []

/** The path that explains what is shown: the preview's own, or that of a stored machine tag which the text still gives. */
export function pathFor(current: StoredTag | null, preview: StatusDecision | null): StatusStep[] {
  if (current === null) return pathOf(preview)
  const same = preview !== null && current.source === 'machine' && current.label === preview.label && current.tier === preview.tier && current.version === preview.version
  return same ? pathOf(preview) : []
}
