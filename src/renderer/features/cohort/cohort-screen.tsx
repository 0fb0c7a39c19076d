import { ListPlus, TriangleAlert, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { useCohort } from './cohort-state.ts'
import { NewRunDialog } from './new-run-dialog.tsx'
import { actionsOf, pause, removeRun, resume, retryFailed } from './run-actions.ts'
import { RunList } from './run-list.tsx'
import { RunResults } from './run-results.tsx'
import { nameOf } from './run-words.ts'
import { useRuns } from './use-runs.ts'

const words = strings.cohort

/** Tags reports in bulk, and shows, filters, adjudicates and exports what came of it. */
export function CohortScreen() {
  const { data: runs, error, refetch } = useRuns()
  const selectedRun = useCohort((state) => state.selectedRun)
  const openRun = useCohort((state) => state.openRun)
  const [creating, setCreating] = useState(false)
  const [removing, setRemoving] = useState<CohortRun | null>(null)

  const opened = runs?.find(({ id }) => id === openRun) ?? null
  // The run that the commands mean: the open one, else the selected one, else the newest.
  const current = opened ?? runs?.find(({ id }) => id === selectedRun?.key) ?? runs?.[0] ?? null
  const can = current ? actionsOf(current) : null
  const group = words.group
  useCommands([
    { id: 'cohort.new', title: words.newRun, group, keys: 'Ctrl+N', run: () => setCreating(true) },
    { id: 'cohort.pause', title: words.pause, group, keys: 'Alt+P', when: () => can?.pause === true, run: () => current && void pause(current) },
    { id: 'cohort.resume', title: words.resume, group, keys: 'Alt+P', when: () => can?.resume === true, run: () => current && void resume(current) },
    { id: 'cohort.retry', title: words.retry, group, keys: 'Alt+R', when: () => can?.retry === true, run: () => current && void retryFailed(current) },
    { id: 'cohort.remove', title: words.remove, group, keys: 'Delete', when: () => current !== null && !document.activeElement?.matches('input, textarea'), run: () => setRemoving(current) },
  ])

  return (
    <div className="flex h-full min-h-0 flex-col">
      {opened ? (
        <RunResults key={opened.id} run={opened} />
      ) : (
        <>
          <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
            <h1 className="flex-1 text-sm font-semibold">{words.title}</h1>
            <Button kind="primary" icon={ListPlus} keys="Ctrl+N" onClick={() => setCreating(true)}>
              {words.newRun}
            </Button>
          </header>
          {error && !runs ? (
            <EmptyState icon={TriangleAlert} title={words.failedTitle} actions={<Button onClick={() => void refetch()}>{strings.words.tryAgain}</Button>}>
              {error.message}
            </EmptyState>
          ) : runs?.length === 0 ? (
            <EmptyState
              icon={UsersRound}
              title={words.emptyTitle}
              actions={
                <Button kind="primary" size="large" icon={ListPlus} onClick={() => setCreating(true)}>
                  {words.newRun}
                </Button>
              }
            >
              {words.emptyText}
            </EmptyState>
          ) : runs ? (
            <RunList runs={runs} current={current} />
          ) : (
            <Loading label={strings.words.loading} />
          )}
        </>
      )}
      <NewRunDialog open={creating} onOpenChange={setCreating} />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={words.removeTitle(removing ? nameOf(removing) : '')}
        confirm={words.remove}
        cancel={strings.words.cancel}
        danger
        onConfirm={() => {
          if (removing) void removeRun(removing)
          setRemoving(null)
        }}
      >
        {words.removeText((removing?.done ?? 0) + (removing?.failed ?? 0), removing?.adjudicated ?? 0)}
      </ConfirmDialog>
    </div>
  )
}
