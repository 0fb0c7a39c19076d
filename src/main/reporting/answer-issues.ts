import { unanswered, withAnswers, type AnswerReason, type OpenIssue, type SignedAnswer } from '../../domain/answer/issue-answer.ts'
import { checkConclusion, type CheckInput } from '../../domain/check/check-conclusion.ts'
import type { CheckIssue } from '../../domain/check/issue.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, findUnsigned, machine, personOf, type Context } from './context.ts'
import { askedOf } from './draft-input.ts'
import { requireWellFormed } from './well-formed.ts'

/** Texts longer than this, in characters of findings and conclusion together, are checked when signing and not while typing. */
const longestLive = 60_000

/** What a long text was found to say in the thread, until another is checked: signing asks again in the same words. */
const checkedAside: { key: string; issues: CheckIssue[] } = { key: '', issues: [] }

function inputOf(stores: Stores, report: Report): CheckInput {
  const { findings, conclusion, indication, comparison } = report.sections
  const { sex = null, age = null } = askedOf(stores, report).input
  return { findings, conclusion, indication, comparison, sex, age }
}

const isLong = ({ findings, conclusion }: CheckInput): boolean => findings.length + conclusion.length > longestLive

/** The issues of a report's text as it stands, with the answers that still hold; contradictions first. */
export function issuesOf(stores: Stores, report: Report): OpenIssue[] {
  const { findings, conclusion } = report.sections
  if (conclusion.trim() === '') return []
  const input = inputOf(stores, report)
  const issues = isLong(input) && checkedAside.key === sha256Of(JSON.stringify(input)) ? checkedAside.issues : checkConclusion(input)
  return withAnswers(issues, { findings, conclusion }, stores.answers.ofReport(report.id), sha256Of)
}

/**
 * Called inside the transaction that signs. Throws AppError `unanswered` (detail: how many) while a contradiction of side, negation or
 * number is neither fixed nor answered; otherwise returns the answers that the signed version rests on.
 */
export function requireAnswers(context: Pick<Context, 'now'>, stores: Stores, report: Report): string[] {
  let issues: OpenIssue[]
  try {
    issues = issuesOf(stores, report)
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

/** `checkAside`: the checks in a thread of their own, for texts that would hold up the window; left out: there is none. */
export function createAnswering(context: Context, checkAside?: (input: CheckInput) => Promise<CheckIssue[]>) {
  function find(stores: Stores, reportId: ReportId, key: string): { report: Report; issue: OpenIssue } {
    const report = findUnsigned(stores, reportId)
    const issue = issuesOf(stores, report).find((each) => each.key === key)
    if (!issue) throw new AppError('not-found', 'This contradiction is not in the text any more.')
    return { report, issue }
  }

  function keep(reportId: ReportId, key: string, given: { reason: AnswerReason | null; note: string; author: string }): OpenIssue[] {
    const stores = context.stores()
    return stores.transaction(() => {
      const { report, issue } = find(stores, reportId, key)
      const at = context.now().toISOString()
      const person = personOf(stores, given.author)
      const id = context.newId()
      const quote = (text: string, range: { start: number; end: number } | null) => (range ? text.slice(range.start, range.end) : '')
      stores.answers.add({
        id, reportId, key, kind: issue.kind, message: issue.message, reason: given.reason, note: given.note, author: person, at,
        conclusion: quote(report.sections.conclusion, issue.conclusionSentence), findings: quote(report.sections.findings, issue.findingsSentence),
      })
      stores.audit.add({
        at, actor: person, action: given.reason === null ? 'issue.reopened' : 'issue.answered', reportId, subjectId: id,
        detail: { kind: issue.kind, reason: given.reason, note: given.note === '' ? null : sha256Of(given.note) },
      })
      return issuesOf(stores, report)
    })
  }

  return {
    /** What the checks say of the text as it is stored now; null where it is too long to be checked while somebody types. */
    openIssues({ reportId }: { reportId: ReportId }): OpenIssue[] | null {
      const stores = context.stores()
      const report = findReport(stores, reportId)
      const { findings, conclusion } = report.sections
      if (findings.length + conclusion.length > longestLive) return null
      // Who writes first is not told what is missing before the draft is shown.
      const sealed = stores.mineFirst.isSealed(reportId)
      return issuesOf(stores, report).filter(({ kind }) => !sealed || kind !== 'leftOut')
    },

    /** The same for a person who is about to sign: however long the text is. */
    async issuesBeforeSigning({ reportId }: { reportId: ReportId }): Promise<OpenIssue[]> {
      const stores = context.stores()
      const input = inputOf(stores, findReport(stores, reportId))
      if (checkAside && isLong(input)) {
        const key = sha256Of(JSON.stringify(input))
        // When the thread dies the text is checked here, as a short one is.
        const issues = checkedAside.key === key ? null : await checkAside(input).catch(() => null)
        if (issues) Object.assign(checkedAside, { key, issues })
      }
      return issuesOf(stores, findReport(stores, reportId))
    },

    /** The answers that a signed version of this report rests on. Throws AppError `not-found`. */
    signedAnswers({ reportId, versionId }: { reportId: ReportId; versionId: string }): SignedAnswer[] {
      const stores = context.stores()
      if (!stores.versions.all(reportId).some(({ id }) => id === versionId)) throw new AppError('not-found', 'This version is not in the database.')
      return stores.answers.ofVersion(versionId)
    },

    /** A contradiction is intended. Throws AppError `not-found` when it is not there any more, `invalid-input` for "other" without a note, `signed`. */
    answerIssue({ reportId, key, reason, note, author }: { reportId: ReportId; key: string; reason: AnswerReason; note: string; author: string }): OpenIssue[] {
      requireWellFormed('the reason', note)
      requireWellFormed('the name', author)
      if (reason === 'other' && note.trim() === '') throw new AppError('invalid-input', 'Write down the reason.')
      return keep(reportId, key, { reason, note: note.trim(), author })
    },

    /** Takes an answer back; the contradiction is open again, and that there was an answer stays in the database. */
    reopenIssue: ({ reportId, key, author }: { reportId: ReportId; key: string; author: string }): OpenIssue[] => keep(reportId, key, { reason: null, note: '', author }),
  }
}
