import { isDirection } from '../../fact/japanese/clause-words-japanese.ts'
import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { headingTokens, keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import { isKindOfTissue, widerSites } from '../../fact/japanese/sites-japanese.ts'
import type { Token } from '../../fact/japanese/tokens-japanese.ts'
import type { CheckIssue } from '../issue.ts'
import { alike } from './match-japanese.ts'
import { regions } from './nowhere-japanese.ts'

/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120

type Side = 'left' | 'right' | 'bilateral'
/** A place with the side written before it. `read`: some fact knows it. */
type Sided = { side: Side; place: string; token: Token; sideToken: Token; sentence: number; read: readonly JapaneseFact[] }
/** "左優位", "下葉優位", "右凸", "左へ偏位": which of several most, or which way. */
type Lean = { what: string; value: string; kind: string; /** What bends that way. */ of: string | null; token: Token; sentence: number }

const isTold = (fact: JapaneseFact): boolean => fact.polarity !== 'denied' && !fact.normal && !fact.advice

/**
 * Sides of places that no fact was read from (in lists, in brackets, with words that no list knows), which the findings have on the other side
 * only; and where most is, or which way something bends, told otherwise. Advice only.
 */
export function sidesByWords(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const [said, known] = [wordsIn(conclusion), wordsIn(findings)]
  const issue = (token: Token, end: number, sentence: number, at: number, message: string): CheckIssue => {
    const place = findings.sentences[at]!
    return { kind: 'unsupported', severity: 'warning', sentence, message, conclusion: { start: token.start, end }, findings: { start: place.start, end: place.end } }
  }
  const wrongSides = said.sided.flatMap((claim): CheckIssue[] => {
    if (claim.read.length || claim.side === 'bilateral' || regions.has(claim.place) || isKindOfTissue(claim.place)) return []
    const there = known.sided.filter((one) => alike(one.place, claim.place) && (!one.read.length || one.read.some(isTold)))
    // Where the very place is told, what is told of the whole organ on this side does not carry it.
    const very = there.filter((one) => one.place === claim.place)
    if (very.length && !known.sided.some((one) => one.side !== very[0]!.side && widerSites(one.place).has(claim.place))) return [issue(claim.sideToken, claim.token.end, claim.sentence, very[0]!.sentence, `The conclusion says ${claim.side}, the findings say ${very[0]!.side}.`)].filter(() => very[0]!.side !== claim.side)
    const facts = findings.facts.filter((fact) => isTold(fact) && fact.site.places.some((one) => alike(one.place, claim.place)))
    if (!there.length || [...there.map((one) => one.side), ...facts.map((fact) => fact.site.side)].some((side) => side === claim.side || side === 'bilateral')) return []
    return [issue(claim.sideToken, claim.token.end, claim.sentence, there[0]!.sentence, `The conclusion says ${claim.side}, the findings say ${there[0]!.side}.`)]
  })
  const wrongLeans = said.leans.flatMap((claim): CheckIssue[] => {
    const like = known.leans.filter((one) => one.kind === claim.kind && one.what === claim.what && (claim.kind !== '凸' || !one.of || !claim.of || alike(one.of, claim.of)))
    return like.length && !like.some((one) => one.value === claim.value || (claim.what === 'place' && alike(one.value, claim.value))) ? [issue(claim.token, claim.token.end, claim.sentence, like[0]!.sentence, `The conclusion says “${claim.token.text}”, the findings say “${like[0]!.token.text}”.`)] : []
  })
  return [...wrongSides, ...wrongLeans]
}

const wordsIn = keptForText((read) => {
  const { sentences, facts } = read
  const found = { sided: [] as Sided[], leans: [] as Lean[] }
  for (const sentence of sentences.slice(0, mostSentences).keys()) {
    const { tokens, plain } = sentenceTokens(read, sentence)
    const head = headingTokens(read, sentence).findLast((one) => one.kind === 'place')
    const denied = tokens.some((one) => one.kind === 'deny' || one.kind === 'advice')
    for (const [i, token] of tokens.entries()) {
      const after = plain.slice(token.to, token.to + 3)
      const kind = /^(?:側|部|領域)?(?:優位|主体)/u.test(after) ? '優位' : after.startsWith('凸') ? '凸' : token.kind === 'side' && /^(?:方)?(?:へ|に)(?:の)?[\d.\smc約]{0,6}(?:偏位|シフト|変位|偏倚)/u.test(plain.slice(token.to, token.to + 14)) ? 'へ' : null
      const of = kind === '凸' ? (tokens.findLast((one) => one.kind === 'place' && one.from < token.from) ?? head) : undefined
      if (kind) for (const named of row(tokens, i)) if (named.kind === 'side' || named.kind === 'place') found.leans.push({ what: named.kind, value: named.kind === 'side' ? named.side : named.place, kind, of: of?.kind === 'place' ? of.place : null, token: named, sentence })
      const next = tokens.slice(i + 1).find((one) => one.from >= token.to)
      if (token.kind !== 'side' || isDirection(token, plain) || next?.kind !== 'place' || next.from - token.to > 4 || /^(?:側|部|領域)?(?:優位|主体|に多)/u.test(plain.slice(next.to, next.to + 5))) continue
      const near = facts.filter((fact) => fact.site.places.some((one) => one.range.start === next.start))
      if (!near.length && denied) continue
      found.sided.push({ side: token.side, place: next.place, token: next, sideToken: token, sentence, read: near })
    }
  }
  return found
})

/** The token and the places before it in one word ("下葉背側優位", "下葉胸膜下優位"); a side only by itself. */
function row(tokens: readonly Token[], i: number): Token[] {
  if (tokens[i]!.kind === 'side') return [tokens[i]!]
  const found: Token[] = [tokens[i]!]
  for (let k = i - 1; k >= 0 && (tokens[k]!.to === found.at(-1)!.from || tokens[k]!.from === found.at(-1)!.from) && (tokens[k]!.kind === 'place' || tokens[k]!.kind === 'part'); k--) found.push(tokens[k]!)
  return found
}
