import type { IssueKind } from '../check/issue.ts'
import { draftFigures } from '../metric/draft-agreement.ts'
import { compareDrafts } from '../metric/draft-comparison.ts'
import { columns } from '../metric/draft-sums.ts'
import { median } from '../metric/facts-kept.ts'
import { bootstrapAll, wilson } from '../metric/interval.ts'
import { permutationTest } from '../metric/permutation-test.ts'
import type { Share } from '../metric/tag-agreement.ts'
import type { ComparedPair, EvaluationAnswer, EvaluationComparison, EvaluationFigures, EvaluationSummary } from './evaluation.ts'

const share = (count: number, of: number): Share => ({ ...wilson(count, of), count, of })

/** The figures of a run, all reports and by modality and language; a group of one value is the whole and left out. */
export function summariseAnswers(answers: readonly { modality: string; answer: EvaluationAnswer }[]): EvaluationSummary {
  const group = (nameOf: (one: (typeof answers)[number]) => string) => {
    const groups = [...Map.groupBy(answers, nameOf)].filter(([name]) => name !== '').toSorted(([a], [b]) => (a < b ? -1 : 1))
    return groups.length < 2 ? {} : Object.fromEntries(groups.map(([name, some]) => [name, figuresOf(some.map(({ answer }) => answer))]))
  }
  return { all: figuresOf(answers.map(({ answer }) => answer)), byModality: group(({ modality }) => modality), byLanguage: group(({ answer }) => answer.measured.language) }
}

function figuresOf(answers: readonly EvaluationAnswer[]): EvaluationFigures {
  const n = answers.length
  const likeness = answers.flatMap(({ bertScore }) => bertScore?.f1 ?? [])
  const flips = answers.reduce((sum, { flips: own }) => ({ caught: sum.caught + (own?.caught ?? 0), of: sum.of + (own?.of ?? 0) }), { caught: 0, of: 0 })
  const mean = (drawn: Uint32Array, of: (answer: EvaluationAnswer) => number) => drawn.reduce((sum, i) => sum + of(answers[i]!), 0) / drawn.length
  const [struck, modelShare, ms] = bootstrapAll(n, (drawn) => [mean(drawn, (one) => one.struck.length), mean(drawn, (one) => one.modelShare), median(Float64Array.from(drawn, (i) => answers[i]!.ms))])
  return {
    ...draftFigures(answers.map(({ measured }) => measured)),
    contradicted: share(answers.filter(({ contradictions }) => contradictions.length > 0).length, n),
    struck: struck!,
    tagKept: share(answers.filter(({ labels }) => labels.written === labels.drafted).length, n),
    modelShare: modelShare!,
    flipsCaught: flips.of > 0 ? share(flips.caught, flips.of) : null,
    bertScore: likeness.length > 0 ? bootstrapAll(likeness.length, (drawn) => [drawn.reduce((sum, i) => sum + likeness[i]!, 0) / drawn.length])[0]! : null,
    ms: ms!,
  }
}

/** A report of a run that was answered; `key` is the same for the same findings and written conclusion. */
export type Answered = { number: number; key: string; title: string; answer: EvaluationAnswer }

const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Compares two runs on the reports that both answered. A report that stands twice in a run counts the first time. */
export function compareAnswers(first: readonly Answered[], second: readonly Answered[]): EvaluationComparison {
  const unique = (some: readonly Answered[]) => new Map(some.toReversed().map((one) => [one.key, one]))
  const partners = unique(second)
  const paired = [...unique(first).values()].toSorted((a, b) => a.number - b.number).flatMap((one) => {
    const other = partners.get(one.key)
    return other ? [[one, other] as const] : []
  })
  const answers = paired.map(([one, other]) => [one.answer, other.answer] as const)
  const alike = answers.filter(([one, other]) => one.bertScore && other.bertScore)
  const pairs = paired.map(([one, other]): ComparedPair => {
    const both = <T>(of: (answer: EvaluationAnswer) => T): [T, T] => [of(one.answer), of(other.answer)]
    return {
      numbers: [one.number, other.number], title: one.title,
      rougeL: both(({ measured }) => measured.sums[columns.rougeL]!),
      factsMissing: both(({ measured }) => measured.missing.length + measured.errors.length),
      contradictions: both(({ contradictions }) => contradictions.length),
      labels: both(({ labels }) => labels.drafted),
      same: plain(one.answer.conclusion) === plain(other.answer.conclusion),
    }
  })
  return {
    cases: paired.length,
    unpaired: [first.length - paired.length, second.length - paired.length],
    figures: compareDrafts(answers.map(([one]) => one.measured), answers.map(([, other]) => other.measured)),
    contradicted: pairedMean(answers, ({ contradictions }) => Number(contradictions.length > 0)),
    bertScore: alike.length > 0 ? pairedMean(alike, ({ bertScore }) => bertScore?.f1 ?? 0) : null,
    ms: pairedMean(answers, ({ ms }) => ms),
    changedTags: pairs.filter(({ labels: [one, other] }) => one !== other).length,
    changedConclusions: pairs.filter(({ same }) => !same).length,
    flips: flipsOf(answers),
    pairs: pairs.toSorted((a, b) => worse(b) - worse(a)),
  }
}

/** How much worse the second run did: a contradiction weighs more than a lost fact, a changed tag as much, and nearness comes last. */
function worse({ contradictions, factsMissing, labels, rougeL }: ComparedPair): number {
  return 100 * (contradictions[1] - contradictions[0]) + 10 * (factsMissing[1] - factsMissing[0]) + 10 * Number(labels[0] !== labels[1]) + (rougeL[0] - rougeL[1])
}

type Pairs = readonly (readonly [EvaluationAnswer, EvaluationAnswer])[]

function pairedMean(pairs: Pairs, of: (answer: EvaluationAnswer) => number) {
  const values = pairs.map(([one, other]) => [of(one), of(other)] as const)
  const differences = Float64Array.from(values, ([one, other]) => other - one)
  const mean = (side: 0 | 1) => values.reduce((sum, pair) => sum + pair[side], 0) / values.length
  const [difference] = bootstrapAll(values.length, (drawn) => [drawn.reduce((sum, i) => sum + differences[i]!, 0) / drawn.length])
  const [p] = permutationTest(values.length, (exchanged) => [differences.reduce((sum, value, i) => sum + (exchanged[i] ? -value : value), 0) / differences.length])
  return { first: mean(0), second: mean(1), difference: difference!, p: p! }
}

function flipsOf(pairs: Pairs): EvaluationComparison['flips'] {
  const counts = new Map<IssueKind, { first: number; second: number }>()
  for (const [one, other] of pairs) {
    const [left, right] = [one, other].map(({ contradictions }) => new Set(contradictions.map(({ kind }) => kind))) as [Set<IssueKind>, Set<IssueKind>]
    for (const kind of new Set([...left, ...right])) {
      if (left.has(kind) && right.has(kind)) continue
      const count = counts.get(kind) ?? { first: 0, second: 0 }
      counts.set(kind, { first: count.first + Number(left.has(kind)), second: count.second + Number(right.has(kind)) })
    }
  }
  return [...counts].map(([kind, count]) => ({ kind, ...count }))
}
