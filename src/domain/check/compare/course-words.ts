import { shownOn } from '../../fact/course.ts'
import type { TextRange } from '../../report/range.ts'

/** What may have become of a thing, as a set of bits: a statement often leaves several open ("still there" is larger, smaller or the same). */
export const course = { new: 1, larger: 2, same: 4, smaller: 8, resolved: 16 } as const
const there = course.larger | course.same | course.smaller
const old = there | course.resolved
const notLarger = course.same | course.smaller | course.resolved
const notSmaller = course.new | course.larger | course.same

/**
 * Words that tell a course. `sure`: they cannot be a mere state ("enlarged node"). `valued`: they say worse or better, not more or less.
 * `denies`: that there is anything new at all. `leads`: the thing stands behind the words ("new nodule").
 */
export type CourseCue = TextRange & { mask: number; sure: boolean; valued: boolean; denies: boolean }

type Rule = { mask: number; form: 'verb' | 'past' | 'going' | 'noun' | 'compared' | 'plain'; valued: boolean }

const doubling = /^(?:drop|thin|plan)$/
/** Past, third person and -ing of a regular verb. */
function inflected(verb: string): { base: string[]; past: string[]; going: string[] } {
  const stem = doubling.test(verb) ? verb + verb.at(-1) : verb.replace(/e$/, '')
  const y = /[^aeiou]y$/.test(verb)
  return { base: [verb, y ? `${verb.slice(0, -1)}ies` : /(?:s|x|sh|ch)$/.test(verb) ? `${verb}es` : `${verb}s`], past: [y ? `${verb.slice(0, -1)}ied` : `${stem}ed`], going: [`${stem}ing`] }
}

const rules = new Map<string, Rule>()
const put = (words: string, mask: number, form: Rule['form'], valued = false) => {
  for (const word of words.split(' ')) rules.set(word, { mask, form, valued })
}
const verbs = (words: string, mask: number, valued = false) => {
  for (const verb of words.split(' ')) {
    const { base, past, going } = inflected(verb)
    put(base.join(' '), mask, 'verb', valued)
    put(past.join(' '), mask, 'past', valued)
    put(going.join(' '), mask, 'going', valued)
  }
}
verbs('increase enlarge expand widen thicken lengthen broaden accumulate reaccumulate multiply double triple quadruple intensify deepen elongate swell distend balloon', course.larger)
put('grew rose', course.larger, 'plain')
put('grown risen swollen', course.larger, 'past')
put('growing rising', course.larger, 'going')
put('growth enlargement expansion rise gain increment reaccumulation', course.larger, 'noun')
verbs('worsen deteriorate advance escalate exacerbate progress spread', course.larger, true)
put('progression progress deterioration exacerbation', course.larger, 'noun', true)
put('progressive', course.larger, 'plain', true)
verbs('decrease reduce diminish lessen shrink narrow shorten decline subside fade recede abate wane halve dwindle thin drop resorb quieten deflate', course.smaller)
put('sunk', course.larger, 'past')
put('fell shrank', course.smaller, 'plain')
put('shrunk shrunken fallen', course.smaller, 'past')
put('falling', course.smaller, 'going')
put('shrinkage fall drop reduction diminution', course.smaller, 'noun')
verbs('improve regress recover ameliorate settle respond ease remit', course.smaller | course.resolved, true)
put('improvement regression recovery remission response', course.smaller | course.resolved, 'noun', true)
put('easing healing responding resolving clearing', course.smaller, 'going', true)
verbs('resolve disappear vanish dissolve', course.resolved)
verbs('normalise normalize', course.smaller | course.resolved, true)
put('resolving', course.smaller, 'going', true)
put('resolution disappearance', course.resolved, 'noun')
put('gone', course.resolved, 'plain')
put('cleared drained removed evacuated closed passed', course.resolved, 'past')
put('unchanged stable static same similar stationary unaltered constant identical steady unmodified stability plateaued', course.same, 'plain')
put('persist persists persisted persisting persistent persistence residual residuum ongoing continues continuing still unresolved', there, 'plain')
put('remain remains remained remaining', there, 'plain')
put('longstanding chronic preexisting old healed known already', old, 'plain')
put('new newly fresh', course.new, 'plain')
put('appeared developed emerged arisen occurred evolved', course.new, 'past')
put('recurrence relapse', course.new, 'noun')
put('larger bigger wider thicker longer deeper greater higher denser taller fuller bulkier', course.larger, 'compared')
put('smaller thinner narrower shorter lower fewer fainter weaker', course.smaller, 'compared')
put('worse', course.larger, 'compared', true)
put('better milder', course.smaller | course.resolved, 'compared', true)

type Token = TextRange & { word: string; /** What stands between this word and the one before: "," ";" or "". */ gap: string }
const wordAt = /[a-z]+(?:['’-][a-z]+)*|\d+(?:[.,]\d+)*/gi

function tokensOf(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = []
  let last = start
  for (const found of text.slice(start, end).matchAll(wordAt)) {
    const at = start + found.index
    tokens.push({ start: at, end: at + found[0].length, word: found[0].toLowerCase(), gap: text.slice(last, at).replace(/[^,;:().]/g, '') })
    last = at + found[0].length
  }
  return tokens
}

/** What shows that two times are compared. */
const timed = /^(?:since|compared|comparison|than|from|over|interval|interim|meantime|previous|previously|prior|before|earlier|formerly|ago|yesterday|last|now|by|baseline|again|further|today|currently|(?:19|20)\d\d)$/
const having = /^(?:has|have|had|having|become|becoming|became|got|gotten|getting|interval|further|been|is|are|continued|continues)$/
/** Past forms that are never a mere state, as "enlarged" and "reduced" are. */
const process = /^(?:grown|risen|shrunk|fallen|regressed|progressed|improved|worsened|deteriorated|exacerbated|escalated|receded|subsided|faded|abated|halved|doubled|tripled|quadrupled|resorbed|settled|recovered|remitted|declined|dwindled|resolved|disappeared|vanished|dissolved|normali[sz]ed|cleared|reaccumulated|waned)$/
const degreeWord = /^(?:slightly|mildly|minimally|moderately|markedly|significantly|considerably|substantially|clearly|much|somewhat|far|definitely|dramatically|rapidly|only|a|little|lot|bit|appreciably|visibly|probably|marginally|now|also|both|roughly|nearly|almost|largely|partially|partly|mostly|completely|fully|entirely|totally|spontaneously|essentially|relatively|otherwise|grossly|overall|very|all|again|more|not|since|quite|considerable|mild|marked|slight|and|or|in|size|number|extent)$/
const denial = /^(?:no|not|without|nor|neither|never|nil|nothing|hasn't|haven't|didn't|isn't|cannot|none|non)$/
const seen = /^(?:there|present|seen|visible|evident|visuali[sz]ed|apparent|demonstrable|demonstrated|described|noted|identified|detected|detectable|appreciated|imaged|found|shown|known|reported|visuali[sz]able|recogni[sz]able|established|documented|mentioned|in|existent|existing)$/
const formerly = /^(?:before|previously|prior|earlier|then|formerly|last|previous|old|yesterday|past|initial|initially|baseline|(?:19|20)\d\d|jan\w*|feb\w*|march|mar|april|apr|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|monday|tuesday|wednesday|thursday|friday|saturday|sunday|admission|birth|days?|weeks?|months?|years|time|ago)$/
const doneAll = /^(?:largely|partially|partly|mostly|nearly|almost|incompletely|slowly|somewhat|practically|virtually|partial|near|incomplete|improving)$/
/** What is stable when it does not give way. */
const mechanical = /^(?:fractures?|injur\w*|hips?|joint|spine|pelvis|components?|stem|cup|implants?|prosthes[ie]s|hardware|fixation|osteosynthesis|arthroplasty|patient|h(?:a)?emodynamics)$/
const ofNature = /^(?:of|left|right|normal|expected|usual|average|the|contralateral|those|that|other|adjacent|\d.*)$/

/**
 * Words of the sentence `text[start, end)` that tell what became of something since an earlier time. English; linear in its length.
 * Whose course it is does not show here.
 */
export function courseCues(text: string, start: number, end: number): CourseCue[] {
  const tokens = tokensOf(text, start, end)
  const cues: CourseCue[] = []
  const add = (from: number, to: number, mask: number, sure = true, valued = false, denies = false) => {
    const range = { start: tokens[from]!.start, end: tokens[to]!.end }
    if (!cues.some((one) => one.start < range.end && range.start < one.end)) cues.push({ ...range, mask, sure, valued, denies })
  }
  const at = (i: number): string => tokens[i]?.word ?? ''
  /** Is there a word of `kind` within `reach` words after `i`, before a comma or bracket? */
  const follows = (i: number, reach: number, kind: RegExp): boolean => {
    for (let k = i + 1; k <= i + reach && k < tokens.length; k++) {
      if (/[;).]/.test(tokens[k]!.gap) || (tokens[k]!.gap && k > i + 3)) return false
      if (kind.test(tokens[k]!.word)) return true
    }
    return false
  }
  /** First word of the run of degrees right before `i`. */
  const runBefore = (i: number): number => {
    let k = i
    while (k > 0 && i - k < 6 && !tokens[k]!.gap && degreeWord.test(at(k - 1))) k--
    return k
  }
  /** The word that denies `i`: right before its degrees, or "no evidence of", "no sign of any". */
  const deniedBy = (i: number): number => {
    for (let k = i - 1; k >= 0 && i - k <= 6; k--) {
      if (tokens[k + 1]!.gap) return -1
      if (denial.test(at(k))) return k
      if (!degreeWord.test(at(k)) && !having.test(at(k)) && !/^(?:evidence|sign|signs|of|any|further|interval|significant|relevant|appreciable|measurable|real|definite|to|suggest|metabolic|radiographic|radiological|been|there|change|convincing|new|or|enlarging|growing)$/.test(at(k))) return -1
    }
    return -1
  }
  /** "No other new lesion", "no further growth elsewhere": of all but what was told, so of nothing that could be compared. */
  const others = (i: number): boolean => tokens.slice(Math.max(0, i - 6), i).some((one, k, list) => denial.test(one.word) && /^(?:other|additional|else)$/.test(list[k + 1]?.word ?? ''))
  for (let i = 0; i < tokens.length; i++) {
    if (others(i)) continue
    const word = at(i)
    const next = at(i + 1)
    if (/^(?:not|no)$/.test(word) && !tokens[i + 1]?.gap) {
      const k = tokens.findIndex((one, at) => at > i && at < i + 6 && one.word === 'any' && /^(?:more|longer)$/.test(tokens[at + 1]?.word ?? ''))
      if (k > 0) {
        add(i, k + 1, course.resolved)
        continue
      }
    }
    // "No mass on mammogram 2022", "without uptake at baseline", "then 15 mm without collapse": what is there now is new.
    if (/^(?:no|without)$/.test(word) && !/^(?:longer|new|other|residual|change|significant|relevant|interval|further|comparison|prior|previous|more)$/.test(next)) {
      let k = i + 1
      while (k < i + 6 && k < tokens.length && !tokens[k]!.gap && !/^(?:on|in|at)$/.test(at(k)) && !rules.has(at(k))) k++
      if (k > i + 1 && /^(?:on|in|at)$/.test(at(k)) && !tokens[k]!.gap && tokens.slice(k + 1, k + 5).some((one, n, list) => formerly.test(one.word) && !list.slice(0, n + 1).some((two) => two.gap)) && !rules.has(at(k - 1))) {
        add(i, i, course.new)
        continue
      }
      if (tokens.slice(Math.max(0, i - 8), i).some((one, n, list) => /^(?:then|previously|formerly|baseline|ago)$/.test(one.word) && !list.slice(n + 1).some((two) => /[;]/.test(two.gap)))) {
        add(i, i, course.new, false)
        continue
      }
    }
    // "Normal uptake, previously focal lesions".
    if (/^(?:previously|formerly|prev)$/.test(word) && tokens[i]!.gap !== '' && /^[a-z]/.test(next) && !seen.test(next) && !denial.test(next) && !tokens[i + 1]!.gap && tokens.slice(Math.max(0, i - 8), i).some((one) => /^(?:nl|normal|clear|no|without|unremarkable|negative|homogeneous)$/.test(one.word))) {
      add(i, i, course.resolved)
      continue
    }
    if (word === 'no' && /^(?:residual|residuum)$/.test(next)) {
      add(i, i + 1, course.resolved)
      continue
    }
    // "No ascites (previously moderate)".
    if (/^(?:previously|was|were|formerly|prev|prior)$/.test(word) && tokens[i]!.gap.includes('(') && /^(?:small|mild|moderate|large|severe|present|seen|extensive|marked|trace|minimal)$/.test(next) && tokens.slice(Math.max(0, i - 4), i).some((one) => denial.test(one.word))) {
      add(i, i + 1, course.resolved)
      continue
    }
    // "have sunk further", "collapsed further".
    if (word === 'further' && (/(?:ed|sunk)$/.test(at(i - 1)) || (/^(?:up|out|down)$/.test(at(i - 1)) && at(i - 2).endsWith('ed'))) && !tokens[i]!.gap && !rules.has(at(i - 1))) {
      add(i - 1, i, course.larger, having.test(at(i - 2)) || having.test(at(i - 3)) || !next || tokens[i + 1]!.gap !== '')
      continue
    }
    // "not there in 2020", "not seen before", "was absent previously" / "already there in May", "previously described".
    if (/^(?:not|absent|wasn't|weren't|unseen)$/.test(word)) {
      let k = word === 'absent' || word === 'unseen' ? i : i + 1
      while (/^(?:been|yet|previously|definitely|clearly)$/.test(at(k))) k++
      if (at(k - 1) === 'previously' && seen.test(at(k))) {
        add(i, k, course.new)
        continue
      }
      if ((k === i || seen.test(at(k))) && (formerly.test(at(k + 1)) || (at(k + 1) === 'any' && /^(?:more|longer)$/.test(at(k + 2))) || (/^(?:in|on|at|the|by)$/.test(at(k + 1)) && follows(k, 8, formerly)) || (/^(?:\d+|an?|one|two|three|six|some|several)$/.test(at(k + 1)) && follows(k, 4, /^(?:ago|earlier|before)$/)))) {
        // "No lesion that was not there last year".
        const twice = tokens.slice(Math.max(0, i - 5), i).findIndex((one) => /^(?:no|without|nothing)$/.test(one.word))
        const relative = tokens.slice(Math.max(0, i - 3), i).some((one) => /^(?:that|which)$/.test(one.word))
        let last = k + 1
        while (last < k + 8 && !formerly.test(at(last))) last++
        if (twice >= 0 && relative) add(Math.max(0, i - 5) + twice, last, 0, true, false, true)
        else add(i, last, course.new)
        continue
      }
    }
    if (/^(?:previously|formerly|earlier|before|prior)$/.test(word) && /^(?:not|absent|none|nil|normal|unseen|no|clear)$/.test(next) && !tokens[i + 1]!.gap.replace(':', '')) {
      add(i, i + 1, course.new)
      continue
    }
    // "T12 was normal at that time", "clear on the previous film".
    if (/^(?:normal|clear|unremarkable|negative|intact|nl)$/.test(word) && ((/^(?:then|previously|before)$/.test(next) && !tokens[i + 1]!.gap) || (/^(?:at|in|on)$/.test(next) && follows(i + 1, 5, formerly))) && !/^(?:as|and|or|size)$/.test(at(i - 1))) {
      add(i, i, course.new)
      continue
    }
    if (word === 'no' && next === 'longer' && /^(?:perfused|patent|opacified|opacifies|viable|intact|ventilated|aerated|compressible|continuous|functioning)$/.test(at(i + 2))) {
      add(i, i + 1, course.larger, false, true)
      continue
    }
    if (word === 'no' && next === 'longer') {
      add(i, i + 1, course.resolved)
      i++
      continue
    }
    if (/^(?:any|not)$/.test(word) && (next === 'longer' || (next === 'any' && at(i + 2) === 'more'))) {
      add(i, i + 1, course.resolved)
      continue
    }
    // "not seen now", "hold their position", "down in size".
    if (word === 'not' && seen.test(next) && /^(?:now|today|currently)$/.test(at(i + 2))) {
      add(i, i + 2, course.resolved)
      continue
    }
    if (/^(?:holds?|held|holding|keeps?|kept)$/.test(word) && follows(i, 2, /^(?:position|steady|alignment|place)$/)) {
      add(i, i, course.same)
      continue
    }
    if (/^(?:up|down)$/.test(word) && next === 'in' && /^(?:size|number|extent|volume)$/.test(at(i + 2))) {
      add(i, i + 2, word === 'up' ? course.larger : course.smaller)
      continue
    }
    // "have been there since 2021", "known since 2019", "present for years".
    if (/^(?:there|present|seen|known|visible)$/.test(word) && /^(?:since|for)$/.test(next) && (/^(?:been|known|present)$/.test(at(i - 1)) || word === 'known') && deniedBy(i) < 0 && follows(i, 4, formerly)) {
      add(i, i + 1, old)
      continue
    }
    // "now confined to the calf", "now extends into the pelvis".
    if (word === 'now' && /^(?:confined|limited|restricted|locali[sz]ed)$/.test(next)) {
      add(i, i + 1, course.smaller)
      continue
    }
    if (word === 'now' && /^(?:also|extends|extending|reaches|reaching|involves|involving|invades|invading|crosses)$/.test(next)) {
      add(i, i + 1, course.larger | course.new, false)
      continue
    }
    if (word === 'already' && seen.test(next)) {
      add(i, i + 1, old)
      continue
    }
    if (/^(?:previously|formerly|first|already|long)$/.test(word) && (seen.test(next) || /^(?:enhancing|avid|standing|treated)$/.test(next)) && next !== 'in') {
      add(i, i + 1, old)
      continue
    }
    if (/^(?:was|were|seen|present|visible|there|described|noted)$/.test(word) && /^(?:before|previously)$/.test(next) && deniedBy(i) < 0) {
      add(i, i + 1, old)
      continue
    }
    if (/^(?:was|were)$/.test(word) && /^(?:there|present|seen|visible|evident|apparent)$/.test(next) && /^(?:in|on|at)$/.test(at(i + 2)) && follows(i + 2, 4, formerly)) {
      add(i, i + 1, old)
      continue
    }
    // "as before", "as in 2020", "no change", "without interval change".
    if (word === 'as' && (/^(?:before|previously|formerly)$/.test(next) || (/^(?:in|on|at)$/.test(next) && follows(i + 1, 4, formerly)) || (/^(?:it|they)$/.test(next) && /^(?:was|were)$/.test(at(i + 2))))) {
      add(i, i + 1, course.same)
      continue
    }
    if (/^(?:change|changed|difference|different|alteration|altered)$/.test(word)) {
      const by = deniedBy(i)
      if (by >= 0) add(by, i, course.same)
      else if (word === 'changed' && having.test(at(i - 1))) add(i, i, course.new | course.larger | course.smaller | course.resolved)
      else if (/^(?:little|minimal)$/.test(at(i - 1))) add(i - 1, i, course.same)
      continue
    }
    if (/^(?:unaltered|unchanged)$/.test(word) && deniedBy(i) >= 0) continue
    if (/^(?:maintained|held|holding)$/.test(word) && (follows(i, 2, /^(?:since|from|over|at)$/) || follows(i, 1, /^steady$/))) {
      add(i, i, course.same)
      continue
    }
    if (/^(?:more|less)$/.test(word)) {
      const compared = follows(i, 4, /^than$/) || (follows(i, 5, timed) && next !== 'than')
      // "Down by more than half", "less than a third": how much, not which way.
      if (next === 'than' && /^(?:\d|half|one|two|three|twice|double|an?$)/.test(at(i + 2))) continue
      if (next === 'than' && ofNature.test(at(i + 2))) continue
      // "More likely", "more than", "less typical" weigh, and "more proximal" places.
      if (/^(?:likely|in|suggestive|typical|consistent|favou?red|probable|specific|proximal\w*|distal\w*|medial\w*|lateral\w*|anterior\w*|posterior\w*|superior\w*|inferior\w*|caudal\w*|cranial\w*|appropriate|commonly|common)$/.test(next)) continue
      const valued = /^(?:severe|marked|pronounced)$/.test(next)
      const become = having.test(at(runBefore(i) - 1))
      if (compared || become || i === 0 || tokens[i]!.gap || deniedBy(i) >= 0) add(runBefore(i), next && !tokens[i + 1]!.gap ? i + 1 : i, deniedBy(i) >= 0 ? (word === 'more' ? notLarger : notSmaller) : word === 'more' ? course.larger : course.smaller, compared || become, valued)
      continue
    }
    if (/^(?:up|down)$/.test(word)) {
      const going = /^(?:going|gone|coming|come|went|came|goes)$/.test(at(i - 1))
      if (going || (/^(?:from|by)$/.test(next) && /^\d/.test(at(i + 2))) || (word === 'down' && next === 'to' && /^(?:\d|about|only|just|trace|minimal)/.test(at(i + 2))) || (/^\d/.test(next) && (follows(i, 5, timed) || tokens[i]!.gap !== ''))) add(going ? i - 1 : i, i, word === 'up' ? course.larger : course.smaller)
      continue
    }
    if (word === 'only' && follows(i, 8, /^(?:left|remains|remain|residual|remaining)$/) && /^(?:a|trace|minimal|small|tiny|faint|some)$/.test(next)) {
      add(i, i + 1, course.smaller)
      continue
    }
    if (word === 'again' && /^(?:seen|noted|demonstrated|shown|identified|visuali[sz]ed|present|evident|there)$/.test(next)) {
      add(i, i + 1, there)
      continue
    }
    if (/^(?:interval|interim)$/.test(word) && (i === 0 || tokens[i]!.gap !== '' || /^(?:with|and|of|a|an|the|is|but|no|without|has|have|for)$/.test(at(i - 1))) && !/^\d/.test(next) && !rules.has(next) && !tokens[i + 1]?.gap && next && !/^(?:change|scan|study|ct|mri|imaging|follow-up|examination|pet|between|since)$/.test(next) && !follows(i, 4, /^(?:increase|decrease|growth|progression|improvement|resolution|enlargement|regression|reduction|worsening|change|removal|healing|decompression|resection|surgery|clearing)$/)) {
      add(i, i, deniedBy(i) >= 0 ? old : course.new, deniedBy(i) < 0)
      continue
    }
    const hyphened = word === 'long-standing' || word === 'pre-existing' ? 'longstanding' : word
    const rule = rules.get(hyphened)
    // "No longer enlarged" is told by "no longer".
    if (!rule || (at(i - 1) === 'longer' && /^(?:no|any|not)$/.test(at(i - 2)))) continue
    const from = runBefore(i)
    const by = deniedBy(i)
    const partial = tokens.slice(from, i).some((one) => doneAll.test(one.word)) || doneAll.test(at(i - 1)) || doneAll.test(next)
    let { mask } = rule
    if (mask === course.resolved && partial) mask = course.smaller
    if (rule.form === 'plain') {
      if (hyphened === 'new' || hyphened === 'newly' || hyphened === 'fresh') {
        if (by >= 0 || /^[^.;,:]{0,30}: ?(?:none|nil|no)\b/i.test(text.slice(tokens[i]!.end, Math.min(end, tokens[i]!.end + 40)))) add(by >= 0 ? by : i, i, 0, true, false, true)
        else add(i, i, mask, !(word === 'fresh' && follows(i, 2, /^(?:blood|clot|ha?emorrhage|ha?ematoma)$/)))
        continue
      }
      if (by >= 0) {
        if (word.startsWith('resid')) add(by, i, course.resolved)
        else if (mask === course.same) add(by, i, course.new | course.larger | course.smaller | course.resolved, false)
        else if (mask === course.larger) add(by, i, notLarger, true, rule.valued)
        continue
      }
      if (word.startsWith('remain')) {
        if (/^remain(?:s|ed)?$/.test(word)) add(i, i, next === 'at' || /^(?:unchanged|stable|the|static)$/.test(next) ? course.same : there, next !== 'of')
        else add(i, i, there, false)
        continue
      }
      if (word.startsWith('persist') && shownOn.test(text.slice(tokens[i]!.end, tokens[i]!.end + 40))) continue
      // A stable fracture or joint does not give way.
      if (word === 'stable' && !having.test(at(i - 1)) && (follows(i, 6, mechanical) || tokens.slice(Math.max(0, i - 3), i).some((one) => mechanical.test(one.word))) && !follows(i, 8, timed)) {
        add(i, i, mask, false)
        continue
      }
      if (/^(?:same|similar|constant|steady|stability)$/.test(word)) {
        // "in the same segment", "similar lesion on the left": no course.
        const likely = (next === 'at' && /^\d/.test(at(i + 2))) || tokens[i]!.gap !== '' || having.test(at(i - 1)) || follows(i, 5, /^(?:since|before|previous|previously|prior|last|earlier|yesterday|size|extent|appearance|number|ago|then|(?:19|20)\d\d)$/) || i + 1 >= tokens.length || /[,;)]/.test(tokens[i + 1]!.gap)
        add(i, i, mask, likely && !(at(i - 1) === 'the' && !/^as$/.test(next) && !/^(?:is|are|remains?)$/.test(at(i - 2)) && i > 1))
        continue
      }
      add(i, i, mask, !/^(?:known|residual|residuum|chronic)$/.test(word), rule.valued)
      continue
    }
    const sided = (tokens.slice(Math.max(0, i - 3), i).some((one) => /^(?:was|were)$/.test(one.word)) && follows(i, 7, formerly)) || at(i - 1) === 'the' || /^\d/.test(next) || (next === 'one' || next === 'now' && tokens[i]!.gap !== '') || /^(?:of|on)$/.test(next) || (next === 'than' && ofNature.test(at(i + 2)) && !follows(i + 1, 4, formerly))
    if (rule.form === 'compared') {
      if (/^(?:lower|higher|shorter|greater|longer|deeper|better)$/.test(word) && !follows(i, 4, /^(?:than|since|compared)$/) && !having.test(at(from - 1)) && by < 0) continue
      if (/^(?:lower|better|greater|longer|higher)$/.test(word) && /^(?:seen|appreciated|lobe|lobes|zone|zones|pole|quadrant|limb|limbs|trochanter|saphenous|curvature|omentum|evaluated|assessed|end|visuali[sz]ed|half|third|lumbar|thoracic|cervical|back|grade|leg|abdomen|in|on|than)$/.test(next) && (next !== 'than' || ofNature.test(at(i + 2)))) continue
      add(by >= 0 ? by : from, i, by >= 0 ? (mask & course.larger ? notLarger : notSmaller) : mask, !sided, rule.valued)
      continue
    }
    let sure = rule.form === 'going'
    if (rule.form === 'going') sure = !(next === 'from' && !/^\d/.test(at(i + 2))) && !/^(?:lesion|mass|process)$/.test(word === 'expanding' || word === 'thickening' ? next : '') && word !== 'thickening' && word !== 'narrowing' && word !== 'widening' && word !== 'swelling' && word !== 'lowering' && word !== 'thinning' && word !== 'shortening' && word !== 'spreading' && word !== 'easing' || (/^(?:is|are)$/.test(at(from - 1)) && word !== 'swelling')
    if (word === 'easing') sure = true
    if (rule.form === 'past') sure = having.test(at(from - 1)) && !/^(?:is|are)$/.test(at(from - 1)) || follows(i, 5, timed) || (next === 'to' && /^\d/.test(at(i + 2))) || (next === 'in' && (/^(?:size|number|extent|volume|calibre|caliber|intensity|width|length)$/.test(at(i + 2)) || /^(?:interval|interim|meantime)$/.test(at(i + 3)))) || process.test(word)
    if (rule.form === 'verb') sure = (/^(?:in|since|of|from|compared)$/.test(next) && !/^(?:reduce|drop|spread|narrow|lower|thin)s?$/.test(word)) || by >= 0 || /^interval$/.test(at(from - 1))
    const stateNoun = /^(?:thicken|narrow|widen|swell|thin|shorten|expand|lengthen|spread|broaden)ing$|^(?:enlargement|expansion)$/.test(word)
    if (rule.form === 'noun') sure = !(word === 'progression' && next === 'to') && (!/^growth$/.test(word) || /^(?:in|of|to|since|by|over|from|compared)$/.test(next) || /^(?:interval|rapid|slow|sac|tumou?r|continued|further)$/.test(at(i - 1)) || by >= 0) && (!/^(?:response|reduction|drop|fall|rise|gain|expansion|recurrence|relapse|resolution|enlargement|remission|recovery)$/.test(word) || /^interval$/.test(at(from - 1)) || (/^(?:in|since)$/.test(next) && !/^(?:resolution|recurrence|relapse)$/.test(word)) || by >= 0)
    // A thickening is there, it need not have come.
    if (stateNoun && !sure && !/^interval$/.test(at(from - 1))) continue
    if (by >= 0 && (stateNoun || rule.form === 'past') && !follows(i, 5, timed) && !/^(?:interval|further)$/.test(at(i - 1)) && !(rule.form === 'past' && /^(?:has|have|had)$/.test(at(by - 1))) && !/^(?:hasn't|haven't)$/.test(at(by))) continue
    if (/^(?:appeared|developed|occurred|evolved)$/.test(word)) {
      if (by < 0 && having.test(at(from - 1)) && !/^(?:is|are)$/.test(at(from - 1))) add(i, i, mask)
      continue
    }
    if (by >= 0) add(by, i, mask & course.larger ? notLarger : mask & course.resolved && !(mask & course.smaller) ? course.new | there : notSmaller, true, rule.valued)
    else add(from < i && !tokens[from]!.gap ? i : i, i, mask, sure, rule.valued)
  }
  return cues
}
