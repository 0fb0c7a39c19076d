import { useCallback, useEffect, useState } from 'react'
import type { Explanation } from '../../../domain/explain/explanation.ts'
import { client } from '../../lib/client.ts'
import { AppError } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ExplainPlain } from './explain-plain.tsx'
import { ExplainSuggestions } from './explain-suggestions.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.explain

/** On request: what guidelines say of the findings, and the conclusion in plain words. Nothing of it is stored. */
export function ExplainDialog() {
  const session = useSession()
  const open = useReport(({ dialog }) => dialog === 'explain')
  return (
    <Dialog open={open} onOpenChange={(next) => !next && session.store.setState({ dialog: null })} title={words.title} description={words.note} size="large" closeLabel={strings.words.close}>
      {open ? <Explained /> : null}
    </Dialog>
  )
}

function Explained() {
  const session = useSession()
  const reportId = useReport(({ view }) => view.report.id)
  const [explanation, setExplanation] = useState<Explanation | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [tab, setTab] = useState<'suggestions' | 'plain'>('suggestions')
  // Main explains what is stored, so what was typed last is stored first.
  const read = useCallback(
    () =>
      session
        .flush()
        .then(() => client.call('explain.report', { reportId }))
        .then(setExplanation, (error: unknown) => setFailure(AppError.from(error).message)),
    [session, reportId],
  )
  useEffect(() => void read(), [read])
  const change = (next: typeof tab) => {
    setTab(next)
    // What was accepted on one tab is in the plain version of the other.
    void read()
  }

  if (failure !== null) return <Banner tone="danger" title={words.failed} className="rounded-md">{failure}</Banner>
  if (!explanation) return <p role="status" className="h-[56vh] text-ink-soft">{words.loading}</p>
  const count = explanation.suggestions?.suggestions.length ?? 0
  return (
    <div data-testid="explain" className="flex h-[56vh] flex-col">
      <Tabs
        className="flex-1"
        label={words.title}
        value={tab}
        onChange={change}
        items={[
          { value: 'suggestions', label: words.suggestions, badge: count > 0 ? <Badge tone="info">{count}</Badge> : null, content: explanation.suggestions ? <ExplainSuggestions found={explanation.suggestions} /> : <Banner tone="danger" title={words.failed} className="mt-3 rounded-md">{explanation.problem}</Banner> },
          { value: 'plain', label: words.plain, content: <ExplainPlain plain={explanation.plain} /> },
        ]}
      />
    </div>
  )
}
