import type { Explanation } from '../../domain/explain/explanation.ts'
import type { GuidelinePack } from '../../domain/explain/guideline-pack.ts'
import { plainLanguage } from '../../domain/explain/plain-language.ts'
import { suggest } from '../../domain/explain/suggest.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { findReport, type Context } from './context.ts'
import { askedOf } from './draft-input.ts'

/** Explains reports. `readPack` may reject: then there are no suggestions, and the plain version is shown all the same. */
export function createExplaining(context: Context, readPack: () => Promise<GuidelinePack>) {
  return {
    /** What the guidelines say of a report as it is stored now, and its conclusion in plain words. Writes nothing. Throws AppError `not-found`. */
    async explain({ reportId }: { reportId: ReportId }): Promise<Explanation> {
      const stores = context.stores()
      const report = findReport(stores, reportId)
      const { input } = askedOf(stores, report)
      const { indication, technique, comparison, conclusion } = report.sections
      const plain = plainLanguage(conclusion)
      try {
        const pack = await readPack()
        return { suggestions: suggest(pack, { findings: input.findings, technique, conclusion, indication, comparison, age: input.age ?? null, modality: input.modality ?? null }), problem: null, plain }
      } catch {
        return { suggestions: null, problem: 'The guideline pack of this installation cannot be read. Install RadDraft again, or tell its administrator.', plain }
      }
    },
  }
}
