import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import { ReportId, type Report, type ReportVersion } from '../../domain/report/report.ts'
import { emptySections, sectionNames, type SectionName, type Sections } from '../../domain/report/sections.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import type { Patient, Study } from '../../domain/study/study.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, machine, personOf, sameLook, tolerate, type Context } from './context.ts'
import { identifyPatient, identifyStudy } from './identify.ts'
import { isIntact, viewOf } from './report-view.ts'
import { tagReport } from './tag-report.ts'
import { requireWellFormed, requireWellFormedSections } from './well-formed.ts'

/** Adds a version when the text differs from the last one. */
export function addVersion(context: Context, stores: Stores, report: Report, author: string): ReportVersion | null {
  const last = stores.versions.last(report.id)
  if (last && sectionNames.every((name) => last.sections[name] === report.sections[name])) return null
  return stores.versions.add({
    id: context.newId(), reportId: report.id, kind: 'saved', sections: report.sections, addendum: '', author, createdAt: context.now().toISOString(),
  })
}

/** Creating, opening, typing and saving. `draftOf` gives the newest draft, the running one included. */
export function createEditing(context: Context, draftOf: (stores: Stores, reportId: ReportId) => StoredDraft | null) {
  const now = () => context.now().toISOString()
  const view = (stores: Stores, reportId: ReportId) => viewOf(stores, findReport(stores, reportId), draftOf(stores, reportId))

  /** One audit row for a stretch of typing, not one for every second of it. */
  function noteTyping(stores: Stores, reportId: ReportId, action: 'report.edited' | 'addendum.edited', at: string): void {
    if (stores.audit.last(reportId)?.action === action) return
    stores.audit.add({ at, actor: personOf(stores, ''), action, reportId, subjectId: null, detail: {} })
  }

  return {
    createReport({ patient, study }: { patient: Omit<Patient, 'id'>; study: Omit<Study, 'id'> }): ReportView {
      const stores = context.stores()
      const id = ReportId.parse(context.newId())
      stores.transaction(() => {
        const { id: studyId } = identifyStudy(context, stores, identifyPatient(context, stores, patient), study)
        stores.reports.insert({ id, studyId, sections: emptySections, origin: null }, now())
        stores.audit.add({ at: now(), actor: personOf(stores, ''), action: 'report.created', reportId: id, subjectId: null, detail: {} })
      })
      return view(stores, id)
    },

    /** Throws AppError `database` when a signed text no longer has the hash it was signed with. */
    openReport({ reportId }: { reportId: ReportId }): ReportView {
      const stores = context.stores()
      const report = findReport(stores, reportId)
      const intact = isIntact(report, stores.versions.all(reportId))
      const action = intact ? 'report.viewed' : 'report.integrity-failed'
      const last = stores.audit.last(reportId)
      const isSameLook = last?.action === action && context.now().getTime() - Date.parse(last.at) < sameLook
      if (!stores.readOnly && !isSameLook) {
        tolerate(() => stores.audit.add({ at: now(), actor: intact ? personOf(stores, '') : machine, action, reportId, subjectId: null, detail: {} }))
      }
      if (!intact) {
        throw new AppError('database', 'This report no longer fits its signature: somebody changed the signed text outside RadDraft. Do not use it; tell your admin.', {
          detail: { reportId },
        })
      }
      return view(stores, reportId)
    },

    /** Keeps what is being typed. When this returns, the text is on the disk. */
    autosave({ reportId, section, text }: { reportId: ReportId; section: SectionName; text: string }): { savedAt: string } {
      requireWellFormed(`the ${section}`, text)
      const stores = context.stores()
      const savedAt = now()
      stores.transaction(() => {
        findUnsigned(stores, reportId)
        stores.reports.setSection(reportId, section, text, savedAt)
        noteTyping(stores, reportId, 'report.edited', savedAt)
      })
      return { savedAt }
    },

    saveReport({ reportId, sections, author }: { reportId: ReportId; sections: Sections; author: string }): ReportView {
      requireWellFormedSections(sections)
      requireWellFormed('the name', author)
      const stores = context.stores()
      stores.transaction(() => {
        findUnsigned(stores, reportId)
        stores.reports.setSections(reportId, sections, now())
        const report = findReport(stores, reportId)
        const person = personOf(stores, author)
        const version = addVersion(context, stores, report, person)
        tagReport(context, stores, report)
        stores.basis.setTag(reportId)
        stores.audit.add({ at: now(), actor: person, action: 'report.saved', reportId, subjectId: version?.id ?? null, detail: { version: version?.number ?? null } })
      })
      return view(stores, reportId)
    },

    versions({ reportId }: { reportId: ReportId }): ReportVersion[] {
      const stores = context.stores()
      findReport(stores, reportId)
      return stores.versions.all(reportId)
    },

    autosaveAddendum({ reportId, text }: { reportId: ReportId; text: string }): { savedAt: string } {
      requireWellFormed('the addendum', text)
      const stores = context.stores()
      const savedAt = now()
      stores.transaction(() => {
        if (findReport(stores, reportId).state !== 'signed') throw new AppError('invalid-input', 'Only a signed report takes an addendum; this one can still be changed.')
        stores.reports.setAddendum(reportId, text, savedAt)
        noteTyping(stores, reportId, 'addendum.edited', savedAt)
      })
      return { savedAt }
    },
  }
}
