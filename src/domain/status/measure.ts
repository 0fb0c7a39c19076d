import { dateAt, findSeries } from './series.ts'
import type { Span } from './statement.ts'

/** A size that is set beside an earlier one: "5.9 cm, previously 4.6 cm", "46→42mm", "63x50mm大と、前回(51x42mm)". */
export type MeasuredChange = Span & { change: 'progress' | 'steady' }

/** Growth below this share is within the error of measuring a lesion by hand (set by us; RECIST 1.1 asks for 20 % of a sum). */
const growth = 1.1

const earlier = new Set(['against', 'previously', 'was', 'prior', 'previous', 'formerly', 'prev', 'vs', 'v', 'versus', 'before', '前', 'last', 'from'])
const now = new Set(['to', '→', '->', '>', 'now', 'currently'])

/** Between bare numbers (SUVmax, index) only an arrow says that they belong together. */
const arrows = new Set(['→', '⇒'])

const months = new Set(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december', '月', '年'])

/** A bracket and a month or year: the size beside them is an earlier one. */
function dated(words: readonly string[], from: number, to: number): boolean {
  let bracket = false
  let date = false
  for (let k = from; k < to; k++) {
    if (words[k] === '(') bracket = true
    // "(18/02: 39 x 30 mm)"
    if (months.has(words[k] ?? '') || (bracket && words[k] === ':') || /^(?:19|20)\d\d$/.test(words[k] ?? '')) date = true
  }
  return bracket && date
}

const counted = new Set(['月', '年', '日', 'か', 'ヶ', 'カ', '箇', '個', '回', '歳', 'コ', '本', '週', '/', '時'])

type Size = Span & { millimetres: number; unit: string }

/** The size that starts at token `i`; of "63 x 50 mm" the longest side. A bare number has the unit ''. */
function sizeAt(words: readonly string[], i: number, to: number): Size | null {
  const joined = /^(\d{1,3}(?:\.\d{1,2})?)(?:x(\d{1,3}(?:\.\d{1,2})?))?(?:x\d{1,3})?(mm|cm)?$/.exec(words[i] ?? '')
  if (joined === null) return null
  let longest = Math.max(Number(joined[1]), Number(joined[2] ?? 0))
  let unit = joined[3] ?? ''
  let last = i
  while (unit === '' && last + 1 < to) {
    const next = words[last + 1]!
    if (next === 'mm' || next === 'cm' || next === 'ml' || next === 'cc' || next === '%') {
      unit = next
      last++
    } else if ((next === 'x' || next === '×' || next === '*') && /^\d{1,3}(?:\.\d{1,2})?(?:mm|cm)?$/.test(words[last + 2] ?? '')) {
      const side = words[last + 2]!
      longest = Math.max(longest, Number.parseFloat(side))
      if (side.endsWith('m')) unit = side.slice(-2)
      last += 2
    } else break
  }
  return { first: i, last, unit, millimetres: unit === 'cm' ? longest * 10 : longest }
}

/** Two counts, the first of the start and the second of today. */
function countedThen(words: readonly string[], before: Size, size: Size): boolean {
  return /^(?:at|on)$/.test(words[before.last + 1] ?? '') && /^(?:baseline|nadir|start|diagnosis|prior)$/.test(words[before.last + 2] ?? '') && /^(?:now|today|currently)$/.test(words[size.last + 1] ?? '')
}

/** A standardised uptake value is named shortly before. */
function uptakeBefore(words: readonly string[], at: number): boolean {
  // "30 foci now v 18 in November"
  if (/^(?:foci|lesions|deposits|metastases|sites)$/.test(words[at + 1] ?? '')) return true
  for (let k = at - 1; k >= at - 9 && k >= 0 && words[k] !== '.'; k--) if (words[k]!.startsWith('suv') || /^(?:number|count|foci|lesions|deposits|bsi|index)$/.test(words[k]!)) return true
  return false
}

/** A word of then or now stands between two bare values. */
function between(words: readonly string[], before: Size, size: Size): boolean {
  for (let k = before.last + 1; k < size.first; k++) if (earlier.has(words[k]!) || now.has(words[k]!) || words[k] === 'against') return true
  return false
}

/** Two neighbouring values of a table row; of three values set apart by slashes the last two (nadir and today). */
function inRow(words: readonly string[], before: Size, size: Size): boolean {
  const from = before.last + 1
  if (words[from] === '|' && (size.first === from + 1 || (size.first === from + 2 && words[from + 1]!.startsWith('suv')))) return words[size.last + 1] !== '|' || !/^\d/.test(words[size.last + 2] ?? '')
  return words[from] === '/' && size.first === from + 1 && words[before.first - 1] === '/' && /^\d/.test(words[before.first - 2] ?? '')
}

/** Sizes set beside earlier ones in a sentence, in its order: rows over time (the last step counts), signed shares, and pairs. */
export function measuredChanges(words: readonly string[], from: number, to: number): MeasuredChange[] {
  const rows = findSeries(words, from, to).map(({ first, last, before, latest }): MeasuredChange => ({ first, last, change: latest > before * growth ? 'progress' : 'steady' }))
  const shares = signedShares(words, from, to)
  const pairs = measuredPairs(words, from, to).filter((pair) => !rows.some((row) => row.first <= pair.last && row.last >= pair.first))
  if (rows.length === 0 && shares.length === 0) return pairs
  return [...rows, ...shares, ...pairs].toSorted((a, b) => a.first - b.first)
}

/** "lesion -60 %", "nodes +20 %": a share with a sign tells the course. */
function signedShares(words: readonly string[], from: number, to: number): MeasuredChange[] {
  const found: MeasuredChange[] = []
  for (let i = from + 2; i + 1 < to; i++) {
    if (words[i + 1] !== '%' || !/^[+-]$/.test(words[i - 1]!) || /^\d|^[%/(]$/.test(words[i - 2]!) || !/^\d{1,3}(?:\.\d)?$/.test(words[i]!)) continue
    found.push({ first: i - 1, last: i + 1, change: words[i - 1] === '+' && Number(words[i]) > (growth - 1) * 100 ? 'progress' : 'steady' })
  }
  return found
}

/** Pairs of a new and an earlier size. Sizes without any unit are not compared. */
function measuredPairs(words: readonly string[], from: number, to: number): MeasuredChange[] {
  const changes: MeasuredChange[] = []
  let before: Size | null = null
  for (let i = from; i < to; i++) {
    const code = words[i]!.charCodeAt(0)
    if (code < 0x30 || code > 0x39) continue
    // "on CT 20/2"
    const date = dateAt(words, i)
    if (date >= 0) {
      i = date
      continue
    }
    // 4月, 3個, 5回 and the like count something else.
    if (counted.has(words[i + 1] ?? '') && !words[i]!.endsWith('m')) continue
    // "(18/02: 39 x 30 mm)" begins with a date.
    if (words[i + 1] === ':' || (words[i - 1] === '/' && words[i + 1] === ':')) continue
    const size = sizeAt(words, i, to)
    if (size === null) continue
    if (before !== null && words.slice(before.last + 1, size.first).includes(';')) before = null
    i = size.last
    // "liver > 10 lesions" counts.
    if (words[size.first - 1] === '>' && words[size.first - 2] !== '-' && size.unit === '') continue
    if (before === null || size.first - before.last > 12 || (size.unit === '' && before.unit === '' && !inRow(words, before, size) && !countedThen(words, before, size) && !((words[size.first - 1] === 'to' || between(words, before, size) || (words[size.first - 1] === '(' && words[size.last + 1] === ')')) && uptakeBefore(words, before.first)) && !arrows.has(words[size.first - 1]!) && !(words[size.first - 1] === '>' && words[size.first - 2] === '-'))) {
      before = size
      continue
    }
    let back = false
    let forth = false
    // A row of a table: "L3 | 6.1 | 11.8", "46 / 20 / 20".
    if (inRow(words, before, size)) forth = true
    for (let k = before.last + 1; k < size.first; k++) {
      if (earlier.has(words[k]!) || (words[k - 1] === 'compared' && /^(?:to|with)$/.test(words[k]!))) back = true
      else if (now.has(words[k]!)) forth = true
    }
    // "23 mm (14 mm in April)", 23mm(4月14mm)
    if (dated(words, before.last + 1, size.last + 4)) back = true
    // 24mmから15mmに
    if (words[size.first - 1] === 'ら' && /^[にへと]$/.test(words[size.last + 1] ?? '')) forth = true
    // "27 mm (19 mm)", "22 mm (21)"
    if ((before.unit !== '' || uptakeBefore(words, before.first)) && words[size.first - 1] === '(' && size.first === before.last + 2 && words[size.last + 1] === ')') back = true
    // "14 at baseline, 3 now"
    if (countedThen(words, before, size)) forth = true
    // "4.8 cm (5.1 cm on prior)"
    if (words[size.first - 1] === '(') for (let k = size.last + 1; k <= size.last + 4 && k < to && words[k] !== ')'; k++) if (earlier.has(words[k]!)) back = true
    // "from 3.4 to 5.1 cm" goes forth although "from" looks back.
    if (forth) back = false
    if (back || forth) {
      const unit = before.unit === '' ? size.unit : before.unit
      const scaled = (one: Size): number => (one.unit === '' && unit === 'cm' ? one.millimetres * 10 : one.millimetres)
      const [present, past] = back ? [scaled(before), scaled(size)] : [scaled(size), scaled(before)]
      if (present > 0 && past > 0) changes.push({ first: before.first, last: size.last, change: present > past * growth ? 'progress' : 'steady' })
      before = null
    } else before = size
  }
  return changes
}
