import type { FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import { keepResults, readingKey } from '../../text/kept.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { certaintyByWords } from './certainty.ts'
import { fragmentsOf, type Fragment } from './fragments.ts'
import { deniedSigns } from './denied-signs.ts'
import { plainOfOpen } from './hedged-words.ts'
import { namedValues } from './named-values.ts'
import { oppositeStates } from './opposite-states.ts'
import { oppositesTold } from './opposites.ts'
import { rivalsTold } from './rival-places.ts'
import { soundPlaces } from './sound-places.ts'
import { turnedStates } from './states.ts'
import { turnedWords } from './turned.ts'

/** Sentences of a conclusion that are looked at: no person's is as long, and the time must stay bounded. */
const mostSentences = 100

/**
 * A second look at what a conclusion denies, affirms and swears to, by the words it shares with the findings instead of by known
 * findings. Only where `found` (the checks before) has marked nothing of those words. English.
 */
export function lookByWords(text: string, conclusion: readonly Reading[], findings: FindingsText, found: readonly CheckIssue[]): CheckIssue[] {
  const read = conclusion.slice(0, mostSentences)
  const issues: CheckIssue[] = []
  const fragments = read.flatMap((sentence, index) => keptFragments(text, sentence, index))
  for (const issue of [...turnedWords(text, read, fragments, findings), ...turnedStates(text, read, fragments, findings), ...certaintyByWords(text, read, findings), ...oppositeStates(text, read, findings), ...oppositesTold(text, read, findings), ...namedValues(text, read, findings), ...deniedSigns(text, read, findings), ...soundPlaces(text, read, findings), ...rivalsTold(text, read, findings), ...plainOfOpen(text, read, findings)]) if (![...found, ...issues].some((other) => other.kind !== 'leftOut' && overlap(other, issue))) issues.push(issue)
  return issues
}

const kept = keepResults<readonly Fragment[]>(300)

/** Kept as if the sentence began the text. What its heading says is part of what is read: such a sentence is read each time. */
function keptFragments(text: string, sentence: Reading, index: number): readonly Fragment[] {
  const { start, end, units } = sentence
  if (units.some((unit) => unit.start < start)) return fragmentsOf(text, sentence, index, null)
  return kept(readingKey(text, start, end), () => fragmentsOf(text, sentence, index, null).map((one) => moved(one, -start, index))).map((one) => moved(one, start, index))
}

function moved(fragment: Fragment, by: number, sentence: number): Fragment {
  const move = <T extends TextRange>(range: T): T => ({ ...range, start: range.start + by, end: range.end + by })
  return { ...move(fragment), sentence, mentions: fragment.mentions.map(move) }
}

const overlap = ({ conclusion: a }: CheckIssue, { conclusion: b }: CheckIssue): boolean => a !== null && b !== null && a.start < b.end && b.start < a.end
