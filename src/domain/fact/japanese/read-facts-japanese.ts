import type { TextRange } from '../../report/range.ts'
import { splitSentences } from '../../text/sentences.ts'
import { isDirection } from './clause-words-japanese.ts'
import { rangeOf, type JapaneseFact, type JapaneseSite, type JapaneseText } from './japanese-fact.ts'
import { readSentence } from './sentence-reader-japanese.ts'
import type { SentenceState } from './sentence-state-japanese.ts'
import { sitesOf } from './site-list-japanese.ts'
import { tokensJapanese } from './tokens-japanese.ts'
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
    const heading = sentence.heading ? sitesOf(tokensJapanese(text, sentence.heading).tokens.filter((token) => token.kind === 'place' || token.kind === 'side' || token.kind === 'part' || token.kind === 'level' || token.kind === 'comma' || token.kind === 'pair'), '') : []
    const at = sentence.heading?.start ?? -1
    // A new heading, or a new line without one, is about something else.
    const same = at === before.heading && !/\n/.test(text.slice(sentences[index - 1]?.end ?? 0, sentence.start))
    const state: SentenceState = { text, index, facts: [], topic: heading, clauseSites: [], before: same ? before.sites : [], lastSites: [], headFinding: headingFinding(text, sentence.heading) }
    // The mark of a node station is no list mark ("#7は短径7mm").
    const { tokens, plain } = tokensJapanese(text, text[sentence.start - 1] === '#' ? { start: sentence.start - 1, end: sentence.end } : sentence)
    readSentence(state, tokens, plain)
    for (const token of [...tokens, ...(sentence.heading ? tokensJapanese(text, sentence.heading).tokens : [])]) {
      if (token.kind === 'side' && !isDirection(token, plain)) sides.add(token.side)
      else if (token.kind === 'place') places.add(token.place)
      else if (token.kind === 'level') levels.push(...token.level.keys.map((key) => ({ group: token.level.group, key })))
    }
    for (const token of tokens) if (token.kind === 'number' && !token.number.time) numbers.push({ ...token.number, ...rangeOf(token) })
    // What is told of a list of places is on the side that heads the list.
    for (const fact of state.facts) if (fact.polarity === 'told' && fact.site.borrowed === 0 && fact.site.sideRange) fact.site.sideBorrowed = false
    facts.push(...state.facts)
    before = { sites: state.lastSites.length ? state.lastSites : same ? before.sites : heading, heading: at }
  }
  return { text, facts, sentences, numbers, sides, places, levels }
}

function headingFinding(text: string, heading: TextRange | null): FindingName | null {
  const token = heading && tokensJapanese(text, heading).tokens.findLast((one) => one.kind === 'finding')
  return token?.kind === 'finding' ? token.finding : null
}
