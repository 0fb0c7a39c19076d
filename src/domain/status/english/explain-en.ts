import type { Item } from './mentions-en.ts'
import type { Tag } from '../vocabulary.ts'

/** Gives a described lesion its benign, primary or invasive explanation when the sentence names one. */
export function explain(items: Item[], tags: Tag[], words: string[]): void {
  for (const lesion of items) {
    if (lesion.kind === 'site' && lesion.site === 'bone') predicate(lesion, items, tags)
    if (lesion.kind !== 'lesion') continue
    if (grownInto(lesion, words)) {
      lesion.kind = 'invasion'
      continue
    }
    for (const cause of items) {
      if ((cause.kind !== 'benign' && cause.kind !== 'primary' && cause.kind !== 'invasion') || cause.presence === 'absent') continue
      // "probable metastases; myeloma less likely"
      if (tags.some((tag) => tag.kind === 'unlikely' && tag.first > cause.last && tag.first - cause.last <= 3 && words[tag.last] !== 'than' && !words.slice(cause.last + 1, tag.first).includes(','))) continue
      if (Math.abs(cause.clause - lesion.clause) > 1) continue
      if (cause.kind === 'benign' && lesion.strong && words[cause.head]!.startsWith('fractur')) continue
      const after = cause.first > lesion.last
      // A bone lesion that grows out into the canal is not a tumour that grows into the bone.
      if (cause.kind === 'invasion' && after && lesion.own && lesion.site === 'bone' && !(cause.own && cause.site === 'bone') && !/^(?:direct|contig)/.test(words[cause.first]!)) continue
      const linked = tags.some((tag) => tag.first > Math.min(lesion.last, cause.last) && tag.last < Math.max(lesion.first, cause.first) && (tag.kind === 'suspect' || tag.kind === 'verb' || tag.kind === 'suspicious'))
      if (cause.kind === 'benign' && cause.own && lesion.own && !linked) continue
      if (!after && cause.kind === 'benign' && lesion.own && cause.clause !== lesion.clause) continue
      if (!after && cause.kind === 'benign' && lesion.strong && lesion.own && words[lesion.first - 1] !== 'the') continue
      lesion.kind = cause.kind
      if (lesion.site === 'bone' && cause.site === 'none') cause.site = 'bone'
      break
    }
  }
}

export function applyKnown(items: Item[], tags: Tag[], words: string[]): void {
  for (const tag of tags) {
    if (tag.kind !== 'known') continue
    const target = items.find((item) => item.first > tag.last && item.kind !== 'site') ?? items.findLast((item) => item.last < tag.first && tag.first - item.last <= 3 && item.kind !== 'site' && !words.slice(item.last + 1, tag.first).includes(','))
    if (target === undefined) continue
    // "known liver and bone metastases", "known liver metastases and bone metastases"
    for (const item of items) if (item === target || (item.first > target.last && item.clause === target.clause && item.first - target.last <= 3)) item.known = true
  }
}

/** "the new change in L3 is degenerative" */
function predicate(place: Item, items: Item[], tags: Tag[]): void {
  const cause = items.find((item) => item.kind === 'benign' && item.first > place.last && item.clause === place.clause && item.presence === 'present')
  if (cause === undefined) return
  if (cause.first - place.last > 4) {
    // "Increased activity at T12 since May: corresponds to a recent fracture"
    const link = tags.find((tag) => tag.kind === 'suspect' && tag.first > place.last && tag.last < cause.first && cause.first - tag.last <= 5)
    const other = items.some((item) => item !== place && item.kind !== 'site' && item.kind !== 'benign' && item.first > place.last && item.first < cause.first)
    if (link !== undefined && !other && link.first - place.last <= 10) place.kind = 'benign'
    return
  }
  if (tags.some((tag) => (tag.kind === 'verb' || tag.kind === 'suspect') && tag.first > place.last && tag.last < cause.first)) place.kind = 'benign'
}

const neighbours = /^(?:tumou?rs?|mass|carcinoma|cancer|sarcoma|primary|recurrence|melanoma|lymphoma|neoplasm)$/

/** "iliac infiltration by the rectal tumour", "retromolar carcinoma with clival destruction": a neighbour grows into the bone. */
function grownInto(lesion: Item, words: string[]): boolean {
  let named = false
  for (let k = lesion.first; k <= lesion.last; k++) if (/^(?:destr|infiltr|invas|eros|involve)/.test(words[k]!)) named = true
  if (!named) return false
  for (let k = lesion.head + 1; k <= lesion.last + 3; k++) {
    if (words[k] !== 'by' && words[k] !== 'from') continue
    if (words[k + 1] === 'tumour' || words[k + 1] === 'tumor') return false
    for (let g = k + 2; g <= k + 5; g++) if (neighbours.test(words[g] ?? '')) return true
  }
  const skull = words.slice(lesion.first, lesion.last + 1).some((word) => /^(?:cliv|skull|mandib|maxill|orbit|sphen|petrous|palat|zygom|alveol|cribri|ethmo)/.test(word))
  return skull && words[lesion.first - 1] === 'with' && neighbours.test(words[lesion.first - 2] ?? '')
}
