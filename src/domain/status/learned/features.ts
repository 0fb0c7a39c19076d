import type { StatusReading } from '../classify-status.ts'
import { hashOfText, join } from './hash.ts'
import { symbolsOf, topics } from './sentence-symbols.ts'
import type { SentenceSymbols } from './sentence-symbols.ts'

/**
 * Groups of features, each weighted as a whole: words of sentences on bone, words by the topic of their clause, kinds of words,
 * what the rules say, and all of the other sentences (apart, so that a long report does not thin out what is said of bone).
 */
export const groupNumber = { words: 0, anchored: 1, kinds: 2, rules: 3, elsewhere: 4 } as const
export const groupCount = 5

/** Number of weights per class; a power of two. */
export const hashBits = 17
const mask = (1 << hashBits) - 1

/** Features present in a report: index of the weight, group, and the number of the sentence it comes from (-1: the whole report). */
export type Features = { index: number[]; group: number[]; sentence: number[]; clause: number[]; counts: number[] }

/** Where the reading stops: more symbols than any report has, so that a megabyte of text costs no more. */
const longestReading = 6_000

const stamps = new Int32Array(1 << hashBits)
let stamp = 0

const roleHash = { indication: hashOfText('role indication'), conclusion: hashOfText('role conclusion'), past: hashOfText('role past') }
const roleNumber = { indication: 1, conclusion: 2, past: 3 }

/** Hashed features of what was read of one report. Deterministic; time is bounded. */
export function featuresOf(reading: StatusReading): Features {
  stamp++
  if (stamp === 0x7fffffff) {
    stamps.fill(0)
    stamp = 1
  }
  const features: Features = { index: [], group: [], sentence: [], clause: [], counts: [0, 0, 0, 0, 0] }
  const add = (hash: number, group: number, sentence: number, clause: number): void => {
    const index = join(hash, group + 101) & mask
    if (stamps[index] === stamp) return
    stamps[index] = stamp
    features.index.push(index)
    features.group.push(group)
    features.sentence.push(sentence)
    features.clause.push(clause)
    features.counts[group]!++
  }
  let left = longestReading
  let topicBefore: number = topics.none
  let order = 0
  for (let s = 0; s < reading.sentences.length && left > 0; s++) {
    const sentence = reading.sentences[s]!
    // A long report is read where it speaks of disease.
    if (sentence.reading < 0 && left < longestReading / 2) continue
    const read = symbolsOf(sentence)
    left -= read.symbols.length
    if (sentence.reading < 0 && !read.speaks) continue
    const role = roleHash[sentence.role]
    // A sentence without a place of its own speaks of what was named before it.
    const near = read.topic >= topics.metastasis || (read.topic === topics.none && topicBefore !== topics.organ)
    addWords(read, role, near ? groupNumber.words : groupNumber.elsewhere, s, sentence.language === 'ja', add)
    addAnchored(read, topicBefore, role, s, add)
    addKinds(read, role, near ? groupNumber.kinds : groupNumber.elsewhere, topicBefore, order, s, add)
    if (sentence.role === 'indication') order = Math.max(order, orderOf(read))
    if (read.topic !== topics.none) topicBefore = read.topic
  }
  addRules(reading, add)
  return features
}

/** Whether any sentence names a bone, a lesion or a metastasis. */
export function speaksOfDisease({ sentences }: StatusReading): boolean {
  return sentences.some((sentence) => symbolsOf(sentence).names)
}

const question = hashOfText('kind question')

/** What an indication tells: nothing of metastasis, asks for it, has one somewhere, has one in bone. */
function orderOf({ symbols, topic }: SentenceSymbols): number {
  if (topic !== topics.boneDisease && topic !== topics.metastasis) return 0
  if (symbols.some(({ kind }) => kind === question)) return 1
  return topic === topics.metastasis ? 2 : 3
}

type Add = (hash: number, group: number, sentence: number, clause: number) => void

/** Runs of masked words: one to three words of English, two to five characters of Japanese. */
function addWords({ symbols }: SentenceSymbols, role: number, group: number, sentence: number, japanese: boolean, add: Add): void {
  const shortest = japanese ? 2 : 1
  const longest = japanese ? 5 : 3
  for (let i = 0; i < symbols.length; i++) {
    let hash = role
    for (let n = 1; n <= longest && i + n <= symbols.length; n++) {
      hash = join(hash, symbols[i + n - 1]!.word)
      if (n >= shortest) add(hash, group, sentence, symbols[i]!.clause)
    }
  }
}

/** Words and kinds of words with the topic of their clause, and on which side of the bone term they stand. */
function addAnchored({ symbols, clauses, topic }: SentenceSymbols, before: number, role: number, sentence: number, add: Add): void {
  let carried: number = topics.none
  let clauseNow = -1
  let mark = 0
  let group: number = groupNumber.anchored
  let lastHead = -100
  const nextHead = new Int32Array(symbols.length + 1).fill(1_000_000)
  for (let i = symbols.length - 1; i >= 0; i--) nextHead[i] = symbols[i]!.head ? i : nextHead[i + 1]!
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i]!
    if (symbol.clause !== clauseNow) {
      clauseNow = symbol.clause
      const own = clauses[clauseNow]!.topic
      if (own !== topics.none) carried = own
      // A clause without a topic goes on with the one before it, in this sentence or the last.
      mark = own !== topics.none ? join(role, 11 + own) : carried !== topics.none ? join(role, 31 + carried) : topic !== topics.none ? join(role, 51 + topic) : join(join(role, before), 71)
      const spoken = own !== topics.none ? own : carried !== topics.none ? carried : topic !== topics.none ? topic : before
      group = spoken === topics.organ ? groupNumber.elsewhere : groupNumber.anchored
    }
    if (symbol.head) lastHead = i
    const side = symbol.head ? 3 : i - lastHead <= 6 ? 1 : nextHead[i]! - i <= 6 ? 2 : 0
    add(join(mark, symbol.word), group, sentence, symbol.clause)
    add(join(join(mark, symbol.word), side + 7), group, sentence, symbol.clause)
    const next = symbols[i + 1]
    if (next !== undefined) add(join(join(mark, symbol.word), next.word), group, sentence, symbol.clause)
    const after = symbols[i + 2]
    if (after !== undefined) add(join(join(join(mark, symbol.word), next!.word), after.word), group, sentence, symbol.clause)
  }
}

/** Runs of one to four kinds ("no", "new", bone, metastasis), whatever words stand for them, and pairs of kinds in one clause. */
function addKinds({ symbols, clauses, topic }: SentenceSymbols, role: number, group: number, before: number, order: number, sentence: number, add: Add): void {
  const kinds: { kind: number; clause: number }[] = []
  for (const { kind, clause } of symbols) if (kind !== 0) kinds.push({ kind, clause })
  const inSentence = join(role, 3 + topic)
  const start = join(inSentence, 90 + before)
  for (let i = 0; i < kinds.length; i++) {
    let hash = inSentence
    for (let n = 1; n <= 4 && i + n <= kinds.length; n++) {
      hash = join(hash, kinds[i + n - 1]!.kind)
      add(hash, group, sentence, kinds[i]!.clause)
    }
    add(join(start, kinds[i]!.kind), group, sentence, kinds[i]!.clause)
    if (role === roleHash.conclusion) {
      const asked = join(500 + order, clauses[kinds[i]!.clause]!.topic)
      add(join(asked, kinds[i]!.kind), group, sentence, kinds[i]!.clause)
      const next = kinds[i + 1]
      if (next !== undefined) add(join(join(asked, kinds[i]!.kind), next.kind), group, sentence, kinds[i]!.clause)
    }
    const mark = join(role, 17 + clauses[kinds[i]!.clause]!.topic)
    for (let k = i + 1; k < kinds.length && k <= i + 12 && kinds[k]!.clause === kinds[i]!.clause; k++) add(join(join(mark, kinds[i]!.kind), kinds[k]!.kind), group, sentence, kinds[i]!.clause)
  }
}

/** What the rules answered and how they read each mention. */
function addRules({ decision, ground, mentions, sentences }: StatusReading, add: Add): void {
  const placeOf = new Map<number, number>()
  sentences.forEach(({ reading }, s) => placeOf.set(reading, s))
  const label = hashOfText(`label ${decision.label}`)
  const why = hashOfText(`ground ${ground}`)
  const doubt = decision.uncertain ? 5 : 6
  add(label, groupNumber.rules, -1, -1)
  add(why, groupNumber.rules, -1, -1)
  add(join(why, label), groupNumber.rules, -1, -1)
  add(join(join(why, label), doubt), groupNumber.rules, -1, -1)
  const seen = new Set<number>()
  for (const mention of mentions) {
    const { kind, site, presence, change, known, suspected, strong, many, pointsBack } = mention
    const base = join(join(roleNumber[mention.role], hashOfText(kind)), hashOfText(`site ${site}`))
    const state = join(join(base, hashOfText(presence)), hashOfText(change))
    const full = join(state, (known ? 1 : 0) + (suspected ? 2 : 0) + (strong ? 4 : 0) + (many ? 8 : 0) + (pointsBack ? 16 : 0))
    const at = placeOf.get(mention.sentence) ?? -1
    add(base, groupNumber.rules, at, -1)
    add(state, groupNumber.rules, at, -1)
    add(full, groupNumber.rules, at, -1)
    add(join(state, why), groupNumber.rules, at, -1)
    add(join(join(base, hashOfText(presence)), known ? 1 : 2), groupNumber.rules, at, -1)
    if (site === 'bone' || (site === 'none' && kind === 'metastasis')) seen.add(state)
  }
  // Pairs: "one is stable" means another thing beside "one is new".
  const states = [...seen].slice(0, 12)
  for (let i = 0; i < states.length; i++) for (let k = i + 1; k < states.length; k++) add(join(Math.min(states[i]!, states[k]!), Math.max(states[i]!, states[k]!)), groupNumber.rules, -1, -1)
  let all = 77
  for (const one of states.toSorted((a, b) => a - b)) all = join(all, one)
  add(all, groupNumber.rules, -1, -1)
}
