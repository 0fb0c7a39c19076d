import type { CheckContext } from '../context.ts'
import type { CheckIssue, IssueKind } from '../issue.ts'
import { isWide } from '../../fact/site-tree.ts'
import { clauseAround, sharedWords } from './near-words.ts'

/**
 * Share of a clause's words that the findings sentence against it must have before the two are called a contradiction. Chosen on the English
 * pairs that the checks are developed on (models/training/check), where it takes away about half of the false ones.
 */
const leastShared: Partial<Record<IssueKind, number>> = { side: 0.33, number: 0.33, negation: 0.33, organ: 0.5, direction: 0 }

const measured = /[<>~+]?\d[\d.,/]*\s?(?:mm|cm|ml|cc|kg|g|hu|%)?(?![a-z])/gi

/**
 * A contradiction whose two sentences hardly share a word may rest on a wrong pairing: it becomes advice on the same words, which nobody has to
 * answer before signing. English only. What has no sentence of the findings against it stays as it is.
 */
export function onlyWhereSure(issues: readonly CheckIssue[], { findings, conclusion, input }: CheckContext): CheckIssue[] {
  return issues.flatMap((issue) => {
    const least = leastShared[issue.kind]
    const own = issue.sentence === null ? undefined : conclusion[issue.sentence]
    const told = issue.findings && findings.sentences.find((one) => one.start <= issue.findings!.start && issue.findings!.start < one.end)
    if (issue.severity !== 'error' || least === undefined || !own || !told || !issue.conclusion) return issue
    const heading = told.heading ? findings.text.slice(told.heading.start, told.heading.end) : ''
    // A number often stands in a clause of its own (", 1.9 cm") and differs itself: the rest of its sentence says what it is of.
    const said = (issue.kind === 'number' ? input.conclusion.slice(own.start, own.end) : clauseAround(input.conclusion, issue.conclusion, own)).replace(measured, ' ')
    const against = `${heading} ${findings.text.slice(told.start, told.end)}`
    const shared = sharedWords(said, against)
    // Two courses whose sentences have not one word in common are those of two things.
    const names = own.units.some((unit) => ((unit.kind === 'finding' && unit.key !== 'uptake') || (unit.kind === 'anatomy' && !isWide(unit.group || unit.key))) && unit.start < issue.conclusion!.end + 30 && unit.end > issue.conclusion!.start - 30 && !/[,;:]|\bwith\b/.test(input.conclusion.slice(Math.min(unit.end, issue.conclusion!.end), Math.max(unit.start, issue.conclusion!.start))))
    if (issue.kind === 'direction' && shared === 0 && names) return sharedWords(input.conclusion.slice(own.start, own.end).replace(measured, ' '), against) === 0 ? [] : asAdvice(issue)
    return shared >= least ? issue : asAdvice(issue)
  })
}

/** The same words shown, without a claim that they are wrong. */
export const asAdvice = (issue: CheckIssue): CheckIssue => ({ ...issue, kind: 'unsupported', severity: 'warning', message: `${issue.message} Compare the two: they may speak of different things.` })
