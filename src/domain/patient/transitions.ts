import type { ReportId, ReportState } from '../report/report.ts'
import type { StatusAlertKind } from '../status/alert.ts'
import type { StatusLabel } from '../status/status-tag.ts'
import type { StatusTransition } from './patient-view.ts'

/** What the time line needs to know of a report. `number` is the order in which reports came into the database. */
export type DatedReport = { number: number; reportId: ReportId; date: string; state: ReportState; signedAt: string | null; label: StatusLabel | null }

/** A pair of neighbouring signed reports that somebody has to be told of. */
export type ExpectedAlert = { kind: StatusAlertKind; report: number; prior: number }

/** Oldest study first; on one day by the time of signing, unsigned last; then as they came in. */
export function byTime(a: DatedReport, b: DatedReport): number {
  return compare(a.date, b.date) || compare(a.signedAt ?? '\uffff', b.signedAt ?? '\uffff') || a.number - b.number
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** 0→1 is new disease, 2→1 is progression, everything else nothing that has to be told (docs: status tag, the rules). */
export function alertKindOf(from: StatusLabel, to: StatusLabel): StatusAlertKind | null {
  if (to !== 1) return null
  return from === 0 ? 'new' : from === 2 ? 'progression' : null
}

/** Neighbours among signed reports with a label; abstentions are stepped over, and the first report has nothing before it. */
export function expectedAlerts(reports: readonly DatedReport[]): ExpectedAlert[] {
  return neighbours(reports.filter(({ state }) => state === 'signed')).flatMap(([prior, report]) => {
    const kind = alertKindOf(prior.label, report.label)
    return kind ? [{ kind, report: report.number, prior: prior.number }] : []
  })
}

/** From one tagged report to the next, unsigned ones included; `alert` is what the later report raises against the signed one before it. */
export function statusTransitions(reports: readonly DatedReport[]): StatusTransition[] {
  const kinds = new Map(expectedAlerts(reports).map(({ report, kind }) => [report, kind]))
  return neighbours(reports).map(([from, to]) => ({
    from: from.reportId, to: to.reportId, fromLabel: from.label, toLabel: to.label, alert: kinds.get(to.number) ?? null,
  }))
}

type Labelled = DatedReport & { label: StatusLabel }

function neighbours(reports: readonly DatedReport[]): [Labelled, Labelled][] {
  const labelled = reports.filter((report): report is Labelled => report.label !== null).toSorted(byTime)
  return labelled.slice(1).map((report, index) => [labelled[index]!, report])
}
