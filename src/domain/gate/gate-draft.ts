import type { IssueKind } from '../check/issue.ts'
import type { DraftContent } from '../draft/draft.ts'
import { checkOf, contradictions, mutatedCases, type MutatedCase } from './gate-case.ts'
import type { GateReport } from './gate-report.ts'
import { contentWords } from './own-words.ts'

/** What became of one draft. `failure`: one sentence about why there is none; the counts are then 0. */
export type DraftResult = {
  failure: string | null
  conclusion: string
  contradictions: IssueKind[]
  /** Sentences of the model that were struck, and that are offered. */
  struck: number
  byModel: number
  /** Share of the signed conclusion's words and numbers that the offered draft has too; null where it has none. */
  wordsKept: number | null
  /** Errors put into the draft itself, none where it had a contradiction already; missing in runs from before. */
  injected?: MutatedCase[]
}

/**
 * Holds what a draft offers against the findings, by the checks, and against what somebody signed, by its words. Then puts errors into the
 * draft, as into signed conclusions: machine wording is other wording. The same seed puts in the same errors.
 */
export function judgeDraft(report: GateReport, { conclusion, struck, sentences }: Pick<DraftContent, 'conclusion' | 'struck' | 'sentences'>, seed: number): DraftResult {
  if (conclusion.trim() === '') return failedDraft('The draft is empty.')
  const check = checkOf(report)
  const before = contradictions(check(conclusion))
  return {
    failure: null, conclusion, contradictions: before, injected: before.length > 0 ? [] : mutatedCases({ ...report, conclusion }, seed, check),
    struck: struck.length, byModel: sentences.filter(({ source }) => source === 'model').length, wordsKept: wordsKept(report.conclusion, conclusion),
  }
}

export const failedDraft = (failure: string): DraftResult => ({ failure, conclusion: '', contradictions: [], struck: 0, byModel: 0, wordsKept: null })

/** Sizes in millimetres and other numbers as they are written. */
const numbersIn = (text: string): string[] => [...text.matchAll(/(\d+(?:\.\d+)?)\s?(cm)?/g)].map(([, number, unit]) => String(unit ? Math.round(Number(number) * 100) / 10 : Number(number)))

/** Share of the words and numbers of `reference` that `text` has; null where the reference has none. */
export function wordsKept(reference: string, text: string): number | null {
  const told = new Set([...contentWords(text), ...numbersIn(text)])
  const wanted = [...contentWords(reference), ...numbersIn(reference)]
  return wanted.length === 0 ? null : wanted.filter((word) => told.has(word)).length / wanted.length
}
