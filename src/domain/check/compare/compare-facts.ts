import type { FindingsText } from '../../draft/reading/align.ts'
import type { CheckInput } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { compareContext, keptVerdict, type CompareContext } from './compare-context.ts'
import { compareCertainty, compareDoubtedReach } from './certainty.ts'
import { compareApposed, compareDirection } from './direction.ts'
import { compareDominantSide } from './dominant-side.ts'
import { compareLeftOut } from './left-out.ts'
import { comparePlaces } from './places.ts'
import { compareNumbers } from './numbers.ts'
import { compareMarks } from './marks.ts'
import { comparePresence } from './presence.ts'
import { compareSidePairs } from './side-pairs.ts'

/**
 * What of a conclusion contradicts its findings (errors) or is carried by nothing (warnings), fact by fact. English. Each issue
 * has the range of the words that are wrong, and where there is one the sentence that speaks against them.
 */
export function compareFacts(input: CheckInput, findings: FindingsText, context: CompareContext = compareContext(input, findings)): CheckIssue[] {
  const issues: CheckIssue[] = []
  for (const fact of context.conclusion.facts) {
    if (fact.advice && fact.finding === null) continue
    const [place] = keptVerdict('places', fact, context, () => listed(comparePlaces(fact, context)))
    const issue = place ?? comparePresence(fact, context)
    issues.push(...(issue ? [issue] : keptVerdict('certainty', fact, context, () => listed(compareCertainty(fact, context)))))
    issues.push(...keptVerdict('numbers', fact, context, () => compareNumbers(fact, context)), ...keptVerdict('direction', fact, context, () => listed(compareDirection(fact, context))))
  }
  return [...withoutDoubles([...issues, ...compareSidePairs(context), ...compareDominantSide(context), ...compareMarks(context), ...compareDoubtedReach(context), ...compareApposed(context)]), ...compareLeftOut(context, findings)]
}

const listed = (issue: CheckIssue | null): readonly CheckIssue[] => (issue ? [issue] : [])

function withoutDoubles(issues: readonly CheckIssue[]): CheckIssue[] {
  const seen = new Set<string>()
  return issues.filter((issue) => {
    const key = `${issue.kind} ${issue.conclusion?.start} ${issue.conclusion?.end}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
