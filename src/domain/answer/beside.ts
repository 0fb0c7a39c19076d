import type { CheckInput } from '../check/check-conclusion.ts'
import type { CheckIssue } from '../check/issue.ts'
import type { TextRange } from '../report/range.ts'
import { splitSentences } from '../text/sentences.ts'

/** Words of a text with the stretches that matter; offsets into `text`. */
export type Quoted = { text: string; marks: TextRange[] }

/** What a conclusion is held against: a section, what is known of the patient, or the order. */
export type BesideField = 'findings' | 'conclusion' | 'indication' | 'comparison' | 'patient' | 'order'

/** The other half of an issue: where it stands and in which words. */
export type Beside = Quoted & { field: BesideField }

/** Longer fields are shown at the sentence that matters. */
const longestField = 300
const sexes = { F: 'Female', M: 'Male', O: 'Other' } as const
const personIn = /\d{1,3}[- ]?(?:years?|y\/?o|yo|yrs?)[- ]?(?:old)?[,\s]*(?:woman|man|lady|gentleman|girl|boy|female|male|f\b|m\b)?|\d{1,3}\s?歳[、代の\s]*(?:女性|男性|女児|男児|女|男)?|\b(?:woman|man|lady|gentleman|girl|boy|female|male)\b|[女男](?:性|児)/giu

/**
 * What an issue without a range in the findings is held against: the patient's data where the order gives them, otherwise the words of
 * indication or comparison. null where the report has nothing of it.
 */
export function besideOf({ kind, message }: CheckIssue, input: CheckInput): Beside | null {
  const { indication = '', comparison = '', sex, age, side } = input
  if (kind === 'sex') return sex ? whole('patient', sexes[sex]) : inField('indication', indication, rangesOf(indication, personIn))
  if (kind === 'age') return age === null || age === undefined ? inField('indication', indication, rangesOf(indication, personIn)) : whole('patient', `${age} years`)
  const quoted = [...message.matchAll(/“([^”]+)”/g)].map((found) => found[1]!)
  // What the message quotes of indication or comparison is what it is about.
  for (const [field, text] of [['indication', indication], ['comparison', comparison]] as const) {
    const marks = quoted.flatMap((words) => {
      const start = text.indexOf(words)
      return start >= 0 ? [{ start, end: start + words.length }] : []
    })
    if (marks.length > 0) return inField(field, text, marks)
  }
  if (kind === 'side' && side) return whole('order', `Side: ${side === 'bilateral' ? 'both' : side}`)
  if (kind === 'direction' && comparison.trim() !== '') return inField('comparison', comparison, [{ start: 0, end: comparison.length }])
  return null
}

const whole = (field: BesideField, text: string): Beside => ({ field, text, marks: [{ start: 0, end: text.length }] })

const rangesOf = (text: string, words: RegExp): TextRange[] => [...text.slice(0, longestField).matchAll(words)].map((found) => ({ start: found.index, end: found.index + found[0].length }))

/** A short field whole, a long one at the sentences around its first mark. */
function inField(field: BesideField, text: string, marks: readonly TextRange[]): Beside | null {
  const [first] = marks
  if (!first) return null
  const around = text.trim().length <= longestField ? { start: 0, end: text.length } : (splitSentences(text).find(({ start, end }) => start <= first.start && first.start < end) ?? first)
  return { field, ...quote(text, around, marks) }
}

/** A stretch of a text with the marks that lie in it, without the space around it. */
export function quote(text: string, { start, end }: TextRange, marks: readonly TextRange[]): Quoted {
  const cut = text.slice(start, end)
  const from = start + (cut.length - cut.trimStart().length)
  const to = from + cut.trim().length
  return { text: text.slice(from, to), marks: marks.flatMap((mark) => (mark.start < to && from < mark.end ? [{ start: Math.max(mark.start, from) - from, end: Math.min(mark.end, to) - from }] : [])) }
}
