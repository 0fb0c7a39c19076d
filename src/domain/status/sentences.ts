import { isCjk } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** Token range of a sentence, `to` exclusive. */
export type Sentence = { from: number; to: number; language: 'en' | 'ja' }

/** A sentence longer than this many tokens is cut: no reader writes one, and the rules look at most this far. */
const longestSentence = 400

const abbreviations = new Set(['e.g', 'i.e', 'approx', 'dr', 'vs', 'cf', 'fig', 'no.', 'resp', 'ca', 'incl', 'susp', 'prob', 'pt', 'pts', 'yr', 'yrs', 'dx', 'hx', 'st', 'mr', 'mrs', 'ext', 'int', 'bilat', 'e', 'i', 'g'])
const openEnds = new Set(['in', 'of', 'the', 'and', 'or', 'with', 'to', 'for', 'a', 'an', 'at', 'on', 'no', 'by', 'from', 'is', 'are', 'not', 'within', 'involving', ',', '、', '、', 'の', 'に', 'を', 'は', 'と', '・', '/', '-'])

function isBullet(word: string | undefined): boolean {
  return word === '•' || word === '-' || word === '*' || word === '・' || word === '#' || word === '>' || word === '※' || word === '→'
}

const finals = new Set(['る', 'い', 'た', 'す', 'ず', 'ん', 'し', 'り', '変', '大', '小', '失', '定', '常', '疑', '転', '。', '.', ':', ')', '性', '留', '善', '移', '悪', '現', '状'])

/** Whether the line end at token `i` ends a sentence or only wraps a line. */
function lineEndsSentence(tokens: Tokens, from: number, i: number, original: (at: number) => string): boolean {
  const next = tokens.words[i + 1]
  const last = tokens.words[i - 1]
  if (next === undefined || last === undefined || next === '\n' || isBullet(next)) return true
  const mark = tokens.words[i + 2]
  if (/^\d+$/.test(next) && (mark === '.' || mark === ')' || mark === ':')) return true
  if (next === '(' && tokens.words[i + 3] === ')') return true
  if (last === '.' || last === ':' || last === '。') return true
  if (openEnds.has(last)) return false
  let start = i
  while (start > from && tokens.words[start - 1] !== '\n' && i - start < 60) start--
  const length = tokens.ends[i - 1]! - tokens.starts[start]!
  if (isCjk(last.charCodeAt(0))) return length < 28 || finals.has(last)
  const first = original(tokens.starts[i + 1]!)
  return length < 40 || first !== first.toLowerCase()
}

/**
 * Sentences of `tokens[from..to)`. Ends: 。！ ; ； full stop before a space, a line end that is not a wrapped line, a bullet.
 * `original(at)` gives the unfolded character at an offset of the normalised text (an upper case letter opens a line).
 */
export function splitSentences(tokens: Tokens, from: number, to: number, original: (at: number) => string): Sentence[] {
  const sentences: Sentence[] = []
  let start = from
  const close = (end: number): void => {
    if (end > start) {
      let cjk = 0
      for (let k = start; k < end && cjk < 1; k++) if (isCjk(tokens.words[k]!.charCodeAt(0))) cjk++
      // "primary ↓、LN ↓": a Japanese comma between English words.
      if (cjk === 0) for (let k = start; k < end; k++) if (tokens.words[k] === '、') tokens.words[k] = ','
      sentences.push({ from: start, to: end, language: cjk > 0 ? 'ja' : 'en' })
    }
    start = end
  }
  // "1) CT - … 2) MRI - …" in one line: the number that follows the one a sentence began with begins the next.
  let item = 0
  for (let i = from; i < to; i++) {
    const word = tokens.words[i]!
    if (tokens.words[i + 1] === ')' && word.length === 1 && word >= '1' && word <= '9' && tokens.words[i - 1] !== '(') {
      if (i === start || (i - start < 3 && !/[a-z0-9]/.test(tokens.words[start]!))) item = Number(word)
      else if (item > 0 && Number(word) === item + 1 && tokens.starts[i]! > tokens.ends[i - 1]!) {
        item++
        close(i)
      }
    }
    let ends = i - start >= longestSentence
    if (word === '。' || word === '!' || word === '•') ends = true
    else if (word === '.') {
      const next = tokens.starts[i + 1]
      const tight = next !== undefined && next === tokens.ends[i]
      const last = tokens.words[i - 1] ?? ''
      const numbering = i - start === 1 && /^(?:\d{1,2}|[a-h])$/.test(last)
      ends = !numbering && !(tight && /^[a-z0-9]/.test(tokens.words[i + 1]!) && !isCjk(last.charCodeAt(0)) && last.length < 3) && !abbreviations.has(last)
    } else if (word === '?') ends = tokens.words[i + 1] === '\n' || (tokens.starts[i + 1] !== tokens.ends[i] && tokens.ends[i - 1] === tokens.starts[i])
    else if (word === '\n') ends = lineEndsSentence(tokens, start, i, original)
    if (ends) close(i + 1)
  }
  close(to)
  return sentences
}
