import type { CheckContext } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { checkNegation } from './negation.ts'
import { checkSide } from './side.ts'

/**
 * Share of a clause's words that its findings sentence must have. At 0.6 the comparison adds no false contradiction on the blind pairs (13 of
 * 60 reports with and without it) and finds 16 of 26 turned sides and negations of our own conclusions that facts alone miss.
 */
const leastShared = 0.6

/** Words that say nothing of what was seen, and those that are compared. */
const empty: ReadonlySet<string> = new Set(['no', 'not', 'without', 'the', 'of', 'in', 'at', 'with', 'and', 'or', 'is', 'are', 'for', 'to', 'on', 'left', 'right', 'bilateral', 'both', 'an', 'there', 'by', 'from', 'any'])
/** What was there before may be denied now. */
const over = /\b(?:resol|disappear|vanish|normalis|normaliz|gone\b|no longer)/i
const clauseEnd = /[,;:.()]|\bwith\b|\bin keeping\b/g

/**
 * Turned negations and sides in clauses that nearly repeat a findings sentence: there word for word comparison is sure, also for words that
 * the facts do not know. Clauses worded freely are left to the facts. English only: in Japanese it raised more false contradictions than it caught.
 */
export function checkNearCopies(context: CheckContext): CheckIssue[] {
  return [...checkNegation(context), ...checkSide(context)].filter((issue) => repeats(issue, context))
}

function repeats({ sentence, conclusion: range, findings: against }: CheckIssue, { findings, conclusion, input }: CheckContext): boolean {
  const own = sentence === null ? undefined : conclusion[sentence]
  const told = against && findings.sentences.find((one) => one.start <= against.start && against.start < one.end)
  if (!own || !range || !told || over.test(findings.text.slice(told.start, told.end))) return false
  const before = [...input.conclusion.slice(own.start, range.start).matchAll(clauseEnd)].at(-1)
  const after = input.conclusion.slice(range.end, own.end).search(new RegExp(clauseEnd.source))
  const said = wordsOf(input.conclusion.slice(before ? own.start + before.index + before[0].length : own.start, after < 0 ? own.end : range.end + after))
  const known = new Set(wordsOf(`${told.heading ? findings.text.slice(told.heading.start, told.heading.end) : ''} ${findings.text.slice(told.start, told.end)}`))
  return said.length > 0 && said.filter((word) => known.has(word)).length >= leastShared * said.length
}

/** Words by their beginning, numbers as they stand. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]{2,}|\d+(?:[.,/]\d+)*/g) ?? []).filter((word) => !empty.has(word)).map((word) => word.replace(/(?:s|es|ed|ing)$/, '').slice(0, 7))
}
