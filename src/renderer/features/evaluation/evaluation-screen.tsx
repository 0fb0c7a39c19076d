import { ChartNoAxesCombined, ClipboardList, FlaskConical, ListPlus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Comparison } from './comparison.tsx'
import { DeskTestList } from './desk-test-list.tsx'
import { open, showTab, useEvaluation, type EvaluationTab } from './evaluation-state.ts'
import { NewRunDialog } from './new-run-dialog.tsx'
import { NewShadowDialog } from './new-shadow-dialog.tsx'
import { NewTestDialog } from './new-test-dialog.tsx'
import { Reading } from './reading.tsx'
import { Results } from './results-screen.tsx'
import { RunList } from './run-list.tsx'
import { RunResults } from './run-results.tsx'
import { ShadowList } from './shadow-list.tsx'
import { useEvaluations } from './use-evaluations.ts'

const words = strings.evaluation
const tabs: EvaluationTab[] = ['runs', 'tests', 'shadow']
const icons = { runs: ChartNoAxesCombined, tests: ClipboardList, shadow: FlaskConical }

/** Engines measured on reports that are written already, drafts judged blind by people, and upgrades tried silently. */
export function EvaluationScreen() {
  const tab = useEvaluation((state) => state.tab)
  const opened = useEvaluation((state) => state.opened)
  const { data: runs, error: runsError, refetch: refetchRuns } = useEvaluations()
  const { data: tests, error: testsError, refetch: refetchTests } = useCall('deskTest.list')
  const { data: shadows, error: shadowsError, refetch: refetchShadows } = useCall('shadow.list')
  const [creating, setCreating] = useState<{ what: EvaluationTab; runId: string | null } | null>(null)
  const create = (what: EvaluationTab, runId: string | null = null) => setCreating({ what, runId })
  const drafted = (runs ?? []).filter(({ done }) => done > 0)

  const group = words.group
  const reading = opened?.what === 'reading'
  useCommands([
    { id: 'evaluation.new', title: { runs: words.newRun, tests: words.newTest, shadow: words.newShadow }[tab], group, keys: 'Ctrl+N', when: () => opened === null && (tab !== 'tests' || drafted.length > 0), run: () => create(tab) },
    ...tabs.map((each, index) => ({ id: `evaluation.${each}`, title: words.tabs[each], group, keys: `Ctrl+${String(index + 1)}`, when: () => !reading, run: () => showTab(each) })),
    { id: 'evaluation.back', title: words.back, group, keys: 'Alt+ArrowLeft', when: () => opened !== null && !reading, run: () => open(null) },
  ])

  const openedRun = opened?.what === 'run' ? runs?.find(({ id }) => id === opened.runId) : undefined
  const dialogs = (
    <>
      <NewRunDialog open={creating?.what === 'runs'} onClose={() => setCreating(null)} />
      <NewTestDialog open={creating?.what === 'tests'} runs={drafted} runId={creating?.runId ?? null} onClose={() => setCreating(null)} />
      <NewShadowDialog open={creating?.what === 'shadow'} onClose={() => setCreating(null)} />
    </>
  )
  if (opened?.what === 'reading') return <Reading key={`${opened.testId} ${opened.reader}`} testId={opened.testId} reader={opened.reader} />
  if (opened?.what === 'results') return <Results key={opened.testId} testId={opened.testId} />
  if (opened?.what === 'comparison' && runs) return <Comparison key={`${opened.first} ${opened.second}`} runs={runs} first={opened.first} second={opened.second} />
  if (openedRun) {
    return (
      <>
        <RunResults key={openedRun.id} run={openedRun} />
        {dialogs}
      </>
    )
  }

  const error = { runs: runs ? null : runsError, tests: tests ? null : testsError, shadow: shadows ? null : shadowsError }[tab]
  const empty = { runs: runs?.length === 0, tests: tests?.length === 0, shadow: shadows?.length === 0 }[tab]
  const again = { runs: refetchRuns, tests: refetchTests, shadow: refetchShadows }[tab]
  const newWord = { runs: words.newRun, tests: words.newTest, shadow: words.newShadow }[tab]
  const lacksRun = tab === 'tests' && drafted.length === 0
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="text-sm font-semibold">{words.title}</h1>
        <div role="group" aria-label={words.title} className="flex flex-1 gap-1">
          {tabs.map((each, index) => (
            <Button key={each} kind="quiet" aria-pressed={tab === each} keys={`Ctrl+${String(index + 1)}`} onClick={() => showTab(each)}>
              {words.tabs[each]}
            </Button>
          ))}
        </div>
        <Button kind="primary" icon={ListPlus} keys="Ctrl+N" disabled={lacksRun} onClick={() => create(tab)}>
          {newWord}
        </Button>
      </header>
      {error ? (
        <EmptyState icon={TriangleAlert} title={words.failedTitle} actions={<Button onClick={() => void again()}>{strings.words.tryAgain}</Button>}>
          {error.message}
        </EmptyState>
      ) : empty ? (
        <EmptyState
          icon={icons[tab]}
          title={{ runs: words.emptyTitle, tests: words.testsEmptyTitle, shadow: words.shadowEmptyTitle }[tab]}
          actions={
            lacksRun ? (
              <Button size="large" onClick={() => showTab('runs')}>
                {words.tabs.runs}
              </Button>
            ) : (
              <Button kind="primary" size="large" icon={ListPlus} onClick={() => create(tab)}>
                {newWord}
              </Button>
            )
          }
        >
          {{ runs: words.emptyText, tests: words.testsEmptyText, shadow: words.shadowEmptyText }[tab]}
          {lacksRun ? <span className="mt-1 block">{words.noRunForTest}</span> : null}
        </EmptyState>
      ) : tab === 'runs' && runs ? (
        <RunList runs={runs} onTest={(runId) => create('tests', runId)} />
      ) : tab === 'tests' && tests ? (
        <DeskTestList tests={tests} />
      ) : tab === 'shadow' && shadows && runs ? (
        <ShadowList shadows={shadows} runs={runs} />
      ) : (
        <Loading label={strings.words.loading} />
      )}
      {dialogs}
    </div>
  )
}
