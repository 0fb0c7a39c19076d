import type { Item } from './mentions-en.ts'
import { changeOf } from '../statement.ts'
import type { Tokens } from '../tokens.ts'
import type { Tag } from '../vocabulary.ts'

/** "cannot be excluded", "unlikely", "indeterminate", "suspicious", and questions. */
export function applyDoubt(items: Item[], tags: Tag[], tokens: Tokens, clauseOf: (i: number) => number, asking: boolean): void {
  const { words, starts, ends } = tokens
  const recommends = tags.some((tag) => tag.kind === 'recommend')
  const subjects = items.filter((item) => item.kind !== 'site')
  tags.forEach((tag, i) => {
    const right = (reach: number): Item | undefined => subjects.find((item) => item.last > tag.last && (item.first > tag.last || item.kind === 'metastasis') && item.clause === clauseOf(i) && item.first - tag.last <= reach)
    const left = (): Item | undefined => subjects.findLast((item) => item.first < tag.first && item.last <= tag.first && item.clause === clauseOf(i))
    if (tag.kind === 'excludeHedge' || tag.kind === 'unlikely') {
      const noun = tags[i - 1]
      if (noun?.kind === 'progressNoun' || noun?.kind === 'progress' || (noun?.kind === 'healing' && tag.first - noun.last <= 6)) {
        noun.kind = 'neutral'
        return
      }
      // "pseudoprogression is favoured over true growth": given up is what stands behind.
      const over = /^(?:over|to|than)$/.test(words[tag.last]!)
      const growth = over ? tags.find((other) => other.first > tag.last && other.first - tag.last <= 3 && (changeOf(other.kind) === 'progress' || changeOf(other.kind) === 'healing')) : undefined
      if (growth !== undefined) {
        growth.kind = 'neutral'
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
      const leans = tags.some((other, k) => clauseOf(k) === clauseOf(i) && (other.kind === 'suspicious' || (other.kind === 'suspect' && !words[other.first]!.startsWith('possib')) || (other.kind === 'unlikely' && words[other.last] === 'over')))
      const versus = words[tag.first] === 'versus' || words[tag.first] === 'vs'
      if (versus && !leans && target?.kind === 'metastasis' && right(4)?.kind === 'benign' && target.presence === 'present' && !target.known) {
        target.presence = 'unlikely'
        target.cue = { first: tag.first, last: tag.last }
      }
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
  weighAlternatives(subjects, tags, words)
  compareLikelihood(items, tags, words)
  turnOut(items, words)
  withdrawn(items, words)
  if (asking) for (const item of subjects) if (item.suspected && !item.known && item.presence === 'present') item.presence = 'asked'

  function ask(tag: Tag, i: number): void {
    if (!asking && words[tag.first] === 'staging') return
    const mark = words[tag.first] === '?'
    // "?mets" asks for what follows, "mets? " for what went before.
    const trailing = mark && (ends[tag.last] !== starts[tag.last + 1] || words[tag.last + 1] === '\n') && ends[tag.first - 1] === starts[tag.first]
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

/** Words that join two causes, and words that put each of them forward. */
const joins = /^(?:or|\/|v|vs|versus)$/
const putForward = /^(?:could|may|might|can|either|whether)$/

/** "could be a haemangioma or a metastasis", "trauma or small metastasis, not decidable": two causes offered side by side leave the question open. */
function weighAlternatives(subjects: Item[], tags: readonly Tag[], words: string[]): void {
  for (const item of subjects) {
    if (item.kind !== 'metastasis' || item.presence !== 'present' || item.known) continue
    // "could be a cyst could be a met"
    if (/^(?:could|may|might)$/.test(words[item.head - 3] ?? '') && words[item.head - 2] === 'be' && words.slice(Math.max(0, item.head - 12), item.head - 3).some((word, g, before) => /^(?:could|may|might)$/.test(word) && before[g + 1] === 'be')) {
      item.presence = 'unlikely'
      item.cue = { first: item.head - 3, last: item.head }
      continue
    }
    for (const other of subjects) {
      if (other.kind !== 'benign' && other.kind !== 'primary') continue
      const [first, second] = other.head < item.head ? [other, item] : [item, other]
      if (second.head - first.head > 10) continue
      let joined = false
      let again = 0
      let stop = false
      for (let g = first.head + 1; g < second.head; g++) {
        if (joins.test(words[g]!) || (words[g] === 'as' && words[g + 1] === 'much' && words[g + 2] === 'as')) joined = true
        if (putForward.test(words[g]!)) again++
        if (words[g] === ';' || words[g] === '.') stop = true
      }
      if ((!joined && again === 0) || stop) continue
      let open = words[second.head + 1] === '?' || words[second.last + 1] === '?'
      for (let g = Math.max(0, first.head - 6); g < first.head; g++) {
        if (putForward.test(words[g]!)) open = true
        if (words[g] === '.' || words[g] === ';') open = false
      }
      // "…, not decidable", "… v deposit, undetermined"
      if (joined && undecidedAfter(tags, words, second.last)) open = true
      if (open) {
        item.presence = 'unlikely'
        item.cue = { first: first.first, last: second.last }
      }
    }
  }
}

/** A word of doubt about the kind of a finding, said of what stands before it, and nothing that decides behind it. */
function undecidedAfter(tags: readonly Tag[], words: readonly string[], last: number): boolean {
  const doubt = tags.find((tag) => tag.kind === 'indeterminate' && tag.first > last && tag.first - last <= 5 && !/^(?:versus|vs|either|differential|ddx|dd)$/.test(words[tag.first]!))
  return doubt !== undefined && !tags.some((tag) => (tag.kind === 'suspicious' || tag.kind === 'suspect' || tag.kind === 'metastasis') && tag.first > doubt.last)
}

/** "more likely metastatic than traumatic", "rather a metastasis than a bone island": what stands behind "than" is given up. */
function compareLikelihood(items: Item[], tags: Tag[], words: string[]): void {
  for (const tag of tags) {
    if (!/^(?:likely|probable|probably|plausible|suggestive|typical|compatible|rather|more)$/.test(words[tag.last]!) || !(/^(?:more|rather)$/.test(words[tag.first]!) || words[tag.first - 1] === 'more')) continue
    let than = -1
    for (let g = tag.last + 1; g <= tag.last + 10 && words[g] !== undefined && !/^[.;:]$/.test(words[g]!); g++) if (words[g] === 'than') than = g
    if (than < 0) continue
    const before = items.find((item) => item.head > tag.last && item.head < than && item.kind !== 'site')
    const after = items.find((item) => item.head > than && item.head - than <= 6 && item.kind !== 'site')
    if (before === undefined || after === undefined) continue
    before.suspected = true
    before.presence = 'present'
    after.presence = 'absent'
  }
}

/** "…; the diagnosis is withdrawn", ", the suspicion was not upheld": takes back what the sentence named before. */
function withdrawn(items: Item[], words: string[]): void {
  for (const item of items) {
    if (item.kind !== 'metastasis' || item.presence !== 'present') continue
    for (let g = item.last + 1; g < item.last + 24 && words[g] !== undefined && words[g] !== '.'; g++) {
      if (!/^(?:diagnosis|suspicion|assumption|interpretation|label)$/.test(words[g]!) || !/^(?:is|was|has|must|should|can|cannot|could)$/.test(words[g + 1] ?? '')) continue
      if (/^(?:(?:is|was|has been|must be|should be) (?:therefore |hereby |thus )?(?:withdrawn|revoked|retracted|refuted|dropped|abandoned|rejected)|(?:is|was) (?:no longer|not) (?:upheld|supported|tenable|sustained|maintained|confirmed)|(?:cannot|can not|could not) be (?:upheld|supported|sustained|maintained))\b/.test(words.slice(g + 1, g + 6).join(' '))) {
        item.presence = 'absent'
        item.change = 'none'
      }
    }
  }
}

/** "the presumed metastasis in C5 turns out to be degenerative" */
function turnOut(items: Item[], words: string[]): void {
  for (const item of items) {
    if (item.kind !== 'metastasis' || item.presence !== 'present') continue
    const cause = items.find((other) => (other.kind === 'benign' || other.kind === 'primary') && other.head > item.head)
    if (cause === undefined || cause.head - item.last > 12) continue
    const link = words.slice(item.head, cause.head).join(' ')
    if (/ (?:turns? out|turned out|proves|proved|has proven|revealed|unmasked|re ?- ?read|reread|re ?- ?interpreted|reinterpreted|re ?- ?classified|reclassified|re ?- ?labelled|relabelled|re ?- ?assigned|re ?- ?evaluated|now read|now regarded|now considered|now explained|in fact|in truth|actually)(?: to be| as|) (?:a |an |)/.test(`${link} `) && !/[.;]/.test(link)) item.presence = 'absent'
    // "What was queried as a metastasis is an old fracture"
    else if (/^[a-z0-9 ,-]* (?:is|are|represents?|corresponds? to|equals) (?:[a-z]+ ){0,3}$/.test(`${link} `) && words.slice(Math.max(0, item.head - 6), item.head).some((word) => /^(?:suspected|queried|questioned|alleged|presumed|feared|called|reported|thought|labell?ed|described|interpreted|read|putative|supposed)$/.test(word))) item.presence = 'absent'
  }
}
