import type { Span } from './statement.ts'

/** When a value was measured, as far as the words beside it tell. */
type Time = 'now' | 'earlier' | 'start' | 'none'
type Value = Span & { amount: number; unit: string; time: Time; date: number; labelled: boolean }

/** A row of values of one thing over time: its range and the last two values in order of time. */
export type Series = Span & { before: number; latest: number }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord = /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/
const nowWord = /^(?:now|today|presently|currently|current|latest|今|現)$/
const startWord = /^(?:baseline|start|initial|initially|diagnosis|staging|outset|presentation)$/
const agoWord = /^(?:prior|previous|previously|prev|last|nadir|earlier|before|formerly|spring|summer|autumn|winter|was|were|had|then|ago|measured|year|half)$/
const unitWord = /^(?:mm|cm|ml|cc|%)$/
/** Farthest that two neighbouring values of a row stand apart, in tokens. */
const widestGap = 14

/** A number, and the unit that belongs to it; null for dates, counts of time and ordinal numbers. */
function valueAt(words: readonly string[], i: number, to: number): Value | null {
  const joined = /^(\d{1,3}(?:\.\d{1,2})?)(mm|cm|ml)?$/.exec(words[i] ?? '')
  if (joined === null) return null
  let last = i
  let amount = Number(joined[1])
  let unit = joined[2] ?? ''
  // Of "22 x 13 mm" the longest side counts.
  while (unit === '' && last + 2 < to && /^[x×*]$/.test(words[last + 1]!)) {
    const side = /^(\d{1,3}(?:\.\d{1,2})?)(mm|cm)?$/.exec(words[last + 2]!)
    if (side === null) break
    amount = Math.max(amount, Number(side[1]))
    unit = side[2] ?? ''
    last += 2
  }
  if (unit === '' && unitWord.test(words[last + 1] ?? '')) unit = words[++last]!
  if (unit === '' && last === i) {
    const next = words[i + 1] ?? ''
    const before = words[i - 1] ?? ''
    // "4/11", "3 of 5", "12 weeks", "1) …", "9th rib", "grade 3", "T3 - 5"
    if (/^(?:weeks?|months?|days?|years?|yrs?|mo|wk|gy|cycles?|courses?|of|\)|:|th|st|nd|rd|o'clock|fractions?|times|x|mg|mci|gbq|mbq|月|年|日|か|ヶ|個|回|歳|本|週|時|コ|-)$/.test(next)) return null
    if (/^(?:rib|ribs|level|grade|stage|type|segment|seg|line|cycle|cycles|course|courses|no|item|figure|image|series|im|se|x|第|-|\+|左|右)$/.test(before)) return null
    if (monthWord.test(next) && next !== 'may') return null
    if (monthWord.test(before)) return null
  }
  return { first: i, last, amount: unit === 'cm' ? amount * 10 : amount, unit: unit === 'cm' ? 'mm' : unit, time: 'none', date: -1, labelled: false }
}

/** "20/2", "7.11.": a date, not values set apart by a slash. Gives its last token, or -1. */
export function dateAt(words: readonly string[], i: number): number {
  if (!/^\d{1,2}$/.test(words[i] ?? '') || words[i + 1] !== '/' || !/^\d{1,4}$/.test(words[i + 2] ?? '')) return -1
  if (words[i + 3] === '/' && /^\d{2,4}$/.test(words[i + 4] ?? '')) return Number(words[i]) <= 31 && Number(words[i + 2]) <= 12 && !unitWord.test(words[i + 5] ?? '') && words[i + 4]!.length !== 3 ? i + 4 : -1
  if (words[i + 3] === '/' || unitWord.test(words[i + 3] ?? '') || words[i - 1]?.startsWith('suv') === true) return -1
  return Number(words[i]) <= 31 && Number(words[i + 2]) <= 12 || words[i + 2]!.length === 4 ? i + 2 : -1
}

/** Reads the words of time in `words[from..to)` into the value they stand beside. */
function label(value: Value, words: readonly string[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    const word = words[k]!
    // "present 240 ml", but not "present since 2023 (7 mm)"
    if (nowWord.test(word) || (word === 'present' && (k === value.first - 1 || words[k + 1] === ':'))) value.time = 'now'
    else if (startWord.test(word)) value.time = 'start'
    else if (agoWord.test(word) && value.time === 'none') value.time = 'earlier'
    else if (word === '前' && /^[回年々]$/.test(words[k + 1] ?? '')) value.time = 'earlier'
    const month = monthWord.test(word) ? months.indexOf(word.slice(0, 3)) + 1 : 0
    const year = /^(?:19|20)\d\d$/.test(word) ? Number(word) : 0
    if (month > 0) value.date = (value.date < 0 ? 0 : value.date) + month
    if (year > 0) value.date = (value.date < 0 ? 0 : value.date) + year * 12
  }
  if (value.time !== 'none' || value.date >= 0) value.labelled = true
}

/** Splits the words between two values: what stands before the comma labels the first, the rest the second. */
function labelGap(before: Value, after: Value, words: readonly string[]): void {
  let cut = -1
  for (let k = before.last + 1; k < after.first; k++) if (/^(?:,|and|to|but|vs|versus|;|then|→|>|:)$/.test(words[k]!)) {
    cut = k
    break
  }
  // "31 mm ( may ) to", "34 mm in february ,"
  if (cut < 0) cut = /^(?:\(|in|at|on|today|now)$/.test(words[before.last + 1] ?? '') ? after.first : before.last + 1
  // "22 mm (22 mm before": the bracket opens for the next value.
  if (words[before.last + 1] === '(' && !words.slice(before.last + 1, after.first).includes(')')) cut = before.last + 1
  else if (words[cut - 1] === '(' || (words[before.last + 1] === '(' && !words.slice(before.last + 1, cut).includes(')'))) {
    for (let k = before.last + 1; k < after.first; k++) if (words[k] === ')') {
      cut = k + 1
      break
    }
  }
  label(before, words, before.last + 1, cut)
  label(after, words, cut, after.first)
}

function uptakeNamed(words: readonly string[], at: number, from: number): boolean {
  for (let k = at - 1; k >= from && k >= at - 8; k--) if (/^(?:suv\w*|bsi|index|score|volume|数|psma-tv|tv|adc|count|counted|number|numbers|foci|lesions)$/.test(words[k]!)) return true
  return false
}

/** Rows of at least three values of one thing, or of two whose times are named, in a sentence. */
export function findSeries(words: readonly string[], from: number, to: number): Series[] {
  const rows: Series[] = []
  let row: Value[] = []
  const close = (): void => {
    const found = judge(row, words, from, to)
    if (found !== null) rows.push(found)
    row = []
  }
  for (let i = from; i < to; i++) {
    const word = words[i]!
    if (word === ';' || word === '。' || word === '.' || word === '\n') {
      if (row.length > 0 && word !== '\n') close()
      continue
    }
    const code = word.charCodeAt(0)
    if (code < 0x30 || code > 0x39) continue
    const date = dateAt(words, i)
    if (date >= 0) {
      i = date
      continue
    }
    const value = valueAt(words, i, to)
    if (value === null) continue
    i = value.last
    const previous = row.at(-1)
    if (previous !== undefined && value.first - previous.last - 1 > widestGap) close()
    row.push(value)
  }
  close()
  return rows
}

function judge(row: Value[], words: readonly string[], from: number, to: number): Series | null {
  if (row.length < 2) return null
  const units = new Set(row.map((value) => value.unit).filter((unit) => unit !== ''))
  if (units.size > 1 || units.has('%')) return null
  if (units.size === 0 && !uptakeNamed(words, row[0]!.first, from)) return null
  for (let k = 1; k < row.length; k++) labelGap(row[k - 1]!, row[k]!, words)
  label(row[0]!, words, Math.max(from, row[0]!.first - 4), row[0]!.first)
  let end = row.at(-1)!.last + 1
  while (end < to && end - row.at(-1)!.last <= 4 && !/^[.;,。]$/.test(words[end]!)) end++
  label(row.at(-1)!, words, row.at(-1)!.last + 1, end)
  const span = { first: row[0]!.first, last: row.at(-1)!.last }
  // "16 and 21 mm, were 17 and 21 mm": two lesions then and now.
  if (row.length % 2 === 0 && row.length > 2) {
    const half = row.length / 2
    const link = words.slice(row[half - 1]!.last + 1, row[half]!.first)
    const inner = row.every((value, k) => k === 0 || k === half || words.slice(row[k - 1]!.last + 1, value.first).every((word) => /^(?:and|,|\/|&)$/.test(word)))
    if (inner && words[row.at(-1)!.last + 1] === ')' ? link.includes('(') : inner && link.some((word) => /^(?:was|were|previously|formerly|before|vs|versus|prior|against)$/.test(word))) {
      const worst = row.slice(0, half).reduce((ratio, value, k) => Math.max(ratio, value.amount / row[half + k]!.amount), 0)
      return { ...span, before: 1, latest: worst }
    }
  }
  const slashes = row.every((value, k) => k === 0 || (value.first === row[k - 1]!.last + 2 && /^[/→⇒]$/.test(words[value.first - 1]!)))
  const arrows = row.every((value, k) => k === 0 || /^(?:→|⇒|>|to)$/.test(words[value.first - 1]!))
  const labelled = row.filter((value) => value.labelled).length
  if (row.length === 2 ? labelled < 2 && !row.some((value) => value.time === 'now') : labelled < row.length - 1 && !slashes && !arrows && row.at(-1)!.time !== 'now') return null
  if (row.length === 2 && labelled === 0) return null
  // An arrow points to today, wherever "now" stands.
  const ordered = row.every((value, k) => k === 0 || /^[→⇒]$/.test(words[value.first - 1]!)) ? row : inTime(row)
  return { ...span, before: ordered.at(-2)!.amount, latest: ordered.at(-1)!.amount }
}

/** The values by time: today last, the start first, dated ones by date; else as written. */
function inTime(row: readonly Value[]): Value[] {
  const dated = row.filter((value) => value.date >= 0)
  const falling = dated.length > 1 && dated.every((value, k) => k === 0 || value.date < dated[k - 1]!.date) && dated.every((value) => value.date > 100)
  // "22 mm (22 mm before, 30 mm the time before that)"
  if (row.length > 2 && row[0]!.time === 'none' && row[0]!.date < 0 && row.slice(1).every((value) => value.time === 'earlier' && value.date < 0)) return [...row].toReversed()
  const nowAt = row.findIndex((value) => value.time === 'now')
  const turned = falling || (nowAt === 0 && row.length > 1) || (nowAt < 0 && row[0]!.time === 'none' && row[0]!.date < 0 && row[1]!.time === 'earlier' && row.length === 2)
  const ordered = turned ? row.toReversed() : [...row]
  return ordered.toSorted((a, b) => rank(a) - rank(b))
}

function rank(value: Value): number {
  return value.time === 'now' ? 2 : value.time === 'start' ? 0 : 1
}
