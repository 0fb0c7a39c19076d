import { detectLanguage } from '../text/language.ts'
import { bleu, bleuCounts, bleuTokens } from './bleu.ts'
import { copyRate } from './copy-rate.ts'
import { factsKept, lengthRatio, median } from './facts-kept.ts'
import { meteor } from './meteor.ts'
import { characterTokens, rougeL, rougeN, rougeTokens } from './rouge.ts'

/** One report: the person's conclusion, and the draft (undefined when there is none; it scores as an empty text). */
export type DraftCase = {
  id: string | number
  reference: string
  hypothesis: string | undefined
  /** Patterns a conclusion must match, and must not match. */
  facts?: readonly string[] | undefined
  errors?: readonly string[] | undefined
  /** For the copy rate. */
  findings?: string | undefined
  modality?: string | undefined
  language?: string | undefined
}

/** What is measured on one draft: enough to add it up with others without its texts. */
export type MeasuredDraft = {
  language: string
  /** Length against the reference. */
  ratio: number
  missing: string[]
  errors: string[]
  /** Has error patterns. */
  checked: boolean
  /** What all figures but the median are made of: numbers to be added up over reports, in the order of `columns`. */
  sums: number[]
}

/** Where each number stands in `sums`. ROUGE-1, -2, -L plain, then stemmed, each as precision, recall, F1, has the places before. */
export const columns = { rouge1: 2, rouge2: 5, rougeL: 8, meteor: 18, copied: 19, copyable: 20, kept: 21, facts: 22, hypothesisLength: 23, referenceLength: 24, matched: 25, total: 29, width: 33 } as const

/** Measures one draft. Throws SyntaxError for a pattern that is no regular expression. */
export function measureDraft({ reference, hypothesis = '', facts = [], errors = [], findings, language }: DraftCase): MeasuredDraft {
  const characters = /^ja\b/i.test(language ?? '') || detectLanguage(reference) === 'ja'
  const tokens = characters ? characterTokens : rougeTokens
  const [wanted, given] = [tokens(reference), tokens(hypothesis)]
  const stems = characters ? ([wanted, given] as const) : ([rougeTokens(reference, true), rougeTokens(hypothesis, true)] as const)
  const rouge = ([[wanted, given], stems] as const).flatMap(([r, h]) => [rougeN(r, h, 1), rougeN(r, h, 2), rougeL(r, h)])
  const { kept, of, missing, errors: made } = factsKept(hypothesis, { facts, errors })
  const copied = findings === undefined || given.length === 0 ? null : copyRate(tokens(findings), given)
  const counts = characters ? bleuCounts(wanted, given) : bleuCounts(bleuTokens(reference), bleuTokens(hypothesis))
  return {
    language: language ?? detectLanguage(reference),
    ratio: lengthRatio(hypothesis, reference),
    missing,
    errors: made,
    checked: errors.length > 0,
    sums: [
      ...rouge.flatMap(({ precision, recall, f1 }) => [precision, recall, f1]),
      meteor(wanted, given),
      copied ?? 0,
      Number(copied !== null),
      kept,
      of,
      counts.hypothesisLength,
      counts.referenceLength,
      ...counts.matched,
      ...counts.total,
    ],
  }
}

/** Drafts as numbers side by side, so that a thousand draws of them add up quickly. */
export type DraftTable = { table: Float64Array; ratios: Float64Array }
export const tableOf = (measured: readonly MeasuredDraft[]): DraftTable => ({ table: Float64Array.from(measured.flatMap(({ sums }) => sums)), ratios: Float64Array.from(measured, ({ ratio }) => ratio) })

/** Sums of the drawn reports. */
export function addUp({ table }: DraftTable, drawn: Iterable<number>): Float64Array {
  const sums = new Float64Array(columns.width)
  for (const report of drawn) {
    for (let column = 0; column < columns.width; column++) sums[column]! += table[report * columns.width + column]!
  }
  return sums
}

/** Corpus BLEU of added-up sums. */
export const bleuOf = (sums: Float64Array): number =>
  bleu([{
    hypothesisLength: sums[columns.hypothesisLength]!,
    referenceLength: sums[columns.referenceLength]!,
    matched: [...sums.subarray(columns.matched, columns.total)],
    total: [...sums.subarray(columns.total, columns.width)],
  }])

/** Median length ratio of the drawn reports. */
export const medianRatio = ({ ratios }: DraftTable, drawn: Uint32Array): number => median(Float64Array.from(drawn, (report) => ratios[report]!))
