import type { FindingSentence, FindingsText } from '../reading/align.ts'
import type { DraftForm } from '../draft.ts'
import type { PlainWish } from './plain-wish.ts'
import { mayLeaveOut, readTarget } from './rule-target.ts'

/** How a draft should be: asked for by a person, or the way this signer writes. */
export type DraftWishes = {
  form: DraftForm
  /** Length against the usual one: 1 is usual, 0.6 is short. What is needed is told at any length. */
  room: number
  /** Finding sentences, as `sentenceKey` makes them, that this signer left out of a report with nearly the same findings. */
  usuallyLeftOut: ReadonlySet<string>
  /** What has to stand first; null: what is usual. */
  first: 'answer' | 'findings' | null
  /** Most sentences; what cannot wait is told beyond them. null: as many as are usual. */
  most: number | null
  /** Findings or organs, in a person's words: light ones are left out, or something is told of them whatever they are. */
  leaveOut: readonly string[]
  mention: readonly string[]
}

export const noWishes: DraftWishes = { form: 'lines', room: 1, usuallyLeftOut: new Set(), first: null, most: null, leaveOut: [], mention: [] }

/** Length of what is asked for as shorter or longer, against the usual one. */
const shorter = 0.55
const longer = 1.6

/** What is usual (`base`: the way this signer writes) with what was asked for in plain words. */
export function withPlainWishes(base: DraftWishes, wishes: readonly PlainWish[]): DraftWishes {
  return wishes.reduce((so, wish): DraftWishes => {
    switch (wish.about) {
      case 'order':
        return { ...so, first: wish.first }
      case 'form':
        return { ...so, form: wish.form }
      case 'length':
        return { ...so, room: wish.length === 'shorter' ? Math.min(shorter, so.room) : Math.max(longer, so.room) }
      case 'most':
        return { ...so, most: wish.sentences }
      case 'leave-out':
        return { ...so, leaveOut: [...so.leaveOut, wish.what] }
      case 'mention':
        return { ...so, mention: [...so.mention, wish.what] }
      default:
        return wish satisfies never
    }
  }, base)
}

/** Told at any length; what is lighter may go when somebody wants it shorter. */
const needed = 2

/** A finding sentence without spelling, case and marks, so that the same words in two reports are found to be the same. */
export const sentenceKey = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Whether a light finding is one that this signer leaves out. */
export function leavesOut(wishes: DraftWishes, findings: FindingsText): (sentence: FindingSentence) => boolean {
  return ({ start, end }) => wishes.usuallyLeftOut.size > 0 && wishes.usuallyLeftOut.has(sentenceKey(findings.text.slice(start, end)))
}

/** Whether a finding sentence is light and one that a person's rule leaves out. */
export function unwanted({ leaveOut }: DraftWishes): (sentence: FindingSentence) => boolean {
  const targets = leaveOut.flatMap((words) => readTarget(words, 'leave-out') ?? [])
  return (sentence) => targets.some((target) => mayLeaveOut(sentence, target) === 'yes')
}

/** From this length on a person has asked for it, and the heaviest of what is told are kept. */
const askedShort = 0.6
/** Never left out of a draft that somebody wants shorter. */
export const vital = 4.5

/**
 * The sentences of a short draft: what is needed, and always the heaviest. Asked for as shorter, about two in three of them and
 * what is vital, by what they are worth among each other; the rest is listed as left out.
 */
export function withoutLight<T extends { weight: number }>(sentences: readonly T[], room: number, worth: (sentence: T) => number = ({ weight }) => weight): readonly T[] {
  if (room >= 1) return sentences
  const isAsked = room < askedShort
  const rank = (one: T) => (isAsked ? worth(one) : one.weight)
  const ranked = sentences.toSorted((a, b) => rank(b) - rank(a))
  const enough = new Set(ranked.slice(0, isAsked ? Math.max(1, Math.ceil(ranked.length * 0.6)) : 1))
  return sentences.filter((one) => enough.has(one) || rank(one) >= (isAsked ? vital : needed))
}
