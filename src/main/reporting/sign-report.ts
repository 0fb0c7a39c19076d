import { readOneOffs } from '../../domain/draft/wishes/one-off.ts'
import type { SignedAdvice } from '../../domain/answer/second-reading.ts'
import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report, ReportId, ReportVersion } from '../../domain/report/report.ts'
import type { Sections } from '../../domain/report/sections.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, personOf, type Context } from './context.ts'
import { viewOf } from './report-view.ts'
import { tagReport } from './tag-report.ts'
import { countOutcome } from './teaching.ts'
import { requireWellFormed, requireWellFormedSections } from './well-formed.ts'

/** Freezes a report's stored text in the caller's transaction: version, hash, tag and audit row, or none of them. */
export function freezeReport(context: Context, stores: Stores, report: Report, signer: string): ReportVersion {
  const signedAt = context.now().toISOString()
  const version = stores.versions.add({
    id: context.newId(), reportId: report.id, kind: 'signed', sections: report.sections, addendum: '', author: signer, createdAt: signedAt,
  })
  stores.reports.sign(report.id, { signer, signedAt, sha256: version.sha256 })
  tagReport(context, stores, findReport(stores, report.id))
  stores.audit.add({ at: signedAt, actor: signer, action: 'report.signed', reportId: report.id, subjectId: version.id, detail: { version: version.number, sha256: version.sha256 } })
  return version
}

/** Sentences of the newest draft that nobody has decided on. */
function undecidedIn(draft: StoredDraft | null): number {
  return draft?.decisions.filter((decision) => decision === 'pending').length ?? 0
}

/** `answersFor`: throws `unanswered` for contradictions of the text that nobody answered; otherwise the answers that it rests on. `adviceFor`: what a second reader says of it. */
export function createSigning(context: Context, draftOf: (stores: Stores, reportId: ReportId) => StoredDraft | null, answersFor: (stores: Stores, report: Report) => string[], adviceFor: (stores: Stores, report: Report) => SignedAdvice[]) {
  return {
    /**
     * Signs the text as given. Throws AppError `signed`, `busy` while a draft is being written, `machine-text-pending` (detail: how many
     * sentences nobody decided on, or that the draft is sealed), `unanswered` for contradictions that nobody answered, or `invalid-input` for an
     * empty conclusion.
     */
    sign({ reportId, sections, signer }: { reportId: ReportId; sections: Sections; signer: string }): ReportView {
      requireWellFormedSections(sections)
      requireWellFormed('the name', signer)
      const stores = context.stores()
      stores.transaction(() => {
        findUnsigned(stores, reportId)
        if (readOneOffs(sections.findings).oneOffs.length > 0) throw new AppError('invalid-input', 'The findings still hold an instruction for the draft, between ^^ and ^^. Take it out, then sign.')
        if (sections.conclusion.trim() === '') throw new AppError('invalid-input', 'The conclusion is empty. Write it before you sign.')
        const draft = draftOf(stores, reportId)
        if (draft?.state === 'running') throw new AppError('busy', 'A draft is still being written. Wait for it or cancel it, then sign.')
        if (draft?.content && stores.mineFirst.isSealed(reportId)) throw new AppError('machine-text-pending', 'The draft is still sealed. Compare it with your conclusion, or waive the seal, then sign.', { detail: { sealed: true } })
        const pending = undecidedIn(draft)
        if (pending > 0) {
          const what = pending === 1 ? '1 sentence' : `${pending} sentences`
          throw new AppError('machine-text-pending', `${what} of the draft wait for your decision. Accept or reject them, then sign.`, { detail: { pending } })
        }
        stores.reports.setSections(reportId, sections, context.now().toISOString())
        const report = findReport(stores, reportId)
        const answers = answersFor(stores, report)
        const advice = adviceFor(stores, report)
        const version = freezeReport(context, stores, report, personOf(stores, signer))
        for (const answer of answers) stores.answers.sign(version.id, answer)
        for (const one of advice) stores.readerAdvice.add(version.id, one)
        stores.basis.setTag(reportId)
        countOutcome(context, stores, findReport(stores, reportId))
      })
      return viewOf(stores, findReport(stores, reportId), draftOf(stores, reportId))
    },

    /** Signs an addendum as a new version, linked to what was signed before. Throws AppError `unanswered` for contradictions to it that nobody answered. */
    signAddendum({ reportId, text, signer }: { reportId: ReportId; text: string; signer: string }): ReportView {
      requireWellFormed('the addendum', text)
      requireWellFormed('the name', signer)
      const stores = context.stores()
      stores.transaction(() => {
        const report = findReport(stores, reportId)
        if (report.state !== 'signed') throw new AppError('invalid-input', 'Only a signed report takes an addendum; this one can still be changed.')
        if (text.trim() === '') throw new AppError('invalid-input', 'The addendum is empty.')
        const answers = answersFor(stores, { ...report, addendum: text })
        const createdAt = context.now().toISOString()
        const author = personOf(stores, signer)
        const version = stores.versions.add({ id: context.newId(), reportId, kind: 'addendum', sections: report.sections, addendum: text, author, createdAt })
        for (const answer of answers) stores.answers.sign(version.id, answer)
        stores.reports.setAddendum(reportId, '', createdAt)
        stores.audit.add({ at: createdAt, actor: author, action: 'addendum.signed', reportId, subjectId: version.id, detail: { version: version.number, sha256: version.sha256 } })
      })
      return viewOf(stores, findReport(stores, reportId), draftOf(stores, reportId))
    },
  }
}
