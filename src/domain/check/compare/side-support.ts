import type { Fact } from '../../fact/fact.ts'
import type { TextRange } from '../../report/range.ts'
import type { CompareContext } from './compare-context.ts'

/**
 * Do the findings carry the side at this range of the conclusion? True when a fact that has its side from there is told the same way
 * by the findings: the same kind of finding on that side, or for what is denied or called normal nothing affirmed on that side.
 */
export function sideCarried(range: TextRange, context: CompareContext): boolean {
  const facts = context.conclusion.facts.filter((fact) => fact.side?.start === range.start && fact.side.from === 'text')
  return facts.length > 0 && facts.some((fact) => (fact.negated || fact.normal ? !affirmedThere(fact, context) : toldThere(fact, context)))
}

function toldThere(fact: Fact, context: CompareContext): boolean {
  return context.candidates(fact).some(({ match, fact: other }) => match.side > 0 && match.level >= 0 && !other.negated && !other.normal && (match.site >= 1.4 || (match.site === 0 && match.finding === 3)) && (match.finding >= 1.4 || match.size > 0))
}

/** Something is affirmed on that side, at that place, that the denial or the "normal" would speak against. */
export function affirmedThere(fact: Fact, context: CompareContext): boolean {
  return context.candidates(fact).some(({ match, fact: other }) => match.side > 0 && match.site >= 0 && other.finding !== null && !other.negated && (fact.negated && fact.finding !== null ? match.finding >= 1.4 : match.site >= 1.4 && other.weight >= 2))
}
