import type { JapaneseText } from './japanese-fact.ts'
import { sentenceBegin } from './read-facts-japanese.ts'
import { tokensJapanese, type Token, type Tokens } from './tokens-japanese.ts'

/** Works out once for a text what depends on nothing else: the findings stay the same while a conclusion is typed. */
export function keptForText<Value extends object>(make: (read: JapaneseText) => Value): (read: JapaneseText) => Value {
  const kept = new WeakMap<JapaneseText, Value>()
  return (read) => {
    let value = kept.get(read)
    if (!value) kept.set(read, (value = make(read)))
    return value
  }
}

const tokensOfText = keptForText((): Tokens[] => [])
const headingsOfText = keptForText(() => new Map<number, readonly Token[]>())

/** The tokens of a sentence of a text, as its facts were read from. */
export function sentenceTokens(read: JapaneseText, index: number): Tokens {
  const { text, sentences } = read
  const sentence = sentences[index]!
  return (tokensOfText(read)[index] ??= tokensJapanese(text, { start: sentenceBegin(text, sentence, sentences[index - 1]), end: sentence.end }))
}

/** The tokens of the heading that a sentence stands under. */
export function headingTokens(read: JapaneseText, index: number): readonly Token[] {
  const { heading } = read.sentences[index]!
  if (!heading) return []
  const kept = headingsOfText(read)
  let tokens = kept.get(heading.start)
  if (!tokens) kept.set(heading.start, (tokens = tokensJapanese(read.text, heading).tokens))
  return tokens
}
