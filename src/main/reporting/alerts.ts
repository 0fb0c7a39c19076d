import { expectedAlerts } from '../../domain/patient/transitions.ts'
import type { Communication, StatusAlert } from '../../domain/status/alert.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { asShown } from '../db/alert-store.ts'
import type { Stores } from '../db/stores.ts'
import { machine, type Context } from './context.ts'
import { requireWellFormed } from './well-formed.ts'

/**
 * Brings a patient's alerts in line with the tags in force, in the transaction that changed one. An open alert that lost its ground is
 * withdrawn and kept; what somebody was told of stays told, and is not raised again for the same report.
 */
export function refreshAlerts(context: Pick<Context, 'now' | 'newId'>, stores: Stores, patient: string): void {
  const wanted = expectedAlerts(stores.alerts.series(patient))
  const known = stores.alerts.ofPatient(patient)
  const at = context.now().toISOString()
  const note = (action: 'alert.raised' | 'alert.withdrawn', reportId: string | null, id: string, kind: string) =>
    stores.audit.add({ at, actor: machine, action, reportId, subjectId: id, detail: { kind } })
  const open = known.filter(({ state }) => state === 'open')
  for (const alert of open) {
    if (wanted.some(({ kind, report, prior }) => kind === alert.kind && report === alert.report && prior === alert.prior)) continue
    stores.alerts.withdraw(alert.number, at)
    note('alert.withdrawn', alert.reportId, alert.id, alert.kind)
  }
  for (const { kind, report, prior } of wanted) {
    if (open.some((alert) => alert.kind === kind && alert.report === report && alert.prior === prior)) continue
    if (known.some((alert) => alert.state === 'communicated' && alert.kind === kind && alert.report === report)) continue
    const id = context.newId()
    stores.alerts.raise({ id, kind, patient, report, prior, at })
    note('alert.raised', stores.alerts.find(id)?.reportId ?? null, id, kind)
  }
}

export function createAlerting(context: Context) {
  return {
    /** Alerts that nobody was told of yet, newest first. */
    openAlerts: (): StatusAlert[] => context.stores().alerts.open().map(asShown),

    /** Throws AppError `not-found`, or `invalid-input` when somebody was told already or the alert was withdrawn. */
    communicateAlert({ alertId, communication }: { alertId: string; communication: Communication }): StatusAlert {
      for (const [where, text] of [['the recipient', communication.recipient], ['the note', communication.note], ['the name', communication.author]] as const) requireWellFormed(where, text)
      const stores = context.stores()
      return stores.transaction(() => {
        const alert = stores.alerts.find(alertId)
        if (!alert) throw new AppError('not-found', 'This alert is not in the database.')
        if (alert.state === 'communicated') throw new AppError('invalid-input', `${alert.communication?.author ?? 'Somebody'} has already recorded who was told of this alert.`)
        if (alert.state === 'withdrawn') throw new AppError('invalid-input', 'This alert was withdrawn because a status tag was corrected; there is nothing to tell any more.')
        const at = context.now().toISOString()
        stores.alerts.communicate(alert.number, communication, at)
        stores.audit.add({ at, actor: communication.author, action: 'alert.communicated', reportId: alert.reportId, subjectId: alert.id, detail: { kind: alert.kind, way: communication.way } })
        return asShown(stores.alerts.find(alertId) ?? alert)
      })
    },
  }
}
