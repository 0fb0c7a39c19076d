import { aspects, type Aspect } from '../../../domain/desk-test/aspects.ts'
import type { BlindRating } from '../../../domain/desk-test/desk-test.ts'

/** One question about a case, answered with a digit. */
export type RatingField = { id: string; kind: 'sign' | 'machine' } | { id: string; kind: 'score'; aspect: Aspect; text: 'first' | 'second' }

/** In the order in which they are asked: both questions, then each aspect of the first and of the second text. */
export const fields: readonly RatingField[] = [
  { id: 'sign', kind: 'sign' },
  { id: 'machine', kind: 'machine' },
  ...aspects.flatMap((aspect) => (['first', 'second'] as const).map((text): RatingField => ({ id: `${aspect}-${text}`, kind: 'score', aspect, text }))),
]

/** Digits given so far, by field. */
export type Answers = Readonly<Record<string, number>>

const places = ['first', 'second'] as const

/** How many digits a field has. */
export const digitsOf = ({ kind }: RatingField): number => (kind === 'score' ? 5 : 3)

/** Answers with one more; a digit that the field does not have changes nothing. */
export const answer = (answers: Answers, field: RatingField, digit: number): Answers => (digit >= 1 && digit <= digitsOf(field) ? { ...answers, [field.id]: digit } : answers)

export const missing = (answers: Answers): number => fields.filter(({ id }) => answers[id] === undefined).length

/** The first field without an answer from `from` on, then from the start; `from` itself where all are answered. */
export function nextOpen(answers: Answers, from: number): number {
  const order = fields.map((_, i) => (from + i) % fields.length)
  return order.find((at) => answers[fields[at]!.id] === undefined) ?? Math.min(from, fields.length - 1)
}

/** The rating that the answers make; null while one is missing. */
export function ratingOf(answers: Answers): BlindRating | null {
  if (missing(answers) > 0) return null
  const scores = (text: 'first' | 'second') => Object.fromEntries(aspects.map((aspect) => [aspect, answers[`${aspect}-${text}`]!])) as BlindRating['scores']['first']
  return { sign: places[answers['sign']! - 1] ?? 'tie', machine: places[answers['machine']! - 1] ?? 'unsure', scores: { first: scores('first'), second: scores('second') } }
}

/** The answers of a rating that was given before. */
export function answersOf(rating: BlindRating | null): Answers {
  if (!rating) return {}
  const place = (value: string) => (value === 'first' ? 1 : value === 'second' ? 2 : 3)
  const scores = aspects.flatMap((aspect) => places.map((text) => [`${aspect}-${text}`, rating.scores[text][aspect]] as const))
  return { sign: place(rating.sign), machine: place(rating.machine), ...Object.fromEntries(scores) }
}
