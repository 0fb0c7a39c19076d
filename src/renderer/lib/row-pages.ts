/** Rows asked for at a time. */
export const pageSize = 200

/** The pages that hold the rows from `first` to `last`, and always the first one, which knows the total. */
export function pagesFor(first: number, last: number): number[] {
  const pages = [0]
  for (let page = Math.floor(Math.max(0, first) / pageSize); page <= Math.floor(Math.max(first, last) / pageSize); page++) if (page > 0) pages.push(page)
  return pages
}

/** One page as main answers it. */
export type RowPage = { total: number; rows: unknown[] }
export type RowOf<Page extends RowPage> = Page['rows'][number]

/** Rows by index, as far as they are loaded; `first` is the first page with all it tells. */
export type LoadedRows<Page extends RowPage> = { total: number; first: Page; rowAt: (index: number) => RowOf<Page> | undefined }

/** Puts pages together; null until the first one is here. */
export function assemble<Page extends RowPage>(pages: ReadonlyMap<number, Page>): LoadedRows<Page> | null {
  const first = pages.get(0)
  if (!first) return null
  return {
    total: first.total,
    first,
    rowAt: (index) => (index < first.total ? pages.get(Math.floor(index / pageSize))?.rows[index % pageSize] : undefined),
  }
}
