import { checkConclusion, type CheckInput } from '../check/check-conclusion.ts'
import type { CheckIssue } from '../check/issue.ts'
import { readConclusion, readFindings } from '../draft/reading/align.ts'
import { findLeftOut, findUntold, leastLeftOutWeight } from '../draft/choosing/left-out.ts'
import { restsOn } from '../draft/gate/rests-on.ts'
import type { TextRange } from '../report/range.ts'
import { locateIssues, type LocatedIssue } from './issue-answer.ts'

/** What stands in a draft while it is decided; ranges are those of the findings as they are now. */
export type DraftBeside = {
  /** Sentences that wait for a decision: they may still come into the conclusion. */
  pending: string[]
  /** What sentences rest on that wait, or stand in the conclusion word for word. */
  told: TextRange[]
  leftOut: TextRange[]
}

/** A text to be checked: a conclusion, or the addendum of a signed report, which is held against findings and signed conclusion. `issuesOnly`: for signing, which needs neither evidence nor what is left out. */
export type TextToCheck =
  | { what: 'conclusion'; input: CheckInput; draft: DraftBeside | null; issuesOnly?: boolean }
  | { what: 'addendum'; addendum: string; input: CheckInput }

/** A sentence of the conclusion and the findings that carry it. */
export type CarriedSentence = TextRange & { evidence: TextRange[] }

/** An abnormal finding that the conclusion does not tell. `heavy`: one that a conclusion should tell; otherwise the reader's choice. */
export type LeftOutFinding = TextRange & { text: string; heavy: boolean }

/** What the checks say of a text. Nothing is cut: signing must know of every issue. */
export type CheckedText = { issues: LocatedIssue[]; leftOut: LeftOutFinding[]; sentences: CarriedSentence[] }

/** Pairs of a conclusion sentence and a findings sentence beyond which evidence is not looked for: some seconds of work. */
const mostPairs = 60_000
/** Without words there is nothing to compare. */
const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** Checks a text and finds what it rests on and what it leaves out. Never throws on any text; bounded in time, not made for the window's thread. */
export function checkText(text: TextToCheck, hash: (text: string) => string): CheckedText {
  return text.what === 'addendum' ? checkAddendum(text, hash) : checkWritten(text, hash)
}

function checkWritten({ input, draft, issuesOnly = false }: Extract<TextToCheck, { what: 'conclusion' }>, hash: (text: string) => string): CheckedText {
  const written = hasWords(input.conclusion)
  const found = written ? checkConclusion(input) : []
  const issues = locateIssues(found.filter(({ kind }) => kind !== 'leftOut'), input, hash)
  if (issuesOnly) return { issues, leftOut: [], sentences: [] }
  const sentences = written ? carriedSentences(input) : []
  return { issues, leftOut: leftOutOf(input, found, sentences, draft), sentences }
}

/** An addendum tells what is new: only contradictions to what was signed are said of it. */
function checkAddendum({ addendum, input }: Extract<TextToCheck, { what: 'addendum' }>, hash: (text: string) => string): CheckedText {
  if (!hasWords(addendum)) return { issues: [], leftOut: [], sentences: [] }
  const signed: CheckInput = { ...input, findings: `${input.findings}\n\n${input.conclusion}`, conclusion: addendum }
  const tellsMore = (range: TextRange | null) => range !== null && adding.test(addendum.slice(Math.max(...stops.map((stop) => addendum.lastIndexOf(stop, range.start))) + 1, range.end + addendum.slice(range.end).search(/[.。\n]|$/)))
  const issues = checkConclusion(signed).filter(({ kind, severity, conclusion }) => severity === 'error' && kind !== 'leftOut' && kind !== 'missing' && !((kind === 'side' || kind === 'organ') && tellsMore(conclusion))).map((issue) => ({ ...issue, message: ofAddendum(issue.message) }))
  return { issues: locateIssues(issues, signed, hash, (at) => (at < input.findings.length ? 'findings' : 'conclusion')), leftOut: [], sentences: [] }
}

/** One more finding: another side or organ than that of the signed one is no contradiction. */
const adding = /\b(?:new|also|too|as well|another|further|additional(?:ly)?|in addition|not (?:previously )?(?:mentioned|reported|described)|(?:second|further|repeat) (?:look|review|reading)|on review)\b|新た|新規|追加|さらに|もう(?:一|1|１)つ|記載していな|記載漏れ/i
const stops = ['. ', '。', '\n']

/** The checks speak of a conclusion and its findings. */
const ofAddendum = (message: string): string => message.replace(/\b(t)he conclusion\b/gi, '$1he addendum').replace(/\b(t)he findings say\b/gi, '$1he signed report says').replace(/\b(t)he findings\b/gi, '$1he signed report')

/** Which findings carry each sentence of a conclusion. */
function carriedSentences({ conclusion, findings }: CheckInput): CarriedSentence[] {
  if (!hasWords(findings)) return []
  const read = readFindings(findings)
  const most = Math.max(1, Math.floor(mostPairs / Math.max(1, read.sentences.length)))
  return readConclusion(conclusion, most).map((sentence) => ({ start: sentence.start, end: sentence.end, evidence: restsOn(sentence, conclusion, read) }))
}

/**
 * One list for what a person writes and for a draft beside it: what neither tells. Heavy findings as the checks list them, then lighter
 * ones, and what the draft had left out while nobody has told it. Empty before anything is written or offered.
 */
function leftOutOf(input: CheckInput, found: readonly CheckIssue[], sentences: readonly CarriedSentence[], draft: DraftBeside | null): LeftOutFinding[] {
  const pending = draft?.pending ?? []
  const conclusion = [input.conclusion, ...pending].filter(hasWords).join('\n')
  if (!hasWords(input.findings) || (conclusion === '' && !draft?.leftOut.length)) return []
  const { findings } = input
  const read = readFindings(findings)
  const readings = readConclusion(conclusion, 300)
  // What is told the wrong way round is a contradiction: said once.
  const contradicted = found.flatMap(({ severity, findings: range }) => (severity === 'error' && range ? range : []))
  const told = [...(draft?.told ?? []), ...contradicted]
  const issues = conclusion === '' ? [] : pending.length > 0 ? checkConclusion({ ...input, conclusion }) : found
  // A finding that was added as it stands is told, whatever the rules read in it.
  const isWritten = ({ start, end }: TextRange) => input.conclusion.includes(findings.slice(start, end))
  const heavy = issues.flatMap(({ kind, findings: range }) => (kind === 'leftOut' && range && !meetsAny(range, told) && !isWritten(range) ? range : []))
  const unnamed = conclusion === '' ? [] : findLeftOut(read, readings, leastLeftOutWeight, true)
  const ofDraft = draft?.leftOut.length ? findUntold(read, readings, [...told, ...sentences.flatMap(({ evidence }) => evidence)]).filter((range) => meetsAny(range, draft.leftOut)) : []
  const light = [...unnamed, ...ofDraft].filter((range, index, all) => !meetsAny(range, told) && !meetsAny(range, heavy) && !isWritten(range) && !meetsAny(range, all.slice(0, index)))
  const item = (isHeavy: boolean) => ({ start, end }: TextRange): LeftOutFinding => ({ start, end, text: findings.slice(start, end), heavy: isHeavy })
  return [...heavy.map(item(true)), ...light.map(item(false))]
}

const meetsAny = ({ start, end }: TextRange, ranges: readonly TextRange[]): boolean => ranges.some((range) => range.start < end && start < range.end)
