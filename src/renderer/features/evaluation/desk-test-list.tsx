import { BookOpenCheck, ChartNoAxesCombined, CircleStop } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DeskTest } from '../../../domain/desk-test/desk-test.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatCount, formatMoment } from '../../lib/format.ts'
import { useRefresh } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Signal } from '../../ui/signal.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { open, select, useEvaluation } from './evaluation-state.ts'
import { Fact, Facts } from './facts.tsx'
import { attempt } from './use-evaluations.ts'

const words = strings.evaluation

const columns: GridColumn<DeskTest>[] = [
  { id: 'state', header: words.state, width: '6rem', cell: ({ state }) => <Signal look="plain" tone={state === 'open' ? 'info' : 'good'} sign={state === 'open' ? 'clock' : 'check'}>{words.testStates[state]}</Signal> },
  { id: 'name', header: words.test, width: 'minmax(9rem, 1fr)', cell: ({ name }) => <span className="truncate font-medium" title={name}>{name}</span> },
  { id: 'cases', header: words.cases, width: '4.5rem', align: 'end', cell: ({ cases }) => <span className="font-mono text-xs">{formatCount(cases)}</span> },
  { id: 'readers', header: words.readers, width: '5rem', align: 'end', cell: ({ readers }) => <span className="font-mono text-xs text-ink-soft">{readers.filter(({ finishedAt }) => finishedAt !== null).length} / {readers.length}</span> },
  { id: 'created', header: words.createdAt, width: '8rem', cell: ({ createdAt }) => <span className="font-mono text-xs text-ink-soft">{formatMoment(createdAt)}</span> },
]

/** All desk tests, and the selected one with its readers beside them. */
export function DeskTestList({ tests }: { tests: readonly DeskTest[] }) {
  const grid = useRef<HTMLDivElement>(null)
  const selected = useEvaluation((state) => state.selected.tests)
  const { settings } = useSettings()
  const refresh = useRefresh()
  const [ending, setEnding] = useState(false)
  const [reason, setReason] = useState('')
  const current = tests.find(({ id }) => id === selected?.key) ?? tests[0]
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus()
  }, [])
  const next = current?.readers.find(({ name, finishedAt }) => finishedAt === null && name === settings.person) ?? current?.readers.find(({ finishedAt }) => finishedAt === null)
  const read = (test: DeskTest, reader: string) => open({ what: 'reading', testId: test.id, reader })
  const results = (test: DeskTest) => open({ what: 'results', testId: test.id })
  // Enter on a closed test shows its results; nobody begins to read as somebody by accident.
  const enter = (test: DeskTest) => test.state === 'closed' && results(test)
  useCommands([
    { id: 'deskTest.read', title: next ? words.readAs(next.name) : words.test, group: words.group, keys: 'Alt+R', when: () => current?.state === 'open' && next !== undefined, run: () => current && next && read(current, next.name) },
    { id: 'deskTest.results', title: words.results, group: words.group, hint: 'Enter', when: () => current?.state === 'closed', run: () => current && results(current) },
  ])
  const isOwner = current !== undefined && current.owner.trim().toLowerCase() === (settings.person.trim() || 'Name not given').toLowerCase()
  const end = (test: DeskTest) =>
    void attempt(async () => {
      await client.call('deskTest.close', { testId: test.id, reason })
      await refresh('deskTest.list')
    })
  if (!current) return null
  return (
    <>
      <SplitPane
        label={words.tabs.tests}
        initial={0.58}
        least={0.4}
        most={0.75}
        className="flex-1"
        first={<DataGrid label={words.tabs.tests} columns={columns} count={tests.length} rowAt={(index) => tests[index]} rowKey={({ id }) => id} selection={{ key: current.id, index: tests.indexOf(current) }} onSelect={(selection) => select('tests', selection)} onOpen={enter} gridRef={grid} />}
        second={
          <section aria-label={current.name} data-testid="desk-test-details" data-state={current.state} className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
            <div className="flex items-start gap-3">
              <h2 className="min-w-0 flex-1 text-lg font-semibold break-words">{current.name}</h2>
              <Signal tone={current.state === 'open' ? 'info' : 'good'} sign={current.state === 'open' ? 'clock' : 'check'} className="mt-0.5">{words.testStates[current.state]}</Signal>
            </div>
            {current.state === 'open' ? <p className="mt-1 text-sm text-pretty text-ink-soft">{words.sealedNote}</p> : null}
            <ul aria-label={words.readers} className="mt-3 flex flex-col gap-2.5">
              {current.readers.map(({ name, rated, finishedAt }) => (
                <li key={name} className="flex items-end gap-3">
                  <Progress className="min-w-0 flex-1" label={name} value={current.cases === 0 ? 1 : rated / current.cases} estimate={finishedAt ? words.finishedReader : words.ratedOf(rated, current.cases)} />
                  {current.state === 'open' && finishedAt === null ? (
                    <Button icon={BookOpenCheck} keys={name === next?.name ? 'Alt+R' : undefined} onClick={() => read(current, name)}>
                      {words.readAs(name)}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
            <div className="mt-4 flex flex-wrap gap-1.5">
              {current.state === 'closed' ? (
                <Button kind="primary" icon={ChartNoAxesCombined} keys="Enter" onClick={() => results(current)}>
                  {words.results}
                </Button>
              ) : (
                <Button kind="danger" icon={CircleStop} disabled={!isOwner} onClick={() => (setReason(''), setEnding(true))}>
                  {words.endTest}
                </Button>
              )}
            </div>
            {current.state === 'open' && !isOwner ? <p className="mt-1.5 text-sm text-pretty text-ink-soft">{words.onlyOwner(current.owner)}</p> : null}
            {current.ended ? <p className="mt-3 text-sm text-pretty text-caution">{words.endedEarly(current.ended.by, current.ended.reason)}</p> : null}
            <Facts className="mt-4">
              <Fact label={words.owner}>{current.owner}</Fact>
              <Fact label={words.drafts}>{current.drafts}</Fact>
              <Fact label={words.cases}>{formatCount(current.cases)}</Fact>
              {current.seed === null ? null : <Fact label={words.seed} mono>{current.seed}</Fact>}
              <Fact label={words.createdAt}>{formatMoment(current.createdAt)}</Fact>
              {current.closedAt ? <Fact label={words.finishedAt}>{formatMoment(current.closedAt)}</Fact> : null}
            </Facts>
          </section>
        }
      />
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        title={words.endTitle}
        confirm={words.endTest}
        cancel={strings.words.cancel}
        danger
        onConfirm={() => {
          if (reason.trim() === '') return
          setEnding(false)
          end(current)
        }}
      >
        {words.endText}
        <Field label={words.endReason} className="mt-3">{(ids) => <Input {...ids} maxLength={500} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />}</Field>
      </ConfirmDialog>
    </>
  )
}
