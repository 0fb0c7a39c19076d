import { create } from 'zustand'
import type { WorklistFilter } from '../../../domain/worklist/worklist.ts'
import type { GridSelection } from '../../ui/grid-keys.ts'
import { readDate } from '../../ui/read-date.ts'

export type DatePreset = 'any' | 'today' | '7' | '30' | '365' | 'custom'

/** Study dates; `from` and `to` are as typed and count only with `custom`. What is no day does not narrow. */
export type DateChoice = { dates: DatePreset; from: string; to: string }

/** What the reader asked for, as the controls show it. */
export type FilterChoice = DateChoice & {
  query: string
  state: 'all' | 'draft' | 'signed'
  modality: string | null
  label: WorklistFilter['label']
  /** Only reports with an open alert. */
  alert: boolean
}

export const noFilter: FilterChoice = { query: '', state: 'all', modality: null, label: null, alert: false, dates: 'any', from: '', to: '' }

/** The first and last day a preset means, seen from `today` (YYYY-MM-DD); null is open. */
export function dateRange({ dates, from, to }: DateChoice, today: string): { from: string | null; to: string | null } {
  switch (dates) {
    case 'any':
      return { from: null, to: null }
    case 'today':
      return { from: today, to: today }
    case 'custom':
      return { from: readDate(from), to: readDate(to) }
    default: {
      // Calendar arithmetic in UTC: no day is lost where the clocks change.
      const first = new Date(`${today}T00:00:00Z`)
      first.setUTCDate(first.getUTCDate() - (Number(dates) - 1))
      return { from: first.toISOString().slice(0, 10), to: null }
    }
  }
}

/** Whether anything narrows the list. */
export const isFiltered = (choice: FilterChoice): boolean =>
  choice.query.trim() !== '' || choice.state !== 'all' || choice.modality !== null || choice.label !== null || choice.alert || (choice.dates !== 'any' && (choice.dates !== 'custom' || choice.from !== '' || choice.to !== ''))

/** Filter and selection outlive the screen: coming back from a report finds the list as it was. */
export const useWorklist = create<{ choice: FilterChoice; selection: GridSelection | null }>(() => ({ choice: noFilter, selection: null }))

export const changeFilter = (change: Partial<FilterChoice>): void => useWorklist.setState(({ choice }) => ({ choice: { ...choice, ...change } }))
