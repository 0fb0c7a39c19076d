import { checkContext } from '../check/context.ts'
import { checkDirection } from '../check/direction.ts'
import { checkNegation } from '../check/negation.ts'
import { checkNumber } from '../check/number.ts'
import { checkOrgan } from '../check/organ.ts'
import { checkSide } from '../check/side.ts'
import type { Reading } from '../text/read-sentence.ts'
import { sameMeasure } from '../text/measures.ts'
import type { Alignment, FindingsText } from './align.ts'
import type { DraftInput } from './draft.ts'

/** A model sentence must be carried to this share; untrained models invent most below it (inference.md, section 10). */
export const leastModelSupport = 0.55

/**
 * May a sentence the model wrote be offered? null: yes. Otherwise one plain sentence saying why it is struck. A model gets no
 * benefit of the doubt: a number, side, level or named disease that its evidence lacks is enough.
 */
export function gateSentence(text: string, reading: Reading, aligned: Alignment, input: DraftInput, findings: FindingsText): string | null {
  if (!aligned.sentences.length) return 'Nothing in the findings carries this sentence.'
  const around = neighbourhood(aligned, findings)
  for (const unit of reading.units) {
    if ((unit.kind === 'measure' || (unit.kind === 'count' && (unit.decimals > 0 || unit.value > 1))) && !around.some((one) => (one.kind === 'measure' || one.kind === 'count') && sameMeasure(unit, one))) {
      return `The number “${text.slice(unit.start, unit.end)}” does not stand in these findings.`
    }
    if (unit.kind === 'side' && !around.some((one) => one.kind === 'side' && (one.key === unit.key || one.key === 'bilateral'))) return `The side “${text.slice(unit.start, unit.end)}” does not stand in these findings.`
    if ((unit.kind === 'level' || unit.kind === 'part') && aligned.missing.includes(unit)) return `“${text.slice(unit.start, unit.end)}” does not stand in these findings.`
    if (unit.kind === 'recommend') return 'The findings give no recommendation; this one was made up.'
  }
  const context = checkContext({ findings: input.findings, conclusion: text }, findings)
  for (const check of [checkSide, checkNegation, checkNumber, checkDirection, checkOrgan]) {
    const [issue] = check(context)
    if (issue) return issue.message
  }
  const invented = aligned.missing.find((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 2)
  if (invented) return `“${text.slice(invented.start, invented.end)}” does not stand in the findings.`
  const changed = aligned.missing.find((unit) => unit.kind === 'change' && !unit.negated)
  if (changed) return `The change “${text.slice(changed.start, changed.end)}” does not stand in the findings.`
  if (aligned.support < leastModelSupport) return `Only ${Math.round(aligned.support * 100)} % of this sentence is carried by the findings.`
  return null
}

function neighbourhood(aligned: Alignment, findings: FindingsText) {
  const near = new Set(aligned.sentences.flatMap((sentence) => [sentence.index - 1, sentence.index, sentence.index + 1]))
  return [...near].flatMap((index) => {
    const sentence = findings.sentences[index]
    return sentence ? [...sentence.units, ...sentence.headingUnits] : []
  })
}
