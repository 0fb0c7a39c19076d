import type { Report, ReportId } from '../../domain/report/report.ts'
import type { ReportDecision, StatusDecision, StatusInput, StatusLabel } from '../../domain/status/status-tag.ts'
import type { StoredTag, TagView } from '../../domain/status/stored-tag.ts'
import type { Stores } from '../db/stores.ts'
import { refreshAlerts } from './alerts.ts'
import { findReport, machine, personOf, type Context } from './context.ts'
import { requireWellFormed } from './well-formed.ts'

/** What a tag is judged on. Signed addenda belong to the conclusion: they say what it should have said. */
function inputOf(stores: Stores, { id, state, sections: { indication, findings, conclusion } }: Report): StatusInput {
  const addenda = state === 'signed' ? stores.versions.all(id).filter(({ kind }) => kind === 'addendum').map(({ addendum }) => addendum) : []
  return { indication, findings, conclusion: [conclusion, ...addenda].join('\n\n') }
}

/** Tags a report from its stored text; called inside the transaction of the change that made it necessary. The same tag is not stored twice. */
export function tagReport(context: Context, stores: Stores, report: Report): void {
  const at = context.now().toISOString()
  const provisional = report.state === 'draft'
  let decision: StatusDecision
  try {
    decision = context.classifyAndKeep(inputOf(stores, report))
  } catch (error) {
    // A fault of the rules must never keep a report from being saved or signed.
    stores.audit.add({ at, actor: machine, action: 'tag.failed', reportId: report.id, subjectId: null, detail: { error: error instanceof Error ? error.name : 'unknown' } })
    return
  }
  const { history, current } = stores.tags.view(report.id)
  const tag = machineTag(decision, { id: context.newId(), reportId: report.id, provisional, createdAt: at })
  const known = history.findLast((each) => each.source === 'machine')
  if (!known || essence(known) !== essence(tag)) {
    stores.tags.add(tag)
    stores.audit.add({ at, actor: machine, action: 'tag.set', reportId: report.id, subjectId: tag.id, detail: { from: known?.label ?? null, label: tag.label, provisional, tier: tag.tier, version: tag.version } })
  }
  // What a person set before signing holds for the signed text as well, because that person or the signer saw it.
  if (current?.source === 'person' && current.provisional && !provisional) stores.tags.add({ ...current, id: context.newId(), provisional: false, createdAt: at })
  if (!provisional) refreshAlertsOf(context, stores, report)
}

/** After every change of the tag in force of a report: only signed ones count for alerts. */
export function refreshAlertsOf(context: Pick<Context, 'now' | 'newId'>, stores: Stores, report: Report): void {
  const study = report.state === 'signed' && stores.studies.find(report.studyId)
  if (study) refreshAlerts(context, stores, study.patient)
}

/** A decision as the tag of a report. */
export function machineTag({ label, probabilities, uncertain, evidence, reason, tier, version }: StatusDecision, of: Pick<StoredTag, 'id' | 'reportId' | 'provisional' | 'createdAt'>): StoredTag {
  return { label, probabilities, uncertain, evidence, reason, tier, version, source: 'machine', author: '', ...of }
}

/** A label set by a person as the tag of a report. */
export function personTag(report: Report, label: StatusLabel, person: string, of: Pick<StoredTag, 'id' | 'createdAt' | 'reason'>): StoredTag {
  return {
    reportId: report.id, label, probabilities: null, uncertain: false, evidence: [], source: 'person', tier: 'person', version: 'person',
    provisional: report.state === 'draft', author: person, ...of,
  }
}

const essence = ({ label, uncertain, evidence, version, provisional, reason }: StoredTag) => JSON.stringify([label, uncertain, evidence, version, provisional, reason])

export function createTagging(context: Context) {
  return {
    /** What the rules say about the text as it is stored now; nothing is stored. */
    previewTag({ reportId }: { reportId: ReportId }): ReportDecision {
      const stores = context.stores()
      return context.classify(inputOf(stores, findReport(stores, reportId)))
    },

    setTag({ reportId }: { reportId: ReportId }): TagView {
      const stores = context.stores()
      return stores.transaction(() => {
        tagReport(context, stores, findReport(stores, reportId))
        stores.basis.setTag(reportId)
        return stores.tags.view(reportId)
      })
    },

    /** A person's label; the machine's stays in the history. */
    correctTag({ reportId, label, author }: { reportId: ReportId; label: StatusLabel; author: string }): TagView {
      requireWellFormed('the name', author)
      const stores = context.stores()
      const at = context.now().toISOString()
      return stores.transaction(() => {
        const report = findReport(stores, reportId)
        const before = stores.tags.view(reportId).current
        const person = personOf(stores, author)
        const id = context.newId()
        stores.tags.add(personTag(report, label, person, { id, createdAt: at, reason: `Set by ${person}.` }))
        stores.audit.add({ at, actor: person, action: 'tag.corrected', reportId, subjectId: id, detail: { from: before?.label ?? null, to: label } })
        stores.basis.setTag(reportId)
        refreshAlertsOf(context, stores, report)
        return stores.tags.view(reportId)
      })
    },
  }
}
