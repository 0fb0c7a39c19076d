import type { Span } from './statement.ts'
import type { Tokens } from './tokens.ts'

/** A size that is set beside an earlier one: "5.9 cm, previously 4.6 cm", "46→42mm", 59mm(前回46mm). */
export type MeasuredChange = Span & { change: 'progress' | 'steady' }

/** Growth below this share is within the error of measuring (RECIST 1.1 asks for 20 %; a reader calls 10 % growth). */
const growth = 1.1

const number = /^\d{1,3}(?:\.\d{1,2})?$/
/** A number with its unit in one word: "59mm". */
const sized = /^(\d{1,3}(?:\.\d{1,2})?)(mm|cm)$/
const earlier = new Set(['previously', 'was', 'prior', 'previous', 'formerly', 'prev', 'vs', 'versus', 'before', '前'])
const now = new Set(['to', '→', '->', '>', 'now', 'currently'])

type Size = Span & { millimetres: number; unit: string }

function sizeAt(words: readonly string[], i: number): Size | null {
  const word = words[i] ?? ''
  const joined = sized.exec(word)
  if (joined !== null) return { first: i, last: i, unit: joined[2]!, millimetres: Number(joined[1]) * (joined[2] === 'cm' ? 10 : 1) }
  if (!number.test(word)) return null
  const unit = words[i + 1]
  if (unit === 'cm' || unit === 'mm') return { first: i, last: i + 1, unit, millimetres: Number(word) * (unit === 'cm' ? 10 : 1) }
  return { first: i, last: i, unit: '', millimetres: Number(word) }
}

/** Pairs of a new and an earlier size in a sentence, in its order. Sizes without any unit are not compared. */
export function measuredChanges(tokens: Tokens, from: number, to: number): MeasuredChange[] {
  const { words } = tokens
  const changes: MeasuredChange[] = []
  let last: Size | null = null
  for (let i = from; i < to; i++) {
    if (!/^\d/.test(words[i]!)) continue
    const size = sizeAt(words, i)
    if (size === null) continue
    if (last !== null && size.first - last.last <= 7 && (size.unit !== '' || last.unit !== '')) {
      let back = false
      let forth = false
      for (let k = last.last + 1; k < size.first; k++) {
        if (earlier.has(words[k]!)) back = true
        else if (now.has(words[k]!)) forth = true
      }
      if (back !== forth) {
        const unit = last.unit === '' ? size.unit : last.unit
        const scale = (one: Size): number => (one.unit === '' && unit === 'cm' ? one.millimetres * 10 : one.millimetres)
        const [present, past] = back ? [scale(last), scale(size)] : [scale(size), scale(last)]
        if (present > 0 && past > 0) changes.push({ first: last.first, last: size.last, change: present > past * growth ? 'progress' : 'steady' })
        last = null
        i = size.last
        continue
      }
    }
    last = size
    i = size.last
  }
  return changes
}
