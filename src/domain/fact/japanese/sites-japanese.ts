import { tissueOf } from './tokens-japanese.ts'
import { japaneseVocabulary } from './vocabulary-japanese.ts'

/** Kinds of tissue: they say what a place is made of, not where it is. */
const kinds = new Set(['骨', '筋', '腱', '靱帯', '神経', '関節', '軟骨', '血管', '動脈', '静脈', '皮膚', '皮下', '軟部組織', '脂肪織', 'リンパ節', '白質', '大脳皮質'])
export const isKindOfTissue = (place: string): boolean => kinds.has(place)

/** Emptied before it grows with every unknown name of every report. */
const wider = new Map<string, ReadonlySet<string>>()

/** Wider places of a place, itself included; of one that no list knows, its kind of tissue. */
export function widerSites(place: string): ReadonlySet<string> {
  const before = wider.get(place)
  if (before) return before
  if (wider.size >= 5000) wider.clear()
  const sites = workOutWider(place)
  wider.set(place, sites)
  return sites
}

function workOutWider(place: string): ReadonlySet<string> {
  const known = japaneseVocabulary().widerPlaces(place)
  if (known.size > 1) return known
  const tissue = tissueOf(place)
  return tissue && tissue !== place ? new Set([place, tissue]) : known
}

/** The same place, or one inside the other. */
export const sitesRelated = (a: string, b: string): boolean => a === b || widerSites(a).has(b) || widerSites(b).has(a)

/** May the second word describe the place of the first more closely ("肺門 リンパ節", "肝 S4")? */
export const sitesNested = (a: string, b: string): boolean => sitesRelated(a, b) || kinds.has(a) || kinds.has(b)
