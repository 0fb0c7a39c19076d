import type { JudgedSentence, StatusReading } from '../classify-status.ts'
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

/** No sentence has that many clauses. */
const longestSentence = 1_000

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
    if (clause >= 0) byClause.set(sentence * longestSentence + clause, (byClause.get(sentence * longestSentence + clause) ?? 0) + share)
  }
  const ranges: { sentence: number; clause: number; weight: number }[] = []
  for (const [sentence, share] of bySentence) {
    const { role, reading: read } = reading.sentences[sentence]!
    if (role === 'past') continue
    const { topic, clauses } = symbolsOf(reading.sentences[sentence]!)
    if (topic === topics.organ || (topic === topics.none && read < 0)) continue
    let clause = 0
    let most = -Infinity
    clauses.forEach(({ topic: about }, k) => {
      const share = byClause.get(sentence * longestSentence + k) ?? -Infinity
      const own = share > 0 ? share * clauseStanding[about]! : share
      if (own > most) {
        most = own
        clause = k
      }
    })
    // An order or a sentence without a place only decides where nothing better is said.
    const standing = (role === 'indication' ? 0.1 : 1) * clauseStanding[topic]!
    ranges.push({ sentence, clause, weight: share > 0 ? share * standing : share / standing })
  }
  ranges.sort((a, b) => b.weight - a.weight)
  const best = ranges[0]
  if (best === undefined) return []
  return ranges
    .filter(({ weight }, i) => i === 0 || (i === 1 && weight > best.weight * secondPlace))
    .toSorted((a, b) => a.sentence - b.sentence)
    .map(({ sentence, clause }) => quote(reading.sentences[sentence]!, clause))
}

/** How well a clause can carry a label by what it speaks of, in the order of `topics`. */
const clauseStanding = [0.3, 0.1, 0.6, 1, 1]

/** A second sentence is quoted when it speaks nearly as much for the label. */
const secondPlace = 0.6

/** The words of a clause; one without a place is joined to the one it speaks of ("…, larger than before"). */
function quote(sentence: JudgedSentence, chosen: number): StatusEvidence {
  const { clauses } = symbolsOf(sentence)
  let first = clauses[chosen]!.first
  let last = clauses[chosen]!.last
  for (let k = chosen - 1; k >= 0 && clauses[chosen]!.topic === topics.none; k--) {
    first = clauses[k]!.first
    if (clauses[k]!.topic !== topics.none) break
  }
  const { source } = sentence
  const words = source.tokens.words
  while (first < last && edges.has(words[first]!)) first++
  while (last > first && edges.has(words[last]!)) last--
  const start = source.normal.toOriginalStart(source.tokens.starts[first]!)
  const end = source.normal.toOriginalEnd(source.tokens.ends[last]!)
  return { field: source.field, start, end, text: source.original.slice(start, end) }
}
