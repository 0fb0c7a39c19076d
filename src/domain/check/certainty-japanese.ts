import type { JapaneseFact, JapaneseText } from '../fact/japanese/japanese-fact.ts'
import { japaneseVocabulary } from '../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../report/range.ts'
import type { Against, Pair } from './compare-japanese.ts'
import { fits } from './match-japanese.ts'

/** A suspicion told as certain, a diagnosis the findings do not make told as certain, or what is plainly seen told as a mere possibility. */
export function certaintyAgainst(claim: JapaneseFact, pairs: readonly Pair[], { claims, conclusion, findings }: { claims: readonly JapaneseFact[]; conclusion: JapaneseText; findings: JapaneseText }, words: (range: TextRange) => string): Against[] {
  if (!claim.finding || claim.finding.families === 'P') return []
  const carried = pairs.filter(({ fact, fit }) => fact.polarity !== 'denied' && !fact.normal && !fact.limited && fits(fit) && isAsNarrow(fact, claim))
  const hedged = ({ fact }: Pair) => fact.certainty === 'possible' || fact.certainty === 'likely'
  // "…を考える" is how many write a diagnosis, not a doubt.
  const doubted = ({ fact }: Pair) => (fact.certainty === 'possible' || fact.certainty === 'likely') && fact.certaintyRange !== null && !/考|思|合致|相当|矛盾|支持/u.test(findings.text.slice(fact.certaintyRange.start, fact.certaintyRange.end))
  const against = (fact: JapaneseFact | null, message: string): Against[] => [{ kind: 'unsupported', range: withCertainty(claim), fact, message }]
  if (claim.certainty === 'certain') {
    if (carried.length ? carried.every(hedged) : claim.certaintyRange !== null) return against(carried[0]?.fact ?? null, carried.length ? `The findings are less sure of “${words(claim.word)}”: they only suspect it.` : `The findings do not say “${words(claim.word)}” for certain.`)
    return []
  }
  if (!carried.length) return []
  if (claim.certainty === 'plain') return claim.stated && claim.finding.kind === 'diagnosis' && carried.every(doubted) ? against(carried[0]!.fact, `The findings are less sure of “${words(claim.word)}”: they only suspect it.`) : []
  // "結節、転移の可能性": the doubt is about what it is, not whether it is there.
  if (claim.certainty !== 'possible' || ['残存', '再発'].includes(claim.finding.name) || carried.some(hedged) || claims.some((one) => one.finding && one.sentence === claim.sentence && one.word.start >= claim.word.end && one.word.start < (claim.certaintyRange?.end ?? 0))) return []
  // The same word: "不安定プラークの可能性" says what kind of plaque it may be, "間質影は…の可能性" what it may mean.
  const told = (fact: JapaneseFact) => findings.text.slice(fact.word.start, fact.word.end)
  if (claim.certaintyRange && /は|、/u.test(conclusion.text.slice(claim.word.end, claim.certaintyRange.start))) return []
  const plain = carried.find(({ fact, name }) => name === 3 && fact.polarity === 'told' && (told(fact).includes(words(claim.word)) || words(claim.word).endsWith(told(fact))))
  return plain ? against(plain.fact, `The findings are more sure of “${words(claim.word)}”: they state it.`) : []
}

/** The very finding of the claim or a kind of it: "結節" does not say whether it is a metastasis. */
const isAsNarrow = (fact: JapaneseFact, claim: JapaneseFact): boolean => fact.finding !== null && [fact.finding, ...fact.also].some((one) => japaneseVocabulary().widerFindings(one.name).has(claim.finding!.name))

/** The finding with the words that say how sure it is. */
function withCertainty({ word, certaintyRange }: JapaneseFact): TextRange {
  if (!certaintyRange) return word
  const range = { start: Math.min(word.start, certaintyRange.start), end: Math.max(word.end, certaintyRange.end) }
  return range.end - range.start <= 60 ? range : certaintyRange
}
