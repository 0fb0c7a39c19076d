import { strings } from '../../lib/strings.ts'
import { labelWord } from '../../lib/words.ts'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { changeView, readFrequency, type TypedFrequency } from './cohort-state.ts'

const words = strings.cohort

type Source = keyof typeof words.frequencySources
type FrequencyFieldsProps = { runId: string; typed: TypedFrequency | null; shown: readonly [number, number, number] | null; source: Source | null }

const inPercent = (share: number) => String(Math.round(share * 1000) / 10)

/** How often each class occurs in the department: estimated, or three numbers that sum to 100. Names where they come from. */
export function FrequencyFields({ runId, typed, shown, source }: FrequencyFieldsProps) {
  const read = typed ? readFrequency(typed) : null
  const change = (label: 0 | 1 | 2, value: string) => {
    const next: TypedFrequency = [...(typed ?? ['', '', ''])]
    next[label] = value
    changeView(runId, { frequency: next })
  }
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="sr-only">{words.frequency}</legend>
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label={words.frequencyMode}
          value={typed ? 'given' : 'estimated'}
          options={[{ value: 'estimated', label: words.frequencyEstimated }, { value: 'given', label: words.frequencyGiven }]}
          onChange={(mode) => changeView(runId, { frequency: mode === 'given' ? ((shown?.map(inPercent) as TypedFrequency | undefined) ?? ['', '', '']) : null })}
        />
        {typed
          ? ([0, 1, 2] as const).map((label) => (
              <label key={label} className="flex flex-col gap-0.5 text-xs text-ink-faint">
                {labelWord(label).word} (%)
                <Input inputMode="decimal" maxLength={6} value={typed[label]} aria-invalid={(read !== null && 'sum' in read) || undefined} onChange={(event) => change(label, event.target.value)} className="w-20" />
              </label>
            ))
          : null}
      </div>
      {read && 'sum' in read ? (
        <p role="alert" className="text-sm text-danger">
          {words.frequencySum(Number.isNaN(read.sum) ? strings.words.unknown : inPercent(read.sum / 100))}
        </p>
      ) : source ? (
        <p className="text-sm text-ink-soft">{words.frequencySources[source]}</p>
      ) : null}
    </fieldset>
  )
}
