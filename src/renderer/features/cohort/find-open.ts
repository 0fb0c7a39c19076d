import type { CohortPage, CohortRow } from '../../../domain/cohort/cohort.ts'
import type { GridSelection } from '../../ui/grid-keys.ts'

/** Rows are selected by their number, which stays when the table is filtered. */
export const selectionOf = ({ number }: Pick<CohortRow, 'number'>, index: number): GridSelection => ({ key: String(number), index })

export const isOpen = ({ state, adjudicated }: Pick<CohortRow, 'state' | 'adjudicated'>): boolean => state !== 'waiting' && adjudicated === null

type Search = {
  /** First index looked at. */
  from: number
  total: number
  /** Rows that are loaded. */
  rowAt: (index: number) => CohortRow | undefined
  /** Asks for rows that are not. */
  page: (offset: number, limit: number) => Promise<Pick<CohortPage, 'rows' | 'total'>>
}

const step = 500

/** The next report that nobody adjudicated, from an index to the end of the list; null where none follows. */
export async function findOpen({ from, total, rowAt, page }: Search): Promise<GridSelection | null> {
  let index = from
  for (let row = rowAt(index); row !== undefined && index < total; row = rowAt(index)) {
    if (isOpen(row)) return selectionOf(row, index)
    index++
  }
  while (index < total) {
    const { rows } = await page(index, step)
    const found = rows.findIndex(isOpen)
    const row = rows[found]
    if (row) return selectionOf(row, index + found)
    if (rows.length === 0) return null
    index += rows.length
  }
  return null
}
