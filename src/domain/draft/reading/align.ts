import type { TextRange } from '../../report/range.ts'
import { readSentence, type Reading, type Unit } from '../../text/read-sentence.ts'
import { sameMeasure } from '../../text/measures.ts'
import { splitSentences, type Sentence } from '../../text/sentences.ts'
import { broaderFindings, placesOf, relatedFindings } from '../../text/lexicon/lexicon.ts'

/** A sentence of the findings as read, with what its heading says of place. */
export type FindingSentence = Reading & { index: number; heading: TextRange | null; headingUnits: Unit[] }

/** The findings read once: sentences, and an index from unit names to sentences. */
export type FindingsText = { text: string; sentences: FindingSentence[]; index: ReadonlyMap<string, number[]> }

/** Which findings carry a sentence, how far, and what nothing carries. */
export type Alignment = { evidence: TextRange[]; sentences: FindingSentence[]; support: number; missing: Unit[] }

/** How much each kind counts in the support of a sentence. What steers (certainty, recommendation) needs no evidence. */
const importanceOf: Partial<Record<Unit['kind'], number>> = {
  finding: 2, anatomy: 1, part: 1.5, side: 1.5, level: 2, measure: 2, count: 0.8, change: 1, word: 0.7, time: 0.4, degree: 0.3, normal: 0.6,
}
/** One Japanese character pair says about half as much as a word. */
const pairImportance = 0.4
/** A unit that stands in more sentences than this is too common to search by. */
const longestPosting = 400

/** Reads the findings for alignment. Linear in their length; about 2 ms for 400 words. */
export function readFindings(text: string): FindingsText {
  const headings = new Map<number, Unit[]>()
  const sentences = splitSentences(text).map((sentence: Sentence, index): FindingSentence => {
    const reading = readSentence(text, sentence)
    let headingUnits: Unit[] = []
    if (sentence.heading) {
      const known = headings.get(sentence.heading.start)
      headingUnits = known ?? readSentence(text, sentence.heading).units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'side' || unit.kind === 'level')
      if (!known) headings.set(sentence.heading.start, headingUnits)
    }
    return { ...reading, index, heading: sentence.heading, headingUnits }
  })
  const index = new Map<string, number[]>()
  for (const sentence of sentences) {
    for (const name of new Set([...sentence.units, ...sentence.headingUnits].flatMap(namesOf))) {
      const posting = index.get(name)
      if (!posting) index.set(name, [sentence.index])
      else if (posting.length < longestPosting) posting.push(sentence.index)
    }
  }
  return { text, sentences, index }
}

/** Names under which a unit is found: its own, the more general ones, the place it implies. */
function namesOf(unit: Unit): string[] {
  if (!importanceOf[unit.kind]) return []
  if (unit.kind === 'finding') return [`f:${unit.key}`, ...broaderFindings(unit.key).map((key) => `f:${key}`), ...placesOf(unit.key).map((key) => `a:${key}`)]
  if (unit.kind === 'anatomy') return [`a:${unit.key}`]
  if (unit.kind === 'measure' || unit.kind === 'count') return [`n:${Math.round(unit.value)}${unit.unit}`]
  return [`${unit.kind}:${unit.group}${unit.key}`]
}

/** How much a unit counts in the support of a sentence; 0 for what needs no evidence. */
export const importance = (unit: Unit): number => (unit.kind === 'word' && unit.key.length === 2 && unit.key.charCodeAt(0) > 0x2fff ? pairImportance : importanceOf[unit.kind] ?? 0)

/** Does a finding's unit say what the conclusion's unit says, polarity included? */
export function carries(finding: Unit, wanted: Unit): boolean {
  if (wanted.kind === 'finding') {
    if (finding.kind !== 'finding' || !relatedFindings(finding.key, wanted.key)) return false
    return finding.negated === wanted.negated
  }
  if (wanted.kind === 'anatomy') return finding.kind === 'anatomy' ? finding.key === wanted.key : finding.kind === 'finding' && placesOf(finding.key).includes(wanted.key)
  if (wanted.kind === 'side') return finding.kind === 'side' && (finding.key === wanted.key || finding.key === 'bilateral')
  if (wanted.kind === 'measure' || wanted.kind === 'count') {
    if (finding.kind === 'measure' || finding.kind === 'count') return sameMeasure(wanted, finding)
    return false
  }
  if (wanted.kind === 'level') return finding.kind === 'level' && sameLevel(finding.key, wanted.key)
  if (wanted.kind === 'change') return finding.kind === 'change' && changeOf(finding) === changeOf(wanted)
  return finding.kind === wanted.kind && finding.key === wanted.key && finding.group === wanted.group
}

/** "L4/5" is carried by "L4/5" and says L4 and L5. */
function sameLevel(finding: string, wanted: string): boolean {
  return finding === wanted || finding.split('/').includes(wanted)
}

/** "not increased" is unchanged. */
export const changeOf = (unit: Unit): string => (unit.negated && unit.key !== 'resolved' ? 'same' : unit.key)

/**
 * The findings that carry one conclusion sentence: the best sentence first, then those that carry what is still missing
 * (at most five). Evidence is returned in the order of the text. `support` is the carried share of what needs carrying. `strict`: what is told of
 * the other side only, or only advised, carries nothing by the rest of its words.
 */
export function alignSentence(sentence: Reading, findings: FindingsText, strict = false): Alignment {
  const wanted = sentence.units.filter((unit) => importance(unit) > 0)
  const total = wanted.reduce((sum, unit) => sum + importance(unit), 0)
  if (!total) return { evidence: [], sentences: [], support: 0, missing: [] }
  const candidates = new Set<number>()
  for (const unit of wanted) for (const name of namesOf(unit)) for (const at of findings.index.get(name) ?? []) candidates.add(at)
  const chosen: FindingSentence[] = []
  let open = wanted
  const scored = [...candidates].map((at) => ({ sentence: findings.sentences[at]!, gain: 0, at }))
  while (chosen.length < 5 && open.length) {
    let best: { sentence: FindingSentence; gain: number } | null = null
    for (const one of scored) {
      if (chosen.includes(one.sentence)) continue
      const gain = gainOf(one.sentence, open, chosen, strict)
      if (gain > (best?.gain ?? 0) + 1e-9) best = { sentence: one.sentence, gain }
    }
    if (!best || best.gain < (chosen.length ? 1.2 : 0.6)) break
    chosen.push(best.sentence)
    const taken = best.sentence
    open = open.filter((unit) => !carriedBy(taken, unit))
    if (scored.length > 200) break
  }
  const missing = open
  const carried = total - missing.reduce((sum, unit) => sum + importance(unit), 0)
  chosen.sort((a, b) => a.start - b.start)
  return { evidence: chosen.map(({ start, end }) => ({ start, end })), sentences: chosen, support: chosen.length ? Math.round((carried / total) * 1000) / 1000 : 0, missing }
}

function gainOf(sentence: FindingSentence, wanted: readonly Unit[], chosen: readonly FindingSentence[], strict: boolean): number {
  let gain = 0
  let content = false
  for (const unit of wanted) {
    if (!carriedBy(sentence, unit)) continue
    gain += importance(unit)
    if (unit.kind !== 'side' && (unit.kind !== 'count' || unit.decimals > 0) && unit.kind !== 'degree' && unit.kind !== 'time') content = true
  }
  // A sentence that shares only a side or a "mild" carries nothing.
  if (!content) return 0
  if (strict && onOtherSide(sentence, wanted)) gain -= 1.5
  if (strict && sentence.units.some((unit) => unit.kind === 'recommend') && !sentence.units.some((unit) => unit.kind === 'measure')) gain -= 2
  const near = chosen.some((one) => Math.abs(one.index - sentence.index) === 1) ? 0.3 : 0
  return gain + near
}

function onOtherSide(sentence: FindingSentence, wanted: readonly Unit[]): boolean {
  const sides = wanted.filter((unit) => unit.kind === 'side')
  if (!sides.length || sides.some((unit) => unit.key === 'bilateral')) return false
  const there = [...sentence.units, ...sentence.headingUnits].filter((unit) => unit.kind === 'side')
  return there.length > 0 && !there.some((unit) => unit.key === 'bilateral' || sides.some((side) => side.key === unit.key))
}

/** Is the unit said by the sentence, or for places and sides by its heading? */
export function carriedBy(sentence: FindingSentence, unit: Unit): boolean {
  return sentence.units.some((one) => carries(one, unit)) || sentence.headingUnits.some((one) => carries(one, unit))
}

/** Splits and reads a conclusion. What a heading says of place ("L4/5: …") belongs to its sentences. At most `most` sentences. */
export function readConclusion(text: string, most = 2000): Reading[] {
  return splitSentences(text).slice(0, most).map((sentence) => {
    const reading = readSentence(text, sentence)
    if (!sentence.heading) return reading
    const led = readSentence(text, sentence.heading).units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'side' || unit.kind === 'level')
    return { ...reading, units: [...led, ...reading.units] }
  })
}
