import type { Fact } from '../../fact/fact.ts'
import { conclusionFacts, findingFacts, sameFact, type FactText } from '../../fact/fact-text.ts'
import { placesAround } from '../../fact/site-tree.ts'
import type { FindingsText } from '../../draft/reading/align.ts'
import { keepResults } from '../../text/kept.ts'
import type { CheckInput } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { allWider, matchFacts, type Match } from './match.ts'

export type Candidate = { fact: Fact; match: Match }

/** Everything the rules look at, worked out once. */
export type CompareContext = {
  input: CheckInput
  findings: FactText
  conclusion: FactText
  /** Facts of indication and comparison: what they know is no contradiction. */
  beside: FactText
  /** The findings' facts that may speak of the same thing, with how far they do. */
  candidates: (fact: Fact) => readonly Candidate[]
  /** Verdicts on a fact by the rule's name; of facts of sentences that stay the same, while findings and order do too. */
  verdicts: WeakMap<Fact, Map<string, readonly CheckIssue[]>>
}

/**
 * What a rule says of a fact, kept as if its sentence began the text. Only for rules that look at the fact, its own sentence (with as many letters
 * around as reading looks at), the findings and the order.
 */
export function keptVerdict(rule: string, fact: Fact, { verdicts }: CompareContext, judge: () => readonly CheckIssue[]): readonly CheckIssue[] {
  const own = sameFact(fact)
  if (own === fact) return judge()
  const by = fact.start - own.start
  const move = (issue: CheckIssue, way: number): CheckIssue => ({ ...issue, sentence: fact.sentence, conclusion: issue.conclusion && { start: issue.conclusion.start + way, end: issue.conclusion.end + way } })
  const rules = verdicts.get(own) ?? new Map<string, readonly CheckIssue[]>()
  verdicts.set(own, rules)
  const before = rules.get(rule)
  if (before) return before.map((issue) => move(issue, by))
  const said = judge()
  rules.set(rule, said.map((issue) => move(issue, -by)))
  return said
}

/** Findings with more facts than this are searched by name and place, and so many of them compared. */
const mostFacts = 400
const mostCandidates = 80
/** Sentences of a conclusion that are compared: no person's is as long, and the time must stay bounded. */
const mostSentences = 300

export function compareContext(input: CheckInput, read: FindingsText): CompareContext {
  const { side } = input
  const kept = keptFindings(read, side === 'left' || side === 'right' ? side : null)
  const { findings, matches, alike } = kept
  const conclusion = conclusionFacts(input.conclusion, mostSentences)
  const order = [input.indication, input.comparison].filter(Boolean).join('\n')
  const beside = conclusionFacts(order, 100)
  if (kept.order !== order) Object.assign(kept, { order, verdicts: new WeakMap() })
  const few = findings.facts.length <= mostFacts
  const byName = few ? null : nameIndex(findings.facts)
  const candidates = (asked: Fact): readonly Candidate[] => {
    const fact = sameFact(asked)
    const before = matches.get(fact)
    if (before) return before
    const found = alike(matchKey(fact), () => candidatesOf(fact))
    matches.set(fact, found)
    return found
  }
  const candidatesOf = (fact: Fact): readonly Candidate[] => {
    const facts = few ? findings.facts : [...new Set(namesOf(fact).flatMap((name) => byName!.get(name) ?? []))].slice(0, mostCandidates)
    return facts.map((other): Candidate => ({ fact: other, match: matchFacts(fact, other) }))
  }
  return { input, findings, conclusion, beside, candidates, verdicts: kept.verdicts }
}

/** `order`: indication and comparison that the verdicts were given with. */
type KeptFindings = { findings: FactText; matches: WeakMap<Fact, readonly Candidate[]>; /** … by what they say. */ alike: ReturnType<typeof keepResults<readonly Candidate[]>>; order: string; verdicts: CompareContext['verdicts'] }
const keptByText = new WeakMap<FindingsText, Map<string, KeptFindings>>()

/** The facts of the findings and what they were compared with stay as long as the findings as read do. */
function keptFindings(read: FindingsText, side: 'left' | 'right' | null): KeptFindings {
  const bySide = keptByText.get(read) ?? new Map<string, KeptFindings>()
  keptByText.set(read, bySide)
  const before = bySide.get(side ?? '')
  if (before) return before
  const kept: KeptFindings = { findings: findingFacts(read, side && { side, start: 0, end: 0, from: 'heading' }), matches: new WeakMap(), alike: keepResults(mostMatched), order: '', verdicts: new WeakMap() }
  bySide.set(side ?? '', kept)
  return kept
}

/** Facts of conclusions whose candidates are kept: those of a long one and of what it was a few keys before. */
const mostMatched = 600

/** All that candidates, and those of them of one polarity, depend on: facts that say the same are compared once, also when a key has changed their sentence. */
const matchKey = ({ finding, negated, normal, sizes, levels, count, words, sites, side }: Fact): string =>
  `${finding} ${negated} ${normal} ${side?.side} ${count?.value}|${sizes.map((one) => `${one.value} ${one.unit} ${one.decimals} ${one.role}`).join()}|${levels.map((one) => `${one.group} ${one.key}`).join()}|${words.map((one) => one.key).join()}|${sites.map((one) => `${one.site} ${one.from}`).join()}`

function nameIndex(facts: readonly Fact[]): ReadonlyMap<string, Fact[]> {
  const index = new Map<string, Fact[]>()
  for (const fact of facts) {
    for (const name of namesOf(fact)) {
      const list = index.get(name)
      if (!list) index.set(name, [fact])
      else if (list.length < 100) list.push(fact)
    }
  }
  return index
}

function namesOf(fact: Fact): string[] {
  const names = fact.finding === null ? [] : [...allWider(fact.finding)].map((key) => `f:${key}`)
  for (const { site } of fact.sites) for (const place of placesAround(site)) names.push(`s:${place}`)
  return [...new Set(names)]
}
