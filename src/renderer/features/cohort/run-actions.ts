import { client } from '../../lib/client.ts'
import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { messageOf } from '../../lib/errors.ts'
import { queryClient } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'
import { useCohort } from './cohort-state.ts'
import { takeRun } from './use-runs.ts'

const words = strings.cohort

type Action = 'cohort.pause' | 'cohort.resume' | 'cohort.retryFailed'

/** What can be done with a run as it stands. */
export function actionsOf({ state, failed }: Pick<CohortRun, 'state' | 'failed'>): { pause: boolean; resume: boolean; retry: boolean } {
  return { pause: state === 'running' || state === 'reading', resume: state === 'paused' || state === 'stopped', retry: failed > 0 && state !== 'running' && state !== 'reading' }
}

async function act(name: Action, runId: string): Promise<void> {
  try {
    takeRun(await client.call(name, { runId }))
    await queryClient.invalidateQueries({ queryKey: ['cohort.rows'] })
  } catch (error) {
    showToast({ tone: 'danger', title: words.actionFailed, description: messageOf(error) })
    await queryClient.invalidateQueries({ queryKey: ['cohort.runs'] })
  }
}

export const pause = ({ id }: CohortRun) => act('cohort.pause', id)
export const resume = ({ id }: CohortRun) => act('cohort.resume', id)
export const retryFailed = ({ id }: CohortRun) => act('cohort.retryFailed', id)

/** Deletes a run for good; asked for before by a dialog. */
export async function removeRun({ id, name }: CohortRun): Promise<void> {
  try {
    await client.call('cohort.remove', { runId: id })
    useCohort.setState(({ openRun, views: { [id]: _gone, ...views } }) => ({ openRun: openRun === id ? null : openRun, views }))
    showToast({ tone: 'good', title: words.removed(name || words.unnamed) })
  } catch (error) {
    showToast({ tone: 'danger', title: words.actionFailed, description: messageOf(error) })
  }
  await queryClient.invalidateQueries({ queryKey: ['cohort.runs'] })
}
