import { addUp, bleuOf, columns, measureDraft, medianRatio, tableOf, type DraftCase, type MeasuredDraft } from './draft-sums.ts'
import { bootstrapAll, wilson, type Interval } from './interval.ts'
import type { Score } from './rouge.ts'

export type { DraftCase } from './draft-sums.ts'

/** Each between 0 and 1, a mean over reports with its 95 % bootstrap interval over reports. */
export type RougeFigures = Record<keyof Score, Interval>

export type DraftFigures = {
  n: number
  /** As rouge-score without and with its Porter stemmer. Japanese: over characters (Latin words and numbers whole), ours. */
  rouge1: RougeFigures
  rouge2: RougeFigures
  rougeL: RougeFigures
  stemmed: { rouge1: RougeFigures; rouge2: RougeFigures; rougeL: RougeFigures }
  /** Corpus BLEU-4, 0 to 1, as sacrebleu with its defaults (divided by 100); Japanese over our characters. */
  bleu: Interval
  /** Exact and stem matches only, over the tokens of ROUGE. */
  meteor: Interval
  /** Share of all facts of the reports that list any; null when none does. */
  factsKept: (Interval & { count: number; of: number }) | null
  /** Share of the reports with error patterns that make one, with Wilson's interval: bootstrapping no error tells nothing. */
  errorsMade: (Interval & { count: number; of: number }) | null
  /** Median of words (Japanese: characters) of the draft to those of the person. */
  lengthRatio: Interval
  /** Mean share of the draft's words in runs of four or more copied from the findings; null without findings. */
  copyRate: Interval | null
}

export type DraftAgreement = DraftFigures & {
  byModality: Record<string, DraftFigures>
  /** By the language given, otherwise the one the reference is written in. */
  byLanguage: Record<string, DraftFigures>
  reports: { id: string | number; rouge1: number; rougeL: number; meteor: number; lengthRatio: number; factsMissing: string[]; errorsMade: string[] }[]
}

/**
 * How near drafts come to what people concluded. Bounds come from 1,000 seeded draws of reports: the same rows give the
 * same figures. Throws SyntaxError for a pattern that is no regular expression.
 */
export function draftAgreement(cases: readonly DraftCase[]): DraftAgreement {
  const measured = cases.map(measureDraft)
  const groups = (nameOf: (one: DraftCase, index: number) => string | undefined) => {
    const members = Map.groupBy(measured.keys(), (i) => nameOf(cases[i]!, i))
    return Object.fromEntries([...members].flatMap(([name, some]) => (name === undefined ? [] : [[name, draftFigures(some.map((i) => measured[i]!))]])))
  }
  return {
    ...draftFigures(measured),
    byModality: groups(({ modality }) => modality),
    byLanguage: groups((_, i) => measured[i]!.language),
    reports: measured.map(({ sums, ratio, missing, errors }, i) => ({ id: cases[i]!.id, rouge1: sums[columns.rouge1]!, rougeL: sums[columns.rougeL]!, meteor: sums[columns.meteor]!, lengthRatio: ratio, factsMissing: missing, errorsMade: errors })),
  }
}

/** The figures of drafts that are measured already. */
export function draftFigures(measured: readonly MeasuredDraft[]): DraftFigures {
  const table = tableOf(measured)
  const intervals = bootstrapAll(measured.length, (drawn) => {
    const sums = addUp(table, drawn)
    return [...sums.subarray(0, columns.copied)].map((sum) => sum / drawn.length).concat(sums[columns.copied]! / sums[columns.copyable]!, sums[columns.kept]! / sums[columns.facts]!, medianRatio(table, drawn), bleuOf(sums))
  })
  const rougeAt = (k: number): RougeFigures => ({ precision: intervals[k * 3]!, recall: intervals[k * 3 + 1]!, f1: intervals[k * 3 + 2]! })
  const [meteorMean, copied, kept, ratio, bleuValue] = intervals.slice(columns.meteor) as [Interval, Interval, Interval, Interval, Interval]
  const total = addUp(table, measured.keys())
  const checked = measured.filter((one) => one.checked).length
  const wrong = measured.filter((one) => one.errors.length > 0).length
  return {
    n: measured.length,
    rouge1: rougeAt(0),
    rouge2: rougeAt(1),
    rougeL: rougeAt(2),
    stemmed: { rouge1: rougeAt(3), rouge2: rougeAt(4), rougeL: rougeAt(5) },
    bleu: bleuValue,
    meteor: meteorMean,
    factsKept: total[columns.facts]! > 0 ? { ...kept, count: total[columns.kept]!, of: total[columns.facts]! } : null,
    errorsMade: checked > 0 ? { ...wilson(wrong, checked), count: wrong, of: checked } : null,
    lengthRatio: ratio,
    copyRate: total[columns.copyable]! > 0 ? copied : null,
  }
}
