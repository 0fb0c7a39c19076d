import { measuredChanges } from './measure.ts'
import type { MeasuredChange } from './measure.ts'
import { changeOf, isHead, newMention, setChange } from './statement.ts'
import type { Change, LooseChange, Mention, Reading, Site, Span } from './statement.ts'
import type { Sentence } from './sentences.ts'
import type { Tokens } from './tokens.ts'
import { englishVocabulary } from './terms-en.ts'
import { tagTokens } from './vocabulary.ts'
import type { Tag, TermKind } from './vocabulary.ts'

const connectors = new Set([',', 'and', 'or', '/', '-', '&', '+', 'nor', 'as', 'well', 'the', '\n', '(', ':'])
const prepositions = new Set(['of', 'in', 'to', 'at', 'on', 'within', 'involving', 'affecting', 'from', 'for'])
const adjectives = new Set(['metastatic', 'met', 'avid', 'malignant', 'hypermetabolic'])

/** Words that may follow a change word and still leave the change to the mention before it. */
const properties = new Set(['size', 'sizes', 'number', 'numbers', 'extent', 'intensity', 'appearance', 'appearances', 'volume', 'conspicuity', 'since', 'compared', 'compared', 'than', 'over', 'interval', 'when', 'as', 'and', 'or', 'with', 'by', 'again', 'now', 'only', 'this', 'that', 'these', 'in', 'on', 'at', 'to', 'from', 'of', 'for', 'burden', 'configuration', 'distribution', 'relative', 'between', 'after', 'following', 'during', 'which', 'one', 'ones', 'today', 'prior', 'previous', 'last', 'suvmax', 'suv', 'margin', 'margins', 'rim', 'bulk', 'load', 'status', 'position', 'thickness', 'involvement', 'component', 'time', 'throughout', 'elsewhere', 'likely', 'per', 'under', 'both', 'versus', 'there', 'cm', 'mm', 'within', 'without', 'where', 'while', 'but', 'suggesting', 'indicating', 'consistent', 'using', 'still', 'dimensions', 'diameter', 'metabolically', 'multifocal', 'interim', 'slightly', 'disease', 'here', 'not', 'metastatic', 'overall', 'treatment', 'therapy'])

/** What is measured in the blood rises and falls without a word on the lesions. */
const markers = new Set(['psa', 'cea', 'alp', 'ldh', 'calcitonin', 'thyroglobulin', 'tg', 'markers', 'marker', 'haemoglobin', 'hemoglobin', 'creatinine', 'weight'])

type Cue = Span & { change: Change; clause: number }

/** Item of a sentence to which a change or a denial can belong: a mention, or a place without one. */
type Item = Mention & { clause: number; own: boolean; wordless: boolean }

/** Reads one English sentence. Linear in its tokens up to the sentence limit. `asking`: the section asks (indication). */
export function readEnglish(tokens: Tokens, sentence: Sentence, index: number, asking: boolean): Reading {
  const words = tokens.words
  const tags = tagTokens(englishVocabulary, tokens, sentence.from, sentence.to)
  const reading: Reading = { mentions: [], loose: [], cancer: false, past: 'no' }
  if (tags.length === 0) return reading
  nameCancers(tags, words)
  describe(tags, words)
  const clauses: number[] = []
  let clause = 0
  tags.forEach((tag) => {
    if (tag.kind === 'break') clause++
    clauses.push(clause)
    if (tag.kind === 'cancer') reading.cancer = true
    if (tag.kind === 'past' && reading.past !== 'yes') reading.past = words[tag.first] === 'copied' || words.slice(tag.last, tag.last + 6).includes(':') ? 'yes' : 'maybe'
  })
  const clauseOf = (i: number): number => clauses[i] ?? 0
  const items = findItems(tags, words, clauseOf, index)
  applyKnown(items, tags, words)
  const cues = applyDenials(items, tags, words, clauseOf, measuredChanges(words, sentence.from, sentence.to))
  explain(items, tags, words)
  applyDoubt(items, tags, tokens, clauseOf, asking)
  attachChanges(items, cues, tags, words, reading, index)
  reading.mentions = items.filter((item) => item.kind !== 'site' || item.change !== 'none' || item.presence !== 'present')
  return reading
}

/** "prostate cancer", "lung primary": the organ of a cancer is no place of metastasis. */
function nameCancers(tags: Tag[], words: string[]): void {
  for (let i = 0; i + 1 < tags.length; i++) {
    const tag = tags[i]!
    const next = tags[i + 1]!
    if (tag.kind === 'organ' && next.first - tag.last <= 2 && (next.kind === 'cancer' || (next.first === tag.last + 1 && words[next.first] === 'tumour') || (next.first === tag.last + 1 && words[next.first] === 'tumor'))
      && !(next.first - tag.last === 2 && connectors.has(words[tag.last + 1]!))) tag.kind = 'cancer'
  }
  for (const tag of tags) if (tag.kind === 'cancer' && /^(?:t|pt|ct)$/.test(words[tag.first]!)) tag.kind = 'filler'
  // "T2 weighted", "T1 signal" and "T3 N1" are no vertebrae.
  for (const tag of tags) {
    if (tag.kind !== 'bone' || tag.first !== tag.last || !/^t[1-4]$/.test(words[tag.first]!)) continue
    const next = words[tag.last + 1] ?? ''
    const after = words[tag.last + 2] ?? ''
    if (/^(?:n[0-3x]|m[01x]|hyper|hypo|weighted|w|w1|wi|signal|bright|dark|hyperintens\w*|hypointens\w*|hyperintensity|fat|sequences?|images?|stir|tumou?r|and)$/.test(next) && (next !== 'and' || /^(?:t2|stir)$/.test(after)) || (next === '-' && /^weighted|hyper|hypo/.test(after)) || words[tag.first - 1] === 'stage') tag.kind = 'neutral'
  }
}

const comparing = new Set(['since', 'compared', 'comparison', 'than', 'interval', 'previous', 'previously', 'prior', 'now', 'further'])
const pictured = new Set(['uptake', 'activity', 'signal', 'density', 'attenuation', 'avidity', 'accumulation', 'metabolism', 'turnover', 'intensity', 'enhancement', 'tracer', 'fdg', 'psma'])

/** "Increased axial skeletal uptake" describes one picture; compared with an earlier one it is a change. */
function describe(tags: Tag[], words: string[]): void {
  const first = tags[0]
  const last = tags.at(-1)
  if (first === undefined || last === undefined) return
  let compared = false
  for (let k = first.first; k <= last.last + 4; k++) if (comparing.has(words[k] ?? '')) compared = true
  tags.forEach((tag, i) => {
    // "Bone metastases: no." answers, "Skeleton: no uptake" goes on.
    if (tag.kind === 'negationAfter' && words[tag.last] === 'no' && words[tag.first] === ':' && /^[a-z]/.test(words[tag.last + 1] ?? '')) {
      tag.kind = 'negationBefore'
      tag.first = tag.last
    }
    // "pathological subcapital fracture"
    if (tag.kind === 'benign' && words[tag.first]!.startsWith('fractur')) {
      for (let k = tag.first - 1; k >= tag.first - 4 && k >= 0 && words[k] !== ','; k--) if (/^(?:pathologic|pathological|malignant)$/.test(words[k]!)) tag.kind = 'boneLesion'
    }
    // "cannot absolutely be excluded"
    if ((tag.kind === 'negationAfter' || tag.kind === 'question') && /^(?:excluded|exclude|out|discounted)$/.test(words[tag.last]!)) {
      for (let k = tag.first - 1; k >= tag.first - 4 && k >= 0 && words[k] !== ','; k--) {
        if (!/^(?:cannot|not|can't|couldn't|difficult|impossible|unable|hard)$/.test(words[k]!)) continue
        tag.kind = 'excludeHedge'
        for (const other of tags) if (other.first >= k && other.last < tag.first && other.kind === 'negationBefore') other.kind = 'filler'
      }
    }
    // "more bone metastases than before"
    if (tag.kind === 'filler' && words[tag.first] === 'more' && words.slice(tag.last, tag.last + 10).includes('than')) {
      let k = i + 1
      while (k < tags.length && (isSite(tags[k]!.kind) || tags[k]!.kind === 'filler')) k++
      if (tags[k]?.kind === 'metastasis' || tags[k]?.kind === 'lesion' || tags[k]?.kind === 'boneLesion') tag.kind = 'progress'
    }
    if (tag.kind === 'descriptor') {
      if (compared && words[tag.first]!.startsWith('increas')) tag.kind = 'progress'
      else if (/^(?:uptake|activity|metabolism|accumulation|avidity|concentration|turnover|density|attenuation|signal)$/.test(words[tag.last]!)) tag.kind = 'lesion'
      return
    }
    if (compared || tag.kind !== 'progress' || !words[tag.first]!.startsWith('increas')) return
    for (let k = i + 1; k < tags.length && tags[k]!.first - tag.last <= 5; k++) {
      if (pictured.has(words[tags[k]!.first]!)) tag.kind = 'neutral'
      if (!isSite(tags[k]!.kind) && tags[k]!.kind !== 'filler') break
    }
  })
}

function isSite(kind: TermKind): boolean {
  return kind === 'bone' || kind === 'region' || kind === 'organ'
}

type Sites = { bone: number; region: number; organ: number; first: number; last: number }

function siteOf(sites: Sites | null): Site {
  if (sites === null) return 'none'
  if (sites.bone > 0) return 'bone'
  if (sites.organ > 0) return 'organ'
  return sites.region > 0 ? 'bone' : 'none'
}

function addSite(sites: Sites | null, tag: Tag): Sites {
  const all = sites ?? { bone: 0, region: 0, organ: 0, first: tag.first, last: tag.last }
  if (tag.kind === 'bone') all.bone++
  else if (tag.kind === 'region') all.region++
  else all.organ++
  all.first = Math.min(all.first, tag.first)
  all.last = Math.max(all.last, tag.last)
  return all
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
    if (isSite(tag.kind)) {
      // A place that leads on to the next mention belongs to that one.
      let n = k
      while (n + 1 < tags.length && isSite(tags[n + 1]!.kind) && tags[n + 1]!.first === tags[n]!.last + 1) n++
      const after = tags[n + 1]
      if (after !== undefined && isHead(after.kind) && after.first === tags[n]!.last + 1) break
      if (sites !== null && !only(words, edge + 1, tag.first, (word) => connectors.has(word) || /^(?:\d|through|thru|bilaterally|more|other|particularly|especially|notably|mainly|most|predominantly|e.g)/.test(word))) break
      sites = addSite(sites, tag)
      claimed.add(tag)
    } else if (tag.kind === 'filler' || tag.kind === 'many') {
      // keep looking
    } else if (sites === null && (tag.kind === 'verb' || tag.kind === 'present' || tag.kind === 'suspect' || tag.kind === 'cancer')) {
      // "metastases are seen in", "metastases from breast cancer in"
    } else break
    edge = tag.last
  }
  return sites
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

function findItems(tags: Tag[], words: string[], clauseOf: (i: number) => number, index: number): Item[] {
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
    let bone = kind === 'boneLesion' || (kind === 'weakBoneLesion' && words[tag.first]!.startsWith('scler'))
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
    const own = before ?? sitesAfter(tags, words, last, claimed)
    let sites = own
    let site = siteOf(own)
    if (site === 'none' && bone) site = 'bone'
    // A mass in the hip or the pelvis need not be in the bone.
    if (kind === 'lesion' && own !== null && own.bone + own.organ === 0) site = 'none'
    if (site === 'none' && kind !== 'metastasis') {
      sites = sitesLeft(tags, words, i, clauseOf)
      site = kind === 'lesion' && sites !== null && sites.bone + sites.organ === 0 ? 'none' : siteOf(sites)
    }
    const first = Math.min(tag.first, own?.first ?? tag.first)
    const end = Math.max(tags[last]!.last, own?.last ?? 0)
    const mentionKind = kind === 'boneLesion' || kind === 'weakBoneLesion' || kind === 'lesion' ? 'lesion' : (kind as 'metastasis' | 'benign' | 'primary' | 'invasion')
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
    if (previous?.wordless === true && previous.clause === clauseOf(i) && tag.first - previous.last <= 2) {
      previous.last = tag.last
      if (tag.kind === 'bone') previous.site = 'bone'
      return
    }
    items.push({ ...newMention('site', tag.kind === 'organ' ? 'organ' : 'bone', tag.first, tag.last, index, tag.first), clause: clauseOf(i), own: true, wordless: true })
  })
  return items.sort((a, b) => a.first - b.first)
}

/** "Sclerotic lesion in L2, likely metastasis": the name belongs to the lesion before it. */
function linkToLesion(item: Item, items: Item[], tags: Tag[], words: string[], at: number, clauseOf: (i: number) => number, claimed: Set<Tag>): void {
  for (let k = items.length - 1; k >= 0; k--) {
    const earlier = items[k]!
    if (earlier.kind === 'metastasis' || (earlier.kind === 'invasion' && earlier.own && earlier.site === 'bone')) break
    if (earlier.clause < item.clause - 1) break
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
  const between = items.some((other) => other.first > sites.last && other.kind !== 'benign')
  if (between) return
  item.site = siteOf(sites)
  for (const tag of tags) if (isSite(tag.kind) && tag.first >= sites.first && tag.last <= sites.last) claimed.add(tag)
  item.first = Math.min(item.first, sites.first)
}

/** Gives a described lesion its benign, primary or invasive explanation when the sentence names one. */
function explain(items: Item[], tags: Tag[], words: string[]): void {
  for (const lesion of items) {
    if (lesion.kind !== 'lesion') continue
    for (const cause of items) {
      if ((cause.kind !== 'benign' && cause.kind !== 'primary' && cause.kind !== 'invasion') || cause.presence === 'absent') continue
      if (Math.abs(cause.clause - lesion.clause) > 1) continue
      if (cause.kind === 'benign' && lesion.strong && /^fractur/.test(words[cause.head]!)) continue
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

function applyKnown(items: Item[], tags: Tag[], words: string[]): void {
  for (const tag of tags) {
    if (tag.kind !== 'known') continue
    const target = items.find((item) => item.first > tag.last && item.kind !== 'site') ?? items.findLast((item) => item.last < tag.first && tag.first - item.last <= 3 && item.kind !== 'site' && !words.slice(item.last + 1, tag.first).includes(','))
    if (target === undefined) continue
    // "known liver and bone metastases", "known liver metastases and bone metastases"
    for (const item of items) if (item === target || (item.first > target.last && item.clause === target.clause && item.first - target.last <= 3)) item.known = true
  }
}

const openers = new Set<TermKind>(['many', 'known', 'stable', 'gone', 'verb', 'present', 'treated', 'suspect', 'negationBefore', 'question'])

/** Denials before and after their targets. Gives back the change words that stay free, with "no change" and "no progression" turned into steady. */
function applyDenials(items: Item[], tags: Tag[], words: string[], clauseOf: (i: number) => number, measured: readonly MeasuredChange[]): Cue[] {
  const cues: Cue[] = []
  const used = new Set<Tag>()
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    if (tag.kind === 'negationBefore' || tag.kind === 'instead') denyForward(i)
    else if (tag.kind === 'negationAfter') denyBackward(i)
  }
  tags.forEach((tag, i) => {
    if (used.has(tag)) return
    const change = changeOf(tag.kind)
    if (change !== null) cues.push({ first: tag.first, last: tag.last, change, clause: clauseOf(i) })
  })
  for (const one of measured) {
    let inClause = 0
    tags.forEach((tag, i) => {
      if (tag.first <= one.first) inClause = clauseOf(i)
    })
    cues.push({ ...one, clause: inClause })
  }
  return cues.sort((a, b) => a.first - b.first)

  function denyForward(i: number): void {
    const negation = tags[i]!
    const nothing = words[negation.first] === 'not' || words[negation.first] === 'does' || words[negation.first] === 'do' || words[negation.first] === 'has'
    let end = Number.MAX_SAFE_INTEGER
    let fresh = false
    let edge = negation.last
    for (let k = i + 1; k < tags.length; k++) {
      const tag = tags[k]!
      if (clauseOf(k) !== clauseOf(i) || tag.kind === 'negationBefore') {
        end = tag.first
        break
      }
      const comma = hasComma(edge + 1, tag.first)
      if (comma && negation.kind === 'instead') {
        end = tag.first
        break
      }
      const near = tag.first - negation.last <= 5
      if (tag.kind === 'change' && tags[k - 1]!.kind === 'benign') continue
      if (tag.kind === 'change' || tag.kind === 'progressNoun') {
        if (near && !comma) {
          used.add(tag)
          cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          // "no progression or bone metastasis" still denies the metastasis, "no progression of bone metastases" does not.
          const next = items.find((item) => item.first > tag.last && item.kind !== 'site')
          const link = next === undefined ? '' : lastLink(tag.last + 1, next.first)
          if (link !== 'or' && link !== 'nor' && link !== ',') return
        }
      } else if (tag.kind === 'progress') {
        const target = items.find((item) => item.last >= tag.first && item.clause === clauseOf(i))
        if (target === undefined || hasVerb(tag.last + 1, target.first) || (nothing && !near)) {
          if (near) {
            used.add(tag)
            cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          }
          end = tag.last
          break
        }
        if (comma && !laterOr(tag.first, k)) {
          end = tag.first
          break
        }
        used.add(tag)
        fresh = true
      } else if (tag.kind === 'stable' || tag.kind === 'gone') {
        if (near && tag.first === negation.last + 1) {
          used.add(tag)
          cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          return
        }
        end = tag.first
        break
      } else if (tag.kind === 'known' && tag.first > negation.last + 2) {
        end = tag.first
        break
      } else if (words[tag.first - 1] === 'and' && (tag.kind === 'verb' || tag.kind === 'suspect')) {
        end = tag.first
        break
      } else if (comma && openers.has(tag.kind)) {
        end = tag.first
        break
      } else if (tag.kind === 'many' && words[tag.first - 1] === 'and') {
        end = tag.first
        break
      } else if (comma && (tag.kind === 'suspicious') && !laterOr(tag.first, k)) {
        end = tag.first
        break
      } else if (comma && isHead(tag.kind) && !laterOr(tag.first, k) && restarts(tag.first)) {
        end = tag.first
        break
      }
      edge = tag.last
    }
    for (const item of items) {
      if (item.head < negation.first || item.clause !== clauseOf(i)) continue
      if (item.head >= end) break
      if (item.kind === 'site') continue
      // "no effusion and bone metastases are stable"
      if (predicateAfter(item, i)) continue
      const grown = growthAfter(item)
      if (grown !== null) {
        used.add(grown)
        cues.push({ first: item.first, last: grown.last, change: 'steady', clause: item.clause })
        continue
      }
      item.presence = 'absent'
      item.cue = { first: negation.first, last: negation.last }
      if (fresh) item.change = 'noNew'
    }
  }

  /** "No bone metastasis has enlarged": they are there and did not grow. */
  function growthAfter(item: Item): Tag | null {
    const at = tags.findIndex((tag) => tag.first > item.last)
    const verb = tags[at]
    const growth = tags[at + 1]
    if (verb?.kind !== 'verb' || growth?.kind !== 'progress' || growth.first - item.last > 4) return null
    return /^(?:enlarg|increas|progress|grow|wors|larger|bigger|expand)/.test(words[growth.first]!) && item.site === 'bone' ? growth : null
  }

  function predicateAfter(item: Item, i: number): boolean {
    const negation = tags[i]!
    let and = false
    for (let g = negation.last + 1; g < item.first; g++) if (words[g] === 'and' || words[g] === ',') and = true
    if (!and) return false
    const next = tags.find((tag) => tag.first > item.last && tag.kind !== 'filler' && !isSite(tag.kind))
    const later = next?.kind === 'verb' ? tags.find((tag) => tag.first > next.last) : next
    return later !== undefined && (later.kind === 'stable' || later.kind === 'progress' || later.kind === 'gone') && later.first - item.last <= 4
  }

  function hasComma(from: number, to: number): boolean {
    for (let k = from; k < to; k++) if (words[k] === ',' || words[k] === ':') return true
    return false
  }

  function lastLink(from: number, to: number): string {
    for (let k = to - 1; k >= from; k--) if (words[k] === 'of' || words[k] === 'in' || words[k] === 'or' || words[k] === 'nor' || words[k] === ',' || words[k] === 'and' || words[k] === 'to' || words[k] === 'since') return words[k]!
    return ''
  }

  function hasVerb(from: number, to: number): boolean {
    return tags.some((tag) => tag.kind === 'verb' && tag.first >= from && tag.last < to)
  }

  /** A comma list that ends with "or" goes on being denied. */
  function laterOr(from: number, k: number): boolean {
    const stop = Math.min(from + 25, (tags.at(-1)?.last ?? from) + 1)
    for (let g = from; g < stop; g++) {
      if (words[g] === 'or' || words[g] === 'nor') return true
      if (words[g] === ';' || words[g] === '.') return false
    }
    return words[tags[k]!.first - 1] === 'or'
  }

  /** After the comma comes a sentence of its own: a verb or a change word stands behind the mention. */
  function restarts(from: number): boolean {
    for (const tag of tags) {
      if (tag.first < from) continue
      if (tag.first - from > 12) return false
      if (words[tag.first - 1] === ',' && tag.first > from) return false
      if (tag.kind === 'verb' || tag.kind === 'stable' || tag.kind === 'progress' || tag.kind === 'suspicious' || tag.kind === 'gone') return true
    }
    return false
  }

  function denyBackward(i: number): void {
    const denial = tags[i]!
    const normal = denial.first === denial.last && /^(?:clear|unremarkable|normal|intact|preserved)$/.test(words[denial.first]!)
    for (let k = items.length - 1; k >= 0; k--) {
      const item = items[k]!
      if (item.first > denial.first) continue
      if (item.clause !== clauseOf(i) || item.presence === 'absent') break
      if (normal && item.kind !== 'site' && (item.kind !== 'lesion' || item.strong)) break
      const crossing = tags.some((tag) => tag.first > item.last && tag.last < denial.first && (tag.kind === 'verb' || changeOf(tag.kind) === 'steady' || changeOf(tag.kind) === 'progress'))
      if (crossing && k < items.length - 1 && items[k + 1]!.presence === 'absent') break
      item.presence = 'absent'
      item.cue = { first: denial.first, last: denial.last }
      // "new bone metastases are not seen"
      const before = tags.find((tag) => tag.kind === 'progress' && tag.last === item.first - 1)
      if (before !== undefined) {
        item.change = 'noNew'
        used.add(before)
      }
    }
  }
}

/** "cannot be excluded", "unlikely", "indeterminate", "suspicious", and questions. */
function applyDoubt(items: Item[], tags: Tag[], tokens: Tokens, clauseOf: (i: number) => number, asking: boolean): void {
  const { words, starts, ends } = tokens
  const recommends = tags.some((tag) => tag.kind === 'recommend')
  const subjects = items.filter((item) => item.kind !== 'site')
  tags.forEach((tag, i) => {
    const right = (reach: number): Item | undefined => subjects.find((item) => item.last > tag.last && (item.first > tag.last || item.kind === 'metastasis') && item.clause === clauseOf(i) && item.first - tag.last <= reach)
    const left = (): Item | undefined => subjects.findLast((item) => item.first < tag.first && item.last <= tag.first && item.clause === clauseOf(i))
    if (tag.kind === 'excludeHedge' || tag.kind === 'unlikely') {
      const noun = tags[i - 1]
      if (noun?.kind === 'progressNoun' || noun?.kind === 'progress') {
        noun.kind = 'neutral'
        return
      }
      const beside = words[tag.last + 1] === 'than' ? left() : right(tag.kind === 'unlikely' ? 7 : 9)
      const target = beside !== undefined && !/^(?:be|cannot be|can not be|is|are|not be)$/.test(words[tag.first]!) && !(tag.kind === 'excludeHedge' && / be | is | are /.test(` ${words.slice(tag.first, tag.last + 1).join(' ')} `)) ? beside : (left() ?? beside ?? subjects.findLast((item) => item.last < tag.first && item.clause === clauseOf(i) - 1))
      for (const item of subjects) {
        const joined = target !== undefined && item.clause === target.clause && item.kind === 'metastasis' && item.first < tag.first && target.first < tag.first && !words.slice(item.last + 1, target.first).includes(',')
        if ((item === target || joined) && !item.known) {
          item.presence = 'unlikely'
          item.cue = { first: tag.first, last: tag.last }
        }
      }
    } else if (tag.kind === 'indeterminate') {
      const target = left() ?? right(4)
      if (target !== undefined && target.kind === 'lesion' && target.presence === 'present') {
        target.presence = 'unlikely'
        target.cue = { first: tag.first, last: tag.last }
      }
      // "differential includes bone island and metastasis", unless the same clause leans to one side
      const leans = tags.some((other, k) => clauseOf(k) === clauseOf(i) && (other.kind === 'suspect' || other.kind === 'suspicious'))
      const named = subjects.find((item) => item.kind === 'metastasis' && item.last > tag.last && item.clause === clauseOf(i) && item.presence === 'present' && !item.known)
      if (named !== undefined && !leans) {
        named.presence = 'unlikely'
        named.cue = { first: tag.first, last: tag.last }
      }
    } else if (tag.kind === 'suspicious') {
      const target = right(5) ?? left()
      if (target !== undefined && (target.kind === 'lesion' || target.kind === 'metastasis')) {
        target.suspected = true
        if (target.kind === 'lesion' && target.presence === 'unlikely') target.presence = 'present'
      }
    } else if (tag.kind === 'suspect') {
      const target = right(6)
      if (target?.kind === 'metastasis') target.suspected = true
    } else if (tag.kind === 'question') ask(tag, i)
  })
  if (asking) for (const item of subjects) if (item.suspected && !item.known && item.presence === 'present') item.presence = 'asked'

  function ask(tag: Tag, i: number): void {
    if (!asking && words[tag.first] === 'staging') return
    const mark = words[tag.first] === '?'
    // "?mets" asks for what follows, "mets? " for what went before.
    const trailing = mark && ends[tag.last] !== starts[tag.last + 1] && ends[tag.first - 1] === starts[tag.first]
    for (const item of subjects) {
      if (item.clause !== clauseOf(i) || item.known || item.presence !== 'present') continue
      const after = item.first > tag.last || (item.last > tag.last && item.kind === 'metastasis')
      if (trailing ? after : !after) continue
      const from = trailing ? item.last + 1 : tag.last + 1
      const to = trailing ? tag.first : item.first
      let crossed = 0
      let course = false
      for (let g = from; g < to; g++) if (words[g] === ',') crossed++
      for (const other of tags) if (other.first >= from && other.last < to && (other.kind === 'progressNoun' || other.kind === 'progress' || other.kind === 'stable')) course = true
      // "?progression of bone metastases" asks for the course of something known.
      if (course && asking && !/^(?:new)$/.test(words[to - 1] ?? '')) {
        item.known = true
        continue
      }
      if (crossed > 0 && !words.slice(from, to).includes('or')) continue
      if (!asking && !mark && !recommends && !/^(?:exclude|rule|r|whether|evaluate|assess|to|risk|high|at|surveillance|screening|if|looking|look|query|staging|search|evaluation|differential)/.test(words[tag.first]!)) continue
      if (!asking && mark) {
        item.suspected = true
        continue
      }
      item.presence = 'asked'
    }
    // What was only asked for did not change either.
    for (const other of tags) if (asking && changeOf(other.kind) !== null && (trailing ? other.last < tag.first && tag.first - other.last <= 4 : other.first > tag.last && other.first - tag.last <= 4)) other.kind = 'neutral'
  }
}

/** "which had increased on the last scan": the course up to the earlier examination. */
function isPast(cue: Cue, words: string[]): boolean {
  if (/^(?:previously|formerly|initially|initial|earlier|once)$/.test(words[cue.first - 1] ?? '')) return true
  if (words[cue.first - 1] === 'had' || (words[cue.first - 2] === 'had' && words[cue.first - 1] !== 'not')) return true
  if (!/^(?:on|at|in)$/.test(words[cue.last + 1] ?? '')) return false
  for (let k = cue.last + 2; k <= cue.last + 3; k++) if (/^(?:last|prior|previous|earlier|preceding)$/.test(words[k] ?? '')) return true
  return false
}

function attachChanges(items: Item[], cues: Cue[], tags: Tag[], words: string[], reading: Reading, index: number): void {
  const anaphor = tags.some((tag) => tag.kind === 'anaphor')
  const shared: { cue: Cue; target: Item }[] = []
  const between = (from: number, to: number, word: RegExp): boolean => {
    for (let g = from; g < to; g++) if (word.test(words[g]!)) return true
    return false
  }
  for (const cue of cues) {
    if (tags.some((tag) => tag.first === cue.last && tag.kind === 'neutral')) continue
    if (!/^(?:cm|mm)$/.test(words[cue.last]!) && isPast(cue, words)) continue
    if (cue.change === 'treated' && tags.some((tag) => tag.kind === 'recommend' || (tag.kind === 'neutral' && words[tag.first] === 'should'))) continue
    // "PSA has risen"
    if (words.slice(Math.max(0, cue.first - 4), cue.first).some((word) => markers.has(word))) continue
    const next = words[cue.last + 1] ?? ''
    const nextTagged = tags.some((tag) => tag.first === cue.last + 1)
    const predicate = tags.some((tag) => tag.kind === 'verb' && tag.last < cue.first && cue.first - tag.last <= 2)
    const right = items.find((item) => item.first > cue.last && item.clause === cue.clause)
    const left = items.findLast((item) => item.last < cue.first && item.clause === cue.clause)
    const inside = items.find((item) => item.first <= cue.first && item.last >= cue.last && item.clause === cue.clause)
    let target: Item | undefined
    const points = /^(?:of|in|to|for|at)$/.test(next)
    const rightNear = right !== undefined && right.first - cue.last <= 9 && !tags.some((tag) => tag.kind === 'verb' && tag.first > cue.last && tag.last < right.first && !predicate)
    if (inside !== undefined) target = inside
    else if (points && rightNear && !(predicate && left !== undefined) && !between(cue.last + 1, right!.first, /^;$/)) target = right
    else if (predicate && left !== undefined) target = left
    else if (rightNear && !between(cue.last + 1, right!.first, /^[,;:)]$/) && !(left !== undefined && between(cue.last + 1, right!.first, /^(?:and|with|in)$/)) && (right!.first - cue.last <= 5 || left === undefined)) target = right
    else if (left !== undefined) {
      if (/^[a-z]/.test(next) && !nextTagged && !properties.has(next) && !next.endsWith('ly') && !predicate && cue.change !== 'gone') continue
      target = left
    } else if (right !== undefined && rightNear) target = right
    if (target === undefined) {
      if (/^[a-z]/.test(next) && !nextTagged && !properties.has(next) && !next.endsWith('ly') && !predicate && cue.change === 'progress') continue
      // A clause without a subject speaks of the one before it.
      const earlier = items.findLast((item) => item.last < cue.first && item.kind !== 'site')
      if (earlier !== undefined && cue.clause > 0) setChange(earlier, cue.change, cue)
      else if (cue.change !== 'treated' && !(cue.change === 'steady' && /^(?:recurrence|relapse)$/.test(words[cue.last]!))) reading.loose.push({ first: cue.first, last: cue.last, change: cue.change, pointsBack: anaphor, sentence: index } satisfies LooseChange)
      continue
    }
    if (target.presence === 'absent' && target.first > cue.last) continue
    // "progression in the nodes and skeleton" speaks of disease although no word names it.
    if (target.kind === 'site' && target.site === 'bone' && /^(?:progression|recurrence|relapse)$/.test(words[cue.last]!)) {
      target.kind = 'lesion'
      target.strong = true
    }
    // Another thing stands between: "bone mets, back pain worse"
    if (target === left && tags.some((tag) => tag.kind === 'neutral' && tag.first > left.last && tag.last < cue.first && cue.first - tag.last <= 3)) continue
    setChange(target, cue.change, cue)
    // "recurrent tumour at the treated T10 metastasis"
    const within = items[items.indexOf(target) + 1]
    if (target.kind === 'lesion' && target.site === 'none' && within !== undefined && within.clause === target.clause && within.first - target.last <= 5 && between(target.last + 1, within.first, /^(?:of|in|at|within|around|from)$/)) setChange(within, cue.change, cue)
    shared.push({ cue, target })
  }
  // "Liver metastases and bone metastases are stable", "stable lung nodules and bone metastases"
  for (const { cue, target } of shared) {
    let edge = target
    const step = target.last < cue.first ? -1 : 1
    for (let k = items.indexOf(target) + step; k >= 0 && k < items.length; k += step) {
      const item = items[k]!
      const from = Math.min(item.last, edge.last) + 1
      const to = Math.max(item.first, edge.first)
      if (item.clause !== target.clause || to - from > 6 || item.change !== 'none' || item.presence !== 'present') break
      if (!between(from, to, /^(?:and|,|or|&|\/)$/) || tags.some((tag) => tag.first >= from && tag.last < to && (changeOf(tag.kind) !== null || tag.kind === 'verb' || tag.kind === 'many' || tag.kind === 'negationAfter' || tag.kind === 'present'))) break
      if (cues.some((other) => other.first >= from && other.last < to)) break
      setChange(item, cue.change, cue)
      edge = item
    }
  }
}
