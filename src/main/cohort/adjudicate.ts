import type { CohortItem } from '../../domain/cohort/cohort.ts'
import type { StatusLabel } from '../../domain/status/status-tag.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { StoredRun } from '../db/cohort-run-store.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, personOf, type Context } from '../reporting/context.ts'
import { personTag, refreshAlertsOf } from '../reporting/tag-report.ts'
import { requireWellFormed } from '../reporting/well-formed.ts'

export type Adjudication = { number: number; label: StatusLabel | null; author: string }

/** Writing down what a person says of an item. Every word of it is kept; for a report of the archive it is also a correction of its tag. */
export function createAdjudicating(context: Pick<Context, 'now' | 'newId'>) {
  /** Throws AppError `not-found`, or `invalid-input` for a report without an answer. */
  return (stores: Stores, run: StoredRun, { number, label, author }: Adjudication): CohortItem =>
    stores.transaction(() => {
      requireWellFormed('the name', author)
      const item = stores.cohortPages.item(run, number)
      if (!item) throw new AppError('not-found', 'This report is not in the run.')
      if (item.state !== 'done') throw new AppError('invalid-input', 'This report has no answer that could be judged.')
      if (label === null && item.adjudicated === null) return item
      const person = personOf(stores, author)
      const at = context.now().toISOString()
      const tag = label === null ? takeBack(context, stores, run, item, person, at) : correct(context, stores, run, item, label, person, at)
      stores.cohortPages.adjudicate(run, { number, reportId: item.reportId, machine: item.label, label, tag, author: person, at })
      stores.runs.count(run.number, { adjudicated: Number(label !== null) - Number(item.adjudicated !== null) })
      stores.audit.add({ at, actor: person, action: 'cohort.adjudicated', reportId: item.reportId, subjectId: run.id, detail: { item: number, machine: item.label, label } })
      return stores.cohortPages.item(run, number) ?? item
    })
}

/** A tag by this person for a report of the archive whose text is still the one that was judged; the row number of the tag, or null. */
function correct(context: Pick<Context, 'now' | 'newId'>, stores: Stores, run: StoredRun, item: CohortItem, label: StatusLabel, person: string, at: string): number | null {
  if (item.reportId === null) return null
  const report = findReport(stores, item.reportId)
  const judged = new Map(item.texts.map(({ field, text }) => [field, text]))
  const same = (['indication', 'findings', 'conclusion'] as const).every((field) => (judged.get(field) ?? '') === report.sections[field])
  if (!same) return null
  const before = stores.tags.view(item.reportId).current
  if (before?.source === 'person' && before.label === label && before.author === person) return null
  const tag = personTag(report, label, person, { id: context.newId(), createdAt: at, reason: `Adjudicated by ${person} in the run “${run.name}”.` })
  const row = stores.tags.add(tag)
  stores.audit.add({ at, actor: person, action: 'tag.corrected', reportId: report.id, subjectId: tag.id, detail: { from: before?.label ?? null, to: label } })
  refreshAlertsOf(context, stores, report)
  return row
}

/** The tags that adjudications of this item made do not hold any more: they stay in the history, and the tag before them is in force again. */
function takeBack(context: Pick<Context, 'now' | 'newId'>, stores: Stores, run: StoredRun, item: CohortItem, person: string, at: string): null {
  if (item.reportId === null) return null
  const withdrawn = stores.cohortPages.tagsOf(run, item.number).reduce((sum, tag) => sum + stores.tags.withdraw(tag, person, at), 0)
  if (withdrawn === 0) return null
  const report = findReport(stores, item.reportId)
  stores.audit.add({ at, actor: person, action: 'tag.withdrawn', reportId: report.id, subjectId: run.id, detail: { tags: withdrawn } })
  refreshAlertsOf(context, stores, report)
  return null
}
