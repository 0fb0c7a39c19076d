import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { TextRange } from '../../../domain/report/range.ts'
import { useCommands } from '../../lib/commands.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { keys } from './report-keys.ts'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.leftOut

/** Abnormal findings that the draft does not mention: each can be shown, and added to the conclusion. */
export function LeftOutList() {
  const session = useSession()
  const draft = useReport((state) => state.draft)
  const running = useReport((state) => state.running !== null)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set())
  const own = useReport(({ view, draft }) => (view.mineFirst?.state === 'compared' && view.mineFirst.draftId === draft?.id ? view.mineFirst.comparison.own : null))
  // What the person wrote before the draft was shown covers findings too.
  const leftOut = (draft?.content?.leftOut ?? []).filter(({ start, end }) => !own?.some(({ evidence }) => evidence.some((range) => range.start < end && start < range.end)))
  const keyOf = ({ start }: TextRange) => `${draft?.id ?? ''} ${String(start)}`
  const next = running || signed ? undefined : leftOut.find((finding) => !added.has(keyOf(finding)))
  const add = (finding: TextRange & { text: string }) => {
    session.draft.addLeftOut(finding.text)
    setAdded(new Set([...added, keyOf(finding)]))
  }
  useCommands([{ id: 'report.addLeftOut', title: words.addNext, group: strings.report.group, keys: keys.addLeftOut, when: () => next !== undefined, run: () => next && add(next) }])
  if (running || leftOut.length === 0 || !draft) return null

  return (
    <div data-testid="left-out">
      <SidePanel title={words.title} badge={<Badge tone="caution">{leftOut.length}</Badge>}>
        <p className="px-3 pb-1.5 text-sm text-ink-faint">{words.note}</p>
        <ul>
          {leftOut.map((finding) => {
            const key = keyOf(finding)
            const shows = draft.stale ? undefined : () => session.draft.point(finding)
            return (
              <li key={key} onMouseLeave={shows ? () => session.draft.point(null) : undefined} className="flex items-start gap-2 border-t border-line py-1.5 pr-2 pl-3">
                <button
                  type="button"
                  disabled={!shows}
                  aria-label={words.show(finding.text)}
                  onClick={shows}
                  onMouseEnter={shows}
                  onFocus={shows}
                  onBlur={shows ? () => session.draft.point(null) : undefined}
                  className="min-w-0 flex-1 rounded-sm py-0.5 text-left text-base text-pretty hover:text-accent"
                >
                  {finding.text}
                </button>
                {signed ? null : added.has(key) ? (
                  <span className="py-1 text-xs whitespace-nowrap text-ink-faint">{words.added}</span>
                ) : (
                  <>
                    {finding === next ? <Kbd keys={keys.addLeftOut} className="pt-0.5" /> : null}
                    <Button size="small" icon={Plus} aria-label={words.addTo(finding.text)} onClick={() => add(finding)}>
                      {words.add}
                    </Button>
                  </>
                )}
              </li>
            )
          })}
        </ul>
      </SidePanel>
    </div>
  )
}
