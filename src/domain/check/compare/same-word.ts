import type { Fact } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import { keptVerdict, type Candidate, type CompareContext } from './compare-context.ts'
import { scoreOf } from './match.ts'
import { issueOf } from './places.ts'

/** Shorter words ("mass", "cyst") are told of many things at once. */
const leastLetters = 6

/**
 * The very word denied here and told there, or the reverse, of one place ("not retracted" of a tear that is "retracted 2.1 cm", "flow
 * preserved" of a testis without flow), where the findings use it in one sense only. Null when they use it in both, or elsewhere.
 */
export function sameWordTurned(fact: Fact, context: CompareContext): CheckIssue | null {
  if (fact.partial || fact.qualified || fact.advice || fact.normal || fact.certainty === 'possible' || fact.change?.change === 'resolved') return null
  const [turned] = keptVerdict('same word', fact, context, () => {
    const near = nearOf(context.candidates(fact))
    const found = fact.finding === null ? unknownWord(fact, near, context) : namedWord(fact, near, context)
    return found ? [found] : []
  })
  if (!turned || fact.finding === null) return turned ?? null
  // Said the other way of something else in the conclusion itself: the two are told apart there.
  const own = wordAt(context.input.conclusion, fact)
  return context.conclusion.facts.some((one) => one !== fact && one.finding !== null && one.negated !== fact.negated && wordAt(context.input.conclusion, one) === own) ? null : turned
}

const keptNear = new WeakMap<readonly Candidate[], readonly Candidate[]>()

/** Those of today at no other place, side or level; the candidates of a fact stay the same while a conclusion is typed. */
function nearOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const before = keptNear.get(candidates)
  if (before) return before
  const near = candidates.filter(({ fact: other, match }) => !other.earlier && !other.advice && match.site >= 0 && match.side >= 0 && match.level >= 0)
  keptNear.set(candidates, near)
  return near
}

const placed = ({ match }: Candidate): boolean => match.site > 1

function namedWord(fact: Fact, near: readonly Candidate[], context: CompareContext): CheckIssue | null {
  const own = wordAt(context.input.conclusion, fact)
  if (own.length < leastLetters || technique.test(own)) return null
  const same = near.filter(({ fact: other }) => other.finding !== null && wordAt(context.input.findings, other) === own)
  if (same.some(({ fact: other }) => other.negated === fact.negated && other.change?.change !== 'resolved')) return null
  const [against] = same.filter((one) => placed(one) && one.fact.negated !== fact.negated && !one.fact.partial && !one.fact.qualified && one.fact.certainty === 'certain' && one.fact.change?.change !== 'resolved').toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))
  return against ? turned(fact, own, fact.word, fact.negated, against.fact, context) : null
}

/** How something is imaged or weighed, and no finding. */
const technique = /^(?:flair|dwi|adc|swi|stir|tirm|t1w?|t2w?|mra|mrv|mrcp|cta|tof|suv\w*|doppler|duplex|contrast|series|views?|sequence\w*|phase|correlat\w*|thickn\w*|full|partial|complete\w*|increas\w*|decreas\w*)/
/** A denial does not reach over a dash. */
const overDash = (word: { start: number }, text: string): boolean => /\b(?:no|not|without)\b[^.;,]*\s[-–—]\s[^.;]*$/i.test(text.slice(Math.max(0, word.start - 80), word.start))

/** Words that no list knows: the one word, and another or the place, must be shared. */
function unknownWord(fact: Fact, near: readonly Candidate[], context: CompareContext): CheckIssue | null {
  for (const word of fact.words.slice(0, 6)) {
    if (word.key.length < 4 || technique.test(word.key)) continue
    const same = near.flatMap((one) => one.fact.words.filter((other) => other.key === word.key).map((other) => ({ ...one, other })))
    if (!same.length || same.some(({ other }) => other.negated === word.negated || overDash(other, context.input.findings))) continue
    const against = same.find((one) => placed(one) && one.match.words >= 0.8)
    if (against) return turned(fact, word.key, word, word.negated, against.fact, context)
  }
  return null
}

function turned(fact: Fact, word: string, range: { start: number; end: number }, denied: boolean, against: Fact, context: CompareContext): CheckIssue {
  return issueOf('negation', 'error', fact, range, denied ? `The conclusion denies “${word}”, the findings describe it.` : `The conclusion states “${word}”, the findings deny it.`, against, context)
}

const keptWords = new WeakMap<Fact, string>()

/** A fact's word as it stands, without the s of a plural. */
function wordAt(text: string, fact: Fact): string {
  const before = keptWords.get(fact)
  if (before !== undefined) return before
  const word = text.slice(fact.word.start, fact.word.end).toLowerCase().replace(/s$/, '')
  keptWords.set(fact, word)
  return word
}
