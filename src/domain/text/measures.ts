/** A number in normalised text: `value` in the base unit (mm, ml), `unit` '' where none is written. Offsets into the normalised text. */
export type Measure = { start: number; end: number; value: number; unit: string; decimals: number; reference: boolean }

const numberAt = /(\d{1,9})(?:[.,](\d{1,6}))?(?![\d])/y
const unitAt = /\s{0,2}-?(cm\/s(?:ec)?|mm\/s|m\/s|[cm]m[23](?!\d)|mm|millimet(?:er|re)s?|cm|centimet(?:er|re)s?|ml|cc|hu|%|percent|°|degrees?|degs?(?![a-z.])|g(?![a-z])|grams?|mg|kg|mbq|mci|suv|dl|l(?![a-z/\d])|度|個|years?|year-old|歳|weeks?|months?|days?|年|ヶ月|か月|週|日|月|時方向|時)(?![a-z])/y
const joinAt = /\s{0,2}(?:x|by|[-~〜～]|to|and|or|vs\.?|versus|\/|から|、|,|と|→|→|&)\s{0,2}(?=\d)/y

const scale: Record<string, readonly [string, number]> = {
  cm: ['mm', 10], mm: ['mm', 1], ml: ['ml', 1], cc: ['ml', 1], l: ['ml', 1000], cm3: ['ml', 1], mm3: ['ml', 0.001], cm2: ['mm2', 100], mm2: ['mm2', 1], dl: ['ml', 100], 'cm/s': ['cm/s', 1], 'cm/sec': ['cm/s', 1], 'm/s': ['cm/s', 100], 'mm/s': ['cm/s', 0.1], kg: ['g', 1000], g: ['g', 1], gram: ['g', 1], grams: ['g', 1],
}

/** Reads the number that starts at `at`, joined ones ("3 x 4 cm", "2-3 mm") with it, since the unit stands after the last. */
export function measuresAt(text: string, at: number): { measures: Measure[]; end: number } {
  const found: { start: number; end: number; value: number; decimals: number; unit: string }[] = []
  let position = at
  let pending = 0
  for (let count = 0; count < 8; count++) {
    numberAt.lastIndex = position
    const digits = numberAt.exec(text)
    if (!digits) break
    // "1,200" is a thousand in English and 1.2 nowhere in our texts; "3,5 cm" is a decimal comma.
    const comma = text[position + digits[1]!.length] === ','
    const thousands = comma && digits[2]?.length === 3
    const listed = comma && !thousands && (digits[2]?.length ?? 0) > 1
    const whole = listed ? digits[1]! : digits[0]
    const value = thousands ? Number(digits[1]! + digits[2]!) : listed ? Number(digits[1]) : Number(`${digits[1]}.${digits[2] ?? '0'}`)
    let end = position + whole.length
    const start = position
    unitAt.lastIndex = end
    const unit = unitAt.exec(text)
    if (unit) end += unit[0].length
    found.push({ start, end, value, decimals: thousands || listed ? 0 : digits[2]?.length ?? 0, unit: unit?.[1] ?? '' })
    if (unit) {
      for (let i = pending; i < found.length - 1; i++) found[i]!.unit = unit[1]!
      pending = found.length
    }
    position = end
    joinAt.lastIndex = end
    const join = joinAt.exec(text)
    if (!join) break
    position = end + join[0].length
  }
  const last = found.at(-1)
  const measures = found.map((one) => base(one))
  return { measures, end: last ? last.end : at + 1 }
}

function base(one: { start: number; end: number; value: number; decimals: number; unit: string }): Measure {
  const name = one.unit.startsWith('millim') ? 'mm' : one.unit.startsWith('centim') ? 'cm' : /^(?:deg(?:ree)?s?|度)$/.test(one.unit) ? '°' : one.unit
  const known = scale[name]
  const time = /^(?:year|week|month|day|年|ヶ月|か月|週|日|月|歳|時)/.test(name)
  if (!known) return { start: one.start, end: one.end, value: one.value, unit: name === 'percent' ? '%' : name === '個' ? '' : time ? 'time' : name, decimals: one.decimals, reference: time }
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
