import { useEffect } from 'react'
import type { EvaluationRun } from '../../../domain/evaluation/evaluation.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { callKey, queryClient, useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'
import { open, useEvaluation } from './evaluation-state.ts'
import { nameOf } from './evaluation-words.ts'

const words = strings.evaluation
const runsKey = callKey('evaluation.runs')

/** Puts what main says of one run into the list; a run it did not know comes first. */
export const takeRun = (run: EvaluationRun): void =>
  void queryClient.setQueryData<EvaluationRun[]>(runsKey, (runs = []) => (runs.some(({ id }) => id === run.id) ? runs.map((each) => (each.id === run.id ? run : each)) : [run, ...runs]))

/** The table of a moving run is read again at most this often, in milliseconds. */
const rowsEveryMs = 2000

const refreshOf = (runId: string) =>
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [name, input] }) => (name === 'evaluation.rows' || name === 'evaluation.summary' || name === 'evaluation.item') && (input as { runId?: string } | undefined)?.runId === runId })

/** All runs, read again when a screen begins to show them. */
export function useEvaluations() {
  const query = useCall('evaluation.runs')
  const { refetch } = query
  useEffect(() => void refetch(), [refetch])
  return query
}

/** Follows the runs that move, whatever screen shows; gives the one that is worked on. Called once, by the window. */
export function useEvaluationFeed(): EvaluationRun | null {
  const { data: runs, refetch } = useEvaluations()
  const moving = (runs ?? []).filter(({ state }) => state === 'running').map(({ id }) => id).join(' ')
  useEffect(() => {
    const stop = new AbortController()
    async function follow(runId: string): Promise<void> {
      let readAt = performance.now()
      try {
        for await (const run of client.streamUntil(stop.signal, 'evaluation.watch', { runId })) {
          takeRun(run)
          if (run.state === 'running' && performance.now() - readAt < rowsEveryMs) continue
          readAt = performance.now()
          refreshOf(runId)
        }
      } catch {
        // The list says what became of the run; a feed that broke is not an answer of its own.
      }
      if (stop.signal.aborted) return
      refreshOf(runId)
      await refetch()
    }
    for (const runId of moving.split(' ').filter(Boolean)) void follow(runId)
    return () => stop.abort()
  }, [moving, refetch])
  const working = (runs ?? []).filter(({ state }) => state === 'running')
  return working.find(({ perSecond }) => perSecond !== null) ?? working.at(-1) ?? null
}

/** Does something that main may refuse, and says so. Returns whether it was done. */
export async function attempt(work: () => Promise<void>, failed = words.actionFailed): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    showToast({ tone: 'danger', title: failed, description: messageOf(error) })
    return false
  }
}

const act = (name: 'evaluation.pause' | 'evaluation.resume') => ({ id }: EvaluationRun) =>
  void attempt(async () => {
    takeRun(await client.call(name, { runId: id }))
    refreshOf(id)
  })
export const pause = act('evaluation.pause')
export const resume = act('evaluation.resume')

/** Deletes a run for good; asked for before by a dialog. */
export const removeRun = (run: EvaluationRun): void =>
  void attempt(async () => {
    await client.call('evaluation.remove', { runId: run.id })
    const { opened } = useEvaluation.getState()
    if (opened?.what === 'run' && opened.runId === run.id) open(null)
    showToast({ tone: 'good', title: words.removed(nameOf(run)) })
    await queryClient.invalidateQueries({ queryKey: runsKey })
  })
