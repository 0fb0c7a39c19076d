import { fractionAt, kanjiNumberAt, wordNumberAt, type WrittenNumber } from '../../text/number-words.ts'
import { kanjiNumber } from './levels-japanese.ts'

/** A number with its base unit (mm, ml, mm/s …; '' without one). `count`: things counted. `bound`: "未満", "以上" after it. */
export type JapaneseNumber = { from: number; to: number; value: number; unit: string; decimals: number; count: boolean; time: boolean; bound: '' | 'under' | 'over'; label: string; /** Number in a row "a→b", from 0; -1 where none. */ step: number }

const numberAt = /(\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.(\d{1,4}))?/y
const unitAt = /\s?(cm\/s(?:ec)?|mm\/s(?:ec)?|m\/s(?:ec)?|ng\/ml|mg\/dl|ml\/min|cm2|mm2|cm3|mm3|mm|cm|(?:milli|centi)met(?:er|re)s?|ミリメートル|センチメートル|ミリ|センチ|ml|cc|dl|l(?![a-z\d/])|m(?![a-z\d])|hu|%|パーセント|度|°|ms(?:ec)?|か所|か所以上|カ所|個|本|椎体|枚|例|点|回|倍|つ|kg|mg|g(?![a-z])|mbq|kpa|テスラ|歳|か月|ヵ月|ヶ月|カ月|月|年|週間|週|日|時間|時|分|秒|病日|代|t(?=\s|装置|mr)|コース|横指|人|番目)/y
const joinAt = /\s?(?:x|×|\*|→|⇒|->|~|-|から|および|、|,|と|\/|:)\s?/y
const kanjiCount = /([一二三四五六七八九十]{1,3})(か所|個|本|椎体|つ)/uy
const scale: Readonly<Record<string, readonly [string, number]>> = { cm: ['mm', 10], センチ: ['mm', 10], ミリ: ['mm', 1], センチメートル: ['mm', 10], ミリメートル: ['mm', 1], mm: ['mm', 1], m: ['mm', 1000], l: ['ml', 1000], dl: ['ml', 100], cc: ['ml', 1], ml: ['ml', 1], cm3: ['ml', 1], cm2: ['mm2', 100], mm2: ['mm2', 1], 'cm/s': ['mm/s', 10], 'm/s': ['mm/s', 1000], 'mm/s': ['mm/s', 1], パーセント: ['%', 1], '°': ['度', 1] }
const counted = new Set(['か所', 'か所以上', 'カ所', '個', '本', '椎体', '枚', 'つ', '例'])
const times = new Set(['歳', 'か月', 'ヵ月', 'ヶ月', 'カ月', '月', '年', '週間', '週', '日', '時間', '時', '分', '秒', '病日', '代', 'テスラ', 't', 'コース', '回', 'mbq', '人', '番目', 'kg', 'mg', 'g'])
const labelBefore = /(suvmax|suv|psv|edv|esv|lvef|(?<![a-z])ef|ct値|adc値?|bsi|spleen index|index|cobb角?|rv\/lv比?|ctr|心胸郭比|nascet|imt|ecv|縦横比|psa|洗い出し率|washout率|体積|容積)[^\d]{0,8}$/

/** Reads the numbers that begin at `at` with what they are joined to; null where none does. */
export function numberAtJapanese(plain: string, at: number): { numbers: JapaneseNumber[]; to: number } | null {
  kanjiCount.lastIndex = at
  const kanji = kanjiCount.exec(plain)
  if (kanji && !/[第\d]/.test(plain[at - 1] ?? '')) return { numbers: [{ ...blank, from: at, to: at + kanji[0].length, value: kanjiNumber(kanji[1]!), count: true }], to: at + kanji[0].length }
  // Letters before a digit belong to a name ("c3", "dwi2"); one that no list knows measures nothing.
  if (/[a-z#第]/.test(plain[at - 1] ?? '') || !writtenAt(plain, at) || (!/\d/.test(plain[at]!) && /[\p{Script=Han}\d.]/u.test(plain[at - 1] ?? ''))) return null
  const numbers: JapaneseNumber[] = []
  let position = at
  let pending = 0
  let arrows = -1
  for (let n = 0; n < 8; n++) {
    const written = writtenAt(plain, position)
    if (!written) break
    let to = written.to
    unitAt.lastIndex = to
    const unit = unitAt.exec(plain)
    const name = unit ? unit[1]!.replace(/sec$/, 's').replace(/^millimet.*/, 'mm').replace(/^centimet.*/, 'cm') : ''
    if (unit) to += unit[0].length
    const [base, factor] = scale[name] ?? [counted.has(name) ? '' : name, 1]
    numbers.push({ from: position, to, value: round(written.value * factor), unit: base, decimals: written.decimals - Math.round(Math.log10(factor)), count: counted.has(name), time: times.has(name) || isReference(plain, position, to, name), bound: '', label: '', step: arrows })
    if (unit) {
      for (let i = pending; i < numbers.length - 1; i++) spread(numbers[i]!, numbers.at(-1)!, factor)
      pending = numbers.length
    }
    const bound = /^\s?(?:未満|以下|以上|超|弱|強|前後|程度)/.exec(plain.slice(to))?.[0].trim()
    if (bound === '未満' || bound === '以下') numbers.at(-1)!.bound = 'under'
    if (bound === '以上' || bound === '超') numbers.at(-1)!.bound = 'over'
    position = to + (bound ? plain.slice(to).indexOf(bound) + bound.length : 0)
    joinAt.lastIndex = position
    const joined = joinAt.exec(plain)
    if (!joined || !/\d/.test(plain[position + joined[0].length] ?? '')) break
    if (/[、,と]|および/.test(joined[0]) && (unit || !nextHasUnit(plain, position + joined[0].length))) break
    if (/→|⇒|->/.test(joined[0])) {
      if (arrows < 0) {
        arrows = 0
        numbers.at(-1)!.step = 0
      }
      arrows++
    }
    position += joined[0].length
  }
  if (!numbers.length) return null
  const label = labelBefore.exec(plain.slice(Math.max(0, at - 22), at))?.[1] ?? ''
  for (const one of numbers) one.label = label
  return { numbers, to: Math.max(position, numbers.at(-1)!.to) }
}

/** What a number in words, a fraction or ".5" must stand before: "三尖弁", "一部", "1/2" and "one" alone measure nothing. */
const measuring = /\s?-?(?:mm|cm|ml|cc|(?:milli|centi)met|ミリ|センチ|%|パーセント|度(?!目)|歳)/y

function writtenAt(plain: string, at: number): WrittenNumber | null {
  const spelled = fractionAt(plain, at) ?? (plain.charCodeAt(at) > 127 ? kanjiNumberAt(plain, at) : wordNumberAt(plain, at))
  measuring.lastIndex = spelled?.to ?? 0
  if (spelled && measuring.test(plain)) return spelled
  numberAt.lastIndex = at
  const digits = numberAt.exec(plain)
  return digits && { to: at + digits[0].length, value: Number(digits[0].replaceAll(',', '')), decimals: digits[2]?.length ?? 0 }
}

const blank = { unit: '', decimals: 0, count: false, time: false, bound: '' as const, label: '', step: -1 }
const round = (value: number) => Math.round(value * 10_000) / 10_000

function spread(one: JapaneseNumber, last: JapaneseNumber, factor: number): void {
  if (one.unit || one.count || one.time) return
  one.unit = last.unit
  one.count = last.count
  one.time = last.time
  one.value = round(one.value * factor)
  one.decimals -= Math.round(Math.log10(factor))
}

function nextHasUnit(plain: string, at: number): boolean {
  numberAt.lastIndex = at
  const digits = numberAt.exec(plain)
  if (!digits) return false
  unitAt.lastIndex = at + digits[0].length
  return unitAt.exec(plain) !== null
}

/** Dates, image and series numbers, list numbers: they measure nothing in the patient. */
function isReference(plain: string, from: number, to: number, unit: string): boolean {
  if (unit) return false
  const before = plain.slice(Math.max(0, from - 10), from)
  const after = plain.slice(to, to + 4)
  if (/(?:image|series|im|se|no\.|スライス|画像|b)[\s:#.=]{0,2}$/.test(before)) return true
  // "2025/6": a date, and the month of one.
  if (/^(?:19|20)\d\d$/.test(plain.slice(from, to)) && /^[/.-]\d/.test(after)) return true
  if (/(?:^|\D)(?:19|20)\d\d[/.-]$/.test(before)) return true
  if (/^[/.-]\d/.test(after) && !/^\/\d(?!\d)/.test(after)) return true
  if (/^(?:期|相|方向|月|d|次|世代|級|か月|ヵ月)/.test(after)) return true
  return /^[.)]\s?\S/.test(after) && !before.trim()
}
