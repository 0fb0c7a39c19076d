import { seededRandom } from '../../../src/domain/metric/interval.ts'
import { existsSync, readFileSync } from 'node:fs'
import { readStatus } from '../../../src/domain/status/classify-status.ts'
import { featuresOf, groupNumber, hashBits } from '../../../src/domain/status/learned/features.ts'
import type { Features } from '../../../src/domain/status/learned/features.ts'
import { scoresOf, softmax, valuesOf } from '../../../src/domain/status/learned/learned-status.ts'
import { classLabels } from '../../../src/domain/status/learned/weights.ts'
import type { StatusInput } from '../../../src/domain/status/status-tag.ts'

/** A report to learn from; `weight` is how many composed reports it counts for. */
export type Example = { features: Features; target: number; label: 0 | 1 | 2; weight: number; rules: { label: 0 | 1 | 2 | null; ground: string | null } }

type Options = { scales: readonly number[]; decay: number; rounds: number; rate: number; seed: number; rarest: number; drop: number; dropRules: number }

export type Trained = { numbers: Float32Array; bias: number[]; scales: readonly number[] }

/** How the shipped weights are trained; chosen by cross-fitted figures (docs/decisions/0004-status-tiers.md). */
export const options: Options = { scales: [0.2, 0.2, 0.5, 0.8, 0.1], decay: 0.01, rounds: 6, rate: 0.1, seed: 1, rarest: 2, drop: 0.1, dropRules: 0 }

/** A hand-written report counts for this many composed ones. */
export const handWrittenWeight = 4

const folder = new URL('./', import.meta.url)

/** Hand-written reports of a set beside this file; none where there is no such set. */
export function rowsOf(name: string): LabelledReport[] {
  const file = new URL(name, folder)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as LabelledReport) : []
}

/** All hand-written reports that may be learned from. The test sets are not among them. */
export const handWrittenReports = (language: 'en' | 'ja'): LabelledReport[] => ['develop-L', 'train-L', 'train-L-2', 'train-L-3', 'train-L-4', 'train-L-5', 'train-L-6'].flatMap((name) => rowsOf(`${name.replace('L', language)}.jsonl`))

/** Whether the rules were never mended on a report: only the development and test sets were used for that. */
export const isFresh = ({ id }: LabelledReport): boolean => id.includes('-train-')

export type LabelledReport = { id: string; label: 0 | 1 | 2; uncertain?: boolean; indication?: string; findings?: string; conclusion?: string }

/** The sections of a row of a training or test set. */
export function inputOf({ indication, findings, conclusion }: LabelledReport): StatusInput {
  return { ...(indication !== undefined && { indication }), ...(findings !== undefined && { findings }), ...(conclusion !== undefined && { conclusion }) }
}

/** The features of a report with its class: none, none but left open, progressive, stable. */
export function exampleOf(row: LabelledReport, weight: number): Example {
  const { label } = row
  const reading = readStatus(inputOf(row))
  const { index, group, counts, ...rest } = featuresOf(reading)
  return {
    features: { ...rest, index, group, counts, sentence: [], clause: [] },
    target: label === 0 ? (row.uncertain === true ? 1 : 0) : label + 1,
    label,
    weight,
    rules: { label: reading.decision.label, ground: reading.ground },
  }
}

/** Multinomial logistic regression by AdaGrad (Duchi 2011) with weight decay on the features seen. Features in fewer than `rarest` examples stay 0. */
export function trainLinear(examples: readonly Example[], options: Options, progress?: (round: number) => void): Trained {
  const classes = classLabels.length
  const size = 1 << hashBits
  const numbers = new Float32Array(size * classes)
  const squares = new Float32Array(size * classes).fill(1e-3)
  const bias = classLabels.map(() => 0)
  const biasSquares = classLabels.map(() => 1e-3)
  const seen = new Uint16Array(size)
  for (const { features } of examples) for (const index of features.index) if (seen[index]! < 65_535) seen[index]!++
  const random = seededRandom(options.seed)
  const order = examples.map((_, i) => i)
  const sums = new Float32Array(size * classes)
  const biasSums = classLabels.map(() => 0)
  let averaged = 0
  const most = Math.max(0, ...examples.map(({ features }) => features.index.length))
  const at = new Int32Array(most)
  const value = new Float32Array(most)
  for (let round = 0; round < options.rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const k = Math.floor(random() * (i + 1))
      ;[order[i], order[k]] = [order[k]!, order[i]!]
    }
    for (const k of order) {
      const { features, target, weight } = examples[k]!
      const { group } = features
      // A stranger's report lacks many words of the training set, and the rules err more on it: some features are left out each time.
      const withoutRules = random() < options.dropRules
      const values = valuesOf(features.counts, options.scales)
      let count = 0
      for (let i = 0; i < group.length; i++) {
        const index = features.index[i]!
        if (seen[index]! < options.rarest || values[group[i]!] === 0) continue
        if (group[i] === groupNumber.rules ? withoutRules : random() < options.drop) continue
        at[count] = index * classes
        value[count++] = values[group[i]!]! / (group[i] === groupNumber.rules ? 1 : 1 - options.drop)
      }
      const scores = [...bias]
      for (let i = 0; i < count; i++) for (let c = 0; c < classes; c++) scores[c]! += numbers[at[i]! + c]! * value[i]!
      const shares = softmax(scores, 1)
      for (let c = 0; c < classes; c++) {
        const error = (shares[c]! - (c === target ? 1 : 0)) * weight
        biasSquares[c]! += error * error
        bias[c]! -= (options.rate * error) / Math.sqrt(biasSquares[c]!)
        for (let i = 0; i < count; i++) {
          const place = at[i]! + c
          const slope = value[i]! * (error + options.decay * numbers[place]! * weight)
          squares[place]! += slope * slope
          numbers[place]! -= (options.rate * slope) / Math.sqrt(squares[place]!)
        }
      }
    }
    // The mean of the last rounds errs less than the last one.
    if (round >= options.rounds / 2) {
      averaged++
      for (let i = 0; i < numbers.length; i++) sums[i]! += numbers[i]!
      bias.forEach((one, c) => (biasSums[c]! += one))
    }
    progress?.(round + 1)
  }
  return { numbers: sums.map((sum) => sum / averaged), bias: biasSums.map((sum) => sum / averaged), scales: options.scales }
}

/** The number to divide logits by so that the probabilities of reports that the models have not seen fit best (Guo 2017); golden section on its logarithm. */
export function bestTemperature(cases: readonly { example: Example; model: Trained }[]): number {
  const scored = cases.map(({ example, model }) => ({ label: example.label, scores: scoresOf(example.features, { ...model, scales: [...model.scales] }) }))
  const loss = (logarithm: number): number => {
    let sum = 0
    for (const { label, scores } of scored) {
      const shares = softmax(scores, Math.exp(logarithm))
      sum -= Math.log(Math.max(1e-9, shares.reduce((total, share, c) => total + (classLabels[c] === label ? share : 0), 0)))
    }
    return sum
  }
  let low = Math.log(0.2)
  let high = Math.log(10)
  const ratio = (Math.sqrt(5) - 1) / 2
  while (high - low > 0.001) {
    const a = high - ratio * (high - low)
    const b = low + ratio * (high - low)
    if (loss(a) < loss(b)) high = b
    else low = a
  }
  return Math.exp((low + high) / 2)
}
