import { describe, expect, it } from 'vitest'
import type { ReportId } from '../../domain/report/report.ts'
import { addLeaveGuard, useNavigation } from './navigation.ts'

describe('navigation', () => {
  it('does not show a Report screen without a report, and remembers the open one', async () => {
    const { go, openReport, closeReport } = useNavigation.getState()
    expect(await go('report')).toBe(false)
    expect(useNavigation.getState().screen).toBe('worklist')
    await openReport('r1' as ReportId)
    await go('models')
    expect(useNavigation.getState()).toMatchObject({ screen: 'models', reportId: 'r1' })
    expect(await go('report')).toBe(true)
    await closeReport()
    expect(useNavigation.getState()).toMatchObject({ screen: 'worklist', reportId: null })
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
