import { LoaderCircle } from 'lucide-react'
import { useNavigation } from '../../lib/navigation.ts'
import { strings } from '../../lib/strings.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { open, select, showTab, useEvaluation } from './evaluation-state.ts'
import { leftWords, nameOf, progressWords } from './evaluation-words.ts'
import { useEvaluationFeed } from './use-evaluations.ts'

const words = strings.evaluation

/** The run that main works on, on every screen, and the way to it. Follows the runs, so the window shows it once. */
export function EvaluationInProgress() {
  const run = useEvaluationFeed()
  const go = useNavigation((state) => state.go)
  if (!run) return null
  const show = async () => {
    // A reader in the middle of a desk test is not torn out of it.
    if (!(await go('evaluation')) || useEvaluation.getState().opened?.what === 'reading') return
    showTab('runs')
    open(null)
    select('runs', { key: run.id, index: 0 })
  }
  return (
    <Tooltip label={words.showRun} keys="Alt+6" side="top">
      <button type="button" data-testid="evaluation-in-progress" onClick={() => void show()} className="-mx-1.5 flex h-5 min-w-0 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover">
        <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 animate-spin" />
        <span className="max-w-48 truncate text-ink">{nameOf(run)}</span>
        <span className="shrink-0">{[progressWords(run), leftWords(run)].filter(Boolean).join(' · ')}</span>
      </button>
    </Tooltip>
  )
}
