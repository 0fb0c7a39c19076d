import { useEffect } from 'react'
import { create } from 'zustand'
import type { ReportId } from '../../domain/report/report.ts'
import type { StatusEvidence } from '../../domain/status/status-tag.ts'

export type Screen = 'worklist' | 'report' | 'patient' | 'cohort' | 'models' | 'teaching' | 'evaluation'

/** Asked before the screen changes; false keeps the screen, for example because the text could not be saved. */
export type LeaveGuard = () => Promise<boolean>

/** What stands on the screen. */
type Place = {
  screen: Screen
  /** The report that is open, also while another screen shows. */
  reportId: ReportId | null
  /** A report of the patient who is shown. */
  patientOf: ReportId | null
}

type Navigation = Place & {
  /** Places that opened one another, oldest first: where `back` leads. */
  trail: readonly Place[]
  /** Text that the report was opened for; the Report screen shows it once. */
  place: StatusEvidence | null
  /** Resolves to whether the screen changed, as the others do. Begins a new trail. */
  go(screen: Screen): Promise<boolean>
  openReport(reportId: ReportId, place?: StatusEvidence | null): Promise<boolean>
  /** Shows the patient of a report. */
  openPatient(reportId: ReportId): Promise<boolean>
  /** Closes what was opened and shows where it was opened from, else the worklist. */
  back(): Promise<boolean>
}

const guards = new Set<LeaveGuard>()

async function mayLeave(): Promise<boolean> {
  const answers = await Promise.all([...guards].map((guard) => guard().catch(() => false)))
  return answers.every(Boolean)
}

/** A trail is a way back, not a history: so many steps are enough. */
const longestTrail = 20
const placeOf = ({ screen, reportId, patientOf }: Place): Place => ({ screen, reportId, patientOf })

/** Which screen shows. */
export const useNavigation = create<Navigation>((set, get) => {
  const open = async (next: Place, place: StatusEvidence | null, from = placeOf(get())) => {
    if (!(await mayLeave())) return false
    set(({ trail }) => ({ ...next, place, trail: [...trail, from].slice(-longestTrail) }))
    return true
  }
  return {
    screen: 'worklist',
    reportId: null,
    patientOf: null,
    trail: [],
    place: null,
    async go(screen) {
      if (screen === get().screen) return true
      if (screen === 'report' && get().reportId === null) return false
      if (screen === 'patient' && get().patientOf === null) return false
      if (!(await mayLeave())) return false
      set({ screen, trail: [] })
      return true
    },
    async openReport(reportId, place = null) {
      const { screen, patientOf, reportId: before } = get()
      if (screen === 'report' && before === reportId) return true
      if (screen !== 'patient') return open({ screen: 'report', reportId, patientOf }, place)
      // A report opened on the Patient screen is one of that patient: there one comes back to it.
      return open({ screen: 'report', reportId, patientOf: reportId }, place, { screen, reportId: before, patientOf: reportId })
    },
    async openPatient(reportId) {
      return open({ screen: 'patient', reportId: get().reportId, patientOf: reportId }, null)
    },
    async back() {
      if (!(await mayLeave())) return false
      const { screen, reportId, patientOf, trail } = get()
      const last = trail.at(-1)
      const fallback: Place = { screen: 'worklist', reportId: screen === 'report' ? null : reportId, patientOf: screen === 'patient' ? null : patientOf }
      set({ ...(last ?? fallback), place: null, trail: trail.slice(0, -1) })
      return true
    },
  }
})

/** Has `guard` run before the screen changes. Returns what takes it away again. */
export function addLeaveGuard(guard: LeaveGuard): () => void {
  guards.add(guard)
  return () => void guards.delete(guard)
}

/** The same for a component: the place to write what is still unsaved. Give it a stable function. */
export function useLeaveGuard(guard: LeaveGuard): void {
  useEffect(() => addLeaveGuard(guard), [guard])
}
