import type { CohortItem, CohortPage } from '../../domain/cohort/cohort.ts'
import type { PatientView } from '../../domain/patient/patient-view.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { personOf } from '../reporting/context.ts'
import { caseHash } from './read-cases.ts'

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
export const isSamePerson = (a: string, b: string): boolean => folded(a) === folded(b)

/** One of the two texts of a case is the signed conclusion of a report: its readers do not get to see it before they have finished. */
export function createDeskTestSeal(stores: () => Stores) {
  /** The test that seals a text for the person in the settings; null: none. */
  function sealOf(opened: Stores, findings: string, conclusion: string): { test: string; reader: string } | null {
    const person = personOf(opened, '')
    const sha256 = Buffer.from(caseHash({ findings, written: conclusion })).toString('hex')
    return opened.deskTests.unfinishedReaders(sha256).find(({ reader }) => isSamePerson(reader, person)) ?? null
  }
  const sealOfReport = (opened: Stores, report: Pick<Report, 'state' | 'sections'> | null) => (report?.state === 'signed' ? sealOf(opened, report.sections.findings, report.sections.conclusion) : null)
  const withheld = (test: string): string => `Withheld: you read this report blind in the desk test “${test}”.`

  return {
    /** Throws AppError `forbidden` with the way out for a reader of an open test that holds this report. */
    requireUnsealed(reportId: ReportId): void {
      const opened = stores()
      const seal = sealOfReport(opened, opened.reports.find(reportId))
      if (seal) throw new AppError('forbidden', `You read this report blind in the desk test “${seal.test}” as ${seal.reader}, and its conclusion is one of the two texts. It opens when you have finished. If its patient needs it now, a colleague can open it, or whoever made the test can end it with a reason.`)
    },

    /** A report with the conclusions of sealed priors left out. */
    withholdPriors(view: ReportView): ReportView {
      const opened = stores()
      return { ...view, priors: view.priors.map((prior) => {
        const seal = sealOf(opened, prior.findings, prior.conclusion)
        return seal ? { ...prior, conclusion: withheld(seal.test) } : prior
      }) }
    },

    /** A time line with the conclusions of sealed reports left out. */
    withholdTimeLine(view: PatientView): PatientView {
      const opened = stores()
      return { ...view, reports: view.reports.map((one) => {
        const seal = sealOfReport(opened, opened.reports.find(one.reportId))
        return seal ? { ...one, conclusion: withheld(seal.test) } : one
      }) }
    },

    /** Rows of a run; the words that decided stand in the conclusion, so sealed reports are named without them. */
    withholdRows(page: CohortPage): CohortPage {
      const opened = stores()
      return { ...page, rows: page.rows.map((row) => {
        const seal = row.reportId && sealOfReport(opened, opened.reports.find(row.reportId))
        return seal ? { ...row, excerpt: withheld(seal.test), evidence: [] } : row
      }) }
    },

    /** A report of a run with its conclusion left out where it is sealed, also one from a file. */
    withholdItem(item: CohortItem): CohortItem {
      const opened = stores()
      const textOf = (wanted: string) => item.texts.find(({ field }) => field === wanted)?.text ?? ''
      const seal = item.reportId ? sealOfReport(opened, opened.reports.find(item.reportId)) : sealOf(opened, textOf('findings'), textOf('conclusion'))
      if (!seal) return item
      const texts = item.texts.map((one) => (one.field === 'conclusion' || one.field === 'text' ? { ...one, text: withheld(seal.test) } : one))
      return { ...item, texts, excerpt: withheld(seal.test), reason: withheld(seal.test), evidence: item.evidence.filter(({ field }) => field !== 'conclusion' && field !== 'text') }
    },
  }
}

export type DeskTestSeal = ReturnType<typeof createDeskTestSeal>
