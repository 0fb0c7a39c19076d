import type { JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { headingTokens, keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import type { Token } from '../../fact/japanese/tokens-japanese.ts'
import { changesOf } from './change-japanese.ts'
import { wordsOf } from './course-words-japanese.ts'

/** Share of the names of a measured finding that one sentence of the conclusion must have to be taken for it. */
const leastHeard = 0.34
/** Sentences of a conclusion beyond this are not looked through: the time stays bounded. */
const mostSentences = 60
const sizeUnits: ReadonlySet<string> = new Set(['mm', 'ml'])
const smallest = 3

/** Tells whether a statement of the findings is measured or new while the conclusion tells neither a size of it nor its words. */
export function unheardIn(conclusion: JapaneseText, findings: JapaneseText): (facts: readonly JapaneseFact[]) => boolean {
  const said = conclusion.sentences.slice(0, mostSentences).map((_, index) => new Set(namesIn(sentenceTokens(conclusion, index).tokens).flat()))
  const kept = namesOfText(findings)
  return (facts) => {
    const told = facts.filter((fact) => fact.polarity === 'told' && !fact.normal && !fact.limited && !fact.advice && (fact.finding !== null || changesOf(fact).some(isGrowth)) && !changesOf(fact).includes('resolved'))
    const sizes = told.flatMap((fact) => fact.sizes.filter((size) => !size.before && (size.label.startsWith('suv') || (sizeUnits.has(size.unit) && size.value >= smallest))))
    const grown = told.filter((fact) => changesOf(fact).some(isGrowth))
    if (!sizes.length && !grown.length) return false
    if (sizes.some((size) => conclusion.numbers.some((one) => one.unit === size.unit && Math.abs(one.value - size.value) <= 0.06 * size.value))) return false
    const { sentence } = facts[0]!
    const own = (kept[sentence] ??= namesIn([...headingTokens(findings, sentence), ...sentenceTokens(findings, sentence).tokens]))
    const placed = own.some(isPlace)
    return own.length > 1 && !said.some((words) => {
      const shared = own.filter((unit) => unit.some((word) => words.has(word)))
      // "結節" of another organ is another nodule.
      return shared.length >= leastHeard * own.length && !(placed && shared.length === 1 && shared[0]![0]!.startsWith('f:'))
    })
  }
}

const namesOfText = keptForText((): string[][][] => [])

const isGrowth = (change: string): boolean => change === 'new' || change === 'larger'

const isPlace = (unit: readonly string[]): boolean => /^[pl]:/.test(unit[0]!)

/** Words of a stretch, findings with their wider names; sizes are compared by themselves, and a wider place holds much else. */
function namesIn(tokens: readonly Token[]): string[][] {
  const named = (token: Token) => wordsOf(token).filter((word, i) => !word.startsWith('n:') && (i === 0 || !word.startsWith('p:')))
  return tokens.map(named).filter((unit) => unit.length > 0)
}
