import { fractionAt, kanjiNumberAt, wordNumberAt, type WrittenNumber } from './number-words.ts'

/** A number in normalised text: `value` in the base unit (mm, ml), `unit` '' where none is written. Offsets into the normalised text. */
export type Measure = { start: number; end: number; value: number; unit: string; decimals: number; reference: boolean }

const numberAt = /(\d{1,9})(?:[.,](\d{1,6}))?(?![\d])/y
const unitAt = /\s{0,2}-?(cm\/s(?:ec)?|mm\/s|m\/s|[cm]m[23](?!\d)|mm|millimet(?:er|re)s?|ミリ(?:メートル)?|cm|centimet(?:er|re)s?|センチ(?:メートル)?|ml|millilit(?:er|re)s?|cc|hu|%|per ?cent|°|degrees?|degs?(?![a-z.])|g(?![a-z])|grams?|mg|kg|mbq|mci|suv|dl|lit(?:er|re)s?|l(?![a-z/\d])|度|個|years?|year-old|歳|weeks?|months?|days?|年|ヶ月|か月|週|日|月|時方向|時)(?![a-z])/y
const joinAt = /\s{0,2}(?:x|by|[-~〜～]|to|and|or|vs\.?|versus|\/|から|、|,|と|→|→|&)\s{0,2}(?=\.?\d|[a-z一-十百])/y

const scale: Record<string, readonly [string, number]> = {
  cm: ['mm', 10], mm: ['mm', 1], ml: ['ml', 1], cc: ['ml', 1], l: ['ml', 1000], cm3: ['ml', 1], mm3: ['ml', 0.001], cm2: ['mm2', 100], mm2: ['mm2', 1], dl: ['ml', 100], 'cm/s': ['cm/s', 1], 'cm/sec': ['cm/s', 1], 'm/s': ['cm/s', 100], 'mm/s': ['cm/s', 0.1], kg: ['g', 1000], g: ['g', 1], gram: ['g', 1], grams: ['g', 1],
}

/** Reads the number that starts at `at`, joined ones ("3 x 4 cm", "2-3 mm") with it, since the unit stands after the last. */
export function measuresAt(text: string, at: number): { measures: Measure[]; end: number } {
  const found = rowAt(text, at, numberOf)
  return { measures: found.map(base), end: found.at(-1)?.end ?? at + 1 }
}

/** Units that a number in words may measure in: "five l" or "one g" is something else. */
const spelledUnit = /^(?:mm|millim|cm|centim|ml|millil|cc|hu|%|per|deg|ミリ|センチ|度)/

/** Reads "ten millimetres", "two-centimetre", "half a cm", "十五ミリ" where a number in words starts at `at` and a unit closes the row; otherwise null. */
export function spelledMeasuresAt(text: string, at: number): { measures: Measure[]; end: number } | null {
  const first = spelledAt(text, at)
  if (!first) return null
  const found = rowAt(text, at, (row, position) => spelledAt(row, position) ?? numberOf(row, position))
  return spelledUnit.test(found.at(-1)?.unit ?? '') ? { measures: found.map(base), end: found.at(-1)!.end } : null
}

const spelledAt = (text: string, at: number): WrittenNumber | null => (text.charCodeAt(at) > 127 ? kanjiNumberAt(text, at) : wordNumberAt(text, at))

type Found = { start: number; end: number; value: number; decimals: number; unit: string }

function rowAt(text: string, at: number, read: (text: string, at: number) => WrittenNumber | null): Found[] {
  const found: Found[] = []
  let position = at
  let pending = 0
  for (let count = 0; count < 8; count++) {
    const number = read(text, position)
    if (!number) break
    unitAt.lastIndex = number.to
    const unit = unitAt.exec(text)
    found.push({ start: position, end: number.to + (unit?.[0].length ?? 0), value: number.value, decimals: number.decimals, unit: unit?.[1] ?? '' })
    if (unit) {
      for (let i = pending; i < found.length - 1; i++) found[i]!.unit = unit[1]!
      pending = found.length
    }
    position = found.at(-1)!.end
    joinAt.lastIndex = position
    const join = joinAt.exec(text)
    if (!join) break
    position += join[0].length
  }
  return found
}

/** Digits; as a fraction, or without the nought before the point, only where a unit of length or volume stands behind. */
function numberOf(text: string, at: number): WrittenNumber | null {
  const part = fractionAt(text, at)
  unitAt.lastIndex = part?.to ?? 0
  if (part && (text[at] === '.' || /^(?:mm|cm|centim|millim|ml|cc)/.test(unitAt.exec(text)?.[1] ?? ''))) return part
  numberAt.lastIndex = at
  const digits = numberAt.exec(text)
  if (!digits) return null
  // "1,200" is a thousand in English and 1.2 nowhere in our texts; "3,5 cm" is a decimal comma.
  const comma = text[at + digits[1]!.length] === ','
  const thousands = comma && digits[2]?.length === 3
  const listed = comma && !thousands && (digits[2]?.length ?? 0) > 1
  const value = thousands ? Number(digits[1]! + digits[2]!) : listed ? Number(digits[1]) : Number(`${digits[1]}.${digits[2] ?? '0'}`)
  return { to: at + (listed ? digits[1]! : digits[0]).length, value, decimals: thousands || listed ? 0 : digits[2]?.length ?? 0 }
}

function base(one: { start: number; end: number; value: number; decimals: number; unit: string }): Measure {
  const name = /^(?:millim|ミリ)/.test(one.unit) ? 'mm' : /^(?:centim|センチ)/.test(one.unit) ? 'cm' : one.unit.startsWith('millil') ? 'ml' : one.unit.startsWith('lit') ? 'l' : /^(?:deg(?:ree)?s?|度)$/.test(one.unit) ? '°' : one.unit
  const known = scale[name]
  const time = /^(?:year|week|month|day|年|ヶ月|か月|週|日|月|歳|時)/.test(name)
  if (!known) return { start: one.start, end: one.end, value: one.value, unit: /^per ?cent$/.test(name) ? '%' : name === '個' ? '' : time ? 'time' : name, decimals: one.decimals, reference: time }
  const [unit, factor] = known
  return { start: one.start, end: one.end, value: Math.round(one.value * factor * 1000) / 1000, unit, decimals: one.decimals - Math.round(Math.log10(factor)), reference: false }
}

/** Equal, or the conclusion's number is the finding's rounded to fewer places ("12.4 mm" → "12 mm", "1.2 cm"). */
export function sameMeasure(conclusion: { value: number; unit: string; decimals: number }, finding: { value: number; unit: string; decimals: number }): boolean {
  if (conclusion.unit !== finding.unit) return false
  if (Math.abs(conclusion.value - finding.value) < 0.0005) return true
  if (conclusion.decimals >= finding.decimals) return false
  // A whole centimetre for an exact millimetre ("1 cm" for 12 mm) is too coarse to be called the same.
  return Math.abs(conclusion.value - finding.value) <= 0.5 * 10 ** -conclusion.decimals + 1e-9 && Math.abs(conclusion.value - finding.value) / Math.max(finding.value, 0.001) <= 0.1
}
