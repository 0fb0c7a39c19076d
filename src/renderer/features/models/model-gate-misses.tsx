import type { GateMiss } from '../../../domain/gate/gate-record.ts'
import type { ErrorKind } from '../../../domain/gate/error-kind.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'

const { gate: text } = strings

/** The texts on which the checks were wrong: an error put in that they missed, its words marked, or an alarm on what is right. */
export function GateMisses({ runId }: { runId: string }) {
  const { data, error } = useCall('gate.misses', { runId })
  if (error) return <p className="text-sm text-ink-soft">{`${text.missesFailed}: ${error.message}`}</p>
  if (!data || data.length === 0) return null
  const missed = data.filter(({ changed }) => changed !== null).length
  return (
    <details className="text-sm">
      <summary className="cursor-default font-semibold select-none">{text.misses(missed, data.length - missed)}</summary>
      <ol className="mt-2 flex flex-col gap-2">
        {data.map((miss, at) => (
          <Miss key={`${miss.reportId} ${miss.kind} ${String(at)}`} miss={miss} />
        ))}
      </ol>
    </details>
  )
}

function Miss({ miss: { reportId, inDraft, kind, conclusion, changed, original, alarms } }: { miss: GateMiss }) {
  const name = changed ? `${text.figures[kind as ErrorKind]}${inDraft ? `, ${text.inDraft}` : ''}` : `${text.alarm}: ${alarms.join(', ')} (${text.rewordings[kind as keyof typeof text.rewordings]})`
  return (
    <li className="border-t border-line pt-1.5">
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-ink-faint">
        <span>{name}</span>
        <span className="font-mono">{reportId}</span>
      </p>
      <p className="whitespace-pre-line select-text">
        {changed ? (
          <>
            {conclusion.slice(0, changed.start)}
            <mark className="rounded-xs bg-caution-soft px-0.5 text-caution">{changed.end > changed.start ? conclusion.slice(changed.start, changed.end) : '…'}</mark>
            {conclusion.slice(changed.end)}
          </>
        ) : (
          conclusion
        )}
      </p>
      {changed && original !== '' ? <p className="text-ink-soft">{changed.end > changed.start ? text.was(original) : `${text.takenAway} ${original}`}</p> : null}
    </li>
  )
}
