import { checkContext } from '../../check/context.ts'
import { checkDirection } from '../../check/kinds/direction.ts'
import { checkNegation } from '../../check/kinds/negation.ts'
import { checkNumber } from '../../check/kinds/number.ts'
import { checkOrgan } from '../../check/kinds/organ.ts'
import { checkSide } from '../../check/kinds/side.ts'
import { broaderFindings } from '../../text/lexicon/lexicon.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import { segments } from '../../check/context.ts'
import { sameMeasure } from '../../text/measures.ts'
import { carriedBy, importance, type Alignment, type FindingSentence, type FindingsText } from '../reading/align.ts'
import type { DraftInput } from '../draft.ts'
import { isDetail } from '../choosing/left-out.ts'

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
    if (unit.kind === 'side' && !hasSide(unit, around)) return `The side “${text.slice(unit.start, unit.end)}” does not stand in these findings.`
    if ((unit.kind === 'level' || unit.kind === 'part') && aligned.missing.includes(unit)) return `“${text.slice(unit.start, unit.end)}” does not stand in these findings.`
    if (unit.kind === 'recommend') return 'The findings give no recommendation; this one was made up.'
    if (unit.kind === 'benign' && !around.some((one) => one.kind === 'benign')) return `“${text.slice(unit.start, unit.end)}” does not stand in the findings.`
    if (unit.kind === 'word' && aboutReporting.has(unit.key) && !around.some((one) => one.key === unit.key)) return 'This sentence speaks of the examination, not of a finding.'
  }
  // A lesion does not carry the word metastasis; a burst fracture carries the word fracture.
  const raised = reading.units.find((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 4 && !around.some((one) => one.kind === 'finding' && !one.negated && (one.key === unit.key || broaderFindings(one.key).includes(unit.key))))
  if (raised) return `“${text.slice(raised.start, raised.end)}” does not stand in the findings.`
  const context = checkContext({ findings: input.findings, conclusion: text }, findings)
  for (const check of [checkSide, checkNegation, checkNumber, checkDirection, checkOrgan]) {
    const [issue] = check(context)
    if (issue) return issue.message
  }
  const invented = aligned.missing.find((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 2)
  if (invented) return `“${text.slice(invented.start, invented.end)}” does not stand in the findings.`
  const changed = aligned.missing.find((unit) => unit.kind === 'change' && !unit.negated)
  if (changed) return `The change “${text.slice(changed.start, changed.end)}” does not stand in the findings.`
  const unbound = bindingProblem(text, reading, aligned, findings)
  if (unbound) return unbound
  if (aligned.support < leastModelSupport) return `Only ${Math.round(aligned.support * 100)} % of this sentence is carried by the findings.`
  return null
}

/** Stems of words about the making of a report; a model that has nothing to say says these. */
const aboutReporting: ReadonlySet<string> = new Set(['confirm', 'result', 'report', 'conclud', 'conclus', 'perform', 'patient'])
/** Share of a statement's units that may be words of the model's own, such as "shows" or "consistent". */
const mostOwnWords = 0.2
const says: ReadonlySet<Unit['kind']> = new Set(['finding', 'change', 'normal', 'measure'])
const own: ReadonlySet<Unit['kind']> = new Set(['word', 'degree', 'time'])

/**
 * Words from two findings put together make a third that nobody saw ("the spleen is a 5 mm calculus"). So each statement of a
 * sentence must be carried, place and finding together, by one finding with its heading and the details that follow it.
 */
function bindingProblem(text: string, reading: Reading, aligned: Alignment, findings: FindingsText): string | null {
  const statements = segments(reading.units.filter((unit) => importance(unit) > 0 || unit.kind === 'comma' || unit.kind === 'break'))
  if (!statements.some((units) => units.some((unit) => says.has(unit.kind)))) return 'This sentence names no finding.'
  for (const units of statements) {
    const carriers = aligned.sentences.map((sentence) => withDetails(sentence, findings))
    const lacking = (wanted: readonly Unit[]) => carriers.map((group) => wanted.filter((unit) => !group.some((one) => carriedBy(one, unit)) && !(unit.key === 'bilateral' && hasSide(unit, group.flatMap((one) => one.units)))))
      .toSorted((a, b) => a.length - b.length)[0]
    // Each denial may come from a sentence of its own ("no perforation or abscess"), but with the place it is told of.
    const denied = units.filter((unit) => unit.kind === 'finding' && unit.negated)
    const told = units.filter((unit) => !own.has(unit.kind) && !unit.negated)
    const affirms = told.some((unit) => says.has(unit.kind))
    const places = affirms ? [] : units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'side' || unit.kind === 'part' || unit.kind === 'level')
    const undenied = denied.map((unit) => lacking([unit, ...places])).find((list) => !list || list.length > 0)
    const missing = undenied ?? (affirms || !denied.length ? lacking(told) : [])
    if (!missing || missing.length > 0) {
      const word = missing?.[0]
      return word ? `The findings do not say “${text.slice(word.start, word.end)}” of this finding.` : 'Nothing in the findings carries this sentence.'
    }
    const added = units.filter((unit) => own.has(unit.kind) && !aligned.sentences.some((one) => carriedBy(one, unit)))
    if (added.length > mostOwnWords * units.length) return 'Too many words of this sentence are not those of the findings.'
  }
  return null
}

/** A finding and the sentences after it that only describe it further. */
function withDetails(sentence: FindingSentence, findings: FindingsText): FindingSentence[] {
  const group = [sentence]
  for (let next = findings.sentences[sentence.index + 1]; next && isDetail(next, findings) && group.length < 4; next = findings.sentences[next.index + 1]) group.push(next)
  return group
}

/** The side stands there; "bilateral" also where both sides do. */
function hasSide(wanted: Unit, units: readonly Unit[]): boolean {
  const sides = new Set(units.filter((unit) => unit.kind === 'side').map((unit) => unit.key))
  return sides.has(wanted.key) || sides.has('bilateral') || (wanted.key === 'bilateral' && sides.has('left') && sides.has('right'))
}

function neighbourhood(aligned: Alignment, findings: FindingsText) {
  const near = new Set(aligned.sentences.flatMap((sentence) => [sentence.index - 1, sentence.index, sentence.index + 1]))
  return [...near].flatMap((index) => {
    const sentence = findings.sentences[index]
    return sentence ? [...sentence.units, ...sentence.headingUnits] : []
  })
}
