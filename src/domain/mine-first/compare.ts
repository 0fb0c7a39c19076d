import { checkConclusion } from '../check/check-conclusion.ts'
import type { IssueKind } from '../check/issue.ts'
import { alignSentence, carries, importance, readConclusion, readFindings, type FindingSentence, type FindingsText } from '../draft/reading/align.ts'
import { weighFinding } from '../draft/choosing/importance.ts'
import type { TextRange } from '../report/range.ts'
import type { Reading, Unit } from '../text/read-sentence.ts'
import type { Comparison, DraftStanding, OwnSentence } from './comparison.ts'

const version = 'mine-first-1'

/** A share of a sentence's words, numbers and places that is enough to say the same. */
const little = 0.25
const enough = 0.5
const nearlyAll = 0.85
/** A finding as heavy as this must be told itself; lighter ones go with their sentence (importance.ts: 2 is a finding worth a follow-up). */
const heavy = 2
/** Sentences beyond this are not compared: no conclusion of a person is as long. */
const mostSentences = 300

/** Sides, negations, numbers and the like: where two sentences contradict each other. */
const differences: ReadonlySet<IssueKind> = new Set(['side', 'negation', 'number', 'direction', 'organ'])

/** A text and its sentences as read. */
type Side = { text: string; sentences: Reading[] }
/** A sentence and the findings that carry it. */
type Told = { reading: Reading; evidence: readonly TextRange[] }

const sideOf = (text: string): Side => ({ text, sentences: readConclusion(text, mostSentences) })

/**
 * Compares what a person wrote with the offered sentences of a draft. Two sentences are about the same thing when the same findings
 * carry them, or when the one carries the other. Never throws on any text; linear in its length.
 */
export function compareConclusions({ own, draft, findings }: { own: string; draft: readonly { text: string; evidence: readonly TextRange[] }[]; findings: string }): Comparison {
  const found = readFindings(findings)
  const mine = sideOf(own)
  // One sentence a line, so that no sentence runs into the next.
  const lines = draft.slice(0, mostSentences).map(({ text }) => text.replaceAll(/\s+/g, ' '))
  const theirs = sideOf(lines.join('\n'))
  const starts = startsOf(lines)
  const ownEvidence = mine.sentences.map((sentence) => alignSentence(sentence, found).evidence)
  const draftSentences = draft.map(({ text, evidence }, index): Told[] => {
    const line = starts[index]
    return line === undefined ? [] : theirs.sentences.filter(({ start }) => start >= line && start <= line + text.length).map((reading) => ({ reading, evidence }))
  })
  const ownSentences = mine.sentences.map((reading, index): Told => ({ reading, evidence: ownEvidence[index] ?? [] }))

  const standings = draft.map(({ text }, index): DraftStanding => {
    const sentences = draftSentences[index] ?? []
    const own = partnerOf(sentences, ownSentences)
    const kinds = own === null ? [] : kindsBetween(textOf(mine, own), text)
    if (kinds.length > 0) return { standing: 'differs', own, kinds }
    const told = sentences.length > 0 && sentences.every((sentence) => isTold(sentence, ownSentences, found))
    return { standing: told ? 'agreed' : 'missing', own, kinds: [] }
  })

  const sentences = ownSentences.map((sentence, index): OwnSentence => {
    const { reading: { start, end }, evidence } = sentence
    const pairs = standings.filter((each) => each.own === index)
    const standing = pairs.some((each) => each.standing === 'differs') ? 'differs'
      : pairs.some((each) => each.standing === 'agreed') || isTold(sentence, draftSentences.flat(), found) ? 'agreed' : 'only'
    return { start, end, text: own.slice(start, end), evidence: [...evidence], standing }
  })
  return { version, own: sentences, draft: standings }
}

/**
 * Kinds in which two sentences contradict each other. Each is held against the other: what only the longer one tells (a second size,
 * one more place) is no contradiction, because seen from the longer one the shorter is carried.
 */
export function kindsBetween(one: string, other: string): IssueKind[] {
  const seenFrom = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ kind, severity }) => severity === 'error' && differences.has(kind)).map(({ kind }) => kind)
  const back = seenFrom(other, one)
  return back.length === 0 ? [] : [...new Set(seenFrom(one, other))].filter((kind) => back.includes(kind))
}

const textOf = ({ text, sentences }: Side, index: number): string => {
  const sentence = sentences[index]
  if (!sentence) return ''
  return text.slice(sentence.start, sentence.end)
}

function startsOf(lines: readonly string[]): number[] {
  let at = 0
  return lines.map((line) => {
    const start = at
    at += line.length + 1
    return start
  })
}

const overlap = (a: readonly TextRange[], b: readonly TextRange[]) => a.filter((one) => b.some((other) => one.start < other.end && other.start < one.end)).length

/** How far two sentences are about the same thing: shared findings count most, then shared names, places and sizes. */
function nearness(sentence: Told, other: Told): number {
  const shared = overlap(sentence.evidence, other.evidence) / Math.max(1, sentence.evidence.length)
  return shared + likeness(sentence.reading.units, other.reading.units)
}

/** The own sentence about the same thing as the sentences of one draft line, or null. */
function partnerOf(sentences: readonly Told[], own: readonly Told[]): number | null {
  let best: { index: number; score: number } | null = null
  for (const [index, each] of own.entries()) {
    const score = Math.max(0, ...sentences.map((sentence) => nearness(sentence, each)))
    if (score >= enough && score > (best?.score ?? 0)) best = { index, score }
  }
  return best?.index ?? null
}

/** Share of what needs carrying in `wanted` that `given` says, whatever its polarity: what contradicts is about the same thing too. */
function likeness(wanted: readonly Unit[], given: readonly Unit[]): number {
  const units = wanted.filter((unit) => importance(unit) > 0)
  const total = units.reduce((sum, unit) => sum + importance(unit), 0)
  if (total === 0) return 0
  const said = (unit: Unit) => given.some((one) => carries({ ...one, negated: unit.negated }, unit))
  return units.reduce((sum, unit) => sum + (said(unit) ? importance(unit) : 0), 0) / total
}

/**
 * Do the sentences about the same thing among `others` tell what `sentence` tells: each heavy finding and each denial, and most of the
 * rest? A name of its own for what the findings describe ("metastasis" for the nodule) tells it too.
 */
function isTold(sentence: Told, others: readonly Told[], findings: FindingsText): boolean {
  const near = others.filter((other) => overlap(sentence.evidence, other.evidence) > 0 || nearness(sentence, other) >= enough)
  if (near.length === 0) return false
  const units = near.flatMap(({ reading }) => reading.units)
  const otherEvidence = near.flatMap(({ evidence }) => evidence)
  const rested = findings.sentences.filter((one) => overlap([one], sentence.evidence) > 0 && overlap([one], otherEvidence) > 0)
  const isNamedIn = (one: FindingSentence, unit: Unit) => one.units.some((each) => carries(each, unit))
  const heavyNames = units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= heavy)
  // Of two findings in one sentence of the findings, naming the one does not tell the other.
  const renamed = (unit: Unit) => !unit.negated && rested.some((one) => (isNamedIn(one, unit) ? heavyNames.some((name) => !isNamedIn(one, name)) : heavyNames.some((name) => isNamedIn(one, name))))
  const told = (unit: Unit) => units.some((one) => carries(one, unit)) || renamed(unit)
  const wanted = sentence.reading.units.filter((unit) => unit.kind === 'finding' && (unit.negated || unit.weight >= heavy))
  if (wanted.some((unit) => !told(unit))) return false
  const said = likeness(sentence.reading.units, units)
  // A heavy finding that the others do not rest on is told only by its very name, or by almost the same words.
  const unnamed = (one: FindingSentence) => !one.units.some((unit) => unit.kind === 'finding' && unit.weight >= heavy && heavyNames.some((name) => name.key === unit.key))
  if (said < nearlyAll && findings.sentences.some((one) => weighFinding(one) >= heavy && overlap([one], sentence.evidence) > 0 && overlap([one], otherEvidence) === 0 && unnamed(one))) return false
  if (said >= enough) return true
  return sentence.evidence.length > 0 && overlap(sentence.evidence, otherEvidence) === sentence.evidence.length && (said >= little || wanted.some(renamed))
}
