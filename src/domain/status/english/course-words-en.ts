import { isMonth, pastTime } from './past-time-en.ts'
import { changeOf, isHead } from '../statement.ts'
import type { Tag } from '../vocabulary.ts'

const deniers = new Set(['not', 'none', 'nothing', 'neither', 'never', 'hardly', 'scarcely', 'barely', "hasn't", "haven't", "isn't", "aren't", "didn't", "doesn't", "wasn't", "weren't", "don't"])
/** Words that may stand between a denial and the growth it denies. */
const auxiliary = /^(?:has|have|had|is|are|was|were|been|be|being|of|them|these|those|the|it|its|their|one|single|lesions?|deposits?|metastas[ei]s|sites?|ones|any|at|all|in|seem|seems|appear|appears|become|became|got|gotten|grown|much|so|far|either|even|real|measurably|amount|to|meet|criteria|for)$/
/** Growth said of what is there; "new" and "additional" deny another lesion. */
const growth = /^(?:grow|grew|enlarg|increas|progress|advanc|expand|extend|wors|deterior|multipl|larger|bigger|thicker|wider|bulkier|deeper|stronger|brighter|hotter|higher|greater|heavier|intensif|spread|double|swollen|swell|up|more|longer|broader|widen|lengthen|coarse|upsized|taller|evolv)/
/** No sign of comparing growth: "not only", "not just", "no longer". */
const spoiled = /^(?:only|just|merely|simply|yet|longer)$/

/**
 * "have not grown or multiplied", "none has increased", "is not thicker", "not appreciably different from": the growth that is denied is a standstill.
 * All growth joined to the first by "or", "nor", "and" or a comma goes along.
 */
export function deniedGrowth(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    if (!deniers.has(words[k]!)) continue
    let at = k + 1
    while (at < to && at - k <= 6 && (auxiliary.test(words[at]!) || words[at]!.endsWith('ly')) && !spoiled.test(words[at]!) && !tags.some((tag) => tag.first === at && growing(tag))) at++
    let last = -1
    // "have not grown" is one phrase; "or multiplied" may follow it.
    const whole = tags.find((tag) => tag.kind === 'stable' && tag.first <= k && tag.last > k && growth.test(words[tag.last]!))
    if (whole !== undefined) {
      last = whole.last
      at = follow(last)
    }
    if (/^(?:different|differs|differ|differed)$/.test(words[at] ?? '') && /^(?:from|to|than|in)$/.test(words[at + 1] ?? '')) last = at
    for (;;) {
      const tag = tags.find((one) => one.first === at && growing(one))
      if (tag === undefined) break
      last = tag.last
      at = follow(last)
    }
    if (last < 0 && /^(?:none|neither)$/.test(words[k]!)) last = subjectBetween(k)
    if (last < 0) continue
    // "none of the larger lesions": which ones, not which way.
    const head = tags.find((tag) => tag.first > last && tag.first - last <= 2 && isHead(tag.kind))
    if (head !== undefined && !/^(?:in|of|,|and|or|with|at)$/.test(words[last + 1] ?? '')) continue
    const first = tags.findIndex((tag) => tag.last >= k)
    const kept = tags.slice(first).filter((tag) => tag.first > last)
    tags.splice(first, tags.length - first, { kind: 'stable', first: k, last }, ...kept)
    k = last
  }

  /** "Neither the humeral nor the scapular deposit has grown or spread": the subject stays, its growth is denied. Gives back -1, having marked both. */
  function subjectBetween(k: number): number {
    for (let g = k + 1; g < Math.min(to, k + 14) && !/^[;:.]$/.test(words[g]!); g++) {
      if (!/^(?:has|have|is|are)$/.test(words[g]!)) continue
      let at = g + 1
      while (/^(?:been|become|become|got|any|now)$/.test(words[at] ?? '') || (words[at] ?? '').endsWith('ly')) at++
      const grown = tags.find((tag) => tag.first === at && growing(tag))
      if (grown === undefined || !tags.some((tag) => tag.first > k && tag.last < g && (isHead(tag.kind) || tag.kind === 'bone'))) return -1
      for (;;) {
        const next = follow(grown.last)
        const more = next < 0 ? undefined : tags.find((tag) => tag.first === next && growing(tag))
        if (more === undefined) break
        tags.splice(tags.indexOf(more), 1)
        grown.last = more.last
      }
      grown.kind = 'stable'
      for (const tag of tags) if (tag.kind === 'negationBefore' && tag.first >= k && tag.last < g) tag.kind = 'filler'
      return -1
    }
    return -1
  }

  /** The token behind "or", "nor", "and" or a comma that follows a denied growth; -1 where none does. */
  function follow(last: number): number {
    let next = last + 1
    while (next < to && /^(?:in|size|number|extent)$/.test(words[next]!) && next - last <= 3) next++
    if (!/^(?:or|nor|and|,)$/.test(words[next] ?? '')) return -1
    while (next < to && next - last <= 7 && (/^(?:or|nor|and|,|they)$/.test(words[next]!) || auxiliary.test(words[next]!) || words[next]!.endsWith('ly')) && !tags.some((one) => one.first === next && growing(one))) next++
    return next
  }

  function growing(tag: Tag): boolean {
    return (tag.kind === 'progress' || tag.kind === 'progressNoun') && growth.test(words[tag.first]!)
  }
}

/** "no residual or recurrent tumour": what is joined to a denial is denied. */
export function joinedToDenial(tags: Tag[], words: readonly string[]): void {
  tags.forEach((tag, i) => {
    const next = tags[i + 1]
    if (tag.kind !== 'gone' || !/^(?:no|without)$/.test(words[tag.first]!) || next === undefined) return
    if ((next.kind === 'progress' || next.kind === 'progressNoun') && next.first === tag.last + 2 && /^(?:or|nor|and|\/)$/.test(words[tag.last + 1]!)) {
      tag.kind = 'negationBefore'
      tag.last = tag.first
    }
  })
}

const cycle = /^(?:week|month|cycle|visit|baseline|screening|timepoint)s?$/

/** Last token of a point in time at token `k` ("March", "the June CT", "week 8", "2021", "the two earlier scans"); -1 when none begins there. */
function timeAt(words: readonly string[], k: number): number {
  let at = k
  while (/^(?:the|her|his|early|late|mid|our|those|these|two|three|both|last)$/.test(words[at] ?? '') && at - k < 3) at++
  if (cycle.test(words[at] ?? '')) return /^\d{1,3}$/.test(words[at + 1] ?? '') ? at + 1 : at
  if (isMonth(words[at])) {
    while (/^(?:\d{1,4}|ct|mri|mr|pet|scan|study|examination|year)$/.test(words[at + 1] ?? '')) at++
    return at
  }
  if (/^(?:19|20)\d\d$/.test(words[at] ?? '')) return at
  if (/^\d{1,2}$/.test(words[at] ?? '') && isMonth(words[at + 1])) return /^\d{4}$/.test(words[at + 2] ?? '') ? at + 2 : at + 1
  if (/^(?:earlier|previous|prior|preceding|first|second|initial)$/.test(words[at] ?? '')) {
    while (/^(?:scans?|exams?|examinations?|stud(?:y|ies)|cts?|mris?|visits?|one|ones|two|and|second|third)$/.test(words[at + 1] ?? '')) at++
    return at
  }
  return -1
}

const nowadays = /^(?:now|today|present|current|currently|this|date)$/
const reporting = /^(?:reported|seen|noted|described|found|demonstrated|documented|diagnosed|detected|shown|called|suspected|queried)$/

/**
 * A course of then is none of today: "increase between February and June, since when …", "grew between March and June", "foci that looked new at week 8",
 * "when new lesions were reported", "first seen 2021". Such words become known ones.
 */
export function coursesOfThen(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    if (words[k] === 'between' || (words[k] === 'from' && isMonth(words[k + 1]))) {
      const first = timeAt(words, k + 1)
      if (first < 0) continue
      const plural = /^(?:scans|exams|examinations|studies|cts|mris|visits|ones|two)$/.test(words[first]!)
      const second = plural ? first : /^(?:and|to|until|-)$/.test(words[first + 1] ?? '') && !nowadays.test(words[first + 2] ?? '') ? timeAt(words, first + 2) : -1
      // The last interval is today's where nothing later is told.
      if (second < 0 || !laterTold(second + 1)) continue
      const own = tags.filter((tag) => courseOf(tag) && tag.last < k && !barred(tag.last + 1, k) && k - tag.last <= 10)
      const behind = own.length > 0 ? [] : tags.filter((tag) => courseOf(tag) && tag.first > second && tag.first - second <= 8 && !barred(second + 1, tag.first, true))
      for (const tag of own.length > 0 ? own : behind.slice(0, 1)) tag.kind = 'known'
    }
  }
  presentThen()
  tags.forEach((tag, i) => {
    if (changeOf(tag.kind) !== 'progress') return
    const before = words.slice(Math.max(from, tag.first - 3), tag.first)
    // "when new sacral lesions were reported"
    if (before.includes('when')) {
      for (let k = tag.last + 1; k <= tag.last + 8 && k < to && !/^[,;.]$/.test(words[k]!); k++) if (/^(?:was|were)$/.test(words[k]!) && reporting.test(words[k + 1] ?? '')) {
        tag.kind = 'known'
        return
      }
    }
    const at = /^(?:in|on|at|by|since)$/.test(words[tag.last + 1] ?? '') ? tag.last + 2 : tag.last + 1
    const time = words[at - 1] === 'since' ? -1 : timeAt(words, at)
    if (time < 0 || (at === tag.last + 1 && !/^(?:19|20)\d\d$/.test(words[at]!))) return
    // "that looked new at week 8", "first seen 2021, 11 mm then and 11 mm now"
    const looked = before.some((word) => /^(?:looked|seemed|was|were|considered|thought|reported)$/.test(word)) || /^(?:first|only)$/.test(words[tag.first]!) || /^(?:only|first)$/.test(words[tag.first - 1] ?? '') || before.some((word) => /^(?:that|which)$/.test(word))
    if (looked && tags.slice(i + 1).some((other) => changeOf(other.kind) !== null && other.first > time)) tag.kind = 'known'
    else if (looked && (words.slice(time, to).includes('now') || /^(?:first|only)$/.test(words[tag.first]!))) tag.kind = 'known'
  })

  /** "were all present 9 months ago": there then, so no change since. */
  function presentThen(): void {
    for (const tag of tags) {
      if (tag.kind !== 'present' || !/^(?:present|seen|visible|there)$/.test(words[tag.last]!) || pastTime(words, tag.last + 1) < 0) continue
      for (let g = tag.first - 1; g >= tag.first - 3 && g >= from; g--) {
        if (/^(?:not|never|none|no)$/.test(words[g]!)) break
        if (!/^(?:was|were)$/.test(words[g]!)) continue
        tag.kind = 'stable'
        tag.last = pastTime(words, tag.last + 1)
        for (const other of tags) if (other !== tag && other.first > tag.first && other.first <= tag.last) other.kind = 'filler'
        break
      }
    }
  }

  function courseOf(tag: Tag): boolean {
    const change = changeOf(tag.kind)
    return change === 'progress' || change === 'steady' || change === 'gone' || change === 'mixed'
  }

  function barred(start: number, end: number, commas = false): boolean {
    for (let g = start; g < end; g++) if (words[g] === ';' || words[g] === '.' || (commas && words[g] === ',')) return true
    return false
  }

  /** A course or a word of today behind the interval, in the same sentence or the next. */
  function laterTold(start: number): boolean {
    for (let g = start; g < Math.min(words.length, start + 45); g++) if (/^(?:now|today|since|currently|then|meanwhile|thereafter|afterwards|later|subsequently|current|present)$/.test(words[g]!)) return true
    return false
  }
}

const seenWith = /^(?:made|seen|visible|discernible|perceptible|identifiable|identified|recognisable|recognizable|detectable|appreciable|distinguishable|traceable)$/

const densities = new Set(['density', 'sclerosis', 'mineralisation', 'mineralization', 'ossification', 'hounsfield'])

/** Words that only together tell the course: "can barely be made out", "has acquired a sclerotic rim", "density a little greater", "filled with new bone", "there is now epidural tumour", "none with epidural spread". */
export function joinedCourses(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    if (words[k] === 'barely' || words[k] === 'hardly' || words[k] === 'scarcely') {
      for (let g = k + 1; g <= k + 3; g++) if (seenWith.test(words[g] ?? '')) {
        cover(k, words[g] === 'made' ? g + 1 : g, 'gone')
        break
      }
    }
    if (words[k] === 'there' && /^(?:is|are)$/.test(words[k + 1] ?? '') && words[k + 2] === 'now') {
      const next = tags.find((tag) => tag.first > k + 2 && tag.kind !== 'filler' && tag.kind !== 'many' && tag.kind !== 'bone' && tag.kind !== 'region')
      if (next !== undefined && next.first - k <= 8 && isHead(next.kind) && next.kind !== 'benign' && next.kind !== 'weakBoneLesion') cover(k + 2, k + 2, 'progress')
    }
  }
  tags.forEach((tag, i) => {
    if (tag.kind === 'neutral' && /^(?:sclerotic)$/.test(words[tag.first]!)) {
      for (let g = tag.first - 1; g >= tag.first - 4 && g >= from; g--) if (/^(?:acquired|acquiring|gained|developed|developing|formed|forming|new|now)$/.test(words[g]!)) tag.kind = 'healing'
    }
    // "an old met that has healed and not a new one": what was called new before is not.
    if (tag.kind === 'progress' && words[tag.first] === 'new' && /^(?:one|ones|lesions?|deposits?|metastas[ei]s|findings?|[.,;)])$/.test(words[tag.last + 1] ?? '.')) {
      let g = tag.first - 1
      while (g > from && /^(?:a|an|any|truly|really|genuinely|actually|the)$/.test(words[g]!)) g--
      const denial = tags.find((one) => one.first <= g && one.last >= g)
      if (words[g] === 'not' && denial !== undefined && tags.some((one) => one.last < g && changeOf(one.kind) === 'progress')) {
        for (const one of tags) if (one.last < g && changeOf(one.kind) === 'progress') one.kind = 'known'
        tag.kind = 'filler'
        denial.kind = 'filler'
      }
    }
    // "look more numerous solely because the slices are thinner"
    if (tag.kind === 'progress' && /^(?:solely|only|merely|purely|just|simply|entirely)$/.test(words[tag.last + 1] ?? '') && /^(?:because|due|owing|reflects?|as|on|from|a)$/.test(words[tag.last + 2] ?? '')) tag.kind = 'stable'
    // "have grown denser"
    if (tag.kind === 'progress' && tag.first === tag.last && /^(?:grown|growing|grew|grow)$/.test(words[tag.first]!) && tags[i + 1]?.kind === 'stable' && tags[i + 1]!.first === tag.last + 1) tag.kind = 'verb'
    // "burden is still higher" than long ago
    if (tag.kind === 'progress' && words[tag.first - 1] === 'still' && /^(?:higher|larger|greater|more|bigger)/.test(words[tag.first]!)) tag.kind = 'filler'
    // "since February's progression he has changed therapy"
    if (tag.kind === 'progressNoun' && words[tag.first - 1] !== 'since') for (let g = tag.first - 1; g >= tag.first - 4 && g >= from; g--) if (words[g] === 'since' && !tags.some((one) => one.first > g && one.last < tag.first && changeOf(one.kind) !== null)) tag.kind = 'known'
    // Density that grows is repair.
    if (tag.kind === 'progress' && /^(?:greater|higher|increased|increasing|up|risen|rising|more)$/.test(words[tag.first]!) && words.slice(Math.max(from, tag.first - 8), tag.first).some((word) => densities.has(word))) {
      for (let g = tag.first - 1; g >= tag.first - 8 && g >= from && !/^[;.]$/.test(words[g]!) && !tags.some((one) => one.first === g && isHead(one.kind) && !words[g]!.startsWith('scler')); g--) if (densities.has(words[g]!)) tag.kind = 'stable'
    }
    // "Bone flare is a lesser possibility" names what it is not.
    if (tag.kind === 'healing' && /flare|pseudo/.test(words.slice(tag.first, tag.last + 1).join(' '))) for (let g = tag.last + 1; g <= tag.last + 6 && !/^[,;.]$/.test(words[g] ?? '.'); g++) if (/^(?:possibility|unlikely|lesser|improbable)$/.test(words[g]!)) tag.kind = 'filler'
    // "subligamentous spread to D7" is the way of an infection.
    if (tag.kind === 'metastasis' && words[tag.first]!.startsWith('spread') && /^(?:subligamentous|epidural|paravertebral|contiguous|discal|intradiscal|subperiosteal|paraspinal)$/.test(words[tag.first - 1] ?? '')) tag.kind = 'filler'
    const next = tags[i + 1]
    if (tag.kind === 'progress' && words[tag.last] === 'new' && next?.kind === 'bone' && words[next.first] === 'bone' && next.first === next.last && next.first === tag.last + 1 && !/^[a-z]{3,}/.test(words[next.last + 1] ?? '')) {
      tag.kind = 'healing'
      tag.last = next.last
      next.kind = 'filler'
    }
    // "all enhancing, none with epidural spread"
    if (tag.kind === 'negationAfter' && words[tag.first] === 'none' && tag.first === tag.last && /^(?:with|of|has|have|shows?|showing|in)$/.test(words[tag.last + 1] ?? '')) tag.kind = 'negationBefore'
  })

  function cover(first: number, last: number, kind: Tag['kind']): void {
    const at = tags.findIndex((tag) => tag.last >= first)
    const start = at < 0 ? tags.length : at
    const kept = tags.slice(start).filter((tag) => tag.first > last)
    tags.splice(start, tags.length - start, { kind, first, last }, ...kept)
  }
}

/** "The liver, on the other hand, has …", "C7 however has increased": a word of contrast between a subject and its verb leaves the clause whole. */
export function isAside(tags: readonly Tag[], at: number, words: readonly string[], from: number): boolean {
  const tag = tags[at]!
  const inCommas = words[tag.first - 1] === ',' && words[tag.last + 1] === ','
  if (!inCommas && !(/^(?:however|meanwhile|conversely|though)$/.test(words[tag.last]!) && /^(?:has|have|is|are|was|were|shows?|measures?)$/.test(words[tag.last + 1] ?? ''))) return false
  const start = Math.max(from, tag.first - 9)
  const end = inCommas ? tag.first - 1 : tag.first
  let first = end
  while (first > start && !/^[,;:.]$/.test(words[first - 1]!)) first--
  if (!tags.some((one) => one.first >= first && one.last < end && (isHead(one.kind) || one.kind === 'organ' || one.kind === 'bone'))) return false
  return !tags.some((one) => one.first >= first && one.last < end && (one.kind === 'break' || one.kind === 'verb' || changeOf(one.kind) !== null || one.kind === 'negationBefore' || one.kind === 'negationAfter'))
}

/**
 * "Is the disease worse? I think not", "Does the patient have progression? No.": a question tells no course; an answer of no tells a standstill.
 * Gives back the range of question and answer where the course is denied.
 */
export function askedCourse(tags: Tag[], words: readonly string[], from: number, to: number): { first: number; last: number } | null {
  let start = from
  while (start < to && /^(?:[\n•*#().-]|\d{1,2})$/.test(words[start]!)) start++
  if (words[to - 1] !== '?' || !/^(?:is|are|was|does|do|did|has|have|can)$/.test(words[start] ?? '')) return null
  const asked = tags.filter((tag) => changeOf(tag.kind) === 'progress')
  for (const tag of asked) tag.kind = 'filler'
  const answer = words.slice(to, to + 4)
  const no = answer[0] === 'no' ? 0 : answer.indexOf('not')
  return asked.length > 0 && no >= 0 && no <= 2 ? { first: start, last: to + no } : null
}
