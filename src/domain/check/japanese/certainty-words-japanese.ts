import { describing } from '../../fact/japanese/clause-words-japanese.ts'
import type { JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import type { Token } from '../../fact/japanese/tokens-japanese.ts'
import { japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import type { CheckIssue } from '../issue.ts'
import { sameLevel } from './match-japanese.ts'

type Sureness = 'definite' | 'stated' | 'hedged' | 'doubted' | 'denied' | 'bare'
/** How sure one statement is of one name. `range`: the name with the words that say so. */
type Said = { name: Token; sureness: Sureness; range: TextRange; sentence: number; side: string | null; levels: readonly string[] }

/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120
/** Words that put a name in doubt; "考える", "相当" are how many write a diagnosis. */
const doubt = /疑|可能性|かもしれ|否定|除外|鑑別|断定|確定|懸念|suspe|suspi|possible|s\/o|r\/o/u

/**
 * What the findings only suspect or never name told for certain, and what they state told as a suspicion, by the names alone: also for
 * names that no list knows. Advice only.
 */
export function certaintyByWords(conclusion: JapaneseText, findings: JapaneseText, beside: string): CheckIssue[] {
  const told = toldIn(findings)
  return saidIn(conclusion, false).flatMap((claim): CheckIssue[] => {
    if (claim.sureness === 'bare') return []
    const alike = told.filter((one) => sameName(claim.name, one.name) && (!claim.side || !one.side || one.side === claim.side) && (!claim.levels.length || !one.levels.length || claim.levels.some((level) => one.levels.some((other) => sameLevel(level, other)))))
    const worded = alike.filter((one) => one.name.text === claim.name.text)
    const same = worded.length ? worded : alike
    const plain = same.some((one) => one.sureness !== 'hedged' && one.sureness !== 'denied' && (claim.sureness !== 'definite' || saysIt(claim.name, one.name)))
    const hedged = same.some((one) => one.sureness === 'hedged')
    const words = conclusion.text.slice(claim.name.start, claim.name.end)
    const issue = (message: string, at: number | undefined): CheckIssue[] => {
      const place = at === undefined ? null : findings.sentences[at]!
      return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message, conclusion: claim.range, findings: place && { start: place.start, end: place.end } }]
    }
    // What lists know is compared with its place; of other words only these are known.
    if (claim.sureness === 'denied') return claim.name.kind === 'word' && worded.length > 0 && worded.every((one) => one.sureness === 'stated' || one.sureness === 'definite') ? issue(`The conclusion denies “${words}”, the findings state it.`, worded[0]!.sentence) : []
    if (claim.name.kind === 'word' && same.length > 0 && claim.sureness !== 'hedged' && same.every((one) => one.sureness === 'denied')) return issue(`The conclusion states “${words}”, the findings deny it.`, same[0]!.sentence)
    if (claim.sureness === 'doubted' && !same.some((one) => one.sureness === 'hedged')) return issue(`The findings do not doubt “${words}”.`, same[0]?.sentence)
    if (claim.sureness === 'doubted') return []
    if (claim.sureness === 'hedged') return worded.length > 0 && worded.every((one) => one.sureness === 'stated' || one.sureness === 'definite') ? issue(`The findings are more sure of “${words}”: they state it.`, same[0]!.sentence) : []
    if (plain) return []
    if (hedged) return issue(`The findings are less sure of “${words}”: they only suspect it.`, same.find((one) => one.sureness === 'hedged')!.sentence)
    return claim.sureness === 'definite' && !beside.includes(words) ? issue(`The findings do not say “${words}” for certain.`, undefined) : []
  })
}

/** The same word, one inside the other, or the same finding or a kind of it. */
function sameName(a: Token, b: Token): boolean {
  if (a.kind === 'finding' && b.kind === 'finding') return japaneseVocabulary().widerFindings(b.finding.name).has(a.finding.name) || (a.finding.kind === 'diagnosis' && b.finding.kind === 'diagnosis' && a.text.endsWith(b.text))
  return a.text === b.text || (a.text.length > 1 && b.text.includes(a.text)) || (b.text.length > 1 && a.text.includes(b.text))
}

/** The word of the claim is in the one that is told, or the diagnosis is the same by another word. */
const saysIt = (claim: Token, told: Token): boolean => told.text.includes(claim.text) || claim.text.includes(told.text) || (claim.kind === 'finding' && told.kind === 'finding' && told.finding.kind === 'diagnosis')

const isName = (token: Token): boolean => (token.kind === 'finding' && token.finding.families !== 'P') || (token.kind === 'word' && /[\p{Script=Han}\p{Script=Katakana}a-z]{2,}/u.test(token.text) && !describing.test(token.text))

const toldIn = keptForText((findings) => saidIn(findings, true))

/** `found`: of findings, where a diagnosis that ends its sentence is stated. */
function saidIn(read: JapaneseText, found: boolean): Said[] {
  const said: Said[] = []
  for (const index of read.sentences.slice(0, mostSentences).keys()) {
    const { tokens, plain } = sentenceTokens(read, index)
    let side: string | null = null
    let levels: readonly string[] = []
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'side') side = token.side
      if (token.kind === 'level' && token.level.group !== 'category') levels = token.level.keys
      if (token.kind === 'end' || token.kind === 'item') {
        side = null
        levels = []
      }
      if (!isName(token)) continue
      const { sureness, range } = surenessOf(tokens, i, plain)
      const ends = found && sureness === 'bare' && token.kind === 'finding' && token.finding.kind === 'diagnosis' && /^。?$/u.test(plain.slice(token.to)) && !/(?:または|又は|もしくは|あるいは|か|か、|vs\.?)\s*$/u.test(plain.slice(0, token.from))
      said.push({ name: token, sureness: ends ? 'stated' : sureness, range, sentence: index, side, levels })
    }
  }
  return said
}

/** What follows in the same sentence, nine words at most. */
function sameClause(tokens: readonly Token[], k: number): readonly Token[] {
  const rest = tokens.slice(k, k + 9)
  const end = rest.findIndex((one) => one.kind === 'end' || one.kind === 'item')
  return end < 0 ? rest : rest.slice(0, end)
}

/** The first word of certainty behind a name in its clause; a name listed before another one shares it. */
function surenessOf(tokens: readonly Token[], i: number, plain: string): { sureness: Sureness; range: TextRange } {
  const name = tokens[i]!
  const to = (token: Token, sureness: Sureness) => ({ sureness, range: { start: name.start, end: token.end } })
  let depth = 0
  let behindAnother = false
  for (let k = i + 1; k < tokens.length; k++) {
    const token = tokens[k]!
    if (token.from === name.from) continue
    if (token.kind === 'open') depth++
    if (token.kind === 'close' && --depth < 0) break
    if (token.kind === 'end' || token.kind === 'item' || token.kind === 'topic') break
    if (depth > 0 && token.kind !== 'definite' && token.kind !== 'uncertain') continue
    // "AのB疑い", "AはBの疑い": the doubt is about B.
    if (behindAnother && token.kind !== 'comma' && token.kind !== 'change' && token.kind !== 'advice') return { sureness: 'bare', range: name }
    if (token.kind === 'uncertain') {
      // "血栓は疑い程度" doubts the clot, "結節は転移疑い" what the nodule is.
      const little = plain.slice(name.to, token.from) === 'は' && /^(?:程度|にとどま|に止ま|の域|レベル|の段階)/u.test(plain.slice(token.to))
      if (!doubt.test(token.text) || (!little && plain.slice(name.to, token.from).includes('は'))) return { sureness: 'bare', range: name }
      const further = sameClause(tokens, k).find((one) => one.kind === 'uncertain' && /断定|確定|保留|確実|判断|決め/u.test(one.text))
      return further ? to(further, 'doubted') : to(token, 'hedged')
    }
    if (token.kind === 'definite') return tokens[k + 1]?.kind === 'deny' ? to(tokens[k + 1]!, 'doubted') : to(token, 'definite')
    if (token.kind === 'deny') return to(token, 'denied')
    if (token.kind === 'exist') {
      if (/^(?:示|呈|伴|占|有す|形成)/u.test(token.text)) return { sureness: 'bare', range: name }
      const behind = tokens[k + 1]
      const sure = behind?.kind === 'open' && tokens[k + 2]?.kind === 'definite'
      const isCopula = plain.slice(token.from - 1, token.to) === 'である'
      return to(token, sure || (isCopula && !/^(?:が|可能|と)/u.test(plain.slice(token.to, token.to + 2))) ? 'definite' : 'stated')
    }
    if (token.kind === 'change' && plain.slice(name.to, token.from) === 'が') return to(token, 'stated')
    if (token.kind === 'comma' || token.kind === 'change' || token.kind === 'advice') break
    if (isName(token)) behindAnother = true
  }
  const rest = /^[^。、,]*?か(?=[。、,)]|$)/u.exec(plain.slice(name.to, name.to + 16))
  return rest ? { sureness: 'hedged', range: name } : { sureness: 'bare', range: name }
}
