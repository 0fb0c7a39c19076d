import { z } from 'zod'
import type { CheckIssue, IssueKind } from '../check/issue.ts'
import type { TextRange } from '../report/range.ts'
import { splitSentences } from '../text/sentences.ts'

/** Why a contradiction stands as it is: the check misread it, it is known from elsewhere, or another reason in words. */
export const AnswerReason = z.enum(['same', 'elsewhere', 'other'])
export type AnswerReason = z.infer<typeof AnswerReason>

/** "Intended": a person looked at a contradiction and lets it stand. It holds while neither sentence changes. */
export type IssueAnswer = { id: string; reason: AnswerReason; note: string; author: string; at: string }

/** An answer as it was signed: with the two sentences and what the check had said of them. */
export type SignedAnswer = Omit<IssueAnswer, 'id'> & { kind: string; message: string; conclusion: string; findings: string }

/** An issue of the text as it stands, with the two sentences it is about. */
export type OpenIssue = CheckIssue & {
  /** Names the issue by its kind and its two sentences, wherever they stand. */
  key: string
  /** The sentences that the ranges lie in; null where the issue has no such range. */
  conclusionSentence: TextRange | null
  findingsSentence: TextRange | null
  /** Whether the report cannot be signed until this is fixed or answered. */
  mustBeAnswered: boolean
  answer: IssueAnswer | null
}

/** Kinds that stop signing until somebody answers; all others are advice. */
const answered: ReadonlySet<IssueKind> = new Set<IssueKind>(['side', 'negation', 'number'])

/** Contradictions of side, negation and number are fixed or answered before signing. */
export const mustBeAnswered = ({ kind, severity }: Pick<CheckIssue, 'kind' | 'severity'>): boolean => severity === 'error' && answered.has(kind)

/** Issues with their sentences and the answers that still hold: those given to the same kind in the same two sentences. `hash` makes keys short. */
export function withAnswers(issues: readonly CheckIssue[], texts: { conclusion: string; findings: string }, answers: ReadonlyMap<string, IssueAnswer>, hash: (text: string) => string): OpenIssue[] {
  const conclusion = sentencesOf(texts.conclusion)
  const findings = sentencesOf(texts.findings)
  return issues.map((issue) => {
    const conclusionSentence = issue.conclusion && conclusion(issue.conclusion)
    const findingsSentence = issue.findings && findings(issue.findings)
    const quote = (text: string, range: TextRange | null) => (range ? text.slice(range.start, range.end).normalize('NFC').replaceAll(/\s+/g, ' ').trim() : '')
    const key = hash(JSON.stringify([issue.kind, quote(texts.conclusion, conclusionSentence), quote(texts.findings, findingsSentence)]))
    return { ...issue, key, conclusionSentence, findingsSentence, mustBeAnswered: mustBeAnswered(issue), answer: answers.get(key) ?? null }
  })
}

/** The issues that keep a report from being signed. */
export const unanswered = (issues: readonly OpenIssue[]): OpenIssue[] => issues.filter((issue) => issue.mustBeAnswered && issue.answer === null)

/** Finds the sentence around a range; a range over several sentences widens to all of them. */
function sentencesOf(text: string): (range: TextRange) => TextRange {
  const sentences = splitSentences(text)
  return (range) => {
    const around = sentences.filter(({ start, end }) => start < range.end && range.start < end)
    return { start: Math.min(range.start, ...around.map(({ start }) => start)), end: Math.max(range.end, ...around.map(({ end }) => end)) }
  }
}
