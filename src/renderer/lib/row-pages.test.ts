import { describe, expect, it } from 'vitest'
import type { WorklistPage, WorklistRow } from '../../domain/worklist/worklist.ts'
import { assemble, pagesFor } from './row-pages.ts'

const page = (offset: number, count: number, total: number): WorklistPage => ({
  total,
  modalities: ['CT'],
  looking: false,
  rows: Array.from({ length: count }, (_, index) => ({ patientId: String(offset + index) }) as WorklistRow),
})

describe('pagesFor', () => {
  it('asks for both pages where the window crosses from one to the next', () => {
    expect(pagesFor(0, 30)).toEqual([0])
    expect(pagesFor(190, 210)).toEqual([0, 1])
    expect(pagesFor(9_980, 9_999)).toEqual([0, 49])
    expect(pagesFor(0, 0)).toEqual([0])
  })
})

describe('assemble', () => {
  it('shows each row at its own index, and none for pages that are on their way', () => {
    const rows = assemble(new Map([[0, page(0, 200, 450)], [2, page(400, 50, 450)]]))
    expect(rows?.rowAt(199)?.patientId).toBe('199')
    expect(rows?.rowAt(200)).toBeUndefined()
    expect(rows?.rowAt(449)?.patientId).toBe('449')
  })

  it('shows no row past the total: after a deletion an old page must not fill the end', () => {
    expect(assemble(new Map([[0, page(0, 200, 3)]]))?.rowAt(3)).toBeUndefined()
    expect(assemble(new Map([[1, page(200, 10, 210)]]))).toBeNull()
  })
})
