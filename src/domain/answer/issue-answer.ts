import { z } from 'zod'
import type { CheckInput } from '../check/check-conclusion.ts'
import type { CheckIssue, IssueKind } from '../check/issue.ts'
import type { TextRange } from '../report/range.ts'
import { splitSentences } from '../text/sentences.ts'
import { besideOf, quote, type Beside, type Quoted } from './beside.ts'

/** Why a contradiction stands as it is: the check misread it, it is known from elsewhere, or another reason in words. */
export const AnswerReason = z.enum(['same', 'elsewhere', 'other'])
export type AnswerReason = z.infer<typeof AnswerReason>

/** "Intended": a person looked at a contradiction and lets it stand. It holds while neither sentence changes. */
export type IssueAnswer = { id: string; reason: AnswerReason; note: string; author: string; at: string }

/** An answer as it was signed: with the two sentences and what the check had said of them. */
export type SignedAnswer = Omit<IssueAnswer, 'id'> & { kind: string; message: string; conclusion: string; findings: string }

/** An issue with the sentences it is about. Ranges are those of the text that was checked. */
export type LocatedIssue = CheckIssue & {
  /** Names the issue by its kind and its two sentences, wherever they stand. */
  key: string
  /** The sentence of the conclusion, or of the addendum, with the words that are wrong in it; null where there is none. */
  said: Quoted | null
  /** What it is held against; null where nothing of the report or the order has it. */
  beside: Beside | null
  /** Whether the report cannot be signed until this is fixed or answered. */
  mustBeAnswered: boolean
}

/** An issue of the text as it stands, and the answer that still holds. */
export type OpenIssue = LocatedIssue & { answer: IssueAnswer | null }

/** Kinds that stop signing until somebody answers; all others are advice. */
const answered: ReadonlySet<IssueKind> = new Set<IssueKind>(['side', 'negation', 'number'])

/** Contradictions of side, negation and number are fixed or answered before signing. */
export const mustBeAnswered = ({ kind, severity }: Pick<CheckIssue, 'kind' | 'severity'>): boolean => severity === 'error' && answered.has(kind)

/**
 * Issues with their sentences and a key. `hash` makes keys short. `field` names the part of `input.findings` that a place belongs to; left out:
 * all of it are the findings.
 */
export function locateIssues(issues: readonly CheckIssue[], input: CheckInput, hash: (text: string) => string, field: (at: number) => 'findings' | 'conclusion' = () => 'findings'): LocatedIssue[] {
  const conclusion = sentencesOf(input.conclusion)
  const findings = sentencesOf(input.findings)
  return issues.map((issue) => {
    const said = issue.conclusion && quote(input.conclusion, conclusion(issue.conclusion), [issue.conclusion])
    const against = issue.findings && quote(input.findings, findings(issue.findings), [issue.findings])
    const plain = (quoted: Quoted | null) => (quoted?.text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim()
    const key = hash(JSON.stringify([issue.kind, plain(said), plain(against)]))
    const beside: Beside | null = against ? { field: field(issue.findings!.start), ...against } : besideOf(issue, input)
    return { ...issue, key, said, beside, mustBeAnswered: mustBeAnswered(issue) }
  })
}

/** Issues with the answers that still hold: those given to the same kind in the same two sentences. */
export const withAnswers = (issues: readonly LocatedIssue[], answers: ReadonlyMap<string, IssueAnswer>): OpenIssue[] => issues.map((issue) => ({ ...issue, answer: answers.get(issue.key) ?? null }))

/** The issues that keep a report from being signed. */
export const unanswered = (issues: readonly OpenIssue[]): OpenIssue[] => issues.filter((issue) => issue.mustBeAnswered && issue.answer === null)

/** Finds the sentence around a range; a range over several sentences widens to all of them. */
function sentencesOf(text: string): (range: TextRange) => TextRange {
  const sentences = splitSentences(text)
  return (range) => {
    // Sentences are in the order of the text: the first that ends behind the start of the range is the first around it.
    let low = 0
    for (let high = sentences.length; low < high; ) {
      const middle = (low + high) >> 1
      if (sentences[middle]!.end > range.start) high = middle
      else low = middle + 1
    }
    let { start, end } = range
    for (let at = low; at < sentences.length && sentences[at]!.start < range.end; at++) {
      start = Math.min(start, sentences[at]!.start)
      end = Math.max(end, sentences[at]!.end)
    }
    return { start, end }
  }
}
