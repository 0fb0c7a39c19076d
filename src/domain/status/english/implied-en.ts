import type { Item } from './mentions-en.ts'
import { isSite } from '../sites.ts'
import { newMention } from '../statement.ts'
import type { Reading } from '../statement.ts'
import type { Tag } from '../vocabulary.ts'

const skeletonWords = /^(?:bones?|skeleton|skeletal|osseous|bony|oss|skel|osteal)$/

/** "…, skeleton T8, L2-L4, both iliac wings": in a list of organs involved, places of the skeleton with nothing else said of them are involved too. */
export function findBareLists(items: Item[], tags: Tag[], words: string[]): void {
  tags.forEach((tag, i) => {
    if (tag.kind !== 'bone' || !skeletonWords.test(words[tag.first]!)) return
    const before = words[tag.first - 1]
    if (before !== undefined && !/^(?:[,;:.\n•(-]|and|\+)$/.test(before)) return
    let places = 0
    let last = tag.last
    for (let k = i + 1; k < tags.length; k++) {
      const next = tags[k]!
      for (let g = last + 1; g < next.first; g++) if (!/^(?:[,:(/&+\n-]|and|to|\d{1,2}(?:st|nd|rd|th)?|\d{1,2}|rt|lt|r|l|bilateral)$/.test(words[g]!)) return
      if (isSite(next.kind) && next.kind !== 'organ') {
        if (!skeletonWords.test(words[next.first]!)) places++
      } else if (next.kind !== 'filler' && next.kind !== 'many') {
        // The list may stop before the next organ, but not run into a statement.
        if (/^[,;-]$/.test(words[next.first - 1]!) && (next.kind === 'organ' || next.kind === 'present')) break
        return
      }
      last = next.last
    }
    const after = words[last + 1]
    if (places < 2 || (after !== undefined && !/^[.;,)\n-]$/.test(after))) return
    const item = items.find((one) => one.first <= tag.first && one.last >= tag.first)
    if (item === undefined || item.kind !== 'site') return
    item.kind = 'lesion'
    item.strong = item.many = true
    item.last = Math.max(item.last, last)
  })
}

/** "this is a flare phenomenon": only treated bone metastases flare. */
export function findFlare(items: Item[], tags: Tag[], words: string[], clauseOf: (i: number) => number, index: number): void {
  tags.forEach((tag, i) => {
    if (tag.kind !== 'healing' || !/^(?:flare|healing|osteoblastic|metabolic)$/.test(words[tag.first]!) || !words.slice(tag.first, tag.last + 1).includes('flare')) return
    if (tags[i - 1]?.kind === 'negationBefore' || items.some((item) => item.kind !== 'site' && item.site !== 'none' && item.clause === clauseOf(i))) return
    items.push({ ...newMention('metastasis', 'bone', tag.first, tag.last, index, tag.first), clause: clauseOf(i), own: true, wordless: false, change: 'healing', pointsBack: tags.some((other) => other.kind === 'anaphor') })
    items.sort((a, b) => a.first - b.first)
  })
}

/** "Breast ca, bone + nodes": an order that lists the bones behind the cancer names known disease there. */
export function findListedDisease(items: Item[], tags: Tag[], words: string[]): void {
  if (!tags.some((tag) => tag.kind === 'cancer')) return
  for (const item of items) {
    if (item.kind !== 'site' || item.site !== 'bone' || !skeletonWords.test(words[item.first]!) || item.presence !== 'present') continue
    const before = words[item.first - 1] ?? ''
    const after = words[item.last + 1] ?? '.'
    if (!/^(?:[,;(+:/&]|and|with)$/.test(before) || !/^(?:[,;.)+/&\n]|and|only)$/.test(after)) continue
    item.kind = 'metastasis'
    item.known = true
  }
}

/** "Rib 3: SUVmax 4.4", "Left femur 24 -> 15 mm": what is measured in a bone is a lesion of it. */
export function findMeasured(items: Item[], words: string[]): void {
  items.forEach((item, i) => {
    if (item.kind !== 'site' || item.site !== 'bone') return
    const end = Math.min(items[i + 1]?.first ?? words.length, item.last + 8)
    for (let k = item.last + 1; k < end && words[k] !== '.' && words[k] !== ';'; k++) if (/^suv(?:max|peak|mean|bw)?$/.test(words[k]!)) {
      item.kind = 'lesion'
      return
    }
  })
}

/** Other causes that only bone has. */
const ofBone = /^(?:schmorl|enostos|osteophyt|spondyl|endplate|fractur|modic|osteo|paget|facet|degenerative|discitis)/

/** "Two foci that were absent in the spring, left pubis and L3; new metastases": the name takes the only places of its sentence. */
export function placeNames(items: Item[], words: string[]): void {
  if (items.some((item) => item.site === 'organ')) return
  const place = items.find((item) => (item.site === 'bone' && (item.presence === 'present' || item.kind === 'benign')) || (item.kind === 'benign' && ofBone.test(words[item.head]!)))
  if (place === undefined) return
  const named = items.some((item) => item.site === 'bone' && item.kind === 'metastasis' && item.presence === 'present')
  for (const item of items) {
    if (item.site !== 'none' || (item.presence !== 'present' && item.presence !== 'unlikely')) continue
    if (item.kind === 'metastasis') item.site = 'bone'
    // "Individual lesions larger, the rest of the bone metastases healing"
    else if (item.kind === 'lesion' && named && item.change !== 'none') {
      item.site = 'bone'
      item.kind = 'metastasis'
    }
  }
}

/** "Bones: some smaller, C7 new": under the heading of the skeleton a place that is new or larger holds a lesion. */
export function readHeading(items: Item[], tags: readonly Tag[], words: string[], from: number): void {
  let at = from
  while (/^(?:[\n•*#().-]|\d{1,2})$/.test(words[at] ?? '')) at++
  // "Prostate: a focus at the apex is new": what has no place of its own lies in the organ of the heading.
  const organ = tags.find((tag) => tag.first === at && tag.kind === 'organ' && words[tag.last + 1] === ':')
  if (organ !== undefined) for (const item of items) {
    if (item.site === 'bone') break
    if ((item.kind === 'lesion' || item.kind === 'metastasis') && item.site === 'none') item.site = 'organ'
  }
  if (!(skeletonWords.test(words[at] ?? '') || /^(?:musculoskeletal|msk)$/.test(words[at] ?? '')) || words[at + 1] !== ':') return
  for (const item of items) {
    if (item.kind === 'site' && item.site === 'bone' && item.first > at && item.change === 'progress') {
      item.kind = 'lesion'
      item.strong = true
    } else if ((item.kind === 'metastasis' || item.kind === 'lesion') && item.site === 'none') item.site = 'bone'
  }
}

/** "Scintigraphy: known foci unchanged", "Bone scan: marked worsening": what a bone scan shows to change lies in bone. */
export function readBoneStudy(items: Item[], reading: Reading, index: number): void {
  if (items.some((item) => item.site === 'organ')) return
  for (const item of items) {
    if (item.kind !== 'lesion' || item.site !== 'none' || item.presence !== 'present' || (item.change === 'none' && !item.known)) continue
    item.site = 'bone'
    item.kind = 'metastasis'
  }
  const worse = reading.loose.find((change) => change.change === 'progress')
  if (worse === undefined || items.some((item) => item.kind !== 'site')) return
  items.push({ ...newMention('metastasis', 'bone', worse.first, worse.last, index, worse.first), clause: 0, own: true, wordless: false, change: 'progress' })
  reading.loose = reading.loose.filter((change) => change !== worse)
}
