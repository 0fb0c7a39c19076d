import type { FindingsText } from '../draft/reading/align.ts'
import { checkAge } from './kinds/age.ts'
import { checkCountWords } from './words/count-words.ts'
import { checkContext, type CheckContext, type CheckInput } from './context.ts'
import { checkDirection } from './kinds/direction.ts'
import { isDoubtful } from './words/doubtful.ts'
import { checkIndication } from './kinds/indication.ts'
import type { CheckIssue } from './issue.ts'
import { checkLeftOut } from './kinds/left-out.ts'
import { checkLimited } from './kinds/limited.ts'
import { compareContext } from './compare/compare-context.ts'
import { compareFacts } from './compare/compare-facts.ts'
import { compareCourses } from './compare/course-by-words.ts'
import { sideCarried } from './compare/side-support.ts'
import { checkLanguage, checkMissing } from './kinds/missing.ts'
import { detectLanguage } from '../text/language.ts'
import { checkNegation } from './kinds/negation.ts'
import { checkNearCopies } from './words/near-copy.ts'
import { checkNumber } from './kinds/number.ts'
import { checkOrgan } from './kinds/organ.ts'
import { checkPrior } from './kinds/prior.ts'
import { checkPositionWords } from './words/position-words.ts'
import { checkSex } from './kinds/sex.ts'
import { checkSide, orderedSide } from './kinds/side.ts'
import { checkLevelWords, whereLevelsAreSure } from './words/level-words.ts'
import { checkSideWords, whereSidesAreSure } from './words/side-words.ts'
import { asAdvice, onlyWhereSure } from './words/sure.ts'
import { checkSidesOfMeasures } from './words/side-of-measure.ts'
import { lookByWords } from './words/look-by-words.ts'
import { checkUnheardPlaces } from './words/unheard-place.ts'
import { checkUnsupported } from './kinds/unsupported.ts'
import { checkJapanese } from './japanese/check-japanese.ts'
import type { TextRange } from '../report/range.ts'

export type { CheckInput } from './context.ts'

const contradictions = [checkSide, checkNegation, checkNumber, checkDirection, checkOrgan]
/** What order, comparison and limits of the examination say. */
const checkBeside = (context: CheckContext): CheckIssue[] => [...checkPrior(context), ...checkIndication(context), ...checkLimited(context)]
const others = [checkUnsupported, checkLeftOut, checkSex, checkAge, checkBeside]

/**
 * Compares a conclusion with its findings and order. Silence is the normal state: only what contradicts, is carried by
 * nothing, or is heavy and left out. Offsets are UTF-16 units into the texts as given. Never throws.
 */
export function checkConclusion(input: CheckInput, findings?: FindingsText): CheckIssue[] {
  const context = checkContext(input, findings)
  const unread = checkLanguage(context)
  // In a language that is not read nothing is sure, and everything would be unsupported or left out.
  return unread ? [unread, ...compareSections(context).flatMap((issue) => (issue.severity === 'error' ? asAdvice(issue) : issue.kind === 'missing' ? issue : []))] : compareSections(context)
}

function compareSections(context: CheckContext): CheckIssue[] {
  const { input } = context
  const missing = checkMissing(context)
  const verbatim = verbatimIn(context)
  if (!missing.length && detectLanguage(input.findings) === 'en') {
    return inOrder([...checkEnglish(context, verbatim), ...orderedSide(context), ...checkSex(context), ...checkAge(context), ...checkBeside(context)])
  }
  if (!missing.length && detectLanguage(input.findings) === 'ja' && detectLanguage(input.conclusion) === 'ja') {
    const found = checkJapanese(input).filter((issue) => !issue.conclusion || !verbatim(issue.conclusion))
    const sex = found.some((issue) => issue.kind === 'sex') ? [] : checkSex(context)
    return inOrder([...found, ...orderedSide(context), ...sex, ...checkAge(context), ...checkBeside(context)])
  }
  const issues = missing.length ? [...missing, ...checkSex(context), ...checkAge(context)] : [...contradictions.flatMap((check) => check(context)).filter((issue) => !issue.conclusion || !issue.findings || !verbatim(issue.conclusion)), ...others.flatMap((check) => check(context))]
  return inOrder(issues)
}

/** Contradictions first. */
const inOrder = (issues: readonly CheckIssue[]): CheckIssue[] => issues.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1))

/** What is told of side, level, position, count and place, word by word; each passes over what one before it has marked. */
const byWords = [checkSideWords, checkLevelWords, checkPositionWords, checkCountWords, checkUnheardPlaces, checkSidesOfMeasures]

/** Facts first, then near copies, courses and looks by words: words that one of them has marked are not marked again by a later one. English. */
function checkEnglish(context: CheckContext, verbatim: (range: TextRange) => boolean): CheckIssue[] {
  const { input, findings, conclusion } = context
  const facts = compareContext(input, findings)
  const told = compareCourses(input.conclusion, conclusion, findings)
  const compared = onlyWhereSure(compareFacts(input, findings, facts).filter((issue) => !isDoubtful(issue, context)), context)
    .filter((issue) => !issue.conclusion || !issue.findings || !verbatim(issue.conclusion))
    .flatMap((issue) => whereSidesAreSure(issue, context))
    .flatMap((issue) => whereLevelsAreSure(issue, context))
    .filter((issue) => !(issue.kind === 'direction' && told.carried.some((one) => meets(one, issue.conclusion!))))
  const copied = checkNearCopies(context)
    .flatMap((issue) => whereSidesAreSure(issue, context))
    .filter((issue) => !(issue.kind === 'side' && sideCarried(issue.conclusion!, facts)) && !verbatim(issue.conclusion!) && !isDoubtful(issue, context))
    // What facts have found wrong in a sentence is not said twice.
    .filter((issue) => !compared.some((one) => one.severity === 'error' && one.sentence === issue.sentence))
  const marked = [...compared, ...copied]
  const isNew = (issue: CheckIssue): boolean => !verbatim(issue.conclusion!) && !marked.some((one) => one.conclusion && meets(one.conclusion, issue.conclusion!))
  marked.push(...onlyWhereSure(told.issues.filter((issue) => isNew(issue) && !isDoubtful(issue, context)), context))
  marked.push(...lookByWords(input.conclusion, conclusion, findings, marked).filter((issue) => !verbatim(issue.conclusion!)))
  for (const look of byWords) marked.push(...look(context).filter(isNew))
  return marked
}

const meets = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end

/** Statements shorter than this stand in many sentences by chance. */
const shortest = { english: 20, japanese: 6 }

/**
 * What stands word for word in the findings as a whole statement cannot contradict them. Statements end at ; and full stop; the
 * heading before a colon is part of its statement, so a side or level there must be the same too.
 */
function verbatimIn({ findings, input: { conclusion } }: CheckContext): (range: TextRange) => boolean {
  const ends = /[;；。\n]|\.(?=\s|$)/g
  return ({ start, end }) => {
    const statements = statementsOf(findings, ends)
    const before = Math.max(0, ...[...conclusion.slice(0, start).matchAll(ends)].map((found) => found.index + 1))
    const after = conclusion.slice(end).search(new RegExp(ends.source))
    const statement = bare(conclusion.slice(before, after < 0 ? undefined : end + after))
    return statement.length >= (/[\u3040-\u9fff]/.test(statement) ? shortest.japanese : shortest.english) && statements.has(statement)
  }
}

const keptStatements = new WeakMap<FindingsText, ReadonlySet<string>>()

function statementsOf(findings: FindingsText, ends: RegExp): ReadonlySet<string> {
  const before = keptStatements.get(findings)
  if (before) return before
  const statements = new Set(findings.sentences.flatMap((sentence) => {
    const heading = sentence.heading ? `${findings.text.slice(sentence.heading.start, sentence.heading.end)}: ` : ''
    const parts = findings.text.slice(sentence.start, sentence.end).split(ends)
    return parts.flatMap((part) => [bare(part), bare(heading + part)])
  }))
  keptStatements.set(findings, statements)
  return statements
}

/** Lower case, one space, without list mark, "there is a", a predicate that only says it is there, and full stop. */
function bare(statement: string): string {
  const plain = statement.replace(/\s+/g, ' ').replace(/：\s*/g, ': ').trim().toLowerCase().replace(/[.。]$/, '')
  return plain.replace(/^(?:[-*•・\d.)\s]+)?(?:there (?:is|are) )?(?:(?:an?|the) )?/, '').replace(/: (?:there (?:is|are) )?(?:an?|the) /, ': ').replace(/ (?:is|are) (?:seen|present|noted)$/, '')
    .replace(/^((?:in|at|within|on) [^,.;:]{4,60}?)(?:,? there (?:is|are) (?:an? )?|: )/, '$1: ').replace(/(?:を認め(?:る|ます)|と考え(?:る|ます|られる|られます)|(?:が|を)?みられ(?:る|ます)|しています|している)$/u, '')
}
