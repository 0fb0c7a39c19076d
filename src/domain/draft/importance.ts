import type { Reading, Unit } from '../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from './abnormal.ts'

/** Old, healed, benign words lower a finding; only its own clause counts, so that "old fracture; new mass" keeps its mass. */
const lowering = (unit: Unit): number => {
  if (unit.negated) return 0
  if (unit.kind === 'time' && unit.key === 'old') return 1.5
  if (unit.kind === 'benign') return 1.5
  if (unit.kind === 'certainty' && unit.key === 'unlikely') return 1
  if (unit.kind === 'degree' && unit.key === 'mild') return 0.4
  return 0
}

const raising = (unit: Unit): number => {
  if (unit.negated) return 0
  if (unit.kind === 'time' && unit.key === 'acute') return 0.6
  if (unit.kind === 'degree' && unit.key === 'severe') return 0.5
  if (unit.kind === 'certainty' && unit.key === 'likely') return 0.1
  if (unit.kind === 'change' && unit.key === 'new') return 1.2
  if (unit.kind === 'change' && unit.key === 'larger') return 1
  return 0
}

/**
 * How heavy an abnormal sentence is, 0 (not a finding) to 6. The heaviest affirmed finding (5 emergency or cancer … 1 trivial),
 * raised by new, larger, acute, severe, lowered by old, benign, unchanged, mild. Size counts for masses and nodules (Fleischner: 6 and 8 mm).
 */
export function weighFinding(reading: Reading): number {
  const kind = classifyFinding(reading)
  if (kind !== 'abnormal') return 0
  let heaviest = 0
  for (const clause of clauses(reading.units)) {
    const findings = clause.filter(isAffirmed)
    let weight = Math.max(0, ...findings.map((unit) => unit.weight))
    if (!findings.length) weight = clause.some((unit) => unit.kind === 'change' && !unit.negated && unit.key !== 'same') ? 2 : 0
    if (!weight) continue
    const low = Math.max(0, ...clause.map(lowering))
    const high = Math.max(0, ...clause.map(raising))
    const settled = clause.some((unit) => unit.kind === 'change' && (unit.key === 'same' || (unit.negated && unit.key !== 'same')))
    const size = Math.max(0, ...clause.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated).map((unit) => unit.value))
    if (findings.some((unit) => unit.key === 'nodule' || unit.key === 'lesion') && size >= 8) weight += size >= 30 ? 1.2 : 0.6
    weight += high
    if (weight - high < 5 || low > 1) weight -= low
    if (settled) weight -= weight >= 4 ? 0.5 : 0.8
    if (findings.length > 1) weight += 0.1
    heaviest = Math.max(heaviest, weight)
  }
  return heaviest === 0 ? 1 : Math.min(6, Math.max(0.5, heaviest))
}

function clauses(units: readonly Unit[]): Unit[][] {
  const found: Unit[][] = [[]]
  for (const unit of units) {
    if (unit.kind === 'break' || (unit.kind === 'boundary' && unit.key === 'but')) found.push([])
    else found.at(-1)!.push(unit)
  }
  return found
}
