import { readSentence, type Unit } from '../../text/read-sentence.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { namesOrgan } from '../reading/heading-context.ts'

const wall = /\b(?:chest|abdominal|body|thoracic) wall\b/i

/**
 * Does the denial speak of one organ that nobody asked about? "Chest wall: no mass" is no answer to "lung carcinoma, follow-up",
 * although a carcinoma is a mass; "no liver metastasis" answers "metastases?".
 */
export function isBeyondQuestion(sentence: FindingSentence, findings: FindingsText, question: readonly Unit[], indication: string): boolean {
  if (sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && question.some((one) => one.key === unit.key))) return false
  const places = [...sentence.headingUnits, ...sentence.units].filter((unit) => unit.kind === 'anatomy')
  const asked = readSentence(indication, { start: 0, end: indication.length }).units
  if (places.some((place) => asked.some((unit) => unit.kind === 'anatomy' && unit.key === place.key))) return false
  const text = findings.text.slice(sentence.heading?.start ?? sentence.start, sentence.heading?.end ?? sentence.start) + ' ' + findings.text.slice(sentence.start, sentence.end)
  return wall.test(text) || namesOrgan({ ...sentence, headingUnits: places })
}
