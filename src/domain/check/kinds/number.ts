import type { CheckContext, Claim } from '../context.ts'
import { nearest } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** A size, score or count that the findings do not have, or have for something else. mm and cm are the same. */
export function checkNumber(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  const known = context.findings.sentences.flatMap((sentence) => sentence.units.filter(isNumber))
  const byValue = new Map<number, Unit[]>()
  for (const unit of [...known, ...context.beside.filter(isNumber)]) {
    for (const name of [Math.floor(unit.value), Math.ceil(unit.value)]) {
      const list = byValue.get(name)
      if (!list) byValue.set(name, [unit])
      else if (list.length < 50) list.push(unit)
    }
  }
  for (const claim of context.claims) {
    for (const unit of claim.units) {
      if (!isNumber(unit) || unit.unit === 'reference' || isRound(unit, known)) continue
      if (!unit.unit && !unit.decimals) {
        const wrong = wrongCount(unit, claim, context)
        if (wrong) issues.push(issueOf(context, claim, unit, wrong))
        continue
      }
      const around = [0, -1, 1, -2, 2, -3, 3].flatMap((d) => byValue.get(Math.round(unit.value) + d) ?? [])
      const anywhere = around.some((one) => sameMeasure(unit, one))
      const near = nearest(claim.units, context, { polarity: false, share: 0.7 })
      const elsewhere = anywhere ? wrongOwner(unit, claim, near, context) : null
      if (!anywhere) issues.push(issueOf(context, claim, unit, near[0]?.statement.sentence ?? null))
      else if (elsewhere) issues.push(issueOf(context, claim, unit, elsewhere))
    }
  }
  return issues
}

/** "over 50 %" for "more than half", "180 degrees": turned words, not measured numbers. */
const isRound = (unit: Unit, known: readonly Unit[]): boolean =>
  (unit.unit === '%' && (unit.value === 50 || !known.some((one) => one.unit === '%'))) || (/^(?:degree|°|度)/.test(unit.unit) && unit.value % 90 === 0)

const isNumber = (unit: Unit): boolean => unit.kind === 'measure' || unit.kind === 'count'

type Place = { start: number; end: number } | null

/** The number stands in the findings, but what it is told of has other numbers of this unit. */
function wrongOwner(unit: Unit, claim: Claim, near: ReturnType<typeof nearest>, context: CheckContext): Place {
  if (!near.length || near[0]!.score < 3 || sharesOwner(unit, claim, context)) return null
  const owners = near.flatMap(({ statement }) => [-1, 0, 1].flatMap((step) => context.findings.sentences[statement.sentence.index + step] ?? []))
  if (owners.some((sentence) => sentence.units.some((one) => isNumber(one) && sameMeasure(unit, one)))) return null
  const other = near.find(({ statement }) => statement.sentence.units.some((one) => one.kind === 'measure' && one.unit === unit.unit))
  return other ? other.statement.sentence : null
}

/** Does a sentence that has the number share a finding or a narrow place with the whole conclusion sentence? */
function sharesOwner(unit: Unit, claim: Claim, context: CheckContext): boolean {
  const told = context.conclusion[claim.sentence]!.units.filter((one) => one.kind === 'finding' || one.kind === 'anatomy' || one.kind === 'part' || one.kind === 'level')
  return context.withMeasure(unit).some(({ sentence }) =>
    told.some((one) => [...sentence.units, ...sentence.headingUnits].some((other) => (one.kind === 'finding' && other.kind === 'finding' ? relatedFindings(one.key, other.key) : one.kind === other.kind && one.key === other.key))))
}

/** "two nodules" against "three nodules": only where the findings count the same thing. */
function wrongCount(unit: Unit, claim: Claim, context: CheckContext): Place {
  const at = claim.units.indexOf(unit)
  const next = claim.units.slice(at + 1, at + 4).find((one) => one.kind === 'finding')
  if (!next || unit.value < 2 || unit.value > 20) return null
  const counted = (context.byName.get(`finding:${next.key}`) ?? []).flatMap((statement) => {
    const i = statement.units.findIndex((one) => one.kind === 'finding' && one.key === next.key)
    const count = statement.units.slice(Math.max(0, i - 3), i).find((one) => one.kind === 'count' && one.value >= 2 && !one.unit)
    return count ? [{ count, statement }] : []
  })
  if (!counted.length || counted.some(({ count }) => count.value === unit.value)) return null
  return counted[0]!.statement.sentence
}

function issueOf(context: CheckContext, claim: Claim, unit: Unit, place: Place): CheckIssue {
  const told = context.input.conclusion.slice(unit.start, unit.end)
  return {
    kind: 'number', severity: 'error', sentence: claim.sentence,
    message: place ? `“${told}” does not match the findings.` : `“${told}” does not stand in the findings.`,
    conclusion: { start: unit.start, end: unit.end }, findings: place ? { start: place.start, end: place.end } : null,
  }
}
