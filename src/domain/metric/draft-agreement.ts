import { detectLanguage } from '../text/language.ts'
import { bleu, bleuCounts, bleuTokens } from './bleu.ts'
import { copyRate } from './copy-rate.ts'
import { factsKept, lengthRatio, median } from './facts-kept.ts'
import { bootstrapAll, wilson, type Interval } from './interval.ts'
import { meteor } from './meteor.ts'
import { characterTokens, rougeL, rougeN, rougeTokens, type Score } from './rouge.ts'

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

type Measured = {
  rouge: Score[]
  meteor: number
  ratio: number
  missing: string[]
  errors: string[]
  checked: boolean
  /** What all figures but the median are made of: numbers to be added up over reports, in the order of `columns`. */
  sums: number[]
}

/**
 * How near drafts come to what people concluded. Bounds come from 1,000 seeded draws of reports: the same rows give the
 * same figures. Throws SyntaxError for a pattern that is no regular expression.
 */
export function draftAgreement(cases: readonly DraftCase[]): DraftAgreement {
  const measured = cases.map(measure)
  const groups = (nameOf: (one: DraftCase) => string | undefined) => {
    const members = Map.groupBy(measured.keys(), (i) => nameOf(cases[i]!))
    return Object.fromEntries([...members].flatMap(([name, some]) => (name === undefined ? [] : [[name, figures(some.map((i) => measured[i]!))]])))
  }
  return {
    ...figures(measured),
    byModality: groups(({ modality }) => modality),
    byLanguage: groups(({ language, reference }) => language ?? detectLanguage(reference)),
    reports: measured.map(({ rouge, meteor, ratio, missing, errors }, i) => ({ id: cases[i]!.id, rouge1: rouge[0]!.f1, rougeL: rouge[2]!.f1, meteor, lengthRatio: ratio, factsMissing: missing, errorsMade: errors })),
  }
}

function measure({ reference, hypothesis = '', facts = [], errors = [], findings, language }: DraftCase): Measured {
  const characters = /^ja\b/i.test(language ?? '') || detectLanguage(reference) === 'ja'
  const tokens = characters ? characterTokens : rougeTokens
  const [wanted, given] = [tokens(reference), tokens(hypothesis)]
  const stems = characters ? ([wanted, given] as const) : ([rougeTokens(reference, true), rougeTokens(hypothesis, true)] as const)
  const rouge = ([[wanted, given], stems] as const).flatMap(([r, h]) => [rougeN(r, h, 1), rougeN(r, h, 2), rougeL(r, h)])
  const meteorScore = meteor(wanted, given)
  const { kept, of, missing, errors: made } = factsKept(hypothesis, { facts, errors })
  const copied = findings === undefined || given.length === 0 ? null : copyRate(tokens(findings), given)
  const counts = characters ? bleuCounts(wanted, given) : bleuCounts(bleuTokens(reference), bleuTokens(hypothesis))
  return {
    rouge,
    meteor: meteorScore,
    ratio: lengthRatio(hypothesis, reference),
    missing,
    errors: made,
    checked: errors.length > 0,
    sums: [
      ...rouge.flatMap(({ precision, recall, f1 }) => [precision, recall, f1]),
      meteorScore,
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

/** Where each number stands in `sums`; ROUGE has the places before. */
const columns = { meteor: 18, copied: 19, copyable: 20, kept: 21, facts: 22, hypothesisLength: 23, referenceLength: 24, matched: 25, total: 29, width: 33 } as const

function figures(measured: readonly Measured[]): DraftFigures {
  const table = Float64Array.from(measured.flatMap(({ sums }) => sums))
  const ratios = Float64Array.from(measured, ({ ratio }) => ratio)
  const addUp = (drawn: Uint32Array) => {
    const sums = new Float64Array(columns.width)
    for (const report of drawn) {
      for (let column = 0; column < columns.width; column++) sums[column]! += table[report * columns.width + column]!
    }
    return sums
  }
  const intervals = bootstrapAll(measured.length, (drawn) => {
    const sums = addUp(drawn)
    const counts = {
      hypothesisLength: sums[columns.hypothesisLength]!,
      referenceLength: sums[columns.referenceLength]!,
      matched: [...sums.subarray(columns.matched, columns.total)],
      total: [...sums.subarray(columns.total, columns.width)],
    }
    const ratio = median(Float64Array.from(drawn, (report) => ratios[report]!))
    return [...sums.subarray(0, columns.copied)].map((sum) => sum / drawn.length).concat(sums[columns.copied]! / sums[columns.copyable]!, sums[columns.kept]! / sums[columns.facts]!, ratio, bleu([counts]))
  })
  const rougeAt = (k: number): RougeFigures => ({ precision: intervals[k * 3]!, recall: intervals[k * 3 + 1]!, f1: intervals[k * 3 + 2]! })
  const [meteorMean, copied, kept, ratio, bleuValue] = intervals.slice(columns.meteor) as [Interval, Interval, Interval, Interval, Interval]
  const total = addUp(Uint32Array.from(measured.keys()))
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
