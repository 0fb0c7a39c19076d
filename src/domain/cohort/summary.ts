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
 * Intervals (95 %): each P(answer c | k) is drawn from its Jeffreys posterior Beta(x + ½, n − x + ½) and the values' percentiles are taken;
 * unlike a bootstrap it keeps its width where nothing disagreed (Brown, Cai & DasGupta, Statistical Science 2001; 16: 101–133). The
 * frequencies count as known. The seed is fixed: the same matrix gives the same bounds.
 */
export function predictiveValuesAt(matrix: SampleMatrix, frequency: Frequency): PredictiveAt['values'] {
  const sizes = matrix.map(total)
  if (labels.some((label) => frequency[label] > 0 && sizes[label] === 0)) return [null, null, null]
  const random = seededRandom(1)
  return labels.map((label) => {
    const value = bayes(frequency, label, (truth) => matrix[truth][label] / sizes[truth]!)
    if (Number.isNaN(value)) return null
    const drawn = Float64Array.from({ length: rounds }, () => bayes(frequency, label, (truth) => beta(matrix[truth][label] + 0.5, sizes[truth]! - matrix[truth][label] + 0.5, random))).toSorted()
    const at = (part: number) => drawn[Math.round(part * (rounds - 1))]!
    // By the convention of that interval none and all reach 0 and 1; so the value is never outside its own interval.
    return { value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975)) }
  })
}

/** Predictive value of `label` where a report of class `truth` gets it with probability `answered(truth)`; NaN where it is never given. */
function bayes(frequency: Frequency, label: StatusLabel, answered: (truth: StatusLabel) => number): number {
  const given = labels.map((truth) => (frequency[truth] === 0 ? 0 : frequency[truth] * answered(truth)))
  return given[label]! / total(given)
}

/** One draw from a beta distribution; `a` and `b` at least ½. */
function beta(a: number, b: number, random: () => number): number {
  const first = gamma(a, random)
  return first / (first + gamma(b, random))
}

/** One draw from a gamma distribution of scale 1 (Marsaglia & Tsang, ACM Transactions on Mathematical Software 2000; 26: 363–372). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

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
