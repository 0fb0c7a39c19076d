import { BellRing, MessageSquareText } from 'lucide-react'
import type { StatusAlert } from '../../../domain/status/alert.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { alertWord } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Signal } from '../../ui/signal.tsx'

const words = strings.patient

type AlertPanelProps = {
  alerts: readonly StatusAlert[]
  /** Signed reports whose tag has no label: silence about them is no all-clear. */
  undecided: number
  /** Reports that a slower tier is still to read. */
  awaited: number
  onCommunicate: (alert: StatusAlert) => void
}

/** Alerts of the patient: open ones with the way to close them, then what was communicated or withdrawn. */
export function AlertPanel({ alerts, undecided, awaited, onCommunicate }: AlertPanelProps) {
  const open = alerts.filter(({ state }) => state === 'open')
  const closed = alerts.filter(({ state }) => state !== 'open').toSorted((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1))
  return (
    <section aria-label={words.alerts} data-testid="alerts" data-open={open.length} className="flex flex-col">
      <header className="flex h-9 items-center gap-2 px-3">
        <h2 className="text-sm font-semibold">{words.alerts}</h2>
        {open.length > 0 ? <Badge tone="danger">{open.length}</Badge> : null}
      </header>
      {undecided > 0 ? (
        <Banner tone="caution" className="mx-3 mb-3 rounded-md">
          {words.undecidedNote(undecided)}
        </Banner>
      ) : null}
      {awaited > 0 ? <p role="status" className="px-3 pb-3 text-sm text-pretty text-ink-soft">{words.awaitedNote(awaited)}</p> : null}
      {alerts.length === 0 && awaited === 0 ? <p className="px-3 pb-3 text-sm text-pretty text-ink-soft">{words.noAlerts}</p> : null}
      <ul className="flex flex-col gap-2 px-3 pb-3">
        {open.map((alert) => (
          <li key={alert.id} data-testid="alert" data-state={alert.state} data-kind={alert.kind} className="flex flex-col gap-2 rounded-md border border-danger bg-danger-soft px-3 py-2">
            <AlertTitle alert={alert} />
            <Button icon={MessageSquareText} keys={alert === open[0] ? 'C' : undefined} className="self-start" onClick={() => onCommunicate(alert)}>
              {words.communicate}
            </Button>
          </li>
        ))}
      </ul>
      {closed.length > 0 ? (
        <>
          <h3 className="border-t border-line px-3 pt-2 text-sm font-semibold text-ink-soft">{words.closedAlerts}</h3>
          <ul className="flex flex-col gap-2 px-3 py-2">
            {closed.map((alert) => (
              <li key={alert.id} data-testid="alert" data-state={alert.state} data-kind={alert.kind} className="flex flex-col gap-1 rounded-md border border-line px-3 py-2">
                <AlertTitle alert={alert} />
                {alert.communication ? (
                  <>
                    <p className="text-sm">{words.told(alert.communication.recipient, formatMoment(alert.communication.toldAt), words.ways[alert.communication.way])}</p>
                    {alert.communication.note ? <p className="text-sm break-words whitespace-pre-wrap text-ink-soft">{alert.communication.note}</p> : null}
                    <p className="text-xs text-ink-faint">{words.recordedBy(alert.communication.author, formatMoment(alert.communication.recordedAt))}</p>
                  </>
                ) : null}
                {alert.state === 'withdrawn' ? <p className="text-sm text-ink-soft">{words.withdrawnNote}</p> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function AlertTitle({ alert: { kind, state, priorDate, date, description } }: { alert: StatusAlert }) {
  return (
    <div>
      <p className={classes('flex items-center gap-2 text-sm font-semibold', state === 'open' && 'text-danger')}>
        <BellRing aria-hidden="true" className="size-3.5" />
        {alertWord(kind).word}
        {state === 'open' ? null : (
          <Signal look="plain" tone={state === 'communicated' ? 'good' : 'neutral'} sign={state === 'communicated' ? 'check' : 'minus'} className="ml-auto font-normal">
            {state === 'communicated' ? words.communicated : words.withdrawn}
          </Signal>
        )}
      </p>
      <p className="font-mono text-xs text-ink-soft">{words.alertBetween(priorDate, date)}</p>
      <p className="truncate text-sm text-ink-soft" title={description}>
        {description}
      </p>
    </div>
  )
}
