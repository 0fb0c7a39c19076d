import type { Reading, Unit } from '../text/read-sentence.ts'

/** What a sentence of the findings is. `other`: says something, but neither that it is abnormal nor that it is normal. */
export type FindingKind = 'abnormal' | 'normal' | 'technique' | 'other'

/** Something seen that is not as it should be and is not denied. */
export const isAffirmed = (unit: Unit): boolean => unit.kind === 'finding' && !unit.negated

/**
 * Is this sentence of the findings abnormal? A "no", "unremarkable", "異常なし" makes what it reaches normal;
 * technique sentences are no findings; a change without a named disease ("has increased to 14 mm") is abnormal.
 */
export function classifyFinding(reading: Reading): FindingKind {
  const { units } = reading
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
  if (technique && !strong.length && !changed && !units.some((unit) => unit.kind === 'finding')) return 'technique'
  if (strong.length) return normal && strong.every((unit) => coveredByNormal(unit, units)) ? 'normal' : 'abnormal'
  // "homogeneous enhancement", "symmetric uptake" are how it should be.
  if (affirmed.length && normal && affirmed.every((unit) => unit.key === 'enhancement' || unit.key === 'uptake')) return 'normal'
  if (affirmed.length && !plainNormal) return 'abnormal'
  if (changed && (measured || !denied)) return normal && !measured ? 'normal' : 'abnormal'
  if (units.some((unit) => unit.kind === 'normal' && unit.negated) && !normal) return 'abnormal'
  if (normal || denied) return 'normal'
  if (limited) return 'other'
  // "6 mm defect of the canal": what is measured first and has no known name is still something seen.
  if (units[0]?.kind === 'measure' && units[0].unit === 'mm' && units.some((unit) => unit.kind === 'word')) return 'abnormal'
  if (units.some((unit) => unit.kind === 'degree' || unit.kind === 'time') && units.some((unit) => unit.kind === 'word' || unit.kind === 'anatomy')) return 'abnormal'
  return 'other'
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
