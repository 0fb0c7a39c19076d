import type { TextRange } from '../report/range.ts'
import type { DraftSentence } from './draft.ts'
import type { FindingName } from './names/name-finding.ts'
import type { FindingSentence } from './reading/align.ts'

/** A draft sentence and how heavy it is, for ordering among others. `written`: characters of it that a model wrote. */
export type WeighedSentence = DraftSentence & { weight: number; written: number }

/** What is known of the finding sentences beside the rules. */
export type Telling = {
  /** How heavy a sentence is; `rules`: what the rules say, 0 for what they do not take for a finding. */
  weigh(sentence: FindingSentence, rules: number): number
  /** A conclusion phrase for the sentence and the findings that carry it; null: it is shortened. `beside`: a sentence that gives it its side. */
  phrase(sentence: FindingSentence, beside: TextRange | null): { text: string; evidence: TextRange[] } | null
  /** The diagnosis that the signs of a sentence carry; null where there is none. */
  name(sentence: FindingSentence): FindingName | null
  /** Light findings that this signer leaves out of such reports. */
  leavesOut(sentence: FindingSentence): boolean
  /** Light findings that a person's rule leaves out; what the indication asks for is told all the same. */
  unwanted(sentence: FindingSentence): boolean
  /** Length against the usual one; light findings are told while there is room. */
  room: number
}

/** Without a model: the rules' weight, and every sentence shortened. */
export const rulesOnly: Telling = { weigh: (_, rules) => rules, phrase: () => null, name: () => null, leavesOut: () => false, unwanted: () => false, room: 1 }

/** `name`: what its sentences add up to. */
export type Item = { sentence: FindingSentence; details: FindingSentence[]; weight: number; name?: FindingName }

/** Always told, whatever the length: what is left out here is not read again. */
export const needed = 2

/** As heavy as this goes before the answer to the question: it cannot wait. */
export const vital = 5
