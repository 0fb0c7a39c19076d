import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { LeftOutFinding } from '../../../domain/answer/checked-text.ts'
import { useCommands } from '../../lib/commands.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { keys } from './report-keys.ts'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.leftOut

type Listed = LeftOutFinding & { /** Its place in main's list. */ index: number }

/**
 * Abnormal findings that neither what is written nor the draft tells, the heaviest first: each can be shown, and added to the conclusion. Lighter
 * ones wait in a fold. Nothing while there are none.
 */
export function LeftOutList() {
  const session = useSession()
  const live = useReport((state) => state.live)
  const running = useReport((state) => state.running !== null)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const [unfolded, setUnfolded] = useState(false)
  // Added a moment ago: gone from the list before main has read the new text.
  const [added, setAdded] = useState<{ to: typeof live; texts: readonly string[] }>({ to: live, texts: [] })
  const justAdded = added.to === live ? added.texts : []
  const all = live.leftOut.map((finding, index): Listed => ({ ...finding, index })).filter(({ text }) => !justAdded.includes(text))
  const heavy = all.filter((finding) => finding.heavy)
  const light = all.filter((finding) => !finding.heavy)
  const next = running || signed ? undefined : (heavy[0] ?? (unfolded ? light[0] : undefined))
  const add = ({ text }: Listed) => {
    session.append('conclusion', text)
    setAdded({ to: live, texts: [...justAdded, text] })
  }
  useCommands([{ id: 'report.addLeftOut', title: words.addNext, group: strings.report.group, keys: keys.addLeftOut, when: () => next !== undefined, run: () => next && add(next) }])
  if (running || signed || all.length === 0) return null

  const items = (findings: readonly Listed[]) => (
    <ul>
      {findings.map((finding) => (
        <LeftOutItem key={`${String(finding.start)} ${finding.text}`} finding={finding} isNext={finding === next} onAdd={() => add(finding)} />
      ))}
    </ul>
  )
  return (
    <div data-testid="left-out">
      {heavy.length > 0 ? (
        <SidePanel title={words.title} badge={<Badge tone="caution">{heavy.length}</Badge>}>
          <p className="px-3 pb-1.5 text-sm text-ink-faint">{words.note}</p>
          {items(heavy)}
        </SidePanel>
      ) : null}
      {light.length > 0 ? (
        <details data-testid="left-out-lighter" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)} className="border-b border-line">
          <summary className="flex h-8 cursor-default items-center px-3 text-sm text-ink-soft select-none hover:bg-hover hover:text-ink">{words.lighter(light.length)}</summary>
          {items(light)}
          {live.moreLeftOut > 0 ? <p className="border-t border-line px-3 py-1.5 text-sm text-ink-faint">{words.more(live.moreLeftOut)}</p> : null}
        </details>
      ) : null}
    </div>
  )
}

function LeftOutItem({ finding, isNext, onAdd }: { finding: Listed; isNext: boolean; onAdd: () => void }) {
  const session = useSession()
  const show = () => session.pointLeftOut(finding.index)
  const hide = () => session.pointLeftOut(null)
  return (
    <li onMouseLeave={hide} className="flex items-start gap-2 border-t border-line py-1.5 pr-2 pl-3">
      <button type="button" aria-label={words.show(finding.text)} onClick={show} onMouseEnter={show} onFocus={show} onBlur={hide} className="min-w-0 flex-1 rounded-sm py-0.5 text-left text-base text-pretty hover:text-accent">
        {finding.text}
      </button>
      {isNext ? <Kbd keys={keys.addLeftOut} className="pt-0.5" /> : null}
      <Button size="small" icon={Plus} aria-label={words.addTo(finding.text)} onClick={onAdd}>
        {words.add}
      </Button>
    </li>
  )
}
