import { byMonth, changesBetween, countCase, type ChangeKind, type TeachingCase, type TeachingFilter, type TeachingPage, type TeachingRow } from '../../domain/mine-first/teaching.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { StoredCase } from '../db/mine-first-store.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, machine, personOf, sameLook, tolerate, type Context } from './context.ts'

/** Most rows of the list of cases; the charts count all of them. */
const mostRows = 500

function rowOf({ comparison, outcome, decisions, reportId, patientName, modality, description, studyDate, author, comparedAt, state }: StoredCase): TeachingRow {
  return { reportId, patientName, modality, description, studyDate, author, comparedAt, state, counts: outcome ?? countCase(comparison, decisions, {}) }
}

/** Counts a case when its report is signed, in the caller's transaction. Nothing happens for a report nobody compared. */
export function countOutcome(context: Pick<Context, 'now'>, stores: Stores, report: Report): void {
  const mineFirst = stores.mineFirst.find(report.id)
  if (mineFirst?.state !== 'compared') return
  const at = context.now().toISOString()
  try {
    const known = stores.mineFirst.case(report.id)
    if (!known) return
    const changed = changesBetween({ own: mineFirst.own, signed: report.sections.conclusion, findings: report.sections.findings })
    stores.mineFirst.setOutcome(report.id, countCase(known.comparison, known.decisions, changed), at)
  } catch (error) {
    // A fault of counting must never keep a report from being signed; the case then counts as it was compared.
    stores.audit.add({ at, actor: machine, action: 'check.failed', reportId: report.id, subjectId: null, detail: { error: error instanceof Error ? error.name : 'unknown', teaching: true } })
  }
}

/** What residents learn from: what they wrote, what the draft said and what was signed. Nobody is ranked. */
export function createTeaching(context: Context) {
  return {
    /** Cases and sums under a filter. */
    listTeaching(filter: TeachingFilter): TeachingPage {
      const stores = context.stores()
      const rows = stores.mineFirst.cases(filter).map(rowOf)
      const changed: Partial<Record<ChangeKind, number>> = {}
      for (const { counts } of rows) for (const [kind, count] of Object.entries(counts.changed) as [ChangeKind, number][]) changed[kind] = (changed[kind] ?? 0) + count
      return { people: stores.mineFirst.people(), total: rows.length, rows: rows.slice(0, mostRows), months: byMonth(rows), changed, waived: stores.mineFirst.waivedCount(filter) }
    },

    /** One case: own, draft and signed. Throws AppError `not-found` for a report that nobody compared. */
    openCase({ reportId }: { reportId: ReportId }): TeachingCase {
      const stores = context.stores()
      const report = findReport(stores, reportId)
      const found = stores.mineFirst.case(reportId)
      const mineFirst = stores.mineFirst.find(reportId)
      const content = found && stores.drafts.find(found.draftId)?.content
      if (!found || !content || mineFirst?.state !== 'compared') throw new AppError('not-found', 'Nothing was compared in this report.')
      const last = stores.audit.last(reportId)
      const isSameLook = last?.action === 'report.viewed' && context.now().getTime() - Date.parse(last.at) < sameLook
      if (!stores.readOnly && !isSameLook) {
        tolerate(() => stores.audit.add({ at: context.now().toISOString(), actor: personOf(stores, ''), action: 'report.viewed', reportId, subjectId: null, detail: { teaching: true } }))
      }
      return {
        ...rowOf(found),
        findings: report.sections.findings,
        own: mineFirst.own,
        draft: content.sentences.map(({ text }, index) => ({ text, decision: found.decisions[index] ?? 'pending' })),
        comparison: found.comparison,
        signed: report.sections.conclusion,
        signer: report.signature?.signer ?? null,
      }
    },
  }
}

