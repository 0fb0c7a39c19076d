import { attachChanges } from './change-en.ts'
import { applyDenials } from './denial-en.ts'
import { applyDoubt } from './doubt-en.ts'
import { applyKnown, explain } from './explain-en.ts'
import { measuredChanges } from './measure.ts'
import { findItems } from './mentions-en.ts'
import type { Sentence } from './sentences.ts'
import type { Reading } from './statement.ts'
import { describe, nameCancers } from './tags-en.ts'
import { englishVocabulary } from './terms-en.ts'
import type { Tokens } from './tokens.ts'
import { tagTokens } from './vocabulary.ts'

/** Reads one English sentence. Linear in its tokens up to the sentence limit. `asking`: the section asks (indication). */
export function readEnglish(tokens: Tokens, sentence: Sentence, index: number, asking: boolean): Reading {
  const words = tokens.words
  const tags = tagTokens(englishVocabulary, tokens, sentence.from, sentence.to)
  const reading: Reading = { mentions: [], loose: [], cancer: false, boneStudy: false, past: 'no' }
  if (tags.length === 0) return reading
  nameCancers(tags, words)
  describe(tags, words)
  const clauses: number[] = []
  let clause = 0
  tags.forEach((tag) => {
    if (tag.kind === 'break') clause++
    clauses.push(clause)
    if (tag.kind === 'cancer') reading.cancer = true
    if (tag.kind === 'neutral' && /^(?:bone (?:scan|scinti)|skeletal (?:survey|scinti)|whole body bone)/.test(words.slice(tag.first, tag.last + 1).join(' '))) reading.boneStudy = true
    if (tag.kind === 'past' && reading.past !== 'yes') reading.past = words[tag.first] === 'copied' || words.slice(tag.last, tag.last + 6).includes(':') ? 'yes' : 'maybe'
  })
  const clauseOf = (i: number): number => clauses[i] ?? 0
  const items = findItems(tags, words, clauseOf, index)
  applyKnown(items, tags, words)
  const cues = applyDenials(items, tags, words, clauseOf, measuredChanges(words, sentence.from, sentence.to))
  explain(items, tags, words)
  applyDoubt(items, tags, tokens, clauseOf, asking)
  attachChanges(items, cues, tags, words, reading, index)
  reading.mentions = items.filter((item) => item.kind !== 'site' || item.change !== 'none' || item.presence !== 'present')
  return reading
}
