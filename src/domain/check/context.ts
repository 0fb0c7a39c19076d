import { readFindings, type FindingSentence, type FindingsText } from '../draft/align.ts'
import type { TextRange } from '../report/range.ts'
import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence, type Reading, type Unit } from '../text/read-sentence.ts'
import { sameMeasure } from '../text/measures.ts'
import { splitSentences } from '../text/sentences.ts'

/** What a conclusion is compared with. `side` is the side ordered, `age` in years. */
export type CheckInput = { findings: string; conclusion: string; indication?: string; comparison?: string; sex?: 'F' | 'M' | 'O' | null; age?: number | null; side?: 'left' | 'right' | 'bilateral' | null }

/** A stretch of a sentence about one thing: from one comma or "and" to the next. */
export type Claim = { sentence: number; units: Unit[]; range: TextRange }

export type CheckContext = {
  input: CheckInput
  findings: FindingsText
  conclusion: Reading[]
  claims: Claim[]
  /** The findings' sentences cut the same way, with what their heading says. */
  statements: Statement[]
  /** Units of the indication and the comparison: numbers and levels may come from there too. */
  beside: Unit[]
  /** Statements by finding and place names, so that time stays linear. */
  byName: ReadonlyMap<string, Statement[]>
}

export type Statement = { sentence: FindingSentence; units: Unit[]; range: TextRange }

/** Sentences beyond this are not compared: no conclusion of a person is as long. */
export const mostConclusionSentences = 2000
const longestPosting = 60

/** Reads both texts once for all checks. */
export function checkContext(input: CheckInput, findings: FindingsText = readFindings(input.findings)): CheckContext {
  const conclusion = splitSentences(input.conclusion).slice(0, mostConclusionSentences).map((sentence) => ({ ...readSentence(input.conclusion, sentence), heading: sentence.heading }))
  const claims = conclusion.flatMap((reading, sentence) => segments(reading.units).map((units): Claim => ({ sentence, units, range: rangeOf(units) })))
  const statements: Statement[] = findings.sentences.flatMap((sentence) =>
    segments(sentence.units).map((units) => ({ sentence, units: [...units, ...headingFor(units, sentence)], range: rangeOf(units) })))
  const beside = [input.indication, input.comparison].flatMap((text) => (text ? readSentence(text, { start: 0, end: text.length }).units : []))
  const byName = new Map<string, Statement[]>()
  for (const statement of statements) {
    for (const unit of statement.units) {
      if (unit.kind !== 'finding' && unit.kind !== 'anatomy' && unit.kind !== 'word') continue
      const posting = byName.get(`${unit.kind}:${unit.key}`)
      if (!posting) byName.set(`${unit.kind}:${unit.key}`, [statement])
      else if (posting.length < longestPosting && posting.at(-1) !== statement) posting.push(statement)
    }
  }
  return { input, findings, conclusion, claims, statements, beside, byName }
}

/** What a heading says holds for its sentences as far as they do not say it themselves. */
function headingFor(units: readonly Unit[], sentence: FindingSentence): Unit[] {
  return sentence.headingUnits.filter((unit) => !units.some((own) => own.kind === unit.kind && (unit.kind === 'side' || unit.kind === 'anatomy')))
}

function rangeOf(units: readonly Unit[]): TextRange {
  return { start: Math.min(...units.map((unit) => unit.start)), end: Math.max(...units.map((unit) => unit.end)) }
}

/**
 * Cuts a sentence at its commas, semicolons and "but" where each part names a finding of its own; a part without one
 * belongs to the part before it.
 */
export function segments(units: readonly Unit[]): Unit[][] {
  const parts: Unit[][] = [[]]
  for (const unit of units) {
    if (unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary') parts.push([])
    else parts.at(-1)!.push(unit)
  }
  const joined: Unit[][] = []
  for (const part of parts) {
    if (!part.length) continue
    const last = joined.at(-1)
    const own = part.some((unit) => unit.kind === 'finding')
    if (last && (!own || !last.some((unit) => unit.kind === 'finding'))) last.push(...part)
    else joined.push([...part])
  }
  return joined
}

/** How much two stretches speak of the same thing, sides, numbers and polarity left aside. 0 when no finding or place is shared. */
export function likeness(a: readonly Unit[], b: readonly Unit[], polarity: boolean): number {
  let score = 0
  let shared = false
  for (const unit of a) {
    if (unit.kind === 'finding') {
      const exact = b.some((one) => one.kind === 'finding' && one.key === unit.key && (!polarity || one.negated === unit.negated))
      const related = exact || b.some((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key) && (!polarity || one.negated === unit.negated))
      if (related) score += exact ? 3 : 2
      shared ||= related
    } else if (unit.kind === 'anatomy') {
      if (b.some((one) => one.kind === 'anatomy' && one.key === unit.key)) {
        score += 1.5
        shared = true
      }
    } else if (unit.kind === 'word') {
      if (b.some((one) => one.kind === 'word' && one.key === unit.key)) score += 0.7
    } else if (unit.kind === 'measure' || unit.kind === 'count') {
      if (b.some((one) => (one.kind === 'measure' || one.kind === 'count') && sameMeasure(unit, one))) score += unit.kind === 'measure' ? 2 : 0.5
    } else if (unit.kind === 'level' || unit.kind === 'part') {
      if (b.some((one) => one.kind === unit.kind && one.key === unit.key)) score += 1.5
    }
  }
  return shared ? score : 0
}

/** The statements that speak most of what the claim speaks of, with their likeness; those within `share` of the best. */
export function nearest(claim: readonly Unit[], context: CheckContext, options: { polarity: boolean; share: number; where?: (statement: Statement) => boolean }): { statement: Statement; score: number }[] {
  const candidates = new Set<Statement>()
  for (const unit of claim) {
    if (unit.kind !== 'finding' && unit.kind !== 'anatomy') continue
    for (const name of namesToFind(unit, context)) for (const statement of context.byName.get(name) ?? []) candidates.add(statement)
  }
  const scored: { statement: Statement; score: number }[] = []
  for (const statement of candidates) {
    if (options.where && !options.where(statement)) continue
    const score = likeness(claim, statement.units, options.polarity)
    if (score > 0) scored.push({ statement, score })
  }
  const best = Math.max(0, ...scored.map((one) => one.score))
  return scored.filter((one) => one.score >= best * options.share).sort((a, b) => b.score - a.score)
}

const names = new WeakMap<CheckContext['byName'], string[]>()

function namesToFind(unit: Unit, context: CheckContext): string[] {
  if (unit.kind === 'anatomy') return [`anatomy:${unit.key}`]
  let keys = names.get(context.byName)
  if (!keys) names.set(context.byName, (keys = [...context.byName.keys()].filter((key) => key.startsWith('finding:'))))
  return keys.filter((key) => relatedFindings(key.slice(8), unit.key))
}
