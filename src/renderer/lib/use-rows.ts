import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppError } from './errors.ts'
import { assemble, pagesFor, pageSize, type LoadedRows, type RowPage } from './row-pages.ts'

/** Which indexes are in sight. */
export type Visible = { first: number; last: number }

/** How one page is asked for. `key` names the answer in the window's cache and must differ for each offset. */
export type PageQuery<Page> = (offset: number, limit: number) => { key: readonly unknown[]; ask: () => Promise<Page> }

/** A long list page by page as it comes into sight. The last list stays (as `stale`) until the answer to a new question is here. */
export function useRows<Page extends RowPage>(query: PageQuery<Page>, visible: Visible): { rows: LoadedRows<Page> | null; stale: boolean; error: AppError | null; retry: () => void } {
  const pages = pagesFor(visible.first, visible.last)
  const questions = pages.map((page) => query(page * pageSize, pageSize))
  const answers = useQueries({ queries: questions.map(({ key, ask }) => ({ queryKey: key, queryFn: ask, refetchOnMount: 'always' as const })) })
  const loaded = new Map<number, Page>()
  answers.forEach((answer, index) => {
    const page = pages[index]
    if (answer.data && page !== undefined) loaded.set(page, answer.data as Page)
  })
  const rows = assemble(loaded)
  const [last, keep] = useState<{ mark: string; rows: LoadedRows<Page> } | null>(null)
  const mark = answers.map((answer) => String(answer.dataUpdatedAt)).join() + JSON.stringify(questions[0]?.key)
  if (rows && last?.mark !== mark) keep({ mark, rows })
  return {
    rows: rows ?? last?.rows ?? null,
    stale: rows === null && last !== null,
    error: (answers.find((answer) => answer.error)?.error as AppError | undefined) ?? null,
    retry: () => answers.forEach((answer) => void answer.refetch()),
  }
}
