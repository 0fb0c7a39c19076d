import type { CheckContext, Claim, Statement } from '../context.ts'
import { commaParts, likeness } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { broaderFindings, placesOf, relatedFindings } from '../../text/lexicon/lexicon.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** Too general to contradict by themselves. */
const general = new Set(['abnormality', 'lesion', 'enhancement', 'uptake', 'enlargement', 'dilatation', 'thickening', 'tortuosity', 'postoperative', 'swelling', 'signal', 'white-matter', 'anomaly', 'opacity', 'invasion', 'mass-effect', 'calcification'])

type Against = { unit: Unit; statement: Statement; told: 'denied' | 'stated' }

/** A finding told although the findings only deny it, or denied although they tell it. */
export function checkNegation(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  for (const claim of context.claims) {
    if (claim.units.some((unit) => unit.kind === 'recommend')) continue
    const against = byName(claim, context) ?? wordDenied(claim, context) ?? sizedDenial(claim, context) ?? deniedPlace(claim, context) ?? onlyDenied(claim, context) ?? normalDenied(claim, context) ?? unfounded(claim, context) ?? allDenied(claim, context)
    if (!against) continue
    const { start, end } = against.statement.sentence
    const word = context.input.conclusion.slice(against.unit.start, against.unit.end)
    issues.push({
      kind: 'negation', severity: 'error', sentence: claim.sentence,
      message: against.told === 'denied' ? `The conclusion denies “${word}”, the findings describe it.` : `The conclusion states “${word}”, the findings deny it.`,
      conclusion: { start: against.unit.start, end: against.unit.end }, findings: { start, end },
    })
  }
  return issues
}

/** The same finding by name, where the findings speak of the same place, only with the other polarity. */
function byName(claim: Claim, context: CheckContext): Against | null {
  for (const unit of claim.units) {
    if (unit.kind !== 'finding' || unit.partial) continue
    const rest = claim.units.filter((one) => one !== unit && one.kind !== 'finding')
    // What has the claim's size is what the claim is about, whatever it is called.
    if (!unit.negated && sizeTold(unit, claim, context)) continue
    const placed = statementsWith(context, unit.key).flatMap((statement) => {
      const units = statement.units.filter((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key))
      return units.length ? [{ statement, units, score: likeness(rest, statement.units, false) + sideScore(rest, statement.units) }] : []
    })
    if (!placed.length) continue
    const best = Math.max(...placed.map((one) => one.score))
    const near = placed.filter((one) => one.score >= best * 0.6)
    const exact = near.filter((one) => one.units.some((found) => found.key === unit.key))
    const agree = (one: { units: Unit[] }) => one.units.some((found) => found.negated === unit.negated)
    // By its own name it is only ever told the other way, right where the claim speaks of.
    const named = exact.length > 0 && !exact.some((one) => one.units.some((found) => found.key === unit.key && found.negated === unit.negated))
    if (!named && near.some(agree)) continue
    // A wider or narrower name may carry what the claim is about, but not what it adds ("haematoma with active bleeding").
    const head = claim.units.find((one) => one.kind === 'finding' && !one.negated) === unit
    if (named && head && !unit.negated && near.some(agree) && !near.every((one) => exact.includes(one))) continue
    if (general.has(unit.key) && (unit.negated || placed.some(agree))) continue
    if (!unit.negated && !named && !rest.some((one) => one.kind === 'anatomy') && affirmedBroader(context, unit)) continue
    if (!unit.negated && placed.some((one) => one.units.some((found) => found.key === unit.key && !found.negated))) {
      // Told somewhere, denied here: only a denial of just this place counts.
      if (!samePlace(rest, near[0]!.statement.units)) continue
    }
    const found = near.find((one) => one.units.some((other) => other.negated !== unit.negated && contradicts(unit, other, rest, one.statement)))
    if (found) return { unit, statement: found.statement, told: unit.negated ? 'denied' : 'stated' }
  }
  return null
}

function sizeTold(told: Unit, claim: Claim, context: CheckContext): boolean {
  const between = (unit: Unit) => context.input.conclusion.slice(Math.min(unit.end, told.end), Math.max(unit.start, told.start))
  const sizes = claim.units.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated && !/\b(?:with|and|without|but)\b|[、;]|伴/i.test(between(unit)))
  return sizes.flatMap(context.withMeasure).some((statement) => statement.units.some((one) => one.kind === 'measure' && !one.negated && sizes.some((unit) => sameMeasure(unit, one))))
}

/** "No 14 mm nodule": nobody denies a size. The findings that have it tell it. */
function sizedDenial(claim: Claim, context: CheckContext): Against | null {
  const sized = claim.units.find((unit) => unit.kind === 'measure' && unit.negated && (unit.unit === 'mm' || unit.unit === 'ml'))
  if (!sized) return countedDenial(claim, context)
  const statement = context.withMeasure(sized).find((one) => one.units.some((unit) => unit.kind === 'measure' && !unit.negated && sameMeasure(sized, unit)))
  const unit = claim.units.find((one) => one.negated && (one.kind === 'finding' || one.kind === 'word')) ?? sized
  return statement ? { unit, statement, told: 'denied' } : null
}

/** "No three nodules": a counted thing is there. */
function countedDenial(claim: Claim, context: CheckContext): Against | null {
  const at = claim.units.findIndex((unit) => unit.kind === 'count' && unit.negated && unit.value > 1 && !unit.unit)
  const unit = at < 0 ? undefined : claim.units.slice(at + 1).find((one) => one.kind === 'finding' && one.negated)
  if (!unit) return null
  const statement = statementsWith(context, unit.key).find((one) => one.units.some((other) => other.kind === 'finding' && !other.negated && relatedFindings(other.key, unit.key)))
  return statement ? { unit, statement, told: 'denied' } : null
}

/** A denial whose level, part, side and words are those of an abnormal statement, and of no normal one. */
function deniedPlace(claim: Claim, context: CheckContext): Against | null {
  const denied = claim.units.filter((unit) => unit.negated && (unit.kind === 'finding' || unit.kind === 'word'))
  const main = denied.find((unit) => unit.kind === 'finding') ?? denied[0]
  if (!main || claim.units.some((unit) => unit.kind === 'finding' && !unit.negated)) return null
  const qualified = denied.some((unit) => unit.qualified)
  let told: { statement: Statement; score: number } | null = null
  let agreed = 0
  for (const statement of candidates(claim.units, context)) {
    const score = overlap(claim.units, statement.units)
    const affirms = statement.units.some((unit) => unit.kind === 'finding' && !unit.negated && !general.has(unit.key)) || (context.weightOf(statement.sentence) >= 2 && !statement.units.some((unit) => unit.negated))
    if (affirms && score > (told?.score ?? 0)) told = { statement, score }
    if (!affirms || statement.units.some((unit) => unit.negated && denied.some((one) => one.kind === unit.kind && (one.key === unit.key || (unit.kind === 'finding' && relatedFindings(unit.key, one.key)))))) agreed = Math.max(agreed, score)
  }
  if (!told || told.score < (qualified ? 6 : 3.4) || told.score < agreed + 1) return null
  return { unit: main, statement: told.statement, told: 'denied' }
}

/** A word that the findings only ever deny ("no syrinx", "without rebleeding") is told. */
function wordDenied(claim: Claim, context: CheckContext): Against | null {
  for (const unit of claim.units) {
    if (unit.kind !== 'word' || unit.negated || (unit.key.length < 5 && !/[\u30a0-\u30ff]/.test(unit.key))) continue
    const statements = context.byName.get(`word:${unit.key}`) ?? []
    const units = statements.flatMap((statement) => statement.units.filter((one) => one.kind === 'word' && one.key === unit.key))
    if (!units.length || !units.every((one) => one.negated && !one.partial) || sizeTold(unit, claim, context)) continue
    const statement = statements.find((one) => denies(one, unit))
    if (statement) return { unit, statement, told: 'stated' }
  }
  return null
}

/** The word is the thing denied, not one of its attributes: nothing else that is denied follows it in its part. */
function denies(statement: Statement, unit: Unit): boolean {
  const at = statement.units.findIndex((one) => one.kind === 'word' && one.key === unit.key)
  return !statement.units.slice(at + 1, at + 3).some((one) => (one.kind === 'finding' || one.kind === 'word') && one.negated)
}

/** Everything the claim states stands in one denial and is nowhere told. */
function onlyDenied(claim: Claim, context: CheckContext): Against | null {
  const stated = claim.units.filter((unit) => (unit.kind === 'finding' || unit.kind === 'word') && !unit.negated)
  const places = claim.units.filter((unit) => unit.kind === 'anatomy')
  const part = commaParts(context.conclusion[claim.sentence]!.units.filter((unit) => unit.start >= claim.range.start && unit.end <= claim.range.end)).find((units) => units.filter((unit) => unit.kind === 'word' && !unit.negated).length > 1 && !units.some((unit) => unit.kind === 'finding' || unit.negated))
  const asked = part && stated.some((unit) => unit.kind === 'finding') ? part.filter((unit) => unit.kind === 'word') : stated.length ? stated : claim.units.some((unit) => unit.kind === 'qualifier' || unit.kind === 'certainty') ? places : []
  if (!asked.length || asked.length > 6 || claim.units.some((unit) => unit.negated || unit.kind === 'normal' || unit.kind === 'recommend')) return null
  const same = (a: Unit, b: Unit) => a.kind === b.kind && a.key === b.key
  const toldSomewhere = candidates(claim.units, context).some((statement) => asked.some((unit) => statement.units.some((one) => same(one, unit) && !one.negated && (unit.kind !== 'anatomy' || !statement.units.some((other) => other.negated)))))
  if (toldSomewhere) return null
  const statement = candidates(claim.units, context).find((one) => asked.every((unit) => one.units.some((other) => same(other, unit) && other.negated && (!other.partial || other.kind === 'anatomy'))) && places.every((unit) => one.units.some((other) => same(other, unit))))
  return statement ? { unit: asked[0]!, statement, told: 'stated' } : null
}

/** "not intact", "not patent" against "intact": the place is the same and the findings call it normal. */
function normalDenied(claim: Claim, context: CheckContext): Against | null {
  const unit = claim.units.find((one) => one.kind === 'normal' && one.negated)
  if (!unit) return null
  const statement = candidates(claim.units, context).find((one) => one.units.some((other) => other.kind === 'normal' && !other.negated) && (claim.units.some((other) => other.kind === 'anatomy' && one.units.some((place) => place.kind === 'anatomy' && place.key === other.key)) || wordsIn(claim.units, one.units)))
  return statement ? { unit, statement, told: 'denied' } : null
}

function wordsIn(claim: readonly Unit[], statement: readonly Unit[]): boolean {
  const words = claim.filter((unit) => unit.kind === 'word')
  return words.length > 0 && words.every((unit) => statement.some((one) => one.kind === 'word' && one.key === unit.key))
}

/** "Acute abnormality", "異常所見を認める" over findings in which nothing is abnormal. */
function unfounded(claim: Claim, context: CheckContext): Against | null {
  const stated = claim.units.filter((unit) => unit.kind === 'finding' && !unit.negated)
  if (!stated.length || !stated.every((unit) => unit.key === 'abnormality') || claim.units.some((unit) => unit.negated || unit.kind === 'normal' || unit.kind === 'measure' || unit.kind === 'certainty')) return null
  const acute = claim.units.some((unit) => unit.kind === 'time' && unit.key === 'acute')
  if (context.findings.sentences.some((sentence) => context.weightOf(sentence) >= (acute ? 3 : 0.1))) return null
  const statement = context.statements.find((one) => one.units.some((unit) => unit.negated || unit.kind === 'normal'))
  return statement ? { unit: stated[0]!, statement, told: 'stated' } : null
}

/** "異常所見を認めない", "no abnormality" over findings that describe a heavy one; a narrower denial ("no acute …") is not judged. */
function allDenied(claim: Claim, context: CheckContext): Against | null {
  const said = claim.units.filter((unit) => unit.kind === 'finding' || unit.kind === 'anatomy' || unit.kind === 'word')
  const whole = said.length ? said.every((unit) => unit.key === 'abnormality' && unit.negated && !unit.qualified) : claim.units.some((unit) => unit.kind === 'normal' && !unit.negated && unit.key !== 'shape')
  const spoken = claim.units.some((unit) => unit.kind === 'after' || unit.kind === 'before')
  if (!whole || (!said.length && !spoken) || context.claimCount > 1) return null
  const heavy = context.findings.sentences.find((sentence) => context.weightOf(sentence) >= 3)
  const statement = heavy && context.statements.find((one) => one.sentence === heavy)
  return statement ? { unit: said[0] ?? claim.units[0]!, statement, told: 'denied' } : null
}

/** Statements that share any unit name with the claim. */
function candidates(units: readonly Unit[], context: CheckContext): Statement[] {
  const found = new Set<Statement>()
  for (const unit of units) {
    if (unit.kind === 'finding') for (const statement of statementsWith(context, unit.key)) found.add(statement)
    else if (unit.kind === 'anatomy' || unit.kind === 'word') for (const statement of context.byName.get(`${unit.kind}:${unit.key}`) ?? []) found.add(statement)
  }
  return [...found]
}

/** Shared specific units, polarity left aside. */
function overlap(claim: readonly Unit[], statement: readonly Unit[]): number {
  let score = 0
  for (const unit of claim) {
    if (unit.kind === 'finding') score += statement.some((one) => one.kind === 'finding' && one.key === unit.key) ? 2.4 : statement.some((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key)) ? 1.6 : 0
    else if (unit.kind === 'anatomy' || unit.kind === 'word' || unit.kind === 'side') score += statement.some((one) => one.kind === unit.kind && one.key === unit.key) ? 0.8 : 0
    else if (unit.kind === 'level' || unit.kind === 'part') score += statement.some((one) => one.kind === unit.kind && one.key === unit.key) ? 1.4 : 0
    else if (unit.kind === 'change' && !unit.negated) score += statement.some((one) => one.kind === 'change' && one.key === unit.key && !one.negated) ? 1 : 0
  }
  return score
}

const samePlace = (claim: readonly Unit[], statement: readonly Unit[]): boolean =>
  (['side', 'level', 'part'] as const).some((kind) => claim.some((unit) => unit.kind === kind && statement.some((one) => one.kind === kind && one.key === unit.key)))

/** A wider name of it is told and it is not denied by its own name. */
function affirmedBroader(context: CheckContext, unit: Unit): boolean {
  return broaderFindings(unit.key).some((key) => (context.byName.get(`finding:${key}`) ?? []).some((statement) => statement.units.some((one) => one.kind === 'finding' && one.key === key && !one.negated)))
}

function statementsWith(context: CheckContext, key: string): Statement[] {
  return [...new Set([key, ...broaderFindings(key), ...(context.narrower.get(key) ?? [])].flatMap((name) => context.byName.get(`finding:${name}`) ?? []))]
}

/** Same name; or the finding's is a special case of a denied one, or a more general denied one of a told one. */
function contradicts(told: Unit, found: Unit, rest: readonly Unit[], statement: Statement): boolean {
  const aged = statement.units.some((unit) => (unit.kind === 'time' && unit.key !== 'acute') || unit.kind === 'benign')
  if (told.negated && told.qualified && aged) return false
  if (found.negated && found.partial) return false
  const here = [...rest.filter((unit) => unit.kind === 'anatomy').map((unit) => unit.key), ...placesOf(told.key)]
  const there = statement.units.filter((unit) => unit.kind === 'anatomy').map((unit) => unit.key)
  const shared = here.some((key) => there.includes(key))
  if (here.length && there.length && !shared) return false
  if (told.key === found.key) return !(found.qualified && found.negated && general.has(told.key))
  // Wider or narrower names contradict only where both speak of the same place.
  const own = placesOf(told.negated ? told.key : found.key)
  const placed = shared || own.some((key) => there.includes(key) || here.includes(key))
  if (told.negated) return (broaderFindings(found.key).includes(told.key) && !general.has(told.key) && (placed || !here.length)) || (broaderFindings(told.key).includes(found.key) && placesOf(told.key).some((key) => there.includes(key)))
  return broaderFindings(told.key).includes(found.key) && placed && !found.qualified
}

function sideScore(claim: readonly Unit[], statement: readonly Unit[]): number {
  const side = claim.find((unit) => unit.kind === 'side')
  return side && statement.some((unit) => unit.kind === 'side' && (unit.key === side.key || unit.key === 'bilateral')) ? 1.5 : 0
}
