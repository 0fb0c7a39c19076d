import { create } from 'zustand'
import type { GridSelection } from '../../ui/grid-keys.ts'

export type EvaluationTab = 'runs' | 'tests' | 'shadow'

/** What is opened over the lists. */
export type Opened =
  | { what: 'run'; runId: string }
  | { what: 'comparison'; first: string; second: string }
  | { what: 'reading'; testId: string; reader: string }
  | { what: 'results'; testId: string }

type EvaluationState = {
  tab: EvaluationTab
  selected: Record<EvaluationTab, GridSelection | null>
  opened: Opened | null
}

/** Outlives the screen, so that coming back finds it as it was. */
export const useEvaluation = create<EvaluationState>(() => ({ tab: 'runs', selected: { runs: null, tests: null, shadow: null }, opened: null }))

export const showTab = (tab: EvaluationTab): void => useEvaluation.setState({ tab, opened: null })
export const select = (tab: EvaluationTab, selection: GridSelection | null): void => useEvaluation.setState(({ selected }) => ({ selected: { ...selected, [tab]: selection } }))
export const open = (opened: Opened | null): void => useEvaluation.setState({ opened })
