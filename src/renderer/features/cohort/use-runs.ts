import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { client } from '../../lib/client.ts'
import { callKey, queryClient, useCall } from '../../lib/query.ts'

const runsKey = callKey('cohort.runs')

/** Puts what main says of one run into the list; a run it did not know comes first. */
export function takeRun(run: CohortRun): void {
  queryClient.setQueryData<CohortRun[]>(runsKey, (runs) => placeRun(runs ?? [], run))
}

export const placeRun = (runs: readonly CohortRun[], run: CohortRun): CohortRun[] =>
  runs.some(({ id }) => id === run.id) ? runs.map((each) => (each.id === run.id ? run : each)) : [run, ...runs]

export const isMoving = ({ state }: Pick<CohortRun, 'state'>): boolean => state === 'reading' || state === 'running'

/** The table of a moving run is read again at most this often, in milliseconds. */
const rowsEveryMs = 2000

/** All runs, read again when a screen begins to show them. */
export function useRuns() {
  const query = useCall('cohort.runs')
  const { refetch } = query
  useEffect(() => void refetch(), [refetch])
  return query
}

/** The run that main works on now; null: none. */
export const workedOn = (runs: readonly CohortRun[]): CohortRun | null => runs.find(({ state }) => state === 'reading') ?? runs.find((run) => isMoving(run) && run.perSecond !== null) ?? runs.find(isMoving) ?? null

/** Follows the runs that move, whatever screen shows. Called once, by the window. */
export function useRunsFeed(): CohortRun | null {
  const { data: runs, refetch } = useRuns()
  const queries = useQueryClient()
  const moving = (runs ?? [])
    .filter(isMoving)
    .map(({ id }) => id)
    .join(' ')
  useEffect(() => {
    const stop = new AbortController()
    const refreshRows = (runId: string) => void queries.invalidateQueries({ predicate: ({ queryKey: [name, input] }) => (name === 'cohort.rows' || name === 'cohort.summary') && (input as { runId?: string } | undefined)?.runId === runId })
    for (const runId of moving.split(' ').filter(Boolean)) void follow(runId)

    async function follow(runId: string) {
      let readAt = performance.now()
      let known = -1
      try {
        for await (const run of client.streamUntil(stop.signal, 'cohort.watch', { runId })) {
          takeRun(run)
          const answered = run.done + run.failed
          if (answered !== known && (performance.now() - readAt > rowsEveryMs || !isMoving(run))) {
            known = answered
            readAt = performance.now()
            refreshRows(runId)
          }
        }
      } catch {
        // The list says what became of the run; a feed that broke is not an answer of its own.
      }
      if (stop.signal.aborted) return
      refreshRows(runId)
      await refetch()
    }
    return () => stop.abort()
  }, [moving, queries, refetch])
  return workedOn(runs ?? [])
}
