import { calibrationError, type Confidence } from '../metric/calibration.ts'
import { seededRandom, wilson } from '../metric/interval.ts'
import type { StatusLabel } from '../status/status-tag.ts'
import type { CohortSummary, CountedShare } from './cohort.ts'
import type { SampleMatrix } from './matrix.ts'

export type Frequency = [none: number, progressive: number, stable: number]
type PredictiveAt = NonNullable<CohortSummary['predictiveAt']>

/** A share with its Wilson interval (95 %); null of nothing. */
function share(count: number, of: number): CountedShare | null {
  return of > 0 ? { ...wilson(count, of), n: of } : null
}

const labels: readonly StatusLabel[] = [0, 1, 2]
const total = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0)

/** Right labels of all adjudicated reports; an abstention counts as wrong. */
export function accuracyOf(matrix: SampleMatrix): CountedShare | null {
  return share(matrix[0][0] + matrix[1][1] + matrix[2][2], total(matrix.map(total)))
}

/** Of the reports that people gave a label: the share that the machine gave the same. An abstention counts as missed. */
export function sensitivities(matrix: SampleMatrix): (CountedShare | null)[] {
  return labels.map((label) => share(matrix[label][label], total(matrix[label])))
}

/** Of the reports that the machine gave a label: the share that people gave the same, in the mixture that was adjudicated. */
export function predictiveValues(matrix: SampleMatrix): (CountedShare | null)[] {
  return labels.map((label) => share(matrix[label][label], matrix[0][label] + matrix[1][label] + matrix[2][label]))
}

const rounds = 1000

/**
 * Predictive values at given frequencies of the three classes (shares that sum to 1), by Bayes' rule from how each class is answered:
 * PV(c) = f(c)·P(answer c | c) ÷ Σ f(k)·P(answer c | k). Null where a class of the mixture was never adjudicated, or the label never given.
 * Intervals: percentile bootstrap (95 %) over the reports of each class, with a fixed seed.
 */
export function predictiveValuesAt(matrix: SampleMatrix, frequency: Frequency): PredictiveAt['values'] {
  const sizes = matrix.map(total)
  if (labels.some((label) => frequency[label] > 0 && sizes[label] === 0)) return [null, null, null]
  const values = bayes(matrix, sizes, frequency)
  const random = seededRandom(1)
  const drawn: number[][] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const again = matrix.map((row) => resample(row, random))
    for (const [label, value] of bayes(again, sizes, frequency).entries()) if (!Number.isNaN(value)) drawn[label]!.push(value)
  }
  return values.map((value, label) => {
    if (Number.isNaN(value)) return null
    const sorted = Float64Array.from(drawn[label]!).toSorted()
    const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? value
    return { value, low: at(0.025), high: at(0.975) }
  })
}

/** NaN where the label is never given at these frequencies. */
function bayes(matrix: readonly (readonly number[])[], sizes: readonly number[], frequency: Frequency): number[] {
  const answered = (truth: number, label: number) => (sizes[truth] === 0 ? 0 : (frequency[truth]! * matrix[truth]![label]!) / sizes[truth]!)
  return labels.map((label) => answered(label, label) / labels.reduce<number>((sum, truth) => sum + answered(truth, label), 0))
}

/** As many reports again, drawn with replacement from one row of counts: one binomial draw per cell of what is left. */
function resample(row: readonly number[], random: () => number): number[] {
  let left = total(row)
  let rest = left
  return row.map((count) => {
    const drawn = binomial(left, rest > 0 ? count / rest : 0, random)
    left -= drawn
    rest -= count
    return drawn
  })
}

/** Expected successes from which the normal approximation is as good as drawing each. */
const many = 100

/** How many of `of` succeed, each with probability `share`; the work is bounded whatever `of` is. */
function binomial(of: number, share: number, random: () => number): number {
  if (share > 0.5) return of - binomial(of, 1 - share, random)
  if (of === 0 || share <= 0) return 0
  if (of * share > many) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.min(of, Math.max(0, Math.round(of * share + normal * Math.sqrt(of * share * (1 - share)))))
  }
  // From success to success: the failures between are geometrically distributed.
  let successes = 0
  for (let at = gap(share, random); at < of; at += 1 + gap(share, random)) successes++
  return successes
}

const gap = (share: number, random: () => number) => Math.floor(Math.log(1 - random()) / Math.log(1 - share))

/** Smallest random sample whose labels are taken for the department's frequency. */
const enough = 30

/**
 * The mixture to weigh by: what was given; else the labels of the run's random sample, once it is large enough; else the labels of the
 * archive. Null when nothing is known. `sample` holds the labels people gave the sample, without gaps.
 */
export function frequencyOf(given: Frequency | null, sample: readonly StatusLabel[], archive: readonly [number, number, number]): { frequency: Frequency; source: PredictiveAt['source'] } | null {
  if (given) return { frequency: given, source: 'given' }
  const counted = labels.map((label) => sample.filter((each) => each === label).length)
  if (sample.length >= enough) return { frequency: sharesOf(counted), source: 'adjudicated sample' }
  return total(archive) > 0 ? { frequency: sharesOf(archive), source: 'tags of the archive' } : null
}

const sharesOf = (counts: readonly number[]): Frequency => labels.map((label) => counts[label]! / total(counts)) as Frequency

/** How honest the odds were on adjudicated reports: expected calibration error and ten bins of the most likely class. */
export function honesty(answers: readonly Confidence[]): Pick<CohortSummary, 'calibrationError' | 'reliability'> {
  if (answers.length === 0) return { calibrationError: null, reliability: [] }
  const { value, bins } = calibrationError(answers)
  return {
    calibrationError: value,
    reliability: bins.map(({ low, high, n, confidence, accuracy }) => ({ from: low, to: high, count: n, meanProbability: n > 0 ? confidence : 0, accuracy: n > 0 ? accuracy : 0 })),
  }
}
