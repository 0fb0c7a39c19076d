import type { CohortItem, CohortPage, CohortRun, CohortSummary } from '../../domain/cohort/cohort.ts'
import { AppError } from '../../shared/ipc/errors.ts'

export type Cohort = ReturnType<typeof createCohort>

/** Runs that tag many reports. This first version knows none and starts none. */
export function createCohort() {
  const none = (): never => {
    throw new AppError('not-found', 'There is no such run.')
  }
  return {
    runs: (): CohortRun[] => [],
    start: (_: object): Promise<CohortRun | null> => Promise.reject(new AppError('busy', 'Runs cannot be started yet.')),
    async *watch(_: object, _signal: AbortSignal): AsyncGenerator<CohortRun> {
      yield await Promise.reject(new AppError('not-found', 'There is no such run.'))
    },
    pause: (_: object): CohortRun => none(),
    resume: (_: object): CohortRun => none(),
    retryFailed: (_: object): CohortRun => none(),
    remove: (_: object): null => none(),
    rows: (_: object): CohortPage => none(),
    item: (_: object): CohortItem => none(),
    adjudicate: (_: object): CohortItem => none(),
    summary: (_: object): CohortSummary => none(),
    export: (_: object): { path: string; rows: number } | null => none(),
  }
}
