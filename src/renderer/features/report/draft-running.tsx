import { useEffect, useState } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { strings } from '../../lib/strings.ts'
import { classes } from '../../ui/classes.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { strikeOut } from './draft-sentences.ts'
import type { RunningDraft } from './report-state.ts'

const words = strings.report.draft
const phases = ['loading', 'reading', 'writing'] as const

/** A draft while it is written: how far it is, how fast, and the words so far, marked as the machine's. */
export function DraftRunning({ running }: { running: RunningDraft }) {
  const engine = useEngine((state) => state.engine)
  const now = useNow()
  const at = phases.indexOf(running.phase === 'saving' ? 'loading' : running.phase)

  return (
    <div className="flex flex-col gap-2 px-3 pb-3">
      <ol className="flex gap-1.5">
        {phases.map((phase, index) => (
          <li key={phase} aria-current={index === at ? 'step' : undefined} className="flex-1">
            <div className={classes('h-1 rounded-full', index < at ? 'bg-accent' : index === at ? 'animate-pulse bg-accent' : 'bg-line-strong')} />
            <p className={classes('mt-1 text-xs', index === at ? 'text-ink' : 'text-ink-faint')}>{words.phase[phase]}</p>
          </li>
        ))}
      </ol>
      <p role="status" className="flex items-baseline justify-between gap-3 text-sm text-ink-soft">
        <span className="min-w-0 truncate">{running.cancelling ? words.cancelling : running.message || words.phase[running.phase]}</span>
        <span className="shrink-0 text-ink-faint">
          {[engine?.modelName, engine?.tokensPerSecond ? words.speed(engine.tokensPerSecond) : null, words.seconds(Math.max(0, now - running.startedAt))].filter(Boolean).join(' · ')}
        </span>
      </p>
      {running.text ? (
        <div className="border-l-2 border-machine bg-machine-soft/50 px-2.5 py-1.5">
          <p data-testid="draft-stream" className="text-base whitespace-pre-wrap">
            {strikeOut(running.text, running.struck).map(({ text, reason }, index) =>
              reason === null ? (
                text
              ) : (
                // Pieces only ever grow at the end.
                <Tooltip key={`${String(index)} ${text}`} label={reason}>
                  <s data-testid="draft-stream-struck" className="text-ink-faint">{text}</s>
                </Tooltip>
              ),
            )}
            <span aria-hidden="true" className="ml-0.5 inline-block h-3.5 w-1.5 animate-pulse bg-machine align-[-0.125rem]" />
          </p>
          <p className="mt-1 text-xs text-machine">{words.running}</p>
        </div>
      ) : null}
    </div>
  )
}

/** The page's clock, ten times a second. */
function useNow(): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100)
    return () => clearInterval(timer)
  }, [])
  return now
}
