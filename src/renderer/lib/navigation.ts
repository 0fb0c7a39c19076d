import { useEffect } from 'react'
import { create } from 'zustand'
import type { ReportId } from '../../domain/report/report.ts'

export type Screen = 'worklist' | 'report' | 'models'

/** Asked before the screen changes; false keeps the screen, for example because the text could not be saved. */
export type LeaveGuard = () => Promise<boolean>

type Navigation = {
  screen: Screen
  /** The report that is open, also while another screen shows. */
  reportId: ReportId | null
  /** Resolves to whether the screen changed. */
  go(screen: Screen): Promise<boolean>
  openReport(reportId: ReportId): Promise<boolean>
  /** Forgets the open report and shows the worklist. */
  closeReport(): Promise<boolean>
}

const guards = new Set<LeaveGuard>()

async function mayLeave(): Promise<boolean> {
  const answers = await Promise.all([...guards].map((guard) => guard().catch(() => false)))
  return answers.every(Boolean)
}

/** Which screen shows. */
export const useNavigation = create<Navigation>((set, get) => ({
  screen: 'worklist',
  reportId: null,
  async go(screen) {
    if (screen === get().screen) return true
    if (screen === 'report' && get().reportId === null) return false
    if (!(await mayLeave())) return false
    set({ screen })
    return true
  },
  async openReport(reportId) {
    if (get().screen === 'report' && get().reportId === reportId) return true
    if (!(await mayLeave())) return false
    set({ screen: 'report', reportId })
    return true
  },
  async closeReport() {
    if (!(await mayLeave())) return false
    set({ screen: 'worklist', reportId: null })
    return true
  },
}))

/** Has `guard` run before the screen changes. Returns what takes it away again. */
export function addLeaveGuard(guard: LeaveGuard): () => void {
  guards.add(guard)
  return () => void guards.delete(guard)
}

/** The same for a component: the place to write what is still unsaved. Give it a stable function. */
export function useLeaveGuard(guard: LeaveGuard): void {
  useEffect(() => addLeaveGuard(guard), [guard])
}
