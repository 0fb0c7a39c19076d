import type { JapaneseFact, JapaneseSite } from '../../fact/japanese/japanese-fact.ts'
import { isKindOfTissue, sitesRelated, widerSites } from '../../fact/japanese/sites-japanese.ts'
import { japaneseVocabulary, type FindingName } from '../../fact/japanese/vocabulary-japanese.ts'

/** How two sites stand to each other in one respect. `open`: one of them does not say. */
/** `loose`: another place, but only borrowed from the sentence before. */
export type Fit = 'same' | 'open' | 'loose' | 'other'
/** `vague`: only a kind of tissue on one side ("骨" and "L2"). */
export type SiteFit = { place: Fit; side: Fit; level: Fit; part: Fit; vague: boolean }

/** Looks that say as much as a plain name ("高吸収" of a stone, "液体貯留" of an effusion). */
const telling = new Set(['低吸収', '高吸収', '高エコー', '低エコー', '欠損', '肥厚', '液体貯留', 'ガス', '透亮像', '炎症', '鈍化', '腫脹', '拡張', '腫大', '変形', 'リング状構造', 'リンパ節像', '陰影'])

const shares = (a: string, b: string): boolean => [...a].some((family) => b.includes(family))

/** How far a finding's name carries a conclusion's name: 3 the same, 2.5 wider or narrower, 1.5 and 1.2 by what looks can mean, 0 not at all. */
export function nameFit(told: FindingName, found: FindingName): number {
  if (told.name === found.name) return 3
  // "病変" may stand for anything seen that is not the work of a surgeon.
  if (told.name === '病変' && found.families !== 'P') return 2.5
  const { widerFindings } = japaneseVocabulary()
  if (widerFindings(told.name).has(found.name) || widerFindings(found.name).has(told.name)) return 2.5
  // Seen as such: a look that may be anything does not carry it.
  // What is calcified in a duct or a hollow organ is a stone.
  if ((told.name === '石灰化' || found.name === '石灰化') && shares(told.families, 'S') && shares(found.families, 'S')) return 1.5
  if (told.kind === 'plain' && found.kind === 'look') return shares(told.families, found.families) ? (telling.has(found.name) ? 1.4 : 0.9) : 0
  if (found.kind === 'look' && shares(told.families, found.families)) return 1.5
  if (told.kind === 'look' && shares(told.families, found.families)) return 1.5
  if (told.kind === 'diagnosis' && shares(told.families, found.families)) return 1.2
  return 0
}

const knownFits = new WeakMap<FindingName, Map<FindingName, number>>()
/** Names are those of the vocabulary: there are only so many pairs. */
function keptNameFit(told: FindingName, found: FindingName): number {
  let fits = knownFits.get(told)
  if (!fits) knownFits.set(told, (fits = new Map()))
  let fit = fits.get(found)
  if (fit === undefined) fits.set(found, (fit = nameFit(told, found)))
  return fit
}

/** The best fit of any of the two facts' names; a place that is only measured may be anything. */
export function factFit(told: JapaneseFact, found: JapaneseFact): number {
  if (!told.finding) return found.finding ? 0.5 : 1
  if (!found.finding) return found.noun || (!found.sizes.length && !found.change) ? 0 : told.finding.kind !== 'plain' ? 1.2 : isEnlarged(told.finding) ? 1 : 0.8
  if (!told.also.length && !found.also.length) return keptNameFit(told.finding, found.finding)
  let best = 0
  for (const a of [told.finding, ...told.also]) for (const b of [found.finding, ...found.also]) best = Math.max(best, keptNameFit(a, b))
  return best
}

const isEnlarged = (finding: FindingName): boolean => ['腫大', '拡張', '拡大', '肥厚', '萎縮'].some((name) => japaneseVocabulary().widerFindings(finding.name).has(name))

const liverSegments: Readonly<Record<string, string>> = { seg1: '尾状葉', seg2: '肝外側区域', seg3: '肝外側区域', seg4: '肝内側区域', seg5: '肝前下区域', seg8: '肝前上区域', seg6: '肝後下区域', seg7: '肝後上区域', 'seg2/3': '肝外側区域' }
const spines: Readonly<Record<string, string>> = { c: '頸椎', t: '胸椎', l: '腰椎', s: '仙骨' }
const arteries: Readonly<Record<string, string>> = { m: '中大脳動脈', a: '前大脳動脈', p: '後大脳動脈' }

const known = new WeakMap<JapaneseSite, string[]>()

/** The places of a site with those its levels imply, the narrowest only. */
export function placesOf(site: JapaneseSite): string[] {
  const before = known.get(site)
  if (before) return before
  const places = workOutPlaces(site)
  known.set(site, places)
  return places
}

function workOutPlaces(site: JapaneseSite): string[] {
  const names = site.places.map((one) => one.place)
  const inLiver = names.some((name) => sitesRelated(name, '肝臓') && name !== '腹部')
  const inLung = names.some((name) => sitesRelated(name, '肺') && name !== '胸部')
  for (const { group, key } of site.levels) {
    if (group === 'spine') names.push(spines[key[0]!]!)
    else if (group === 'artery') names.push(arteries[key[0]!]!)
    else if (group === 'numbered') names.push(key.replace(/^第\d+/, ''))
    else if (group === 'station') names.push(key.startsWith('level') ? '頸部リンパ節' : 'リンパ節')
    else if (group === 'segment' && inLiver) names.push(liverSegments[key] ?? '肝臓')
    else if (group === 'segment' && inLung) names.push(lobeOf(key, site.side))
  }
  const own = [...new Set(names)]
  const narrow = own.filter((name) => !own.some((other) => other !== name && widerSites(other).has(name)))
  const precise = narrow.filter((name) => !isKindOfTissue(name))
  return precise.length ? precise : narrow
}

function lobeOf(key: string, side: JapaneseSite['side']): string {
  const first = Number(/\d+/.exec(key)?.[0])
  if (first <= 3) return '肺上葉'
  if (first >= 6) return '肺下葉'
  return side === 'right' ? '肺中葉' : side === 'left' ? '舌区' : '肺'
}

const parts = (key: string): string[] => [key, ...key.split(/[/+]/).map((one, i) => (i && /^\d/.test(one) ? key.replace(/\d.*$/, '') + one : one))]
/** "L4/5" says L4 and L5, "S1+2" says S1 and S2. */
/** "#106rec" is told of the left or the right one. */
const sameStation = (a: string, b: string): boolean => a[0] === '#' && (a.replace(/[lr]$/, '') === b || b.replace(/[lr]$/, '') === a)
export const sameLevel = (a: string, b: string): boolean => sameStation(a, b) || (a.includes('/') && b.includes('/') ? a === b : parts(a).some((one) => parts(b).includes(one)))

/** Regions in which a kind of tissue that names no place may be meant. */
const regions: Readonly<Record<string, readonly string[]>> = {
  骨: ['骨', '上肢', '下肢', '骨盤', '脊椎', '胸壁'], 筋: ['筋', '上肢', '下肢', '胸壁', '腹壁', '脊椎'], 腱: ['腱', '上肢', '下肢'], 靱帯: ['靱帯', '上肢', '下肢', '脊椎'], 関節: ['関節', '上肢', '下肢', '脊椎'], 軟骨: ['軟骨', '関節', '上肢', '下肢'],
  白質: ['大脳'], 大脳皮質: ['大脳'],
}

function plausible(a: readonly string[], b: readonly string[]): boolean {
  const [kinds, others] = a.every(isKindOfTissue) ? [a, b] : [b, a]
  return kinds.some((kind) => !regions[kind] || others.some((place) => regions[kind]!.some((region) => widerSites(place).has(region))))
}

/** As `siteFit`, but a place that only the finding's own name implies contradicts nothing where the finding is the same. */
export function factSiteFit(told: JapaneseFact, found: JapaneseFact, name: number): SiteFit {
  const fit = siteFit(told.site, found.site)
  if (fit.place !== 'other' || name < 3) return fit
  const implied = (fact: JapaneseFact) => { const own = placesOf(fact.site); return own.length > 0 && own.every((place) => fact.finding?.places.includes(place) || fact.site.places.some((one) => one.place === place && one.range.start < 0)) }
  // "水腎症" is told of kidney, pelvis or ureter: one region of its own.
  const region = told.finding?.places ?? []
  const inRegion = (fact: JapaneseFact) => placesOf(fact.site).some((place) => region.some((one) => sitesRelated(place, one)))
  return implied(told) || implied(found) || (region.length > 0 && inRegion(told) && inRegion(found)) ? { ...fit, place: 'open' } : fit
}

/** "頸部" is also short for the neck of an organ ("子宮頸部"). */
const shortFor = (a: string, b: string): boolean => (a === '頸部' || a === '頭部') && b.length > 2 && b.endsWith(a)
/** A plain film shows fields, which lie over lobes; the upper and lower parathyroids are told by where they lie behind the thyroid. */
const overlaid: Readonly<Record<string, readonly string[]>> = { 上肺野: ['肺上葉'], 中肺野: ['肺上葉', '肺中葉', '舌区', '肺下葉'], 下肺野: ['肺中葉', '舌区', '肺下葉'], 肺底: ['肺中葉', '舌区'], 上副甲状腺: ['甲状腺'], 下副甲状腺: ['甲状腺'] }
/** May two place names mean one place: one inside the other, short for it, or seen over it? */
export const alike = (a: string, b: string): boolean => sitesRelated(a, b) || shortFor(a, b) || shortFor(b, a) || Boolean(overlaid[a]?.includes(b) || overlaid[b]?.includes(a))

/** Sites by what they say, and the pairs compared: the same places are told again after every key. Emptied together when there are many. */
const most = { sites: 4096, pairs: 100_000 }
let numbers = new WeakMap<JapaneseSite, number>()
const sayings = new WeakMap<JapaneseSite, string>()
const bySaying = new Map<string, number>()
const pairs = new Map<number, SiteFit>()

/** All that how it stands to another site depends on; with `-` a place that only the finding's name implies. */
export function sayingOf(site: JapaneseSite): string {
  let saying = sayings.get(site)
  if (saying === undefined) sayings.set(site, (saying = [site.side, site.sideBorrowed, site.borrowed, ...site.places.map((one) => `p${one.range.start < 0 ? '-' : ''}${one.place}`), ...site.parts.map((one) => `x${one.axis} ${one.value}`), ...site.levels.map((one) => `l${one.group} ${one.key}`), ...site.around.map((one) => `a${one}`)].join('\u0000')))
  return saying
}

/** The same number for sites that say the same. */
function numberOf(site: JapaneseSite): number {
  const before = numbers.get(site)
  if (before !== undefined) return before
  const saying = sayingOf(site)
  const number = bySaying.get(saying) ?? bySaying.size
  bySaying.set(saying, number)
  numbers.set(site, number)
  return number
}

/** Compares where two facts are. What is only borrowed from a neighbouring sentence contradicts nothing. */
export function siteFit(told: JapaneseSite, found: JapaneseSite): Readonly<SiteFit> {
  if (bySaying.size > most.sites - 2 || pairs.size >= most.pairs) {
    numbers = new WeakMap()
    bySaying.clear()
    pairs.clear()
  }
  const pair = numberOf(told) * most.sites + numberOf(found)
  let fit = pairs.get(pair)
  if (!fit) pairs.set(pair, (fit = workOutFit(told, found)))
  return fit
}

function workOutFit(told: JapaneseSite, found: JapaneseSite): SiteFit {
  const a = placesOf(told)
  const b = placesOf(found)
  // "#7" alone and "左胃動脈幹リンパ節": a kind of tissue says nothing against a place.
  const kindOnly = a.length > 0 && b.length > 0 && a.every(isKindOfTissue) !== b.every(isKindOfTissue)
  const soft = told.borrowed === 2
  let place: Fit = !a.length || !b.length ? 'open' : a.some((one) => b.some((other) => alike(one, other))) ? 'same' : kindOnly && plausible(a, b) ? 'open' : soft ? 'loose' : 'other'
  // "リンパ節の転移" and "直腸間膜のリンパ節": the same tissue, whatever its place.
  const raw = (site: JapaneseSite) => site.places.map((one) => one.place)
  const sameTissue = kindOnly && place !== 'same' && (a.every(isKindOfTissue) ? a.some((one) => raw(found).includes(one)) : b.some((one) => raw(told).includes(one)))
  if (sameTissue) place = 'same'
  // "棘上筋腱：大結節付着部に断裂" is a tear of the tendon.
  if (place !== 'same' && (a.some((one) => found.around.some((other) => sitesRelated(one, other))) || b.some((one) => told.around.some((other) => sitesRelated(one, other))))) place = 'same'
  let side: Fit = 'open'
  if (told.side && found.side) {
    const equal = told.side === found.side || told.side === 'bilateral' || found.side === 'bilateral'
    side = equal ? 'same' : told.sideBorrowed || (found.sideBorrowed && found.borrowed !== 2) ? 'open' : 'other'
  }
  let level: Fit = 'open'
  for (const one of told.levels) {
    const there = found.levels.filter((other) => other.group === one.group)
    if (!there.length) continue
    if (there.some((other) => sameLevel(one.key, other.key))) level = level === 'other' ? level : 'same'
    else if (told.borrowed !== 2) level = 'other'
  }
  if (level === 'same' && place === 'other') place = 'open'
  let part: Fit = 'open'
  for (const axis of new Set(told.parts.map((one) => one.axis))) {
    const here = told.parts.filter((one) => one.axis === axis).map((one) => one.value)
    const there = found.parts.filter((one) => one.axis === axis).map((one) => one.value)
    if (!there.length) continue
    if (here.some((value) => there.includes(value))) part = part === 'other' ? part : 'same'
    else if (!soft) part = 'other'
  }
  return { place, side, level, part, vague: kindOnly && !sameTissue && !(place === 'same' && a.every(isKindOfTissue)) }
}

export const fits = (fit: SiteFit): boolean => fit.place !== 'other' && fit.side !== 'other' && fit.level !== 'other' && fit.part !== 'other'
export const samePlace = (fit: SiteFit): boolean => fit.place === 'same' || fit.level === 'same'
