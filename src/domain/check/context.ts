import { readConclusion, readFindings, type FindingSentence, type FindingsText } from '../draft/reading/align.ts'
import { weighFinding } from '../draft/choosing/importance.ts'
import type { TextRange } from '../report/range.ts'
import { keepResults } from '../text/kept.ts'
import { broaderFindings, relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence, type Reading, type Unit } from '../text/read-sentence.ts'
import { sameMeasure } from '../text/measures.ts'

/** What a conclusion is compared with. `side` is the side ordered, `age` in years. */
export type CheckInput = { findings: string; conclusion: string; indication?: string; comparison?: string; sex?: 'F' | 'M' | 'O' | null; age?: number | null; side?: 'left' | 'right' | 'bilateral' | null }

/** A stretch of a sentence about one thing: from one comma or "and" to the next. */
export type Claim = { sentence: number; units: Unit[]; range: TextRange }

export type CheckContext = {
  input: CheckInput
  findings: FindingsText
  conclusion: Reading[]
  claims: Claim[]
  /** Of the whole conclusion, also where `claims` are those of one sentence. */
  claimCount: number
  /** The findings' sentences cut the same way, with what their heading says. */
  statements: Statement[]
  /** Units of the indication and the comparison: numbers and levels may come from there too. */
  beside: Unit[]
  /** Statements by finding and place names, so that time stays linear. */
  byName: ReadonlyMap<string, Statement[]>
  /** Where the findings deny anything new, while nothing in them is new, larger or compared; otherwise null. */
  newDenied: TextRange | null
  /** Sides that occur in the findings. */
  sides: ReadonlySet<string>
  /** Is anything in the findings new, larger or compared in words? */
  anythingNew: boolean
  /** Statements by their level, part and anatomy, with group. */
  byPlace: ReadonlyMap<string, Statement[]>
  /** Weight of a findings sentence, worked out once. */
  weightOf: (sentence: FindingSentence) => number
  /** Statements that have this size, told to the same or a finer place. */
  withMeasure: (unit: Unit) => Statement[]
  /** Findings that occur, by the wider names they fall under. */
  narrower: ReadonlyMap<string, string[]>
}

export type Statement = { sentence: FindingSentence; units: Unit[]; range: TextRange }

/** Sentences beyond this are not compared: no conclusion of a person is as long. */
export const mostConclusionSentences = 2000
const longestPosting = 60

/** Reads both texts once for all checks. */
export function checkContext(input: CheckInput, findings: FindingsText = keptFindings(input.findings, () => readFindings(input.findings))): CheckContext {
  const conclusion = readConclusion(input.conclusion, mostConclusionSentences)
  const claims = conclusion.flatMap((reading, sentence) => segments(reading.units).map((units): Claim => ({ sentence, units, range: rangeOf(units) })))
  const beside = [input.indication, input.comparison].flatMap((text) => (text ? readSentence(text, { start: 0, end: text.length }).units : []))
  return { input, findings, conclusion, claims, claimCount: claims.length, beside, ...findingsContext(findings) }
}

/** The findings read last: while a conclusion is typed they stay the same. */
const keptFindings = keepResults<FindingsText>(4)

type FindingsContext = Omit<CheckContext, 'input' | 'findings' | 'conclusion' | 'claims' | 'claimCount' | 'beside'>
const keptContexts = new WeakMap<FindingsText, FindingsContext>()

function findingsContext(findings: FindingsText): FindingsContext {
  const before = keptContexts.get(findings)
  if (before) return before
  const statements = findings.sentences.flatMap(statementsOf)
  const byName = new Map<string, Statement[]>()
  for (const statement of statements) {
    for (const unit of statement.units) {
      if (unit.kind !== 'finding' && unit.kind !== 'anatomy' && unit.kind !== 'word') continue
      const posting = byName.get(`${unit.kind}:${unit.key}`)
      if (!posting) byName.set(`${unit.kind}:${unit.key}`, [statement])
      else if (posting.length < longestPosting && posting.at(-1) !== statement) posting.push(statement)
    }
  }
  const narrower = new Map<string, string[]>()
  for (const name of byName.keys()) {
    if (!name.startsWith('finding:')) continue
    for (const key of broaderFindings(name.slice(8))) narrower.set(key, [...(narrower.get(key) ?? []), name.slice(8)])
  }
  const context: FindingsContext = { statements, byName, byPlace: placesIndex(statements), weightOf: weights(), withMeasure: measureIndex(statements), narrower, newDenied: findNewDenied(findings),
    sides: new Set(findings.sentences.flatMap((sentence) => [...sentence.units, ...sentence.headingUnits].filter((unit) => unit.kind === 'side').map((unit) => unit.key))),
    anythingNew: findings.sentences.some((sentence) => sentence.units.some((unit) => unit.kind === 'change' && !unit.negated && (unit.key === 'new' || unit.key === 'larger'))) }
  keptContexts.set(findings, context)
  return context
}

/** The statements of one sentence. A later one without side, level or part of its own speaks of the same place. */
function statementsOf(sentence: FindingSentence): Statement[] {
  let placed: Unit[] = []
  return segments(sentence.units).map((units) => {
    const own = units.filter((unit) => unit.kind === 'side' || unit.kind === 'level' || unit.kind === 'part' || unit.kind === 'anatomy')
    const anatomy = own.some((unit) => unit.kind === 'anatomy')
    const rest = own.some((unit) => unit.kind !== 'anatomy')
    const carried = placed.filter((unit) => (unit.kind === 'anatomy' ? !anatomy && !rest : !rest))
    placed = [...carried, ...own]
    return { sentence, units: [...units, ...carried, ...headingFor([...units, ...carried], sentence)], range: rangeOf(units) }
  })
}

/** The side that stands nearest to a size, where a comma or "and" between counts as far ("left 17 mm, and right 9 mm"). */
export function nearestSide(size: Unit, units: readonly Unit[], text: string): Unit | null {
  const distance = (side: Unit) => {
    const between = text.slice(Math.min(side.end, size.end), Math.max(side.start, size.start))
    return between.length + 40 * (between.match(/\band\b|[;、]|, (?!\d)/g)?.length ?? 0)
  }
  return units.filter((unit) => unit.kind === 'side').toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

/** The sides that a size of a statement belongs to: all of them when there is one, otherwise the nearest. */
export function sidesOfMeasure(measure: Unit, statement: Statement, text: string): string[] {
  const sides = statement.units.filter((unit) => unit.kind === 'side')
  if (sides.length < 2) return sides.map((unit) => unit.key)
  const own = statement.units.find((unit) => (unit.kind === 'measure' || unit.kind === 'count') && sameMeasure(measure, unit)) ?? measure
  const nearest = nearestSide(own, sides, text)
  return nearest ? [nearest.key] : []
}

export const placeName = (unit: Unit): string => `${unit.kind}:${unit.group}:${unit.key}`

function placesIndex(statements: readonly Statement[]): Map<string, Statement[]> {
  const index = new Map<string, Statement[]>()
  for (const statement of statements) {
    for (const unit of statement.units) {
      if (unit.kind !== 'level' && unit.kind !== 'part' && unit.kind !== 'anatomy') continue
      for (const name of unit.key.includes('/') ? [placeName(unit), ...unit.key.split('/').map((key) => placeName({ ...unit, key }))] : [placeName(unit)]) {
        const list = index.get(name)
        if (!list) index.set(name, [statement])
        else if (list.length < 4 * longestPosting && list.at(-1) !== statement) list.push(statement)
      }
    }
  }
  return index
}

function weights(): CheckContext['weightOf'] {
  const known = new Map<number, number>()
  return (sentence) => {
    const before = known.get(sentence.index)
    if (before !== undefined) return before
    const weight = weighFinding(sentence)
    known.set(sentence.index, weight)
    return weight
  }
}

function measureIndex(statements: readonly Statement[]): CheckContext['withMeasure'] {
  const index = new Map<string, { unit: Unit; statement: Statement }[]>()
  for (const statement of statements) {
    for (const unit of statement.units) {
      if (unit.kind !== 'measure' && unit.kind !== 'count') continue
      const name = `${unit.unit}:${Math.round(unit.value)}`
      const list = index.get(name)
      if (!list) index.set(name, [{ unit, statement }])
      else if (list.length < 2 * longestPosting) list.push({ unit, statement })
    }
  }
  return (wanted) => {
    // sameMeasure allows a tenth at most; 40 neighbours are enough for any size in a body.
    const reach = Math.min(40, Math.ceil(Math.abs(wanted.value) * 0.1) + 1)
    const found = new Set<Statement>()
    for (let n = Math.round(wanted.value) - reach; n <= Math.round(wanted.value) + reach; n++) {
      for (const { unit, statement } of index.get(`${wanted.unit}:${n}`) ?? []) if (sameMeasure(wanted, unit)) found.add(statement)
    }
    return [...found]
  }
}

function findNewDenied(findings: FindingsText): TextRange | null {
  let denied: TextRange | null = null
  for (const sentence of findings.sentences) {
    for (const unit of sentence.units) {
      if (unit.kind !== 'change') continue
      if (!unit.negated && (unit.key === 'new' || unit.key === 'larger')) return null
      if (unit.negated && unit.key === 'new') denied ??= { start: sentence.start, end: sentence.end }
    }
  }
  return denied
}

/** What a heading says holds for its sentences as far as they do not say it themselves. */
function headingFor(units: readonly Unit[], sentence: FindingSentence): Unit[] {
  return sentence.headingUnits.filter((unit) => !units.some((own) => own.kind === unit.kind && (unit.kind === 'side' || unit.kind === 'anatomy')))
}

function rangeOf(units: readonly Unit[]): TextRange {
  return { start: Math.min(...units.map((unit) => unit.start)), end: Math.max(...units.map((unit) => unit.end)) }
}

/** The parts between commas, semicolons and "but". */
export function commaParts(units: readonly Unit[]): Unit[][] {
  const parts: Unit[][] = [[]]
  for (const unit of units) {
    if (unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary') parts.push([])
    else parts.at(-1)!.push(unit)
  }
  return parts.filter((part) => part.length > 0)
}

/** The parts between commas, where what only lists places ("gallbladder, liver and spleen normal") belongs to what is said of the last. */
export function statedParts(units: readonly Unit[]): Unit[][] {
  const joined: Unit[][] = []
  let open: Unit[] = []
  for (const part of commaParts(units)) {
    open.push(...part)
    if (part.every((unit) => unit.kind === 'anatomy' || unit.kind === 'side' || unit.kind === 'part')) continue
    joined.push(open)
    open = []
  }
  return open.length ? [...joined, open] : joined
}

/**
 * Cuts a sentence at its commas, semicolons and "but" where each part names a finding of its own; a part without one
 * belongs to the part before it.
 */
export function segments(units: readonly Unit[]): Unit[][] {
  const joined: Unit[][] = []
  for (const part of commaParts(units)) {
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
  return scored.filter((one) => one.score >= best * options.share).toSorted((a, b) => b.score - a.score)
}

function namesToFind(unit: Unit, context: CheckContext): string[] {
  if (unit.kind === 'anatomy') return [`anatomy:${unit.key}`]
  return [unit.key, ...broaderFindings(unit.key), ...(context.narrower.get(unit.key) ?? [])].map((key) => `finding:${key}`)
}
