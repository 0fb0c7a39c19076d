import type { FindingsText } from '../reading/align.ts'
import { questionOf } from '../reading/decompose.ts'
import type { DraftInput } from '../draft.ts'
import type { PlainWish } from './plain-wish.ts'
import { mayLeaveOut, readTarget, speaksOf } from './rule-target.ts'
import { isAsked } from '../choosing/unwanted.ts'

/** What the findings make of wishes to leave out or mention something: what is told all the same and why, and what is not there. */
export function ruleNotes(wishes: readonly PlainWish[], input: DraftInput, findings: FindingsText): string[] {
  const question = questionOf(input.indication)
  return wishes.flatMap((wish) => {
    if (wish.about !== 'leave-out' && wish.about !== 'mention') return []
    const target = readTarget(wish.what, wish.about)
    if (!target) return []
    if (wish.about === 'mention') return findings.sentences.some((sentence) => speaksOf(sentence, target)) ? [] : [`The findings say nothing of “${wish.what}”.`]
    const named = findings.sentences.map((sentence) => ({ may: mayLeaveOut(sentence, target), asked: isAsked(sentence, question) })).filter(({ may }) => may !== 'no')
    const heavy = named.filter(({ may }) => may === 'named').length
    const asked = named.filter((one) => one.may === 'yes' && one.asked).length
    return [
      ...(heavy > 0 ? [`${counted(heavy)} “${wish.what}” ${heavy === 1 ? 'weighs' : 'weigh'} too much to be left out by a rule.`] : []),
      ...(asked > 0 ? [`${counted(asked)} “${wish.what}” ${asked === 1 ? 'is' : 'are'} told because the indication asks for it.`] : []),
    ]
  })
}

const counted = (count: number): string => (count === 1 ? '1 finding of' : `${String(count)} findings of`)
