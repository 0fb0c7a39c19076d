import { ChevronRight } from 'lucide-react'
import type { StatusEvidence, StatusLabel, StatusStep } from '../../../domain/status/status-tag.ts'
import type { StoredTag } from '../../../domain/status/stored-tag.ts'
import { sectionNames } from '../../../domain/report/sections.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord, oddsShares, stepsOf } from '../../lib/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { classes } from '../../ui/classes.ts'
import { ShareBar } from '../../ui/share-bar.tsx'
import { Signal } from '../../ui/signal.tsx'
import { StepList } from '../../ui/step-list.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useSession } from './session-context.ts'

const words = strings.report.tag
export const labels: StatusLabel[] = [0, 1, 2]

/** A label as sign, number and word; without one it says that the classifier abstained. */
export function TagSignal({ label }: { label: StatusLabel | null }) {
  const { word, tone, sign } = labelWord(label)
  return (
    <Signal tone={tone} sign={sign}>
      {label === null ? word : `${String(label)} ${word}`}
    </Signal>
  )
}

export const origin = (tag: StoredTag) => (tag.source === 'person' ? words.by(tag.author, formatMoment(tag.createdAt)) : words.byMachine(tag.version, formatMoment(tag.createdAt)))

/** The three odds: one bar for the whole, three numbers; the chosen one stands out. */
export function Odds({ probabilities, label }: { probabilities: [number, number, number]; label: StatusLabel | null }) {
  return (
    <div className="flex flex-col gap-1">
      <ShareBar shares={oddsShares(probabilities)} />
      <dl aria-label={words.odds} className="flex flex-wrap gap-x-4 text-xs">
        {labels.map((each) => (
          <div key={each} className={classes('flex gap-1.5', each === label ? 'font-semibold text-ink' : 'text-ink-soft')}>
            <dt>{labelWord(each).word}</dt>
            <dd className="font-mono">{probabilities[each].toFixed(2)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Why this stage decided: what each one said before it. */
export function TagPath({ path }: { path: readonly StatusStep[] }) {
  if (path.length === 0) return null
  return (
    <details className="group/path" data-testid="tag-path">
      <summary className="flex w-fit cursor-default list-none items-center gap-1 rounded-sm text-sm text-ink-soft hover:text-ink">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform duration-100 group-open/path:rotate-90" />
        {words.path}
      </summary>
      <div className="pt-1.5 pl-1">
        <StepList
          label={words.path}
          decidedWord={strings.words.tierDecided}
          steps={stepsOf(path)}
        />
      </div>
    </details>
  )
}

/** The words that decide; pressing one shows it in its section. */
export function Evidence({ evidence }: { evidence: readonly StatusEvidence[] }) {
  const session = useSession()
  if (evidence.length === 0) return null
  const show = (item: StatusEvidence) => {
    if (!session.showEvidence(item)) showToast({ title: words.evidenceGone })
  }
  return (
    <ul aria-label={words.evidence} className="flex flex-col gap-1">
      {evidence.map((item) => {
        const section = sectionNames.find((name) => name === item.field)
        const name = section ? strings.report.sections[section].name : ''
        return (
          <li key={`${item.field} ${String(item.start)}`}>
            <button
              type="button"
              data-testid="tag-evidence"
              disabled={!section}
              title={section ? words.showEvidence(name) : undefined}
              onClick={() => show(item)}
              onBlur={() => section && session.point(section, null)}
              className="w-full rounded-sm border-l-2 border-line-strong py-0.5 pl-2 text-left text-sm hover:border-accent hover:bg-hover"
            >
              <q>{item.text}</q>
              <span className="ml-1.5 text-xs text-ink-faint">{name}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Everything the tag was before, newest first. */
export function TagHistory({ history }: { history: readonly StoredTag[] }) {
  return (
    <details className="group/fold border-t border-line">
      <summary className="flex h-8 cursor-default list-none items-center gap-1.5 px-3 text-sm text-ink-soft select-none hover:bg-hover hover:text-ink">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform duration-100 group-open/fold:rotate-90" />
        {words.history}
        <Badge className="ml-1">{history.length}</Badge>
      </summary>
      <ul data-testid="tag-history" className="flex flex-col gap-2 px-3 pt-1 pb-3">
        {history
          .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
          .map((tag) => (
            <li key={tag.id} className="flex flex-col gap-0.5">
              <span className="flex flex-wrap items-center gap-x-2">
                <TagSignal label={tag.label} />
                {tag.provisional ? <span className="text-xs text-ink-faint">{words.provisional}</span> : null}
                {tag.probabilities ? <span className="font-mono text-xs text-ink-faint">{tag.probabilities.map((value) => value.toFixed(2)).join(' / ')}</span> : null}
              </span>
              <span className="text-xs text-ink-faint">{origin(tag)}</span>
            </li>
          ))}
      </ul>
    </details>
  )
}
