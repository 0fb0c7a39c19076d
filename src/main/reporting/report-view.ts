import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report, ReportVersion } from '../../domain/report/report.ts'
import { sectionNames } from '../../domain/report/sections.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { versionSha256 } from '../db/version-store.ts'
import { sealedOrWhole } from './mine-first-seal.ts'
import { basisOf } from './stale-basis.ts'

/** Everything the Report screen shows. `draft` stands in for the stored one while it is being written. */
export function viewOf(stores: Stores, report: Report, draft: StoredDraft | null): ReportView {
  const stored = stores.studies.find(report.studyId)
  const patient = stored && stores.patients.find(stored.patient)
  if (!stored || !patient) throw new AppError('database', 'The study of this report is missing from the database.')
  const { patient: _, ...study } = stored
  const versions = stores.versions.all(report.id)
  return {
    report,
    study,
    patient,
    priors: stores.reports.priors(report, study.date),
    draft: sealedOrWhole(stores, draft),
    mineFirst: stores.mineFirst.find(report.id),
    basis: basisOf(stores, report, draft),
    tag: stores.tags.view(report.id),
    addenda: versions
      .filter((version) => version.kind === 'addendum')
      .map((version) => ({ version, signature: { signer: version.author, signedAt: version.createdAt, sha256: version.sha256 } })),
    versionCount: versions.length,
  }
}

/** Whether everything signed in this report still has the hash it was signed with. True for a report without a signature. */
export function isIntact(report: Report, versions: readonly ReportVersion[]): boolean {
  if (report.state !== 'signed') return true
  const signed = versions.findLast((version) => version.kind === 'signed')
  const { signature } = report
  if (!signed || !signature) return false
  const fits =
    signature.sha256 === signed.sha256 && signature.signer === signed.author && signature.signedAt === signed.createdAt &&
    sectionNames.every((name) => report.sections[name] === signed.sections[name])
  const hashes = new Map(versions.map((version) => [version.id, version.sha256]))
  return (
    fits &&
    versions
      .filter((version) => version.kind !== 'saved')
      .every((version) => version.sha256 === versionSha256(version, version.predecessor === null ? null : (hashes.get(version.predecessor) ?? '')))
  )
}
