import { readFileSync } from 'node:fs'
import type { Joining } from '../../../src/domain/status/encoder/encoder-head.ts'
import { trustIn } from '../../../src/domain/status/encoder/with-encoder.ts'

type Trust = NonNullable<Joining['trust']>
type Odds = [number, number, number]
type Language = 'en' | 'ja'

/**
 * What every tier made of a report when its file was opened: rules, weights and encoder of that day, none of which had seen it.
 * `answer` is the label of all of them together.
 */
type FirstRun = { file: string; id: string; label: 0 | 1 | 2; answer: 0 | 1 | 2; rules: 0 | 1 | 2; before: Odds; encoder: Odds }
/** An answer with the share that is told for it; `weight`: what it counts. */
type Told = { language: Language; probability: number; right: boolean; weight: number }

export const firstRuns = (): FirstRun[] => readFileSync(new URL('first-runs.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as FirstRun)

export const languageOf = ({ file }: FirstRun): Language => (file.includes('-ja') ? 'ja' : 'en')

const isEveryday = ({ file }: FirstRun): boolean => file.startsWith('calibrate')

/**
 * What a report counts. Most files were made hard on purpose; together they count as much as the calibration files, of which half are
 * everyday reports. An accepted error is meant for such a mixture, which is still harder than a department's archive.
 */
export function weightsOf(rows: readonly FirstRun[]): (row: FirstRun) => number {
  const everyday = rows.filter(isEveryday).length
  const hard = everyday > 0 ? everyday / Math.max(1, rows.length - everyday) : 1
  return (row) => (isEveryday(row) ? 1 : hard)
}

const logOdds = (share: number): number => Math.log(Math.max(share, 1e-4) / Math.max(1 - share, 1e-4))

/** Solves a small set of linear equations (Gauss, with pivots). */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let i = 0; i < rows.length; i++) {
    let pivot = i
    for (let k = i; k < rows.length; k++) if (Math.abs(rows[k]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = k
    ;[rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!]
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue
      const factor = rows[k]![i]! / rows[i]![i]!
      for (let j = i; j <= rows.length; j++) rows[k]![j]! -= factor * rows[i]![j]!
    }
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!)
}

/** Logistic regression by Newton's method, weight decay 1 on all but the bias. */
export function fitTrust(rows: readonly FirstRun[], weightOf: (row: FirstRun) => number): Trust {
  const points = rows.map((row) => [1, logOdds(row.before[row.answer]), logOdds(row.encoder[row.answer]), row.rules === row.answer ? 1 : 0])
  let weights = [0, 0, 0, 0]
  for (let round = 0; round < 25; round++) {
    const slope = weights.map((weight, j) => (j === 0 ? 0 : weight))
    const curve = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-6 : 1) : 0)))
    points.forEach((point, r) => {
      const share = 1 / (1 + Math.exp(-point.reduce((sum, value, j) => sum + value * weights[j]!, 0)))
      const counts = weightOf(rows[r]!)
      const error = counts * (share - (rows[r]!.answer === rows[r]!.label ? 1 : 0))
      for (let i = 0; i < 4; i++) {
        slope[i]! += error * point[i]!
        for (let j = 0; j < 4; j++) curve[i]![j]! += counts * share * (1 - share) * point[i]! * point[j]!
      }
    })
    const step = solve(curve, slope)
    weights = weights.map((weight, j) => weight - step[j]!)
  }
  const [bias, before, encoder, rules] = weights.map((weight) => Math.round(weight * 10_000) / 10_000)
  return { bias: bias!, before: before!, encoder: encoder!, rules: rules! }
}

/** What would be told of each report by a trust that was fitted on the other authors' files. */
export function toldOfOthers(rows: readonly FirstRun[], askBelow: Record<Language, number>): Told[] {
  const isAsked = (row: FirstRun): boolean => Math.max(...row.before) < askBelow[languageOf(row)]
  const weightOf = weightsOf(rows)
  return [...new Set(rows.map(({ file }) => file))].flatMap((file) => {
    const trust = fitTrust(rows.filter((row) => row.file !== file && isAsked(row)), weightOf)
    return rows.filter((row) => row.file === file).map((row): Told => ({
      language: languageOf(row),
      probability: isAsked(row) ? trustIn(row.answer, row.before, row.encoder, row.rules === row.answer, trust) : Math.max(...row.before),
      right: row.answer === row.label,
      weight: weightOf(row),
    }))
  })
}

/** For each accepted error the lowest share above which the counted error stays within it. */
export function bandOf(told: readonly Told[], acceptedErrors: readonly number[]): { acceptedError: number; threshold: number; abstained: number; errorAfter: number; n: number }[] {
  const round = (value: number): number => Math.round(value * 10_000) / 10_000
  const sorted = told.toSorted((a, b) => b.probability - a.probability)
  return acceptedErrors.map((acceptedError) => {
    let wrong = 0
    let seen = 0
    let kept = 0
    let errorAfter = 0
    let threshold = 1
    sorted.forEach(({ right, probability, weight }, i) => {
      seen += weight
      if (!right) wrong += weight
      // Answers of the same probability stand or fall together.
      if (sorted[i + 1]?.probability === probability || wrong > acceptedError * seen) return
      kept = seen
      errorAfter = wrong / kept
      threshold = Math.floor(probability * 10_000) / 10_000
    })
    return { acceptedError, threshold, abstained: round(1 - kept / told.reduce((sum, { weight }) => sum + weight, 0)), errorAfter: round(errorAfter), n: told.length }
  })
}
