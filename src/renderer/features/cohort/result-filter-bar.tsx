import { FilterX, Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { CohortFilter } from '../../../domain/cohort/cohort.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord, tierWord } from '../../lib/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { isFiltered, readSample } from './cohort-state.ts'

const words = strings.cohort

/** Milliseconds of silence after a key before the table is asked again. */
const debounceMs = 120

type LabelChoice = '' | '0' | '1' | '2' | 'abstained'
const labelOptions: { value: LabelChoice; label: string }[] = [
  { value: '', label: words.anyLabel },
  { value: '0', label: labelWord(0).word },
  { value: '1', label: labelWord(1).word },
  { value: '2', label: labelWord(2).word },
  { value: 'abstained', label: words.abstained },
]
const readLabel = (choice: LabelChoice): CohortFilter['label'] => (choice === '' ? null : choice === 'abstained' ? 'abstained' : (Number(choice) as 0 | 1 | 2))
const stateOptions = (Object.keys(words.stateOptions) as CohortFilter['state'][]).map((value) => ({ value, label: words.stateOptions[value] }))
const uncertainOptions = [
  { value: '', label: words.uncertainAny },
  { value: 'yes', label: words.uncertainYes },
  { value: 'no', label: words.uncertainNo },
] as const

export const cellWord = (label: 0 | 1 | 2 | 'abstained'): string => (label === 'abstained' ? words.abstained : labelWord(label).word)

type ResultFilterBarProps = { filter: CohortFilter; tiers: readonly string[]; searchRef: RefObject<HTMLInputElement | null>; onChange: (change: Partial<CohortFilter>) => void; onClear: () => void; onToTable: () => void }

/** Search and filters of one run's results. */
export function ResultFilterBar({ filter, tiers, searchRef, onChange, onClear, onToTable }: ResultFilterBarProps) {
  const stages = filter.tier !== null && !tiers.includes(filter.tier) ? [filter.tier, ...tiers] : tiers
  return (
    <div role="search" className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      <SearchField query={filter.query} searchRef={searchRef} onQuery={(query) => onChange({ query })} onToTable={onToTable} />
      <Select label={words.filterLabel} value={filter.label === null ? '' : (String(filter.label) as LabelChoice)} options={labelOptions} active={filter.label !== null} onChange={(label) => onChange({ label: readLabel(label) })} />
      <Select label={words.filterState} value={filter.state} options={stateOptions} active={filter.state !== 'all'} onChange={(state) => onChange({ state })} />
      <Select
        label={words.filterTier}
        value={filter.tier ?? ''}
        options={[{ value: '', label: words.anyTier }, ...stages.map((tier) => ({ value: tier, label: tierWord(tier) }))]}
        active={filter.tier !== null}
        onChange={(tier) => onChange({ tier: tier || null })}
      />
      <Select
        label={words.filterUncertain}
        value={filter.uncertain === null ? '' : filter.uncertain ? 'yes' : 'no'}
        options={uncertainOptions}
        active={filter.uncertain !== null}
        onChange={(choice) => onChange({ uncertain: choice === '' ? null : choice === 'yes' })}
      />
      <Sample sample={filter.sample} onSample={(sample) => onChange({ sample })} />
      {filter.cell ? (
        <Button size="small" aria-pressed="true" icon={X} title={words.clearCell} onClick={() => onChange({ cell: null })}>
          {words.cellFilter(cellWord(filter.cell.adjudicated), cellWord(filter.cell.machine))}
        </Button>
      ) : null}
      {isFiltered(filter) ? <IconButton icon={FilterX} label={words.clearFilters} keys="Alt+X" onClick={onClear} /> : null}
    </div>
  )
}

function SearchField({ query, searchRef, onQuery, onToTable }: { query: string; onQuery: (query: string) => void } & Pick<ResultFilterBarProps, 'searchRef' | 'onToTable'>) {
  const [typed, type] = useDelayed(query, onQuery)
  return (
    <Input
      ref={searchRef}
      type="search"
      icon={Search}
      keys="/"
      aria-label={words.search}
      placeholder={words.searchPlaceholder}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return
        event.preventDefault()
        onToTable()
      }}
      className="max-w-64 flex-[1_1_10rem] [&_input::-webkit-search-cancel-button]:hidden"
    />
  )
}

function Sample({ sample, onSample }: { sample: number | null; onSample: (sample: number | null) => void }) {
  const [typed, type] = useDelayed(sample === null ? '' : String(sample), (text) => {
    const size = readSample(text)
    if (!Number.isNaN(size)) onSample(size)
  })
  const wrong = Number.isNaN(readSample(typed))
  return (
    <label className="flex items-center gap-1.5 text-sm text-ink-soft" title={words.sampleHint}>
      {words.sample}
      <Input inputMode="numeric" maxLength={7} value={typed} aria-invalid={wrong || undefined} title={wrong ? words.sampleWrong : words.sampleHint} onChange={(event) => type(event.target.value)} className="w-16" />
    </label>
  )
}

/** What is typed, heard after a short silence; follows when the value is changed from elsewhere. */
function useDelayed(value: string, onValue: (value: string) => void): [typed: string, type: (typed: string) => void] {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  const tell = useRef(onValue)
  useEffect(() => {
    tell.current = onValue
  })
  useEffect(() => {
    if (typed === known) return undefined
    // Where the value is not taken, it stays as typed and is marked by its field.
    const timer = setTimeout(() => tell.current(typed), debounceMs)
    return () => clearTimeout(timer)
  }, [typed, known])
  return [typed, setTyped]
}
