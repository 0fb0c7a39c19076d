import type { Fact, FactLevel, FactSite, FactSize } from '../../fact/fact.ts'
import { findingFamilies } from '../../text/lexicon/finding-families.ts'
import { isWide, placesAround, relateSites } from '../../fact/site-tree.ts'
import { broaderFindings } from '../../text/lexicon/lexicon.ts'
import { sameMeasure } from '../../text/measures.ts'

/** How far two facts speak of one thing, each part by itself, so that a rule can leave out the part it judges. */
export type Match = {
  finding: number
  /** Below 0: different places. 0: one of them names none. */
  site: number
  level: number
  side: number
  size: number
  words: number
}

const wider = new Map<string, ReadonlySet<string>>()

/** Every more general name of a finding, itself included. */
export function allWider(finding: string): ReadonlySet<string> {
  const before = wider.get(finding)
  if (before) return before
  const found = new Set([finding])
  // Two steps: further ones ("lymphoma" to "opacity") say nothing any more.
  for (const one of broaderFindings(finding)) for (const name of [one, ...broaderFindings(one)]) found.add(name)
  wider.set(finding, found)
  return found
}

/** Says that something is abnormal, not what. */
export const isVague = (finding: string): boolean => findingFamilies(finding).has('*')

/** How something looks; said of many things at once. */
export const looks: ReadonlySet<string> = new Set(['enhancement', 'uptake', 'opacity', 'enlargement', 'thickening', 'dilatation', 'swelling', 'calcification'])

/** Names that describe; what they describe may be called otherwise in a conclusion. */
export const describes: ReadonlySet<string> = new Set(['lesion', 'mass', 'nodule', 'opacity', 'collection', 'consolidation', 'cyst', 'uptake', 'enhancement', 'lytic', 'sclerotic', 'signal', 'white-matter', 'abnormality', 'lucency', 'thickening', 'wall-thickening', 'dilatation', 'enlargement', 'swelling', 'effusion', 'stranding', 'restricted-diffusion', 'calcification', 'erosion', 'gas'])

/** 3 the same, 2.2 one a special case of the other, 1.4 of one family, 0.8 where one only says "abnormal", else 0. */
export function likeFinding(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0.8 : 0.5
  if (a === b) return 3
  return pairValue(knownFindings, a, b, compareFindings)
}

/** Values of pairs of names; the lexicon has some hundred, free text adds few. */
type Pairs = Map<string, Map<string, number>>
const knownFindings: Pairs = new Map()
const knownSites: Pairs = new Map()
const mostNames = 2000

function pairValue(known: Pairs, a: string, b: string, make: (a: string, b: string) => number): number {
  let row = known.get(a)
  if (!row) {
    row = new Map()
    if (known.size < mostNames) known.set(a, row)
  }
  const before = row.get(b)
  if (before !== undefined) return before
  const value = make(a, b)
  if (row.size < mostNames) row.set(b, value)
  return value
}

function compareFindings(a: string, b: string): number {
  if (broaderFindings(a).includes(b) || broaderFindings(b).includes(a) || allWider(a).has(b) || allWider(b).has(a)) return 2.2
  const families = findingFamilies(a)
  const others = findingFamilies(b)
  for (const family of families) if (family !== '*' && others.has(family)) return 1.4
  if (isVague(a) || isVague(b) || !families.size || !others.size) return 0.8
  return 0
}

/** Places that lie against each other or are told for one another. */
const touching: readonly (readonly [string, string])[] = [
  ['lung', 'pleura'], ['hilum', 'hilar-node'], ['hilum', 'mediastinum'], ['mediastinum', 'node'], ['bronchus', 'hilum'], ['pulmonary-artery', 'heart'], ['liver', 'bile-duct'], ['liver', 'gallbladder'], ['gallbladder', 'bile-duct'], ['pancreas', 'bile-duct'], ['liver', 'portal-vein'],
  ['pancreas', 'portal-vein'], ['pancreas', 'mesenteric-artery'], ['pancreas', 'retroperitoneum'], ['kidney', 'retroperitoneum'], ['kidney', 'ureter'], ['ureter', 'bladder'], ['prostate', 'bladder'], ['uterus', 'ovary'], ['colon', 'appendix'], ['appendix', 'small-bowel'], ['peritoneum', 'pelvis'], ['peritoneum', 'bowel'], ['mesentery', 'bowel'],
  ['spine', 'bone'], ['disc', 'nerve-root'], ['disc', 'foramen'], ['disc', 'canal'], ['canal', 'cord'], ['cord', 'nerve-root'], ['facet', 'foramen'], ['facet', 'canal'], ['skull', 'brain'], ['meninges', 'skull'], ['meninges', 'ventricle'], ['mastoid', 'skull'], ['sinus', 'skull'], ['sinus', 'orbit'], ['pharynx', 'larynx'], ['pharynx', 'tongue'], ['pharynx', 'sinus'],
  ['humerus', 'rotator-cuff'], ['scapula', 'labrum'], ['clavicle', 'subacromial'], ['supraspinatus', 'infraspinatus'], ['subacromial', 'rotator-cuff'], ['femur', 'knee'], ['tibia', 'knee'], ['tibia', 'ankle'], ['fibula', 'ankle'], ['labrum', 'hip'], ['radius', 'wrist'], ['chest-wall', 'rib'], ['breast', 'axilla'], ['breast', 'chest-wall'], ['aorta', 'iliac-vessel'], ['aorta', 'heart'], ['heart', 'coronary'], ['heart', 'lung'], ['colon', 'rectum'], ['groin', 'abdominal-wall'],
  ['node', 'axilla'], ['node', 'groin'], ['node', 'hilum'], ['node', 'pelvis'], ['node', 'neck'], ['retroperitoneum', 'aorta'], ['stomach', 'esophagus'], ['sacroiliac', 'pelvic-bone'], ['soft-tissue', 'bone'], ['soft-tissue', 'joint'], ['soft-tissue', 'muscle'],
]
const touches = new Set(touching.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))

/** Nodes are named after the place they lie in. */
const nodesOf: Record<string, string> = { 'iliac-node': 'iliac-vessel', 'inguinal-node': 'groin', 'axillary-node': 'axilla', 'hilar-node': 'hilum', 'mediastinal-node': 'mediastinum', 'mesenteric-node': 'mesentery', 'pelvic-node': 'pelvis', 'retroperitoneal-node': 'retroperitoneum' }

const likeSite = (a: string, b: string): number => pairValue(knownSites, a, b, compareSites)

function compareSites(a: string, b: string): number {
  const relation = relateSites(a, b)
  if (relation === 'same') return isWide(a) ? 1.2 : 2
  if (relation === 'inside') return isWide(b) ? 0.6 : 1.5
  if (relation === 'around') return isWide(a) ? 0.6 : 1.4
  if ([...placesAround(a)].some((one) => nodesOf[one] && placesAround(b).has(nodesOf[one]!)) || [...placesAround(b)].some((one) => nodesOf[one] && placesAround(a).has(nodesOf[one]!))) return 1.4
  return near(a, b) ? 0.4 : -2
}

function near(a: string, b: string): boolean {
  for (const one of placesAround(a)) for (const other of placesAround(b)) if (touches.has(`${one} ${other}`) && (one === a || !isWide(one)) && (other === b || !isWide(other))) return true
  return false
}

/** The best pair of places counts; −2 when none of them touch, 0 when one side names none. */
export function likeSites(a: readonly FactSite[], b: readonly FactSite[]): number {
  if (!a.length || !b.length) return 0
  let best = -2
  for (const one of a) for (const other of b) best = Math.max(best, likeSite(one.site, other.site))
  // "chondral" against "acetabulum": a kind of tissue is no other place.
  return best < 0 && (isTissue(a) || isTissue(b)) ? 0 : best
}

function isTissue(sites: readonly FactSite[]): boolean {
  for (const { site } of sites) if (!tissues.has(site) || regions.has(site)) return false
  return true
}

/** "L4/L5" holds L4 and L5. */
const sameKey = (a: string, b: string): boolean => a === b || (a.includes('/') && a.split('/').includes(b)) || (b.includes('/') && b.split('/').includes(a))

/** Groups that say how bad or what kind, not where. */
export const isCategory = (group: string): boolean => group.startsWith('category')

/** Levels of one group: 2 when they agree, −2 when none does, 0 where they cannot be compared. */
export function likeLevels(a: readonly FactLevel[], b: readonly FactLevel[]): number {
  if (!a.length || !b.length) return 0
  let value = 0
  for (const group of new Set(a.map((one) => one.group))) {
    if (isCategory(group)) continue
    const own = a.filter((one) => one.group === group)
    const others = b.filter((one) => one.group === group)
    if (!others.length) continue
    if (!own.some((one) => others.some((other) => sameKey(one.key, other.key)))) return -2
    value = 2
  }
  return value
}

export function likeSides(a: Fact['side'], b: Fact['side']): number {
  if (!a || !b) return 0
  if (a.side === b.side) return 1
  return a.side === 'bilateral' || b.side === 'bilateral' ? 0.3 : -2
}

/** Sizes that can be told apart: lengths, volumes, shares, densities. */
export const isMeasured = (size: FactSize): boolean => (size.unit !== '' || size.decimals > 0) && size.role !== 'reference'

export const equalSize = (a: FactSize, b: FactSize): boolean => sameMeasure(a, b) || sameMeasure(b, a)

/** Places said outright count; what is only understood counts where there are none. */
export function saidSites(sites: readonly FactSite[]): readonly FactSite[] {
  if (!sites.length) return sites
  const before = knownSaid.get(sites)
  if (before) return before
  const said = chooseSaid(sites)
  knownSaid.set(sites, said)
  return said
}

/** A fact's places are put together anew where they change, so the list stands for what is in it. */
const knownSaid = new WeakMap<readonly FactSite[], readonly FactSite[]>()

function chooseSaid(sites: readonly FactSite[]): readonly FactSite[] {
  const own = sites.filter((site) => site.from === 'text')
  // "peroneus tendon": the kind of tissue says less than the name beside it.
  const named = (list: readonly FactSite[]) => list.filter((site) => !tissues.has(site.site))
  const told = named(own)
  if (told.length) return told
  const understood = named(sites)
  return own.length && (!understood.length || own.some((site) => regions.has(site.site))) ? own : understood.length ? understood : sites
}
const regions: ReadonlySet<string> = new Set(['bone', 'node', 'spine', 'vertebral-body', 'abdomen', 'chest', 'pelvis', 'neck', 'soft-tissue'])
const tissues: ReadonlySet<string> = new Set(['tendon', 'ligament', 'joint', 'muscle', 'bone', 'node', 'cartilage', 'soft-tissue', 'spine', 'vertebral-body', 'abdomen', 'chest', 'pelvis', 'neck'])

/** `a` is the conclusion's fact: its own words say where, not what stood before them. */
export function matchFacts(a: Fact, b: Fact): Match {
  let words = 0
  if (a.words.length && b.words.length) for (const one of a.words.slice(0, 8)) if (b.words.some((other) => other.key === one.key)) words++
  return { finding: likeFinding(a.finding, b.finding), site: a.sites.length && b.sites.length ? likeSites(saidSites(a.sites), saidSites(b.sites)) : 0, level: likeLevels(a.levels, b.levels), side: likeSides(a.side, b.side), size: likeSizes(a, b), words: Math.min(1.2, words * 0.4) }
}

/** 2.5 the same length, volume or SUV, 1.2 the same other measure or grade, 1 the same count above one, else 0. */
function likeSizes(a: Fact, b: Fact): number {
  if (a.sizes.length && b.sizes.length && a.sizes.some((one) => isMeasured(one) && b.sizes.some((other) => isMeasured(other) && equalSize(one, other)))) {
    return a.sizes.some((one) => isMeasured(one) && (one.unit === 'mm' || one.unit === 'ml' || one.unit === 'suv') && b.sizes.some((other) => equalSize(one, other))) ? 2.5 : 1.2
  }
  if (a.levels.length && b.levels.length && a.levels.some((one) => isCategory(one.group) && b.levels.some((other) => other.group === one.group && other.key === one.key))) return 1.2
  return a.count && b.count && a.count.value === b.count.value && a.count.value > 1 ? 1 : 0
}

/** All parts but those left out. */
export function scoreOf(match: Match, without: 'side' | 'level' | 'site' | null = null): number {
  return match.finding + (without === 'site' ? 0 : match.site) + (without === 'level' ? 0 : match.level) + (without === 'side' ? 0 : match.side * 0.7) + match.size + match.words
}
