import { describe, expect, it } from 'vitest'
import type { CohortRow } from '../../../domain/cohort/cohort.ts'
import { findOpen } from './find-open.ts'

const row = (number: number, open: boolean, state: CohortRow['state'] = 'done') =>
  ({ number, state, adjudicated: open ? null : { label: 0, author: 'Dr Test', at: '2026-01-01T00:00:00Z' } }) as CohortRow
const list = (open: readonly number[], total: number) => Array.from({ length: total }, (_, index) => row(index + 1, open.includes(index + 1)))

describe('findOpen', () => {
  it('steps over what is adjudicated and what is not tagged yet', async () => {
    const rows = [row(1, true), row(2, false), row(3, true, 'waiting'), row(4, true)]
    const asked: number[] = []
    const found = await findOpen({ from: 1, total: 4, rowAt: (index) => rows[index], page: (offset) => (asked.push(offset), Promise.resolve({ rows: [], total: 4 })) })
    expect(found).toEqual({ key: '4', index: 3 })
    expect(asked, 'loaded rows are not asked for again').toEqual([])
  })

  it('asks for what is not loaded, and finds an open one far down', async () => {
    const rows = list([1203], 2000)
    const found = await findOpen({ from: 1, total: 2000, rowAt: (index) => (index < 200 ? rows[index] : undefined), page: (offset, limit) => Promise.resolve({ rows: rows.slice(offset, offset + limit), total: 2000 }) })
    expect(found).toEqual({ key: '1203', index: 1202 })
  })

  it('ends where nothing is open, also when the list became shorter', async () => {
    const rows = list([], 700)
    const search = { from: 0, total: 700, rowAt: () => undefined }
    expect(await findOpen({ ...search, page: (offset, limit) => Promise.resolve({ rows: rows.slice(offset, offset + limit), total: 700 }) })).toBeNull()
    expect(await findOpen({ ...search, page: () => Promise.resolve({ rows: [], total: 0 }) })).toBeNull()
  })
})
