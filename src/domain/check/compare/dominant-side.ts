import { relateSites } from '../../fact/site-tree.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { likeFinding } from './match.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'

type Dominance = { side: 'left' | 'right'; start: number; end: number; sentence: number; units: readonly Unit[] }

const side = '(left|right|[LR](?![\\w/-]))'
/** "Larger on the right", "more marked on the left", "predominantly right": the first group is the side. */
const patterns: readonly RegExp[] = [
  new RegExp(`\\b(?:larger|greater|bigger|worse|wider|thicker|more(?: [a-z]+)?|predominant(?:ly)?|dominant|mainly|mostly|chiefly|especially|particularly|most (?:marked|severe|pronounced)|maximal)(?: (?:one|side|component))? (?:(?:on|in|at|to) (?:the )?)?${side}`, 'gi'),
  new RegExp(`\\b${side}(?:[- ]sided)?(?: (?:side|one))?(?: (?:is|are|being))?(?: (?:slightly|much|somewhat|markedly))?(?: (?:greater|larger|bigger|worse|more(?: [a-z]+)?)(?: than)?|[- ]?predominan\\w*|[- ]dominant| ?> ?(?=[LRlr]))`, 'gi'),
]

/** Where a text says which of two sides has more. Linear: each pattern has a fixed reach. */
function dominances(text: string, sentences: readonly { start: number; end: number }[], units: readonly (readonly Unit[])[]): Dominance[] {
  const found: Dominance[] = []
  for (const [sentence, range] of sentences.entries()) {
    const words = text.slice(range.start, range.end)
    if (!/left|right|\b[LR]\b/i.test(words)) continue
    for (const pattern of patterns) {
      for (const match of words.matchAll(pattern)) {
        const at = range.start + match.index + match[0].indexOf(match[1]!)
        found.push({ side: /^l/i.test(match[1]!) ? 'left' : 'right', start: at, end: at + match[1]!.length, sentence, units: units[sentence] ?? [] })
      }
    }
  }
  return found
}

/** "Effusions greater on the left" where the findings have them greater on the right, and nowhere greater on the left. */
export function compareDominantSide(context: CompareContext): CheckIssue[] {
  const told = dominances(context.input.conclusion, context.conclusion.sentences, context.conclusion.units)
  if (!told.length) return []
  const known = dominances(context.input.findings, context.findings.sentences, context.findings.units)
  return told.flatMap((one): CheckIssue[] => {
    const same = known.filter((other) => sameThing(one.units, other.units))
    if (!same.length || same.some((other) => other.side === one.side)) return []
    const { start, end } = context.findings.sentences[same[0]!.sentence]!
    return [{ kind: 'side', severity: 'error', sentence: one.sentence, message: `The conclusion says more on the ${one.side}, the findings say more on the ${same[0]!.side}.`, conclusion: { start: one.start, end: one.end }, findings: { start, end } }]
  })
}

/** The same finding, or a special case of it, and no place that speaks against it. */
function sameThing(a: readonly Unit[], b: readonly Unit[]): boolean {
  const findings = (units: readonly Unit[]) => units.filter((unit) => unit.kind === 'finding' && !unit.negated)
  if (!findings(a).some((one) => findings(b).some((other) => likeFinding(one.key, other.key) >= 2.2))) return false
  const places = (units: readonly Unit[]) => units.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.group || unit.key] : unit.kind === 'finding' ? [...findingPlaces(unit.key)] : []))
  const own = places(a)
  const others = places(b)
  return !own.length || !others.length || own.some((one) => others.some((other) => relateSites(one, other) !== 'apart'))
}
