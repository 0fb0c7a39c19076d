import type { ReaderIssue } from '../../../domain/answer/second-reading.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { IssueItem } from './answer-checks.tsx'
import { useReport } from './session-context.ts'
import { SidePanel } from './side-panel.tsx'

const words = strings.secondReader

/** Advice of a model on what the rules leave open, apart from what rules say. Nothing while it is off or has nothing to say. */
export function SecondReaderAdvice() {
  const reading = useReport((state) => state.reading)
  const draft = useReport((state) => state.draft)
  const running = useReport((state) => state.running !== null)
  if (reading.state === 'off') return null
  if (reading.state === 'failed') {
    return (
      <p role="status" data-testid="second-reader-failed" className="border-b border-line px-3 py-2 text-sm text-pretty text-ink-faint">
        {words.failed(reading.sentence)}
      </p>
    )
  }
  const drafted = !running && draft && !draft.stale && reading.draft?.draftId === draft.id ? reading.draft.issues : []
  const [first] = [...reading.issues, ...drafted]
  if (!first) return null
  return (
    <div data-testid="second-reader-advice">
      <SidePanel title={words.panel} badge={<Badge tone="machine">{reading.issues.length + drafted.length}</Badge>}>
        <p className="px-3 pb-2 text-sm text-pretty text-ink-soft">{words.says(first.by.name)}</p>
        <Items issues={reading.issues} />
        {drafted.length > 0 ? (
          <>
            <h3 className="border-t border-line px-3 pt-2 text-xs text-ink-faint">{words.inDraft}</h3>
            {/* A draft is no section of the report that one could go to. */}
            <Items issues={drafted.map((issue) => ({ ...issue, conclusion: null, findings: null }))} />
          </>
        ) : null}
      </SidePanel>
    </div>
  )
}

const Items = ({ issues }: { issues: readonly ReaderIssue[] }) => (
  <ul>
    {issues.map((issue, index) => (
      <IssueItem key={`${issue.key} ${String(index)}`} issue={{ ...issue, answer: null }} by={issue.by.name} narrow />
    ))}
  </ul>
)
