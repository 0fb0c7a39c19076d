import type { TextRange } from '../../report/range.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { classifyFinding } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { questionOf } from '../reading/decompose.ts'
import type { DraftInput } from '../draft.ts'
import { draftPlain } from '../wording/tell-item.ts'
import { rulesOnly, type WeighedSentence } from '../telling.ts'
import { weighFinding } from '../choosing/importance.ts'
import { readTarget, speaksOf } from './rule-target.ts'
import { isAsked } from '../choosing/unwanted.ts'
import { unwanted, vital, withoutLight, type DraftWishes } from './wishes.ts'

/** Sentences that a wish to mention something adds at most; more of them are no mention any more. */
const mostMentioned = 3
/** What is only mentioned stands last. */
const mentionedWeight = 0.3

/**
 * The offered sentences as a person wishes them: light ones gone, what is to be mentioned told, ordered by weight, and no more than
 * asked for. Nothing is worded here but what the findings say, and what cannot wait is never taken away.
 */
export function asWished(offered: readonly WeighedSentence[], input: DraftInput, findings: FindingsText, wishes: DraftWishes): readonly WeighedSentence[] {
  const restsOn = ({ evidence }: WeighedSentence) => findings.sentences.filter((sentence) => evidence.some((range) => overlap(range, sentence)))
  const answers = answersTo(input, restsOn)
  // A denial that nobody asked for stands high because of its neighbour; it must not take the place of a finding.
  const worth = (one: WeighedSentence) => (answers(one) || restsOn(one).some(isAbnormal) ? one.weight : 0)
  const told = withMentioned(withoutUnwantedSentences(withoutLight(offered, wishes.room, worth), input, restsOn, wishes), findings, wishes.mention)
  return atMost(inOrder(told, input, restsOn, wishes.first), restsOn, worth, wishes.most)
}

/** `asked`: a rule asks for just this sentence. */
type Wished = WeighedSentence & { asked?: true }
type RestsOn = (sentence: WeighedSentence) => FindingSentence[]

const overlap = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end
const isAbnormal = (sentence: FindingSentence): boolean => classifyFinding(sentence, sentence.headingUnits) === 'abnormal'

/** A model tells what it likes: its sentences that rest on nothing but unwanted findings go too. */
function withoutUnwantedSentences(offered: readonly WeighedSentence[], input: DraftInput, restsOn: RestsOn, wishes: DraftWishes): readonly WeighedSentence[] {
  if (wishes.leaveOut.length === 0) return offered
  const goes = unwanted(wishes)
  const question = questionOf(input.indication)
  const kept = offered.filter((one) => {
    const carrying = restsOn(one)
    return carrying.length === 0 || !carrying.every((sentence) => goes(sentence) && !isAsked(sentence, question))
  })
  // The only finding of a study is told whatever a rule says.
  return kept.length === offered.length || kept.some((one) => restsOn(one).some(isAbnormal)) ? kept : offered
}

/** Adds what the findings say of a thing, even where it is normal: every abnormal sentence, else the first ones. */
function withMentioned(offered: readonly WeighedSentence[], findings: FindingsText, mention: readonly string[]): Wished[] {
  const told: Wished[] = [...offered]
  for (const words of mention) {
    const target = readTarget(words, 'mention')
    if (!target) continue
    const about = findings.sentences.filter((sentence) => speaksOf(sentence, target) && classifyFinding(sentence, sentence.headingUnits) !== 'technique')
    const isTold = (sentence: FindingSentence) => told.some(({ evidence }) => evidence.some((range) => overlap(range, sentence)))
    const abnormal = about.filter((sentence) => isAbnormal(sentence) && !isTold(sentence))
    const wanted = abnormal.length > 0 || about.some(isTold) ? abnormal : about
    for (const sentence of wanted.slice(0, mostMentioned)) told.push({ ...draftPlain(findings, sentence, rulesOnly), weight: mentionedWeight, asked: true as const })
  }
  return told
}

function inOrder(sentences: readonly Wished[], input: DraftInput, restsOn: RestsOn, first: DraftWishes['first']): readonly Wished[] {
  if (first === null || sentences.length < 2) return sentences
  const weights = sentences.map(({ weight }) => weight)
  if (first === 'findings') {
    const found = sentences.filter((one) => restsOn(one).some(isAbnormal))
    const lightest = Math.min(...found.map(({ weight }) => weight))
    return sentences.map((one) => (found.includes(one) || one.weight < lightest ? one : { ...one, weight: lightest - 0.01 }))
  }
  const answer = sentences.filter(answersTo(input, restsOn)).toSorted((a, b) => b.weight - a.weight)[0]
  return sentences.map((one) => (one === answer ? { ...one, weight: Math.max(...weights) + 0.01, asked: true as const } : one))
}

/** Which sentences tell whether what the indication asks for is there. */
function answersTo(input: DraftInput, restsOn: RestsOn): (sentence: WeighedSentence) => boolean {
  const question = questionOf(input.indication)
  return (one) => restsOn(one).some(({ units }) => units.some((unit) => unit.kind === 'finding' && question.some((asked) => relatedFindings(asked.key, unit.key))))
}

/** The heaviest ones, an answer before other denials; what cannot wait and what a rule asks for stays beyond the number. */
function atMost(sentences: readonly Wished[], restsOn: RestsOn, worth: (sentence: Wished) => number, most: number | null): readonly WeighedSentence[] {
  if (most === null || sentences.length <= most) return sentences
  const stays = sentences.filter((one) => restsOn(one).some((sentence) => weighFinding(sentence) >= vital) || one.asked)
  const room = Math.max(0, most - stays.length)
  const others = sentences.filter((one) => !stays.includes(one)).toSorted((a, b) => worth(b) - worth(a)).slice(0, room)
  return sentences.filter((one) => stays.includes(one) || others.includes(one))
}
