/** A number as written at a place of a normalised text, in digits, as a fraction or in words. `to` is its end. */
export type WrittenNumber = { to: number; value: number; decimals: number }

const ones = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const digitWords = ones.slice(0, 10).join('|')
const words = new RegExp(`(?:(one|two|three|four|five|six|seven|eight|nine|a) hundred(?:(?: and)?[ -](?=[a-z]))?)?(?:(${tens.join('|')})(?:[ -](${ones.slice(1, 10).join('|')}))?|(${ones.toReversed().join('|')}))?(?: point ((?:${digitWords})(?: (?:${digitWords}))?))?( and (?:a|one)[ -](?:half|quarter)| and three[ -]quarters)?(?![a-z])`, 'y')
const half = /(?:(?:an?|one)[ -])?(half|quarter)(?: of)?(?:[ -](?:an?|one))?(?![a-z])|three[ -]quarters(?: of)?(?: an?| one)?(?![a-z])/y
const fraction = /(?:(\d{1,2})[ -])?([1-3])\/([2-5])(?![\d/.])/y
const short = /\.(\d{1,3})(?!\d)/y

/** Reads a number in English words ("twenty-five", "two and a half", "half a"); null where none begins at `at`. */
export function wordNumberAt(text: string, at: number): WrittenNumber | null {
  half.lastIndex = at
  const part = half.exec(text)
  if (part) return { to: at + part[0].length, value: part[1] === 'half' ? 0.5 : part[1] === 'quarter' ? 0.25 : 0.75, decimals: part[1] === 'half' ? 1 : 2 }
  words.lastIndex = at
  const found = words.exec(text)
  if (!found || !(found[1] ?? found[2] ?? found[4])) return null
  const [, hundreds, ten, one, small, point, more = ''] = found
  const digits = point ? point.split(' ').map((word) => ones.indexOf(word)).join('') : ''
  const value = (hundreds ? (hundreds === 'a' ? 1 : ones.indexOf(hundreds)) * 100 : 0) + (ten ? 20 + 10 * tens.indexOf(ten) : 0) + Math.max(0, ones.indexOf(one ?? small ?? '')) + Number(`0.${digits || '0'}`) + (more.endsWith('half') ? 0.5 : /three/.test(more) ? 0.75 : more ? 0.25 : 0)
  return { to: at + found[0].length, value, decimals: digits.length || (more.endsWith('half') ? 1 : more ? 2 : 0) }
}

/** Reads "1 1/2", "3/4" and ".5"; null where none begins at `at`. A date or a ratio is none: the caller asks for a unit behind it. */
export function fractionAt(text: string, at: number): WrittenNumber | null {
  short.lastIndex = at
  const bare = short.exec(text)
  if (bare) return { to: at + bare[0].length, value: Number(`0.${bare[1]}`), decimals: bare[1]!.length }
  fraction.lastIndex = at
  const found = fraction.exec(text)
  if (!found || Number(found[2]) >= Number(found[3])) return null
  return { to: at + found[0].length, value: Number(found[1] ?? 0) + Math.round((Number(found[2]) / Number(found[3])) * 100) / 100, decimals: found[3] === '2' ? 1 : 2 }
}

const kanji = /[一二三四五六七八九十百〇]{1,5}(?:[・.点][一二三四五六七八九〇]{1,2})?/y
const digits = '〇一二三四五六七八九'

/** Reads "十五", "二・五", "百二十"; null where none begins at `at`. */
export function kanjiNumberAt(text: string, at: number): WrittenNumber | null {
  kanji.lastIndex = at
  const found = kanji.exec(text)
  if (!found) return null
  const [whole, part = ''] = found[0].split(/[・.点]/)
  const below = [...part].map((one) => digits.indexOf(one)).join('')
  return { to: at + found[0].length, value: Number(`${wholeOf(whole!)}.${below || '0'}`), decimals: below.length }
}

function wholeOf(text: string): number {
  if (!/[十百]/.test(text)) return Number([...text].map((one) => digits.indexOf(one)).join(''))
  let sum = 0
  let digit = -1
  for (const one of text) {
    if (one === '百' || one === '十') {
      sum += (digit < 0 ? 1 : digit) * (one === '百' ? 100 : 10)
      digit = -1
    } else digit = digits.indexOf(one)
  }
  return sum + Math.max(0, digit)
}
