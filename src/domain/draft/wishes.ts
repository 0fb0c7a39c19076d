import type { FindingSentence, FindingsText } from './align.ts'
import type { DraftForm } from './draft.ts'

/** How a draft should be: asked for by a person, or the way this signer writes. */
export type DraftWishes = {
  form: DraftForm
  /** Length against the usual one: 1 is usual, 0.6 is short. What is needed is told at any length. */
  room: number
  /** Finding sentences, as `sentenceKey` makes them, that this signer left out of a report with nearly the same findings. */
  usuallyLeftOut: ReadonlySet<string>
}

export const noWishes: DraftWishes = { form: 'lines', room: 1, usuallyLeftOut: new Set() }

/** Told at any length; what is lighter may go when somebody wants it shorter. */
const needed = 2

/** A finding sentence without spelling, case and marks, so that the same words in two reports are found to be the same. */
export const sentenceKey = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Whether a light finding is one that this signer leaves out. */
export function leavesOut(wishes: DraftWishes, findings: FindingsText): (sentence: FindingSentence) => boolean {
  return ({ start, end }) => wishes.usuallyLeftOut.size > 0 && wishes.usuallyLeftOut.has(sentenceKey(findings.text.slice(start, end)))
}

/** The sentences of a short draft: what is needed, and always the heaviest. */
export function withoutLight<T extends { weight: number }>(sentences: readonly T[]): T[] {
  const heaviest = Math.max(0, ...sentences.map(({ weight }) => weight))
  return sentences.filter(({ weight }) => weight >= needed || weight === heaviest)
}
