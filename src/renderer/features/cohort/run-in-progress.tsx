import { LoaderCircle } from 'lucide-react'
import { useNavigation } from '../../lib/navigation.ts'
import { strings } from '../../lib/strings.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useCohort } from './cohort-state.ts'
import { leftWords, nameOf, progressWords } from './run-words.ts'
import { useRunsFeed } from './use-runs.ts'

const words = strings.cohort

/** The run that main works on, on every screen: how far it is, how fast, how long yet. Leads to it. Follows the runs, so the window shows it once. */
export function RunInProgress() {
  const run = useRunsFeed()
  const go = useNavigation((state) => state.go)
  if (!run) return null
  const show = async () => {
    if (!(await go('cohort'))) return
    useCohort.setState({ selectedRun: { key: run.id, index: 0 }, openRun: null })
  }
  return (
    <Tooltip label={words.showRun} keys="Alt+4" side="top">
      <button type="button" data-testid="run-in-progress" onClick={() => void show()} className="-mx-1.5 flex h-5 min-w-0 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover">
        <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 animate-spin" />
        <span className="max-w-48 truncate text-ink">{nameOf(run)}</span>
        <span className="shrink-0">{[progressWords(run), leftWords(run)].filter(Boolean).join(' · ')}</span>
      </button>
    </Tooltip>
  )
}
