import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { ReportSession } from './report-session.ts'
import type { ReportState } from './report-state.ts'

export const SessionContext = createContext<ReportSession | null>(null)

/** The open report. */
export function useSession(): ReportSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of a report')
  return session
}

/** A part of what the screen shows; the component renders again only when that part changes. */
export function useReport<T>(select: (state: ReportState) => T): T {
  return useStore(useSession().store, select)
}
