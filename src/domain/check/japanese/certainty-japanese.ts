import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import { japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import type { Against, Pair } from './compare-japanese.ts'
import type { CheckIssue } from '../issue.ts'
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
  if (!carried.length) return suspectedOnly(claim, pairs, doubted, against, words)
  if (claim.certainty === 'plain') return claim.stated && claim.finding.kind === 'diagnosis' && carried.every(doubted) ? against(carried[0]!.fact, `The findings are less sure of “${words(claim.word)}”: they only suspect it.`) : []
  // "結節、転移の可能性": the doubt is about what it is, not whether it is there.
  if (claim.certainty !== 'possible' || ['残存', '再発'].includes(claim.finding.name) || carried.some(hedged) || claims.some((one) => one.finding && one.sentence === claim.sentence && one.word.start >= claim.word.end && one.word.start < (claim.certaintyRange?.end ?? 0))) return []
  // The same word: "不安定プラークの可能性" says what kind of plaque it may be, "間質影は…の可能性" what it may mean.
  const told = (fact: JapaneseFact) => findings.text.slice(fact.word.start, fact.word.end)
  if (claim.certaintyRange && /は|、/u.test(conclusion.text.slice(claim.word.end, claim.certaintyRange.start))) return []
  const plain = carried.find(({ fact, name }) => name === 3 && fact.polarity === 'told' && (told(fact).includes(words(claim.word)) || sameBut(words(claim.word), told(fact))))
  return plain ? against(plain.fact, `The findings are more sure of “${words(claim.word)}”: they state it.`) : []
}

/** "心筋梗塞が存在する" over "陳旧性梗塞または減弱の可能性": the findings have it only under a wider name, and only suspect it. */
function suspectedOnly(claim: JapaneseFact, pairs: readonly Pair[], doubted: (pair: Pair) => boolean, against: (fact: JapaneseFact, message: string) => Against[], words: (range: TextRange) => string): Against[] {
  if (claim.certainty !== 'plain' || !claim.stated || claim.finding!.kind !== 'diagnosis' || claim.site.borrowed === 2) return []
  const kin = pairs.filter(({ fact, name, fit }) => fact.polarity === 'told' && !fact.normal && name >= 2.5 && fact.finding?.kind !== 'look' && fits(fit))
  return kin.length && kin.every(doubted) ? against(kin[0]!.fact, `The findings are less sure of “${words(claim.word)}”: they only suspect it.`) : []
}

/** Put no higher than a doubt: "疑い程度", "可能性は否定できない程度". */
const merely = /^(?:程度|の域|レベル|の段階|に(?:とど|留|止)ま)/u
/** Brought down to a doubt, whatever it is told of: "可能性は低い", "かどうか判断できない". */
const deeply = /可能性(?:は|が|も)?(?:低|乏し|少な|高くな[いくさし]|否定しき)|積極的に(?:は)?(?:疑|支持|示唆|診断)[^。、]{0,8}(?:乏し|とは?[言い]え)|(?:が、?|ものの、?)はっきり(?:とは|と)?(?:し|せ)[なずま]|かどうか(?:は|の)?(?:判断|判定|わか|分か|不明|はっきり)|断定(?:は|まで)?(?:でき|困難|し(?:がた|難|得|え)|に(?:は)?至ら)/u
/** Findings with one of these doubt something themselves. */
const doubting = /否定的|考えにく|考え難|乏し|可能性は低|判断|判定|断定|はっきり|不確実|確信/u
/** What is brought down because it would be bad: "悪性の可能性は低い" sums up what looks harmless. */
const feared = /悪性|転移|再発|播種|浸潤|活動性|破裂|虚血|壊死/u
/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120

/**
 * "と断定する", "が確実", "疑いない" over findings that call nothing certain, and "疑い程度" over findings that put nothing so low:
 * whatever it is told of. Advice only.
 */
export function certaintyNowhere(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const known = spoken(findings)
  return [...spokenNowhere(conclusion, known), ...(doubting.test(findings.text) ? [] : deeplyDoubted(conclusion))]
}

/** What a conclusion doubts where its findings doubt nothing. */
function deeplyDoubted(conclusion: JapaneseText): CheckIssue[] {
  return conclusion.sentences.slice(0, mostSentences).flatMap((_, sentence): CheckIssue[] => {
    const { tokens, plain } = sentenceTokens(conclusion, sentence)
    const found = deeply.exec(plain)
    const name = found && tokens.findLast((one) => one.kind === 'finding' && one.from < found.index)
    if (!found || !name || feared.test(plain.slice(name.from, found.index))) return []
    const last = tokens.findLast((one) => one.from < found.index + found[0].length)!
    const range = { start: name.start, end: Math.max(last.end, name.end) }
    return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The findings do not doubt this: “${conclusion.text.slice(range.start, range.end)}”.`, conclusion: range, findings: null }]
  })
}

function spokenNowhere(conclusion: JapaneseText, known: ReturnType<typeof spoken>): CheckIssue[] {
  return spoken(conclusion).filter(({ low }) => !known.some((one) => one.low === low)).map(({ low, sentence, range }): CheckIssue => ({ kind: 'unsupported', severity: 'warning', sentence, message: `The findings do not ${low ? 'put this so low' : 'say this for certain'}: “${conclusion.text.slice(range.start, range.end)}”.`, conclusion: range, findings: null }))
}

const spoken = keptForText((read) => read.sentences.slice(0, mostSentences).flatMap((_, index) => {
  const { tokens, plain } = sentenceTokens(read, index)
  return tokens.flatMap((token, i) => {
    const low = token.kind === 'uncertain' && merely.test(plain.slice(token.to))
    if (!low && (token.kind !== 'definite' || token.text.startsWith('確認') || tokens[i + 1]?.kind === 'deny' || tokens.slice(i).some((one) => one.kind === 'advice') || /^の(?:ため|必要)/u.test(plain.slice(token.to)))) return []
    const name = tokens.slice(0, i).findLast((one) => one.kind === 'finding' || one.kind === 'word' || one.kind === 'change')
    const more = low ? merely.exec(plain.slice(token.to))![0].length : 0
    return [{ low, sentence: index, range: { start: name?.start ?? token.start, end: token.end + more } }]
  })
}))

/** The very finding of the claim or a kind of it: "結節" does not say whether it is a metastasis. */
const isAsNarrow = (fact: JapaneseFact, claim: JapaneseFact): boolean => fact.finding !== null && [fact.finding, ...fact.also].some((one) => japaneseVocabulary().widerFindings(one.name).has(claim.finding!.name))

/** "胆嚢結石" is a stone with its place before it; "不安定プラーク" says what kind. */
function sameBut(word: string, told: string): boolean {
  const before = word.endsWith(told) ? word.slice(0, -told.length) : null
  return before !== null && (before === '' || (japaneseVocabulary().phrases.get(before[0]!)?.some(([phrase, meanings]) => phrase === before && meanings.some((one) => one.kind === 'place')) ?? false))
}

/** The finding with the words that say how sure it is. */
function withCertainty({ word, certaintyRange }: JapaneseFact): TextRange {
  if (!certaintyRange) return word
  const range = { start: Math.min(word.start, certaintyRange.start), end: Math.max(word.end, certaintyRange.end) }
  return range.end - range.start <= 60 ? range : certaintyRange
}
