import type { DraftContent, DraftInput } from '../draft/draft.ts'
import { checkOf, contradictions, mutatedCases } from '../gate/gate-case.ts'
import type { GateReport } from '../gate/gate-report.ts'
import { columns, measureDraft } from '../metric/draft-sums.ts'
import type { StatusLabel } from '../status/status-tag.ts'
import { detectLanguage } from '../text/language.ts'
import type { EvaluationAnswer, EvaluationCase } from './evaluation.ts'

/** Status tag of a text; null: withheld. */
export type LabelOf = (text: { indication: string; conclusion: string }) => StatusLabel | null

/** What an engine is given of a case. */
export function inputOfCase({ findings, indication, comparison, modality, region, language, sex, age }: EvaluationCase): DraftInput {
  return { findings, ...(indication && { indication }), ...(comparison && { comparison }), ...(modality && { modality }), ...(region && { region }), ...(language && { language }), sex, age }
}

/** What makes a draft the worst of a run, 0 or more: what could hurt before what is merely different. */
export function badnessOf({ contradictions, measured: { errors, missing, sums } }: EvaluationAnswer): number {
  return 1000 * (contradictions.length + errors.length) + 10 * missing.length + (1 - sums[columns.rougeL]!)
}

/** Everything that is told of a draft: how near it is to what was written, and what the checks find. `ms`: how long it took. */
export function judgeDraft(one: EvaluationCase, { conclusion, struck, checks, leftOut, modelShare }: DraftContent, ms: number, labelOf: LabelOf): EvaluationAnswer {
  const label = (text: string) => labelOf({ indication: one.indication, conclusion: text })
  return {
    conclusion, struck, leftOut: leftOut.length, modelShare, ms,
    contradictions: checks.filter(({ severity }) => severity === 'error').map(({ kind, message }) => ({ kind, message })),
    labels: { written: label(one.written), drafted: label(conclusion) },
    measured: measureDraft({ id: 0, reference: one.written, hypothesis: conclusion, facts: one.facts, errors: one.errors, findings: one.findings, language: one.language ?? undefined }),
  }
}

/** The same draft gets the same errors in every run. */
const flipSeed = 1

/** Machine wording is other wording: errors are put into the draft itself, which must have no contradiction of its own. How many the checks notice. */
export function flipsOf({ findings, indication, comparison, language, sex }: EvaluationCase, conclusion: string): { caught: number; of: number } {
  const report: GateReport = { id: findings, findings, conclusion, indication, comparison, language: language ?? detectLanguage(`${findings}\n${conclusion}`), sex: sex === 'F' || sex === 'M' ? sex : null }
  const check = checkOf(report)
  const cases = conclusion.trim() === '' || contradictions(check(conclusion)).length > 0 ? [] : mutatedCases(report, flipSeed, check)
  return { caught: cases.filter(({ caught }) => caught).length, of: cases.length }
}
