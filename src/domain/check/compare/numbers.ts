import type { Fact, FactLevel, FactSize } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'
import { equalSize, isCategory, isMeasured, likeSites, scoreOf } from './match.ts'
import { sameMeasure } from '../../text/measures.ts'
import { issueOf } from './places.ts'

/** Sizes, shares, counts and grades that the findings do not have, or have of something else. */
export function compareNumbers(fact: Fact, context: CompareContext): CheckIssue[] {
  if (fact.advice) return []
  const issues: CheckIssue[] = []
  const known = knownSizes(context)
  for (const size of fact.sizes) {
    const issue = wrongSize(size, fact, known, context)
    if (issue) issues.push(issue)
  }
  const count = fact.count && (wrongCount(fact, fact.count, context) ?? uncounted(fact, fact.count, context))
  if (count) issues.push(count)
  const numbered = wrongNumbered(fact, context)
  if (numbered) issues.push(numbered)
  const grade = wrongGrade(fact, context)
  if (grade) issues.push(grade)
  return issues
}

type Known = { size: FactSize; fact: Fact }
const sizesOf = new WeakMap<CompareContext, readonly Known[]>()

function knownSizes(context: CompareContext): readonly Known[] {
  const before = sizesOf.get(context)
  if (before) return before
  const found = [...context.findings.facts, ...context.beside.facts].flatMap((fact) => fact.sizes.map((size) => ({ size, fact })))
  sizesOf.set(context, found)
  return found
}

const rough = /\b(?:about|approximately|approx\.?|around|roughly|nearly|almost|circa|ca\.?|~|over|under|more than|less than|up to|by|some|at least|>|<|≥|≤|±)\s*(?:a )?$/i

/** How far something should be moved is no finding. */
const advising = /\b(?:withdraw|retract|advance|reposition|pull back|push)\b[^.;]*$/i
const differing = /(?:[+−±]|\b(?:by|up|down|growth of|grew|grown|increase of|decrease of|difference of|gained|lost|shrunk)(?: (?:about|approximately|roughly|some|only))? )$/i
/** "Clear by 3 mm" is a distance, and no difference. */
const keeping = /\b(?:clear|free|spared|clearance|apart|separated?|retracted|displaced|shortened)\b[^,;.]{0,24} by $/i
/** The step that a number is rounded to: 50 and 20 to tens, 65 to fives, 2.5 to halves. */
function stepOf({ value }: FactSize): number {
  for (const step of [100, 50, 10, 5, 1, 0.5, 0.1]) if (Math.abs(value / step - Math.round(value / step)) < 1e-6 && step <= value) return step
  return 0.1
}
/** A bound that what was measured keeps. */
const bounded = /(<|≤|>|≥|\b(?:under|below|less than|over|above|more than|at least)) ?$/i

function wrongSize(told: FactSize, fact: Fact, known: readonly Known[], context: CompareContext): CheckIssue | null {
  // "From 9.2 to 3.8 cm with SUVmax now 2.6": the unit of the sizes before is not that of an uptake.
  const bare = /^\d+(?:\.\d+)?$/.exec(context.input.conclusion.slice(told.start, told.end))
  const size = bare && /suv\s?(?:max|mean|peak)?[\s:=]*(?:of |now |only |is |was |still )?$/i.test(context.input.conclusion.slice(Math.max(0, told.start - 16), told.start)) ? { ...told, unit: 'suv', value: Number(bare[0]) } : told
  if (!isMeasured(size) || advising.test(context.input.conclusion.slice(Math.max(0, size.start - 32), size.start))) return null
  const before = context.input.conclusion.slice(Math.max(0, size.start - 16), size.start)
  const same = known.filter(({ size: one }) => one.role !== 'reference' && (sameMeasure(size, one) || (size.unit === '' && one.unit === 'suv' && sameMeasure({ ...size, unit: 'suv' }, one))))
  const turned = earlierAsNow(size, fact, same, context) ?? otherUnit(size, fact, same, context)
  if (turned) return turned
  if (same.length) {
    // It stands there: of this, or of something else that has no other size like it?
    // A number without a unit is carried by itself.
    if (size.unit === '' || same.some(({ fact: other }) => belongs(fact, other))) return null
    const [own] = context.candidates(fact).filter(({ fact: other, match }) => match.site >= 0 && match.side >= 0 && match.level >= 0 && match.finding >= 2.2 && other.sizes.some((one) => one.unit === size.unit)).toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))
    if (!own || scoreOf(own.match) < 4) return null
    return issueOf('number', 'error', fact, size, `“${text(size, context)}” does not match the findings.`, own.fact, context)
  }
  if (standsBare(size, context)) return null
  const unit = known.filter(({ size: one }) => one.unit === size.unit)
  const kept = keeping.test(context.input.conclusion.slice(Math.max(0, size.start - 40), size.start))
  if (rough.test(before) && ((derived(size, known) && !kept) || unit.some(({ size: one }) => Math.abs(one.value - size.value) <= Math.min(0.12 * one.value, Math.max(stepOf(size) / 2, 0.05 * one.value))))) return null
  if (derived(size, known) && ((differing.test(before) && !kept) || /^\s*(?:of )?(?:growth|increase|decrease|larger|smaller|more|less|wider|gain|loss|bigger)\b/i.test(context.input.conclusion.slice(size.end, size.end + 24)))) return null
  const bound = bounded.exec(before)?.[1]?.toLowerCase()
  if (bound && unit.some(({ size: one }) => (/^(?:<|≤|under|below|less)/.test(bound) ? one.value <= size.value : one.value >= size.value))) return null
  if (size.unit === '%' && (!unit.length || (differing.test(before) && known.some(({ size: a }) => known.some(({ size: b }) => a.unit === b.unit && a.value > 0 && Math.abs((Math.abs(a.value - b.value) / a.value) * 100 - size.value) <= 5))))) return null
  // "180 degrees" says half; where an angle of this very place is told, another one is wrong.
  if (/^(?:degree|°)/.test(size.unit) && size.value % 90 === 0 && !context.candidates(fact).some(({ fact: other, match }) => match.site >= 1.4 && !other.negated && other.sizes.some((one) => one.unit === size.unit && one.role === 'now'))) return null
  const near = context.candidates(fact).filter(({ fact: other }) => other.sizes.some((one) => one.unit === size.unit)).toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))[0]
  return issueOf('number', 'error', fact, size, near ? `“${text(size, context)}” does not match the findings.` : `“${text(size, context)}” does not stand in the findings.`, near?.fact ?? null, context)
}

/** "Alpha 48", "ratio here was 1.9": the number of an angle, share or ratio that stands in the findings without a unit, whatever it was read as. */
function standsBare(size: FactSize, { findings, input }: CompareContext): boolean {
  const figure = input.conclusion.slice(size.start, size.end).replace(/[^\d.,].*$/, '').replace(',', '.')
  // "21 millimetres, in 2023 it was 14": an earlier size goes without its unit; a number without unit may have got one.
  if (size.unit === 'mm' || size.unit === 'ml') return figure !== '' && new RegExp(`\\b(?:was|were|previously|prev\\.?|prior|before|formerly|from|then|earlier|initially|yesterday|last)[:,]? (?:only |about )?${figure.replace('.', '[.,]')}(?![\\d.,/]*\\d| ?(?:mm|cm|m\\b|%|[x×]|days?|weeks?|months?|years?))`, 'i').test(findings.text)
  if (size.unit === 'time') return false
  // "0.6 cm, 0.8 in 2022": the unit is told once.
  const [, centimetres] = /\d ?cm\b([^.;()\d]|\bin \d{4}){0,16}$/.exec(input.conclusion.slice(Math.max(0, size.start - 24), size.start)) ?? []
  if (size.unit === '' && centimetres && new RegExp(`(?<![\\d.,/])${Math.round(size.value * 100) / 10}(?:[.,]0)? ?mm\\b`).test(findings.text)) return true
  return new RegExp(`(?<![\\d.,/])${`${size.value}`.replace('.', '[.,]')}(?![\\d/]|[.,]\\d| ?(?:[a-zµ]{1,3}\\/|mm|cm|ml|hu|%|[mk]?g\\b|week|month|day|year))`, 'i').test(findings.text)
}

/** "Wall now 19 mm" where 19 mm was last time's size of the wall, and today's is another. */
function earlierAsNow(size: FactSize, fact: Fact, same: readonly Known[], context: CompareContext): CheckIssue | null {
  if (size.role !== 'now' || !same.length || same.some(({ size: one }) => one.role !== 'before' || one.unit === 'time')) return null
  const { start, end } = context.conclusion.sentences[fact.sentence]!
  const sentence = context.input.conclusion.slice(start, end)
  if (earlierToo.test(sentence) || /^ ?(?:to|-|–|→|->) ?\d/.test(context.input.conclusion.slice(size.end, size.end + 6))) return null
  const own = same.find(({ fact: other }) => belongs(fact, other) && other.sizes.some((one) => one.role === 'now' && one.unit === size.unit && !equalSize(size, one)))
  return own ? issueOf('number', 'error', fact, size, `“${text(size, context)}” was the earlier size.`, own.fact, context) : null
}

/** Words with which a conclusion tells earlier sizes too. */
const earlierToo = /\b(?:from|was|were|previous|previously|prev|prior|earlier|formerly|before|ago|last|initial|initially|baseline|compared|than|vs|versus|since|then)\b|→|->/i

/** "5 cm" where the findings have 5 mm of the same thing, and nothing has exactly 5 cm. */
function otherUnit(size: FactSize, fact: Fact, same: readonly Known[], context: CompareContext): CheckIssue | null {
  if (size.unit !== 'mm' || same.some(({ size: one }) => Math.abs(one.value - size.value) < 0.01)) return null
  const own = context.candidates(fact).find(({ fact: other, match }) => match.finding >= 2.2 && match.site >= 0 && match.side >= 0 && match.level >= 0 && !same.some((one) => one.fact === other) && other.sizes.some((one) => one.unit === 'mm' && (Math.abs(one.value * 10 - size.value) < 0.01 || Math.abs(one.value - size.value * 10) < 0.01)))
  return own ? issueOf('number', 'error', fact, size, `“${text(size, context)}” does not match the findings.`, own.fact, context) : null
}

const text = (range: { start: number; end: number }, context: CompareContext): string => context.input.conclusion.slice(range.start, range.end)

function belongs(fact: Fact, other: Fact): boolean {
  return likeSites(fact.sites, other.sites) >= 0 || other.finding === fact.finding
}

/** The difference or sum of two known sizes, or a share worked out from them. */
function derived(size: FactSize, known: readonly Known[]): boolean {
  const values = known.filter(({ size: one }) => one.unit === size.unit).map(({ size: one }) => one.value).slice(0, 60)
  return values.some((a) => values.some((b) => Math.abs(Math.abs(a - b) - size.value) < 0.06 * Math.max(size.value, 1)))
}

function wrongCount(fact: Fact, count: FactSize, context: CompareContext): CheckIssue | null {
  if (count.value < 2 || count.value > 20 || count.role === 'reference' || (fact.finding === null && !fact.sites.length)) return null
  const counted = context.candidates(fact).filter(({ fact: other, match }) => (fact.finding === null ? other.finding === null && match.site >= 2 : match.finding >= 1.4) && match.site >= 0 && match.side >= 0 && other.count !== null && other.count.value >= 1)
  if (!counted.length || counted.some(({ fact: other }) => other.count!.value === count.value)) return null
  const [near] = counted.toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))
  return issueOf('number', 'error', fact, count, `“${text(count, context)}” does not match the findings.`, near!.fact, context)
}

const counting = /^(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|[3-9]|1[0-2])$/i

/** "Eight metastases" where the findings neither count eight nor name that many. */
function uncounted(fact: Fact, count: FactSize, context: CompareContext): CheckIssue | null {
  if (fact.finding === null || fact.negated || count.role === 'reference' || !counting.test(text(count, context))) return null
  const { facts } = context.findings
  if (facts.some((other) => other.count?.value === count.value || other.sizes.some((one) => one.unit === '' && one.value === count.value))) return null
  const alike = context.candidates(fact).filter(({ fact: other, match }) => !other.negated && !other.normal && match.side >= 0 && match.site >= 0 && ((match.finding >= 1.4 && match.level >= 0) || match.size >= 2.5 || (other.finding === null && match.site > 0))).map(({ fact: other }) => other)
  if (!alike.length) return null
  const words = new Set(alike.map((other) => other.word.start)).size
  const keys = new Map<string, Set<string>>()
  for (const other of alike) for (const level of other.levels) keys.set(level.group, (keys.get(level.group) ?? new Set()).add(level.key))
  const most = Math.max(words, [...keys.values()].reduce((sum, set) => sum + set.size, 0))
  // More things than the findings name are invented; fewer may be those that count.
  return most >= count.value ? null : issueOf('unsupported', 'warning', fact, count, `The findings do not count “${text(count, context)}”.`, alike[0]!, context)
}

/** "4th to 10th rib" where the findings have the 6th to 8th: every one of a list must stand there. */
function wrongNumbered(fact: Fact, context: CompareContext): CheckIssue | null {
  const group = fact.levels.some((level) => level.group === 'tooth') ? 'tooth' : 'number'
  const own = fact.levels.filter((level) => level.group === group && level.from === 'text')
  // One rib that is another is found where places are compared.
  if (own.length < (group === 'tooth' ? 1 : 2) || fact.negated) return null
  const known = context.candidates(fact).filter(({ match, fact: other }) => match.finding >= (group === 'tooth' ? 0.5 : 1.4) && match.side >= 0 && other.levels.some((level) => level.group === group))
  if (!known.length) return null
  const all = new Set(context.findings.facts.flatMap((other) => other.levels.filter((level) => level.group === group).map((level) => level.key)))
  const wrong = own.filter((level) => !all.has(level.key))
  return wrong.length ? issueOf('number', 'error', fact, { start: Math.min(...wrong.map((level) => level.start)), end: Math.max(...wrong.map((level) => level.end)) }, `“${text(wrong[0]!, context)}” does not match the findings.`, known[0]!.fact, context) : null
}

const general = /^category (?:grade|type|stage|category)$/

/** "Grade IV splenic laceration" against "AAST grade II": one of the two leaves out whose grades they are. */
function otherScheme(level: FactLevel, fact: Fact, context: CompareContext): CheckIssue | null {
  if (level.group.includes('rads') || fact.negated || fact.certainty === 'unlikely') return null
  const gradeOf = (one: FactLevel) => one.key.replace(/^[a-z-]+(?=\d|[a-d]$)/, '')
  const fits = (one: FactLevel) => isCategory(one.group) && !one.group.includes('rads') && (general.test(level.group) || general.test(one.group))
  // The grade may stand in a sentence of its own after what it grades.
  const near = context.candidates(fact).filter(({ fact: told, match }) => match.site >= 1.4 && match.side >= 0 && match.level >= 0 && !told.negated && (match.finding >= 1.4 || told.finding === null))
  const sentences = new Set(near.flatMap(({ fact: told }) => [told.sentence, told.sentence + 1]))
  const graded = context.findings.facts.filter((told) => sentences.has(told.sentence) && told.levels.some(fits))
  if (!graded.length || graded.some((told) => told.levels.some((one) => fits(one) && gradeOf(one) === gradeOf(level)))) return null
  return issueOf('number', 'error', fact, level, `“${text(level, context)}” does not match the findings.`, graded[0]!, context)
}

/** "Category 4" where the findings say "PI-RADS 4". */
function namedCategory(level: FactLevel, context: CompareContext): boolean {
  const number = /\d[a-d]?$/.exec(level.key)?.[0]
  return general.test(level.group) && number !== undefined && context.findings.facts.some((fact) => fact.levels.some((one) => one.group.includes('rads') && one.key.endsWith(number)))
}

function wrongGrade(fact: Fact, context: CompareContext): CheckIssue | null {
  for (const level of fact.levels) {
    if (!isCategory(level.group) || level.from !== 'text' || namedCategory(level, context)) continue
    const graded = context.findings.facts.filter((other) => other.levels.some((one) => one.group === level.group))
    const other = graded.length ? null : otherScheme(level, fact, context)
    if (other) return other
    // "no type I endoleak" carries no type I; "without washout (LR-3)" does carry its category.
    const told = graded.filter((other) => fact.negated || !other.negated || level.group.includes('rads'))
    const known = told.length ? told : graded
    if (!known.length || known.some((other) => other.levels.some((one) => one.group === level.group && one.key === level.key))) continue
    return issueOf('number', 'error', fact, level, `“${text(level, context)}” does not match the findings.`, known[0]!, context)
  }
  return null
}
