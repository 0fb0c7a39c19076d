import { BellRing, FilterX, Search } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { strings } from '../../lib/strings.ts'
import { labelOf, tagChoiceOf, tagOptions } from '../../lib/tag-filter.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Input } from '../../ui/input.tsx'
import { readDate } from '../../ui/read-date.ts'
import { Select } from '../../ui/select.tsx'
import { changeFilter, isFiltered, noFilter, type DatePreset, type FilterChoice } from './worklist-filter.ts'

const { worklist } = strings

/** Milliseconds of silence after a key before the search is asked. */
const debounceMs = 80

const states = [
  { value: 'all', label: worklist.allStates },
  { value: 'draft', label: worklist.inProgress },
  { value: 'signed', label: worklist.signed },
] as const

const presets: readonly { value: DatePreset; label: string }[] = [
  { value: 'any', label: worklist.anyDate },
  { value: 'today', label: worklist.dateToday },
  { value: '7', label: worklist.date7 },
  { value: '30', label: worklist.date30 },
  { value: '365', label: worklist.date365 },
  { value: 'custom', label: worklist.dateCustom },
]

const isNoDay = (typed: string) => (typed !== '' && readDate(typed) === null) || undefined

type FilterBarProps = {
  choice: FilterChoice
  modalities: readonly string[]
  searchRef: RefObject<HTMLInputElement | null>
  /** Arrow down or Enter in the search box. */
  onToList: () => void
}

/** Search and filters of the worklist. */
export function FilterBar({ choice, modalities, searchRef, onToList }: FilterBarProps) {
  const found = choice.modality !== null && !modalities.includes(choice.modality) ? [choice.modality, ...modalities] : modalities
  return (
    <div role="search" className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      <SearchBox query={choice.query} searchRef={searchRef} onToList={onToList} />
      <Select label={worklist.filterState} value={choice.state} options={states} active={choice.state !== 'all'} onChange={(state) => changeFilter({ state })} />
      <Select
        label={worklist.filterModality}
        value={choice.modality ?? ''}
        options={[{ value: '', label: worklist.allModalities }, ...found.map((code) => ({ value: code, label: code }))]}
        active={choice.modality !== null}
        onChange={(modality) => changeFilter({ modality: modality || null })}
      />
      <Select
        label={worklist.filterTag}
        value={tagChoiceOf(choice.label)}
        options={tagOptions}
        active={choice.label !== null}
        onChange={(tag) => changeFilter({ label: labelOf(tag) })}
      />
      <Select label={worklist.filterDate} value={choice.dates} options={presets} active={choice.dates !== 'any'} onChange={(dates) => changeFilter({ dates })} />
      {choice.dates === 'custom' ? (
        <span className="flex items-center gap-1.5">
          <DateInput aria-label={worklist.from} aria-invalid={isNoDay(choice.from)} value={choice.from} onValue={(from) => changeFilter({ from })} className="w-26" />
          <span className="text-ink-faint">–</span>
          <DateInput aria-label={worklist.to} aria-invalid={isNoDay(choice.to)} value={choice.to} onValue={(to) => changeFilter({ to })} className="w-26" />
        </span>
      ) : null}
      <Button icon={BellRing} aria-pressed={choice.alert} onClick={() => changeFilter({ alert: !choice.alert })}>
        {worklist.openAlerts}
      </Button>
      {isFiltered(choice) ? <IconButton icon={FilterX} label={worklist.clearFilters} keys="Alt+X" onClick={() => changeFilter(noFilter)} /> : null}
    </div>
  )
}

function SearchBox({ query, searchRef, onToList }: { query: string; searchRef: RefObject<HTMLInputElement | null>; onToList: () => void }) {
  const [typed, setTyped] = useState(query)
  const [known, setKnown] = useState(query)
  // The filter was changed from elsewhere, for example cleared.
  if (query !== known) {
    setKnown(query)
    setTyped(query)
  }
  useEffect(() => {
    if (typed === known) return undefined
    const timer = setTimeout(() => {
      setKnown(typed)
      changeFilter({ query: typed })
    }, debounceMs)
    return () => clearTimeout(timer)
  }, [typed, known])
  return (
    <Input
      ref={searchRef}
      type="search"
      icon={Search}
      keys="/"
      aria-label={worklist.search}
      placeholder={worklist.searchPlaceholder}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onToList()
        } else if (event.key === 'Escape') setTyped('')
      }}
      className="max-w-72 flex-[1_1_8rem] [&_input]:text-ellipsis [&_input::-webkit-search-cancel-button]:hidden"
    />
  )
}
