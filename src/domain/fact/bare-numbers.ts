import type { Unit } from '../text/read-sentence.ts'

/** What stands between a size and the next number when that is told in the same unit ("6.5 cm, was 8.1", "19 mm (24)"). */
const going = /^[^.;\d]{0,40}(?:\b(?:was|were|previously|prev\.?|prior|formerly|earlier|from|vs\.?|versus|before|baseline|initially|now|then)|→|->)[ :]{0,2}(?:about |of |at )?$/i
const bracketed = /^[^.;\d()]{0,12}\(\s?$/
const crossed = /^ ?[x×] ?$/i
const suvBefore = /suv\s?(?:max|mean|peak)?[\s:=]*(?:of )?$/i
const closing = /^ ?(?:\)|,|;| [x×] )/

/** A bare number in brackets is an earlier size only where it is about as large. */
const alike = 4
const far = 12

/**
 * Numbers without a unit take that of the size before them where they are told with it. `text` is what the units stand in.
 * Gives the same list where nothing changes.
 */
export function withUnits(units: readonly Unit[], text: string): readonly Unit[] {
  let last: { unit: Unit; scale: number; suv: boolean } | null = null
  let changed = false
  const read = units.map((unit): Unit => {
    // "SUVmax 18, 48 mm": the millimetres are of the second number only.
    if (unit.kind === 'measure' && !/[a-z%°]/i.test(text.slice(unit.start, unit.end)) && suvBefore.test(text.slice(Math.max(0, unit.start - 14), unit.start))) {
      changed = true
      const told: Unit = { ...unit, unit: 'suv', value: Number.parseFloat(text.slice(unit.start, unit.end)) }
      last = { unit: told, scale: 1, suv: true }
      return told
    }
    if (unit.kind === 'measure' && unit.unit !== 'reference' && unit.unit !== 'time') last = { unit, scale: scaleOf(unit, text), suv: false }
    if (unit.kind !== 'count' || unit.unit || !/^\d/.test(text.slice(unit.start, unit.start + 1))) return unit
    if (suvBefore.test(text.slice(Math.max(0, unit.start - 14), unit.start))) {
      last = { unit, scale: 1, suv: true }
      return unit
    }
    if (!last) return unit
    const between = text.slice(last.unit.end, unit.start)
    const own = between.length <= 60 && (going.test(between) || crossed.test(between) || (bracketed.test(between) && closing.test(text.slice(unit.end, unit.end + 3))))
    const value = Math.round(unit.value * last.scale * 1000) / 1000
    const most = bracketed.test(between) && !last.suv ? alike : far
    if (!own || value * most < last.unit.value || value > last.unit.value * most) return unit
    changed = true
    const told: Unit = { ...unit, kind: 'measure', unit: last.suv ? 'suv' : last.unit.unit, value, decimals: unit.decimals - Math.round(Math.log10(last.scale)) }
    last = { ...last, unit: told }
    return told
  })
  return changed ? read : units
}

/** How many base units one written unit has: 10 for centimetres. */
function scaleOf(unit: Unit, text: string): number {
  const written = Number.parseFloat(text.slice(unit.start, unit.end).replace(',', '.'))
  const scale = written > 0 ? unit.value / written : 1
  return [0.001, 0.1, 1, 10, 100, 1000].find((one) => Math.abs(scale - one) < one / 1000) ?? 1
}
