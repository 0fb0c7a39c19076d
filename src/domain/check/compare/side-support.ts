import type { Fact } from '../../fact/fact.ts'
import { isWide } from '../../fact/site-tree.ts'
import type { TextRange } from '../../report/range.ts'
import type { CompareContext } from './compare-context.ts'
import { saidSites } from './match.ts'

/**
 * Do the findings carry the side at this range of the conclusion? True when a fact that has its side from there is told the same way
 * by the findings: the same kind of finding on that side, or for what is denied or called normal nothing affirmed on that side.
 */
export function sideCarried(range: TextRange, context: CompareContext): boolean {
  const facts = context.conclusion.facts.filter((fact) => fact.side?.start === range.start && fact.side.from === 'text')
  return facts.some((fact) => (fact.negated || fact.normal ? !affirmedThere(fact, context) : toldThere(fact, context)))
}

function toldThere(fact: Fact, context: CompareContext): boolean {
  return context.candidates(fact).some(({ match, fact: other }) => match.side > 0 && match.level >= 0 && !other.negated && !other.normal && (match.site >= 1.4 || (match.site === 0 && match.finding === 3)) && (match.finding >= 1.4 || match.size > 0))
}

/** Something is affirmed on that side, at that place, that the denial or the "normal" would speak against. */
export function affirmedThere(fact: Fact, context: CompareContext): boolean {
  return context.candidates(fact).some(({ match, fact: other }) => match.side > 0 && match.site >= 0 && other.finding !== null && !other.negated && (fact.negated && fact.finding !== null ? match.finding >= 1.4 : match.site >= 1.4 && other.weight >= 2))
}

const saysIll = (fact: Fact): boolean => !fact.negated && !fact.normal && fact.finding !== null && fact.weight >= 1
const saysSound = (fact: Fact): boolean => (fact.normal || fact.negated) && !fact.partial
const onlyMeasures = (fact: Fact): boolean => fact.finding === null && !fact.change && !fact.words.length

/**
 * What the findings tell at the place of an affirmed fact on the other side, when on the fact's own side they only call it sound:
 * "torsion of the right testis" where the right one has normal flow and the left none. Null otherwise.
 */
export function soundThere(fact: Fact, context: CompareContext): Fact | null {
  if (fact.negated || fact.normal || fact.finding === null || fact.certainty === 'unlikely' || fact.change?.change === 'resolved') return null
  const sites = saidSites(fact.sites)
  if (!sites.length || sites.some((site) => site.from === 'heading' || isWide(site.site))) return null
  const here = context.candidates(fact).filter(({ match }) => match.site >= 1.4 && match.level >= 0)
  // A part of it may be ill although it is sound ("normal testis, cyst of the epididymis").
  const own = here.filter(({ match }) => match.side > 0 && match.site >= 2)
  if (!own.some(({ fact: one }) => saysSound(one)) || !own.every(({ fact: one }) => saysSound(one) || onlyMeasures(one))) return null
  if (here.some(({ match, fact: one }) => match.side >= 0 && match.side <= 0.3 && saysIll(one))) return null
  return here.find(({ match, fact: one }) => match.side < 0 && saysIll(one) && (match.finding >= 0.8 || !one.partial))?.fact ?? null
}

/** The fact of the other side that has the fact's size, where the same finding on the fact's own side has another one. Null otherwise. */
export function sizedOther(fact: Fact, context: CompareContext): Fact | null {
  if (fact.negated || fact.normal || fact.finding === null || !fact.sizes.length) return null
  const here = context.candidates(fact).filter(({ match, fact: one }) => match.site >= 1.4 && match.level >= 0 && match.finding >= 2.2 && !one.negated)
  const own = here.filter(({ match }) => match.side >= 0)
  const units = new Set(fact.sizes.map((size) => size.unit))
  if (!own.length || !own.every(({ match, fact: one }) => match.size === 0 && one.sizes.some((size) => size.role === 'now' && units.has(size.unit)))) return null
  // The size may stand with a finding of another name on this side.
  if (context.candidates(fact).some(({ match }) => match.size > 0 && match.side >= 0)) return null
  return here.find(({ match }) => match.side < 0 && match.size > 0)?.fact ?? null
}

/** "Confined to the left", "left-sided only", over the same finding told of both sides or of the other one too. The fact that says so. */
export function notAlone(fact: Fact, context: CompareContext): Fact | null {
  const { side } = fact
  if (!side || fact.finding === null || fact.negated || fact.normal) return null
  const { conclusion } = context.input
  const before = conclusion.slice(Math.max(0, side.start - 24), side.start)
  const after = conclusion.slice(side.end, side.end + 40)
  if (!/\b(?:only|solely|purely|confined to|limited to|restricted to|isolated|unilateral(?:ly)?)(?: (?:on|in|to))?(?: the)? ?$/i.test(before) && !/^(?:[- ]sided?)?(?: [a-z]+){0,3} (?:only|alone|solely) ?(?:[.,;)]|$)/i.test(after)) return null
  return context.candidates(fact).find(({ match, fact: one }) => match.finding >= 2.2 && match.site >= 0 && match.level >= 0 && !one.negated && one.certainty !== 'unlikely' && one.change?.change !== 'resolved' && one.side !== null && one.side.side !== side.side)?.fact ?? null
}
