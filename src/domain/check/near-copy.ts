import type { CheckContext } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { clauseAround, sharedWords } from './near-words.ts'
import { checkNegation } from './negation.ts'
import type { FindingsText } from '../draft/align.ts'
import { keepResults, readingKey } from '../text/kept.ts'
import { turnedSides } from './side.ts'

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
  const ofSentences = context.conclusion.map((_, sentence) => copiesOf(sentence, context))
  return [...ofSentences.flatMap(({ negations }) => negations), ...ofSentences.flatMap(({ sides }) => sides)]
}

type Copies = { negations: CheckIssue[]; sides: CheckIssue[] }
const keptCopies = new WeakMap<FindingsText, ReturnType<typeof keepResults<Copies>>>()

/** Of one sentence; kept with its offsets as if it began the text, while the findings and the sentence stay the same. */
function copiesOf(sentence: number, context: CheckContext): Copies {
  const { start, end, units } = context.conclusion[sentence]!
  const read = (): Copies => {
    const own = { ...context, claims: context.claims.filter((claim) => claim.sentence === sentence) }
    return { negations: checkNegation(own).filter((issue) => repeats(issue, context)), sides: turnedSides(own).filter((issue) => repeats(issue, context)) }
  }
  // What its heading says is part of what is read: such a sentence is read each time.
  if (units.some((unit) => unit.start < start)) return read()
  const kept = keptCopies.get(context.findings) ?? keepResults<Copies>(300)
  keptCopies.set(context.findings, kept)
  const moved = ({ negations, sides }: Copies, by: number): Copies => {
    const move = (issue: CheckIssue): CheckIssue => ({ ...issue, sentence, conclusion: issue.conclusion && { start: issue.conclusion.start + by, end: issue.conclusion.end + by } })
    return { negations: negations.map(move), sides: sides.map(move) }
  }
  return moved(kept(`${context.claimCount > 1}${readingKey(context.input.conclusion, start, end)}`, () => moved(read(), -start)), start)
}

function repeats({ sentence, conclusion: range, findings: against }: CheckIssue, { findings, conclusion, input }: CheckContext): boolean {
  const own = sentence === null ? undefined : conclusion[sentence]
  const told = against && findings.sentences.find((one) => one.start <= against.start && against.start < one.end)
  if (!own || !range || !told || over.test(findings.text.slice(told.start, told.end))) return false
  const heading = told.heading ? findings.text.slice(told.heading.start, told.heading.end) : ''
  return sharedWords(clauseAround(input.conclusion, range, own), `${heading} ${findings.text.slice(told.start, told.end)}`) >= leastShared
}
