import { tokenise } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** What a word or phrase says about bone metastasis. The tables `terms-en.ts` and `terms-ja.ts` list the phrases of each kind. */
export type TermKind =
  // what is there
  | 'metastasis' | 'boneLesion' | 'weakBoneLesion' | 'lesion' | 'benign' | 'primary' | 'invasion' | 'cancer'
  // where
  | 'bone' | 'region' | 'organ'
  // whether
  | 'negationBefore' | 'negationAfter' | 'excludeHedge' | 'unlikely' | 'indeterminate' | 'suspect' | 'suspicious' | 'question' | 'instead'
  // since when, and which way
  | 'progress' | 'progressNoun' | 'descriptor' | 'mixed' | 'healing' | 'stable' | 'gone' | 'treated' | 'change' | 'known' | 'past' | 'present'
  // how the sentence is built
  | 'break' | 'many' | 'anaphor' | 'verb' | 'filler' | 'neutral' | 'recommend'

export type Tag = { kind: TermKind; first: number; last: number }

type Node = { next: Map<number, Node>; kind: TermKind | null }

/** Phrases as a tree of word numbers. `classify` names single words by their form when no phrase fits. */
export type Vocabulary = { roots: (Node | undefined)[]; classify: (word: string) => TermKind | null }

/** Words of all vocabularies by number: a text is looked up once per word, and single characters without hashing. */
const numberOfWord = new Map<string, number>()
const numberOfCharacter = new Int32Array(0x10000).fill(-1)
let words = 0

function numberOf(word: string): number {
  return word.length === 1 ? numberOfCharacter[word.charCodeAt(0)]! : (numberOfWord.get(word) ?? -1)
}

function addWord(word: string): number {
  const known = numberOf(word)
  if (known >= 0) return known
  if (word.length === 1) numberOfCharacter[word.charCodeAt(0)] = words
  else numberOfWord.set(word, words)
  return words++
}

/** "no (significant|) change" stands for "no significant change" and "no change"; brackets without a bar mean themselves. */
function expand(phrase: string): string[] {
  const group = /\(([^()]*\|[^()]*)\)/.exec(phrase)
  if (group === null) return [phrase]
  const head = phrase.slice(0, group.index)
  const tail = phrase.slice(group.index + group[0].length)
  return group[1]!.split('|').flatMap((choice) => expand(head + choice + tail))
}

/**
 * Phrases by kind made ready for look-up; where two phrases start alike the longer one wins, where they are the same the first one listed.
 * `classify` names single words by their form (vertebral levels, inflected words) when no phrase fits.
 */
export function buildVocabulary(table: Partial<Record<TermKind, readonly string[]>> | readonly (readonly [TermKind, readonly string[]])[], classify: (word: string) => TermKind | null): Vocabulary {
  const roots: (Node | undefined)[] = []
  const rows = (Array.isArray(table) ? table : Object.entries(table)) as readonly (readonly [TermKind, readonly string[]])[]
  for (const [kind, phrases] of rows) {
    for (const phrase of phrases.flatMap(expand)) {
      let node: Node | undefined
      for (const word of tokenise(phrase).words) {
        const number = addWord(word)
        let next: Node | undefined = node === undefined ? roots[number] : node.next.get(number)
        if (next === undefined) {
          next = { next: new Map(), kind: null }
          if (node === undefined) roots[number] = next
          else node.next.set(number, next)
        }
        node = next
      }
      if (node !== undefined) node.kind ??= kind
    }
  }
  return { roots, classify }
}

/** Whether a phrase of the vocabulary begins with the word. */
export function knowsWord(vocabulary: Vocabulary, word: string): boolean {
  const number = numberOf(word)
  return number >= 0 && vocabulary.roots[number] !== undefined
}

/** Lets `variant` begin every phrase that `word` begins. */
export function addVariant(vocabulary: Vocabulary, variant: string, word: string): void {
  vocabulary.roots[addWord(variant)] = vocabulary.roots[numberOf(word)]
}

/** Longest phrases of the vocabulary in `tokens[from..to)`, left to right, without overlap. Token indices, last inclusive. */
export function tagTokens(vocabulary: Vocabulary, tokens: Tokens, from: number, to: number): Tag[] {
  const tags: Tag[] = []
  let i = from
  while (i < to) {
    const number = numberOf(tokens.words[i]!)
    let node = number < 0 ? undefined : vocabulary.roots[number]
    let kind: TermKind | null = null
    let last = i
    let j = i
    while (node !== undefined) {
      if (node.kind !== null) {
        kind = node.kind
        last = j
      }
      // A wrapped line must not hide a phrase.
      do j++
      while (j < to && tokens.words[j] === '\n')
      node = j < to && node.next.size > 0 ? node.next.get(numberOf(tokens.words[j]!)) : undefined
    }
    if (kind === null) kind = vocabulary.classify(tokens.words[i]!)
    if (kind !== null) tags.push({ kind, first: i, last })
    i = last + 1
  }
  return tags
}
