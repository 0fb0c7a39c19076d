import type { TextRange } from '../report/range.ts'
import { keepResults, readingKey } from './kept.ts'
import { isJapanese } from './language.ts'
import { lexicon, type Entry, type EntryKind } from './lexicon/lexicon.ts'
import { wordKey } from './lexicon/spelling.ts'
import { levelAt } from './levels.ts'
import { measuresAt, spelledMeasuresAt } from './measures.ts'
import { normaliseText } from './normalise.ts'
import { guessFinding } from './guess-finding.ts'
import { markNegation } from './negation.ts'
import { sideLetter } from './side-letter.ts'

export type UnitKind = EntryKind | 'measure' | 'count' | 'level' | 'word' | 'comma' | 'break'

/** One meaning-bearing piece of a sentence. Offsets are in the original text. */
export type Unit = {
  kind: UnitKind
  /** The same for synonyms, abbreviations, British and American spelling, English and Japanese. */
  key: string
  group: string
  /** Weight of a finding, 0 to 5; 0 for every other kind. */
  weight: number
  start: number
  end: number
  /** Inside the reach of a "no". */
  negated: boolean
  /** Inside a "no" that is narrowed: "no acute", "no other", "no significant". */
  qualified: boolean
  /** Inside a "no" that leaves some to be there: "no other", "no new", "no significant", "non-". */
  partial: boolean
  /** Number of a measure or count in its base unit (mm, ml). */
  value: number
  unit: string
  decimals: number
}

export type Reading = TextRange & { units: Unit[]; japanese: boolean }

/** Sentences longer than this are read up to here: no person writes them, and the time must stay bounded. */
const longestSentence = 6000

/**
 * Reads the sentence `text[start, end)` into units: findings, places, sides, levels, numbers, change, negation.
 * English and Japanese, mixed freely. Never throws.
 */
export function readSentence(text: string, range: TextRange): Reading {
  const { start } = range
  const end = Math.min(range.end, start + longestSentence)
  // While somebody types, all sentences but one are read again and again.
  const { units, japanese } = kept(readingKey(text, start, end), () => readFresh(text, start, end))
  return { start, end: range.end, units: units.map((unit) => ({ ...unit, start: unit.start + start, end: unit.end + start })), japanese }
}

const kept = keepResults<Pick<Reading, 'units' | 'japanese'>>(3000)

/** Offsets are those of the sentence. */
function readFresh(text: string, first: number, end: number): Pick<Reading, 'units' | 'japanese'> {
  const { text: plain, map } = normaliseText(text.slice(first, end))
  const units: Unit[] = []
  const at = (i: number) => first + map[i]!
  const put = (kind: UnitKind, key: string, from: number, to: number, more: Partial<Unit> = {}) =>
    units.push({ kind, key, group: '', weight: 0, start: at(from), end: Math.max(at(to), at(from) + 1), negated: false, qualified: false, partial: false, value: 0, unit: '', decimals: 0, ...more })
  const putEntries = (entries: readonly Entry[], from: number, to: number) => {
    // "Clear" says that nothing is there; only "cleared" says that it went. The two have one key.
    const clear = plain.slice(from, to) === 'clear'
    for (const entry of entries) if (!clear || entry.kind !== 'change') put(entry.kind, entry.key, from, to, { group: entry.group, weight: entry.weight })
  }
  let japanese = false
  let i = 0
  while (i < plain.length) {
    const code = plain.charCodeAt(i)
    if (isLetter(code) || isDigit(code)) {
      const level = levelAt(plain, i)
      if (level) {
        for (const key of level.keys) put('level', key, i, level.end, { group: level.group })
        if (level.place) put('anatomy', level.place, i, level.end)
        i = level.end
        continue
      }
    }
    const inWords = isSpelled(plain, i) ? spelledMeasuresAt(plain, i) : null
    if (inWords || isDigit(code) || (code === 46 && isDigit(plain.charCodeAt(i + 1)) && !/[\w.]/.test(plain[i - 1] ?? ''))) {
      const { measures, end: after } = inWords ?? measuresAt(plain, i)
      for (const one of measures) {
        // T2, M1, b800: a number that belongs to its letter measures nothing.
        const reference = one.reference || isReference(plain, one.start, one.end) || (one.start === i && isLetter(plain.charCodeAt(i - 1)) && (!one.unit || !/[a-z%°]/.test(plain.slice(one.start, one.end))))
        put(one.unit ? 'measure' : 'count', `${one.value}${one.unit}`, one.start, one.end, { value: one.value, unit: reference ? 'reference' : one.unit, decimals: one.decimals })
      }
      i = Math.max(after, i + 1)
      continue
    }
    if (isLetter(code)) {
      const side = code === 108 || code === 114 ? sideLetter(text, at(i)) : null
      if (side) {
        put('side', side, i, i + 1)
        i++
        continue
      }
      i = readWords(plain, i, putEntries, put)
      continue
    }
    if (isJapanese(code)) {
      japanese = true
      i = readJapanese(plain, i, putEntries, put)
      continue
    }
    if (code === 44 || code === 0x3001 || code === 0xff0c) put('comma', ',', i, i + 1)
    else if (code === 59 || code === 0x3002 || (code === 58 && !isDigit(plain.charCodeAt(i + 1)))) put('break', ';', i, i + 1)
    else if (plain.startsWith('(-)', i)) put('after', 'no', i, i + 3)
    // "# left lamina C6", "ribs 5-9 #": a fracture; "#4L" is a station.
    else if (code === 35 && /^#(?:'?s)?(?![\w])(?!\s?\d)/.test(plain.slice(i, i + 4))) put('finding', 'fracture', i, i + 1, { weight: 4 })
    i++
  }
  for (const unit of units) notAsItReads(unit, text)
  // Offsets are the original's; negation only looks at the order of units and at the text between them.
  markNegation(units, japanese, text)
  for (const unit of units) {
    unit.start -= first
    unit.end -= first
  }
  return { units, japanese }
}

/** Compared with the other side, not with an earlier time. */
const thanOtherSide = /^\s+than\s+(?:(?:on|that on|that of)\s+)?(?:the\s+)?(?:left|right|other|contralateral|opposite)\b/i

/** "a normal variant" calls nothing normal, "left larger than right" is no course. */
function notAsItReads(unit: Unit, text: string): void {
  if (unit.kind === 'normal' && /\bvariants?\b/i.test(text.slice(unit.start, unit.end) + (/^\s+(?:anatomic(?:al)?\s+)?variants?\b/i.exec(text.slice(unit.end, unit.end + 24))?.[0] ?? ''))) Object.assign(unit, { kind: 'benign', key: 'benign' })
  else if (unit.kind === 'change' && thanOtherSide.test(text.slice(unit.end - (/\bthan$/i.test(text.slice(unit.start, unit.end)) ? 5 : 0), unit.end + 30))) Object.assign(unit, { kind: 'word' })
}

type Put = (kind: UnitKind, key: string, from: number, to: number, more?: Partial<Unit>) => void
type PutEntries = (entries: readonly Entry[], from: number, to: number) => void

const wordAt = /[a-z\u00df-\u024f]+(?:'s)?/y

function readWords(plain: string, start: number, putEntries: PutEntries, put: Put): number {
  const { english, stops } = lexicon()
  wordAt.lastIndex = start
  const found = wordAt.exec(plain)
  if (!found) return start + 1
  const word = found[0]
  const end = start + word.length
  const key = wordKey(word.endsWith("'s") ? word.slice(0, -2) : word)
  const phrases = english.get(key)
  if (phrases) {
    const keys: string[] = []
    const ends: number[] = [end]
    for (const [rest, entries] of phrases) {
      if (!follows(plain, rest, keys, ends)) continue
      // "No. 3" counts, it does not deny.
      if (!rest.length && word === 'no' && /^\.\s?\d/.test(plain.slice(end, end + 3))) continue
      putEntries(entries, start, ends[rest.length]!)
      return ends[rest.length]!
    }
  }
  const number = Object.hasOwn(numberWords, word) ? numberWords[word] : undefined
  if (number !== undefined) put('count', `${number}`, start, end, { value: number })
  else if (word.length > 2 && !stops.has(key)) {
    const weight = guessFinding(word)
    put(weight ? 'finding' : 'word', key, start, end, { weight })
  }
  return end
}

/** Do the words after the first have these keys? Words read on the way are remembered in `keys` and `ends`. */
function follows(plain: string, rest: readonly string[], keys: string[], ends: number[]): boolean {
  for (let k = 0; k < rest.length; k++) {
    if (k === keys.length) {
      // Phrases go over a space, a hyphen or a slash, not over punctuation.
      let at = ends[k]!
      const gap = plain.charCodeAt(at)
      if (gap !== 32 && gap !== 45 && gap !== 47 && gap !== 10) return false
      at++
      if (plain.charCodeAt(at) === 32) at++
      wordAt.lastIndex = at
      const word = wordAt.exec(plain)
      if (!word) return false
      keys.push(wordKey(word[0].endsWith("'s") ? word[0].slice(0, -2) : word[0]))
      ends.push(at + word[0].length)
    }
    if (keys[k] !== rest[k]) return false
  }
  return true
}

const numberWords: Record<string, number> = {
  two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, dozen: 12, single: 1, solitary: 1, twice: 2, triple: 3, double: 2,
}

function readJapanese(plain: string, i: number, putEntries: PutEntries, put: Put): number {
  const list = lexicon().japanese.get(plain[i]!)
  if (list) {
    for (const [phrase, entries] of list) {
      if (!plain.startsWith(phrase, i) || isKindOf(plain, i, phrase)) continue
      putEntries(entries, i, i + phrase.length)
      return i + phrase.length
    }
  }
  const script = scriptOf(plain.charCodeAt(i))
  let end = i + 1
  const known = (at: number) => lexicon().japanese.get(plain[at]!)?.some(([phrase]) => plain.startsWith(phrase, at)) ?? false
  for (const most = Math.min(plain.length, i + 40); end < most && scriptOf(plain.charCodeAt(end)) === script; end++) if (script !== 'katakana' && known(end)) break
  const run = plain.slice(i, end)
  // グリオーマ, リンフォーマ: tumours keep their Greek ending.
  if (script === 'katakana' && run.endsWith('ーマ') && run.length > 3) put('finding', run, i, end, { weight: 4 })
  else if (script === 'katakana' && run.length > 1) put('word', run, i, end)
  // Without spaces, kanji that no entry knows are compared pair by pair; a single one says too little.
  else if (script === 'kanji' && run.length > 1) for (let k = 0; k + 1 < run.length; k++) put('word', run.slice(k, k + 2), i + k, i + k + 2)
  return end
}

/** "腫瘤性変化は認めない" denies a finding; only "変化は認めない" by itself says unchanged. */
const isKindOf = (plain: string, i: number, phrase: string): boolean => phrase.startsWith('変化') && i > 0 && plain[i - 1] !== '時' && scriptOf(plain.charCodeAt(i - 1)) === 'kanji'

function scriptOf(code: number): 'hiragana' | 'katakana' | 'kanji' | 'other' {
  if (code >= 0x3040 && code <= 0x309f) return 'hiragana'
  if ((code >= 0x30a0 && code <= 0x30ff) || (code >= 0xff66 && code <= 0xff9f)) return 'katakana'
  return (code >= 0x3400 && code <= 0x9fff) || code === 0x3005 || (code >= 0x2e80 && code <= 0x2fdf) ? 'kanji' : 'other'
}

/** Could a number in words begin here? */
const spelled = /(?:an? (?:half|hundred|quarter)|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|four|fif|six|seven|eigh|nine|twen|for)/y
function isSpelled(plain: string, at: number): boolean {
  const code = plain.charCodeAt(at)
  if (code > 0x3005 && code < 0xa000) return /[一二三四五六七八九十百]/.test(plain[at]!) && !/[\p{Script=Han}\d]/u.test(plain[at - 1] ?? '')
  if (!isLetter(code) || isLetter(plain.charCodeAt(at - 1))) return false
  spelled.lastIndex = at
  return spelled.test(plain)
}

const isDigit = (code: number) => code >= 48 && code <= 57
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f && code !== 0xf7)

/** Years, dates, image and series numbers, scores' names: numbers that measure nothing in the patient. */
function isReference(plain: string, from: number, to: number): boolean {
  const before = plain.slice(Math.max(0, from - 14), from)
  const after = plain.slice(to, to + 12)
  if (/(?:^|[^a-z])(?:image|series|slice|img|ser|im|se|frame|figure|fig|no\.|page|phase|b|te|tr)[\s:#.=]{0,2}$/.test(before)) return true
  if (/^(?:19|20)\d{2}$/.test(plain.slice(from, to)) && !/^\s?(?:mm|cm|ml|hu)/.test(after)) return true
  if (/^\s?(?:st|nd|rd|th)?\s?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b/.test(after)) return true
  if (/(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.?\s$/.test(before)) return true
  if (/\d\s?[/.-]$/.test(before) && /^[/.-]\s?\d/.test(after)) return true
  if (/^[/.]\d{1,2}[/.]\d{2,4}/.test(after) || /\d{1,2}[/.]\d{1,2}[/.]$/.test(before) || /(?:19|20)\d{2}[/.-]$/.test(before)) return true
  return /^(?:-?year-old|\s?y\.?o\.?\b|年|月|日)/.test(after) || /^\s?(?:tesla|t\b)/.test(after)
}
