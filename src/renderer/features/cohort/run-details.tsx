import { Pause, Play, RotateCcw, Table2, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { runCommand } from '../../lib/commands.ts'
import { formatCount, formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Signal } from '../../ui/signal.tsx'
import { actionsOf } from './run-actions.ts'
import { acceptedErrorWords, leftWords, nameOf, progressWords, runLook, shareDone } from './run-words.ts'

const words = strings.cohort

/** All that is known of one run, and what can be done with it. */
export function RunDetails({ run }: { run: CohortRun }) {
  const look = runLook(run)
  const can = actionsOf(run)
  return (
    <section aria-label={nameOf(run)} data-testid="run-details" data-state={run.state} className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
      <div className="flex items-start gap-3">
        <h2 className="min-w-0 flex-1 text-lg font-semibold break-words">{nameOf(run)}</h2>
        <Signal tone={look.tone} sign={look.sign} className="mt-0.5 shrink-0">
          {look.word}
        </Signal>
      </div>
      <Progress className="mt-3" label={progressWords(run)} value={shareDone(run)} estimate={leftWords(run)} />
      {run.message || run.state === 'stopped' ? (
        <Banner tone="caution" className="mt-3 rounded-md">
          {run.message || words.stoppedNote}
        </Banner>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-1.5">
        <Button kind="primary" icon={Table2} keys="Enter" onClick={() => runCommand('cohort.open')}>
          {words.open}
        </Button>
        <RunButtons run={run} />
        {can.retry ? (
          <Button icon={RotateCcw} keys="Alt+R" onClick={() => runCommand('cohort.retry')}>
            {words.retry}
          </Button>
        ) : null}
        <Button kind="danger" icon={Trash2} keys="Delete" onClick={() => runCommand('cohort.remove')}>
          {words.remove}
        </Button>
      </div>
      <dl className="mt-4 grid grid-cols-[8rem_minmax(0,1fr)] gap-y-2 text-sm">
        <Fact label={words.source}>{run.source}</Fact>
        <Fact label={words.reports}>{formatCount(run.total)}</Fact>
        <Fact label={words.adjudicatedColumn}>{formatCount(run.adjudicated)}</Fact>
        <Fact label={words.created}>{formatMoment(run.createdAt)}</Fact>
        {run.finishedAt ? <Fact label={words.finished}>{formatMoment(run.finishedAt)}</Fact> : null}
      </dl>
      <h3 className="mt-4 text-sm font-semibold text-ink-soft">{words.snapshot}</h3>
      <p className="mb-1.5 text-sm text-pretty text-ink-faint">{words.snapshotNote}</p>
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-y-2 text-sm">
        <Fact label={words.version}>
          <span className="font-mono text-xs select-text">{run.snapshot.version}</span>
        </Fact>
        <Fact label={words.model}>
          {run.snapshot.model ? (
            <>
              {run.snapshot.model.id}
              <span className="block truncate font-mono text-xs text-ink-faint select-text" title={run.snapshot.model.sha256}>
                {run.snapshot.model.sha256}
              </span>
            </>
          ) : (
            words.noModel
          )}
        </Fact>
        <Fact label={words.acceptedError}>{acceptedErrorWords(run.snapshot.acceptedError)}</Fact>
      </dl>
    </section>
  )
}

/** Pause or resume, whichever is possible. */
export function RunButtons({ run }: { run: CohortRun }) {
  const can = actionsOf(run)
  if (can.pause) {
    return (
      <Button icon={Pause} keys="Alt+P" onClick={() => runCommand('cohort.pause')}>
        {words.pause}
      </Button>
    )
  }
  if (can.resume) {
    return (
      <Button icon={Play} keys="Alt+P" onClick={() => runCommand('cohort.resume')}>
        {words.resume}
      </Button>
    )
  }
  return null
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
