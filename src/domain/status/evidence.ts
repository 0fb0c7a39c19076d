import { englishVocabulary } from './english/terms-en.ts'
import { japaneseVocabulary } from './japanese/terms-ja.ts'
import { changeOf, isHead } from './statement.ts'
import type { LooseChange, Span } from './statement.ts'
import type { Placed } from './decide.ts'
import type { JudgedSentence } from './classify-status.ts'
import type { StatusEvidence, StatusLabel } from './status-tag.ts'
import { tagTokens } from './vocabulary.ts'
import type { Tag } from './vocabulary.ts'

/** How far behind what decides a further word of the same course is looked for, in tokens. */
const reach = { en: 40, ja: 60 }
/** A clause that ends within so many tokens is quoted to its end, so that no quotation breaks off inside a phrase. */
const rest = { en: 6, ja: 16 }
/** Longest rest of a sentence that is quoted where no phrase tells the course, in tokens. */
const untold = { en: 18, ja: 40 }
const stops = /^[.;:()|。、，,\n•-]$/
const stopWords = /^(?:but|while|whereas|with|although|though|which|however|and|or)$/

/**
 * The words that carry a label in a sentence: from what is spoken of to the last word that tells the same course of it ("硬化が目立ってきているが大きさは不変"),
 * and on to the end of the clause where that is near. Stops at another organ and at the opposite course.
 */
function widened({ first, last }: Span, sentence: JudgedSentence, label: StatusLabel): Span {
  const { source, from, to, language } = sentence
  const { words } = source.tokens
  const japanese = language === 'ja'
  const until = Math.min(to, last + reach[language])
  const tags = tagTokens(japanese ? japaneseVocabulary : englishVocabulary, source.tokens, from, to)
  let end = last
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    if (tag.first <= last) continue
    if (tag.last >= until || tag.kind === 'organ' || tag.kind === 'primary') break
    const change = changeOf(tag.kind)
    const denied = change === 'progress' && (japanese ? deniedBehind(i) : deniedBefore(i))
    if (label === 2) {
      if (change === 'steady' || change === 'gone' || change === 'healing') end = tag.last
      else if (denied) end = japanese ? denialBehind(i)!.last : (tags.slice(i + 1, i + 4).find((next) => isHead(next.kind) && next.first - tag.last <= 4)?.last ?? tag.last)
      else if (change === 'progress' || change === 'mixed') break
    } else {
      if (change === 'steady' || change === 'gone' || denied) break
      if (change === 'progress' || change === 'mixed' || tag.kind === 'metastasis') end = tag.last
    }
  }
  // No phrase told the course: what stands behind may, to the end of a short sentence.
  const told = tags.some((tag) => tag.first >= first && tag.last <= end && changeOf(tag.kind) !== null && tag.kind !== 'treated')
  const close = Math.min(nextOrgan(sentence, end), to)
  if (!told && close - end <= untold[language]) return { first: fromWord(first), last: Math.max(end, lastWord(sentence, first, close)) }
  return { first: fromWord(first), last: toClauseEnd(end) }

  /** With the side and the first part of a compound word: "left iliac", "FDG-avid", 右大腿骨. */
  function fromWord(first: number): number {
    const { starts, ends } = source.tokens
    let at = first
    // "No local or remote bone relapse" without its "no" would say the opposite.
    const denial = tags.findLast((tag) => tag.kind === 'negationBefore' && tag.last < first)
    if (label === 2 && denial !== undefined && first - denial.last <= 6 && !words.slice(denial.last + 1, first).some((word) => stops.test(word))) at = denial.first
    while (at - 1 > from && words[at - 1] === '-' && ends[at - 2] === starts[at - 1] && ends[at - 1] === starts[at]) at -= 2
    while (at > from && (japanese ? /^[左右両頸頚胸腰第他同各全]$/ : /^(?:left|right|bilateral|both)$/).test(words[at - 1]!)) at--
    return at
  }

  function denialBehind(i: number): Tag | undefined {
    for (let k = i + 1; k < tags.length && tags[k]!.first - tags[i]!.last <= 10; k++) {
      if (tags[k]!.kind === 'negationAfter') return tags[k]
      if (tags[k]!.kind === 'present' || tags[k]!.kind === 'break' || changeOf(tags[k]!.kind) !== null) return undefined
    }
    return undefined
  }

  function deniedBehind(i: number): boolean {
    return denialBehind(i) !== undefined
  }

  function deniedBefore(i: number): boolean {
    for (let k = i - 1; k >= 0 && tags[i]!.first - tags[k]!.last <= 5; k--) {
      if (tags[k]!.kind === 'negationBefore') return true
      if (tags[k]!.kind !== 'filler' && tags[k]!.kind !== 'question') return false
    }
    return false
  }

  function toClauseEnd(end: number): number {
    for (let k = end + 1; k <= end + rest[language] + 1; k++) {
      const word = words[k]
      if (k >= to || word === undefined || stops.test(word) || (!japanese && stopWords.test(word)) || (japanese && word === 'が' && /^[すたるだい]$/.test(words[k - 1]!))) return k - 1
      if (tags.some((tag) => tag.first === k && (tag.kind === 'organ' || isHead(tag.kind) || changeOf(tag.kind) !== null || tag.kind === 'negationBefore' || tag.kind === 'negationAfter' || (tag.kind === 'break' && k > end + 1)))) return end
    }
    return end
  }
}

/** The end of a bracketed heading that a range begins inside of: "骨】第10胸椎…". */
const halfHeading = /^[^【】\n]{0,20}】\s*/u

/** Quotes places of a report: widened, places that meet joined, in the order given. */
export function quoteEvidence(places: readonly { sentence: JudgedSentence; span: Span }[], label: StatusLabel): StatusEvidence[] {
  const wide = places.map(({ sentence, span }) => ({ sentence, span: label === 0 ? span : widened(span, sentence, label) }))
  const joined: typeof wide = []
  for (const one of wide) {
    const met = joined.find(({ sentence, span }) => sentence === one.sentence && span.first <= one.span.last + 1 && one.span.first <= span.last + 1)
    if (met === undefined) joined.push({ ...one })
    else met.span = { first: Math.min(met.span.first, one.span.first), last: Math.max(met.span.last, one.span.last) }
  }
  return joined.map(({ sentence: { source }, span }) => {
    const from = source.normal.toOriginalStart(source.tokens.starts[span.first]!)
    const end = source.normal.toOriginalEnd(source.tokens.ends[span.last]!)
    const start = from + (halfHeading.exec(source.original.slice(from, end))?.[0].length ?? 0)
    return { field: source.field, start, end, text: source.original.slice(start, end) }
  })
}

/** What the rules read of a report, as far as evidence is chosen from it. */
type Read = { mentions: readonly Placed[]; loose: readonly LooseChange[]; sentences: readonly JudgedSentence[] }

/** Most places that are shown for one label. */
const mostPlaces = 3

/**
 * Where a report speaks for a label in the reading of the rules, best first: for a later tier that decided otherwise than they did, and where they decided by the order alone.
 * Only the judged text; empty where nothing of it speaks for the label.
 */
export function evidenceFor(label: StatusLabel, read: Read): StatusEvidence[] {
  const found = placesFor(label, read)
  const best = found[0]?.weight ?? 0
  return quoteEvidence(best === 0 ? aboutBone(label, read.sentences) : found.filter(({ weight }) => weight >= best - 2).slice(0, mostPlaces).map(opened), best === 0 ? 0 : label)
}

/** The places by which the rules decided, and behind them others that state the same course of bone: a reader sees all of it at once. */
export function evidenceWith(places: readonly { sentence: JudgedSentence; span: Span }[], label: StatusLabel, read: Read): StatusEvidence[] {
  if (label === 0) return quoteEvidence(places, label)
  const found = placesFor(label, read)
  // Where no growth is stated, what is described beside the name belongs to it: "右恥骨に集積。骨転移と考えます。"
  const least = label === 1 && (found[0]?.weight ?? 0) < progressing ? described : stated
  const more = found.filter(({ sentence, weight }) => weight >= least && places.every((place) => place.sentence !== sentence)).slice(0, Math.max(0, mostPlaces - places.length)).map(opened)
  const judged = places.filter(({ sentence }) => sentence.role !== 'indication')
  const ordered = places.filter(({ sentence }) => sentence.role === 'indication')
  // "CMR. The bones show residual sclerosis only": better than the order is what the text says of bone.
  const bone = ordered.length === 0 || judged.length === 0 ? [] : aboutBone(label, read.sentences).filter((one) => [...judged, ...more].every(({ sentence }) => sentence !== one.sentence))
  return quoteEvidence([...judged, ...more, ...bone, ...ordered], label)
}

/** A place with how much it speaks for a label. `open`: no course is known, so that the words behind it must tell it. */
type Candidate = { sentence: JudgedSentence; span: Span; weight: number; open: boolean }

function opened({ sentence, span, open }: Candidate): { sentence: JudgedSentence; span: Span } {
  return { sentence, span: open ? { first: span.first, last: Math.max(span.last, lastWord(sentence, span.first, Math.min(nextOrgan(sentence, span.last), span.last + longestQuote))) } : span }
}

/** Weight of a place that states a course, see `standing`. */
const stated = 3
const progressing = 4
const described = 2

function placesFor(label: StatusLabel, { mentions, loose, sentences }: Read): Candidate[] {
  const byReading = new Map(sentences.filter(({ reading }) => reading >= 0).map((sentence) => [sentence.reading, sentence]))
  const found: Candidate[] = []
  const add = (number: number, span: Span, weight: number, open = false): void => {
    const sentence = byReading.get(number)
    if (sentence !== undefined && sentence.role === 'conclusion' && weight > 0) found.push({ sentence, span, weight, open })
  }
  for (const mention of mentions) {
    if (mention.role !== 'conclusion' || mention.site === 'organ') continue
    const weight = standing(mention, label)
    const cue = mention.cueSentence === mention.sentence ? mention.cue : null
    const span = { first: Math.min(mention.first, cue?.first ?? mention.first), last: Math.max(mention.last, cue?.last ?? mention.last) }
    add(mention.sentence, span, weight, mention.change === 'none')
  }
  for (const change of loose) if (label === 2 ? change.change === 'steady' || change.change === 'gone' || change.change === 'healing' : change.change === 'progress' || change.change === 'mixed') {
    const inOrgan = mentions.some((mention) => mention.sentence === change.sentence && mention.site === 'organ')
    add(change.sentence, change, inOrgan ? 0 : 3)
  }
  return found.toSorted((a, b) => b.weight - a.weight)
}

/** Longest quotation of a sentence whose course no phrase tells, in tokens. */
const longestQuote = 45

/** The sentence of the judged text that speaks most of bone, from the bone to its end or to the next organ: its course stands there in words the rules do not know. */
function aboutBone(label: StatusLabel, sentences: readonly JudgedSentence[]): { sentence: JudgedSentence; span: Span }[] {
  let best: { sentence: JudgedSentence; span: Span } | undefined
  let most = 0
  for (const sentence of sentences) {
    if (sentence.role !== 'conclusion') continue
    const tags = tagTokens(sentence.language === 'ja' ? japaneseVocabulary : englishVocabulary, sentence.source.tokens, sentence.from, sentence.to)
    const about = tags.find(({ kind }) => kind === 'bone' || kind === 'boneLesion') ?? tags.find(({ kind }) => kind === 'metastasis')
    if (about === undefined) continue
    const end = tags.find(({ kind, first }) => kind === 'organ' && first > about.last)?.first ?? sentence.to
    const within = tags.filter(({ first }) => first >= about.first && first < end)
    const bone = within.some(({ kind }) => kind === 'bone' || kind === 'boneLesion')
    // A metastasis beside an organ is one of that organ.
    if (!bone && tags.some(({ kind }) => kind === 'organ')) continue
    const course = within.some(({ kind }) => {
      const change = changeOf(kind)
      return label === 2 ? change === 'steady' || change === 'gone' || change === 'healing' : change === 'progress' || change === 'mixed'
    })
    const weight = (bone ? 4 : 0) + (within.some(({ kind }) => kind === 'metastasis' || kind === 'boneLesion') ? 2 : 0) + (within.some(({ kind }) => kind === 'lesion' || kind === 'weakBoneLesion') ? 1 : 0) + (course ? 2 : 0)
    if (weight <= most) continue
    most = weight
    // From the beginning of the sentence where that is near: a "no" may stand there.
    const near = about.first - sentence.from <= 12 && !tags.some(({ kind, first }) => kind === 'organ' && first < about.first)
    best = { sentence, span: { first: near ? firstWord(sentence) : about.first, last: lastWord(sentence, about.first, Math.min(end, about.first + longestQuote)) } }
  }
  return best === undefined ? [] : [best]
}

/** The first token of a sentence that is no mark and no number of a list. */
function firstWord({ source, from, to }: JudgedSentence): number {
  let first = from
  while (first < to - 1 && (stops.test(source.tokens.words[first]!) || /^[*・#]$/.test(source.tokens.words[first]!) || (/^\d{1,2}$/.test(source.tokens.words[first]!) && /^[.):]$/.test(source.tokens.words[first + 1]!)))) first++
  return first
}

/** The first token of the next organ behind token `at`, or the end of the sentence. */
function nextOrgan({ source, from, to, language }: JudgedSentence, at: number): number {
  return tagTokens(language === 'ja' ? japaneseVocabulary : englishVocabulary, source.tokens, from, to).find(({ kind, first }) => kind === 'organ' && first > at)?.first ?? to
}

/** The last token before `end` that is no mark. */
function lastWord({ source }: JudgedSentence, first: number, end: number): number {
  let last = end - 1
  while (last > first && stops.test(source.tokens.words[last]!)) last--
  return last
}

/** How much a mention speaks for a label; 0 where it does not. */
function standing({ kind, site, presence, change, suspected, strong }: Placed, label: StatusLabel): number {
  const named = kind === 'metastasis' ? 2 : kind === 'lesion' ? 1 : kind === 'site' ? 0 : -1
  if (named < 0 || presence === 'asked' || presence === 'past') return 0
  const place = site === 'bone' ? 2 : 0
  if (label === 2) {
    if (change === 'noNew') return 1 + place
    if (presence === 'absent' && change === 'none') return kind === 'site' ? 0 : place / 2
    if (change === 'steady' || change === 'gone' || change === 'healing') return 3 + named + place
    return change === 'treated' ? 2 + place : 0
  }
  if (presence !== 'present') return 0
  if (change === 'progress' || change === 'mixed') return 3 + named + place
  return change === 'none' && kind !== 'site' && (site === 'bone' || kind === 'metastasis') ? 1 + (suspected || strong ? 1 : 0) + named : 0
}
