import { Copy, RefreshCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AppStatus } from '../../../domain/app-status.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { AccessFrame } from './access-frame.tsx'

const { access, words } = strings

type ProblemProps = {
  title: string
  message: string
  remedy: string
  /** Path of the database file; null when not even that is known. */
  database: string | null
} & ({ onAnswer: (status: AppStatus) => void; retry?: undefined } | { retry: () => Promise<void>; onAnswer?: undefined })

/** The database cannot be opened: what happened, what to do, where the file is. All of it can be copied. */
export function Problem({ title, message, remedy, database, onAnswer, retry }: ProblemProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const again = async () => {
    setBusy(true)
    setError(null)
    try {
      if (retry) await retry()
      else onAnswer(await client.call('app.retry'))
    } catch (problem) {
      setError(messageOf(problem))
    }
    setBusy(false)
  }
  const text = [title, message, `${access.whatToDo}: ${remedy}`, ...(database === null ? [] : [`${access.database}: ${database}`])].join('\n')

  return (
    <AccessFrame icon={TriangleAlert} title={title}>
      <div role="alert" className="mt-2 text-pretty text-ink-soft select-text">
        {message}
      </div>
      <div className="mt-6 rounded-lg border border-line bg-surface p-5 select-text">
        <h2 className="text-sm font-semibold text-ink-soft">{access.whatToDo}</h2>
        <p className="mt-1 text-pretty">{remedy}</p>
        {database === null ? null : (
          <>
            <h2 className="mt-4 text-sm font-semibold text-ink-soft">{access.database}</h2>
            <p className="mt-1 font-mono text-xs leading-5 break-all">{database}</p>
            <p className="mt-1 text-sm text-ink-faint">{access.untouched}</p>
          </>
        )}
      </div>
      {error ? <p className="mt-3 text-sm text-danger">{error}</p> : null}
      <div className="mt-4 flex gap-2">
        <Button kind="primary" size="large" icon={RefreshCw} busy={busy} onClick={() => void again()} autoFocus>
          {words.tryAgain}
        </Button>
        <Button size="large" icon={Copy} onClick={() => void navigator.clipboard.writeText(text).then(() => showToast({ title: words.copied }))}>
          {access.copyAll}
        </Button>
      </div>
    </AccessFrame>
  )
}
