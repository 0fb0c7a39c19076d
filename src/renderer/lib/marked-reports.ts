import { create } from 'zustand'
import type { ReportId } from '../../domain/report/report.ts'

/** Most reports that one cohort run takes as a selection (contract: CohortSource). */
export const mostMarked = 10_000

/** Reports marked in the worklist, for what is done with several at once. Forgotten with the window. */
export const useMarked = create<{ marked: ReadonlySet<ReportId> }>(() => ({ marked: new Set() }))

/** Marks a report, or takes its mark away. */
export function toggleMark(reportId: ReportId): void {
  useMarked.setState(({ marked }) => {
    const next = new Set(marked)
    if (!next.delete(reportId) && next.size < mostMarked) next.add(reportId)
    return { marked: next }
  })
}

/** Marks exactly these. */
export const markAll = (reportIds: readonly ReportId[]): void => useMarked.setState({ marked: new Set(reportIds.slice(0, mostMarked)) })
