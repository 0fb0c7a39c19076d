import { bootstrapAll, wilson, type Interval } from '../metric/interval.ts'
import { permutationOfMeans } from '../metric/permutation-test.ts'
import { cohenKappa, fleissKappa, krippendorffAlpha } from '../metric/rater-agreement.ts'
import type { Share } from '../metric/tag-agreement.ts'
import { aspects, qualities, type Aspect } from './aspects.ts'
import type { BlindRating, DeskTest, DeskTestResults, OpenRating, Scores } from './desk-test.ts'

/** Means of both texts and of what the draft has more, with bootstrap intervals over cases; `p` of the paired permutation test over cases. */
export type PairedMean = { draft: Interval; written: Interval; difference: Interval; p: number }

/** A rating with the sources that it was blind to. */
export function unblind({ sign, machine, scores }: BlindRating, draftFirst: boolean): Pick<OpenRating, 'prefers' | 'guess' | 'draft' | 'written'> {
  const [draft, written] = draftFirst ? (['first', 'second'] as const) : (['second', 'first'] as const)
  return {
    prefers: sign === 'tie' ? 'tie' : sign === draft ? 'draft' : 'written',
    guess: machine === 'unsure' ? 'unsure' : machine === draft ? 'right' : 'wrong',
    draft: scores[draft],
    written: scores[written],
  }
}

const share = (count: number, of: number): Share => ({ ...wilson(count, of), count, of })
const preferences = ['draft', 'written', 'tie'] as const

/** The results of the ratings of readers who finished. Intervals of means are over cases, so that several readers of a case do not count as several cases. */
export function deskTestResults(test: DeskTest, ratings: readonly OpenRating[]): DeskTestResults {
  const byReader = Map.groupBy(ratings, ({ reader }) => reader)
  const byCase = [...Map.groupBy(ratings, (rating) => rating.case).values()]
  const named = ratings.filter(({ guess }) => guess !== 'unsure')
  const prefers = (what: OpenRating['prefers'], some = ratings) => share(some.filter((rating) => rating.prefers === what).length, some.length)
  const detected = (some: readonly OpenRating[]) => share(some.filter(({ guess }) => guess === 'right').length, some.length)
  return {
    test,
    readers: [...byReader].map(([name, some]) => ({ name, cases: some.length, prefersDraft: prefers('draft', some), detected: detected(some.filter(({ guess }) => guess !== 'unsure')) })),
    judgements: ratings.length,
    preference: { draft: prefers('draft'), written: prefers('written'), tie: prefers('tie') },
    detected: detected(named),
    unsure: share(ratings.length - named.length, ratings.length),
    means: Object.fromEntries(aspects.map((aspect) => [aspect, pairedMean(byCase, (scores) => scores[aspect])])) as Record<Aspect, PairedMean>,
    overall: pairedMean(byCase, (scores) => qualities.reduce((sum, aspect) => sum + scores[aspect], 0) / qualities.length),
    agreement: agreementOf([...byReader.values()], byCase),
  }
}

function pairedMean(byCase: readonly (readonly OpenRating[])[], of: (scores: Scores) => number): PairedMean {
  const sums = byCase.map((ratings) => ({ n: ratings.length, draft: ratings.reduce((sum, { draft }) => sum + of(draft), 0), written: ratings.reduce((sum, { written }) => sum + of(written), 0) }))
  const [draft, written, difference] = bootstrapAll(sums.length, (drawn) => {
    let [n, drafted, wrote] = [0, 0, 0]
    for (const i of drawn) {
      n += sums[i]!.n
      drafted += sums[i]!.draft
      wrote += sums[i]!.written
    }
    return [drafted / n, wrote / n, (drafted - wrote) / n]
  })
  return { draft: draft!, written: written!, difference: difference!, p: permutationOfMeans(sums.map((one) => (one.draft - one.written) / one.n)) }
}

function agreementOf(byReader: readonly (readonly OpenRating[])[], byCase: readonly (readonly OpenRating[])[]): DeskTestResults['agreement'] {
  if (byReader.length < 2) return { preference: null, scores: null }
  const [first = [], second = []] = byReader
  const of = new Map(second.map((rating) => [rating.case, rating.prefers]))
  const pairs = first.flatMap((rating) => (of.has(rating.case) ? [[rating.prefers, of.get(rating.case)!] as const] : []))
  const preference =
    byReader.length === 2
      ? { kind: 'cohen' as const, value: cohenKappa(pairs) }
      : { kind: 'fleiss' as const, value: fleissKappa(byCase.map((ratings) => preferences.map((what) => ratings.filter(({ prefers }) => prefers === what).length))) }
  // Each text of each case is a unit of its own.
  const alpha = (aspect: Aspect) => krippendorffAlpha(byCase.flatMap((ratings) => [ratings.map(({ draft }) => draft[aspect]), ratings.map(({ written }) => written[aspect])]), 'ordinal')
  return { preference, scores: Object.fromEntries(aspects.map((aspect) => [aspect, alpha(aspect)])) as Record<Aspect, number> }
}
