import type { WorklistPage, WorklistRow } from '../../../domain/worklist/worklist.ts'

/** Rows asked for at a time. */
export const pageSize = 200

/** The pages that hold the rows from `first` to `last`, and always the first one, which knows the total. */
export function pagesFor(first: number, last: number): number[] {
  const pages = [0]
  for (let page = Math.floor(Math.max(0, first) / pageSize); page <= Math.floor(Math.max(first, last) / pageSize); page++) if (page > 0) pages.push(page)
  return pages
}

/** Rows by index, as far as they are loaded. */
export type LoadedRows = { total: number; modalities: string[]; rowAt: (index: number) => WorklistRow | undefined }

/** Puts pages together; null until the first one is here. */
export function assemble(pages: ReadonlyMap<number, WorklistPage>): LoadedRows | null {
  const first = pages.get(0)
  if (!first) return null
  return {
    total: first.total,
    modalities: first.modalities,
    rowAt: (index) => (index < first.total ? pages.get(Math.floor(index / pageSize))?.rows[index % pageSize] : undefined),
  }
}
