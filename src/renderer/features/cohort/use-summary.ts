import { useState } from 'react'
import type { CohortSummary } from '../../../domain/cohort/cohort.ts'
import type { AppError } from '../../lib/errors.ts'
import { useCall } from '../../lib/query.ts'
import { readFrequency, type TypedFrequency } from './cohort-state.ts'

/** The figures of a run at the typed frequency; while that is not complete, at the estimated one. The last figures stay until new ones are here. */
export function useSummary(runId: string, typed: TypedFrequency | null): { summary: CohortSummary | null; error: AppError | null } {
  const read = typed ? readFrequency(typed) : null
  const { data, error } = useCall('cohort.summary', { runId, frequency: read && 'shares' in read ? read.shares : null })
  const [last, keep] = useState<CohortSummary | null>(null)
  if (data && data !== last) keep(data)
  return { summary: data ?? last, error: data ? null : error }
}
