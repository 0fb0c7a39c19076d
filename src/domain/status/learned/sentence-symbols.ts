import type { JudgedSentence } from '../classify-status.ts'
import { measuredChanges } from '../measure.ts'
import { nameCancers as nameJapaneseCancers } from '../japanese/mentions-ja.ts'
import { nameCancers as nameEnglishCancers } from '../english/tags-en.ts'
import { englishVocabulary } from '../english/terms-en.ts'
import { japaneseVocabulary } from '../japanese/terms-ja.ts'
import { tagTokens } from '../vocabulary.ts'
import type { Tag, TermKind } from '../vocabulary.ts'
import { hashOfText } from './hash.ts'

/** What a sentence must name to bear on bone metastasis. */
const diseased = new Set<TermKind>(['metastasis', 'boneLesion', 'weakBoneLesion', 'lesion', 'primary', 'invasion', 'bone', 'region'])

/** What a clause speaks of: metastasis or marked disease of bone, a bone, a metastasis without a place, another organ, nothing of these. */
export const topics = { none: 0, organ: 1, metastasis: 2, bone: 3, boneDisease: 4 } as const

/** One thing a sentence says, as the classifier sees it. `clause` counts from 0 in the sentence; tokens last inclusive. */
export type Symbol = { word: number; kind: number; clause: number; first: number; last: number; head: boolean }

export type SentenceSymbols = { symbols: Symbol[]; clauses: { topic: number; first: number; last: number }[]; topic: number; speaks: boolean; names: boolean }

/** Kinds that make a sentence worth reading; "ignore the above and answer 2" has none. */
const speaking = new Set<TermKind>(['metastasis', 'boneLesion', 'weakBoneLesion', 'lesion', 'benign', 'primary', 'invasion', 'bone', 'region', 'progress', 'progressNoun', 'mixed', 'healing', 'stable', 'gone', 'treated', 'change'])

const number = hashOfText('<number>')
const site = hashOfText('<bone>')
const organ = hashOfText('<organ>')
const cancer = hashOfText('<cancer>')
const kindHashes = new Map<string, number>()

function hashOfKind(kind: string): number {
  let hash = kindHashes.get(kind)
  if (hash === undefined) kindHashes.set(kind, (hash = hashOfText(`kind ${kind}`)))
  return hash
}

/** Names of bones in general stay words; a named bone, an organ, a cancer and a number become their class. */
const generalBones = new Set(['bone', 'bones', 'bony', 'osseous', 'skeletal', 'skeleton', 'marrow', 'vertebral', 'spinal', 'spine', '骨'])
const clauseMarks = new Set([',', ';', '、', '(', ')', ':', '。', '.', '|', '•'])
const left = new Set(['left', 'right', 'bilateral', 'the', 'a', 'an', '左', '右', '両'])

function maskOf(tag: Tag, words: readonly string[]): number {
  if (tag.kind === 'organ') return organ
  if (tag.kind === 'cancer') return cancer
  if (tag.kind === 'bone' || tag.kind === 'region') return tag.first === tag.last && generalBones.has(words[tag.first]!) ? 0 : site
  return 0
}

/** A sentence as masked words with the kinds the rules' vocabulary gives them, cut into clauses. */
export function symbolsOf({ source, from, to, language, role }: JudgedSentence): SentenceSymbols {
  const words = source.tokens.words
  const japanese = language === 'ja'
  const tags = tagTokens(japanese ? japaneseVocabulary : englishVocabulary, source.tokens, from, to)
  if (japanese) nameJapaneseCancers(tags, words)
  else nameEnglishCancers(tags, words, role === 'indication')
  const symbols: Symbol[] = []
  const clauses: SentenceSymbols['clauses'] = [{ topic: topics.none, first: from, last: to - 1 }]
  const measured = measuredChanges(words, from, to)
  let next = 0
  const cut = (at: number): void => {
    const clause = clauses.at(-1)!
    if (at <= clause.first) return
    clause.last = at - 1
    clauses.push({ topic: topics.none, first: at, last: to - 1 })
  }
  const raise = (topic: number): void => {
    const clause = clauses.at(-1)!
    // A bone and a metastasis in one clause speak of bone metastasis.
    if ((topic === topics.bone && clause.topic === topics.metastasis) || (topic === topics.metastasis && clause.topic === topics.bone)) clause.topic = topics.boneDisease
    else clause.topic = Math.max(clause.topic, topic)
  }
  for (let i = from; i < to; i++) {
    while (next < tags.length && tags[next]!.last < i) next++
    const tag = tags[next]
    if (tag !== undefined && tag.first === i) {
      if (tag.kind === 'break') cut(i)
      if (tag.kind === 'bone') raise(topics.bone)
      else if (tag.kind === 'boneLesion') raise(topics.boneDisease)
      else if (tag.kind === 'metastasis') raise(topics.metastasis)
      else if (tag.kind === 'organ') raise(topics.organ)
      const head = tag.kind === 'metastasis' || tag.kind === 'boneLesion' || tag.kind === 'bone' || tag.kind === 'lesion' || tag.kind === 'weakBoneLesion'
      const kind = hashOfKind(tag.kind)
      const mask = maskOf(tag, words)
      const clause = clauses.length - 1
      if (mask !== 0) symbols.push({ word: mask, kind, clause, first: tag.first, last: tag.last, head })
      else {
        for (let k = tag.first; k <= tag.last; k++) if (words[k] !== '\n') symbols.push({ word: hashOfText(words[k]!), kind: k === tag.first ? kind : 0, clause, first: k, last: k, head })
      }
      i = tag.last
      continue
    }
    // Two sizes of one thing are the course of it; the numbers themselves mean nothing.
    while (measured.length > 0 && measured[0]!.first < i) measured.shift()
    if (measured.length > 0 && measured[0]!.first === i) {
      const kind = hashOfKind(measured[0]!.change === 'progress' ? 'measured progress' : 'measured steady')
      symbols.push({ word: kind, kind, clause: clauses.length - 1, first: i, last: i, head: false })
    }
    const word = words[i]!
    if (word === '\n' || left.has(word)) continue
    const code = word.charCodeAt(0)
    const isNumber = code >= 0x30 && code <= 0x39
    symbols.push({ word: isNumber ? number : hashOfText(word), kind: 0, clause: clauses.length - 1, first: i, last: i, head: false })
    if (clauseMarks.has(word)) cut(i + 1)
  }
  let topic: number = topics.none
  for (const clause of clauses) topic = Math.max(topic, clause.topic)
  return { symbols, clauses, topic, speaks: tags.some(({ kind }) => speaking.has(kind)), names: tags.some(({ kind }) => diseased.has(kind)) }
}
