import { keepResults, readingKey } from '../../text/kept.ts'
import { coursesOfDegree, rankOf } from '../../fact/course.ts'
import { isEarlier } from '../../fact/earlier.ts'
import type { TextRange } from '../../report/range.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { wordKey } from '../../text/lexicon/spelling.ts'
import { themesOf } from '../words/nearest-sentences.ts'
import { isCategory } from './match.ts'
import { course, courseCues, type CourseCue } from './course-words.ts'

/** A sentence with its units; a heading's place and side where it stands under one. */
export type CourseSentence = TextRange & { units: readonly Unit[]; heading?: TextRange | null; headingUnits?: readonly Unit[] }

/** What became of a thing, whatever its name. */
export type CourseTold = CourseCue & {
  sentence: number
  /** Units that say whose course it is, and the others of its sentence and heading. */
  subject: readonly Unit[]
  headings: readonly Unit[]
  wide: readonly Unit[]
  sides: ReadonlySet<string>
  /** Levels, lobes, segments and the like, by their group. */
  places: readonly Unit[]
  /** The thing is better when there is more of it ("function"). */
  good: boolean
  /** Of all but what was told before ("other lesions unchanged"). */
  rest: boolean
  /** What stands behind words that lead ("new abscess"); null where they follow. */
  head: Unit | null
  /** Read from an earlier and today's size, so that today there is some of it. */
  sized: boolean
  /** Sizes told of it. */
  sizes: readonly Unit[]
  /** Nothing in the sentence says whose course it is: it goes on from the one before. */
  inherited: boolean
}

type Segment = TextRange & { units: Unit[]; themes: number; cues: CourseCue[]; /** What parts it from the one before. */ by: string }

const parting = /[,;:()\n]|\.\s|\s[-–—]\s|→|->|\b(?:and|but|while|whereas|with|although|though|which|however|otherwise|including|incl)\b|\b(?:caused by|due to|because of|secondary to)\b|\bw\//gi
/** Words that name no thing: when, how it was seen, how much of it. */
const empty: ReadonlySet<string> = new Set(('prev priors no other size number extent appearance appearances interval comparison compared previous prior previously before earlier examination exam study scan imaging film since month months year years week weeks day days '
  + 'yesterday today time last overall slightly now currently then was were been has have had measures measuring measured seen noted shown known described present there visible time period interim over course change changes changed findings finding report '
  + 'january february march april may june july august september october november december early late partially completely spontaneously significantly considerably largely more less than least again still left first further also already already much many little few '
  + 'become became remains remain continues both all they these this that those their its it them latter former same similar about approximately approx total yr yrs ago two three four five six rest only then max maximum diameter diam cm mm deg degrees long short axis craniocaudal transverse suv suvmax min sec').split(' ').map(wordKey))
const theme = (unit: Unit): boolean => (unit.kind === 'finding' || unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level' || unit.kind === 'word') && !(unit.kind === 'word' && empty.has(unit.key))

const better = /\b(?:function\w*|ejection|l?vef|rvef|ef|patency|opening|lumen|(?:joint|disc) (?:space|height)|vertebral height|heights?|perfusion|aeration|abpi|dural sac|sac area|thecal sac|inflation|centile|percentile|abi|mineral|density|cervi(?:x|cal length)|canal|recovery|filling|flow|enhancement of the cortex|coverage|alignment|drainage|growth|velocity|viability|uptake of the kidney)\b/i
const loss = /\b(?:narrow\w*|stenos\w*|loss\w*|reduction|shorten\w*|deficit|impair\w*|collaps\w*|dysfunction|obstruct\w*|defect|filling defect|wedg\w*)\b/i

/** A sentence with what its heading and line say kept apart from its own units. */
type Read = TextRange & { units: readonly Unit[]; heading: TextRange | null; headingUnits: readonly Unit[]; /** Side at the head of its line ("RIGHT LOBE …"). */ lineSide: string | null }

/** A heading in the middle of a line ("… T8 and T10 foci: less intense. Left ischium unchanged.") is that of its first sentence only. */
function stillHeads(text: string, { start, heading }: CourseSentence): boolean {
  if (!heading || start - heading.end < 4) return true
  return /^[\s\d.)•*-]*$/.test(text.slice(text.lastIndexOf('\n', heading.start) + 1, heading.start))
}

const sideHead = /^[\s•*-]*(LEFT|RIGHT|LT|RT)(?= [A-Z]{3,})/
/** Sentences that speak of those before by a pronoun alone. */
const plural = /\b(?:all|both|they|these|those|their)\b/i

/** Courses told in the sentences of a text, in its order. Linear. */
export function readCourses(text: string, sentences: readonly CourseSentence[]): CourseTold[] {
  const read = sentences.map((sentence): Read => {
    const line = sideHead.exec(text.slice(Math.max(text.lastIndexOf('\n', sentence.start - 1) + 1, sentence.start - 400), sentence.start))?.[1]
    return {
      start: sentence.start, end: Math.min(sentence.end, sentence.start + longest), units: sentence.units.filter((unit) => unit.start >= sentence.start), heading: sentence.heading ?? null,
      headingUnits: sentence.headingUnits === undefined ? sentence.units.filter((unit) => unit.start < sentence.start) : stillHeads(text, sentence) ? sentence.headingUnits : [], lineSide: line === undefined ? null : line.startsWith('L') ? 'left' : 'right',
    }
  })
  const told: CourseTold[] = []
  const former: Sized[] = []
  const numbers = read.map((sentence, index) => numbersOf(text, sentence, index))
  for (const [index, whole] of read.entries()) {
    const head = whole.heading ? text.slice(whole.heading.start, whole.heading.end) : ''
    const first = whole.heading !== null && whole.start - whole.heading.end < 4
    let sentence = whole
    if ((first && isPrior(`${head}: ${text.slice(whole.start, whole.end)}`)) || isPrior(text.slice(whole.start, Math.min(whole.end, whole.start + 200)))) {
      // "T7 lesion then 15 mm; L2 lesion unchanged": what was then ends at the semicolon.
      const cut = text.slice(whole.start, whole.end).indexOf(';')
      const end = cut < 0 ? whole.end : whole.start + cut
      told.push(...formerlyTold({ ...whole, end, units: whole.units.filter((unit) => unit.start < end) }, index))
      numbers[index] = numbers[index]!.map((one) => (one.start < end ? { ...one, before: true } : one))
      former.push(...numbers[index]!.filter((one) => one.start < end))
      if (cut < 0) continue
      sentence = { ...whole, start: end + 1, units: whole.units.filter((unit) => unit.start > end) }
    }
    const sized = sizedCues(text, numbers[index]!.filter((one) => one.start >= sentence.start))
    if (sentence === whole) former.push(...numbers[index]!.filter((one) => one.before && !numbers[index]!.some((other) => !other.before)))
    const cues = [...cuesOf(text, sentence), ...sized.map(({ cue }) => cue)].toSorted((a, b) => a.start - b.start)
    const led = first && sentence.heading && !/^\s*(?:none|nil|no)\b/i.test(text.slice(sentence.start, sentence.end)) ? courseCues(text, sentence.heading.start, sentence.heading.end).filter(({ sure }) => sure) : []
    for (const cue of led) told.push({ ...tellOf(cue, 0, [{ start: sentence.start, end: sentence.end, units: [...sentence.units], themes: 1, cues: [], by: '' }], sentence, index, text, null), head: null })
    if (!cues.length) continue
    const segments = segmentsOf(text, sentence, cues)
    told.push(...merged(segments.flatMap((segment, at) => segment.cues.map((cue) => tellOf(cue, placeOf(cue, at, segments, sized), segments, sentence, index, text, sized.find((one) => one.cue === cue)?.today ?? null, first)))))
  }
  return [...told.flatMap((one) => (one.inherited ? handedBack(one, read, text) : [one])), ...former.flatMap((size) => acrossSentences(text, read, numbers, size))]
}

/** Characters of a sentence that are read: no person's is longer. */
const longest = 2000

/** "All are new": told of the sentence before, and of the one before that where it speaks of several. */
function handedBack(told: CourseTold, read: readonly Read[], text: string): CourseTold[] {
  const { start, end } = read[told.sentence]!
  const { heading } = read[told.sentence]!
  const alike = (at: number) => heading !== null && read[at]?.heading?.start === heading.start
  const reach = plural.test(text.slice(start, end)) || (alike(told.sentence - 1) && alike(told.sentence - 2)) ? 2 : 1
  const before = read.slice(Math.max(0, told.sentence - reach), told.sentence)
  return [told, ...before.map((sentence, k): CourseTold => {
    const units = sentence.units.filter(theme)
    return { ...told, sentence: Math.max(0, told.sentence - reach) + k, subject: units, wide: sentence.headingUnits.filter(theme), places: placesOf([...sentence.units, ...sentence.headingUnits]), inherited: false }
  })]
}

/** Cues of one thing together say what is left of each ("previously described infiltrate has cleared"). */
function merged(told: readonly CourseTold[]): CourseTold[] {
  return told.map((one) => {
    if (one.denies) return one
    const mask = told.filter((other) => !other.denies && other.sure && other.subject.length > 0 && other.subject[0] === one.subject[0] && other.subject.length === one.subject.length).reduce((left, other) => left & other.mask, one.mask)
    return mask ? { ...one, mask } : one
  })
}

function segmentsOf(text: string, sentence: Read, cues: readonly CourseCue[]): Segment[] {
  const segments: Segment[] = []
  const close = (start: number, end: number, by: string) => {
    const own = sentence.units.filter((unit) => unit.start >= start && unit.start < end)
    const told = cues.filter((cue) => cue.start >= start && cue.start < end)
    const themes = own.filter((unit) => theme(unit) && !cues.some((cue) => cue.start < unit.end && unit.start < cue.end)).length
    if (!text.slice(start, end).trim()) return
    segments.push({ start, end, units: own, themes, cues: told, by })
  }
  let start = sentence.start
  let by = ''
  for (const found of text.slice(sentence.start, sentence.end).matchAll(parting)) {
    const at = sentence.start + found.index
    // "not seen before or since" and the like are one cue.
    if (cues.some((cue) => cue.start < at && at < cue.end)) continue
    const gone = text.slice(start, at).trim() === ''
    close(start, at, by)
    start = at + found[0].length
    // "), " closes a bracket first of all.
    if (!(gone && by === ')')) by = found[0].trim().toLowerCase()
  }
  close(start, sentence.end, by)
  return segments
}

/** What a size is of stands with today's, not with the earlier one ("EF 29 %, on last CMR 38 %"). */
function placeOf(cue: CourseCue, at: number, segments: readonly Segment[], sized: readonly { cue: CourseCue; today: Sized }[]): number {
  const today = sized.find((one) => one.cue === cue)?.today
  const found = today ? segments.findIndex(({ start, end }) => start <= today.start && today.start < end) : -1
  return found >= 0 ? found : at
}

function tellOf(cue: CourseCue, at: number, segments: readonly Segment[], sentence: Read, index: number, text: string, today: Sized | null, first = true): CourseTold {
  const own = segments[at]!
  const chosen: Segment[] = [own]
  const headed = sentence.headingUnits.some(theme)
  const leads = !own.units.some((unit) => theme(unit) && unit.end <= cue.start) && own.units.some((unit) => theme(unit) && unit.start >= cue.end)
  // "… nodule, with its solid part doubled": its own name is not enough.
  const its = /\b(?:its|their)\b/i.test(text.slice(own.start, cue.start))
  if (own.themes > 0 && !its) {
    if (!leads) for (let k = at; k > 0 && segments[k]!.by === 'and' && !segments[k - 1]!.cues.length && !segments[k - 1]!.units.some((unit) => unit.kind === 'measure' || unit.kind === 'count'); k--) chosen.push(segments[k - 1]!)
    // "new hepatic and splenic lesions": what leads holds for the joined too, what trails for those before.
    if (leads) for (let k = at + 1; k < segments.length && segments[k]!.by === 'and' && !segments[k]!.cues.length; k++) chosen.push(segments[k]!)
  } else {
    let found = its ? 0 : own.themes
    // "…; these were not present previously": told of all before.
    const ofAll = own.themes === 0 && plural.test(text.slice(own.start, cue.start))
    for (let k = at - 1; k >= 0 && segments[k + 1]!.by !== '. '; k--) {
      if (!ofAll && found > 0 && segments[k]!.cues.length) break
      chosen.push(segments[k]!)
      found += segments[k]!.themes
      if (!ofAll && found > 0 && segments[k + 1]!.by === ';') break
    }
    if (!found && !headed) for (let k = at + 1; k < segments.length && !found && segments[k]!.by !== ';'; k++) {
      chosen.push(segments[k]!)
      found += segments[k]!.themes
    }
  }
  // "progression (left level III)".
  for (let k = at + 1; k < segments.length && (segments[k]!.by === '(' ? k === at + 1 : k > at + 1 && segments[k]!.by === ','  && segments[at + 1]!.by === '('); k++) chosen.push(segments[k]!)
  const isCue = (unit: Unit) => segments.some(({ cues }) => cues.some((one) => one.start < unit.end && unit.start < one.end))
  const mine = chosen.flatMap(({ units }) => units)
  const subject = mine.filter((unit) => theme(unit) && !isCue(unit))
  const heading = sentence.headingUnits.filter(theme)
  const rest = sentence.units.filter((unit) => theme(unit) && !isCue(unit) && !subject.includes(unit))
  // Of a size, the words before today's number say what is measured ("stenosis, dural sac 42 mm2").
  const measured = today && segments.find(({ start, end }) => start <= today.start && today.start < end)
  const said = (measured && measured.themes > 0 ? [measured] : [...chosen, ...(sentence.heading ? [sentence.heading] : [])]).map(({ start, end }) => text.slice(start, end)).join(' ')
  const sidesIn = (units: readonly Unit[]) => units.filter((unit) => unit.kind === 'side').map((unit) => unit.key)
  const sides = [own.units, mine, sentence.headingUnits].map(sidesIn).find((list) => list.length) ?? (sentence.lineSide ? [sentence.lineSide] : [])
  return {
    ...cue, sentence: index, sized: today !== null, sides: new Set(today?.side ? [today.side] : sides), places: placesOf([...mine, ...sentence.headingUnits]), sizes: (segments.reduce((count, { cues }) => count + cues.filter(({ start }) => !/\d/.test(text[start]!)).length, 0) > 1 ? mine : sentence.units).filter((unit) => unit.kind === 'measure'),
    subject: subject.length ? subject : heading, headings: heading, wide: [...rest, ...heading], good: better.test(said) && !loss.test(said), rest: /\b(?:other|others|otherwise|remaining|remainder|rest|elsewhere)\b/i.test(text.slice(own.start, own.end)), head: leads ? own.units.find((unit) => unit.kind === 'finding' && unit.start >= cue.end) ?? null : null, inherited: !subject.length && (!heading.length || !first),
  }
}

const placesOf = (units: readonly Unit[]): Unit[] => units.filter((unit) => (unit.kind === 'level' && !isCategory(unit.group)) || unit.kind === 'part')

const keptCues = keepResults<readonly CourseCue[]>(2000)

/** Cues by words and by degrees: kept as if the sentence began the text. */
function cuesOf(text: string, { start, end }: TextRange): CourseCue[] {
  const moved = (cues: readonly CourseCue[], by: number) => cues.map((cue) => ({ ...cue, start: cue.start + by, end: cue.end + by }))
  return moved(keptCues(readingKey(text, start, end), () => moved([...courseCues(text, start, end), ...degreeCues(text, { start, end })], -start)), start)
}

function degreeCues(text: string, { start, end }: TextRange): CourseCue[] {
  return coursesOfDegree(text.slice(start, end), start).map((one) => ({ start: one.start, end: one.end, mask: course[one.key], sure: true, valued: false, denies: false }))
}

type Sized = TextRange & { value: number; unit: string; before: boolean; /** The word right before it ("PSV"). */ label: string; side: string | null; sentence: number }

/** Differences up to this share of the earlier size may be called stable as well as changed; in millimetres up to 2, but no more than a quarter. */
const slight = { share: 0.1, mm: 2, quarter: 0.25 }

/** "(round 1: 15 mm / 4 mm)", "(prev scan 2 yrs ago 50-69%)", "(2019: KL 3)". */
const formerClause = /^[\s,(]*(?:(?:on|in|at|from|only)? ?(?:the )?(?:(?:one|two|three|four|five|six|\d+|a|last|some) ?(?:years?|yrs?|months?|mo|weeks?|wks?|days?) (?:ago|earlier|before)|last (?:year|month|week|ct|cmr|mri?|scan|study|exam\w*|visit|film)|previous \w+|baseline|(?:19|20)\d\d|\d+ weeks|\d+\/(?:12|52|7)))\b(?![^;]*\bnow\b)/i
/** Where the clause of a number begins: at ; or (, or at a comma before words of time. */
function clauseStart(text: string, from: number, at: number): number {
  const begin = Math.max(from, at - 160)
  const before = text.slice(begin, at)
  const cut = Math.max(before.lastIndexOf(';'), before.lastIndexOf('('))
  const comma = before.lastIndexOf(', ')
  return begin + 1 + (comma > cut && formerClause.test(before.slice(comma + 1)) ? comma : cut)
}
const degreeWord = /\b(?:trace|tiny|minimal|slight|faint|small|mild|moderate|large|marked|severe|extensive|intense|massive)\b/gi
const formerDegree = /\b(?:was|were|previously|prev\.?|formerly|prior|initially|from)(?: (?:only|just|a|an))? $/i
const centile = /\b(\d{1,2})(?:st|nd|rd|th) (?:per)?centile/gi
const formerBracket = /\((?:in |on |at |the )?(?:at \d+ weeks|round|study|visit|cycle|day|week|month|baseline|prior|previous|prev|last|old|then|was|were|formerly|initially|yesterday|earlier|pre-?op\w*|(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b[^()]{0,60}$/i
const inFormerBracket = (text: string, from: number, start: number): boolean => formerBracket.test(text.slice(Math.max(from, start - 90), start))

const arrow = /^[^\d;.]{0,12}?(?:→|->|–>|=>)/
const keptNumbers = keepResults<readonly Sized[]>(2000)

/** The numbers of a sentence, kept as if it began the text, with the side that it has from outside. */
function numbersOf(text: string, sentence: Read, index: number): Sized[] {
  const { start, end } = sentence
  const headed = sentence.headingUnits.filter((unit) => unit.kind === 'side')
  const outer = headed.length === 1 ? headed[0]!.key : sentence.lineSide
  // Of a sentence that is cut here the units behind the cut are in no key.
  if (end - start >= longest) return readNumbers(text, sentence, index, outer)
  const moved = (numbers: readonly Sized[], by: number) => numbers.map((one) => ({ ...one, start: one.start + by, end: one.end + by, sentence: index }))
  return moved(keptNumbers(`${outer}\u0000${readingKey(text, start, end)}`, () => moved(readNumbers(text, sentence, index, outer), -start)), start)
}

function readNumbers(text: string, sentence: Read, index: number, outer: string | null): Sized[] {
  const found: Sized[] = []
  let side = outer
  for (const unit of sentence.units) {
    if (unit.kind === 'side') side = unit.key
    const grade = unit.kind === 'level' && isCategory(unit.group) ? /\d+$/.exec(unit.key)?.[0] : undefined
    if (grade !== undefined && unit.start >= sentence.start) {
      const before = formerClause.test(text.slice(clauseStart(text, sentence.start, unit.start), unit.start)) || inFormerBracket(text, sentence.start, unit.start) || isEarlier(text, unit.start, unit.end)
      found.push({ start: unit.start, end: unit.end, value: Number(grade), unit: unit.group, before, label: '', side, sentence: index })
      continue
    }
    if ((unit.kind !== 'measure' && unit.kind !== 'count') || unit.unit === 'reference' || unit.start < sentence.start || !/\d/.test(text.slice(unit.start, unit.end))) continue
    const behind = text.slice(unit.end, unit.end + 30)
    // "4 cm from the nipple" measures a way.
    if (unit.unit === 'mm' && /^ ?(?:from|above|below|distal|proximal|beyond) /i.test(behind)) continue
    // "previously (18w) covered": weeks and years are no size.
    if (unit.unit === '' && /^ ?(?:w|wk|wks|weeks?|yrs?|years?|y|months?|mo|d|days?)\b/i.test(behind)) continue
    const before = formerClause.test(text.slice(clauseStart(text, sentence.start, unit.start), unit.start)) || inFormerBracket(text, sentence.start, unit.start) || isEarlier(text, unit.start, unit.end) || arrow.test(behind) || /^\s?(?:to)\s\d/.test(behind) && /\bfrom $/i.test(text.slice(Math.max(0, unit.start - 5), unit.start))
    found.push({ start: unit.start, end: unit.end, value: unit.value, unit: unit.unit, before, label: labelBefore(text, unit.start), side, sentence: index })
  }
  for (const at of text.slice(sentence.start, sentence.end).matchAll(degreeWord)) {
    const start = sentence.start + at.index
    const before = formerDegree.test(text.slice(Math.max(sentence.start, start - 40), start)) || formerClause.test(text.slice(clauseStart(text, sentence.start, start), start))
    const own = sentence.units.findLast((unit) => unit.kind === 'side' && unit.end <= start)
    found.push({ start, end: start + at[0].length, value: rankOf(at[0]) + 1, unit: 'degree', before, label: '', side: own?.key ?? outer, sentence: index })
  }
  for (const at of text.slice(sentence.start, sentence.end).matchAll(centile)) {
    const start = sentence.start + at.index
    const count = found.findIndex((one) => one.start === start)
    if (count >= 0) found.splice(count, 1)
    const before = formerClause.test(text.slice(clauseStart(text, sentence.start, start), start)) || isEarlier(text, start, start + at[1]!.length)
    found.push({ start, end: start + at[0].length, value: Number(at[1]), unit: 'centile', before, label: '', side: null, sentence: index })
  }
  return withYears(text, found.toSorted((a, b) => a.start - b.start))
}

const label = /\b([a-z][a-z0-9/]*)(?: (?:of|is|was|about|ca\.?))? ?$/i
const noLabel = /^(?:previously|prev|prior|was|were|now|to|from|of|by|and|or|yesterday|before|earlier|then|formerly|currently|measures|measuring|measured|about|largest|up|in|on|at|a|the|with|initially|baseline|is|approximately|approx|max|ago|x|mm|cm)$/i
function labelBefore(text: string, start: number): string {
  const word = label.exec(text.slice(Math.max(0, start - 24), start))?.[1]?.toLowerCase() ?? ''
  return noLabel.test(word) ? '' : word.replace(/max$/, '')
}

/** "2021: 4 mm, 2023: 6 mm", "6 mm (2021) 8 mm (2024)": the last year is today's where none stands without one. */
function withYears(text: string, sizes: readonly Sized[]): Sized[] {
  const years = sizes.map(({ start, end }) => Number(/\b((?:19|20)\d\d)\b\)?:?\s?(?:was |measured )?$/.exec(text.slice(Math.max(0, start - 18), start))?.[1] ?? /^\s?\(?(?:in )?((?:19|20)\d\d)\)/.exec(text.slice(end, end + 12))?.[1] ?? 0))
  if (years.filter((year) => year > 0).length < 2) return [...sizes]
  const last = Math.max(...years)
  const undated = years.some((year) => year === 0)
  return sizes.map((size, i) => (years[i]! > 0 ? { ...size, before: undated || years[i]! < last } : size))
}

function courseOfSizes(now: number, before: number, unit: string): number {
  const difference = now - before
  const turned = difference > 0 ? course.larger : difference < 0 ? course.smaller : 0
  if (Math.abs(difference) <= Math.max(unit === 'mm' ? Math.min(slight.mm, slight.quarter * before) : 0, slight.share * before)) return turned | course.same
  return turned
}

const by = /^ ?(?:mm|cm)? ?(?:x|×|\*|by|-|–|to)? ?$/
/** "41 x 20 mm": the numbers that are joined to one. */
function joinedWith(text: string, sizes: readonly Sized[], k: number): Sized[] {
  const own = sizes[k]!
  const joined = (a: Sized | undefined, b: Sized | undefined): boolean => a !== undefined && b !== undefined && a.before === b.before && a.unit === own.unit && b.unit === own.unit && a.end <= b.start && by.test(text.slice(a.end, b.start))
  let from = k
  let to = k
  while (joined(sizes[from - 1], sizes[from])) from--
  while (joined(sizes[to], sizes[to + 1])) to++
  return sizes.slice(from, to + 1)
}

/** Each earlier size of a sentence with today's of the same unit that stands before it, or else after it. */
function sizedCues(text: string, sizes: readonly Sized[]): { cue: CourseCue; today: Sized }[] {
  const cues: { cue: CourseCue; today: Sized }[] = []
  for (const [i, earlier] of sizes.entries()) {
    if (!earlier.before || joinedWith(text, sizes, i)[0] !== earlier) continue
    // "9.6 cm, yesterday 7.9": an earlier number may do without its unit, today's only before it ("from 6 to 9 mm" has it the other way round).
    const fits = (one: Sized) => !one.before && (one.unit === earlier.unit || (earlier.unit === '' && earlier.label === ''))
    const fit = sizes.flatMap((one, k) => (fits(one) ? [{ k, like: (earlier.label !== '' && one.label === earlier.label ? 4 : 0) + (one.side === earlier.side ? 2 : 0) + (k < i ? 1 : 0) }] : []))
    const most = Math.max(...fit.map(({ like }) => like))
    const list = fit.filter(({ like }) => like === most)
    // "16 mm with a solid component of 7 mm (previously 14 mm with 3 mm solid)": two of each are paired in their order.
    const run = sizes.filter((one, k) => one.before && one.unit === earlier.unit && joinedWith(text, sizes, k)[0] === one && !/[;)]/.test(text.slice(Math.min(one.end, earlier.end), Math.max(one.start, earlier.start))))
    const nows = list.filter(({ k }) => k < sizes.indexOf(run[0]!) && joinedWith(text, sizes, k)[0] === sizes[k])
    const paired = run.length > 1 && nows.length >= run.length ? nows.at(run.indexOf(earlier) - run.length)!.k : -1
    const first = paired >= 0 ? paired : (list.findLast(({ k }) => k < i) ?? list[0])?.k ?? -1
    if (first < 0) continue
    // "48 mm long, cortex destroyed over 20 mm; it measured 30 mm": which of the two is meant is not said.
    const others = (paired >= 0 ? [] : list).filter(({ k }) => k < i && k !== first && sizes[first]!.start - sizes[k]!.end >= 6).map(({ k }) => sizes[k]!.value)
    // "41 x 20 mm": the largest of those that are joined.
    const group = (k: number): number => Math.max(...joinedWith(text, sizes, k).map((one) => one.value))
    const today = sizes[first]!
    // A bare number takes the unit of its partner ("9.6 cm, yesterday 7.9"), in which it was not converted yet.
    const scale = (one: Sized, other: Sized) => (one.unit === '' && other.unit === 'mm' && one.value * 4 < other.value ? 10 : 1)
    const former = group(i) * scale(earlier, today)
    const mask = [group(first) * scale(today, earlier), ...others].reduce((all, now) => all | courseOfSizes(now, former, today.unit || earlier.unit), 0)
    if (mask) cues.push({ today, cue: { start: earlier.start, end: earlier.end, mask, sure: true, valued: false, denies: false } })
  }
  return cues
}

const priorHead = /^(?:[-*•]\s*)?(?:(?:on|in|at|from) )?(?:the )?(?:outside (?:ct|mri?|scan|study) )?(?:previous|prior|earlier|last|old|initial|baseline|first|day \d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* (?:19|20)\d\d|(?:19|20)\d\d|\d+\/(?:12|52|7)|(?:examination|scan|study|ct|mri|ultrasound|film) (?:of )?[^.;:,]{0,16}\bago)\b[^.;:]{0,40}(?::|\b(?:showed|demonstrated|had|revealed|measured|was|were)\b)/i
/** "Compared 2021: uptake was mild." */
const comparedThen = /^compar[^.;:]{0,30}: (?![^.;]*\b(?:now|new|since|unchanged|larger|smaller|previously|prev)\b)[^.;]*\b(?:was|were|then)\b/i
/** Does the sentence tell of an earlier examination only? */
const isPrior = (text: string): boolean => (priorHead.test(text) && !/compar|since|unchanged|available|\bnow\b|larger|smaller|resolved|previously/i.test(text)) || comparedThen.test(text)

/** "Day 1 scan: no haemorrhage." What was denied then and is there now is new; what was there then is not. */
function formerlyTold(sentence: Read, index: number): CourseTold[] {
  const sides = sentence.units.filter((one) => one.kind === 'side').map((one) => one.key)
  return sentence.units.filter((unit) => (unit.kind === 'finding' || (unit.kind === 'word' && unit.negated)) && theme(unit)).map((unit): CourseTold => ({
    start: unit.start, end: unit.end, mask: unit.negated ? course.new : course.larger | course.same | course.smaller | course.resolved, sure: unit.negated, valued: false, denies: false, sentence: index,
    subject: [unit], wide: sentence.units.filter((one) => theme(one) && one !== unit), sides: new Set(sides), places: placesOf(sentence.units), sizes: [], good: false, rest: false, head: null, headings: [], sized: false, inherited: false,
  }))
}

/** An earlier size without today's in its sentence, with that of the same unit and side in the sentence nearest to it, of those that share a word first. */
function acrossSentences(text: string, read: readonly Read[], numbers: readonly (readonly Sized[])[], size: Sized): CourseTold[] {
  const largest = (one: Sized): number => Math.max(...joinedWith(text, numbers[one.sentence]!, numbers[one.sentence]!.indexOf(one)).map(({ value }) => value))
  const former = numbers[size.sentence]!
  if ((size.unit === '' && size.label === '') || joinedWith(text, former, former.indexOf(size))[0] !== size) return []
  const own = read[size.sentence]!
  const words = new Set(themesOf(own.units.filter(theme), text))
  const fits = (one: Sized) => !one.before && one.unit === size.unit && (size.unit !== '' || one.label === size.label) && (one.side === size.side || one.side === null || size.side === null)
  const shares = (at: number) => themesOf([...read[at]!.units, ...read[at]!.headingUnits].filter(theme), text).filter((one) => words.has(one)).length
  // "T7 lesion then 15 mm" is no earlier size of the lesion in S2.
  const levels = own.units.filter((unit) => unit.kind === 'level' && !isCategory(unit.group) && unit.end <= size.start && size.start - unit.end < 40).map((unit) => unit.key)
  const elsewhere = (at: number) => levels.length > 0 && ![...read[at]!.units, ...read[at]!.headingUnits].some((unit) => levels.includes(unit.key))
  const from = Math.max(0, size.sentence - reach)
  const near = read.slice(from, size.sentence + reach).map((_, k) => from + k).filter((at) => at !== size.sentence && !elsewhere(at) && numbers[at]!.some(fits))
  const order = near.map((at) => ({ at, distance: Math.abs(at - size.sentence) + (at > size.sentence ? 3.5 : 0) - 100 * shares(at) })).toSorted((a, b) => a.distance - b.distance)
  const at = order[0]?.at
  if (at === undefined || (order[0]!.distance > 0 && (size.unit === 'degree' || own.units.some((unit) => unit.kind === 'finding')))) return []
  const count = (one: Sized) => joinedWith(text, numbers[one.sentence]!, numbers[one.sentence]!.indexOf(one)).length
  const today = numbers[at]!.find((one) => fits(one) && count(one) === count(size)) ?? numbers[at]!.find(fits)!
  const mask = courseOfSizes(largest(today), largest(size), size.unit)
  const sentence = read[at]!
  const said = text.slice(sentence.start, sentence.end)
  return mask ? [{
    start: size.start, end: size.end, mask, sure: true, valued: false, denies: false, sentence: at, subject: sentence.units.filter(theme), wide: sentence.headingUnits.filter(theme), sides: new Set(today.side ? [today.side] : []),
    places: placesOf([...sentence.units, ...sentence.headingUnits]), sizes: sentence.units.filter((unit) => unit.kind === 'measure'), good: better.test(said) && !loss.test(said), rest: false, head: null, headings: sentence.headingUnits.filter(theme), sized: true, inherited: false,
  }] : []
}

/** Sentences within which the other size is looked for. */
const reach = 12
