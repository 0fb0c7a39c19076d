import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'

/** How much of something there is: a trace of fluid is no effusion to drain, and a partial tear no tear. Without the endings of adverbs. */
const degree = /(?<![\p{L}-])(?:trace|tiny|small(?:[- ]volume)?|mild|minimal|minor|slight|subtle|borderline|shallow|moderate|severe|marked|large|massive|extensive|gross|advanced|huge|tense|critical|pronounced|profound|high[- ]grade|low[- ]grade|complete|incomplete|partial|subtotal|near[- ](?:complete|total|occlusive)|non[- ]?occlusive|occlusive|full[- ]thickness|partial[- ]thickness|diffuse|subsegmental|undisplaced|comminuted|loculated|whole|entire)(?:ly)?(?![\p{L}-])/giu
const degreeJapanese = /ごく少量|ごく軽度|少量|微量|軽度|わずか|軽微|中等度|中等量|高度|著明|多量|大量|重度|びまん性|完全|不完全|部分|全層/gu

/** "markedly" and "marked", "near complete" and "near-complete" are one word. */
const plain = (word: string): string => word.toLowerCase().replace(/[- ]/g, '').replace(/ly$/, '')

/** One word for another that says as much. */
const same: readonly (readonly string[])[] = [['complete', 'fullthickness'], ['nondisplaced', 'undisplaced']]
const saysAsMuch = (told: string, word: string): boolean => told === word || same.some((group) => group.includes(told) && group.includes(word))

/**
 * A word of degree that the sentence puts to a finding which the phrase names without it; null when none is lost. A degree of what the phrase leaves
 * out goes with it. Offsets of `units` are those of `sentence`.
 */
export function lostDegree(phrase: string, phraseUnits: readonly Unit[], sentence: string, units: readonly Unit[], japanese: boolean): string | null {
  const told = [...phrase.matchAll(japanese ? degreeJapanese : degree)].map(([word]) => plain(word))
  for (const { 0: word, index } of sentence.matchAll(japanese ? degreeJapanese : degree)) {
    if (told.some((one) => saysAsMuch(one, plain(word)))) continue
    const bound = boundTo(index, index + word.length, sentence, units, japanese)
    if (bound && phraseUnits.some((unit) => isAffirmed(unit) && (unit.key === bound.key || relatedFindings(unit.key, bound.key)))) return word
  }
  return null
}

const edge = /[,;:。、；]| with /u

/** The finding that the word stands in front of, otherwise the one before it in the same part ("the effusion is small", "胸水は少量"). */
function boundTo(start: number, end: number, sentence: string, units: readonly Unit[], japanese: boolean): Unit | undefined {
  const findings = units.filter((unit) => unit.kind === 'finding' && !unit.negated)
  // The word itself may belong to the name: "small bowel", "large vessel occlusion", "complete rupture".
  const over = findings.find((unit) => unit.start <= start && end <= unit.end)
  if (over) return over
  const before = findings.findLast((unit) => unit.end <= start && !edge.test(sentence.slice(unit.end, start)))
  const after = findings.find((unit) => unit.start >= end && !edge.test(sentence.slice(end, unit.start)))
  return japanese ? (before ?? after) : (after ?? before)
}
