import type { Unit } from '../text/read-sentence.ts'
import type { Fact, FactLevel, FactSide, FactSite } from './fact.ts'
import { placesAround, relateSites } from './site-tree.ts'

/** Where something is told to be: what one phrase names of organs, levels and side. */
export type Place = { sites: FactSite[]; levels: FactLevel[]; side: Fact['side']; start: number; end: number }

/** Two sides, or two levels of a group: not one place. */
export const atOdds = (a: Place, b: Place): boolean =>
  (a.side !== null && b.side !== null && a.side.side !== b.side.side) || a.levels.some((one) => b.levels.some((other) => one.group === other.group && one.key !== other.key))

/** A place that is only understood from what stood before. */
export function weaker(place: Place): Place {
  return { ...place, sites: place.sites.map((one) => ({ ...one, from: one.from === 'name' ? 'name' : 'heading' })), levels: place.levels.map((one) => ({ ...one, from: 'heading' })), side: place.side && { ...place.side, from: 'heading' } }
}

/** Words that name a part of whatever is spoken of; alone they mean the part of the body. */
const partWords = /^(?:head|neck|pelvis|pelvic|fundus|antrum|canal|root|cervix|base|apex|trunk|floor|cord|head and neck|calf|isthmus|septal|cortex|foramen|cavity|antral)$/i

/** Organs with a hilum of their own, which is not that of the lung. */
const withHilum: ReadonlySet<string> = new Set(['submandibular', 'parotid', 'kidney', 'spleen', 'liver', 'testis', 'ovary', 'node'])

/** "Epididymis … in its head": the head of what is spoken of, not of the patient. */
export function withoutPartWords(sites: readonly FactSite[], others: readonly FactSite[], text: string): FactSite[] {
  if (!others.length) return [...sites]
  const hilum = others.some((one) => [...placesAround(one.site)].some((place) => withHilum.has(place)))
  return sites.filter((one) => !(hilum && one.site === 'hilum') && (!partWords.test(text.slice(one.start, one.end)) || others.some((other) => other !== one && relateSites(one.site, other.site) !== 'apart' && !partWords.test(text.slice(other.start, other.end)))))
}

/** "Both" that counts two things ("both sampled", "both nodules") and names no pair of organs. */
const counting = /^(?:of\b|[,.;:)]|$|(?:are|were|is|have|had|show|appear|remain|measur|[a-z]+ed\b(?! (?:lung|kidney))|new|stable|unchanged|smaller|larger|nodul|lesion|mass|node|stone|calcul|cyst|metasta|deposit|fract|focus|foci|tumou?r|finding|area|component|of (?:them|these|which))[a-z]*)/i

const relative = /^(?:distal|proximal|lateral|medial|anterior|posterior|superior|inferior|cranial|caudal|cephalad|dorsal|ventral)(?:ly)? to /i

/** Does the unit say where? A side in "deviation to the right" says whither, in "both sampled" it counts. */
export function saysWhere(unit: Unit, text: string): boolean {
  // "Just distal to the left subclavian artery": on which side of it, not which part of it.
  if (unit.kind === 'part' && relative.test(text.slice(unit.start, unit.end + 4))) return false
  if (unit.kind !== 'side') return true
  if (unit.key === 'bilateral') return !/^both$/i.test(text.slice(unit.start, unit.end)) || !counting.test(text.slice(unit.end, unit.end + 24).trimStart())
  return !/\bto(?:wards)? (?:the )?$/i.test(text.slice(Math.max(0, unit.start - 12), unit.start)) || /\b(?:confined|limited|restricted|adjacent|close|next|localised|localized|specific) to (?:the )?$/i.test(text.slice(Math.max(0, unit.start - 24), unit.start))
}

/** The place that units name together. */
export function placeOf(units: readonly Unit[], from: 'text' | 'heading'): Place {
  const place: Place = { sites: [], levels: [], side: null, start: units[0]?.start ?? 0, end: units.at(-1)?.end ?? 0 }
  for (const unit of units) {
    const range = { start: unit.start, end: unit.end }
    if (unit.kind === 'side') {
      if (!place.side) place.side = { ...range, side: unit.key as FactSide, from }
      else if (place.side.side !== unit.key) place.side = { start: place.side.start, end: unit.end, side: 'bilateral', from }
    } else if (unit.kind === 'anatomy') place.sites.push({ ...range, site: unit.group || unit.key, from })
    else place.levels.push({ ...range, group: unit.group, key: unit.key, from })
  }
  // Lobes of the lung and of the brain are spoken of without the organ.
  const implied = place.sites.length ? undefined : place.levels.find((one) => impliedSites[one.group])
  if (implied) place.sites.push({ start: implied.start, end: implied.end, site: impliedSites[implied.group]!, from })
  return place
}

/** Two names of one place ("upper pole" of the "left kidney"). */
export function joined(a: Place, b: Place): Place {
  return { sites: [...a.sites, ...b.sites], levels: [...a.levels, ...b.levels], side: a.side ?? b.side, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

const impliedSites: Record<string, string> = { lobe: 'lung', 'brain-lobe': 'brain', quadrant: 'breast', 'disc-zone': 'disc', 'white-matter-zone': 'brain', 'meniscus-part': 'meniscus' }

/** A place told of a subject: side, level and organ of the subject hold as far as the place does not say its own. */
export function within(place: Place, subjects: readonly Place[]): Place {
  const subject = subjects.length === 1 ? subjects[0]! : { ...subjects[0]!, sites: subjects.flatMap((one) => one.sites) }
  const apart = isApart(place, subject)
  return {
    ...place,
    sites: place.sites.length ? [...place.sites, ...(apart ? [] : subject.sites)] : subject.sites,
    levels: apart ? place.levels : [...place.levels, ...subject.levels.filter((one) => !place.levels.some((own) => own.group === one.group))],
    side: place.side ?? (apart ? null : subject.side),
    start: place.start, end: place.end,
  }
}

/** Do no two of their sites have to do with each other? */
export const isApart = (a: Place, b: Place): boolean => a.sites.length > 0 && b.sites.length > 0 && a.sites.every((one) => b.sites.every((other) => relateSites(one.site, other.site) === 'apart'))

/** Two members of one group of levels, where each has just that group ("T6 and L3 fractures"): two places, of which neither holds the other. */
export const otherLevel = (a: Place, b: Place): boolean => a.levels.length > 0 && a.levels.every((one) => b.levels.some((other) => other.group === one.group)) && !a.levels.some((one) => b.levels.some((other) => other.group === one.group && (other.key === one.key || other.key.split('/').includes(one.key) || one.key.split('/').includes(other.key))))

const glandLevels: Record<string, string> = { 'upper-zone': 'gland-apex', 'lower-zone': 'gland-base' }
const pancreasParts: Record<string, string> = { head: 'head', neck: 'head', uncinate: 'head', body: 'body', tail: 'tail' }

/**
 * Parts named after their organ: the apex of a prostate is no lung apex, and under the heading of the pancreas "head", "body" and "tail"
 * are its own.
 */
export function partsOfOrgan(levels: FactLevel[], sites: readonly FactSite[], words: Fact['words'], text: string): FactLevel[] {
  const around = new Set(sites.flatMap((one) => [...placesAround(one.site)]))
  if (around.has('prostate')) return levels.map((one) => (one.group === 'zone' && glandLevels[one.key] ? { ...one, group: 'gland-level', key: glandLevels[one.key]! } : one))
  if (!around.has('pancreas') || levels.some((one) => one.group === 'pancreas-part')) return levels
  const named = [...words, ...sites].flatMap((one): FactLevel[] => {
    const key = pancreasParts[text.slice(one.start, one.end).toLowerCase()]
    return key ? [{ start: one.start, end: one.end, group: 'pancreas-part', key, from: 'text' }] : []
  })
  return named.length === 1 ? [...levels, named[0]!] : levels
}
