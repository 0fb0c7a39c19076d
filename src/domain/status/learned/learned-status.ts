import type { StatusReading } from '../classify-status.ts'
import type { StatusEvidence, StatusLabel } from '../status-tag.ts'
import { featuresOf } from './features.ts'
import type { Features } from './features.ts'
import { symbolsOf, topics } from './sentence-symbols.ts'
import { classLabels, openClass } from './weights.ts'
import type { StatusWeights } from './weights.ts'

export type LearnedAnswer = {
  probabilities: [none: number, progressive: number, stable: number]
  /** Probability that the report leaves the question open; part of the first of `probabilities`. */
  open: number
  /** The clauses that speak most for a label, in the order of the report. */
  evidenceFor: (label: StatusLabel) => StatusEvidence[]
}

/** What the learned classifier makes of a report the rules have read. Deterministic; time is bounded whatever the length. */
export function classifyLearned(reading: StatusReading, weights: StatusWeights): LearnedAnswer {
  const features = featuresOf(reading)
  const scores = scoresOf(features, weights)
  const shares = softmax(scores, weights.temperature)
  const probabilities: LearnedAnswer['probabilities'] = [0, 0, 0]
  shares.forEach((share, i) => (probabilities[classLabels[i]!]! += share))
  return { probabilities, open: shares[openClass]!, evidenceFor: (label) => evidenceFor(label, reading, features, weights) }
}

/** Value of the features of each group: a group counts the same however many features a report has. */
export function valuesOf(counts: readonly number[], scales: readonly number[]): number[] {
  return counts.map((count, group) => (count > 0 ? scales[group]! / Math.sqrt(count) : 0))
}

/** Logits of the classes. */
export function scoresOf({ index, group, counts }: Features, { numbers, bias, scales }: Pick<StatusWeights, 'numbers' | 'bias' | 'scales'>): number[] {
  const classes = classLabels.length
  const values = valuesOf(counts, scales)
  const scores = [...bias]
  for (let i = 0; i < index.length; i++) {
    const at = index[i]! * classes
    const value = values[group[i]!]!
    for (let c = 0; c < classes; c++) scores[c]! += numbers[at + c]! * value
  }
  return scores
}

export function softmax(scores: readonly number[], temperature: number): number[] {
  const largest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp((score - largest) / temperature))
  const sum = powers.reduce((total, one) => total + one, 0)
  return powers.map((one) => one / sum)
}

/** Marks that are cut from both ends of a clause. */
const edges = new Set([',', ';', '、', '(', ')', ':', '。', '.', '\n', '-', '•', '*', '・'])

function evidenceFor(label: StatusLabel, reading: StatusReading, features: Features, weights: StatusWeights): StatusEvidence[] {
  const classes = classLabels.length
  const values = valuesOf(features.counts, weights.scales)
  const bySentence = new Map<number, number>()
  const byClause = new Map<number, number>()
  for (let i = 0; i < features.index.length; i++) {
    const sentence = features.sentence[i]!
    if (sentence < 0) continue
    let own = -Infinity
    let other = -Infinity
    for (let c = 0; c < classes; c++) {
      const weight = weights.numbers[features.index[i]! * classes + c]!
      if (classLabels[c] === label) own = Math.max(own, weight)
      else other = Math.max(other, weight)
    }
    const share = (own - other) * values[features.group[i]!]!
    bySentence.set(sentence, (bySentence.get(sentence) ?? 0) + share)
    const clause = features.clause[i]!
    if (clause >= 0) byClause.set(sentence * 1000 + clause, (byClause.get(sentence * 1000 + clause) ?? 0) + share)
  }
  // Only what speaks of bone or metastasis, or points back to it, can carry a label.
  let best = -1
  let most = -Infinity
  for (const [sentence, share] of bySentence) {
    const { role } = reading.sentences[sentence]!
    if (role === 'past' || share * (role === 'indication' ? 0.5 : 1) <= most) continue
    const topic = symbolsOf(reading.sentences[sentence]!).topic
    if (topic === topics.organ || (topic === topics.none && reading.sentences[sentence]!.reading < 0)) continue
    best = sentence
    most = share * (role === 'indication' ? 0.5 : 1)
  }
  if (best < 0) return []
  const sentence = reading.sentences[best]!
  const { clauses } = symbolsOf(sentence)
  let first = sentence.to
  let last = sentence.from - 1
  let heaviest = -Infinity
  let chosen = 0
  clauses.forEach((_, k) => {
    const share = byClause.get(best * 1000 + k) ?? -Infinity
    if (share > heaviest) {
      heaviest = share
      chosen = k
    }
  })
  const take = (k: number): void => {
    first = Math.min(first, clauses[k]!.first)
    last = Math.max(last, clauses[k]!.last)
  }
  take(chosen)
  // "…, larger than before": a clause without a place is joined to the one it speaks of.
  for (let k = chosen - 1; k >= 0 && clauses[chosen]!.topic === topics.none; k--) {
    take(k)
    if (clauses[k]!.topic !== topics.none) break
  }
  const { source } = sentence
  const words = source.tokens.words
  while (first < last && edges.has(words[first]!)) first++
  while (last > first && edges.has(words[last]!)) last--
  const start = source.normal.toOriginalStart(source.tokens.starts[first]!)
  const end = source.normal.toOriginalEnd(source.tokens.ends[last]!)
  return [{ field: source.field, start, end, text: source.original.slice(start, end) }]
}
