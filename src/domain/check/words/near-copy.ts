import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { clauseAround, sharedWords } from './near-words.ts'
import { checkNegation } from '../kinds/negation.ts'
import { ofSentence } from './kept-sentence.ts'
import { turnedSides } from '../kinds/side.ts'

/**
 * Share of a clause's words that its findings sentence must have. At 0.6 the comparison adds no false contradiction on the blind pairs (13 of
 * 60 reports with and without it) and finds 16 of 26 turned sides and negations of our own conclusions that facts alone miss.
 */
const leastShared = 0.6

/** What was there before may be denied now. */
const over = /\b(?:resol|disappear|vanish|normalis|normaliz|gone\b|no longer)/i

/**
 * Turned negations and sides in clauses that nearly repeat a findings sentence: there word for word comparison is sure, also for words that
 * the facts do not know. Clauses worded freely are left to the facts. English only: in Japanese it raised more false contradictions than it caught.
 */
export function checkNearCopies(context: CheckContext): CheckIssue[] {
  return [copiesOf('negations', checkNegation, context), copiesOf('sides', turnedSides, context)].flat()
}

function copiesOf(look: string, check: (context: CheckContext) => CheckIssue[], context: CheckContext): CheckIssue[] {
  return context.conclusion.flatMap((reading, sentence) => ofSentence(`${look} ${context.claimCount > 1}`, context.input.conclusion, reading, sentence, context.findings, () => {
    return check({ ...context, claims: context.claims.filter((claim) => claim.sentence === sentence) }).filter((issue) => repeats(issue, context))
  }))
}

function repeats({ sentence, conclusion: range, findings: against }: CheckIssue, { findings, conclusion, input }: CheckContext): boolean {
  const own = sentence === null ? undefined : conclusion[sentence]
  const told = against && findings.sentences.find((one) => one.start <= against.start && against.start < one.end)
  if (!own || !range || !told || over.test(findings.text.slice(told.start, told.end))) return false
  const heading = told.heading ? findings.text.slice(told.heading.start, told.heading.end) : ''
  return sharedWords(clauseAround(input.conclusion, range, own), `${heading} ${findings.text.slice(told.start, told.end)}`) >= leastShared
}
