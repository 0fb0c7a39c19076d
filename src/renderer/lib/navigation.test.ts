import { describe, expect, it } from 'vitest'
import type { ReportId } from '../../domain/report/report.ts'
import { addLeaveGuard, useNavigation } from './navigation.ts'

describe('navigation', () => {
  it('does not show a Report screen without a report, and remembers the open one', async () => {
    const { go, openReport, back } = useNavigation.getState()
    expect(await go('report')).toBe(false)
    expect(useNavigation.getState().screen).toBe('worklist')
    await openReport('r1' as ReportId)
    await go('models')
    expect(useNavigation.getState()).toMatchObject({ screen: 'models', reportId: 'r1' })
    expect(await go('report')).toBe(true)
    await back()
    expect(useNavigation.getState()).toMatchObject({ screen: 'worklist', reportId: null })
  })

  it('leads back through everything that was opened, so that a patient is not left for the worklist', async () => {
    const { openReport, openPatient, back, go } = useNavigation.getState()
    await openReport('r1' as ReportId)
    await openPatient('r1' as ReportId)
    await openReport('r2' as ReportId)
    expect(useNavigation.getState()).toMatchObject({ screen: 'report', reportId: 'r2' })
    await back()
    expect(useNavigation.getState(), 'at the report that was opened there').toMatchObject({ screen: 'patient', patientOf: 'r2', reportId: 'r1' })
    await back()
    expect(useNavigation.getState()).toMatchObject({ screen: 'report', reportId: 'r1' })
    await go('cohort')
    await back()
    expect(useNavigation.getState().screen, 'a screen chosen by hand begins a new way').toBe('worklist')
  })

  it('does not show a Patient screen without a patient', async () => {
    useNavigation.setState({ patientOf: null })
    expect(await useNavigation.getState().go('patient')).toBe(false)
  })

  it('forgets the text a report was opened for when it is opened again without one', async () => {
    const { openReport, back } = useNavigation.getState()
    await openReport('r1' as ReportId, { field: 'conclusion', start: 0, end: 3, text: 'New' })
    expect(useNavigation.getState().place?.text).toBe('New')
    await back()
    await openReport('r1' as ReportId)
    expect(useNavigation.getState().place).toBeNull()
    await back()
  })

  it('stays where it is while a guard says that text is not saved, or fails', async () => {
    const { go } = useNavigation.getState()
    const leave = addLeaveGuard(() => Promise.resolve(false))
    expect(await go('models')).toBe(false)
    leave()
    const fail = addLeaveGuard(() => Promise.reject(new Error('disk full')))
    expect(await go('models')).toBe(false)
    fail()
    expect(await go('models')).toBe(true)
    await go('worklist')
  })
})
