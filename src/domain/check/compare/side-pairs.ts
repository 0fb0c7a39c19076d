import type { FactText } from '../../fact/fact-text.ts'
import { nounPhrases } from '../../fact/noun-phrases.ts'
import { isWide } from '../../fact/site-tree.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import type { Unit } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'
import { sideCarried } from './side-support.ts'

type Sided = { sentence: number; left: boolean; right: boolean; open: boolean }

/** What stands in one phrase with a side, by name. `open`: somewhere it is told as there, without a side. */
const heads = (units: readonly Unit[]): string[] => units.flatMap((unit) => (unit.kind === 'anatomy' ? [`anatomy ${unit.group || unit.key}`] : unit.kind === 'level' || unit.kind === 'part' ? [`${unit.group} ${unit.key}`] : unit.kind === 'word' && unit.key.length > 3 ? [`word ${unit.key}`] : []))

/** The places that narrow ones and findings belong to, where nothing is told of these themselves. */
const coarser = (units: readonly Unit[]): string[] => units.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.key, ...(partners[unit.group] ?? [])] : unit.kind === 'finding' && !unit.negated ? [...findingPlaces(unit.key)] : [])).filter((place) => !isWide(place)).map((place) => `anatomy ${place}`)
const partners: Record<string, readonly string[]> = { 'axillary-node': ['axilla'], 'inguinal-node': ['groin'], 'hilar-node': ['hilum'] }

const indexed = new WeakMap<FactText, ReadonlyMap<string, Sided>>()

function sidesOf(findings: FactText): ReadonlyMap<string, Sided> {
  const before = indexed.get(findings)
  if (before) return before
  const found = new Map<string, Sided>()
  for (const [sentence, units] of findings.units.entries()) {
    const sides = new Set(units.filter((unit) => unit.kind === 'side').map((unit) => unit.key))
    const only = sides.size === 1 ? [...sides][0]! : null
    for (const phrase of nounPhrases(units, findings.text)) {
      const own = phrase.units.find((unit) => unit.kind === 'side')?.key ?? only
      for (const name of heads(phrase.units)) {
        const entry = found.get(name) ?? { sentence, left: false, right: false, open: false }
        entry.left ||= own === 'left' || own === 'bilateral'
        entry.right ||= own === 'right' || own === 'bilateral'
        entry.open ||= own === null && !sides.size && !units.some((unit) => unit.negated || unit.kind === 'normal')
        if (own !== null && own !== 'bilateral' && !found.has(name)) entry.sentence = sentence
        found.set(name, entry)
      }
    }
  }
  indexed.set(findings, found)
  return found
}

/**
 * A side that stands with a place, level or name which the findings only ever give the other side ("right axilla" where they know
 * the left one). It judges words, not facts, and so also what no list knows ("trigeminal nerve").
 */
export function compareSidePairs(context: CompareContext): CheckIssue[] {
  const known = sidesOf(context.findings)
  return context.conclusion.units.flatMap((units, sentence) => nounPhrases(units, context.input.conclusion).flatMap((phrase): CheckIssue[] => {
    const sides = phrase.units.filter((unit) => unit.kind === 'side')
    const side = sides[0]
    if (!side || sides.length > 1 || side.key === 'bilateral' || phrase.units.some((unit) => unit.key === 'heart')) return []
    if (context.beside.facts.some((fact) => fact.side !== null && fact.side.side === side.key)) return []
    if (sideCarried(side, context)) return []
    const names = heads(phrase.units)
    const found = names.flatMap((name) => known.get(name) ?? [])
    // "Axillary node" where the findings say "axilla", "sacroiliitis" where they say "sacroiliac joint".
    const entries = found.length ? found : coarser(phrase.units).flatMap((name) => known.get(name) ?? [])
    const other = side.key === 'left' ? 'right' : 'left'
    if (!entries.length || entries.some((entry) => entry[side.key as 'left' | 'right'] || entry.open)) return []
    const against = entries.find((entry) => entry[other])
    if (!against) return []
    const { start, end } = context.findings.sentences[against.sentence]!
    return [{ kind: 'side', severity: 'error', sentence, message: `The conclusion says ${side.key}, the findings say ${other}.`, conclusion: { start: side.start, end: side.end }, findings: { start, end } }]
  }))
}
