import type { TextRange } from '../../report/range.ts'
import { splitSentences, type Sentence } from '../../text/sentences.ts'
import { isDirection } from './clause-words-japanese.ts'
import { rangeOf, type JapaneseFact, type JapaneseSite, type JapaneseText } from './japanese-fact.ts'
import { readSentence } from './sentence-reader-japanese.ts'
import type { SentenceState } from './sentence-state-japanese.ts'
import { sitesOf } from './site-list-japanese.ts'
import { sitesRelated } from './sites-japanese.ts'
import { tokensJapanese, type Token, type Tokens } from './tokens-japanese.ts'
import type { FindingName } from './vocabulary-japanese.ts'

/** Reads Japanese text into facts, in the order of the text. At most `most` sentences. Never throws. */
export function readFactsJapanese(text: string, most = 2000): JapaneseText {
  const known = recent.get(text)
  if (known) return known
  const read = readText(text, most)
  if (recent.size > 15) recent.delete(recent.keys().next().value!)
  recent.set(text, read)
  return read
}

/** The texts read last: while a conclusion is typed its findings stay the same. */
const recent = new Map<string, JapaneseText>()

function readText(text: string, most: number): JapaneseText {
  const sentences = splitSentences(text).slice(0, most)
  const facts: JapaneseFact[] = []
  const numbers: JapaneseText['numbers'] = []
  const sides = new Set<'left' | 'right' | 'bilateral'>()
  const places = new Set<string>()
  const levels: { group: string; key: string }[] = []
  let before: { sites: JapaneseSite[]; heading: number } = { sites: [], heading: -1 }
  for (const [index, sentence] of sentences.entries()) {
    const read = withCategories(tokensJapanese(text, { start: sentenceBegin(text, sentence, sentences[index - 1]), end: sentence.end }), sentence.heading ? text.slice(sentence.heading.start, sentence.heading.end) : '')
    const own = ownHeading(text, sentence, sentences[index - 1])
    const heading = own.place ? sitesOf(tokensJapanese(text, own.place).tokens.filter((token) => token.kind === 'place' || token.kind === 'side' || token.kind === 'part' || token.kind === 'level' || token.kind === 'comma' || token.kind === 'pair'), '') : []
    const at = sentence.heading?.start ?? -1
    // A new heading, or a new line without one, is about something else.
    const same = at === before.heading && !/\n/.test(text.slice(sentences[index - 1]?.end ?? 0, sentence.start))
    const state: SentenceState = { text, index, facts: [], topic: heading, clauseSites: [], before: same ? before.sites : [], lastSites: [], headFinding: headingFinding(text, own.finding) }
    const { tokens, plain } = read
    readSentence(state, tokens, plain)
    // "対側は正常": beside one side the other is told too.
    if (/対側|健側/u.test(plain)) sides.add('left').add('right')
    for (const token of [...tokens, ...(sentence.heading ? tokensJapanese(text, sentence.heading).tokens : [])]) {
      if (token.kind === 'side' && !isDirection(token, plain)) sides.add(token.side)
      else if (token.kind === 'place') places.add(token.place)
      else if (token.kind === 'level') levels.push(...token.level.keys.map((key) => ({ group: token.level.group, key })))
    }
    for (const token of tokens) if (token.kind === 'number' && !token.number.time) numbers.push({ ...token.number, ...rangeOf(token) })
    eitherOr(text, state.facts)
    // What is told of a list of places is on the side that heads the list.
    for (const fact of state.facts) if (fact.polarity === 'told' && fact.site.borrowed === 0 && fact.site.sideRange) fact.site.sideBorrowed = false
    if (!(same && onlyEarlier(state.facts, tokens, facts, index))) facts.push(...state.facts)
    before = { sites: state.lastSites.length ? state.lastSites : same ? before.sites : heading, heading: at }
  }
  return { text, facts, sentences, numbers, sides, places, levels }
}

/** "腫瘍または炎症": a diagnosis or something else, of which one is meant; neither is certain. */
function eitherOr(text: string, facts: readonly JapaneseFact[]): void {
  for (const fact of facts) {
    const or = fact.finding?.kind === 'diagnosis' && fact.polarity === 'told' ? /^(?:疑い)?(?:、|,)?(?:または|又は|もしくは|あるいは|か(?![らつ]))/u.exec(text.slice(fact.word.end, fact.word.end + 12)) : null
    const other = or && facts.find((one) => one.word.start >= fact.word.end && one.word.start < fact.word.end + 16 && one.finding && one.polarity === 'told')
    if (other) for (const one of [fact, other]) if (one.certainty === 'plain') Object.assign(one, { certainty: 'possible', certaintyRange: { start: fact.word.end, end: fact.word.end + or[0].length } })
  }
}

/** "カテゴリー：右4、左2": under that heading bare numbers are categories. */
function withCategories({ tokens, plain }: Tokens, heading: string): Tokens {
  const topic = tokens.findIndex((token) => token.kind === 'topic')
  const before = tokens[topic - 1]
  const own = before ? categoryWord.test(before.text) : false
  if (!own && !categoryWord.test(heading)) return { tokens, plain }
  return { plain, tokens: tokens.map((token, i): Token => (token.kind === 'number' && i > (own ? topic : -1) && !token.number.unit && token.number.decimals === 0 ? { ...token, kind: 'level', level: { group: 'category', keys: [`category ${token.number.value}`], to: token.to, name: 'category' } } : token)) }
}

const categoryWord = /^\s*(?:カテゴリー?|bi-?rads|category)\s*$/iu

/** Sentences back to the one that "前回8mm。" speaks of. */
const mostBack = 2

/** "前回8mm。", "前回認めず。" alone: the earlier size of what was measured last, or that it is new. True where it was taken so. */
function onlyEarlier(own: readonly JapaneseFact[], tokens: Tokens['tokens'], facts: readonly JapaneseFact[], index: number): boolean {
  const sizes = own.flatMap((fact) => fact.sizes)
  const absent = !own.length && tokens.some((token) => token.kind === 'before') && tokens.some((token) => token.kind === 'deny')
  const open = tokens.findIndex((token) => token.kind === 'open')
  const close = tokens.findIndex((token) => token.kind === 'close')
  const bare = tokens.every((token, i) => (i > open && i < close) || !['place', 'side', 'level', 'part', 'finding', 'word', 'change'].includes(token.kind))
  if (!bare || !(absent || (sizes.length > 0 && own.every((fact) => !fact.finding && fact.sizes.every((size) => size.before))))) return false
  const last = facts.findLast((fact) => fact.sentence >= index - mostBack && fact.polarity === 'told' && fact.sizes.some((size) => !size.before && (absent ? size.unit === 'mm' : size.unit === sizes[0]!.unit)))
  // A sentence between that has a place of its own is what is meant.
  if (!last || last.change || last.sizes.some((size) => size.before) || facts.some((fact) => fact.sentence > last.sentence && fact.site.borrowed === 0 && fact.site.places.some((one) => one.range.start >= fact.start))) return false
  // Where several are measured, nobody knows which had the earlier size.
  const told = facts.filter((fact) => fact.sentence === last.sentence && fact.polarity === 'told')
  const spot = ({ site }: JapaneseFact) => `${site.side ?? ''} ${site.levels.map((level) => level.key).join(' ')}`
  if (told.some((fact) => fact.sizes.length > 0 && fact.word.end !== last.word.end && (!absent || spot(fact) !== spot(last)))) return false
  // What is concluded of it in the same sentence is the same thing.
  const concluded = (fact: JapaneseFact) => !fact.site.places.some((one) => one.range.start > last.word.end && one.range.end < fact.word.start && !last.site.places.some((other) => sitesRelated(one.place, other.place)))
  const thing = told.filter((fact) => fact.finding && !fact.change && !fact.normal && (fact === last || (fact.word.start > last.word.start && !fact.sizes.length && spot(fact) === spot(last) && concluded(fact))))
  for (const fact of thing) {
    if (absent) fact.change = { change: 'new', range: rangeOf(tokens.find((token) => token.kind === 'deny')!) }
    else fact.sizes.push(...(fact === last ? [] : last.sizes.filter((size) => !size.before)), ...sizes)
  }
  return thing.length > 0
}

/** The mark of a node station is no list mark ("#7は短径7mm"), and "Rt." no sentence. */
export function sentenceBegin(text: string, sentence: Sentence, previous: Sentence | undefined): number {
  if (text[sentence.start - 1] === '#') return sentence.start - 1
  const side = previous && /(?:^|[^a-z])(?:rt|lt)\.$/i.exec(text.slice(Math.max(previous.start, previous.end - 4), previous.end))
  return side && !/\n/.test(text.slice(previous.end, sentence.start)) ? previous.end - 3 : sentence.start
}

/** "気腫：上葉。" names what its own line tells; the lines below it are not about it. */
function ownHeading(text: string, { heading, start }: Sentence, previous: Sentence | undefined): { place: TextRange | null; finding: TextRange | null } {
  if (!heading || !previous || previous.heading?.start !== heading.start) return { place: heading, finding: heading }
  const above = text.slice(heading.end, start)
  const beside = /^[\s】\]>＞〉》］〕]*[:：]?[^\S\n]*\S/u.test(above) && !/^[^\S\n]*[】\]>＞〉》］〕]/u.test(above)
  return beside && above.includes('\n') ? { place: null, finding: null } : { place: heading, finding: heading }
}

function headingFinding(text: string, heading: TextRange | null): FindingName | null {
  const token = heading && tokensJapanese(text, heading).tokens.findLast((one) => one.kind === 'finding')
  return token?.kind === 'finding' ? token.finding : null
}
