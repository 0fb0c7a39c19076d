import { checkText, type CheckedText, type TextToCheck } from '../../domain/answer/checked-text.ts'
import { unanswered, withAnswers, type AnswerReason, type OpenIssue, type SignedAnswer } from '../../domain/answer/issue-answer.ts'
import { liveChecks, type LiveChecks } from '../../domain/answer/live-checks.ts'
import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { Sections } from '../../domain/report/sections.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { createCheckQueue, type CheckQueue, type CheckWork } from './check-queue.ts'
import { findReport, machine, personOf, type Context } from './context.ts'
import { textToCheck } from './text-to-check.ts'
import { requireWellFormed } from './well-formed.ts'

/** Texts up to this length, in characters, are checked here when the thread of the checks dies: some hundred milliseconds. */
const longestHere = 10_000

const lengthOf = ({ input, ...text }: TextToCheck): number => input.findings.length + input.conclusion.length + (text.what === 'addendum' ? text.addendum.length : 0)

/** The issues of a report's text as it stands, with the answers that still hold; contradictions first. */
function issuesNow(stores: Stores, report: Report, queue: CheckQueue): OpenIssue[] {
  const text = textToCheck(stores, report)
  return withAnswers(queue.known(text) ?? checkText(text.what === 'conclusion' ? { ...text, issuesOnly: true } : text, sha256Of).issues, stores.answers.ofReport(report.id))
}

/**
 * Called inside the transaction that signs. Throws AppError `unanswered` (detail: how many) while a contradiction of side, negation or
 * number is neither fixed nor answered; otherwise returns the answers that the signed version rests on.
 */
function requireAnswers(context: Pick<Context, 'now'>, stores: Stores, report: Report, queue: CheckQueue): string[] {
  let issues: OpenIssue[]
  try {
    issues = issuesNow(stores, report, queue)
  } catch (error) {
    // A fault of the rules must never keep a report from being signed.
    stores.audit.add({ at: context.now().toISOString(), actor: machine, action: 'check.failed', reportId: report.id, subjectId: null, detail: { error: error instanceof Error ? error.name : 'unknown' } })
    return []
  }
  const open = unanswered(issues).length
  if (open > 0) {
    const what = open === 1 ? '1 contradiction is' : `${open} contradictions are`
    throw new AppError('unanswered', `${what} not answered. Correct the text, or say why it is intended, then sign.`, { detail: { unanswered: open } })
  }
  return issues.flatMap(({ mustBeAnswered, answer }) => (mustBeAnswered && answer ? answer.id : []))
}

/** `checkAside`: the checks in a thread of their own; left out: they are made here. `draftOf`: the draft that the Report screen shows. */
export function createAnswering(context: Context, draftOf: (stores: Stores, reportId: ReportId) => StoredDraft | null, checkAside?: CheckWork) {
  const queue = createCheckQueue(checkAside ? aside(checkAside) : here)

  /** The issues of the text as stored, from the thread. Never longer in this thread than a short text takes. */
  const settled = async (stores: Stores, report: Report): Promise<OpenIssue[]> => withAnswers(await queue.settled(textToCheck(stores, report)), stores.answers.ofReport(report.id))

  async function keep(reportId: ReportId, key: string, given: { reason: AnswerReason | null; note: string; author: string }): Promise<LiveChecks> {
    const before = context.stores()
    const issue = (await settled(before, findReport(before, reportId))).find((each) => each.key === key)
    if (!issue) throw new AppError('not-found', 'This contradiction is not in the text any more.')
    const stores = context.stores()
    stores.transaction(() => {
      const at = context.now().toISOString()
      const id = context.newId()
      const author = personOf(stores, given.author)
      stores.answers.add({ id, reportId, key, kind: issue.kind, message: issue.message, reason: given.reason, note: given.note, author, at, conclusion: issue.said?.text ?? '', findings: issue.beside?.text ?? '' })
      stores.audit.add({
        at, actor: author, action: given.reason === null ? 'issue.reopened' : 'issue.answered', reportId, subjectId: id,
        detail: { kind: issue.kind, reason: given.reason, note: given.note === '' ? null : sha256Of(given.note) },
      })
    })
    return live(reportId, queue.whole)
  }

  /** Reads the report again when the answer is there: an answer that was given meanwhile counts. */
  async function live(reportId: ReportId, ask: CheckWork): Promise<LiveChecks> {
    const asked = context.stores()
    const report = findReport(asked, reportId)
    // Who writes first is not told what is missing before the draft is shown.
    const sealed = asked.mineFirst.isSealed(reportId)
    const text = textToCheck(asked, report, sealed ? null : draftOf(asked, reportId))
    const checked = await ask(text)
    const answers = context.stores().answers.ofReport(reportId)
    return liveChecks(text.what, sealed ? { ...checked, leftOut: [] } : checked, answers)
  }

  return {
    /**
     * What the checks say of the text as it is stored now: of the conclusion, or of the addendum of a signed report. Rejects with AppError
     * `cancelled` when a newer text was asked about before this one was begun.
     */
    openIssues: ({ reportId }: { reportId: ReportId }): Promise<LiveChecks> => live(reportId, queue.newest),

    /** All that a person who is about to sign has to answer, and what the finished report lacks: however long the text is. */
    async issuesBeforeSigning({ reportId }: { reportId: ReportId }): Promise<OpenIssue[]> {
      const stores = context.stores()
      return (await settled(stores, findReport(stores, reportId))).filter(({ mustBeAnswered, kind }) => mustBeAnswered || kind === 'missing')
    },

    /** Has the checks of a text ready before it is signed in one transaction. Never rejects: signing looks itself. */
    async checkBeforeSigning({ reportId, ...change }: { reportId: ReportId } & ({ sections: Sections } | { addendum: string })): Promise<void> {
      const stores = context.stores()
      const report = stores.reports.find(reportId)
      if (report) await queue.settled(textToCheck(stores, { ...report, ...change })).catch(() => {})
    },

    /** For signing: what a text rests on, see `requireAnswers`. */
    answersFor: (stores: Stores, report: Report): string[] => requireAnswers(context, stores, report, queue),

    /** The answers that a signed version of this report rests on. Throws AppError `not-found`. */
    signedAnswers({ reportId, versionId }: { reportId: ReportId; versionId: string }): SignedAnswer[] {
      const stores = context.stores()
      if (!stores.versions.all(reportId).some(({ id }) => id === versionId)) throw new AppError('not-found', 'This version is not in the database.')
      return stores.answers.ofVersion(versionId)
    },

    /** A contradiction is intended. Rejects with AppError `not-found` when it is not there any more, `invalid-input` for "other" without a note. */
    async answerIssue({ reportId, key, reason, note, author }: { reportId: ReportId; key: string; reason: AnswerReason; note: string; author: string }): Promise<LiveChecks> {
      requireWellFormed('the reason', note)
      requireWellFormed('the name', author)
      if (reason === 'other' && note.trim() === '') throw new AppError('invalid-input', 'Write down the reason.')
      return keep(reportId, key, { reason, note: note.trim(), author })
    },

    /** Takes an answer back; the contradiction is open again, and that there was an answer stays in the database. */
    reopenIssue: ({ reportId, key, author }: { reportId: ReportId; key: string; author: string }): Promise<LiveChecks> => keep(reportId, key, { reason: null, note: '', author }),
  }
}

const here: CheckWork = async (text) => checkText(text, sha256Of)

/** A short text is checked here when the thread dies: a fault of the thread must not look like a text without faults. */
const aside = (work: CheckWork): CheckWork => async (text): Promise<CheckedText> => {
  try {
    return await work(text)
  } catch (error) {
    if (lengthOf(text) > longestHere) throw error
    return here(text)
  }
}
