import type { TextRange } from '../report/range.ts'
import { addInvention, addWrongSex, carriersOf, dropKeyFinding } from './add-and-drop.ts'
import type { ErrorKind } from './error-kind.ts'
import { flipDirection } from './flip-direction.ts'
import { flipNegation } from './flip-negation.ts'
import { flipNumber } from './flip-number.ts'
import { flipPlace } from './flip-place.ts'
import { flipSide } from './flip-side.ts'
import type { Edit, GateReport } from './gate-report.ts'
import { readReport, type ReportWords } from './report-words.ts'

/** A conclusion with exactly one error. */
export type Mutation = {
  kind: ErrorKind
  conclusion: string
  /** What was written, as a range of `conclusion`; empty where something was taken away. */
  changed: TextRange
  /** The words that stood there, as a range of the correct conclusion, and as text. */
  was: TextRange
  original: string
  /** For `dropped`: where the findings tell what is missing now. */
  missing: TextRange[]
}

const finders: Record<ErrorKind, (words: ReportWords, random: () => number) => Edit[]> = {
  negation: flipNegation, side: flipSide, number: flipNumber, direction: flipDirection, organ: flipPlace, sex: addWrongSex, invented: addInvention, dropped: dropKeyFinding,
}

/**
 * Up to `most` different conclusions with one error of the kind each, chosen by `random`; none where the text offers no place for it.
 * What is written contradicts the correct conclusion and is borne out by nothing in the findings.
 */
export function mutate(report: GateReport, kind: ErrorKind, random: () => number, most = 1, words: ReportWords = readReport(report)): Mutation[] {
  const { conclusion } = report
  const edits = shuffled(finders[kind](words, random), random)
  const mutations: Mutation[] = []
  const seen = new Set([conclusion.trim()])
  for (const edit of edits) {
    if (mutations.length >= most) break
    const written = conclusion.slice(0, edit.start) + edit.text + conclusion.slice(edit.end)
    if (written.trim() === '' || seen.has(written.trim())) continue
    seen.add(written.trim())
    const original = conclusion.slice(edit.start, edit.end)
    mutations.push({
      kind, conclusion: written, changed: { start: edit.start, end: edit.start + edit.text.length }, was: { start: edit.start, end: edit.end }, original,
      missing: kind === 'dropped' ? carriersOf(words, original).map(({ start, end }) => ({ start, end })) : [],
    })
  }
  return mutations
}

/** Fisher and Yates, by a seeded generator. */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const order = [...values]
  for (let last = order.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1))
    ;[order[last], order[at]] = [order[at]!, order[last]!]
  }
  return order
}
