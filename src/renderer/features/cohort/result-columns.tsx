import type { CohortRow } from '../../../domain/cohort/cohort.ts'
import { formatCount } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord, oddsShares, shortTierWord, tierWord } from '../../lib/words.ts'
import type { GridColumn } from '../../ui/data-grid.tsx'
import { ShareBar } from '../../ui/share-bar.tsx'
import { Signal } from '../../ui/signal.tsx'

const words = strings.cohort

/** The columns of a run's results: which report, what the machine says and how surely, what people say, and the words that decide. */
export const resultColumns: GridColumn<CohortRow>[] = [
  { id: 'number', header: words.number, width: '3.25rem', align: 'end', cell: ({ number }) => <span className="font-mono text-xs text-ink-faint">{formatCount(number)}</span> },
  { id: 'title', header: words.report, width: 'minmax(6.5rem, 1fr)', cell: ({ title }) => <span className="truncate" title={title}>{title}</span> },
  { id: 'date', header: strings.words.date, width: '5.5rem', cell: ({ date }) => <span className="font-mono text-xs text-ink-soft">{date}</span> },
  { id: 'label', header: words.machine, width: '8.75rem', cell: (row) => <MachineCell row={row} /> },
  { id: 'odds', header: words.odds, width: '3.5rem', cell: ({ probabilities }) => (probabilities ? <ShareBar shares={oddsShares(probabilities)} className="flex-1" /> : null) },
  { id: 'people', header: words.people, width: 'minmax(3.75rem, 1fr)', cell: (row) => <PeopleCell row={row} /> },
  { id: 'tier', header: words.tier, width: '5rem', cell: ({ tier, state }) => <span className="truncate text-sm text-ink-soft" title={tierWord(tier)}>{state === 'done' ? shortTierWord(tier) : ''}</span> },
  { id: 'excerpt', header: words.excerpt, width: 'minmax(8rem, 2fr)', cell: (row) => <ExcerptCell row={row} /> },
]

function MachineCell({ row: { state, label, uncertain } }: { row: CohortRow }) {
  if (state === 'waiting') return <span className="text-sm text-ink-faint">{words.waiting}</span>
  if (state === 'failed') {
    return (
      <Signal look="plain" tone="caution" sign="warning">
        {words.failedRow}
      </Signal>
    )
  }
  const { word, tone, sign } = labelWord(label)
  return (
    <Signal look="plain" tone={tone} sign={sign}>
      {label === null ? words.abstained : word}
      {uncertain ? <span title={words.uncertain}> ?<span className="sr-only">{words.uncertain}</span></span> : null}
    </Signal>
  )
}

function PeopleCell({ row: { adjudicated } }: { row: CohortRow }) {
  if (!adjudicated) return null
  const { word, tone, sign } = labelWord(adjudicated.label)
  return (
    <span title={word} className="inline-flex min-w-0 whitespace-nowrap">
      <Signal look="plain" tone={tone} sign={sign}>
        {/* Where there is no room the sign, the title and the name are left. */}
        <span className="sr-only min-[100rem]:not-sr-only">{word}</span>
      </Signal>
    </span>
  )
}

function ExcerptCell({ row: { excerpt, state } }: { row: CohortRow }) {
  return (
    <span className={state === 'failed' ? 'truncate text-sm text-caution' : 'truncate text-sm text-ink-soft'} title={excerpt}>
      {excerpt}
    </span>
  )
}
