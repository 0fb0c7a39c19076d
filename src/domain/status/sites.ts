import type { Site } from './statement.ts'
import type { Tag, TermKind } from './vocabulary.ts'

/** Places that a mention names, counted by kind, with the tokens they cover. */
export type Sites = { bone: number; region: number; organ: number; first: number; last: number }

export function isSite(kind: TermKind): boolean {
  return kind === 'bone' || kind === 'region' || kind === 'organ'
}

/** Bone wins over organ in a mixed list; a region alone (pelvis, hip) is taken for its bones. */
export function siteOf(sites: Sites | null): Site {
  if (sites === null) return 'none'
  if (sites.bone > 0) return 'bone'
  return sites.organ > 0 ? 'organ' : 'bone'
}

/** The same places with one more. */
export function addSite(sites: Sites | null, tag: Tag): Sites {
  const all = sites ?? { bone: 0, region: 0, organ: 0, first: tag.first, last: tag.last }
  if (tag.kind === 'bone') all.bone++
  else if (tag.kind === 'region') all.region++
  else all.organ++
  all.first = Math.min(all.first, tag.first)
  all.last = Math.max(all.last, tag.last)
  return all
}
