import { addSite, isSite, siteOf } from '../sites.ts'
import type { Sites } from '../sites.ts'
import { isHead, newMention } from '../statement.ts'
import type { Mention } from '../statement.ts'
import type { Tag, TermKind } from '../vocabulary.ts'

const connectors = new Set([',', 'and', 'or', '/', '-', '&', '+', 'nor', 'as', 'well', 'the', '\n', '(', ':'])
const prepositions = new Set(['of', 'in', 'to', 'at', 'on', 'within', 'involving', 'affecting', 'from', 'for'])
const adjectives = new Set(['metastatic', 'met', 'avid', 'malignant', 'hypermetabolic'])

/** Organs whose name before a metastasis mostly tells its origin. */
const origins = /^(?:prostate|prostatic|breast|mammary|thyroid|renal)$/

/** Item of a sentence to which a change or a denial can belong: a mention, or a place without one. */
export type Item = Mention & {
  clause: number
  /** Has places of its own, not only those of its sentence. */
  own: boolean
  /** Only a place; nothing is said to be there. */
  wordless: boolean
}

/** Only words of `allowed` lie between two token positions (exclusive). */
function only(words: string[], from: number, to: number, allowed: (word: string) => boolean): boolean {
  for (let k = from; k < to; k++) if (!allowed(words[k]!)) return false
  return true
}

/** The list of places that ends just before the mention: "liver, lung and bone metastases". */
function sitesBefore(tags: Tag[], words: string[], at: number, claimed: Set<Tag>): Sites | null {
  let sites: Sites | null = null
  let edge = tags[at]!.first
  for (let k = at - 1; k >= 0; k--) {
    const tag = tags[k]!
    if (!only(words, tag.last + 1, edge, (word) => connectors.has(word) || word.length === 1)) break
    if (isSite(tag.kind) && !claimed.has(tag)) {
      // "No pleural effusion, lung nodule or bone metastasis": another mention's place is not ours.
      sites = addSite(sites, tag)
      claimed.add(tag)
    } else if (tag.kind !== 'filler' || prepositions.has(words[tag.first]!) || sites === null) {
      if (!(sites === null && (tag.kind === 'many' || tag.kind === 'known' || tag.kind === 'suspicious'))) break
      if (tag.first > 0 && words[tag.first - 1] === ':') continue
      break
    }
    edge = tag.first
  }
  return sites
}

/** The list of places that follows the mention: "metastases in the liver, both lungs and the L3 body". */
function sitesAfter(tags: Tag[], words: string[], at: number, claimed: Set<Tag>): Sites | null {
  let sites: Sites | null = null
  let edge = tags[at]!.last
  for (let k = at + 1; k < tags.length; k++) {
    const tag = tags[k]!
    const gap = tag.first - edge - 1
    if (gap > (sites === null ? 5 : 3)) break
    let blocked = false
    // "Metastatic pattern, ribs and spine." ends with the list.
    const terse = sites === null && gap <= 2 && /^[,(:-]$/.test(words[tag.first - 1]!) && isSite(tag.kind) && endsSentence(tags, words, k)
    for (let g = edge + 1; g < tag.first; g++) if (words[g] === ';' || words[g] === '.' || (words[g] === ',' && sites === null && words[g + 1] !== 'including')) blocked = true
    if (blocked && !terse) break
    // "lesion with soft tissue": what comes with it is not its place.
    if (sites === null && isSite(tag.kind) && tag.kind === 'organ' && words.slice(tags[at]!.last + 1, tag.first).includes('with')) break
    // "foci as last November (skull, T7)"
    if (sites === null && tag.kind === 'stable' && words[tag.last + 1] === '(' && tags[k + 1]?.kind === 'bone') {
      edge = tag.last
      continue
    }
    if (isSite(tag.kind)) {
      // A place that leads on to the next mention belongs to that one.
      let n = k
      while (n + 1 < tags.length && isSite(tags[n + 1]!.kind) && tags[n + 1]!.first === tags[n]!.last + 1) n++
      const after = tags[n + 1]
      if (after !== undefined && isHead(after.kind) && after.first === tags[n]!.last + 1) break
      if (sites !== null && tag.kind === 'bone' && levelOf(sites, words, tag)) break
      if (sites !== null && !only(words, edge + 1, tag.first, (word) => connectors.has(word) || /^(?:\d|through|thru|bilaterally|more|other|particularly|especially|notably|mainly|most|predominantly|e.g)/.test(word))) break
      // "Metastases in lung, skeleton spared"
      if (sites !== null && /^(?:free|spared|uninvolved|unaffected|clear|normal|negative|unremarkable|not)$/.test(words[tag.last + 1] ?? '')) break
      sites = addSite(sites, tag)
      claimed.add(tag)
    } else if (tag.kind === 'filler' || tag.kind === 'many' || (tag.kind === 'change' && tags[at]!.kind === 'benign') || (sites === null && (tag.kind === 'known' || (tag.kind === 'progress' && /^(?:now|newly)$/.test(words[tag.first]!))))) {
      // keep looking
    } else if (sites === null && (tag.kind === 'verb' || tag.kind === 'present' || tag.kind === 'suspect' || tag.kind === 'cancer')) {
      // "metastases are seen in", "metastases from breast cancer in"
    } else break
    edge = tag.last
  }
  return sites
}

const level = /^(?:at|above|below|opposite|near|beside|adjacent|behind|level|from)$/

/** "nodes at T12", "cord at T8-T10": a bone named behind such a word only says how high the organ lies. */
function levelOf(sites: Sites, words: string[], tag: Tag): boolean {
  if (sites.bone > 0 || sites.organ === 0) return false
  for (let g = sites.last + 1; g < tag.first; g++) if (level.test(words[g]!)) return true
  return false
}

/** Only places and connectors stand between tag `k` and the end of the sentence. */
function endsSentence(tags: Tag[], words: string[], k: number): boolean {
  let n = k
  while (n + 1 < tags.length && (isSite(tags[n + 1]!.kind) || tags[n + 1]!.kind === 'filler') && !/^[.;)]$/.test(words[tags[n]!.last + 1]!)) n++
  const after = words[tags[n]!.last + 1]
  return after === undefined || after === '.' || after === ';' || after === ')' || after === '\n'
}

/** Nearest place to the left in the same clause: "L3: lytic lesion", "In the sacrum there is a focus". */
function sitesLeft(tags: Tag[], words: string[], at: number, clauseOf: (i: number) => number): Sites | null {
  let sites: Sites | null = null
  let denied = false
  for (let k = at - 1; k >= 0 && clauseOf(k) === clauseOf(at); k--) {
    const tag = tags[k]!
    if (!isSite(tag.kind)) {
      // "no cord compression, no new lesion": the place belongs to the other denial.
      if (tag.kind === 'negationBefore') {
        if (denied || sites !== null) return null
        denied = true
      }
      if (sites !== null && tag.kind !== 'filler') break
      continue
    }
    if (sites !== null && !only(words, tag.last + 1, sites.first, (word) => connectors.has(word) || prepositions.has(word))) break
    sites = addSite(sites, tag)
  }
  return sites
}

function namesBone(words: string[], tag: Tag): boolean {
  for (let k = tag.first; k <= tag.last; k++) if (/^(?:bone|bones|bony|osseous|skeletal|skeleton|vertebral|marrow)$/.test(words[k]!)) return true
  return false
}

/** "not in the bones, where the known deposits are stable": the place that stands before "where". */
function siteBeforeWhere(tags: Tag[], words: string[], at: number): Sites | null {
  for (let g = tags[at]!.first - 1; g >= tags[at]!.first - 4 && g > 0; g--) {
    if (words[g] !== 'where') continue
    const place = tags.findLast((tag) => tag.last < g && isSite(tag.kind) && g - tag.last <= 3)
    return place === undefined ? null : addSite(null, place)
  }
  return null
}

export function findItems(tags: Tag[], words: string[], clauseOf: (i: number) => number, index: number): Item[] {
  const items: Item[] = []
  const claimed = new Set<Tag>()
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    if (!isHead(tag.kind)) continue
    // "metastases show complete sclerosis" is a course, "sclerosis of L2" a lesion.
    const previous = items.at(-1)
    if (words[tag.first] === 'sclerosis' && previous !== undefined && previous.clause === clauseOf(i) && previous.site === 'bone' && (previous.kind === 'metastasis' || previous.strong) && only(words, previous.last + 1, tag.first, (word) => word !== 'and' && word !== ',')) {
      tag.kind = 'healing'
      continue
    }
    let last = i
    let kind: TermKind = tag.kind
    let strong = kind === 'boneLesion'
    let bone = kind === 'boneLesion' || (kind === 'metastasis' && namesBone(words, tag)) || (kind === 'weakBoneLesion' && words[tag.first]!.startsWith('scler'))
    let inner: Sites | null = null
    // One noun phrase: "lytic and sclerotic bone lesions", "metastatic vertebral disease".
    for (let k = i + 1; k < tags.length && k <= i + 6; k++) {
      const next = tags[k]!
      const tight = only(words, tags[k - 1]!.last + 1, next.first, (word) => word === '/' || word === '-' || word === 'and' || word === 'or')
      const gap = next.first - tags[k - 1]!.last - 1
      const beforeIt = words[tags[k - 1]!.last]!
      if (!tight || gap > 1) break
      const adjective = kind === 'boneLesion' || kind === 'weakBoneLesion' || adjectives.has(beforeIt) || (isSite(tags[k - 1]!.kind) && k - 1 > last)
      if (!adjective) break
      if (isSite(next.kind)) continue
      if (next.kind === 'filler' && gap === 0 && !prepositions.has(words[next.first]!)) continue
      if (next.kind !== 'metastasis' && next.kind !== 'lesion' && next.kind !== 'boneLesion' && next.kind !== 'weakBoneLesion') break
      if (gap === 1 && next.kind === 'lesion') break
      for (let s = last + 1; s < k; s++) {
        if (!isSite(tags[s]!.kind)) continue
        inner = addSite(inner, tags[s]!)
        claimed.add(tags[s]!)
      }
      if (next.kind === 'boneLesion') strong = bone = true
      if (next.kind === 'weakBoneLesion' && words[next.first]!.startsWith('scler')) bone = true
      if (next.kind === 'metastasis' || kind === 'metastasis') kind = 'metastasis'
      else if (next.kind === 'boneLesion' || kind === 'boneLesion') kind = 'boneLesion'
      else if (kind === 'lesion') kind = next.kind
      last = k
    }
    const before = inner ?? sitesBefore(tags, words, i, claimed)
    let own = before ?? sitesAfter(tags, words, last, claimed)
    // "osseous metastases in the spine and pelvis": one thing, not a thing and a place.
    if (before !== null && siteOf(before) === 'bone' && prepositions.has(words[tags[last]!.last + 1] ?? '')) {
      const more = sitesAfter(tags, words, last, claimed)
      if (more !== null) own = { ...before, last: more.last }
    }
    // "soft tissue mass centred on the ninth rib"
    if (before !== null && before.bone === 0 && /^(?:soft|tissue)$/.test(words[before.last]!)) {
      const centre = sitesAfter(tags, words, last, claimed)
      if (centre !== null && centre.bone > 0) own = { ...centre, first: before.first }
    }
    // "prostate deposits of the spine": named by where they come from.
    if (kind === 'metastasis' && before !== null && siteOf(before) === 'organ' && origins.test(words[before.last]!) && /^(?:of|in|at|to)$/.test(words[tags[last]!.last + 1] ?? '')) {
      const place = sitesAfter(tags, words, last, claimed)
      if (place !== null && place.bone > 0 && place.organ === 0) own = { ...place, first: before.first }
    }
    let sites = own
    let site = siteOf(own)
    // "disease in bone and liver"
    if (bone && (site === 'none' || (kind === 'boneLesion' && namesBone(words, tags[last]!)))) site = 'bone'
    // A mass in the hip or the pelvis need not be in the bone.
    if (kind === 'lesion' && own !== null && own.bone + own.organ === 0) site = 'none'
    // "bladder tumour"
    if (site === 'none' && kind === 'lesion' && i > 0 && tags[i - 1]!.kind === 'cancer' && tags[i - 1]!.last === tag.first - 1) {
      site = 'organ'
      kind = 'filler'
    }
    if (site === 'none') {
      const led = siteBeforeWhere(tags, words, i)
      if (led !== null) site = siteOf(led)
    }
    if (site === 'none' && kind !== 'metastasis') {
      sites = sitesLeft(tags, words, i, clauseOf)
      site = kind === 'lesion' && sites !== null && sites.bone + sites.organ === 0 ? 'none' : siteOf(sites)
    }
    const first = Math.min(tag.first, own?.first ?? tag.first)
    const end = Math.max(tags[last]!.last, own?.last ?? 0)
    const mentionKind = kind === 'boneLesion' || kind === 'weakBoneLesion' || kind === 'lesion' ? 'lesion' : kind === 'filler' ? 'site' : (kind as 'metastasis' | 'benign' | 'primary' | 'invasion')
    const item: Item = { ...newMention(mentionKind, site, first, end, index, tag.first), clause: clauseOf(i), own: own !== null, wordless: false }
    item.strong = strong || (site === 'bone' && own !== null && own.bone > 0 && /^(?:involvement|deposits?|spread|malignancy)$/.test(words[tags[last]!.last]!))
    item.many = /(?:[^is]s|foci|disease|metastases)$/.test(words[tags[last]!.last]!) && words[tags[last]!.last] !== 'focus'
    const lead = tags[i - 1]
    item.pointsBack = words[tag.first - 1] === 'the' || words[tag.first - 1] === 'these' || words[tag.first - 1] === 'this' || words[tag.first - 1] === 'those' || lead?.kind === 'anaphor' || /^(?:others|rest|remainder|them|ones)$/.test(words[tag.last]!)
    for (let k = i - 1; k >= 0 && k >= i - 4; k--) if (tags[k]!.kind === 'many' && clauseOf(k) === clauseOf(i)) item.many = true
    if (site === 'none' && kind === 'metastasis') linkToLesion(item, items, tags, words, i, clauseOf, claimed)
    items.push(item)
    i = last
  }
  // Places no mention claims: "Bones: stable", "pleural effusion larger".
  tags.forEach((tag, i) => {
    if (!isSite(tag.kind) || claimed.has(tag)) return
    const previous = items.at(-1)
    if (previous?.wordless === true && previous.site === 'organ' && tag.kind === 'bone' && level.test(words[tag.first - 1] ?? '')) return
    if (previous?.wordless === true && previous.clause === clauseOf(i) && tag.first - previous.last <= 2) {
      previous.last = tag.last
      if (tag.kind === 'bone') previous.site = 'bone'
      return
    }
    // "No recurrence in the pelvis" need not mean its bones.
    items.push({ ...newMention('site', tag.kind === 'organ' ? 'organ' : tag.kind === 'bone' ? 'bone' : 'none', tag.first, tag.last, index, tag.first), clause: clauseOf(i), own: true, wordless: true })
  })
  return items.toSorted((a, b) => a.first - b.first)
}

/** "Sclerotic lesion in L2, likely metastasis": the name belongs to the lesion before it. */
function linkToLesion(item: Item, items: Item[], tags: Tag[], words: string[], at: number, clauseOf: (i: number) => number, claimed: Set<Tag>): void {
  for (let k = items.length - 1; k >= 0; k--) {
    const earlier = items[k]!
    if (earlier.kind === 'metastasis' || (earlier.kind === 'invasion' && earlier.own && earlier.site === 'bone')) break
    if (earlier.clause < item.clause - 1) break
    // "foci in L3 unchanged with no new deposits"
    if (tags.some((tag) => tag.kind === 'negationBefore' && tag.first > earlier.last && tag.last < item.first)) break
    if (earlier.kind === 'lesion' && earlier.site !== 'none') {
      item.site = earlier.site
      item.first = Math.min(item.first, earlier.first)
      item.last = Math.max(item.last, earlier.last)
      item.strong ||= earlier.strong
      item.many ||= earlier.many
      item.pointsBack ||= earlier.pointsBack
      items.splice(k, 1)
      return
    }
  }
  const sites = sitesLeft(tags, words, at, clauseOf)
  if (sites === null) return
  const between = items.some((other) => other.first > sites.last && other.kind !== 'benign' && other.kind !== 'site')
  if (between) return
  item.site = siteOf(sites)
  for (const tag of tags) if (isSite(tag.kind) && tag.first >= sites.first && tag.last <= sites.last) claimed.add(tag)
  item.first = Math.min(item.first, sites.first)
}
