import type { Reading, Unit } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed, oversized } from '../reading/abnormal.ts'

const lowering = (unit: Unit): number => {
  if (unit.negated) return 0
  if (unit.kind === 'time' && unit.key === 'old') return 3
  if (unit.kind === 'time' && unit.key === 'chronic') return 0.7
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

/** Names that say how something looks, not what it is: a name for what it is beside them decides. */
const looks = new Set(['uptake', 'signal', 'white-matter', 'lesion', 'abnormality', 'enhancement', 'opacity', 'thickening', 'tortuosity', 'swelling'])
/** What explains a look away: "uptake typical of degenerative change". */
const explains = new Set(['degenerative', 'osteoarthritis', 'atherosclerosis', 'scar', 'granuloma', 'bone-island', 'small-vessel', 'atrophy', 'cyst', 'hemangioma', 'lipoma', 'postoperative', 'old-fracture', 'emphysema'])

/** Fluid in a joint is not fluid in the chest. */
const joints = ['joint', 'knee', 'ankle', 'shoulder', 'hip', 'elbow', 'wrist', 'foot', 'hand']

const little = new Set(['effusion', 'ascites', 'atelectasis', 'joint-effusion', 'collection'])

/** Findings that weigh more in one place than elsewhere: a stone in a duct is not a stone in a calyx. */
const inPlace: readonly (readonly [finding: string, places: readonly string[], weight: number])[] = [
  ['stone', ['ureter', 'bile-duct'], 4], ['gallstone', ['bile-duct'], 4], ['cyst', ['ovary', 'pancreas'], 2.4], ['enlargement', ['node'], 3.6], ['calcification', ['breast'], 2.5],
  ['effusion', ['pericardium'], 4], ['gas', ['portal-vein', 'bowel'], 5], ['signal', ['cord'], 4], ['thickening', ['uterus', 'appendix'], 4], ['dilatation', ['appendix', 'bile-duct', 'pancreas', 'small-bowel'], 4],
  ['swelling', ['pancreas', 'appendix', 'node'], 4], ['nodule', ['breast', 'thyroid', 'adrenal'], 3.2], ['lesion', ['bile-duct'], 4], ['necrosis', ['node'], 4.2], ['lesion', ['bone', 'pancreas', 'spine'], 3.4], ['thickening', ['gallbladder', 'bowel', 'colon', 'small-bowel', 'stomach', 'rectum'], 3.6],
]

/**
 * How heavy an abnormal sentence is, 0 (not a finding) to 6. The heaviest affirmed finding (5 emergency or cancer … 1 trivial),
 * raised by new, larger, acute, severe, lowered by old, benign, unchanged, mild. Size counts for masses and nodules
 * (8 mm is where Fleischner 2017 asks for early follow-up; 3 cm is where a nodule is called a mass).
 */
export function weighFinding(reading: Reading & { headingUnits?: readonly Unit[] }): number {
  const places = new Set([...reading.units, ...(reading.headingUnits ?? [])].filter((unit) => unit.kind === 'anatomy' && !(unit.negated && unit.key === 'node')).map((unit) => unit.key))
  if (classifyFinding(reading, reading.headingUnits) !== 'abnormal') return suspiciousNode(reading.units, places) ? nodeWeight : 0
  let heaviest = 0
  for (const clause of clauses(reading.units)) heaviest = Math.max(heaviest, weighClause(clause, places))
  return heaviest === 0 ? 1 : Math.min(6, Math.max(0.5, heaviest))
}

function weighClause(clause: readonly Unit[], places: ReadonlySet<string>): number {
  const affirmed = clause.filter(isAffirmed)
  const named = affirmed.filter((unit) => !looks.has(unit.key))
  const explained = named.length > 0 && named.every((unit) => explains.has(unit.key))
  const findings = explained ? named : affirmed
  const inJoint = joints.some((place) => places.has(place)) && !places.has('pleura')
  let weight = Math.max(0, ...findings.map((unit) => Math.max((unit.key === 'effusion' || unit.key === 'collection') && inJoint ? 2 : unit.weight, ...inPlace.filter(([key, where]) => key === unit.key && where.some((place) => places.has(place))).map(([, , more]) => more))))
  if (!findings.length) weight = clause.some((unit) => unit.kind === 'change' && !unit.negated && unit.key !== 'same') ? 2 : sizedPlace(clause, places)
  // "vertebral height reduced by 40 %" is a fracture, whatever it is called.
  if (places.has('spine') && weight < 4 && clause.some((unit) => unit.unit === '%') && clause.some((unit) => unit.kind === 'change' && unit.key === 'smaller' && !unit.negated) && !clause.some((unit) => unit.key === 'disc')) weight = 4
  if (suspiciousNode(clause, places)) weight = Math.max(weight, nodeWeight)
  if (!weight) return 0
  // A bruise under the skin is not a bleed inside.
  if (findings.some((unit) => unit.key === 'hematoma') && clause.some((unit) => unit.kind === 'word' && outside.test(unit.key)) && findings.every((unit) => unit.weight <= 4)) weight = Math.min(weight, 2)
  // A lobe without air is more than streaks of atelectasis.
  if (findings.some((unit) => unit.key === 'atelectasis') && clause.some((unit) => unit.kind === 'part' && unit.group === 'lobe') && !clause.some((unit) => (unit.kind === 'degree' && unit.key === 'mild') || (unit.kind === 'word' && /^(?:linear|plate|discoid|subseg|dependent|basal|bibasal|band)/.test(unit.key)))) weight = Math.max(weight, 3)
  // "The lesion shows no restriction" speaks of one told elsewhere.
  if (affirmed.length === 1 && affirmed[0]!.key === 'lesion' && showsNothing(clause)) weight = Math.min(weight, 1)
  const low = Math.max(0, ...clause.map(lowering))
  const high = Math.max(0, ...clause.map(raising))
  // A trace of fluid or a thin streak beside something else is not worth a line.
  if (named.length > 0 && named.every((unit) => little.has(unit.key)) && clause.some((unit) => unit.kind === 'degree' && unit.key === 'mild')) weight -= 0.5
  const settled = clause.some((unit) => unit.kind === 'change' && (unit.key === 'same' || (unit.negated && unit.key !== 'same')))
  const size = Math.max(0, ...clause.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated).map((unit) => unit.value))
  if (findings.some((unit) => unit.key === 'nodule' || unit.key === 'lesion') && size >= 8) weight += size >= 30 ? 1.2 : 0.6
  if (findings.some((unit) => unit.key === 'cyst') && size >= 40) weight += 0.8
  weight += high
  if (weight - high < 5 || low > 2) weight = weight - low < 0.7 ? Math.min(weight, 0.7) : weight - low
  if (settled) weight -= weight >= 4 ? 0.5 : 0.8
  return findings.length > 1 ? weight + 0.1 : weight
}

const outside = /^(?:scalp|subgal|subcutan|cutan|supercil)/
const nodeWeight = 3.6

/** A node without its hilum, or with calcification in it, is suspicious whatever its size (ETA 2017, Node-RADS). */
const suspiciousNode = (clause: readonly Unit[], places: ReadonlySet<string>): boolean => places.has('node') && !clause.some((unit) => unit.kind === 'normal' || unit.kind === 'benign') &&
  clause.some((unit) => unit.kind === 'anatomy' && unit.key === 'hilum' && unit.negated) && clause.some((unit) => isAffirmed(unit) || unit.kind === 'measure' || (unit.kind === 'word' && unit.key.startsWith('round')))

const lesionShowsNo = ['lesion', 'exist', 'before']
/** Only "lesion shows no …", nothing measured, placed by side or changed. */
function showsNothing(clause: readonly Unit[]): boolean {
  const at = clause.findIndex((unit) => unit.key === 'lesion')
  return lesionShowsNo.every((name, i) => name === (i ? clause[at + i]?.kind : clause[at]?.key)) && !clause.some((unit) => ['measure', 'change', 'side', 'level', 'count'].includes(unit.kind))
}

/** What is measured and too large weighs as what it is, without the word enlarged. */
function sizedPlace(clause: readonly Unit[], places: ReadonlySet<string>): number {
  const size = oversized(clause, places)
  return size >= 50 ? 4 : size >= 15 ? 3 : size ? 2.4 : 0
}

function clauses(units: readonly Unit[]): Unit[][] {
  const found: Unit[][] = [[]]
  for (const unit of units) {
    if (unit.kind === 'break' || (unit.kind === 'boundary' && unit.key === 'but')) found.push([])
    else found.at(-1)!.push(unit)
  }
  // "…, but its shape suggests a benign one": a clause without a finding speaks of the one before it.
  return found.reduce<Unit[][]>((joined, clause) => {
    const last = joined.at(-1)
    if (last && !clause.some((unit) => unit.kind === 'finding')) joined[joined.length - 1] = [...last, ...clause]
    else joined.push(clause)
    return joined
  }, [])
}
