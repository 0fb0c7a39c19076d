import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorklistFilter, WorklistPage } from '../../../domain/worklist/worklist.ts'
import { client } from '../../lib/client.ts'
import type { AppError } from '../../lib/errors.ts'
import { callKey } from '../../lib/query.ts'
import { assemble, pagesFor, pageSize, type LoadedRows } from './worklist-pages.ts'

type Filter = Omit<WorklistFilter, 'offset' | 'limit'>
type Visible = { first: number; last: number }

/** The worklist page by page as it comes into sight. The last list stays (as `stale`) until the answer to a new filter is here. */
export function useWorklistRows(filter: Filter, visible: Visible): { rows: LoadedRows | null; stale: boolean; error: AppError | null; retry: () => void } {
  const pages = pagesFor(visible.first, visible.last)
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = { ...filter, offset: page * pageSize, limit: pageSize }
      return { queryKey: callKey('worklist.list', input), queryFn: (): Promise<WorklistPage> => client.call('worklist.list', input), refetchOnMount: 'always' as const }
    }),
  })
  const loaded = new Map<number, WorklistPage>()
  answers.forEach((answer, index) => {
    const page = pages[index]
    if (answer.data && page !== undefined) loaded.set(page, answer.data)
  })
  const rows = assemble(loaded)
  const [last, keep] = useState<{ mark: string; rows: LoadedRows } | null>(null)
  const mark = answers.map((answer) => String(answer.dataUpdatedAt)).join() + JSON.stringify(filter)
  if (rows && last?.mark !== mark) keep({ mark, rows })
  return {
    rows: rows ?? last?.rows ?? null,
    stale: rows === null && last !== null,
    error: (answers.find((answer) => answer.error)?.error as AppError | undefined) ?? null,
    retry: () => answers.forEach((answer) => void answer.refetch()),
  }
}
