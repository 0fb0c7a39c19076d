import { create } from 'zustand'
import type { CohortFilter } from '../../../domain/cohort/cohort.ts'
import type { GridSelection } from '../../ui/grid-keys.ts'

export const noFilter: CohortFilter = { query: '', label: null, tier: null, uncertain: null, state: 'all', cell: null, sample: null }

/** Shares of the three classes in percent, as typed. */
export type TypedFrequency = [string, string, string]

/** What a person set on one run; outlives the screen, so that coming back from a report finds the table as it was. */
export type RunView = {
  filter: CohortFilter
  selection: GridSelection | null
  tab: 'text' | 'figures'
  /** null: estimated. */
  frequency: TypedFrequency | null
}

const freshView: RunView = { filter: noFilter, selection: null, tab: 'text', frequency: null }

type CohortState = {
  /** The run in the list of runs that is selected. */
  selectedRun: GridSelection | null
  /** The run whose results show; null: the list of runs. */
  openRun: string | null
  views: Readonly<Record<string, RunView>>
}

export const useCohort = create<CohortState>(() => ({ selectedRun: null, openRun: null, views: {} }))

export const viewOf = (state: CohortState, runId: string): RunView => state.views[runId] ?? freshView

export const changeView = (runId: string, change: Partial<RunView>): void =>
  useCohort.setState((state) => ({ views: { ...state.views, [runId]: { ...viewOf(state, runId), ...change } } }))

export const changeFilter = (runId: string, change: Partial<CohortFilter>): void => {
  const { filter } = viewOf(useCohort.getState(), runId)
  // The first report of the new list comes up: what is read and labelled is always one of the list.
  changeView(runId, { filter: { ...filter, ...change }, selection: null })
}

/** Shows every report again and stays at the selected one: without a filter a report stands at its number. */
export const clearFilter = (runId: string): void => {
  const { selection } = viewOf(useCohort.getState(), runId)
  changeView(runId, { filter: noFilter, selection: selection && { key: selection.key, index: Number(selection.key) - 1 } })
}

/** Whether anything narrows the table. */
export const isFiltered = (filter: CohortFilter): boolean => JSON.stringify({ ...filter, query: filter.query.trim() }) !== JSON.stringify(noFilter)

/** The three shares of 1 that were typed in percent, or what they sum to where that is not 100 (NaN: not all are numbers). */
export function readFrequency(typed: TypedFrequency): { shares: [number, number, number] } | { sum: number } {
  const [none = NaN, progressive = NaN, stable = NaN] = typed.map((text) => (/^\s*\d{1,3}([.,]\d+)?\s*$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC').replace(',', '.')) : NaN))
  const sum = none + progressive + stable
  // Three thirds typed as 33.3 are meant as a whole.
  if (!(Math.abs(sum - 100) < 0.11)) return { sum }
  return { shares: [none / sum, progressive / sum, stable / sum] }
}

/** A random sample's size as typed: null for none, NaN for no size. */
export function readSample(typed: string): number | null {
  const text = typed.normalize('NFKC').replaceAll(/[\s,]/g, '')
  if (text === '') return null
  const size = /^\d{1,6}$/.test(text) ? Number(text) : NaN
  return size >= 1 && size <= 100_000 ? size : NaN
}
