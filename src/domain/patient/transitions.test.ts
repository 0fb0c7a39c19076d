import { describe, expect, it } from 'vitest'
import { ReportId } from '../report/report.ts'
import type { StatusLabel } from '../status/status-tag.ts'
import { expectedAlerts, statusTransitions, type DatedReport } from './transitions.ts'

const idOf = (number: number) => ReportId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)

/** Reports of one patient in the order they came in; a date of 2026, the label, and when signed (null: a draft). */
const series = (...reports: [date: string, label: StatusLabel | null, signedAt?: string | null][]): DatedReport[] =>
  reports.map(([date, label, signedAt = `2026-${date}T10:00:00.000Z`], index) => ({
    number: index + 1, reportId: idOf(index + 1), date: `2026-${date}`, label, state: signedAt === null ? 'draft' : 'signed', signedAt,
  }))

const told = (reports: DatedReport[]) => expectedAlerts(reports).map(({ kind, report, prior }) => `${prior}→${report} ${kind}`)

describe('alerts between neighbouring signed reports', () => {
  it.each<[string, DatedReport[], string[]]>([
    ['a first report with disease: there is no earlier one', series(['01-01', 1]), []],
    ['none, then progressive', series(['01-01', 0], ['02-01', 1]), ['1→2 new']],
    ['stable, then progressive', series(['01-01', 2], ['02-01', 1]), ['1→2 progression']],
    ['progressive twice', series(['01-01', 1], ['02-01', 1]), []],
    ['none to stable, progressive to none', series(['01-01', 0], ['02-01', 2], ['03-01', 1], ['04-01', 0]), ['2→3 progression']],
    ['an abstention is stepped over', series(['01-01', 0], ['02-01', null], ['03-01', 1]), ['1→3 new']],
    ['a draft never counts, neither as the earlier nor as the later one', series(['01-01', 0], ['02-01', 2, null], ['03-01', 1], ['04-01', 0], ['05-01', 1, null]), ['1→3 new']],
    ['an older report that came in later stands between', series(['01-01', 0], ['03-01', 1], ['02-01', 2]), ['3→2 progression']],
    ['an older report that came in later stands in front', series(['03-01', 1], ['01-01', 0]), ['2→1 new']],
    ['one day: the time of signing decides, not the order of arrival', series(['01-01', 1, '2026-01-01T12:00:00.000Z'], ['01-01', 0, '2026-01-01T08:00:00.000Z']), ['2→1 new']],
    ['one day, the other way round', series(['01-01', 1, '2026-01-01T08:00:00.000Z'], ['01-01', 0, '2026-01-01T12:00:00.000Z']), []],
    ['two relapses', series(['01-01', 0], ['02-01', 1], ['03-01', 2], ['04-01', 1]), ['1→2 new', '3→4 progression']],
  ])('%s', (_name, reports, expected) => {
    expect(told(reports)).toEqual(expected)
  })
})

describe('transitions', () => {
  it('lead from tag to tag by date, drafts included, abstentions stepped over, with the alert of the later report', () => {
    const transitions = statusTransitions(series(['03-01', 1], ['01-01', 0], ['02-01', null], ['02-15', 0, null]))
    expect(transitions.map(({ from, to, fromLabel, toLabel, alert }) => [from, to, fromLabel, toLabel, alert])).toEqual([
      [idOf(2), idOf(4), 0, 0, null],
      [idOf(4), idOf(1), 0, 1, 'new'],
    ])
  })
})
