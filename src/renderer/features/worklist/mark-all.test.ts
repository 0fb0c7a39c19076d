import { describe, expect, it } from 'vitest'
import type { ReportId } from '../../../domain/report/report.ts'
import type { WorklistRow } from '../../../domain/worklist/worklist.ts'
import { markedIds } from './mark-all.ts'

const archive = (total: number) => (offset: number, limit: number) =>
  Promise.resolve({ total, rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => ({ reportId: `r${String(offset + index)}` as ReportId }) as WorklistRow) })

describe('markedIds', () => {
  it('takes every report once, over all pages', async () => {
    const ids = await markedIds(archive(1203))
    expect(ids).toHaveLength(1203)
    expect(new Set(ids).size).toBe(1203)
  })

  it('stops at what one run takes, and when the archive shrinks meanwhile', async () => {
    expect(await markedIds(archive(12_345))).toHaveLength(10_000)
    expect(await markedIds(() => Promise.resolve({ total: 7, rows: [] }))).toEqual([])
  })
})
