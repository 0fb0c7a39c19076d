import type { Fact, FactSize } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'
import { equalSize, isCategory, isMeasured, likeSites, scoreOf } from './match.ts'
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
  const count = fact.count && wrongCount(fact, fact.count, context)
  if (count) issues.push(count)
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
const differing = /(?:[+−±]|\b(?:by|growth of|grew|grown|increase of|decrease of|difference of|gained|lost|shrunk)(?: (?:about|approximately|roughly|some|only))? )$/i
/** A bound that what was measured keeps. */
const bounded = /(<|≤|>|≥|\b(?:under|below|less than|over|above|more than|at least)) ?$/i

function wrongSize(size: FactSize, fact: Fact, known: readonly Known[], context: CompareContext): CheckIssue | null {
  if (!isMeasured(size) || advising.test(context.input.conclusion.slice(Math.max(0, size.start - 32), size.start))) return null
  const before = context.input.conclusion.slice(Math.max(0, size.start - 16), size.start)
  const same = known.filter(({ size: one }) => one.role !== 'reference' && equalSize(size, one))
  if (same.length) {
    // It stands there: of this, or of something else that has no other size like it?
    if (same.some(({ fact: other }) => belongs(fact, other))) return null
    const [own] = context.candidates(fact).filter(({ fact: other, match }) => match.site >= 0 && match.side >= 0 && match.level >= 0 && match.finding >= 2.2 && other.sizes.some((one) => one.unit === size.unit)).toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))
    if (!own || scoreOf(own.match) < 4) return null
    return issueOf('number', 'error', fact, size, `“${text(size, context)}” does not match the findings.`, own.fact, context)
  }
  const unit = known.filter(({ size: one }) => one.unit === size.unit)
  if (rough.test(before) && (derived(size, known) || unit.some(({ size: one }) => Math.abs(one.value - size.value) <= 0.12 * one.value))) return null
  if (derived(size, known) && (differing.test(before) || /^\s*(?:of )?(?:growth|increase|decrease|larger|smaller|more|less|wider|gain|loss|bigger)\b/i.test(context.input.conclusion.slice(size.end, size.end + 24)))) return null
  const bound = bounded.exec(before)?.[1]?.toLowerCase()
  if (bound && unit.some(({ size: one }) => (/^(?:<|≤|under|below|less)/.test(bound) ? one.value <= size.value : one.value >= size.value))) return null
  if (size.unit === '%' && !unit.length) return null
  if (/^(?:degree|°)/.test(size.unit) && size.value % 90 === 0) return null
  const near = context.candidates(fact).filter(({ fact: other }) => other.sizes.some((one) => one.unit === size.unit)).toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))[0]
  return issueOf('number', 'error', fact, size, near ? `“${text(size, context)}” does not match the findings.` : `“${text(size, context)}” does not stand in the findings.`, near?.fact ?? null, context)
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

function wrongGrade(fact: Fact, context: CompareContext): CheckIssue | null {
  for (const level of fact.levels) {
    if (!isCategory(level.group) || level.from !== 'text') continue
    const graded = context.findings.facts.filter((other) => other.levels.some((one) => one.group === level.group))
    // "no type I endoleak" carries no type I; "without washout (LR-3)" does carry its category.
    const told = graded.filter((other) => !other.negated || level.group.includes('rads'))
    const known = told.length ? told : graded
    if (!known.length || known.some((other) => other.levels.some((one) => one.group === level.group && one.key === level.key))) continue
    return issueOf('number', 'error', fact, level, `“${text(level, context)}” does not match the findings.`, known[0]!, context)
  }
  return null
}
