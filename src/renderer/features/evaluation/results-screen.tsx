import { ArrowLeft, Download, FileText } from 'lucide-react'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { DeskTestResults } from '../../../domain/desk-test/desk-test.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { open } from './evaluation-state.ts'
import { ResultsView } from './results-view.tsx'
import { attempt } from './use-evaluations.ts'
import './print.css'

const words = strings.evaluation

/** The results of a closed desk test, with their exports. */
export function Results({ testId }: { testId: string }) {
  const { data, error } = useCall('deskTest.results', { testId })
  const [busy, setBusy] = useState(false)
  const during = async (work: () => Promise<void>) => {
    setBusy(true)
    await attempt(work, words.exportFailed)
    setBusy(false)
  }
  const exportCsv = () =>
    void during(async () => {
      const written = await client.call('deskTest.export', { testId })
      if (written) showToast({ tone: 'good', title: words.exported(written.rows), description: written.path })
    })
  const exportPdf = () =>
    void during(async () => {
      const written = await client.call('deskTest.print', { testId })
      if (written) showToast({ tone: 'good', title: words.printed, description: written.path })
    })
  useCommands([
    { id: 'results.csv', title: words.exportCsv, group: words.group, keys: 'Ctrl+E', when: () => data !== undefined && !busy, run: exportCsv },
    { id: 'results.pdf', title: words.exportPdf, group: words.group, keys: 'Ctrl+P', when: () => data !== undefined && !busy, run: exportPdf },
  ])
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
        <IconButton icon={ArrowLeft} label={words.backToTests} keys="Alt+ArrowLeft" onClick={() => open(null)} />
        <h1 className="min-w-0 flex-1 truncate text-sm font-semibold">{data ? `${words.results}: ${data.test.name}` : words.results}</h1>
        <Button icon={Download} keys="Ctrl+E" disabled={!data || busy} onClick={exportCsv}>
          {words.exportCsv}
        </Button>
        <Button icon={FileText} keys="Ctrl+P" disabled={!data || busy} onClick={exportPdf}>
          {words.exportPdf}
        </Button>
      </header>
      {error ? <Banner tone="danger" title={words.resultsFailed}>{error.message}</Banner> : null}
      {data ? (
        <div data-scroll data-testid="desk-test-results" tabIndex={0} role="region" aria-label={words.results} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 outline-none">
          <div className="max-w-[72rem]">
            <ResultsView results={data} />
          </div>
        </div>
      ) : null}
      {data ? createPortal(<PrintSheet results={data} />, document.body) : null}
    </div>
  )
}

/** The same on white paper; only printing shows it. */
function PrintSheet({ results }: { results: DeskTestResults }) {
  const { test } = results
  return (
    <div data-print-sheet data-theme="light" aria-hidden="true" className="bg-surface text-ink">
      <h1 className="text-lg font-semibold">{test.name}</h1>
      <p className="mb-3 text-xs text-ink-soft">
        {words.drafts}: {test.drafts}. {words.seed}: {test.seed}. {formatMoment(test.createdAt)} – {test.closedAt ? formatMoment(test.closedAt) : ''}. {strings.words.appName}.
      </p>
      <ResultsView results={results} />
    </div>
  )
}
