import { addressedFrom } from './addressed.ts'
import { sentencesOfEarlierReports } from './japanese/course-words-ja.ts'
import { decide } from './decide.ts'
import type { Ground, Placed, PlacedReading } from './decide.ts'
import { sentencesOfEarlierDates } from './english/dates-en.ts'
import { quotedReports } from './quotes.ts'
import { evidenceFor, evidenceWith } from './evidence.ts'
import { detectLanguage, isForeignSentence } from './language.ts'
import type { ReportLanguage } from './language.ts'
import { normaliseText } from './normalise.ts'
import type { NormalText } from './normalise.ts'
import { readEnglish } from './english/scope-en.ts'
import { readJapanese } from './japanese/scope-ja.ts'
import { isEmptyConclusion, judgedParts } from './sections.ts'
import { splitSentences } from './sentences.ts'
import type { Sentence } from './sentences.ts'
import type { LooseChange } from './statement.ts'
import type { StatusDecision, StatusEvidence, StatusInput } from './status-tag.ts'
import { tokenise } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** Changes whenever a rule or a term changes an answer. */
export const statusRulesVersion = 'status-rules-7'

/**
 * Odds per ground of decision. Not trained: set by hand in the order in which grounds err,
 * to be replaced by calibrated ones. Each row sums to 1: none, progressive, stable.
 */
const odds: Record<Ground, [number, number, number]> = {
  statedProgress: [0.01, 0.97, 0.02],
  statedSteady: [0.01, 0.03, 0.96],
  presentWithoutChange: [0.03, 0.92, 0.05],
  suspected: [0.08, 0.89, 0.03],
  described: [0.17, 0.78, 0.05],
  knownWithoutChange: [0.1, 0.7, 0.2],
  treatedHistory: [0.22, 0.08, 0.7],
  denied: [0.98, 0.01, 0.01],
  unlikely: [0.9, 0.08, 0.02],
  otherCause: [0.96, 0.03, 0.01],
  onlyAsked: [0.96, 0.03, 0.01],
  unclear: [0.8, 0.14, 0.06],
  notMentioned: [0.98, 0.01, 0.01],
}

type Field = StatusEvidence['field']
/** A field of the report in the spelling that is judged. */
export type Source = { field: Field; original: string; normal: NormalText; tokens: Tokens }
/** A judged sentence. `reading` is its number in `Mention.sentence`, or -1 where the rules found nothing to read. */
export type JudgedSentence = Sentence & { source: Source; role: PlacedReading['role']; reading: number }
/** What the rules saw on the way to their decision; `ground` is null where they abstain. */
export type StatusReading = { decision: StatusDecision; language: ReportLanguage; ground: Ground | null; sentences: JudgedSentence[]; mentions: Placed[]; loose: LooseChange[] }
type Piece = { source: Source; from: number; to: number; role: PlacedReading['role'] }

/**
 * Bone metastasis status of one report by rules (English and Japanese, also mixed).
 * `options.language` skips the language test, so that an admin can allow rules for a text that the test refuses.
 * Evidence offsets are UTF-16 code units into the field as given. Pure, never throws, linear in the length of the text.
 */
export function classifyStatus(input: StatusInput, options: { language?: 'en' | 'ja' } = {}): StatusDecision {
  return readStatus(input, options).decision
}

/** As `classifyStatus`, with the sentences and mentions the decision rests on: the signals of the tiers behind the rules. */
export function readStatus(input: StatusInput, options: { language?: 'en' | 'ja' } = {}): StatusReading {
  const pieces = 'text' in input ? piecesOfText(input.text) : piecesOfSections(input)
  const sources = [...new Set(pieces.map((piece) => piece.source))]
  const language = detectLanguage(sources.map(({ normal, tokens }) => ({ text: normal.text, words: tokens.words })))
  const silent = { language, ground: null, sentences: [], mentions: [], loose: [] }
  if (language === 'none') return { ...silent, decision: abstain('empty: the report has no words to judge.') }
  if (language === 'other' && options.language === undefined) return { ...silent, decision: abstain('unsupported-language: the rules read English and Japanese only.') }

  const readings: PlacedReading[] = []
  const sentences: JudgedSentence[] = []
  let bone = false
  let foreign = false
  for (const { source, from, to, role: part } of pieces) {
    const original = (at: number): string => source.original.charAt(source.normal.toOriginalStart(at))
    const quoted = quotedReports(source.tokens, from, to)
    const split = splitSentences(source.tokens, from, to, original)
    const earlier = part === 'indication' ? new Set<number>() : new Set([...sentencesOfEarlierDates(source.tokens, split), ...sentencesOfEarlierReports(source.tokens, split)])
    for (const [number, whole] of split.entries()) {
      // What the report tells its reader to answer is no finding.
      const sentence = { ...whole, to: addressedFrom(source.tokens.words, whole.from, whole.to, whole.language) }
      if (sentence.to === sentence.from) continue
      foreign ||= part !== 'indication' && sentence.language === 'en' && isForeignSentence(source.tokens.words, sentence.from, sentence.to)
      const role = earlier.has(number) ? 'past' : part
      const asking = role === 'indication'
      const read = sentence.language === 'ja' ? readJapanese : readEnglish
      const reading = read(source.tokens, sentence, readings.length, asking, quoted)
      // What another report is quoted with is not said here.
      if (quoted !== null) {
        for (const mention of reading.mentions) if (mention.presence === 'present' && quoted.has(mention.head)) {
          mention.presence = asking ? 'asked' : 'past'
          mention.change = 'none'
        }
        reading.loose = reading.loose.filter((change) => !quoted.has(change.first))
      }
      const silentSentence = reading.mentions.length === 0 && reading.loose.length === 0 && !reading.cancer && !reading.boneStudy && reading.open !== true && reading.answersYes !== true
      sentences.push({ ...sentence, source, role, reading: silentSentence ? -1 : readings.length })
      // A sentence that only names a bone gives the next one its place.
      if (silentSentence) {
        bone ||= reading.bone === true
        continue
      }
      if (bone) reading.bone = true
      bone = false
      readings.push({ ...reading, role })
    }
  }
  const mentions: Placed[] = []
  const verdict = decide(readings, mentions)
  // A sentence that cannot be read may outweigh all others but one that states progress.
  if (foreign && options.language === undefined && verdict.ground !== 'statedProgress') return { ...silent, language: 'other', decision: abstain('unsupported-language: a sentence is neither English nor Japanese.') }
  const loose = readings.flatMap((reading) => reading.loose)
  const byReading = new Map(sentences.filter(({ reading }) => reading >= 0).map((sentence) => [sentence.reading, sentence]))
  const read = { mentions, loose, sentences }
  const quoted = evidenceWith(verdict.spans.map((span) => ({ sentence: byReading.get(span.sentence)!, span })), verdict.label, read)
  // An order decides only where the text says nothing better.
  const onlyOrdered = verdict.label !== 0 && verdict.spans.every(({ sentence }) => byReading.get(sentence)!.role === 'indication')
  const decision: StatusDecision = {
    label: verdict.label,
    probabilities: [...odds[verdict.ground]],
    uncertain: verdict.uncertain,
    evidence: onlyOrdered ? joinedOnce(evidenceFor(verdict.label, read), quoted) : quoted,
    reason: verdict.reason,
    tier: 'rules',
    version: statusRulesVersion,
  }
  return { decision, language, ground: verdict.ground, sentences, mentions, loose }
}

/** Both without the places that the first has already. */
function joinedOnce(first: readonly StatusEvidence[], second: readonly StatusEvidence[]): StatusEvidence[] {
  return [...first, ...second.filter((one) => !first.some((other) => other.field === one.field && other.start < one.end && one.start < other.end))]
}

function abstain(reason: string): StatusDecision {
  return { label: null, probabilities: [1 / 3, 1 / 3, 1 / 3], uncertain: false, evidence: [], reason, tier: 'rules', version: statusRulesVersion }
}

function sourceOf(field: Field, original: string): Source {
  const normal = normaliseText(original)
  return { field, original, normal, tokens: tokenise(normal.text) }
}

function piecesOfSections(input: { indication?: string; findings?: string; conclusion?: string }): Piece[] {
  const pieces: Piece[] = []
  const add = (field: 'indication' | 'findings' | 'conclusion', role: PlacedReading['role']): boolean => {
    const text = input[field]
    if (text === undefined || text.trim() === '') return false
    const source = sourceOf(field, text)
    if (field !== 'indication' && isEmptyConclusion(source.normal.text)) return false
    pieces.push({ source, from: 0, to: source.tokens.words.length, role })
    return true
  }
  add('indication', 'indication')
  if (!add('conclusion', 'conclusion')) add('findings', 'conclusion')
  return pieces
}

function piecesOfText(text: string): Piece[] {
  const source = sourceOf('text', text)
  return judgedParts(source.normal.text).map((part) => ({
    source,
    from: firstTokenAt(source.tokens, part.start),
    to: firstTokenAt(source.tokens, part.end),
    role: part.role === 'indication' || part.role === 'past' ? part.role : 'conclusion',
  }))
}

/** Index of the first token that starts at or after `offset`. */
function firstTokenAt(tokens: Tokens, offset: number): number {
  let low = 0
  let high = tokens.starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.starts[middle]! < offset) low = middle + 1
    else high = middle
  }
  return low
}
