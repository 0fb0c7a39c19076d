import { readSentence } from '../../text/read-sentence.ts'

/** A question mark that asks about what stands beside it: "defect?", "(cyst?)", "? metastasis". */
const asks = /[\p{L}\p{N})][ ]?[?？]|[?？][ ]?\p{L}/u

/** Does the phrase tell as certain, or not at all, what its sentence puts with a question mark? A hedge in words stands for the mark. */
export function losesQuestion(phrase: string, sentence: string): boolean {
  if (!asks.test(sentence) || /[?？]/.test(phrase)) return false
  return !readSentence(phrase, { start: 0, end: phrase.length }).units.some((unit) => unit.kind === 'certainty' && !unit.negated)
}
