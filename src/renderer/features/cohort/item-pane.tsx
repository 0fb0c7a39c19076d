import { FileText, Undo2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CohortItem } from '../../../domain/cohort/cohort.ts'
import type { StatusLabel } from '../../../domain/status/status-tag.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord, oddsShares, reasonWords, stepsOf } from '../../lib/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { MarkedText } from '../../ui/marked-text.tsx'
import { ShareBar } from '../../ui/share-bar.tsx'
import { Signal } from '../../ui/signal.tsx'
import { StepList } from '../../ui/step-list.tsx'

const words = strings.cohort
const labels: StatusLabel[] = [0, 1, 2]

type ItemPaneProps = { item: CohortItem; onLabel: (label: StatusLabel) => void; onTakeBack: (() => void) | null; onOpen: (() => void) | null }

/** One report of the run: what was decided and why, its text with the deciding words marked, and the labels to set. */
export function ItemPane({ item, onLabel, onTakeBack, onOpen }: ItemPaneProps) {
  const { label, probabilities, adjudicated } = item
  return (
    <article data-testid="cohort-item" data-number={item.number} data-label={label ?? ''} data-adjudicated={adjudicated?.label ?? ''} className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 py-2">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 flex-1 truncate text-sm font-semibold" title={item.title}>
            {item.title} <span className="font-mono text-xs font-normal text-ink-faint">{item.date}</span>
          </h2>
          {onOpen ? (
            <Button size="small" icon={FileText} keys="Enter" onClick={onOpen}>
              {words.openReport}
            </Button>
          ) : (
            <span className="text-xs text-ink-faint">{words.openReportFile}</span>
          )}
        </div>
        <div role="group" aria-label={words.adjudicate} className="flex flex-wrap items-center gap-1.5">
          {labels.map((each) => (
            <Button key={each} aria-pressed={adjudicated?.label === each} disabled={item.state === 'waiting'} title={words.setTo(labelWord(each).word)} onClick={() => onLabel(each)}>
              {labelWord(each).word}
              <Kbd keys={String(each)} className="ml-0.5" />
            </Button>
          ))}
        </div>
        <div className="flex min-h-6 items-center gap-2">
          <p className="min-w-0 flex-1 truncate text-xs text-ink-faint">{adjudicated ? words.adjudicatedBy(adjudicated.author, formatMoment(adjudicated.at)) : words.adjudicateKeys}</p>
          {onTakeBack ? (
            <Button kind="quiet" size="small" icon={Undo2} keys="Backspace" onClick={onTakeBack}>
              {words.takeBack}
            </Button>
          ) : null}
        </div>
      </header>
      <Texts key={item.number} item={item} />
      <footer className="flex max-h-[40%] shrink-0 flex-col gap-1.5 overflow-y-auto border-t border-line bg-surface px-3 py-2">
        <div className="flex flex-wrap items-center gap-2">
          {item.state === 'failed' ? (
            <Signal tone="caution" sign="warning">
              {words.failedRow}
            </Signal>
          ) : item.state === 'waiting' ? (
            <Signal tone="neutral" sign="hourglass">
              {words.waiting}
            </Signal>
          ) : (
            <MachineSignal label={label} />
          )}
          {item.uncertain ? <Badge tone="caution">{words.uncertain}</Badge> : null}
          {probabilities ? (
            <span className="flex items-center gap-2 font-mono text-xs text-ink-soft">
              <ShareBar shares={oddsShares(probabilities)} className="w-24" />
              {probabilities.map((value) => value.toFixed(2)).join(' / ')}
            </span>
          ) : null}
        </div>
        <p className="text-sm text-pretty text-ink-soft">{item.state === 'failed' ? item.excerpt : reasonWords(item.reason)}</p>
        {item.path.length > 0 ? (
          <StepList
            label={words.path}
            decidedWord={strings.words.tierDecided}
            steps={stepsOf(item.path)}
          />
        ) : null}
      </footer>
    </article>
  )
}

function MachineSignal({ label }: { label: StatusLabel | null }) {
  const { word, tone, sign } = labelWord(label)
  return (
    <Signal tone={tone} sign={sign}>
      {label === null ? words.abstained : `${String(label)} ${word}`}
    </Signal>
  )
}

/** All fields of the report; begins at the first deciding words. Made anew for each report, so that each is shown from its own. */
function Texts({ item }: { item: CohortItem }) {
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const mark = scroller.current?.querySelector('mark')
    if (!scroller.current || !mark) return
    const box = scroller.current.getBoundingClientRect()
    scroller.current.scrollTop += mark.getBoundingClientRect().top - box.top - box.height / 3
  }, [])
  const shown = item.texts.filter(({ text }) => text.trim() !== '')
  return (
    <div ref={scroller} tabIndex={0} aria-label={words.text} role="region" className="min-h-0 flex-1 overflow-y-auto px-3 py-2 -outline-offset-2">
      {shown.length === 0 ? <p className="text-sm text-ink-faint">{words.emptyField}</p> : null}
      {shown.map(({ field, text }, index) => (
        <section key={field} className={classes(index > 0 && 'mt-3')}>
          <h3 className="text-xs font-semibold text-ink-faint">{words.fields[field]}</h3>
          <MarkedText text={text} ranges={item.evidence.filter((each) => each.field === field)} className="text-base leading-normal select-text" />
        </section>
      ))}
    </div>
  )
}
