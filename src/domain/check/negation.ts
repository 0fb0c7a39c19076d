import type { CheckContext } from './context.ts'
import { likeness } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { broaderFindings } from '../text/lexicon/lexicon.ts'
import type { Unit } from '../text/read-sentence.ts'

/** Too general to contradict by themselves. */
const general = new Set(['abnormality', 'lesion', 'enhancement', 'uptake', 'enlargement', 'dilatation', 'thickening', 'tortuosity', 'postoperative', 'swelling', 'signal', 'white-matter', 'anomaly', 'opacity', 'invasion'])

/** A finding told although the findings only deny it, or denied although they tell it. */
export function checkNegation(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  for (const claim of context.claims) {
    for (const unit of claim.units) {
      if (unit.kind !== 'finding' || unit.qualified) continue
      const same = statementsWith(context, unit.key)
      if (!same.length) continue
      const rest = claim.units.filter((one) => one !== unit)
      const placed = same.map((statement) => ({ statement, units: statement.units.filter((one) => one.kind === 'finding' && fits(unit, one)), score: likeness(rest.filter((one) => one.kind !== 'finding'), statement.units, false) + sideScore(rest, statement.units) }))
        .filter((one) => one.units.length)
      if (!placed.length) continue
      const best = Math.max(...placed.map((one) => one.score))
      const near = placed.filter((one) => one.score >= best * 0.6)
      if (near.some((one) => one.units.some((found) => found.negated === unit.negated))) continue
      // Anywhere the findings agree is enough for a general word.
      if (general.has(unit.key) && placed.some((one) => one.units.some((found) => found.negated === unit.negated))) continue
      if (!unit.negated && agrees(context, unit)) continue
      const against = near.find((one) => one.units.some((found) => found.negated !== unit.negated && exactOrNarrower(unit, found) && !(found.qualified && !unit.negated && general.has(unit.key))))
      if (!against) continue
      if (unit.negated && general.has(unit.key)) continue
      const { start, end } = against.statement.sentence
      issues.push({
        kind: 'negation', severity: 'error', sentence: claim.sentence,
        message: unit.negated ? `The conclusion denies “${word(context.input.conclusion, unit)}”, the findings describe it.` : `The conclusion states “${word(context.input.conclusion, unit)}”, the findings deny it.`,
        conclusion: { start: unit.start, end: unit.end }, findings: { start, end },
      })
      break
    }
  }
  return issues
}

/** The conclusion's word may also be a wider or narrower name of something affirmed. */
function agrees(context: CheckContext, unit: Unit): boolean {
  const names = [...broaderFindings(unit.key)]
  return names.some((key) => (context.byName.get(`finding:${key}`) ?? []).some((statement) => statement.units.some((one) => one.kind === 'finding' && one.key === key && !one.negated)))
    && !(context.byName.get(`finding:${unit.key}`) ?? []).some((statement) => statement.units.some((one) => one.kind === 'finding' && one.key === unit.key && one.negated && !one.qualified))
}

function statementsWith(context: CheckContext, key: string) {
  const narrower = [...context.byName.keys()].filter((name) => name.startsWith('finding:') && broaderFindings(name.slice(8)).includes(key)).map((name) => name.slice(8))
  return [...new Set([key, ...broaderFindings(key), ...narrower].flatMap((name) => context.byName.get(`finding:${name}`) ?? []))]
}

/** Same name; or the finding's is a special case of a denied one, or a more general denied one of a told one. */
function exactOrNarrower(told: Unit, found: Unit): boolean {
  if (told.key === found.key) return true
  return told.negated ? broaderFindings(found.key).includes(told.key) && !general.has(told.key) : broaderFindings(told.key).includes(found.key) && !general.has(found.key) && found.negated
}

const fits = (told: Unit, found: Unit): boolean => told.key === found.key || broaderFindings(found.key).includes(told.key) || broaderFindings(told.key).includes(found.key)

function sideScore(claim: readonly Unit[], statement: readonly Unit[]): number {
  const side = claim.find((unit) => unit.kind === 'side')
  if (!side) return 0
  return statement.some((unit) => unit.kind === 'side' && (unit.key === side.key || unit.key === 'bilateral')) ? 1.5 : 0
}

const word = (text: string, unit: Unit): string => text.slice(unit.start, unit.end)
