import { create } from 'zustand'
import type { TeachingFilter } from '../../../domain/mine-first/teaching.ts'
import { readDate } from '../../ui/read-date.ts'
import type { GridSelection } from '../../ui/grid-keys.ts'

/** The filter as typed; a day half typed filters nothing. */
export type TypedFilter = { person: string; from: string; to: string }

export const noFilter: TypedFilter = { person: '', from: '', to: '' }

/** Outlives the screen: coming back from a report finds the same case. */
export const useTeaching = create<{ filter: TypedFilter; selection: GridSelection | null; tab: 'case' | 'time' }>(() => ({ filter: noFilter, selection: null, tab: 'time' }))

export const changeFilter = (change: Partial<TypedFilter>): void => useTeaching.setState(({ filter }) => ({ filter: { ...filter, ...change }, selection: null }))

export const isFiltered = ({ person, from, to }: TypedFilter): boolean => person !== '' || from !== '' || to !== ''

/** What main is asked for. */
export const filterOf = ({ person, from, to }: TypedFilter): TeachingFilter => ({ person: person === '' ? null : person, from: readDate(from), to: readDate(to) })
