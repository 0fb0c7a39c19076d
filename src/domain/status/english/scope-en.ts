import { attachChanges } from './change-en.ts'
import { askedCourse, coursesOfThen, deniedGrowth, isAside, joinedCourses, joinedToDenial } from './course-words-en.ts'
import { insteadOf, latestComparison, missingThen, seemingGrowth } from './comparisons-en.ts'
import { applyDenials } from './denial-en.ts'
import { applyDoubt } from './doubt-en.ts'
import { applyKnown, explain } from './explain-en.ts'
import { measuredChanges } from '../measure.ts'
import { findItems } from './mentions-en.ts'
import { findBareLists, findFlare, findListedDisease, findMeasured, placeNames, readBoneStudy, readHeading } from './implied-en.ts'
import { earlierPeriod, anyLonger, asInPast, compareWithPast, emptyNew, equalsSigns, newSincePast } from './past-time-en.ts'
import type { Sentence } from '../sentences.ts'
import { changeOf, setChange } from '../statement.ts'
import type { Reading } from '../statement.ts'
import { describe, dropOthersWords, nameCancers } from './tags-en.ts'
import { englishVocabulary } from './terms-en.ts'
import type { Tokens } from '../tokens.ts'
import { tagTokens } from '../vocabulary.ts'
import type { Tag } from '../vocabulary.ts'

/** Reads one English sentence. Linear in its tokens up to the sentence limit. `asking`: the section asks (indication). */
export function readEnglish(tokens: Tokens, sentence: Sentence, index: number, asking: boolean, quoted: ReadonlySet<number> | null = null): Reading {
  const words = tokens.words
  const tags = tagTokens(englishVocabulary, tokens, sentence.from, sentence.to)
  const reading: Reading = { mentions: [], loose: [], cancer: false, boneStudy: false, past: 'no' }
  // A course that another report is quoted with is not told here.
  if (quoted !== null) for (const tag of tags) if (changeOf(tag.kind) !== null && quoted.has(tag.first)) tag.kind = 'filler'
  if (!asking && words[sentence.from] === 'yes' && /^[,:;.-]$/.test(words[sentence.from + 1] ?? '')) reading.answersYes = true
  if (tags.length === 0) return reading
  nameCancers(tags, words, asking)
  missingThen(tags, words, sentence.from, sentence.to)
  insteadOf(tags, words, sentence.from, sentence.to)
  deniedGrowth(tags, words, sentence.from, sentence.to)
  newSincePast(tags, words)
  emptyNew(tags, words)
  compareWithPast(tags, words, sentence.from, sentence.to)
  equalsSigns(tags, words, sentence.from, sentence.to)
  asInPast(tags, words, sentence.from, sentence.to)
  anyLonger(tags, words)
  dropOthersWords(tags, words)
  coursesOfThen(tags, words, sentence.from, sentence.to)
  joinedCourses(tags, words, sentence.from, sentence.to)
  joinedToDenial(tags, words)
  latestComparison(tags, words, sentence.from, sentence.to)
  seemingGrowth(tags, words, sentence.to)
  const answered = asking ? null : askedCourse(tags, words, sentence.from, sentence.to)
  if (answered !== null) reading.loose.push({ ...answered, change: 'steady', pointsBack: false, sentence: index })
  const then = asking ? -1 : earlierPeriod(words, sentence.from, sentence.to)
  if (then >= 0) for (const tag of tags) if (tag.first < then && changeOf(tag.kind) !== null) tag.kind = 'known'
  describe(tags, words)
  const clauses: number[] = []
  let clause = 0
  let aside = -1
  let earlier: Tag | null = null
  let bracket = 0
  let read = sentence.from
  for (const [at, tag] of tags.entries()) {
    // ", despite careful review of the spine, " interrupts the clause and leaves it whole.
    if (aside >= 0 && words.slice(aside + 1, tag.first).includes(',')) {
      aside = -1
      clause--
    }
    for (; read < tag.first; read++) bracket = words[read] === '(' ? bracket + 1 : words[read] === ')' ? Math.max(0, bracket - 1) : bracket
    // "(T6, right ilium; 5 and 7 mm)" is one place.
    if (tag.kind === 'break' && !(words[tag.first] === ';' && bracket > 0) && !isAside(tags, at, words, sentence.from)) {
      clause++
      if (/^(?:despite|notwithstanding|in|allowing)$/.test(words[tag.first]!) && words[tag.first - 1] === ',') aside = tag.last
    }
    clauses.push(clause)
    if (tag.kind === 'cancer') reading.cancer = true
    if (tag.kind === 'bone') reading.bone = true
    if (tag.kind === 'neutral' && /^(?:bone (?:scan|scinti)|scinti|skeletal (?:survey|scinti)|whole body bone)/.test(words.slice(tag.first, tag.last + 1).join(' '))) reading.boneStudy = true
    // "miM1b, previously miM1a" speaks of then only behind the word.
    if (tag.kind === 'past' && tag.first - sentence.from > 4 && /^(?:previously|formerly)$/.test(words[tag.first]!) && words[tag.last + 1] !== ':') earlier = tag
    // "Respect to the previous study: …" compares.
    else if (tag.kind === 'past' && tag.first > sentence.from && /^(?:to|with|than|from|since|the|a)$/.test(words[tag.first - 1]!) && /^(?:to|with|than|from|since|respect|compared|comparison|regard)$/.test(words[tag.first - 2] ?? words[tag.first - 1]!)) continue
    else if (tag.kind === 'past' && reading.past !== 'yes') reading.past = words[tag.first] === 'copied' || words.slice(tag.last, tag.last + 6).includes(':') ? 'yes' : 'maybe'
  }
  const clauseOf = (i: number): number => clauses[i] ?? 0
  const items = findItems(tags, words, clauseOf, index)
  findBareLists(items, tags, words)
  findFlare(items, tags, words, clauseOf, index)
  findMeasured(items, words)
  if (asking) findListedDisease(items, tags, words)
  applyKnown(items, tags, words)
  const cues = applyDenials(items, tags, tokens, clauseOf, measuredChanges(words, sentence.from, sentence.to))
  explain(items, tags, words)
  applyDoubt(items, tags, tokens, clauseOf, asking)
  attachChanges(items, cues, tags, words, reading, index, sentence.from)
  if (!asking) {
    readHeading(items, tags, words, sentence.from)
    if (reading.boneStudy) readBoneStudy(items, reading, index)
    placeNames(items, words)
  } else if (tags.some((tag) => tag.kind === 'question' && /^(?:please|outside|for)$/.test(words[tag.first]!) && /^(?:confirm|clarify|verify|confirmation|reported|suggested|suspected|describe[sd]|mention(?:s|ed))$/.test(words[tag.last]!))) {
    // "Outside scan reported bone metastases, please confirm"
    for (const item of items) if (item.kind !== 'site' && item.presence === 'present') item.presence = 'asked'
  }
  if (earlier !== null) for (const item of items) if (item.first > earlier.last && item.first - earlier.last <= 6 && item.change === 'none' && item.presence === 'present' && item.clause === clauseOf(tags.indexOf(earlier))) item.presence = 'past'
  // "a new soft-tissue component protrudes from the L5 metastasis": it is the metastasis that grows.
  for (const [at, item] of items.entries()) {
    const next = items[at + 1]
    if (item.site === 'organ' && item.change === 'progress' && item.cue !== null && words[item.head] === 'soft' && next?.kind === 'metastasis' && next.site === 'bone' && next.presence === 'present' && next.clause === item.clause && words.slice(item.last + 1, next.first).some((word) => /^(?:from|of|at|arising|around)$/.test(word))) setChange(next, 'progress', { first: item.cue.first, last: item.last })
  }
  for (const [at, item] of items.entries()) {
    if (item.change !== 'progress' || item.cue === null || item.site !== 'bone' || item.kind === 'benign') continue
    // "Pathological fracture through the known metastasis, new": the fracture is what is new.
    const broken = items[at - 1]
    if (broken !== undefined && item.cue.first > item.last && /^(?:fractures?|fractured|fx|#|collapse)$/.test(words[broken.last]!) && broken.clause === item.clause && item.first - broken.last <= 6 && words.slice(broken.last + 1, item.first).some((word) => /^(?:through|thru|of|in|at|across)$/.test(word))) item.mechanical = true
    if (/^(?:pathologic|pathological|malignant)$/.test(words[item.first]!) && /^(?:fractures?|fx|#|collapse)$/.test(words[item.first + 1]!) && words.slice(item.first + 2, item.last).some((word) => /^(?:through|thru|of|in|at|across)$/.test(word))) item.mechanical = true
    const said = words.slice(Math.min(item.first, item.cue.first), Math.max(item.last, item.cue.last) + 3).join(' ')
    if (/\b(?:fractures?|fractured|fx|collapsed?|deformity|wedging|height)\b/.test(said) && !/\b(?:lesions?|metasta\w*|lytic|lysis|tumou?r|mass|soft|deposits?|uptake|destruct\w*)\b/.test(said.replace(/(?:metastatic|malignant|pathological|pathologic) (?:fracture|collapse)s?/g, ' '))) item.mechanical = true
  }
  reading.open = reading.bone === true && !asking && tags.some((tag) => tag.kind === 'indeterminate' && (!/^(?:versus|vs|either|differential|ddx|dd)$/.test(words[tag.first]!) || items.some((item) => item.kind === 'metastasis'))) && !items.some((item) => item.site === 'organ') && !items.some((item) => item.kind === 'metastasis' && item.presence === 'present')
  // "No cord compression" says nothing of the bones.
  const compression = (item: (typeof items)[number]): boolean => item.presence !== 'present' && /mscc|compression/.test(words.slice(item.head, item.head + 4).join(' ')) && !/fracture/.test(words[item.head + 1] ?? '')
  reading.mentions = items.filter((item) => !compression(item) && (item.kind !== 'site' || item.change !== 'none' || item.presence !== 'present'))
  return reading
}
