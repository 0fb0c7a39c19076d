import { contexts, deniedBeside, deniedWords, wanted } from './pertinent-table.ts'
import { broaderFindings, placesOf, relatedFindings } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { weighFinding } from './importance.ts'
import { isOrganSize } from '../reading/organ-size.ts'

/** Characters of a denial; longer ones list half the body, and the reader asked for one answer. */
const longest = 150
/** Words of all denials of a conclusion together. */
const mostWords = 16
/** Words of a denial that goes along with another. */
const shortWords = 4
/** A denial that is wanted by the finding, by the indication, or asked for. */
const least = 2.6

/** Wanted in every kind: "no skull fracture" where a fracture is asked about. Free fluid is no kind of collection that anybody asks about. */
const kinds = new Set(['fracture', 'hematoma', 'hemorrhage', 'tear', 'thrombosis', 'metastasis', 'adenopathy'])
/** What the main finding makes one ask goes before what a lesser one does: right heart strain beside an embolism before pneumothorax beside the effusion. */
const lesser = 0.25

/** "Neither enhances": says nothing without the sentence before it. */
const pointsBack = /^(?:neither|none|nor|it|its|they|these|this|both|the (?:same|latter|lesions?|mass(?:es)?|nodules?))\b/i

type Scored = { sentence: FindingSentence; score: number; keys: readonly string[]; asked: boolean }

/** The name that a told sentence carries. */
type Named = { sentence: FindingSentence; title: string }

/** A denial worth telling. `asked`: it answers what the indication names. */
export type Denial = { sentence: FindingSentence; asked: boolean }

/**
 * The denials that belong into the conclusion, in the order of the findings: what was asked for and is not there, and what would
 * make the findings told worse. At most two beside findings, three without; never one that a finding told contradicts.
 */
export function pertinentDenials({ findings, told, names = [], question, indication }: { findings: FindingsText; told: readonly FindingSentence[]; names?: readonly Named[]; question: readonly Unit[]; indication: string }): Denial[] {
  const affirmed = findings.sentences.flatMap((sentence) => sentence.units.filter(isAffirmed).map((unit) => unit.key))
  const keysOf = (sentence: FindingSentence) => [...sentence.units, ...names.filter((one) => one.sentence === sentence).flatMap(({ title }) => readSentence(title, { start: 0, end: title.length }).units)].filter(isAffirmed)
  const heavy = told.map((sentence) => ({ sentence, units: keysOf(sentence) })).filter(({ units }) => units.some((unit) => unit.weight >= 3 || (unit.weight >= 2 && wanted[unit.key]))).slice(0, 3)
  // What was asked for is there: then its complications matter, not what else might have been.
  const answered = told.some((sentence) => sentence.units.some((unit) => isAffirmed(unit) && question.some((one) => relatedFindings(one.key, unit.key))))
  const explains = (wants: readonly string[]) => heavy.some(({ sentence, units }) => (weighFinding(sentence) >= 3 || names.some((one) => one.sentence === sentence)) && units.some((unit) => unit.weight >= 3 && wants.includes(unit.key)))
  const context = contexts.filter(([asks, wants, lasting]) => asks.test(indication) && (lasting === true || !((heavy.length && answered) || explains(wants)))).map(([, wants]) => wants)
  const scored: Scored[] = []
  for (const sentence of findings.sentences.flatMap((one) => (told.includes(one) ? [] : [...denyingParts(one, findings), one]))) {
    if (sentence.japanese || sentence.end - sentence.start > longest || pointsBack.test(findings.text.slice(sentence.start, sentence.end)) || classifyFinding(sentence, sentence.headingUnits) === 'abnormal') continue
    if (sentence.units.some((unit) => isAffirmed(unit) && unit.weight >= 2)) continue
    let best: { score: number; asked: boolean } = { score: 0, asked: false }
    const keys: string[] = []
    for (const { key, weight, partial } of deniedIn(sentence, findings)) {
      keys.push(key)
      // "No haematoma" beside a haematoma told: only a "no other", or one at a place of its own, can stand.
      if (affirmed.includes(key) && isOrganSize(sentence, findings)) continue
      if (!partial && affirmed.includes(key) && !sentence.units.some((unit) => unit.kind === 'anatomy' || unit.kind === 'side' || unit.kind === 'level')) continue
      const asked = question.some((one) => relatedFindings(one.key, key))
      // Each story has its own order: what a second one asks for first does not stand behind all that the first one asks for.
      const ranks = context.map((wants) => wants.indexOf(key)).filter((at) => at >= 0)
      const rank = ranks.length > 0 ? Math.min(...ranks) : -1
      const beside = Math.max(0, ...heavy.flatMap((one, order) => one.units.map((unit) => {
        const at = (wanted[unit.key] ?? []).findIndex((name) => name === key || (kinds.has(name) && broaderFindings(key).includes(name)))
        return at < 0 || Math.abs(one.sentence.index - sentence.index) > 10 ? 0 : 3.6 - at * 0.2 - order * lesser
      })))
      const near = weight >= 4 && heavy.some((one, order) => (beside === 0 || order === 0) && Math.abs(one.sentence.index - sentence.index) <= 2 && one.sentence.heading?.start === sentence.heading?.start) ? 0.4 : 0
      const score = Math.max(asked ? 5 : 0, rank >= 0 ? 4 - Math.min(rank, 6) * 0.2 : 0, beside) + near
      if (score > best.score) best = { score, asked }
    }
    if (best.score > 0) scored.push({ sentence, score: best.score - Math.max(0, wordCount(findings, sentence) - 6) * 0.05, keys, asked: best.asked })
  }
  const chosen: Scored[] = []
  let words = 0
  for (const one of scored.toSorted((a, b) => b.score - a.score || a.sentence.index - b.sentence.index)) {
    if (chosen.length >= (heavy.length ? 2 : 3) || one.score < least) break
    if (chosen.some(({ sentence }) => sentence.start < one.sentence.end && one.sentence.start < sentence.end)) continue
    const length = wordCount(findings, one.sentence)
    // Beside findings a second one costs no more than its name: "No perforation or abscess."
    if (heavy.length > 0 && chosen.length > 0 && length > shortWords) continue
    if (chosen.length > 0 && (words + length > mostWords || one.keys.every((key) => chosen.some((other) => other.keys.includes(key))))) continue
    chosen.push(one)
    words += length
  }
  return chosen.toSorted((a, b) => a.sentence.index - b.sentence.index).map(({ sentence, asked }) => ({ sentence, asked }))
}

/** Denials that stand behind something else ("RV:LV ratio 0.8, no septal bowing", "occlusion of the M2 branch, no haemorrhage"), each for itself; a model has no phrase for them. */
function denyingParts(sentence: FindingSentence, { text }: FindingsText): FindingSentence[] {
  const whole = text.slice(sentence.start, Math.min(sentence.end, sentence.start + longest * 2))
  if (sentence.japanese || /^(?:no|without)\b/i.test(whole)) return []
  // "Gallbladder distended, no stones": of the gallbladder only.
  const subject = sentence.units[0]?.kind === 'anatomy' ? sentence.units[0].key : null
  const ofSubject = (unit: Unit) => subject !== null && unit.kind === 'finding' && unit.weight < 4 && !placesOf(unit.key).includes(subject)
  return [...whole.matchAll(/(?<=[,;] )(?:no|without) [^,;.()]{3,80}(?=[,;.]|$)(?!, (?:[\w -]{2,30}, )?(?:and|or) )/gi)].flatMap(({ index, 0: part }) => {
    const [start, end] = [sentence.start + index, sentence.start + index + part.length]
    const units = sentence.units.filter((unit) => unit.start >= start && unit.end <= end)
    return units.some((unit) => unit.negated) && (units.some((unit) => unit.kind === 'anatomy') || !units.some(ofSubject)) && !units.some((unit) => isAffirmed(unit) || unit.kind === 'measure') ? [{ ...sentence, start, end, units }] : []
  })
}

/** Does it deny the first thing that a story like this makes one look for? "No fracture" after a fall. */
export const answersContext = (sentence: FindingSentence, indication: string): boolean => contexts.some(([asks, [first]]) => asks.test(indication) && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && unit.key === first))

/** Is the denial wanted beside one of these findings? */
export const isWantedBeside = (told: readonly string[], denied: string): boolean => told.some((key) => (wanted[key] ?? []).includes(denied))

const wordCount = (findings: FindingsText, { start, end }: FindingSentence): number => findings.text.slice(start, end).split(/\s+/).length

function deniedIn(sentence: FindingSentence, findings: FindingsText): { key: string; weight: number; partial: boolean }[] {
  const partial = sentence.units.some((unit) => unit.negated && unit.partial)
  return sentence.units.flatMap((unit) => {
    if (!unit.negated) return []
    if (unit.kind === 'finding') {
      const meant = deniedBeside.find(([key, beside]) => key === unit.key && beside.test(findings.text.slice(sentence.start, sentence.end)))
      return [{ key: meant?.[2] ?? unit.key, weight: unit.weight, partial }]
    }
    const word = unit.kind === 'word' ? deniedWords.find(([pattern]) => pattern.test(unit.key)) : undefined
    return word ? [{ key: word[1], weight: 3, partial }] : []
  })
}

/** "No A, no B, no C" → "No A, B or C", where each is bare. */
export function oneNo(text: string): string {
  const ended = /[.\s]*$/.exec(text)![0]
  const parts = text.slice(0, text.length - ended.length).split(/(?:,| and|, and|;) (?=no\b)/i)
  if (parts.length < 2 || !parts.every((part) => /^no [^,;:]+$/i.test(part))) return text
  const joined = joinDenials(parts)
  return joined.includes(';') ? text : joined + ended.trimEnd()
}

/** "No A" and "No B" → "No A or B": only bare ones, so that no word of one is read with the other; the rest stands after a semicolon. */
export function joinDenials(texts: readonly string[]): string {
  const bare = (text: string) => /^no (?!longer\b)([a-z][a-z -]{2,40})$/i.exec(text.replace(/[.\s]+$/, ''))?.[1]
  const plain = (text: string | undefined): text is string => text !== undefined && !/\b(?:or|and|in|of|at|on|to|with|within|from|under|below|above|by|for|after|over|between|near|without|along|around|into|behind|beyond|through|other|further|new|second|additional|acute|significant|enlarged|is|are|was|has|definite|suspicious)\b/i.test(text) && readSentence(`no ${text}`, { start: 0, end: text.length + 3 }).units.every((unit) => !unit.partial)
  const parts = texts.map((text) => ({ text: text.replace(/[.\s]+$/, ''), name: bare(text) }))
  const simple = parts.filter(({ name }) => plain(name)).map(({ name }) => name!)
  const others = parts.filter(({ name }) => !plain(name)).map(({ text }) => text)
  const list = simple.length > 1 ? `${simple.slice(0, -1).join(', ')} or ${simple.at(-1)!}` : simple[0]
  return [...(list === undefined ? [] : [`No ${list}`]), ...others.map((text, i) => (i > 0 || list !== undefined ? text.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()) : text))].join('; ')
}
