import type { Tag } from '../vocabulary.ts'

const months = new Set(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec', 'spring', 'summer', 'autumn', 'winter', 'fall', 'christmas', 'easter'])
const earlier = new Set(['previous', 'prior', 'last', 'earlier', 'preceding', 'old', 'initial', 'baseline', 'first', 'former', 'original', 'prev', 'pre-treatment', 'pretreatment', 'planning', 'previos', 'previus', 'prevoius', 'comparison'])
const units = /^(?:day|week|month|year|yr|wk|mo|mth)s?$|^(?:w|d|m|y)$/
const counts = /^(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|few|several|some|couple|half)$/
const back = new Set(['ago', 'earlier', 'before', 'previously', 'prior', 'back'])
const studies = /^(?:study|scan|scans|ct|mri|mr|pet|examination|exam|exams|imaging|film|films|report|time|visit|spect|scintigram|scintigraphy|images|image|one|radiograph|radiographs|x-ray|control|round|occasion|staging|month|week|year|bone|whole|spine|body|-|\/|from|of|psma|fdg)$/
const dateLike = /^(?:(?:19|20)\d\d|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|q[1-4])$/

export function isMonth(word: string | undefined): boolean {
  return word !== undefined && months.has(word)
}

/** Last token of an expression of earlier time that starts at token `k` ("on the last scan", "5 weeks ago", "in the spring", "previously"); -1 when none does. */
export function pastTime(words: readonly string[], k: number): number {
  let at = k
  const prepositional = /^(?:on|in|at|by|during|from|of|back|until|till)$/.test(words[at] ?? '')
  if (prepositional) at++
  if (words[at] === 'in' || words[at] === 'on') at++
  while (/^(?:the|her|his|my|our|their|any|both|either|that|late|early|mid|approximately|about|only|just)$/.test(words[at] ?? '') && at - k < 4) at++
  const word = words[at] ?? ''
  if (/^(?:previously|before|formerly|hitherto|beforehand|then|baseline|diagnosis|presentation)$/.test(word) && (word !== 'then' || prepositional) && (/^(?:diagnosis|presentation|baseline)$/.test(word) ? prepositional : true)) {
    if (word === 'before' && /^(?:therapy|treatment|surgery|the|chemotherapy|radiotherapy)$/.test(words[at + 1] ?? '')) return -1
    return at
  }
  const named = datedStudy(words, at)
  if (named >= 0) return named
  if (earlier.has(word)) {
    let last = at
    for (let g = at + 1; g <= at + 6 && (studies.test(words[g] ?? '') || earlier.has(words[g] ?? '') || months.has(words[g] ?? '') || dateLike.test(words[g] ?? '')); g++) last = g
    return last > at || prepositional ? last : -1
  }
  for (let g = at; g <= at + 2; g++) {
    if (units.test(words[g] ?? '') && g > at && back.has(words[g + 1] ?? '')) return counts.test(words[at] ?? '') ? g + 1 : -1
    if (g === at && /^\d{1,2}(?:mo|wk|m|w|y|yr|d)$/.test(words[g] ?? '') && back.has(words[g + 1] ?? '')) return g + 1
  }
  if (!prepositional) return -1
  if (months.has(word) || dateLike.test(word)) {
    let last = at
    while ((/^\d{1,4}$/.test(words[last + 1] ?? '') || months.has(words[last + 1] ?? '')) && last - at < 2) last++
    return last
  }
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(word) && (months.has(words[at + 1] ?? '') || words[at + 1] === '/' || words[at + 1] === 'of')) {
    let last = at + 1
    while (/^(?:\d{1,4}|\/)$/.test(words[last + 1] ?? '') && last - at < 5) last++
    return last
  }
  return -1
}

/** "scan of 4/11", "film of 3 weeks ago", "CT from 2021": last token of an examination with its date; -1 when token `at` begins none. */
function datedStudy(words: readonly string[], at: number): number {
  let g = at
  while (g - at < 4 && /^(?:study|scan|ct|mri|mr|pet|examination|exam|film|films|radiograph|x-ray|report|images|imaging|spect|scintigram|scintigraphy|bone|psma|fdg|oncology|staging|restaging|whole|spine|-|\/)$/.test(words[g] ?? '')) g++
  if (g === at && /^[a-z]+$/.test(words[at] ?? '') && /^(?:ct|mri|mr|pet|scan|study|film|examination|radiograph)$/.test(words[at + 1] ?? '')) g = at + 2
  if (g > at && counts.test(words[g] ?? '') && units.test(words[g + 1] ?? '') && back.has(words[g + 2] ?? '')) return g + 2
  if (g === at || !/^(?:of|from|dated|in|on)$/.test(words[g] ?? '')) return -1
  const date = words[g + 1] ?? ''
  if (/^\d{1,2}$/.test(date) && words[g + 2] === '/') return words[g + 4] === '/' ? g + 5 : g + 3
  if (dateLike.test(date) || months.has(date)) return /^\d{4}$/.test(words[g + 2] ?? '') ? g + 2 : g + 1
  return pastTime(words, g + 1)
}

/**
 * Token before which a sentence tells of an earlier period only: "In January bone metastases were …", "From January to March … was progressive", up to a word of today.
 * -1 when it does not begin so.
 */
export function earlierPeriod(words: readonly string[], from: number, to: number): number {
  let at = from
  while (at < to && /^(?:[\n•*#().-]|\d{1,2}\)?)$/.test(words[at]!)) at++
  const span = /^(?:from|between)$/.test(words[at] ?? '')
  if (!span && !/^(?:in|by|during|on)$/.test(words[at] ?? '')) return -1
  let first = at + 1
  while (/^(?:early|late|mid|the|\d{1,2})$/.test(words[first] ?? '') && first - at < 3) first++
  if (!months.has(words[first] ?? '') && !/^(?:19|20)\d\d$/.test(words[first] ?? '')) return -1
  let past = false
  for (let k = first + 1; k < to && k < from + 60; k++) {
    if (span && /^(?:present|now|today|current|date)$/.test(words[k]!) && k - first < 5) return -1
    if (/^(?:was|were|had)$/.test(words[k]!)) past = true
    if (/^(?:now|today|currently|since|is|are|has|have|remains|remain|but|however|;)$/.test(words[k]!)) return past ? k : -1
  }
  return past ? to : -1
}

const alike = /^(?:as|matching|matches|matched|match|equals|equal|equalling|mirrors|mirroring|resembles|identical)$/

/** "as on the film of 3 weeks ago", "matching the CT of May", "the same size as six weeks ago": no change since then. */
export function asInPast(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    if (!alike.test(words[k]!) || /^(?:such|well|described|reported|known|known|classified|interpreted|regarded|mentioned|judged|seen|twice)$/.test(words[k - 1] ?? '') || /^(?:not|much|large|big|many)$/.test(words[k - 1] ?? '')) continue
    const end = pastTime(words, k + 1 + (/^(?:to|with)$/.test(words[k + 1] ?? '') ? 1 : 0))
    if (end < 0 || /^(?:before|previously|then)$/.test(words[end]!) && end === k + 1) continue
    for (let i = tags.length - 1; i >= 0; i--) if (tags[i]!.first <= end && tags[i]!.last >= k) {
      if (tags[i]!.kind === 'stable' && tags[i]!.first <= k) {
        tags[i]!.last = Math.max(end, tags[i]!.last)
        for (let n = tags.length - 1; n > i; n--) if (tags[n]!.first <= end) tags.splice(n, 1)
        return
      }
      tags.splice(i, 1)
    }
    tags.splice(tags.findLastIndex((tag) => tag.last < k) + 1, 0, { kind: 'stable', first: k, last: end })
  }
}

const still = /^(?:no|not|none|nor|neither|without|isn't|aren't|doesn't|don't)$/

/** "none is avid any longer", "does not enhance any more": what was there has gone. */
export function anyLonger(tags: Tag[], words: readonly string[]): void {
  for (let i = 0; i < tags.length; i++) {
    const start = tags[i]!.first + (words[tags[i]!.first] === ':' ? 1 : 0)
    if (!still.test(words[start]!)) continue
    let end = -1
    for (let k = start + 1; k <= start + 9 && words[k] !== undefined && !/^[.;,:]$/.test(words[k]!); k++) {
      if (words[k] === 'anymore') end = k
      else if (words[k] === 'any' && /^(?:longer|more)$/.test(words[k + 1] ?? '')) end = k + 1
    }
    if (end < 0) continue
    const covered = tags.filter((tag) => tag.first > start && tag.last <= end)
    // "no bone lesion any more": what is named in between keeps its place.
    if (covered.some((tag) => tag.kind === 'metastasis' || tag.kind === 'lesion' || tag.kind === 'boneLesion')) {
      if (words[end - 1] !== 'any' || words[start] !== 'neither') continue
    }
    // "Neither T12 nor the ischium expresses PSMA any longer"
    if (covered.some((tag) => tag.kind === 'bone')) {
      if (words[start] !== 'neither') continue
      for (const tag of [tags[i]!, ...covered]) if (tag.kind === 'negationBefore' || tag.kind === 'cancer') tag.kind = 'filler'
      tags.splice(tags.findLastIndex((tag) => tag.last < end - 1) + 1, 0, { kind: 'gone', first: end - 1, last: end })
      continue
    }
    tags.splice(i, 1 + covered.length, { kind: 'gone', first: start, last: end })
  }
}

/** Verbs whose denial says nothing of what was there. */
const notThere = /^(?:changed|altered|treated|done|performed|given|included|imaged|covered|available|comparable|scanned|progressed|grown|enlarged|increased|different|larger|bigger|worse|improved|responded|responding|just|only|to|be|as|a|an|the|in|on|of|for|with|new)$/

const missing = /^(?:absent|invisible|undetectable|unremarkable|normal|clear|negative|intact|uninvolved|spared|free)$/

/**
 * "not seen on the last CT", "absent in the spring", "was normal 5 weeks ago", "not on the old films": missing then, so new now.
 * The denial becomes a word of progress that covers the time.
 */
export function newSincePast(tags: Tag[], words: readonly string[]): void {
  tags.forEach((tag, i) => {
    // "something in the parietal bone that wasn't there"
    if (tag.kind === 'negationAfter' && /^(?:was|were|wasn't|weren't)$/.test(words[tag.first]!) && /^(?:that|which)$/.test(words[tag.first - 1] ?? '') && /^(?:[.,;)\n]|)$/.test(words[tag.last + 1] ?? '')) {
      tag.kind = 'progress'
      return
    }
    const searched = tag.kind === 'negationBefore' && /^(?:find|see|identify|detect|which|these|them|of)$/.test(words[tag.last]!)
    if (tag.kind !== 'negationAfter' && !searched && !(tag.kind === 'negationBefore' && tag.first === tag.last && /^(?:not|wasn't|weren't)$/.test(words[tag.first]!))) return
    const bare = tag.kind === 'negationBefore' && !searched
    if (words[tag.last] === 'no' || words[tag.last] === 'excluded' || words[tag.last] === 'out' || words[tag.last] === 'none' || words[tag.last] === 'nil' || words[tag.last] === ')') return
    let at = tag.last + 1
    if (bare && /^(?:there|yet|so|visible|seen|present|evident|appreciable|detectable|reported|described|mentioned|noted|shown|depicted|existing|known|recorded)$/.test(words[at] ?? '')) at++
    if (bare && /^(?:has|have|had|is|are)$/.test(words[tag.last - 1] ?? '') && at === tag.last + 1 && pastTime(words, at) >= 0) return
    // "none of which existed at baseline", "not contained in the earlier data set"
    if (searched && words[tag.last] === 'of') at++
    const reach = bare || searched ? at + 2 : at
    let end = pastTime(words, at)
    while (end < 0 && at < reach && /^[a-z]+$/.test(words[at] ?? '') && !notThere.test(words[at]!)) end = pastTime(words, ++at)
    if (end < 0) return
    // "is normal" says nothing of then; "was normal in June" does.
    if (missing.test(words[tag.last]!) && !(words[tag.last] === 'absent' || words[tag.last] === 'invisible') && !/^(?:was|were)$/.test(words[tag.last - 1] ?? '')) return
    // "not mentioned in the last report, was already there"
    const then = words.slice(end + 1, end + 14)
    const old = then.includes('already') || then.includes('retrospect') || then.includes('retrospectively')
    tag.kind = old && /\b(?:mentioned|reported|described|noted|recorded|commented)\b/.test(words.slice(tag.first, end).join(' ')) ? 'known' : 'progress'
    tag.last = end
    for (let k = i + 1; k < tags.length && tags[k]!.first <= end; k++) tags[k]!.kind = 'filler'
  })
}

/** "NEW: none" denies a new lesion. */
export function emptyNew(tags: Tag[], words: readonly string[]): void {
  tags.forEach((tag, i) => {
    if (tag.kind !== 'progress' || words[tag.first] !== 'new') return
    let at = tag.last + 1
    if (/^(?:lesion|lesions|sites?|disease)$/.test(words[at] ?? '')) at++
    if (!/^[:=-]$/.test(words[at] ?? '') || !/^(?:none|nil|no|0|absent|neg|negative|nothing)$/.test(words[at + 1] ?? '') || /^[a-z]/.test(words[at + 2] ?? '')) return
    tag.kind = 'stable'
    tag.last = at + 1
    for (let k = i + 1; k < tags.length && tags[k]!.first <= at + 1; k++) tags[k]!.kind = 'filler'
  })
}

/** "Bone (L1, known) =." : an equals sign that no value follows stands for no change. */
export function equalsSigns(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from + 1; k < to; k++) {
    if (words[k] !== '=' || /^\d/.test(words[k - 1] ?? '')) continue
    if (!/^(?:[.,;|)\n/•-]|prior|previous|before|baseline|nadir|outside|last|as|since|compared|cf|vs|unchanged|)$/.test(words[k + 1] ?? '') && !isMonth(words[k + 1]) && pastTime(words, k + 1) < 0) continue
    if (!tags.some((tag) => tag.first <= k && tag.last >= k)) tags.splice(tags.findLastIndex((tag) => tag.last < k) + 1, 0, { kind: 'stable', first: k, last: k })
  }
}

const more = new Set(['more', 'worse', 'busier', 'larger', 'bigger', 'higher', 'hotter', 'brighter', 'greater', 'wider', 'stronger'])
const less = new Set(['less', 'fewer', 'smaller', 'lower', 'better', 'cooler', 'fainter', 'weaker', 'paler', 'duller', 'quieter'])
const repaired = /^(?:scler|dense|calcif|ossif|mineral|heal|dens)/

/** "lighting up a lot more than last time", "fewer hot spots than in May": the comparison decides, whatever stands in between. */
export function compareWithPast(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from + 1; k < to; k++) {
    if (words[k] !== 'than' && !(words[k] === 'with' && words[k - 1] === 'compared')) continue
    const end = pastTime(words, k + 1)
    if (end < 0 && !/^(?:ever|they|it)$/.test(words[k + 1] ?? '')) continue
    for (let g = k - 1; g >= Math.max(from, k - 7) && words[g] !== ',' && words[g] !== '.' && words[g] !== ';'; g--) {
      const grows = more.has(words[g]!)
      if (!grows && !less.has(words[g]!)) continue
      if (/^(?:no|not|nothing|without|any)$/.test(words[g - 1] ?? '') || repaired.test(words[g + 1] ?? '')) break
      const present = tags.find((tag) => tag.first <= g && tag.last >= g)
      const kind = grows ? 'progress' : 'stable'
      if (present === undefined) tags.splice(tags.findLastIndex((tag) => tag.last < g) + 1, 0, { kind, first: g, last: g })
      else if (present.kind === 'filler' || present.kind === 'neutral' || present.kind === 'descriptor') present.kind = kind
      break
    }
  }
}
