import { readStatus } from '../../../src/domain/status/classify-status.ts'
import { featuresOf, hashBits } from '../../../src/domain/status/learned/features.ts'
import type { Features } from '../../../src/domain/status/learned/features.ts'
import { scoresOf, softmax, valuesOf } from '../../../src/domain/status/learned/learned-status.ts'
import { classLabels } from '../../../src/domain/status/learned/weights.ts'
import type { StatusInput } from '../../../src/domain/status/status-tag.ts'

/** A report to learn from; `weight` is how many composed reports it counts for. */
export type Example = { features: Features; target: number; label: 0 | 1 | 2; weight: number; rules: { label: 0 | 1 | 2 | null; ground: string | null } }

export type Options = { scales: readonly number[]; decay: number; rounds: number; rate: number; seed: number; rarest: number }

export type Trained = { numbers: Float32Array; bias: number[]; scales: readonly number[] }

/** The features of a report with its class: none, none but left open, progressive, stable. */
export function exampleOf(input: StatusInput, label: 0 | 1 | 2, uncertain: boolean, weight: number): Example {
  const reading = readStatus(input)
  const { index, group, counts, ...rest } = featuresOf(reading)
  return {
    features: { ...rest, index, group, counts, sentence: [], clause: [] },
    target: label === 0 ? (uncertain ? 1 : 0) : label + 1,
    label,
    weight,
    rules: { label: reading.decision.label, ground: reading.ground },
  }
}

/** Repeatable random numbers, 0 ≤ x < 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
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
  const random = seeded(options.seed)
  const order = examples.map((_, i) => i)
  const model: Trained = { numbers, bias, scales: options.scales }
  for (let round = 0; round < options.rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const k = Math.floor(random() * (i + 1))
      ;[order[i], order[k]] = [order[k]!, order[i]!]
    }
    for (const k of order) {
      const { features, target, weight } = examples[k]!
      const { index, group, counts } = features
      const values = valuesOf(counts, options.scales)
      const shares = softmax(scoresOf(features, model), 1)
      for (let c = 0; c < classes; c++) {
        const error = (shares[c]! - (c === target ? 1 : 0)) * weight
        biasSquares[c]! += error * error
        bias[c]! -= (options.rate * error) / Math.sqrt(biasSquares[c]!)
        for (let i = 0; i < index.length; i++) {
          if (seen[index[i]!]! < options.rarest) continue
          const value = values[group[i]!]!
          if (value === 0) continue
          const at = index[i]! * classes + c
          const slope = value * (error + options.decay * numbers[at]! * weight)
          squares[at]! += slope * slope
          numbers[at]! -= (options.rate * slope) / Math.sqrt(squares[at]!)
        }
      }
    }
    progress?.(round + 1)
  }
  return model
}
