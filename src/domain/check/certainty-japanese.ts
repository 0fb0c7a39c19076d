import type { JapaneseFact } from '../fact/japanese/japanese-fact.ts'
import type { TextRange } from '../report/range.ts'
import type { Against, Pair } from './compare-japanese.ts'
import { fits } from './match-japanese.ts'

/** A suspicion told as certain, a diagnosis the findings do not make told as certain, or what is plainly seen told as a mere possibility. */
export function certaintyAgainst(claim: JapaneseFact, pairs: readonly Pair[], words: (range: TextRange) => string): Against[] {
  if (!claim.finding || claim.finding.families === 'P') return []
  const carried = pairs.filter(({ fact, name, fit }) => fact.polarity !== 'denied' && !fact.normal && !fact.limited && name >= 2.5 && fits(fit))
  const hedged = ({ fact }: Pair) => fact.certainty === 'possible' || fact.certainty === 'likely'
  const against = (fact: JapaneseFact | null, message: string): Against[] => [{ kind: 'unsupported', range: withCertainty(claim), fact, message }]
  if (claim.certainty === 'certain') {
    if (carried.length ? carried.every(hedged) : claim.certaintyRange !== null) return against(carried[0]?.fact ?? null, carried.length ? `The findings are less sure of “${words(claim.word)}”: they only suspect it.` : `The findings do not say “${words(claim.word)}” for certain.`)
    return []
  }
  if (!carried.length) return []
  if (claim.certainty === 'plain') return claim.stated && claim.finding.kind === 'diagnosis' && carried.every(({ fact }) => fact.certainty === 'possible') ? against(carried[0]!.fact, `The findings are less sure of “${words(claim.word)}”: they call it possible.`) : []
  if (claim.certainty !== 'possible' || carried.some(hedged)) return []
  const plain = carried.find(({ fact, name }) => name === 3 && fact.polarity === 'told')
  return plain ? against(plain.fact, `The findings are more sure of “${words(claim.word)}”: they state it.`) : []
}

/** The finding with the words that say how sure it is. */
function withCertainty({ word, certaintyRange }: JapaneseFact): TextRange {
  if (!certaintyRange) return word
  const range = { start: Math.min(word.start, certaintyRange.start), end: Math.max(word.end, certaintyRange.end) }
  return range.end - range.start <= 60 ? range : certaintyRange
}
