import type { ReportDecision, StatusStep } from '../../../domain/status/status-tag.ts'
import type { StoredTag } from '../../../domain/status/stored-tag.ts'

/** The path that explains what is shown: the preview's own, or that of a stored machine tag which the text still gives. */
export function pathFor(current: StoredTag | null, preview: ReportDecision | null): StatusStep[] {
  if (current === null) return preview?.path ?? []
  const same = preview !== null && current.source === 'machine' && current.label === preview.label && current.tier === preview.tier && current.version === preview.version
  return same ? preview.path : []
}
