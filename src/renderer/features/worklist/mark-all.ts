import type { ReportId } from '../../../domain/report/report.ts'
import type { WorklistPage } from '../../../domain/worklist/worklist.ts'
import { mostMarked } from '../../lib/marked-reports.ts'

const step = 500

/** The ids of all reports a filter shows, as far as one cohort run takes them. `page` asks for rows from an offset. */
export async function markedIds(page: (offset: number, limit: number) => Promise<Pick<WorklistPage, 'total' | 'rows'>>): Promise<ReportId[]> {
  const ids: ReportId[] = []
  while (ids.length < mostMarked) {
    const { total, rows } = await page(ids.length, step)
    ids.push(...rows.map(({ reportId }) => reportId))
    // An archive that shrinks meanwhile answers an empty page: that is the end too.
    if (rows.length === 0 || ids.length >= total) break
  }
  return ids.slice(0, mostMarked)
}
