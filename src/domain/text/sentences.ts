import type { TextRange } from '../report/range.ts'
import { keepResults } from './kept.ts'
import { isJapanese } from './language.ts'
import { readSentence } from './read-sentence.ts'

/** A sentence of the original text without list mark and outer space. `heading`: the heading it stands under, if any. */
export type Sentence = TextRange & { heading: TextRange | null }

/** Never the end of a sentence. */
const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'prof', 'vs', 'eg', 'e.g', 'ie', 'i.e', 'cf', 'approx', 'ca', 'viz', 'incl', 'resp', 'fig', 'figs', 'a.k.a'])
/** Not the end when a small letter or a number follows. */
const abbreviations = new Set([
  'no', 'nos', 'st', 'max', 'min', 'prev', 'ant', 'post', 'lat', 'med', 'inf', 'sup', 'bilat', 'l', 'r', 'lt', 'rt', 'sq', 'vol', 'ser', 'se', 'im', 'img',
  'seg', 'segs', 'pt', 'pts', 'hx', 'dx', 'tx', 'a.m', 'p.m', 'al', 'etc', 'cm', 'mm', 'ml', 'diam', 'dist', 'prox', 'transv', 'art', 'v', 'a', 'vv', 'aa', 'n', 'm', 'ext', 'int',
  'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec', 'ap', 'cc',
])
/** Units among them. */
const measures = new Set(['ms', 'mm', 'cm', 'ml', 'cc', 'm'])

const lineBreak = /\r\n|[\n\r\u0085\u2028\u2029\v\f]/g
/** List marks and markdown before a sentence: bullets, "1.", "2)", "(3)", "①", "#". */
const listMark = /(?:[\s>#]*)(?:(?:[-*+•‣◦▪●○・■□◆◇→>–—※]+\s*)|(?:\(?\d{1,2}[.)）](?!\d)\s*)|(?:[（(]\d{1,2}[)）]\s*)|(?:[①-⑳]\s*)|(?:\(?[a-h]\)\s+))?\s*/y
/** A line that is an item of a list. */
const itemMark = /^\s*(?:[-*+•‣▪・–—]|\(?\d{1,2}[.)）])\s*\D/
/** A heading in brackets, on its own or before text; it never goes over the end of its line. */
const bracketHeading = /(?:【([^】\n]{1,40})】|[＜<]([^＞>\n]{1,40})[＞>]|〈([^〉\n]{1,40})〉|《([^》\n]{1,40})》|［([^］\n]{1,40})］|\[([^\]\n]{1,40})\]|〔([^〕\n]{1,40})〕)[:：]?[^\S\r\n]*/y
/** "LIVER:", "**Lungs and airways:**", "肝臓：" */
const colonHeading = /(?:\*{1,2}|_{1,2})?([\p{L}][\p{L}\p{M}\d'’/&(),、・\- ]{0,60}?)(?:\*{1,2}|_{1,2})?[:：](?:\*{1,2}|_{1,2})?(?!\/)[^\S\n]*/uy

/** "Three new nodules: 9 mm …" introduces a list of findings; it names no section. */
/** "Stability of two nodules:" opens one as well: its items keep the course that it tells. */
const opensSentence = /^(?:(?:stability|persistence|invariance|regression|progression|reduction|increase|decrease|enlargement|growth|shrinkage|resolution|disappearance|appearance|unchanged (?:appearance|size|number))(?: in (?:size|number|extent))? of\s|(?:an?|the|no|two|three|four|five|multiple|several|new|there|unchanged|stable|small|large|mild|further|other|both|all|these|known|old|at least|approximately|about)\s)/i
const inBrackets = (text: string, end: number) => /[】＞>］\]〕〉》]\s*$/.test(text.slice(Math.max(0, end - 3), end))

type Block = { start: number; end: number; breakBefore: boolean }

/**
 * Splits English and Japanese text into sentences: abbreviations, decimals, list numbers, bullets, headings, full and half width.
 * Ranges are in the original text, in order, never empty, never overlapping. Linear in the length of the text.
 */
export const splitSentences = (text: string): readonly Sentence[] => kept(text, () => split(text))

/** By the text: within one check several readers split the same conclusion. */
const kept = keepResults<readonly Sentence[]>(4)

function split(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let heading: TextRange | null = null
  let inline = false
  let marked = false
  for (const block of blocks(text)) {
    // A heading before text on its own line rules its paragraph; one that stands alone rules until the next.
    const item = itemMark.test(text.slice(block.start, block.start + 12))
    // In a list the next item is about something else ("- Liver: normal." "- Small effusion.").
    if ((block.breakBefore || (item && marked)) && inline) heading = null
    marked = item
    let at = block.start
    let listNumber = 0
    let first = true
    let afterHeading = false
    while (at < block.end) {
      const mark = markEnd(text, at, block.end)
      const number = Number(/\d{1,2}/.exec(text.slice(at, mark))?.[0] ?? Number.NaN)
      if (first && number === 1) listNumber = 1
      at = mark
      const found: ReturnType<typeof headingAt> = afterHeading ? null : headingAt(text, at, block.end, first)
      first = false
      afterHeading = found !== null && !inBrackets(text, found.end)
      if (found) {
        heading = found.name && generic.test(text.slice(found.name.start, found.name.end)) ? null : found.name
        inline = found.end < block.end
        at = found.end
        continue
      }
      if (at >= block.end) break
      const end = sentenceEnd(text, at, block.end, listNumber)
      if (end.list) listNumber++
      push(sentences, text, at, end.at, heading)
      at = end.at
    }
  }
  return sentences
}

/** Headings that say nothing about where a finding is. */
const generic = /^[\s*_#]*(?:findings?|report|result|results|description|observations?|body|text|comment|所見|画像所見|検査所見|読影所見|読影|報告|結果|impression|conclusion|診断|画像診断|結論|other|others|その他|miscellaneous|additional findings?)[\s*_]*$/i

function push(sentences: Sentence[], text: string, from: number, to: number, heading: TextRange | null): void {
  let start = from
  let end = to
  while (start < end && /[\s*_]/.test(text[start]!)) start++
  while (end > start && /[\s*_]/.test(text[end - 1]!)) end--
  if (end > start && /[\p{L}\p{N}]/u.test(text.slice(start, end))) sentences.push({ start, end, heading })
}

/** Characters after which lines are no longer put together: no paragraph is as long. */
const longestBlock = 4000

/** Lines, with hard-wrapped ones put together again. */
function* blocks(text: string): Generator<Block> {
  let open: Block | null = null
  let gap = true
  for (const line of lines(text)) {
    if (blank(text, line.start, line.end)) {
      if (open) yield open
      open = null
      gap = true
      continue
    }
    if (open && open.end - open.start < longestBlock && continues(text, open, line)) {
      open.end = line.end
      continue
    }
    if (open) yield open
    open = { start: line.start, end: line.end, breakBefore: gap }
    gap = false
  }
  if (open) yield open
}

function* lines(text: string): Generator<TextRange> {
  let start = 0
  for (const found of text.matchAll(lineBreak)) {
    yield { start, end: found.index }
    start = found.index + found[0].length
  }
  yield { start, end: text.length }
}

function blank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text[i]!
    if (c !== ' ' && c !== '\t' && c !== '-' && c !== '=' && c !== '_' && c !== '*' && c !== '\u3000') return false
  }
  return true
}

/** A line goes on when the one before does not end a sentence and this one starts in the middle of one. */
function continues(text: string, open: Block, line: TextRange): boolean {
  let last = open.end - 1
  while (last > open.start && /\s/.test(text[last]!)) last--
  let first = line.start
  while (first < line.end && /\s/.test(text[first]!)) first++
  const before = text[last]!
  const after = text[first]!
  if (before === ',' || before === '、' || before === '，') return !/[-*•・●■]/.test(after)
  if (/[.。!?！？:：;]/.test(before)) return false
  if (first > line.start + 3) return false
  return /[a-zà-öø-ÿ(]/.test(after) && !/^\(?[a-h]\)/.test(text.slice(first, first + 3)) && /[a-z\d),]/i.test(before) && last - open.start > 30
}

function markEnd(text: string, at: number, end: number): number {
  listMark.lastIndex = at
  const found = listMark.exec(text)
  return found ? Math.min(at + found[0].length, end) : at
}

function headingAt(text: string, at: number, end: number, lineStart: boolean): { name: TextRange | null; end: number } | null {
  bracketHeading.lastIndex = at
  const bracket = bracketHeading.exec(text)
  if (bracket && at + bracket[0].length <= end) {
    const name = bracket.slice(1).find((group) => group !== undefined) ?? ''
    // "<5 mm ... >" is a comparison, not a heading.
    if (/\p{L}/u.test(name) && !/^\s*\d/.test(name)) {
      const start = at + bracket[0].indexOf(name)
      return { name: { start, end: start + name.length }, end: at + bracket[0].length }
    }
  }
  colonHeading.lastIndex = at
  const colon = colonHeading.exec(text)
  if (colon && at + colon[0].length <= end) {
    const name = colon[1]!.trim()
    const start = at + colon[0].indexOf(name)
    const rest = blank(text, at + colon[0].length, end)
    const words = name.split(/\s+/).length
    const japanese = isJapanese(name.charCodeAt(0))
    // "12:30" and "ratio 1:2" are no headings; "右葉：48 mm" is.
    const ratio = /\d/.test(text[at + colon[0].length] ?? '') && /[:：]$/.test(colon[0]) && (!isJapanese(name.charCodeAt(name.length - 1)) || /\d$/.test(name))
    // "RV:LV ratio 0.8": two letter names compared.
    const compared = /^[A-Z][A-Za-z]{0,3}$/.test(/[A-Za-z]+$/.exec(name)?.[0] ?? '') && /^[A-Z][A-Za-z]{0,3} (?:ratio\b|(?:of |is |= ?)?\d)/.test(text.slice(at + colon[0].length, end)) && /[:：]$/.test(colon[0])
    const short = !ratio && !compared && (japanese ? name.length <= (rest ? 16 : 10) : words <= (rest ? 6 : 4) && (lineStart || /^[A-Z]/.test(name)))
    if (short && !opensSentence.test(name) && !/\d\s*(?:mm|cm|ml)/i.test(name) && !/\b(?:is|are|was|were|measures?|following|shows?|with)\b/i.test(name) && !/[をがはもに]/.test(name) && (lineStart || !namesFinding(name))) {
      return { name: { start, end: start + name.length }, end: Math.min(at + colon[0].length, end) }
    }
  }
  if (lineStart && !/[.。,;、]/.test(text.slice(at, Math.min(end, at + 60))) && end - at <= 60) {
    const line = text.slice(at, end).trim()
    // A line in capitals ("CHEST WALL") or in markdown bold is a heading even without a colon.
    if (/^[A-Z][A-Z/&,() -]{3,}$/.test(line) && !/^(?:NO|NORMAL|NIL|UNREMARKABLE|CLEAR)\b/.test(line) && line.split(/\s+/).length <= 5 && capitalsAreRare(text)) {
      return { name: { start: at, end: at + line.length }, end }
    }
    // The stars in front may have been read as a list mark.
    const bold = /^(\*\*)?([^*]{2,50})\*\*$/.exec(line)
    const start = bold?.[1] ? at + 2 : at
    if (bold && text.startsWith('**', start - 2)) return { name: { start, end: start + bold[2]!.length }, end }
  }
  return lineStart ? markedHeading(text, at, end) : null
}

/** "■肝臓", "### Liver" on a line of their own, "■肝 S6に…", "LIVER - normal": marked words that name a place and nothing else. */
function markedHeading(text: string, at: number, end: number): { name: TextRange; end: number } | null {
  const mark = /([■◆●▼□◇◎○・※]|#+)\s*(?:\*\*)?$/.exec(text.slice(Math.max(0, at - 6), at))?.[1]
  const line = text.slice(at, Math.min(end, at + 50))
  const dash = /^([A-Z][A-Z ,/&]{2,40}?)\s+[-–—]\s+(?=\S)/.exec(line)
  const beside = mark && !mark.startsWith('#') ? /^([\p{Script=Han}ー・]{1,8})[ \u3000]+(?=\S)/u.exec(line) : null
  const alone = mark && end - at <= 40 ? /^([^。.、,;；:：\n]{1,36}?)[*\s]*$/.exec(line) : null
  const found = dash ?? beside ?? alone
  if (!found || !namesPlace(found[1]!)) return null
  return { name: { start: at, end: at + found[1]!.length }, end: at + found[0].length }
}

/** "Reference lesions: …" in the middle of a line goes on about the organ of its heading. */
function namesFinding(name: string): boolean {
  const { units } = readSentence(name, { start: 0, end: name.length })
  return units.some((unit) => unit.kind === 'finding') && !units.some((unit) => unit.kind === 'anatomy')
}

function namesPlace(name: string): boolean {
  const { units } = readSentence(name, { start: 0, end: name.length })
  return units.some((unit) => unit.kind === 'anatomy') && units.every((unit) => ['anatomy', 'part', 'side', 'level', 'word', 'comma'].includes(unit.kind))
}

/** A report written all in capitals has no capital headings. Looks at the first 2,000 characters. */
function capitalsAreRare(text: string): boolean {
  return /[a-z]{3}/.test(text.slice(0, 2000))
}

const closing = /[)\]"'”’）」』】*_]/

function sentenceEnd(text: string, start: number, end: number, listNumber: number): { at: number; list: boolean } {
  for (let i = start; i < end; i++) {
    const c = text[i]!
    if (c === '。' || c === '！' || c === '｡' || (c === '．' && !/[\d０-９]/.test(text[i + 1] ?? ''))) return { at: past(text, i + 1, end), list: false }
    if (c === '？') return { at: past(text, i + 1, end), list: false }
    if (c === '.' || c === '!' || c === '?') {
      if (c !== '.' ? questionEnds(text, i, start, end) : periodEnds(text, i, start, end)) return { at: past(text, i + 1, end), list: false }
      continue
    }
    // "1. first 2. second": a list written into one line without full stops.
    if (listNumber > 0 && c === ' ' && i > start + 2) {
      const next = `${listNumber + 1}`
      if (text.startsWith(next, i + 1) && /^[.)]\s+\p{Lu}/u.test(text.slice(i + 1 + next.length, i + 5 + next.length))) return { at: i, list: true }
    }
  }
  return { at: end, list: false }
}

function past(text: string, at: number, end: number): number {
  let i = at
  while (i < end && (closing.test(text[i]!) || text[i] === '.' || text[i] === '!' || text[i] === '?')) i++
  return i
}

function questionEnds(text: string, i: number, start: number, end: number): boolean {
  // "? fracture" is a query put before its words.
  if (i === start || /\s|\(/.test(text[i - 1]!)) return false
  const rest = text.slice(i + 1, Math.min(end, i + 4))
  return rest.trim() === '' || /^[\s]*["'”’)]?\s*[\p{Lu}\d]/u.test(rest) || isJapanese(rest.trim().charCodeAt(0))
}

function periodEnds(text: string, i: number, start: number, end: number): boolean {
  const next = text[i + 1] ?? ''
  if (i + 1 >= end) return true
  const before = text[i - 1] ?? ''
  if (next === '.') return false
  if (!/\s/.test(next) && !closing.test(next)) {
    // "parenchyma.The": the space was forgotten. "1.2", "e.g." and file names do not end.
    return /[a-z)\d]/.test(before) && /[A-Z]/.test(next) && /[a-z]/.test(text[i + 2] ?? '') && !/\d/.test(next)
      ? wordBefore(text, i, start).length > 1
      : isJapanese(next.charCodeAt(0)) && !/\d/.test(before)
  }
  let after = i + 1
  while (after < end && (/\s/.test(text[after]!) || closing.test(text[after]!))) after++
  const follow = text[after] ?? ''
  const word = wordBefore(text, i, start)
  // "T2* 48 ms. LGE", "wall 21 mm. 50 % stenosis": after a number these are units, and a sentence may end with one.
  if (measures.has(word) && /\d\s?$/.test(text.slice(Math.max(start, i - word.length - 2), i - word.length)) && /[\p{Lu}\d]/u.test(follow)) return true
  if (titles.has(word)) return follow === ''
  if (word === 'no') return !/\d/.test(follow)
  if (abbreviations.has(word) && /[a-z\d]/.test(follow)) return false
  // "covering c. 35 %": circa, and not "hepatitis C. 12 mm".
  if (word === 'c' && before === 'c' && /\d/.test(follow)) return false
  // A small letter after a full stop and space: dictation often starts sentences small, but initials and units do not end.
  return !(word.length === 1 && /[a-z]/.test(follow))
}

function wordBefore(text: string, i: number, start: number): string {
  let from = i
  while (from > start && i - from < 12 && /[A-Za-z.]/.test(text[from - 1]!)) from--
  return text.slice(from, i).toLowerCase()
}
