import { Eye, GitCompareArrows, Lock } from 'lucide-react'
import { useState } from 'react'
import { AppError } from '../../lib/errors.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { keys } from './report-keys.ts'
import { useReport, useSession } from './session-context.ts'

const words = strings.mineFirst

/** What stands where the draft will be: that it is sealed, how far it is, and the two ways to open it. */
export function SealedDraft() {
  const session = useSession()
  const running = useReport((state) => state.running !== null)
  const state = useReport(({ draft }) => draft?.state)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ready = !running && state === 'complete'

  async function compare() {
    setBusy(true)
    setFailure(null)
    const asked = document.activeElement
    try {
      await session.mineFirst.compare()
      // The differences are drawn after this. The first of them has the focus, unless somebody writes elsewhere by now.
      setTimeout(() => {
        const stayed = document.activeElement === asked || document.activeElement === document.body
        if (stayed) document.querySelector<HTMLElement>('[data-testid=mine-first] [data-testid=draft-sentence]')?.focus()
      }, 60)
    } catch (error) {
      setFailure(AppError.from(error).message)
      setBusy(false)
    }
  }

  useCommands([
    { id: 'report.compare', title: words.compare, group: strings.report.group, keys: keys.compare, when: () => ready && !busy, run: () => void compare() },
    { id: 'report.waive', title: words.waive, group: strings.report.group, keys: keys.waive, run: () => session.store.setState({ dialog: 'waive' }) },
  ])

  return (
    <div data-testid="sealed-draft" className="flex flex-col gap-2.5 px-3 pb-3">
      {failure ? (
        <Banner tone="caution" title={words.compareFailed} className="rounded-md">
          {failure}
        </Banner>
      ) : null}
      <p className="flex items-start gap-2 text-sm text-pretty">
        <Lock aria-hidden="true" className="mt-px size-4 shrink-0 text-machine" />
        <span>
          <strong className="font-semibold">{words.sealedTitle}.</strong> {words.sealedText}
        </span>
      </p>
      <p role="status" className="text-sm text-ink-soft">
        {running || state === 'running' ? words.sealedRunning : ready ? words.sealedReady : words.sealedFailed}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" kind="primary" icon={GitCompareArrows} keys={keys.compare} busy={busy} disabled={!ready} onClick={() => void compare()}>
          {words.compare}
        </Button>
        <Button size="small" kind="quiet" icon={Eye} keys={keys.waive} onClick={() => runCommand('report.waive')}>
          {words.waive}
        </Button>
      </div>
    </div>
  )
}
