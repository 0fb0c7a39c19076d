import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence } from '../reading/align.ts'
import { isPressing } from '../wishes/rule-target.ts'

/** Does a sentence tell a finding that the indication asks for? */
export const isAsked = (sentence: FindingSentence, question: readonly Unit[]): boolean => sentence.units.some((unit) => isAffirmed(unit) && question.some((one) => relatedFindings(one.key, unit.key)))

/** The findings without those that a person's rules leave out; one stays where it is asked for, or nothing else was found. */
export function withoutUnwanted<T extends { sentence: FindingSentence; details: readonly FindingSentence[] }>(items: T[], question: readonly Unit[], { unwanted }: { unwanted(sentence: FindingSentence): boolean }): T[] {
  const wanted = items.filter(({ sentence, details }) => !unwanted(sentence) || isAsked(sentence, question) || details.some((one) => isPressing(one) || (one.units.some(isAffirmed) && !unwanted(one))))
  return wanted.length > 0 ? wanted : items
}
