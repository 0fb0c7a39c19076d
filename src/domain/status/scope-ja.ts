import { explain, findItems, nameCancers } from './mentions-ja.ts'
import type { Sentence } from './sentences.ts'
import type { Reading } from './statement.ts'
import { readStatements } from './statements-ja.ts'
import { japaneseVocabulary } from './terms-ja.ts'
import type { Tokens } from './tokens.ts'
import { tagTokens } from './vocabulary.ts'

/** Reads one Japanese sentence. Verbs come last: what was named since the last finished statement belongs to the next verb. */
export function readJapanese(tokens: Tokens, sentence: Sentence, index: number, asking: boolean): Reading {
  const words = tokens.words
  const tags = tagTokens(japaneseVocabulary, tokens, sentence.from, sentence.to)
  const reading: Reading = { mentions: [], loose: [], cancer: false, boneStudy: false, past: 'no' }
  for (const tag of tags) {
    if (tag.kind === 'cancer') reading.cancer = true
    if (tag.kind === 'neutral' && /^(?:全身)?骨(?:シンチ|スキャン)/.test(words.slice(tag.first, tag.last + 1).join(''))) reading.boneStudy = true
    if (tag.kind === 'past' && reading.past !== 'yes') reading.past = words[tag.last + 1] === ':' || words[tag.last] === ':' || words[tag.last] === '記' ? 'yes' : 'maybe'
  }
  nameCancers(tags, words)
  const items = findItems(tags, words, index)
  readStatements(items, tags, words, sentence, asking, reading, index)
  explain(items, tags)
  reading.mentions = items.filter((item) => item.kind !== 'site' || item.change !== 'none' || item.presence !== 'present')
  return reading
}
