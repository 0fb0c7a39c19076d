import { compareConclusions } from '../../domain/mine-first/compare.ts'
import { isConclusion } from '../../domain/mine-first/is-conclusion.ts'
import { drawSeal, type WaiverReason } from '../../domain/mine-first/seal.ts'
import type { DraftEvent, DraftWish, StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { ReportView } from '../../domain/report/report-view.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, personOf, type Context } from './context.ts'
import { viewOf } from './report-view.ts'
import { withheld } from './mine-first-seal.ts'
import { requireWellFormed } from './well-formed.ts'

type Jobs = {
  draftOf: (stores: Stores, reportId: ReportId) => StoredDraft | null
  writeDraft: (request: { reportId: ReportId; wish?: DraftWish }, signal: AbortSignal) => AsyncGenerator<DraftEvent>
}

/** What of a draft's stream tells nothing of its words. */
const tellsNothing = (event: DraftEvent) => event.type === 'phase'

/**
 * "Mine first": drafts of some reports stay sealed until the person has written a conclusion or waived it. Nothing of a sealed draft
 * leaves main: not its words, not its sentences, not what it leaves out. `share`: of the cases to seal; null: none.
 */
export function createMineFirst(context: Context, { draftOf, writeDraft }: Jobs, share: () => number | null) {
  const view = (stores: Stores, reportId: ReportId): ReportView => viewOf(stores, findReport(stores, reportId), draftOf(stores, reportId))

  /** Draws once for a report whose drafts nobody has seen yet; opening, drafting again or another setting never draws again. */
  function drawOnce(stores: Stores, report: Report): void {
    const wanted = share()
    if (wanted === null || stores.readOnly || stores.mineFirst.isDrawn(report.id) || stores.drafts.latest(report.id) !== null) return
    const at = context.now().toISOString()
    // The report's own number is random and never changes: whoever doubts a draw can repeat it.
    const draw = drawSeal(Number.parseInt(sha256Of(report.id).slice(0, 8), 16), wanted)
    stores.transaction(() => {
      stores.mineFirst.draw(report.id, draw, at)
      stores.audit.add({ at, actor: personOf(stores, ''), action: 'seal.drawn', reportId: report.id, subjectId: null, detail: { seed: draw.seed, share: draw.share, sealed: draw.sealed } })
    })
  }

  function requireSealed(stores: Stores, reportId: ReportId): Report {
    const report = findUnsigned(stores, reportId)
    if (!stores.mineFirst.isSealed(reportId)) throw new AppError('invalid-input', 'The draft of this report is not sealed.')
    return report
  }

  return {
    /** `jobs.writeDraft`, with everything withheld while the seal holds; what was withheld follows when it is opened meanwhile. */
    async *writeDraft(request: { reportId: ReportId; wish?: DraftWish }, signal: AbortSignal): AsyncGenerator<DraftEvent> {
      const stores = context.stores()
      const { reportId } = request
      const known = stores.reports.find(reportId)
      if (known?.state === 'draft' && known.sections.findings.trim() !== '') drawOnce(stores, known)
      const held: DraftEvent[] = []
      for await (const event of writeDraft(request, signal)) {
        if (!context.stores().mineFirst.isSealed(reportId)) {
          yield* held.splice(0)
          yield event
        } else if (event.type === 'started' || event.type === 'done') yield { ...event, draft: withheld(event.draft) }
        else if (tellsNothing(event)) yield event
        else held.push(event)
      }
    },

    /**
     * Opens the seal because a conclusion was written: what stands there is stored, and compared with the draft sentence by sentence.
     * Sentences that both say are decided; the others wait. Throws AppError `invalid-input` while the conclusion is not one or there is
     * no finished draft, `busy` while it is written, `signed`, `not-found`.
     */
    compareWithDraft({ reportId, author }: { reportId: ReportId; author: string }): ReportView {
      requireWellFormed('the name', author)
      const stores = context.stores()
      stores.transaction(() => {
        const report = requireSealed(stores, reportId)
        const own = report.sections.conclusion
        if (!isConclusion(own)) throw new AppError('invalid-input', 'Write your conclusion first: at least one sentence that names a finding, or says that there is none.')
        const draft = draftOf(stores, reportId)
        if (draft?.state === 'running') throw new AppError('busy', 'The draft is still being written. Compare when it is finished.')
        if (!draft?.content) throw new AppError('invalid-input', 'There is no finished draft to compare with. Draft again, or waive the seal.')
        const at = context.now().toISOString()
        const person = personOf(stores, author)
        const comparison = compareConclusions({ own, draft: draft.content.sentences, findings: report.sections.findings })
        stores.mineFirst.openWritten(reportId, { draftId: draft.id, own, comparison, author: person, at })
        const count = (standing: string) => comparison.draft.filter((each) => each.standing === standing).length
        stores.audit.add({
          at, actor: person, action: 'seal.opened', reportId, subjectId: draft.id,
          detail: { own: sha256Of(own), agreed: count('agreed'), differs: count('differs'), missing: count('missing'), rules: comparison.version },
        })
        for (const [sentence, { standing }] of comparison.draft.entries()) {
          // Both say it: the person's own wording stands for the draft's.
          if (standing === 'agreed' && draft.decisions[sentence] === 'pending') stores.drafts.decide(draft.id, sentence, 'edited', person, at)
        }
      })
      return view(stores, reportId)
    },

    /** Opens the seal without a conclusion, with a reason. Throws AppError `invalid-input` for "other" without a note, `signed`, `not-found`. */
    waiveSeal({ reportId, reason, note, author }: { reportId: ReportId; reason: WaiverReason; note: string; author: string }): ReportView {
      requireWellFormed('the name', author)
      requireWellFormed('the reason', note)
      const stores = context.stores()
      stores.transaction(() => {
        const report = requireSealed(stores, reportId)
        if (reason === 'other' && note.trim() === '') throw new AppError('invalid-input', 'Write down the reason.')
        const at = context.now().toISOString()
        const person = personOf(stores, author)
        stores.mineFirst.openWaived(reportId, { own: report.sections.conclusion, reason, note: note.trim(), author: person, at })
        stores.audit.add({ at, actor: person, action: 'seal.waived', reportId, subjectId: draftOf(stores, reportId)?.id ?? null, detail: { reason, hasNote: note.trim() !== '' } })
      })
      return view(stores, reportId)
    },
  }
}
