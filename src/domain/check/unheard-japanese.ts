import type { JapaneseFact, JapaneseText } from '../fact/japanese/japanese-fact.ts'
import { sentenceBegin } from '../fact/japanese/read-facts-japanese.ts'
import { tokensJapanese, type Token } from '../fact/japanese/tokens-japanese.ts'
import type { TextRange } from '../report/range.ts'
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
  const said = conclusion.sentences.slice(0, mostSentences).map((sentence, i) => new Set(namesIn(conclusion.text, { start: sentenceBegin(conclusion.text, sentence, conclusion.sentences[i - 1]), end: sentence.end }).flat()))
  return (facts) => {
    const told = facts.filter((fact) => fact.polarity === 'told' && !fact.normal && !fact.limited && !fact.advice && (fact.finding !== null || changesOf(fact).some(isGrowth)) && !changesOf(fact).includes('resolved'))
    const sizes = told.flatMap((fact) => fact.sizes.filter((size) => !size.before && (size.label.startsWith('suv') || (sizeUnits.has(size.unit) && size.value >= smallest))))
    const grown = told.filter((fact) => changesOf(fact).some(isGrowth))
    if (!sizes.length && !grown.length) return false
    if (sizes.some((size) => conclusion.numbers.some((one) => one.unit === size.unit && Math.abs(one.value - size.value) <= 0.06 * size.value))) return false
    const sentence = findings.sentences[facts[0]!.sentence]!
    const own = [...(sentence.heading ? namesIn(findings.text, sentence.heading) : []), ...namesIn(findings.text, { start: sentenceBegin(findings.text, sentence, findings.sentences[facts[0]!.sentence - 1]), end: sentence.end })]
    const placed = own.some(isPlace)
    return own.length > 1 && !said.some((words) => {
      const shared = own.filter((unit) => unit.some((word) => words.has(word)))
      // "結節" of another organ is another nodule.
      return shared.length >= leastHeard * own.length && !(placed && shared.length === 1 && shared[0]![0]!.startsWith('f:'))
    })
  }
}

const isGrowth = (change: string): boolean => change === 'new' || change === 'larger'

const isPlace = (unit: readonly string[]): boolean => /^[pl]:/.test(unit[0]!)

/** Words of a stretch, findings with their wider names; sizes are compared by themselves, and a wider place holds much else. */
function namesIn(text: string, range: TextRange): string[][] {
  const named = (token: Token) => wordsOf(token).filter((word, i) => !word.startsWith('n:') && (i === 0 || !word.startsWith('p:')))
  return tokensJapanese(text, range).tokens.map(named).filter((unit) => unit.length > 0)
}
