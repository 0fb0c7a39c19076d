import type { FindingSentence, FindingsText } from '../../draft/align.ts'
import { weighFinding } from '../../draft/importance.ts'
import { isDetail } from '../../draft/left-out.ts'
import type { Fact } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'
import { describes, isVague, matchFacts } from './match.ts'

/** Findings at least this heavy are missed in a conclusion (0 to 6, see `importance.ts`); lighter ones are the reader's choice. */
const missedWeight = 3.4
/** More than this many are not a list any more. */
const mostListed = 5
/** Facts of a conclusion that may tell a finding. */
const mostTold = 300

/** Heavy findings that no fact of the conclusion tells, heaviest first. */
export function compareLeftOut(context: CompareContext, findings: FindingsText): CheckIssue[] {
  if (!context.conclusion.facts.length) return []
  const told = context.conclusion.facts.filter((fact) => !fact.negated && !fact.normal).slice(0, mostTold)
  const bySentence = new Map<number, Fact[]>()
  for (const fact of context.findings.facts) {
    const list = bySentence.get(fact.sentence)
    if (list) list.push(fact)
    else bySentence.set(fact.sentence, [fact])
  }
  const open = findings.sentences.map((sentence) => ({ sentence, weight: weighFinding(sentence) })).filter(({ weight }) => weight >= missedWeight)
    .toSorted((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
  return open.filter(({ sentence }) => !isTold(sentence, bySentence, told, findings)).slice(0, mostListed).map(({ sentence: { start, end } }): CheckIssue => ({
    kind: 'leftOut', severity: 'warning', sentence: null, message: `Not in the conclusion: ${short(findings.text.slice(start, end))}`, conclusion: null, findings: { start, end },
  }))
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text).replace(/\s+/g, ' ')

function isTold(sentence: FindingSentence, bySentence: ReadonlyMap<number, Fact[]>, told: readonly Fact[], findings: FindingsText): boolean {
  const facts = (bySentence.get(sentence.index) ?? []).filter((fact) => (fact.finding !== null && !fact.negated && fact.change?.change !== 'resolved') || (fact.finding === null && !fact.normal && fact.sizes.length > 0))
  if (!facts.length) return true
  const heaviest = Math.max(...facts.map((fact) => fact.weight))
  const main = facts.filter((fact) => fact.weight >= Math.min(heaviest, 3))
  if (main.some((fact) => told.some((one) => tells(one, fact)))) return true
  // "It measures 3 cm and enhances": told with the sentence it belongs to.
  if (!isDetail(sentence, findings)) return false
  const before = findings.sentences[sentence.index - 1]
  return before !== undefined && isTold(before, bySentence, told, findings)
}

/** Does a fact of the conclusion tell this one? Names may differ; neither place, level nor side may. */
function tells(one: Fact, fact: Fact): boolean {
  const match = matchFacts(one, fact)
  if (match.side < 0 || match.level < 0 || match.site < 0) return false
  if (match.size >= 2.5) return true
  const placed = match.site >= 1 || (match.site === 0 && (!fact.sites.length || !one.sites.some((site) => site.from === 'text')))
  if (match.finding >= 2.2) return placed
  // What is only described may be told under another name of its kind; what has a heavy name of its own may not.
  if (fact.finding !== null && fact.weight >= 4 && !describes.has(fact.finding)) return false
  if (match.finding >= 1.4) return one.weight >= fact.weight && (match.site >= 1.4 || (match.site === 0 && placed))
  return match.site >= 1.4 && one.finding !== null && one.weight >= 3 && (match.finding >= 0.5 || isVague(one.finding))
}
