import type { Cue } from './denial-en.ts'
import type { Item } from './mentions-en.ts'
import { pastTime } from './past-time-en.ts'
import { changeOf, setChange } from '../statement.ts'
import type { LooseChange, Reading } from '../statement.ts'
import type { Tag } from '../vocabulary.ts'

/** Words that may follow a change word and still leave the change to the mention before it. */
const properties = new Set(['size', 'sizes', 'number', 'numbers', 'extent', 'intensity', 'appearance', 'appearances', 'volume', 'conspicuity', 'since', 'compared', 'compared', 'than', 'over', 'interval', 'when', 'as', 'and', 'or', 'with', 'by', 'again', 'now', 'only', 'this', 'that', 'these', 'in', 'on', 'at', 'to', 'from', 'of', 'for', 'burden', 'configuration', 'distribution', 'relative', 'between', 'after', 'following', 'during', 'which', 'one', 'ones', 'today', 'prior', 'previous', 'last', 'suvmax', 'suv', 'margin', 'margins', 'rim', 'bulk', 'load', 'status', 'position', 'thickness', 'involvement', 'component', 'time', 'throughout', 'elsewhere', 'likely', 'per', 'under', 'both', 'versus', 'there', 'cm', 'mm', 'within', 'without', 'where', 'while', 'but', 'suggesting', 'indicating', 'consistent', 'using', 'still', 'dimensions', 'diameter', 'metabolically', 'multifocal', 'interim', 'slightly', 'disease', 'here', 'not', 'metastatic', 'overall', 'treatment', 'therapy', 'picture', 'situation', 'state', 'course', 'findings', 'everything', 'osseous', 'bony', 'w', 'each', 'along', 'beyond', 'through', 'towards', 'toward', 'into', 'across', 'around', 'despite', 'every', 'again', 'today', 'x', 'form'])

/** What is measured in the blood rises and falls without a word on the lesions. */
const markers = new Set(['psa', 'cea', 'alp', 'ldh', 'calcitonin', 'thyroglobulin', 'tg', 'markers', 'marker', 'haemoglobin', 'hemoglobin', 'creatinine', 'weight'])

/** Subjects that stand for the whole disease or the whole report. */
const general = new Set(['yes', 'picture', 'situation', 'comparison', 'examination', 'study', 'scan', 'imaging', 'overall', 'response', 'disease', 'finding', 'findings', 'extent', 'everything', 'things', 'otherwise', 'summary', 'conclusion', 'opinion', 'impression', 'assessment', 'metastatic', 'burden', 'load', 'volume', 'radiological', 'radiologically', 'oncological', 'recist', 'percist', 'distribution', 'pattern', 'intensity', 'report', 'time', 'months', 'month', 'weeks', 'years', 'year', 'respect', 'regard', 'considered', 'called', 'again', 'essentially', 'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'and', 'with', 'for', 'regards', 'patient', 'current', 'present', 'today', 'mri', 'pet', 'exam', 'control', 'clinical', 'morphological', 'morphologically', 'dated', 'outside', 'that', 'there', 'treatment', 'therapy', 'setting', 'course', 'status', 'concerned', 'note', 'evidence', 'good', 'excellent', 'very', 'clear', 'nice', 'pleasing', 'continued', 'continuing', 'slight', 'minor', 'moderate', 'marked', 'significant', 'mild', 'definite', 'interval', 'major', 'deep', 'great', 'overall', 'general', 'global', 'systemic'])

/** Words of decrease: what got less was there before. */
const falling = /\b(?:less|fewer|smaller|fell|fall\w*|decreas\w*|reduc\w*|regress\w*|shr[aiu]nk\w*|diminish\w*|improv\w*|down|lower|drop\w*|better|respon\w*|halved|faint\w*|fad\w*|reced\w*|cool\w*|dim\w*|sclerosed|re-?ossif\w*|recalcif\w*|remodel\w*|consolidat\w*|recover\w*|normalis\w*|normaliz\w*|involut\w*|remission|control|declin\w*|subsid\w*|wan(?:e|es|ed|ing)|background|settl\w*|abat\w*|quiet\w*)\b|↓|▼|⬇/

/** The growth that stands before these words is none. */
const within = /^(?:within .*(?:error|variability|variation)|(?:no|without) (?:real|true) (?:difference|change|growth))/

/** Response criteria are used of metastases only: "LIVER – CR. BONE – PD". */
const criteria = /^(?:non - cr \/ non - pd|non - pd|ncr \/ npd|[=↑↓↔▲▼]|↑↑|↓↓|(?:progressive|stable) metabolic disease|pd|sd|pr|cr|rac [1-5]|pmd|smd|pmr|cmr|(?:partial|complete|mixed) (?:metabolic )?(?:response|remission)|(?:progressive|stable) disease|disease progression|(?:good|excellent|near complete|very good|major) response|.*(?:control|response|remission|benefit)(?: (?:in|of|at))?|responding|responded|not responding)$/

/** "which had increased on the last scan": the course up to the earlier examination. */
function isPast(cue: Cue, words: string[]): boolean {
  if (/^(?:previously|formerly|initially|initial|earlier|once)$/.test(words[cue.first - 1] ?? '')) return true
  // "Previously seen new lesion in L3 is now smaller"
  if (cue.change === 'progress' && /^(?:seen|noted|described|reported|documented|known)$/.test(words[cue.first - 1] ?? '') && /^(?:previously|formerly|initially|earlier)$/.test(words[cue.first - 2] ?? '')) return true
  if (words[cue.first - 1] === 'had' || (words[cue.first - 2] === 'had' && words[cue.first - 1] !== 'not')) return true
  // "which had been reported as increasing", "judged as pseudoprogression in June"
  for (let k = cue.first - 1; k >= cue.first - 3; k--) if (/^(?:reported|judged|described|called|interpreted|labelled|labeled|read|misread|classified|taken|feared|suspected|presumed)$/.test(words[k] ?? '') && /^(?:as|to|in|at|on)$/.test(words[k + 1] ?? '') && /^(?:was|were|been|had)$/.test(words[k - 1] ?? '')) return true
  // "increased until 2019"
  if (/^(?:until|till)$/.test(words[cue.last + 1] ?? '') && !/^(?:now|today|the|present)$/.test(words[cue.last + 2] ?? '')) return true
  // "after the silent interval"
  if (/^(?:after|following)$/.test(words[cue.first - 2] ?? '') && /^(?:the|a|an|initial|early|previous|prior|long)$/.test(words[cue.first - 1] ?? '')) return true
  // "After progression on MRI of January 2022 the bone metastases are now stable"
  if (/^(?:after|following)$/.test(words[cue.first - 1] ?? '') && cue.change === 'progress') return true
  if (!/^(?:on|at|in)$/.test(words[cue.last + 1] ?? '')) return false
  for (let k = cue.last + 2; k <= cue.last + 3; k++) if (/^(?:last|prior|previous|earlier|preceding)$/.test(words[k] ?? '')) return true
  return false
}

/** "Oedema around", "fluid adjacent to", "atelectasis next to" stands before the mention and no other mention of tumour in between. */
function aroundIt(target: Item, tags: Tag[], words: string[]): boolean {
  for (let k = target.first - 1; k >= target.first - 4 && k > 0; k--) {
    if (!/^(?:around|surrounding|about|adjacent|beside|bordering|encircling|near)$/.test(words[k]!)) continue
    return /^(?:o?edema|swelling|fluid|haematoma|hematoma|sclerosis|fibrosis|atrophy|fat|reaction|inflammation|changes?|signal)$/.test(words[k - 1]!) && !tags.some((tag) => (tag.kind === 'lesion' || tag.kind === 'metastasis') && tag.first < k && k - tag.last <= 3 && !/signal|changes?/.test(words[tag.last]!))
  }
  return false
}

/** The bone that ends a list of places which begins with `first`, all in one course. */
function listedBone(items: readonly Item[], first: Item, words: readonly string[]): void {
  for (const item of items) {
    if (item.first <= first.last || item.kind !== 'site' || item.site !== 'bone' || item.clause !== first.clause || item.first - first.last > 14) continue
    const link = words.slice(first.last + 1, item.first)
    if (!link.some((word) => /^(?:and|,|&)$/.test(word)) || link.some((word) => /^(?:with|without|no|not|but|at|near|beside|adjacent|;|:|is|are|was|were|spares|sparing)$/.test(word))) continue
    item.kind = 'lesion'
    item.strong = true
    item.change = 'progress'
    item.cue = first.cue
  }
}

/** Gives every change word its target: the mention inside, right or left of it, else the sentence before (a loose change). */
export function attachChanges(items: Item[], cues: Cue[], tags: Tag[], words: string[], reading: Reading, index: number, from: number): void {
  const anaphor = tags.some((tag) => tag.kind === 'anaphor')
  const shared: { cue: Cue; target: Item }[] = []
  const between = (from: number, to: number, word: RegExp): boolean => {
    for (let g = from; g < to; g++) if (word.test(words[g]!)) return true
    return false
  }
  const told = new Set<number>()
  for (const tag of tags) if (tag.kind !== 'neutral' && tag.kind !== 'cancer') for (let g = tag.first; g <= tag.last; g++) told.add(g)
  /** Whether an unknown subject stands at or before a token, back to the last mark; filled from the left, so that no cue looks through the sentence again. */
  const unknownBefore: boolean[] = []
  const isUnknown = (g: number): boolean => /^[a-z]{3,}/.test(words[g]!) && !general.has(words[g]!) && !properties.has(words[g]!) && !words[g]!.endsWith('ly') && !told.has(g)
  const unknownUpTo = (last: number): boolean => {
    for (let g = from + unknownBefore.length; g <= last; g++) unknownBefore.push(!/^[.;:\n]$/.test(words[g]!) && (isUnknown(g) || (g > from && unknownBefore[g - from - 1]!)))
    return last >= from && unknownBefore[last - from]!
  }
  /** A subject that no phrase knows ("The cyst-like structure has shrunk") keeps its change for itself. */
  const strange = (to: number): boolean => {
    let g = to - 1
    for (; g >= from && to - g <= 4; g--) {
      if (/^[.;:\n]$/.test(words[g]!)) return false
      // "there is no increase" has no subject.
      if (words[g] === 'there' && /^(?:is|are|was|were|has|have)$/.test(words[g + 1]!)) return false
      if (isUnknown(g)) return true
    }
    return unknownUpTo(g)
  }
  for (const cue of cues) {
    if (tags.some((tag) => tag.first === cue.last && tag.kind === 'neutral')) continue
    if (!/^(?:cm|mm)$/.test(words[cue.last]!) && isPast(cue, words)) continue
    // "fractures of ribs 4-9; rib 7 breaks through a known deposit"
    if (/^(?:breaks?|broke|broken|breaking)$/.test(words[cue.first]!) && items.some((item) => item.kind === 'benign' && item.first < cue.first && words[item.head]!.startsWith('fractur'))) continue
    if (cue.change === 'treated' && tags.some((tag) => tag.kind === 'recommend' || (tag.kind === 'neutral' && words[tag.first] === 'should'))) continue
    // "PSA has risen"
    // A marker that falls beside the word of flare is its reason.
    if (cue.change !== 'healing' && words.slice(Math.max(0, cue.first - 4), cue.first).some((word) => markers.has(word))) continue
    const sign = /^[=↑↓↔▲▼⬆⬇]/.test(words[cue.first]!)
    // "just as they were in the spring, and the chest is clear": the time is no target.
    const time = /^(?:in|on|at|from|since|compared|of)$/.test(words[cue.last + 1] ?? '') ? pastTime(words, cue.last + 1 + (words[cue.last + 1] === 'since' ? 1 : 0)) : -1
    const end = Math.max(cue.last, time)
    const next = sign ? '' : (words[end + 1] ?? '')
    const nextTagged = tags.some((tag) => tag.first === end + 1)
    const predicate = /^(?:has|have|had)$/.test(words[cue.first]!) && cue.first < cue.last || tags.some((tag) => tag.kind === 'verb' && tag.last < cue.first && cue.first - tag.last <= 2)
    const right = items.find((item) => item.first > cue.last && item.clause === cue.clause)
    let left = items.findLast((item) => item.last < cue.first && item.clause === cue.clause)
    // "Scapular metastasis: sclerosis without mass; no change": what is absent has no course.
    if ((cue.change === 'steady' || cue.change === 'gone') && left?.presence === 'absent' && left.change === 'none' && left.kind !== 'metastasis') left = items.findLast((item) => item.last < cue.first && item.clause === cue.clause && item.presence === 'present' && item.kind === 'metastasis') ?? left
    const inside = items.find((item) => item.first <= cue.first && item.last >= cue.last && item.clause === cue.clause)
    let target: Item | undefined
    const points = /^(?:of|in|to|for|at)$/.test(next)
    const rightNear = right !== undefined && right.first - cue.last <= 9 && !tags.some((tag) => tag.kind === 'verb' && tag.first > cue.last && tag.last < right.first && !predicate)
    if (inside !== undefined) target = inside
    else if (points && rightNear && !(predicate && left !== undefined) && !between(cue.last + 1, right!.first, /^;$/)) target = right
    else if (predicate && left !== undefined) target = left
    else if (rightNear && !between(cue.last + 1, right!.first, /^[,;:)]$/) && !(left !== undefined && between(cue.last + 1, right!.first, /^(?:and|with|in|nor)$/)) && (right!.first - cue.last <= 5 || left === undefined)) target = right
    else if (left !== undefined) {
      if (/^[a-z]/.test(next) && !nextTagged && !properties.has(next) && !next.endsWith('ly') && !predicate && cue.change !== 'gone') continue
      target = left
    } else if (right !== undefined && rightNear && !(sign && between(cue.last + 1, right.first, /^,$/))) target = right
    // "Oedema around the L2 metastasis has increased": the subject is what lies around it.
    if (target !== undefined && target === left && target.site === 'bone' && aroundIt(target, tags, words)) continue
    if (target === undefined) {
      if (/^[a-z]/.test(next) && !nextTagged && !properties.has(next) && !next.endsWith('ly') && !predicate && cue.change === 'progress') continue
      // A clause without a subject speaks of the one before it.
      const before = items.filter((item) => item.last < cue.first && item.kind !== 'site')
      const earlier = (cue.change === 'steady' && before.at(-1)?.presence === 'absent' ? before.findLast((item) => item.presence === 'present' && item.kind === 'metastasis') : undefined) ?? before.at(-1)
      if (earlier !== undefined && cue.clause > 0) setChange(earlier, cue.change, cue)
      else if ((cue.change === 'steady' || cue.change === 'gone' || (cue.change === 'progress' && /^(?:[.;,)\n]|)$/.test(next))) && !anaphor && strange(cue.first)) continue
      else if (cue.change !== 'treated' && !(cue.change === 'steady' && /^(?:recurrence|relapse)$/.test(words[cue.last]!))) reading.loose.push({ first: cue.first, last: cue.last, change: cue.change, pointsBack: anaphor, sentence: index } satisfies LooseChange)
      continue
    }
    if (target.presence === 'absent' && (target.first > cue.last || (cue.change === 'treated' && target.change === 'noNew'))) continue
    // "The degenerative disc disease at L4/5 has advanced"
    if (target.kind === 'site' && tags.some((tag) => (tag.kind === 'neutral' || tag.kind === 'benign') && tag.last < target.first && (target.first - tag.last <= 3 || (target.first - tag.last <= 12 && words.slice(tag.last + 1, target.first).every((word) => /^(?:[a-z]?\d{1,2}|\/|and|,|-|at|of|in|the|to)$/.test(word)))) && /^(?:at|of|in|the)$/.test(words[tag.last + 1] ?? ''))) continue
    // "progression in the nodes and skeleton" speaks of disease although no word names it.
    if (target.kind === 'site' && target.site === 'bone' && !items.some((item) => item.kind === 'invasion' && item.clause === target.clause) && /^(?:progression|recurrence|relapse)$/.test(words[cue.last]!)) {
      // "No recurrence in lungs, adrenals or bone" denies; of a known disease it says that nothing is new.
      if (cue.change === 'steady' && cue.first < cue.last && words[cue.last] !== 'progression') {
        target.kind = 'lesion'
        target.presence = 'absent'
        target.cue = { first: cue.first, last: cue.last }
        target.change = 'noNew'
        continue
      }
      target.kind = 'lesion'
      target.strong = true
    } else if (target.kind === 'site' && target.site === 'bone' && cue.change === 'progress' && /^(?:bones|skeleton|bone)$/.test(words[target.head]!) && !/^(?:expan|grow|enlarg)/.test(words[cue.first]!)) {
      target.kind = 'lesion'
    } else if (target.kind === 'site' && target.site === 'bone' && cue.change === 'steady' && /^(?:bones|skeleton)$/.test(words[target.head]!) && falling.test(words.slice(cue.first, cue.last + 1).join(' '))) {
      target.kind = 'lesion'
    }
    // "bony findings as before", "skeletal appearances unchanged": what has been found there before is followed.
    if (target.kind === 'site' && target.site === 'bone' && cue.change === 'steady' && reading.cancer !== undefined && /^(?:bony|osseous|skeletal|bone)$/.test(words[target.last]!) && /^(?:findings?|status|picture|situation|appearances?|pattern)$/.test(words[target.last + 1] ?? '')) {
      target.kind = 'lesion'
      target.fell = true
    }
    // "T3 bigger", "C7 new": a vertebra itself does not grow.
    if (target.kind === 'site' && target.site === 'bone' && cue.change === 'progress' && cue.first > target.last && cue.first - target.last <= 2 && /^(?:c|t|th|d|l|s)\d{1,2}$/.test(words[target.head]!) && /^(?:new|larger|bigger|enlarged|has|increased|grown)$/.test(words[cue.first]!)) target.kind = 'lesion'
    // "tumour has left the confines of the body"
    if (target.kind === 'lesion' && target.site === 'none' && words[cue.last] === 'confines' && words.slice(cue.last + 1, cue.last + 6).some((word) => /^(?:body|bone|cortex|vertebra|vertebral)$/.test(word))) {
      target.site = 'bone'
      target.strong = true
    }
    // Another thing stands between: "bone mets, back pain worse"
    if (target === left && tags.some((tag) => tag.kind === 'neutral' && tag.first > left.last && tag.last < cue.first && cue.first - tag.last <= 3)) continue
    setChange(target, cue.change, cue)
    if (cue.change === 'treated' && /\b(?:rt|rtx|xrt|sbrt|sabr|radio\w*|radiat\w*|irradiat\w*|gy|stereotactic|cyberknife|proton)\b/.test(words.slice(cue.first, cue.last + 1).join(' '))) target.irradiated = true
    if (target.site === 'bone' && (target.kind === 'site' || target.kind === 'lesion') && (/^\d/.test(words[cue.first]!) || (/^[+-]$/.test(words[cue.first]!) && /^\d/.test(words[cue.first + 1]!)))) {
      if (target.kind === 'site') target.kind = 'lesion'
      target.fell = true
    }
    if (target.kind === 'site' && target.site === 'bone' && cue.change === 'progress' && /\b(?:avid|active|hypermetabolic|hot|positive)\b/.test(words.slice(cue.first, cue.last + 1).join(' '))) target.kind = 'lesion'
    if (cue.change === 'gone' && target.site === 'bone') target.fell = true
    if (cue.change === 'steady' && falling.test(words.slice(cue.first, cue.last + 1).join(' '))) target.fell = true
    if (target.kind === 'site' && target.site === 'bone' && criteria.test(words.slice(cue.first, cue.last + 1).join(' '))) target.kind = 'metastasis'
    // "Recurrence of breast carcinoma in liver, node and multiple bones": every place of the list.
    if (cue.change === 'progress' && target.site === 'organ' && /^(?:recurrence|relapse|progression|spread|dissemination)$/.test(words[cue.last]!)) listedBone(items, target, words)
    // "recurrent tumour at the treated T10 metastasis"
    const within = items[items.indexOf(target) + 1]
    if (target.fell === true && within?.site === 'bone') within.fell = true
    if (target.kind === 'lesion' && target.site === 'none' && within !== undefined && within.clause === target.clause && within.first - target.last <= 5 && between(target.last + 1, within.first, /^(?:of|in|at|within|around|from)$/)) setChange(within, cue.change, cue)
    // "Tumour has recurred along the left side of the cage"
    const beside = items.find((item) => item.wordless && item.site === 'bone' && item.first > cue.last && item.first - cue.last <= 8 && item.clause === target.clause)
    if (target.kind === 'lesion' && target.site === 'none' && cue.change === 'progress' && beside !== undefined && /^(?:tumou?r|recurrence|disease)$/.test(words[target.head]!) && between(cue.last + 1, beside.first, /^(?:along|at|in|around|beside|about|within)$/) && !items.some((item) => item.site === 'organ' && item.first > cue.last && item.first < beside.first)) {
      target.site = 'bone'
      target.strong = true
    }
    shared.push({ cue, target })
  }
  // "More intense activity in treated deposits, attributed to flare": the flare explains all of the clause.
  for (const { cue, target } of shared) if (cue.change === 'healing' && words.slice(cue.first, cue.last + 1).includes('flare')) for (const item of items) if (item.clause === target.clause && item.site !== 'organ' && item.change === 'progress') setChange(item, 'healing', cue)
  // "Higher uptake in the known lesions, with none added: favour flare": only what is new is no flare.
  const flare = items.find((item) => item.change === 'healing' && item.cue === null && /flare/.test(words.slice(item.first, item.last + 1).join(' ')))
  if (flare !== undefined) for (const item of items) if (item.site !== 'organ' && item.change === 'progress' && item.cue !== null && item.cue.last < flare.first && !/^(?:new|newly|additional|another|further|first)$/.test(words[item.cue.first]!)) setChange(item, 'healing', { first: flare.first, last: flare.last })
  // "More and denser sclerotic foci, …: osteoblastic healing, i.e. treatment response"
  const repaired = cues.find((cue) => cue.change === 'healing')
  if (repaired !== undefined) for (const item of items) {
    if (item.change !== 'progress' || item.site === 'organ' || item.cue === null || item.cue.first > repaired.first) continue
    const described = words.slice(Math.min(item.first, item.cue.first), Math.max(item.last, item.cue.last) + 1).join(' ')
    if (/\b(?:scler|dens|blastic|osteoblast|calcif|ossif)/.test(described) && !/\b(?:lytic|lysis|soft|epidural)\b/.test(described)) setChange(item, 'healing', repaired)
  }
  // "increase from 48 to 50 mm, within measurement error"
  for (const { cue } of shared) if (cue.change === 'steady' && within.test(words.slice(cue.first, cue.last + 1).join(' '))) for (const item of items) if (item.change === 'progress' && item.cue !== null && item.cue.first < cue.first && item.site !== 'organ') {
    item.change = 'steady'
    item.cue = { first: Math.min(item.cue.first, cue.first), last: cue.last }
  }
  // "Liver metastases and bone metastases are stable", "stable lung nodules and bone metastases"
  for (const { cue, target } of shared) {
    let edge = target
    const step = target.last < cue.first ? -1 : 1
    for (let k = items.indexOf(target) + step; k >= 0 && k < items.length; k += step) {
      const item = items[k]!
      const from = Math.min(item.last, edge.last) + 1
      const to = Math.max(item.first, edge.first)
      // "Superscan, kidneys no longer visualised"
      if (cue.change === 'gone' && target.kind === 'site' && target.site === 'organ' && item.kind !== 'site') break
      if (item.clause !== target.clause || to - from > 6 || item.change !== 'none' || item.presence !== 'present') break
      if (between(from, to, /^(?:where|not|nor)$/) || !between(from, to, /^(?:and|,|or|&|\/)$/) || tags.some((tag) => tag.first >= from && tag.last < to && (changeOf(tag.kind) !== null || tag.kind === 'verb' || tag.kind === 'many' || tag.kind === 'negationAfter' || tag.kind === 'present'))) break
      if (cues.some((other) => other.first >= from && other.last < to)) break
      setChange(item, cue.change, cue)
      edge = item
    }
  }
}
