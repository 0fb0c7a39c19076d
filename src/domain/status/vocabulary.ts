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

type Node = { next: Map<string, Node>; kind: TermKind | null }
export type Vocabulary = { root: Node; classify: (word: string) => TermKind | null }

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
export function buildVocabulary(table: Partial<Record<TermKind, readonly string[]>>, classify: (word: string) => TermKind | null): Vocabulary {
  const root: Node = { next: new Map(), kind: null }
  for (const [kind, phrases] of Object.entries(table)) {
    for (const phrase of phrases.flatMap(expand)) {
      let node = root
      for (const word of tokenise(phrase).words) {
        let next = node.next.get(word)
        if (next === undefined) node.next.set(word, (next = { next: new Map(), kind: null }))
        node = next
      }
      node.kind ??= kind as TermKind
    }
  }
  return { root, classify }
}

/** Longest phrases of the vocabulary in `tokens[from..to)`, left to right, without overlap. Token indices, last inclusive. */
export function tagTokens(vocabulary: Vocabulary, tokens: Tokens, from: number, to: number): Tag[] {
  const tags: Tag[] = []
  let i = from
  while (i < to) {
    let node = vocabulary.root.next.get(tokens.words[i]!)
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
      node = j < to ? node.next.get(tokens.words[j]!) : undefined
    }
    if (kind === null) kind = vocabulary.classify(tokens.words[i]!)
    if (kind !== null) tags.push({ kind, first: i, last })
    i = last + 1
  }
  return tags
}
