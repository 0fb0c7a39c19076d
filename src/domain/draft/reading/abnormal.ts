import type { Reading, Unit } from '../../text/read-sentence.ts'

/** What a sentence of the findings is. `other`: says something, but neither that it is abnormal nor that it is normal. */
export type FindingKind = 'abnormal' | 'normal' | 'technique' | 'other'

/** Something seen that is not as it should be and is not denied. */
export const isAffirmed = (unit: Unit): boolean => unit.kind === 'finding' && !unit.negated

/**
 * Is this sentence of the findings abnormal? A "no", "unremarkable", "異常なし" makes what it reaches normal;
 * technique sentences are no findings; a change without a named disease ("has increased to 14 mm") is abnormal.
 */
export function classifyFinding(reading: Reading, headingUnits: readonly Unit[] = []): FindingKind {
  const units = withoutAdvice(reading.units)
  const affirmed = units.filter(isAffirmed)
  const technique = units.some((unit) => unit.kind === 'technique')
  const changed = units.some((unit) => unit.kind === 'change' && !unit.negated && unit.key !== 'same')
  const denied = units.some((unit) => unit.negated || unit.kind === 'before' || unit.kind === 'after')
  const normal = units.some((unit) => unit.kind === 'normal' && !unit.negated)
  const plainNormal = units.some((unit) => unit.kind === 'normal' && !unit.negated && unit.key !== 'shape')
  const measured = units.some((unit) => unit.kind === 'measure' && (unit.unit === 'mm' || unit.unit === 'ml'))
  const limited = units.some((unit) => unit.kind === 'neither' && unit.key === 'limited')
  const strong = affirmed.filter((unit) => !isVague(unit))
  // Advice is no finding, whatever it asks for ("contrast-enhanced MRI is recommended").
  if (units.some((unit) => unit.kind === 'recommend') && !measured && !strong.some((unit) => unit.weight > 3)) return 'other'
  // Why the study was done is no finding, whatever disease it names.
  if (units.some((unit) => unit.kind === 'technique' && unit.key === 'context') && !measured) return 'technique'
  const large = oversized(units, new Set([...units, ...headingUnits].filter((unit) => unit.kind === 'anatomy').map((unit) => unit.key)))
  if (technique && !large && !strong.length && !changed && !units.some((unit) => unit.kind === 'finding')) return 'technique'
  if (strong.length) return normal && strong.every((unit) => coveredByNormal(unit, units)) ? 'normal' : 'abnormal'
  // "homogeneous enhancement", "symmetric uptake" are how it should be.
  if (affirmed.length && normal && affirmed.every((unit) => unit.key === 'enhancement' || unit.key === 'uptake')) return 'normal'
  if (affirmed.length && !plainNormal) return 'abnormal'
  if (changed && (measured || !denied)) return normal && !measured ? 'normal' : 'abnormal'
  if (units.some((unit) => unit.kind === 'normal' && unit.negated) && !normal) return 'abnormal'
  if (large) return 'abnormal'
  if (normal || denied) return 'normal'
  if (limited) return 'other'
  // "6 mm defect of the canal": what is measured first and has no known name is still something seen.
  if (units[0]?.kind === 'measure' && units[0].unit === 'mm' && units.some((unit) => unit.kind === 'word')) return 'abnormal'
  if (units.some((unit) => unit.kind === 'degree' || unit.kind === 'time') && units.some((unit) => unit.kind === 'word' || unit.kind === 'anatomy')) return 'abnormal'
  return 'other'
}

/** "…, but brain metastases are better assessed with MRI": what advice asks to look for was not seen. A size makes it seen. */
function withoutAdvice(units: Unit[]): Unit[] {
  if (!units.some((unit) => unit.kind === 'recommend')) return units
  let clause = 0
  const placed = units.map((unit) => ({ unit, clause: unit.kind === 'break' || (unit.kind === 'boundary' && unit.key === 'but') ? ++clause : clause }))
  const advised = new Set(placed.filter(({ unit }) => unit.kind === 'recommend').map((one) => one.clause))
  if (!clause || placed.some((one) => advised.has(one.clause) && one.unit.kind === 'measure')) return units
  return placed.filter((one) => one.unit.kind === 'recommend' || !advised.has(one.clause)).map(({ unit }) => unit)
}

/**
 * Millimetres of a measured place that is too large without being called so, 0 otherwise: a node of 10 mm (short axis, RECIST 1.1)
 * or 6 mm with an SUV, a nodal cortex of 4 mm, an ascending aorta of 40 mm, an abdominal one of 30 mm (ESC 2024), a pulmonary trunk of 31 mm.
 */
export function oversized(units: readonly Unit[], places: ReadonlySet<string>): number {
  if (units.some((unit) => unit.kind === 'normal' && !unit.negated)) return 0
  const avid = units.some((unit) => unit.kind === 'word' && unit.key.startsWith('suv'))
  const own = (key: string) => units.some((unit) => unit.kind === 'anatomy' && unit.key === key)
  const cortex = units.some((unit) => unit.kind === 'word' && unit.key.startsWith('cort'))
  const limit = places.has('node') ? (cortex && own('node') ? 4 : avid ? 6 : 10) : own('aorta') ? (units.some((unit) => unit.key === 'infrarenal') ? 30 : 40) : own('pulmonary-artery') ? 31 : Infinity
  const sizes = units.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated).map((unit) => unit.value)
  return sizes.some((size) => size >= limit && size < 120) ? Math.max(...sizes) : 0
}

/** "prominent", "irregular", "reduced": a sign only when nothing beside it says normal. */
const isVague = (unit: Unit): boolean => unit.key === 'abnormality' || unit.key === 'tortuosity' || unit.key === 'uptake' || unit.key === 'enhancement'

/** Words that say how something looks: beside "normal" they are normal ("normal bone density"). */
const looks = new Set(['opacity', 'abnormality', 'uptake', 'enhancement', 'signal', 'white-matter', 'lesion', 'thickening', 'swelling'])

/** "calcification within normal limits": the normal word stands right after or before and nothing heavy is named. */
function coveredByNormal(unit: Unit, units: readonly Unit[]): boolean {
  if (unit.weight > 2 && !looks.has(unit.key)) return false
  const at = units.indexOf(unit)
  return units.slice(Math.max(0, at - 2), at + 4).some((one) => one.kind === 'normal' && one.key !== 'shape' && !one.negated)
}
